package org.rialto.store;

import java.util.List;

/// What happened in a mailbox, published after its commit, in order. Every protocol's notifications
/// come from these; a listener that needs more than the ids reads it.
public sealed interface StoreEvent {
    long mailboxId();

    long folderId();

    /// A message was created; `newMail` when it was delivered (MS-OXCNOTIF NewMail).
    record MessageCreated(long mailboxId, long folderId, long messageId, int uid, long changeNumber,
            boolean associated, boolean newMail) implements StoreEvent {}

    /// Content or properties of a message changed.
    record MessageModified(long mailboxId, long folderId, long messageId, int uid,
            long changeNumber) implements StoreEvent {}

    /// Only state bits or keywords of these messages changed.
    record FlagsChanged(long mailboxId, long folderId, int[] uids, long contentsChangeNumber)
            implements
                StoreEvent {}

    /// Messages left the folder: deleted, or moved elsewhere.
    record MessagesDeleted(long mailboxId, long folderId, int[] uids, long[] messageIds,
            long contentsChangeNumber) implements StoreEvent {}

    /// A message comes from another folder of the mailbox by move (else copy). Published before the
    /// `MessagesDeleted` of a move and the `MessageCreated` of the new message, so that a listener
    /// can tell what these are.
    record MessageCopied(long mailboxId, long folderId, long messageId, long sourceFolderId,
            long sourceMessageId, boolean moved) implements StoreEvent {}

    record FolderCreated(long mailboxId, long folderId, long parentId) implements StoreEvent {}

    /// A folder comes as a copy of another of the mailbox. Published before its `FolderCreated`.
    record FolderCopied(long mailboxId, long folderId, long parentId, long sourceFolderId,
            long sourceParentId) implements StoreEvent {}

    /// Name, properties, permissions or subscription changed.
    record FolderModified(long mailboxId, long folderId) implements StoreEvent {}

    /// @param permissions the folder's when it went, which say who may hear of it
    record FolderDeleted(long mailboxId, long folderId, long parentId,
            List<Permission> permissions) implements StoreEvent {}

    record FolderMoved(long mailboxId, long folderId, long parentId, long oldParentId)
            implements
                StoreEvent {}

    /// A message that is there is new mail, as a client says that brought it itself.
    record NewMail(long mailboxId, long folderId, long messageId) implements StoreEvent {}

    /// A search folder's population is complete.
    record SearchComplete(long mailboxId, long folderId) implements StoreEvent {}
}
