package org.rialto.store;

import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MessageId;

/// The ids that clients know a mailbox's folders, messages and changes by. MS-OXCDATA §2.2,
/// MS-OXCFXICS §2.2.1.2.
public record ObjectIds(MailboxInfo mailbox) {
    private static final int OWN_REPLICA = 1;

    /// PidTagFolderId.
    public long folderId(long folderId) { return new FolderId(OWN_REPLICA, folderId).toLong(); }

    /// PidTagMid.
    public long messageId(long messageId) { return new MessageId(OWN_REPLICA, messageId).toLong(); }

    /// PidTagSourceKey of a folder or message; PidTagChangeKey of a change number.
    public Binary key(long counter) { return global(counter).toBinary(); }

    private GlobalId global(long counter) { return new GlobalId(mailbox.replicaGuid(), counter); }

    public Binary folderEntryId(long folderId) {
        return (switch (mailbox.kind()) {
            case PRIVATE -> new EntryId.Folder(mailbox.guid(), EntryId.ObjectType.PRIVATE_FOLDER,
                    global(folderId));
            case PUBLIC ->
                new EntryId.Folder(EntryId.PUBLIC_FOLDERS, EntryId.ObjectType.PUBLIC_FOLDER,
                        global(folderId));
        }).encode();
    }

    public Binary messageEntryId(long folderId, long messageId) {
        return (switch (mailbox.kind()) {
            case PRIVATE -> new EntryId.Message(mailbox.guid(),
                    EntryId.ObjectType.PRIVATE_MESSAGE, global(folderId), global(messageId));
            case PUBLIC -> new EntryId.Message(EntryId.PUBLIC_FOLDERS,
                    EntryId.ObjectType.PUBLIC_MESSAGE, global(folderId), global(messageId));
        }).encode();
    }
}
