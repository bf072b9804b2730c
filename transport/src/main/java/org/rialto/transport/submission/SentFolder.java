package org.rialto.transport.submission;

import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.ServerId;
import org.rialto.store.MailboxInfo;
import org.rialto.store.Rights;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// What becomes of a message once it is sent, by its own properties: PidTagSentMailSvrEID,
/// PidTagSentMailEntryId, PidTagTargetEntryId and PidTagDeleteAfterSubmit. MS-OXOMSG §2.2.3.8,
/// §2.2.3.10, §2.2.1.76.
final class SentFolder {
    /// It stays where it is.
    static final long NONE = 0;
    /// It is deleted.
    static final long DELETED = -1;

    private static final long ELSEWHERE = -2;

    private SentFolder() {}

    /// Where it goes: [#NONE], [#DELETED] or the id of a folder.
    ///
    /// @param asActor what the submitter may do decides: a folder that is not there for them, or
    ///        that takes nothing of theirs, is replaced by Sent Items
    static long of(PropertyBag bag, Snapshot asActor, Snapshot asServer) {
        MailboxInfo info = asServer.info();
        long wanted = wanted(bag, info);
        if (wanted == NONE) {
            return bag.getBoolean(PropertyTags.PidTagDeleteAfterSubmit, false) ? DELETED : NONE;
        }
        long sentItems = asServer.folder(SpecialFolder.SENT_ITEMS).folderId();
        if (wanted == sentItems) {
            return sentItems;
        }
        try {
            return asActor.folder(wanted).allows(Rights.CREATE) ? wanted : sentItems;
        } catch (MailError.NotFound | MailError.Gone e) {
            return sentItems;
        }
    }

    private static long wanted(PropertyBag bag, MailboxInfo info) {
        EntryId.Message target = target(bag, info);
        if (target != null) {
            return target.folder().globalCounter();
        }
        if (bag.get(PropertyTags.PidTagSentMailSvrEID) instanceof ServerId.Ours ours
                && ours.folder().globalCounter() != 0) {
            return ours.folder().replicaId() == 1 ? ours.folder().globalCounter() : ELSEWHERE;
        }
        if (decoded(bag.getBinary(
                PropertyTags.PidTagSentMailEntryId)) instanceof EntryId.Folder folder) {
            return folder.folder().databaseGuid().equals(info.replicaGuid())
                    ? folder.folder().globalCounter()
                    : ELSEWHERE;
        }
        return NONE;
    }

    /// The message that the client has for it already, in a folder of its own; null for none.
    static EntryId.@Nullable Message target(PropertyBag bag, MailboxInfo info) {
        return decoded(bag.getBinary(
                PropertyTags.PidTagTargetEntryId)) instanceof EntryId.Message message
                && message.folder().databaseGuid().equals(info.replicaGuid())
                        ? message
                        : null;
    }

    /// The PidTagSourceKey by which the client knows that message.
    static Binary sourceKey(EntryId.Message target) {
        GlobalId id = target.message();
        return id.toBinary();
    }

    private static @Nullable EntryId decoded(@Nullable Binary bytes) {
        try {
            return bytes == null ? null : EntryId.decode(bytes);
        } catch (MalformedDataException noEntryId) {
            return null;
        }
    }
}
