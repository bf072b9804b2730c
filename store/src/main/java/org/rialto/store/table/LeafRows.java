package org.rialto.store.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;

/// The rows of a source that satisfy a restriction, sorted. Built once, then kept by applying what
/// changed.
final class LeafRows {
    private final TableSource source;
    private final SortOrderSet order;
    private final @Nullable Restriction restriction;
    private final SortKeys keys = new SortKeys();
    private final List<LeafRow> plain = new ArrayList<>();
    private List<LeafRow> sorted = plain;
    private long examined;

    LeafRows(TableSource source, SortOrderSet order, @Nullable Restriction restriction) {
        this.source = source;
        this.order = order;
        this.restriction = restriction;
        Set<PropertyTag> columns = new HashSet<>(TagsOf.restriction(restriction));
        order.orders().forEach(each -> columns.add(each.tag().withoutInstance()));
        source.forEach(columns, (row, id) -> examine(id, row, plain));
        arrange();
    }

    List<LeafRow> sorted() { return sorted; }

    /// How many source rows were looked at so far: what opening and keeping the table costs.
    long examined() { return examined; }

    int indexOf(LeafRow row) { return Collections.binarySearch(sorted, row); }

    /// The place of a row by its name; -1 when it is not here.
    int indexOf(long id, int instance) {
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).id() == id && sorted.get(i).instance() == instance) {
                return i;
            }
        }
        return -1;
    }

    /// Takes in what the source's rows of these ids are now. Answers whether anything changed here.
    boolean refresh(long[] ids) {
        Set<Long> changed = new HashSet<>();
        for (long id : ids) {
            changed.add(id);
        }
        boolean removed = plain.removeIf(row -> changed.contains(row.id()));
        int before = plain.size();
        List<@Nullable PropertySource> now = source.read(ids);
        for (int i = 0; i < ids.length; i++) {
            PropertySource row = now.get(i);
            if (row != null) {
                examine(ids[i], row, plain);
            }
        }
        if (removed || plain.size() > before) {
            arrange();
            return true;
        }
        return false;
    }

    private void examine(long id, PropertySource row, List<LeafRow> out) {
        examined++;
        if (restriction != null && !restriction.matches(row)) {
            return;
        }
        PropertyTag multivalue = null;
        for (SortOrder each : order.orders()) {
            if (each.tag().isMultivalueInstance()) {
                multivalue = each.tag();
            }
        }
        if (multivalue != null
                && row.get(multivalue.withoutInstance()) instanceof List<?> values
                && values.size() > 1) {
            for (int i = 0; i < values.size(); i++) {
                out.add(key(id, i, row, multivalue, values.get(i)));
            }
        } else {
            out.add(key(id, 0, row, null, null));
        }
    }

    private LeafRow key(long id, int instance, PropertySource row,
            @Nullable PropertyTag multivalue, @Nullable Object value) {
        int categories = order.categoryCount();
        int[] ends = categories == 0 ? LeafRow.NO_CATEGORIES : new int[categories];
        List<SortOrder> orders = order.orders();
        for (int i = 0; i < orders.size(); i++) {
            SortOrder each = orders.get(i);
            Object own = each.tag().equals(multivalue)
                    ? value
                    : row.get(each.tag().withoutInstance());
            keys.add(own, each.direction());
            if (i < categories) {
                ends[i] = keys.length();
            }
        }
        return new LeafRow(id, instance, keys.take(), ends);
    }

    private void arrange() {
        List<SortOrder> orders = order.orders();
        int maximum = -1;
        for (int i = 0; i < order.categoryCount() && i + 1 < orders.size(); i++) {
            if (orders.get(i + 1).direction() == SortOrder.Direction.MAXIMUM_CATEGORY) {
                maximum = i;
                break;
            }
        }
        sorted = maximum < 0 ? plain : byMaximum(maximum);
        Collections.sort(sorted);
    }

    /// The rows with the categories of a depth in the order of the greatest value that the column
    /// after has in them, the greatest first: that value's bytes go before the category's own.
    /// Bytes of that column are inverted, so the greatest value has the least.
    private List<LeafRow> byMaximum(int depth) {
        Map<Binary, Binary> greatest = new HashMap<>();
        for (LeafRow row : plain) {
            greatest.merge(category(row, depth), next(row, depth),
                    (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
        List<LeafRow> arranged = new ArrayList<>(plain.size());
        for (LeafRow row : plain) {
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
            arranged.add(new LeafRow(row.id(), row.instance(), key, ends));
        }
        return arranged;
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
