package org.rialto.protocols.ews.id;

import java.util.UUID;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.sasl.Login;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.GlobalId;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ResponseCode;
import org.rialto.store.KnownObject;

/// What an identifier of the service stands for: a session on its mailbox, and the object's id there.
/// Says nothing yet of whether the actor may see it.
///
/// @param objectId of the message or folder
public record FoundObject(MailboxSession session, long objectId) {
    /// The message that an `Id` attribute names.
    public static FoundObject message(Mailboxes mailboxes, Directory directory, Login login,
            String text) throws EwsFault {
        StoreId id = parsed(text);
        if (!id.attachments().isEmpty())
            throw new EwsFault(ResponseCode.INVALID_ID_MALFORMED, "An item's id is expected.");
        return switch (id) {
            case StoreId.OfMailbox item -> message(mailboxes, login, item.mailbox(), item.id());
            case StoreId.OfAddress item ->
                message(mailboxes, login, mailbox(directory, item.address()), item.id());
            case StoreId.PublicFolderItem item ->
                message(mailboxes, login, Mailboxes.PUBLIC_FOLDERS, item.id());
            case StoreId.Conversation _,StoreId.PublicFolder _,StoreId.DirectoryObject _ ->
                throw new EwsFault(ResponseCode.INVALID_ID_MALFORMED,
                        "An item's id is expected.");
        };
    }

    private static StoreId parsed(String text) throws EwsFault {
        try {
            return StoreId.parse(text);
        } catch (MalformedDataException e) {
            throw malformed();
        }
    }

    private static EwsFault malformed() {
        return new EwsFault(ResponseCode.INVALID_ID_MALFORMED, "The id is malformed.");
    }

    private static UUID mailbox(Directory directory, String address) throws EwsFault {
        SmtpAddress parsed = SmtpAddress.parseOrNull(address);
        if (parsed != null && directory.ofAddress(parsed)
                .orElse(null) instanceof DirectoryObject.MailboxOwner owner)
            return owner.mailboxGuid();
        throw new EwsFault(ResponseCode.NON_EXISTENT_MAILBOX, "There is no such mailbox.");
    }

    /// The message of an entry id in a mailbox.
    public static FoundObject message(Mailboxes mailboxes, Login login, UUID mailbox,
            Binary entryId) throws EwsFault {
        if (!(decoded(entryId) instanceof EntryId.Message message))
            throw malformed();
        return find(mailboxes.open(login, mailbox), message.message(),
                KnownObject.State.MESSAGE, ResponseCode.ITEM_NOT_FOUND);
    }

    /// The folder of an entry id in a mailbox.
    public static FoundObject folder(MailboxSession session, Binary entryId) throws EwsFault {
        if (!(decoded(entryId) instanceof EntryId.Folder folder))
            throw malformed();
        return find(session, folder.folder(), KnownObject.State.FOLDER,
                ResponseCode.FOLDER_NOT_FOUND);
    }

    private static EntryId decoded(Binary entryId) throws EwsFault {
        try {
            return EntryId.decode(entryId);
        } catch (MalformedDataException e) {
            throw malformed();
        }
    }

    private static FoundObject find(MailboxSession session, GlobalId id, KnownObject.State wanted,
            ResponseCode otherwise) throws EwsFault {
        KnownObject known;
        try {
            known = session.mailbox().read(snapshot -> snapshot.find(id.toBinary()));
        } catch (org.rialto.mapi.MailError.Invalid e) {
            throw new EwsFault(otherwise, "There is no such object.");
        }
        if (known.state() != wanted)
            throw new EwsFault(otherwise, "There is no such object.");
        return new FoundObject(session, known.id());
    }
}
