package org.rialto.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.mapi.PropertyTags.PidTagImportance;
import static org.rialto.mapi.PropertyTags.PidTagMessageDeliveryTime;
import static org.rialto.mapi.PropertyTags.PidTagMessageSize;
import static org.rialto.mapi.PropertyTags.PidTagSubject;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;

class TableTest {
    private static final PropertyTag KEYWORDS = PropertyTag.of(0x8001,
            PropertyType.MULTIPLE_STRING);
    private static final PropertyTag EACH_KEYWORD = new PropertyTag(KEYWORDS.value() | 0x2000);
    private final Map<Long, PropertyBag> rows = new TreeMap<>();
    private final Table table = new Table(new FixedRows(rows));

    @Test
    void sortsTextWithoutCaseAndMissingFirst() {
        subjects("banana", "Apple", "cherry", "Äpfel");
        rows.put(9L, new PropertyBag());
        table.sort(SortOrderSet.of(SortOrder.ascending(PidTagSubject)));
        assertThat(ids()).containsExactly(9L, 4L, 2L, 1L, 3L);
        table.sort(SortOrderSet.of(SortOrder.descending(PidTagSubject)));
        assertThat(ids()).containsExactly(3L, 1L, 2L, 4L, 9L);
    }

    @Test
    void sortsNumbersAndTimes() {
        number(1, 5);
        number(2, -3);
        number(3, 700);
        table.sort(SortOrderSet.of(SortOrder.ascending(PidTagMessageSize)));
        assertThat(ids()).containsExactly(2L, 1L, 3L);
        table.sort(SortOrderSet.of(SortOrder.descending(PidTagMessageDeliveryTime)));
        assertThat(ids()).containsExactly(3L, 2L, 1L);
    }

    @Test
    void restrictsAndSortsByTheSecondColumn() {
        for (int i = 1; i <= 6; i++) {
            rows.put((long) i, new PropertyBag().set(PidTagSubject, i % 2 == 0 ? "even" : "odd")
                    .set(PidTagMessageSize, 10 - i));
        }
        table.restrict(subjectIs("even"));
        table.sort(new SortOrderSet(List.of(SortOrder.ascending(PidTagSubject),
                SortOrder.ascending(PidTagMessageSize)), 0, 0));
        assertThat(ids()).containsExactly(6L, 4L, 2L);
        table.restrict(null);
        assertThat(table.rowCount()).isEqualTo(6);
    }

    @Test
    void movesTheCursorAndSaysHowFar() {
        subjects("a", "b", "c", "d", "e");
        table.sort(SortOrderSet.of(SortOrder.ascending(PidTagSubject)));
        assertThat(table.seek(Table.Origin.BEGINNING, 2))
                .isEqualTo(new Table.Moved(2, false, false));
        assertThat(table.queryRows(2, true, true)).extracting(TableTest::id).containsExactly(3L,
                4L);
        assertThat(table.seek(Table.Origin.CURRENT, 9)).isEqualTo(new Table.Moved(1, true, false));
        assertThat(table.seek(Table.Origin.END, -2)).isEqualTo(new Table.Moved(-2, false, false));
        assertThat(table.queryRows(9, false, true)).extracting(TableTest::id).containsExactly(1L,
                2L,
                3L);
        assertThat(table.position()).isZero();
        table.seekFraction(1, 2);
        assertThat(table.position()).isEqualTo(2);
        assertThatThrownBy(() -> table.seekFraction(1, 0)).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void bookmarksFollowTheirRowAndSayWhenItIsGone() {
        subjects("a", "b", "c", "d");
        table.sort(SortOrderSet.of(SortOrder.ascending(PidTagSubject)));
        table.seek(Table.Origin.BEGINNING, 2);
        int bookmark = table.createBookmark();
        rows.put(5L, new PropertyBag().set(PidTagSubject, "aa"));
        assertThat(table.refresh(5)).isTrue();
        assertThat(table.seek(bookmark, 0).rowGone()).isFalse();
        assertThat(table.position()).isEqualTo(3);
        rows.remove(3L);
        table.refresh(3);
        assertThat(table.seek(bookmark, 0).rowGone()).isTrue();
        table.freeBookmark(bookmark);
        assertThatThrownBy(() -> table.seek(bookmark, 0)).isInstanceOf(MailError.Invalid.class);
        int other = table.createBookmark();
        table.sort(SortOrderSet.NONE);
        assertThatThrownBy(() -> table.seek(other, 0)).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void findsForwardAndBackward() {
        for (int i = 1; i <= 300; i++) {
            rows.put((long) i, new PropertyBag().set(PidTagSubject, "s" + i % 100));
        }
        assertThat(table.find(subjectIs("s50"), Table.Origin.BEGINNING, true)).isPresent();
        assertThat(table.position()).isEqualTo(49);
        table.seek(Table.Origin.CURRENT, 1);
        assertThat(table.find(subjectIs("s50"), Table.Origin.CURRENT, true)).isPresent();
        assertThat(table.position()).isEqualTo(149);
        assertThat(table.find(subjectIs("s50"), Table.Origin.CURRENT, false)).isPresent();
        assertThat(table.position()).isEqualTo(49);
        assertThat(table.find(subjectIs("none"), Table.Origin.BEGINNING, true)).isEmpty();
        assertThat(table.position()).isEqualTo(49);
    }

    @Test
    void categoriesCollapseExpandAndKeepTheirState() {
        for (int i = 1; i <= 6; i++) {
            rows.put((long) i, new PropertyBag().set(PidTagImportance, i % 3).set(PidTagSubject,
                    "s" + i));
        }
        SortOrderSet order = new SortOrderSet(List.of(SortOrder.ascending(PidTagImportance),
                SortOrder.descending(PidTagSubject)), 1, 1);
        table.sort(order);
        assertThat(table.rowCount()).isEqualTo(9);
        List<TableRow> all = table.queryRows(99, true, false);
        assertThat(all.getFirst()).isInstanceOfSatisfying(TableRow.Header.class, header -> {
            assertThat(header.expanded()).isTrue();
            assertThat(header.contentCount()).isEqualTo(2);
        });
        assertThat(all.get(1)).isEqualTo(new TableRow.Leaf(6, 0, 1));
        long second = ((TableRow.Header) all.get(3)).categoryId();
        table.seek(Table.Origin.BEGINNING, 6);
        assertThat(table.collapse(second)).isEqualTo(2);
        assertThat(table.position()).isEqualTo(4);
        assertThatThrownBy(() -> table.collapse(second)).isInstanceOf(MailError.Invalid.class);
        byte[] state = table.collapseState(5, 0);
        assertThat(table.expand(second)).isEqualTo(2);
        Table other = new Table(source());
        other.sort(order);
        int bookmark = other.setCollapseState(state);
        assertThat(other.rowCount()).isEqualTo(7);
        assertThat(other.seek(bookmark, 0).rowGone()).isFalse();
        assertThat(other.queryRows(1, true, false)).containsExactly(new TableRow.Leaf(5, 0, 1));
        assertThatThrownBy(() -> other.setCollapseState(new byte[]{1, 2}))
                .isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(() -> table.expand(4711)).isInstanceOf(MailError.NotFound.class);
    }

    @Test
    void nestedCategoriesStartCollapsedBelowTheExpandedOnes() {
        for (int i = 1; i <= 8; i++) {
            rows.put((long) i, new PropertyBag().set(PidTagImportance, i % 2)
                    .set(PidTagSubject, "s" + i % 4));
        }
        table.sort(new SortOrderSet(List.of(SortOrder.ascending(PidTagImportance),
                SortOrder.ascending(PidTagSubject)), 2, 1));
        assertThat(table.queryRows(99, true, false)).extracting(TableRow::depth).containsExactly(0,
                1, 1, 0, 1, 1);
        long inner = ((TableRow.Header) table.queryRows(2, true, false).get(1)).categoryId();
        assertThat(table.expand(inner)).isEqualTo(2);
    }

    @Test
    void conversationsComeByTheirNewestMessage() {
        conversation(1, "old", 10);
        conversation(2, "new", 20);
        conversation(3, "old", 30);
        conversation(4, "other", 25);
        table.sort(new SortOrderSet(List.of(SortOrder.ascending(PidTagSubject),
                new SortOrder(PidTagMessageDeliveryTime, SortOrder.Direction.MAXIMUM_CATEGORY)), 1,
                1));
        assertThat(table.queryRows(99, true, false).stream()
                .filter(TableRow.Leaf.class::isInstance).map(TableTest::id)).containsExactly(3L, 1L,
                        4L, 2L);
    }

    @Test
    void multivalueInstancesShowARowOncePerValue() {
        rows.put(1L, new PropertyBag().set(KEYWORDS, List.of("red", "blue")));
        rows.put(2L, new PropertyBag().set(KEYWORDS, List.of("green")));
        table.sort(SortOrderSet.of(SortOrder.ascending(EACH_KEYWORD)));
        assertThat(table.queryRows(9, true, false)).containsExactly(new TableRow.Leaf(1, 1, 0),
                new TableRow.Leaf(2, 0, 0), new TableRow.Leaf(1, 0, 0));
    }

    @Test
    void refreshLooksOnlyAtWhatChanged() {
        for (int i = 1; i <= 1000; i++) {
            number(i, i);
        }
        table.sort(SortOrderSet.of(SortOrder.ascending(PidTagMessageSize)));
        assertThat(table.rowCount()).isEqualTo(1000);
        long before = table.examinedRows();
        number(500, 5000);
        table.refresh(500);
        assertThat(table.examinedRows() - before).isEqualTo(1);
        table.seek(Table.Origin.END, -1);
        assertThat(table.queryRows(1, true, false)).extracting(TableTest::id).containsExactly(500L);
    }

    private TableSource source() {
        return new TableSource() {
            @Override
            public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
                rows.forEach((id, bag) -> row.accept(bag, id));
            }

            @Override
            public List<@Nullable PropertySource> read(long[] ids) { return List.of(); }
        };
    }

    private List<Long> ids() {
        return table.queryRows(Integer.MAX_VALUE, true, false).stream().map(TableTest::id).toList();
    }

    private static long id(TableRow row) { return ((TableRow.Leaf) row).id(); }

    private void subjects(String... subjects) {
        for (int i = 0; i < subjects.length; i++) {
            rows.put(i + 1L, new PropertyBag().set(PidTagSubject, subjects[i]));
        }
    }

    private void number(long id, int size) {
        rows.put(id, new PropertyBag().set(PidTagMessageSize, size).set(PidTagMessageDeliveryTime,
                Instant.ofEpochSecond(id)));
    }

    private void conversation(long id, String topic, long time) {
        rows.put(id, new PropertyBag().set(PidTagSubject, topic).set(PidTagMessageDeliveryTime,
                Instant.ofEpochSecond(time)));
    }

    private static Restriction subjectIs(String subject) {
        return new Restriction.Property(RelationalOperator.EQUAL, PidTagSubject,
                new PropertyValue(PidTagSubject, subject));
    }
}
