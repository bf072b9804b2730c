package org.rialto.protocols.rops.sync;

/// What a whole stream is. Which it is follows from the ROP that began it. MS-OXCFXICS §2.2.4.4
/// and §2.2.3.1.2.1.1.
public enum FastTransferRoot {
    /// RopSynchronizationConfigure, contents.
    CONTENTS_SYNC,
    /// RopSynchronizationConfigure, hierarchy.
    HIERARCHY_SYNC,
    /// RopSynchronizationGetTransferState.
    STATE,
    /// RopFastTransferSourceCopyTo or CopyProperties on a folder.
    FOLDER_CONTENT,
    /// RopFastTransferSourceCopyTo or CopyProperties on a message.
    MESSAGE_CONTENT,
    /// RopFastTransferSourceCopyTo or CopyProperties on an attachment.
    ATTACHMENT_CONTENT,
    /// RopFastTransferSourceCopyMessages.
    MESSAGE_LIST,
    /// RopFastTransferSourceCopyFolder.
    TOP_FOLDER
}
