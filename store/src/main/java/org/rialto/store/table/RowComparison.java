package org.rialto.store.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out how the visible rows of a table differ after its leaves changed. Rows that did not
/// change are the same objects before and after (see [SortedRows#changed]), so that looking for the
/// others is a walk along two arrays.
final class RowComparison {
    /// Names a row: a leaf, or with the instance -1 a category.
    private record Key(long id, int instance) {
        static Key of(LeafRow row) { return new Key(row.id(), row.instance()); }

        static Key of(TableRow row) {
            return switch (row) {
                case TableRow.Leaf leaf -> new Key(leaf.id(), leaf.instance());
                case TableRow.Header header -> new Key(header.categoryId(), -1);
            };
        }
    }

    private final Set<Key> went = new HashSet<>();
    private final Set<Key> came = new HashSet<>();
    /// Where in the rows of now those that came are, ascending.
    private final List<Integer> places = new ArrayList<>();

    private RowComparison() {}

    /// What changed; empty when it is more than `most`.
    static Optional<List<RowChange>> of(SortedRows before, List<TableRow> visibleBefore,
            SortedRows now, List<TableRow> visibleNow, int most) {
        RowComparison comparison = new RowComparison();
        if (!comparison.walk(before.plain(), now.plain(), most)) {
            return Optional.empty();
        }
        List<RowChange> changes;
        if (!now.isCategorized()) {
            changes = comparison.flat(visibleNow);
        } else if (now.byMaximum()) {
            // Whole categories may have changed places.
            return Optional.empty();
        } else {
            changes = comparison.categorized(visibleBefore, visibleNow);
        }
        return changes.size() > most ? Optional.empty() : Optional.of(changes);
    }

    @SuppressWarnings("ReferenceEquality") // what is the same object did not change
    private boolean walk(LeafRow[] before, LeafRow[] now, int most) {
        int i = 0;
        int j = 0;
        while (i < before.length || j < now.length) {
            if (i < before.length && j < now.length && before[i] == now[j]) {
                i++;
                j++;
                continue;
            }
            int order = i == before.length
                    ? 1
                    : j == now.length ? -1 : before[i].compareTo(now[j]);
            if (order <= 0) {
                went.add(Key.of(before[i++]));
            }
            if (order >= 0) {
                places.add(j);
                came.add(Key.of(now[j++]));
            }
            if (went.size() > most || came.size() > most) {
                return false;
            }
        }
        return true;
    }

    private List<RowChange> flat(List<TableRow> visible) {
        List<RowChange> changes = new ArrayList<>();
        for (Key key : went) {
            if (!came.contains(key)) {
                changes.add(new RowChange.Deleted(new TableRow.Leaf(key.id(), key.instance(), 0)));
            }
        }
        for (int place : places) {
            TableRow row = visible.get(place);
            TableRow after = place == 0 ? null : visible.get(place - 1);
            changes.add(went.contains(Key.of(row))
                    ? new RowChange.Modified(row, after)
                    : new RowChange.Added(row, after));
        }
        return changes;
    }

    private List<RowChange> categorized(List<TableRow> before, List<TableRow> now) {
        Map<Key, TableRow> gone = new HashMap<>();
        before.forEach(row -> gone.put(Key.of(row), row));
        List<RowChange> changes = new ArrayList<>();
        TableRow after = null;
        for (TableRow row : now) {
            TableRow old = gone.remove(Key.of(row));
            if (old == null) {
                changes.add(new RowChange.Added(row, after));
            } else if (isChanged(old, row)) {
                changes.add(new RowChange.Modified(row, after));
            }
            after = row;
        }
        List<RowChange> all = new ArrayList<>();
        gone.values().forEach(row -> all.add(new RowChange.Deleted(row)));
        all.addAll(changes);
        return all;
    }

    private boolean isChanged(@Nullable TableRow old, TableRow row) {
        return switch (row) {
            case TableRow.Leaf _ -> came.contains(Key.of(row)) || !row.equals(old);
            case TableRow.Header now -> !(old instanceof TableRow.Header was)
                    || was.contentCount() != now.contentCount()
                    || was.unreadCount() != now.unreadCount()
                    || was.expanded() != now.expanded() || was.depth() != now.depth();
        };
    }
}
