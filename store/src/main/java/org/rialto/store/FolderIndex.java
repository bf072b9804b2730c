package org.rialto.store;

/// The normal (not associated, not deleted) messages of a folder as packed columns, ascending by
/// UID: what an IMAP session or a contents view keeps for 100,000 messages without an object each.
/// The arrays are shared and must not be written; they may be longer than `count`.
///
/// @param contentsChangeNumber the folder's, as of this snapshot
/// @param flags bits of [MessageFlags]
/// @param keywords bit n set: the folder's keyword number n
public record FolderIndex(long folderId, long contentsChangeNumber, int count, int[] uids,
        long[] messageIds, int[] flags, long[] keywords, long[] changeNumbers) {}
