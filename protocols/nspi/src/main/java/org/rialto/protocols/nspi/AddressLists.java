package org.rialto.protocols.nspi;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every address list of one version of the directory, sorted. Never changes; a later version is
/// another of these, made of this one and what changed.
final class AddressLists {
    private static final ListRow[] NOTHING = {};
    private final long version;
    private final Map<Long, ListRow> byId;
    private final Map<AddressList, ListRow[]> byDisplayName;
    private final Map<AddressList, ListRow[]> byPhoneticName;

    private AddressLists(long version, Map<Long, ListRow> byId, Map<AddressList, ListRow[]> display,
            Map<AddressList, ListRow[]> phonetic) {
        this.version = version;
        this.byId = byId;
        this.byDisplayName = display;
        this.byPhoneticName = phonetic;
    }

    static AddressLists of(long version, Collection<ListRow> rows) {
        Map<Long, ListRow> byId = HashMap.newHashMap(rows.size());
        rows.forEach(row -> byId.put(row.id(), row));
        ListRow[] display = rows.toArray(NOTHING);
        Arrays.parallelSort(display, ListRow.BY_DISPLAY_NAME);
        ListRow[] phonetic = display.clone();
        Arrays.parallelSort(phonetic, ListRow.BY_PHONETIC_NAME);
        return new AddressLists(version, byId, split(display), split(phonetic));
    }

    private static Map<AddressList, ListRow[]> split(ListRow[] sorted) {
        Map<AddressList, ListRow[]> lists = new EnumMap<>(AddressList.class);
        for (AddressList list : AddressList.values()) {
            lists.put(list, list == AddressList.GLOBAL
                    ? sorted
                    : Arrays.stream(sorted).filter(row -> list.holds(row.kind()))
                            .toArray(ListRow[]::new));
        }
        return lists;
    }

    long version() { return version; }

    int size() { return byId.size(); }

    /// Of a listed object; null of any other.
    @Nullable
    ListRow row(long id) { return byId.get(id); }

    /// A list in one of its orders.
    ListTable table(AddressList list, int sortType) {
        boolean phonetic = sortType == Stat.SORT_PHONETIC_DISPLAY_NAME;
        ListRow[] rows = (phonetic ? byPhoneticName : byDisplayName).getOrDefault(list, NOTHING);
        return new ListTable(this, rows,
                phonetic ? ListRow.BY_PHONETIC_NAME : ListRow.BY_DISPLAY_NAME);
    }

    /// The same with some objects changed: rows are replaced, and removed where null.
    AddressLists with(long newVersion, Map<Long, @Nullable ListRow> changes) {
        Map<Long, ListRow> rows = new HashMap<>(byId);
        changes.forEach((id, row) -> {
            if (row == null) {
                rows.remove(id);
            } else {
                rows.put(id, row);
            }
        });
        Map<AddressList, ListRow[]> display = new EnumMap<>(AddressList.class);
        Map<AddressList, ListRow[]> phonetic = new EnumMap<>(AddressList.class);
        for (AddressList list : AddressList.values()) {
            display.put(list, changed(list, byDisplayName, changes, ListRow.BY_DISPLAY_NAME));
            phonetic.put(list, changed(list, byPhoneticName, changes, ListRow.BY_PHONETIC_NAME));
        }
        return new AddressLists(newVersion, rows, display, phonetic);
    }

    private static ListRow[] changed(AddressList list, Map<AddressList, ListRow[]> before,
            Map<Long, @Nullable ListRow> changes, java.util.Comparator<ListRow> order) {
        ListRow[] old = before.getOrDefault(list, NOTHING);
        ListRow[] added = changes.values().stream()
                .filter(row -> row != null && list.holds(row.kind())).toArray(ListRow[]::new);
        Arrays.sort(added, order);
        ListRow[] merged = new ListRow[old.length + added.length];
        int count = 0;
        int next = 0;
        for (ListRow row : old) {
            if (changes.containsKey(row.id())) {
                continue;
            }
            while (next < added.length && order.compare(added[next], row) < 0) {
                merged[count++] = added[next++];
            }
            merged[count++] = row;
        }
        while (next < added.length) {
            merged[count++] = added[next++];
        }
        return Arrays.copyOf(merged, count);
    }

}
