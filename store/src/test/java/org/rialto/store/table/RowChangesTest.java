package org.rialto.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;

/// What a table tells of its rows' changes is enough to follow it.
class RowChangesTest {
    private static final int MOST = 1_000;
    private final Map<Long, PropertyBag> rows = new TreeMap<>();
    private final Table table = new Table(new FixedRows(rows));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void followsRandomChanges(int categories) {
        Random random = new Random(42);
        table.sort(new SortOrderSet(List.of(SortOrder.ascending(PropertyTags.PidTagImportance),
                SortOrder.descending(PropertyTags.PidTagSensitivity),
                SortOrder.ascending(PropertyTags.PidTagMessageSize)), categories, categories));
        for (long id = 1; id < 40; id++) {
            rows.put(id, row(random));
        }
        List<Object> shown = new ArrayList<>(visible());
        for (int round = 0; round < 500; round++) {
            long[] ids = random.longs(1 + random.nextInt(6), 1, 60).distinct().toArray();
            for (long id : ids) {
                if (random.nextInt(3) == 0) {
                    rows.remove(id);
                } else {
                    rows.put(id, row(random));
                }
            }
            for (RowChange change : table.changes(MOST, ids).orElseThrow()) {
                follow(shown, change);
            }
            assertThat(shown).as("round " + round).isEqualTo(visible());
        }
    }

    private static PropertyBag row(Random random) {
        return new PropertyBag().set(PropertyTags.PidTagImportance, random.nextInt(4))
                .set(PropertyTags.PidTagSensitivity, random.nextInt(3))
                .set(PropertyTags.PidTagMessageSize, random.nextInt(50));
    }

    private static void follow(List<Object> shown, RowChange change) {
        Object row = key(change.row());
        switch (change) {
            case RowChange.Deleted _ -> assertThat(shown.remove(row)).isTrue();
            case RowChange.Added added -> {
                assertThat(shown).doesNotContain(row);
                insert(shown, row, added.after());
            }
            case RowChange.Modified modified -> {
                assertThat(shown.remove(row)).isTrue();
                insert(shown, row, modified.after());
            }
        }
    }

    private static void insert(List<Object> shown, Object row, @Nullable TableRow after) {
        int at = after == null ? -1 : shown.indexOf(key(after));
        assertThat(after == null || at >= 0).isTrue();
        shown.add(at + 1, row);
    }

    private static Object key(TableRow row) {
        return switch (row) {
            case TableRow.Leaf leaf -> List.of(leaf.id(), leaf.instance());
            case TableRow.Header header -> "category " + header.categoryId();
        };
    }

    private List<Object> visible() {
        int count = table.rowCount();
        table.seek(Table.Origin.BEGINNING, 0);
        return table.queryRows(count, true, false).stream().map(RowChangesTest::key).toList();
    }

    @Test
    void saysWhenItIsTooMuchToTell() {
        for (long id = 1; id <= 5; id++) {
            rows.put(id, new PropertyBag());
        }
        assertThat(visible()).hasSize(5);
        rows.clear();
        assertThat(table.changes(4, 1, 2, 3, 4, 5)).isEmpty();
        assertThat(table.rowCount()).isZero();
    }

    @Test
    void looksAtEverythingAgainAndKeepsItsPlace() {
        Map<Long, Integer> sizes = new HashMap<>(Map.of(1L, 10, 2L, 20, 3L, 30));
        sizes.forEach((id, size) -> rows.put(id,
                new PropertyBag().set(PropertyTags.PidTagMessageSize, size)));
        table.sort(SortOrderSet.of(SortOrder.ascending(PropertyTags.PidTagMessageSize)));
        table.seek(Table.Origin.BEGINNING, 1);
        int bookmark = table.createBookmark();
        rows.put(4L, new PropertyBag().set(PropertyTags.PidTagMessageSize, 5));
        table.reload();
        assertThat(table.position()).isEqualTo(2);
        assertThat(table.seek(bookmark, 0).rowGone()).isFalse();
        assertThat(table.position()).isEqualTo(2);
    }
}
