package org.rialto.protocols.nspi;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
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
    private final NameSource names;

    private AddressLists(long version, Map<Long, ListRow> byId, Map<AddressList, ListRow[]> display,
            Map<AddressList, ListRow[]> phonetic, NameSource names) {
        this.version = version;
        this.byId = byId;
        this.byDisplayName = display;
        this.byPhoneticName = phonetic;
        this.names = names;
    }

    static AddressLists of(long version, Collection<ListRow> rows) {
        Map<Long, ListRow> byId = HashMap.newHashMap(rows.size());
        rows.forEach(row -> byId.put(row.id(), row));
        ListRow[] display = rows.toArray(NOTHING);
        Arrays.parallelSort(display, ListRow.BY_DISPLAY_NAME);
        ListRow[] phonetic = display.clone();
        Arrays.parallelSort(phonetic, ListRow.BY_PHONETIC_NAME);
        return new AddressLists(version, byId, split(display), split(phonetic),
                NameSource.of(byId.values()));
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

    /// By which objects are found when somebody typed a name.
    NameSource names() { return names; }

    /// A list in one of its orders.
    ListTable table(AddressList list, int sortType) {
        boolean phonetic = sortType == Stat.SORT_PHONETIC_DISPLAY_NAME;
        ListRow[] rows = (phonetic ? byPhoneticName : byDisplayName).getOrDefault(list, NOTHING);
        return new ListTable(this, rows,
                phonetic ? ListRow.BY_PHONETIC_NAME : ListRow.BY_DISPLAY_NAME);
    }

    /// The same with some objects changed: rows are replaced, and removed where null.
    AddressLists with(long newVersion, Map<Long, @Nullable ListRow> changes) {
        if (changes.isEmpty()) {
            return new AddressLists(newVersion, byId, byDisplayName, byPhoneticName, names);
        }
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
        return new AddressLists(newVersion, rows, display, phonetic,
                names.with(changes.keySet(), rows.values()));
    }

    /// Each change moves the rows behind it: a copy of memory, which for the few changes of a
    /// version costs less than going through all rows.
    private ListRow[] changed(AddressList list, Map<AddressList, ListRow[]> before,
            Map<Long, @Nullable ListRow> changes, Comparator<ListRow> order) {
        ListRow[] rows = before.getOrDefault(list, NOTHING);
        for (Map.Entry<Long, @Nullable ListRow> change : changes.entrySet()) {
            ListRow old = byId.get(change.getKey());
            ListRow now = change.getValue();
            int from = old == null ? -1 : Arrays.binarySearch(rows, old, order);
            if (from >= 0) {
                ListRow[] shorter = Arrays.copyOf(rows, rows.length - 1);
                System.arraycopy(rows, from + 1, shorter, from, shorter.length - from);
                rows = shorter;
            }
            if (now != null && list.holds(now.kind())) {
                int to = -1 - Arrays.binarySearch(rows, now, order);
                ListRow[] longer = Arrays.copyOf(rows, rows.length + 1);
                System.arraycopy(rows, to, longer, to + 1, rows.length - to);
                longer[to] = now;
                rows = longer;
            }
        }
        return rows;
    }
}
