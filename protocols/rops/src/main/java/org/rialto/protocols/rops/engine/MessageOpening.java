package org.rialto.protocols.rops.engine;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.directory.Actor;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.RecipientRow;
import org.rialto.mapi.TypedString;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.message.Recipients;
import org.rialto.protocols.rops.wire.message.OpenRecipientRow;
import org.rialto.protocols.rops.wire.message.OpenedMessage;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.MessageRow;
import org.rialto.store.Rights;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// Opens messages, and tells of them what the responses of opening tell. MS-OXCMSG §3.2.5.1.
final class MessageOpening {
    /// Of a longer subject the beginning is told, as there is a message with it to open.
    private static final int MOST_CHARACTERS = 4_000;
    /// Fields of a response beside its texts and recipients.
    private static final int OVERHEAD_BYTES = 64;
    private static final Set<SpecialFolder> RECOVERABLE = Set.of(SpecialFolder.RECOVERABLE_ITEMS,
            SpecialFolder.RECOVERABLE_DELETIONS, SpecialFolder.RECOVERABLE_PURGES,
            SpecialFolder.RECOVERABLE_VERSIONS);

    private MessageOpening() {}

    static MessageContext context(Call call, LogonObject logon) {
        String author = "";
        Binary entryId = Binary.EMPTY;
        if (call.session().actor().get() instanceof Actor.Person person) {
            author = person.name();
            entryId = new EntryId.AddressBook(EntryId.AddressBook.MAIL_USER, person.legacyDN())
                    .encode();
        }
        return new MessageContext(logon.mailbox(), call.server().blobs(), logon.ids(),
                author, entryId, call.session().space());
    }

    static Charset charset(Call call, int codePage) {
        if (codePage == 0 || codePage == RopOpenMessage.LOGON_CODE_PAGE) {
            return call.format().charset();
        }
        Charset charset = CodePage.find(codePage);
        if (charset == null) {
            throw new RopError(ErrorCodes.UnknownCodePage);
        }
        return charset;
    }

    static StoredMessage open(RopOpenMessage.Request request, Call call) {
        LogonObject logon = call.logon();
        if (!(call.input() instanceof FolderObject) && !(call.input() instanceof LogonObject)) {
            throw new RopError(ErrorCodes.NullObject);
        }
        long folderId = Ids.folder(request.folderId());
        long messageId = Ids.message(request.messageId());
        int mode = request.openModeFlags() & RopOpenMessage.BEST_ACCESS;
        boolean deletedToo = (request.openModeFlags() & RopOpenMessage.OPEN_SOFT_DELETED) != 0;
        int rights = logon.mailbox()
                .read(snapshot -> find(snapshot, folderId, messageId, deletedToo).rights());
        boolean mayWrite = (rights & (Rights.EDIT_ANY | Rights.EDIT_OWNED)) != 0;
        if (mode == RopOpenMessage.READ_WRITE && !mayWrite) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        OpenMessage message = OpenMessage.open(context(call, logon), messageId,
                mode != RopOpenMessage.READ_ONLY && mayWrite,
                charset(call, request.codePageId()));
        return new StoredMessage(logon, message, request.codePageId());
    }

    /// The folder that the message is in; a search folder's are where they are.
    private static Folder find(Snapshot snapshot, long folderId, long messageId,
            boolean deletedToo) {
        MessageRow row = snapshot.message(messageId, Set.of());
        Folder folder = snapshot.folder(row.folderId());
        if (folder.special() != null && RECOVERABLE.contains(folder.special())) {
            if (!deletedToo && row.folderId() != folderId) {
                throw new RopError(ErrorCodes.NotFound);
            }
            return folder;
        }
        if (row.folderId() != folderId) {
            boolean linked = snapshot.folder(folderId).type() == FolderType.SEARCH && !snapshot
                    .messages(folderId, new long[]{messageId}, Set.of()).isEmpty();
            if (!linked) {
                throw new RopError(ErrorCodes.NotFound);
            }
        }
        return folder;
    }

    /// As many recipients as there is room for are told at once.
    static OpenedMessage told(StoredMessage stored, int room) {
        OpenMessage message = stored.message();
        List<PropertyBag> recipients = message.recipients();
        List<PropertyTag> columns = Recipients.columns(recipients);
        TypedString prefix = text(message.get(PropertyTags.PidTagSubjectPrefix));
        TypedString normalized = text(message.get(PropertyTags.PidTagNormalizedSubject));
        int left = room - OVERHEAD_BYTES - 4 * columns.size() - size(prefix) - size(normalized);
        if (left < 0) {
            throw new BufferTooSmall(room - left);
        }
        List<OpenRecipientRow> rows = new ArrayList<>();
        for (PropertyBag each : recipients) {
            RecipientRow row = Recipients.toRow(each, columns);
            left -= size(row, columns, stored.format()) + 7;
            if (left < 0 || rows.size() == OpenedMessage.MOST_ROWS) {
                break;
            }
            rows.add(new OpenRecipientRow(Recipients.type(each), codePage(stored), row));
        }
        stored.toldRecipientColumns(columns);
        boolean named = Boolean.TRUE.equals(message.get(PropertyTags.PidTagHasNamedProperties));
        return new OpenedMessage(named, prefix, normalized, Math.min(0xFFFF, recipients.size()),
                columns, rows);
    }

    static int codePage(StoredMessage stored) {
        return stored.codePage() == 0 ? RopOpenMessage.LOGON_CODE_PAGE : stored.codePage();
    }

    static int size(RecipientRow row, List<PropertyTag> columns, ValueFormat format) {
        ByteWriter out = new ByteWriter(256);
        row.write(out, columns, format);
        return out.length();
    }

    private static TypedString text(@Nullable Object text) {
        return new TypedString(text instanceof String string
                ? string.substring(0, Math.min(MOST_CHARACTERS, string.length()))
                : null);
    }

    private static int size(TypedString text) {
        return text.text() == null ? 1 : 3 + 2 * text.text().length();
    }
}
