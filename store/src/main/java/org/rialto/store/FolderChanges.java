package org.rialto.store;

/// Answer to "what changed in this folder after N?": for ICS, EWS SyncFolderItems, ActiveSync Sync,
/// IMAP QRESYNC and WebDAV alike.
///
/// @param contentsChangeNumber the folder's now: ask after this one next time
/// @param changedUids created or changed (flags too), ascending
/// @param deletedUids gone from the folder, ascending; also that of a message which got another UID
///        with its new content, and which is among the changed then
/// @param complete false when tombstones that old were purged: the caller must compare whole lists
public record FolderChanges(long contentsChangeNumber, int[] changedUids, long[] changedMessageIds,
        long[] changeNumbers, int[] deletedUids, long[] deletedMessageIds, boolean complete) {}
