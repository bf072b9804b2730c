package org.rialto.protocols.nspi;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;

/// The rows of an address list in an order, and positions in them. MS-OXNSPI §3.1.4.5.
final class ListTable {
    private final AddressLists lists;
    private final ListRow[] rows;
    private final Comparator<ListRow> order;

    ListTable(AddressLists lists, ListRow[] rows, Comparator<ListRow> order) {
        this.lists = lists;
        this.rows = rows;
        this.order = order;
    }

    /// @param row after Delta; the size of the table when past its end
    /// @param moved rows between where it began and there
    record Position(int row, int moved) {}

    int size() { return rows.length; }

    ListRow row(int index) { return rows[index]; }

    List<ListRow> rows() { return Collections.unmodifiableList(Arrays.asList(rows)); }

    /// Some of its rows, in its order.
    List<ListRow> sorted(Collection<ListRow> some) { return some.stream().sorted(order).toList(); }

    /// Where an object stands, or -1.
    int indexOf(long objectId) {
        @Nullable
        ListRow row = lists.row(objectId);
        return row == null ? -1 : Math.max(-1, Arrays.binarySearch(rows, row, order));
    }

    /// Rows that a name means whole; no more than some, in no order.
    Collection<ListRow> exactly(NameMatch match, int most) {
        return found(lists.names().exactly(match), match::isExactly, most);
    }

    /// Rows that a name means; no more than some, in no order.
    Collection<ListRow> matching(NameMatch match, int most) {
        return found(lists.names().matching(match), match::matches, most);
    }

    private Collection<ListRow> found(@Nullable List<NameIndex.Range> ranges,
            Predicate<ListRow> wanted, int most) {
        if (ranges == null) {
            return rows().stream().filter(wanted).limit(most).toList();
        }
        Set<ListRow> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (NameIndex.Range range : ranges) {
            for (int i = range.from(); i < range.to() && found.size() < most; i++) {
                // As it is now: it may have had another name, or be gone.
                ListRow row = lists.row(range.ids()[i]);
                if (row != null && wanted.test(row) && indexOf(row.id()) >= 0) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    /// The first row that is not before the key of a display name.
    int firstNotBefore(String key) {
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows[middle].key().compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The minimal entry id at a position; the end's past the last row.
    int minimalId(int index) {
        return index < rows.length ? rows[index].minimalId() : Stat.END_OF_TABLE;
    }

    /// The position that a STAT says.
    ///
    /// @throws NspiError NotFound when CurrentRec names nothing in this table
    Position locate(Stat stat) {
        int start = switch (stat.currentRec()) {
            case Stat.BEGINNING_OF_TABLE -> 0;
            case Stat.END_OF_TABLE -> rows.length;
            case Stat.CURRENT -> fraction(stat);
            default -> {
                int index = indexOf(MinimalIds.objectId(stat.currentRec()));
                if (index < 0) {
                    throw new NspiError(ErrorCodes.NotFound,
                            "the current record is not in the address list");
                }
                yield index;
            }
        };
        long moved = (long) start + stat.delta();
        int row = (int) Math.clamp(moved, 0, rows.length);
        return new Position(row, row - start);
    }

    /// §3.1.4.5.2, steps 4 and 5: what it would be in a table of that size.
    private int fraction(Stat stat) {
        long total = Integer.toUnsignedLong(stat.totalRecs());
        if (total == 0) {
            return 0;
        }
        // Both are below 2^32, so that the product is below 2^64; a table's size is below 2^31.
        long wanted = Long.divideUnsigned(Integer.toUnsignedLong(stat.numPos()) * rows.length,
                total);
        return (int) Math.min(wanted, rows.length);
    }

    Stat stat(Stat stat, int row) { return stat.at(minimalId(row), row, rows.length); }
}
