package org.rialto.store.table;

import java.util.Arrays;

/// A row of the table's source in its place in the sort order.
///
/// @param id of the source's row
/// @param instance number of the value, for a row that a multivalue instance column shows once for
///        each of its values; else 0 (PidTagInstanceNum)
/// @param key what it is sorted by
/// @param categoryEnds where in the key each category's part ends
/// @param unread whether it is a message that is not read; asked for where there are categories
record LeafRow(long id, int instance, byte[] key, int[] categoryEnds, boolean unread)
        implements
            Comparable<LeafRow> {
    static final int[] NO_CATEGORIES = {};

    /// About what it holds in memory: headers of objects, and what refers to them.
    long bytes() { return 72L + key.length + 4L * categoryEnds.length; }

    @Override
    public int compareTo(LeafRow other) {
        int byKey = Arrays.compareUnsigned(key, other.key);
        if (byKey != 0) {
            return byKey;
        }
        int byId = Long.compare(id, other.id);
        return byId != 0 ? byId : Integer.compare(instance, other.instance);
    }

    /// Whether both are in the same category down to `depth` (0: the outermost).
    boolean sameCategory(LeafRow other, int depth) {
        int end = categoryEnds[depth];
        return end == other.categoryEnds[depth]
                && Arrays.equals(key, 0, end, other.key, 0, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeafRow row && compareTo(row) == 0;
    }

    @Override
    public int hashCode() { return Long.hashCode(id) * 31 + instance; }
}
