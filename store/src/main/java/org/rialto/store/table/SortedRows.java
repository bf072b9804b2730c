package org.rialto.store.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rialto.mapi.Binary;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;

/// Rows in a table's order. Immutable: tables share them, and a change makes new ones by copying
/// references, without comparing or looking at rows that did not change.
final class SortedRows {
    private final SortOrderSet order;
    /// By each row's own key.
    private final LeafRow[] plain;
    /// As shown: the same, but for categories in the order of a maximum.
    private final LeafRow[] shown;
    private final long bytes;

    private SortedRows(SortOrderSet order, LeafRow[] plain) {
        this.order = order;
        this.plain = plain;
        int maximum = maximumDepth(order);
        this.shown = maximum < 0 ? plain : byMaximum(plain, maximum);
        this.bytes = bytes(plain) + (shown == plain ? 0 : bytes(shown));
    }

    private static long bytes(LeafRow[] rows) {
        long bytes = 0;
        for (LeafRow row : rows) {
            bytes += row.bytes();
        }
        return bytes;
    }

    static SortedRows of(SortOrderSet order, List<LeafRow> rows) {
        LeafRow[] sorted = rows.toArray(LeafRow[]::new);
        Arrays.sort(sorted);
        return new SortedRows(order, sorted);
    }

    List<LeafRow> list() { return Collections.unmodifiableList(Arrays.asList(shown)); }

    int size() { return plain.length; }

    /// About what they hold in memory.
    long bytes() { return bytes; }

    /// By each row's own key; not to be changed.
    LeafRow[] plain() { return plain; }

    boolean isCategorized() { return order.categoryCount() > 0; }

    /// Whether categories are in the order of what is in them.
    boolean byMaximum() { return maximumDepth(order) >= 0; }

    /// With what the rows of these ids are `now`; this when they neither were nor are here.
    SortedRows changed(long[] ids, List<LeafRow> now) {
        LeafRow[] kept = without(ids);
        if (kept == plain && now.isEmpty()) {
            return this;
        }
        return new SortedRows(order, with(kept, now.toArray(LeafRow[]::new)));
    }

    private LeafRow[] without(long[] ids) {
        long[] gone = ids.clone();
        Arrays.sort(gone);
        LeafRow[] kept = plain;
        int count = 0;
        for (int i = 0; i < plain.length; i++) {
            if (Arrays.binarySearch(gone, plain[i].id()) >= 0) {
                if (kept == plain) {
                    kept = Arrays.copyOf(plain, plain.length - 1);
                }
            } else {
                if (kept != plain) {
                    kept[count] = plain[i];
                }
                count++;
            }
        }
        return kept.length == count ? kept : Arrays.copyOf(kept, count);
    }

    private static LeafRow[] with(LeafRow[] kept, LeafRow[] added) {
        if (added.length == 0) {
            return kept;
        }
        Arrays.sort(added);
        LeafRow[] all = new LeafRow[kept.length + added.length];
        int from = 0;
        for (int i = 0; i < added.length; i++) {
            int found = Arrays.binarySearch(kept, from, kept.length, added[i]);
            int to = found < 0 ? ~found : found;
            System.arraycopy(kept, from, all, from + i, to - from);
            all[to + i] = added[i];
            from = to;
        }
        System.arraycopy(kept, from, all, from + added.length, kept.length - from);
        return all;
    }

    private static int maximumDepth(SortOrderSet order) {
        List<SortOrder> orders = order.orders();
        for (int i = 0; i < order.categoryCount() && i + 1 < orders.size(); i++) {
            if (orders.get(i + 1).direction() == SortOrder.Direction.MAXIMUM_CATEGORY) {
                return i;
            }
        }
        return -1;
    }

    /// The rows with the categories of a depth in the order of the greatest value that the column
    /// after has in them, the greatest first: that value's bytes go before the category's own.
    /// Bytes of that column are inverted, so the greatest value has the least.
    private static LeafRow[] byMaximum(LeafRow[] rows, int depth) {
        Map<Binary, Binary> greatest = new HashMap<>();
        for (LeafRow row : rows) {
            greatest.merge(category(row, depth), next(row, depth),
                    (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
        List<LeafRow> arranged = new ArrayList<>(rows.length);
        for (LeafRow row : rows) {
            byte[] value = greatest.getOrDefault(category(row, depth), Binary.EMPTY).toByteArray();
            int at = depth == 0 ? 0 : row.categoryEnds()[depth - 1];
            byte[] key = new byte[row.key().length + value.length];
            System.arraycopy(row.key(), 0, key, 0, at);
            System.arraycopy(value, 0, key, at, value.length);
            System.arraycopy(row.key(), at, key, at + value.length, row.key().length - at);
            int[] ends = row.categoryEnds().clone();
            for (int i = depth; i < ends.length; i++) {
                ends[i] += value.length;
            }
            arranged.add(new LeafRow(row.id(), row.instance(), key, ends, row.unread()));
        }
        Collections.sort(arranged);
        return arranged.toArray(LeafRow[]::new);
    }

    private static Binary category(LeafRow row, int depth) {
        return Binary.wrap(Arrays.copyOf(row.key(), row.categoryEnds()[depth]));
    }

    private static Binary next(LeafRow row, int depth) {
        int from = row.categoryEnds()[depth];
        int to = depth + 1 < row.categoryEnds().length
                ? row.categoryEnds()[depth + 1]
                : row.key().length;
        return Binary.wrap(Arrays.copyOfRange(row.key(), from, to));
    }
}
