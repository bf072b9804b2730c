package org.rialto.store;

/// What a committed unit of work did to the normal messages of one folder.
///
/// Each holds the folder's contents change number as of then.
sealed interface IndexDelta {
    long contentsChangeNumber();

    record Added(int uid, long messageId, int flags, long keywords, long changeNumber,
            long contentsChangeNumber) implements IndexDelta {}

    record Removed(int[] uids, long contentsChangeNumber) implements IndexDelta {}

    record Updated(int[] uids, int[] flags, long[] keywords, long[] changeNumbers,
            long contentsChangeNumber) implements IndexDelta {}
}
