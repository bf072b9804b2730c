package org.rialto.protocols.rops.engine;

import java.util.Arrays;
import org.rialto.store.StoreEvent;

/// Where a client wants to hear of events: anywhere, in a folder and of what is directly in it, or
/// of a message. MS-OXCNOTIF §2.2.1.2.1.1.
///
/// @param folderId 0 for the whole mailbox
/// @param messageId 0 for the folder
record NotificationScope(long folderId, long messageId) {
    static final NotificationScope MAILBOX = new NotificationScope(0, 0);

    boolean has(StoreEvent event) {
        if (folderId == 0) {
            return true;
        }
        return switch (event) {
            case StoreEvent.MessageCreated e -> isOf(e.folderId(), e.messageId());
            case StoreEvent.MessageModified e -> isOf(e.folderId(), e.messageId());
            // Whether it is of the message is seen when the message is read.
            case StoreEvent.FlagsChanged e -> e.folderId() == folderId;
            case StoreEvent.MessagesDeleted e -> e.folderId() == folderId && (messageId == 0
                    || Arrays.stream(e.messageIds()).anyMatch(id -> id == messageId));
            case StoreEvent.MessageCopied e -> isOf(e.folderId(), e.messageId())
                    || isOf(e.sourceFolderId(), e.sourceMessageId());
            case StoreEvent.FolderCreated e -> isFolder(e.folderId(), e.parentId());
            case StoreEvent.FolderDeleted e -> isFolder(e.folderId(), e.parentId());
            case StoreEvent.FolderMoved e -> isFolder(e.folderId(), e.parentId())
                    || isFolder(e.folderId(), e.oldParentId());
            case StoreEvent.FolderCopied e -> isFolder(e.folderId(), e.parentId())
                    || isFolder(e.sourceFolderId(), e.sourceParentId());
            case StoreEvent.FolderModified e -> isFolder(e.folderId(), 0);
            case StoreEvent.NewMail e -> isOf(e.folderId(), e.messageId());
            case StoreEvent.SearchComplete e -> isFolder(e.folderId(), 0);
        };
    }

    private boolean isOf(long inFolder, long message) {
        return inFolder == folderId && (messageId == 0 || messageId == message);
    }

    private boolean isFolder(long folder, long parent) {
        return messageId == 0 && (folder == folderId || parent == folderId);
    }
}
