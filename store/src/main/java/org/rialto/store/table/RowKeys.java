package org.rialto.store.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.store.MessageFlags;

/// What a table makes of a row of its source: nothing when a restriction leaves it out, else its
/// sort key, once for each value of a multivalue instance column.
final class RowKeys {
    private final SortOrderSet order;
    private final @Nullable Restriction restriction;
    private final @Nullable PropertyTag multivalue;
    private final SortKeys keys = new SortKeys();
    private final RowMemory.Share memory;
    private long keptBytes;
    private long examined;

    /// @param column a multivalue instance column that rows are shown once for each value of, when
    ///        they are not sorted by such a one; or null
    /// @param memory holds what is made of the rows, while it is made
    RowKeys(SortOrderSet order, @Nullable Restriction restriction, @Nullable PropertyTag column,
            RowMemory.Share memory) {
        this.memory = memory;
        this.order = order;
        this.restriction = restriction;
        this.multivalue = order.orders().stream().map(SortOrder::tag)
                .filter(PropertyTag::isMultivalueInstance).findFirst().orElse(column);
    }

    SortOrderSet order() { return order; }

    /// The columns that it looks at.
    Set<PropertyTag> columns() {
        Set<PropertyTag> columns = new HashSet<>(TagsOf.restriction(restriction));
        order.orders().forEach(each -> columns.add(each.tag().withoutInstance()));
        if (multivalue != null) {
            columns.add(multivalue.withoutInstance());
        }
        if (order.categoryCount() > 0) {
            columns.add(PropertyTags.PidTagMessageFlags);
        }
        return columns;
    }

    /// How many rows were looked at so far.
    long examined() { return examined; }

    /// Rows are made anew, or these are added to them.
    void begin(long heldBytes) { keptBytes = heldBytes; }

    void examine(long id, PropertySource row, List<LeafRow> out) {
        examined++;
        if (restriction != null && !restriction.matches(row)) {
            return;
        }
        if (multivalue != null && row.get(multivalue.withoutInstance()) instanceof List<?> values
                && values.size() > 1) {
            for (int i = 0; i < values.size(); i++) {
                keep(key(id, i, row, multivalue, values.get(i)), out);
            }
        } else {
            keep(key(id, 0, row, null, null), out);
        }
    }

    private void keep(LeafRow row, List<LeafRow> out) {
        keptBytes += row.bytes();
        memory.atLeast(keptBytes);
        out.add(row);
    }

    private LeafRow key(long id, int instance, PropertySource row,
            @Nullable PropertyTag instanceTag, @Nullable Object value) {
        int categories = order.categoryCount();
        int[] ends = categories == 0 ? LeafRow.NO_CATEGORIES : new int[categories];
        List<SortOrder> orders = order.orders();
        for (int i = 0; i < orders.size(); i++) {
            SortOrder each = orders.get(i);
            Object own = each.tag().equals(instanceTag)
                    ? value
                    : row.get(each.tag().withoutInstance());
            keys.add(own, each.direction());
            if (i < categories) {
                ends[i] = keys.length();
            }
        }
        return new LeafRow(id, instance, keys.take(), ends,
                categories > 0 && row.get(PropertyTags.PidTagMessageFlags) instanceof Integer flags
                        && (flags & MessageFlags.READ) == 0);
    }
}
