package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.table.RopAbort;
import org.rialto.protocols.rops.wire.table.RopCollapseRow;
import org.rialto.protocols.rops.wire.table.RopCreateBookmark;
import org.rialto.protocols.rops.wire.table.RopExpandRow;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopFreeBookmark;
import org.rialto.protocols.rops.wire.table.RopGetCollapseState;
import org.rialto.protocols.rops.wire.table.RopGetStatus;
import org.rialto.protocols.rops.wire.table.RopQueryColumnsAll;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.protocols.rops.wire.table.RopSeekRowBookmark;
import org.rialto.protocols.rops.wire.table.RopSeekRowFractional;
import org.rialto.protocols.rops.wire.table.RopSetCollapseState;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.protocols.rops.wire.table.TableConstants;
import org.rialto.store.SpecialFolder;

/// Tables of contents and hierarchies. MS-OXCTABL §3.2.5.
class TableTest extends AliceAtInbox {
    private static final PropertyTag SUBJECT = PropertyTags.PidTagSubject;
    private int table;

    @BeforeEach
    void open() {
        for (String subject : List.of("d", "b", "e", "a", "c")) {
            RopFixture.add(mailbox, inbox, subject);
        }
        RopFixture.add(mailbox, inbox, "hidden", true);
        table = client.contents(folder, 0);
    }

    private RopQueryRows.Response query(int handle, int flags, boolean forward, int count) {
        return client.ask(handle, new RopQueryRows.Request(0, 0, flags, forward, count),
                RopQueryRows.Response.class);
    }

    private List<String> subjects(RopQueryRows.Response response) {
        List<String> subjects = new ArrayList<>();
        for (PropertyRow row : response.rows(List.of(SUBJECT), RopClient.FORMAT)) {
            subjects.add(String.valueOf(row.value(0)));
        }
        return subjects;
    }

    private List<String> all(int handle) { return subjects(query(handle, 1, true, 100)); }

    private void sortedSubjects() {
        client.columns(table, SUBJECT);
        client.sort(table, SortOrderSet.of(SortOrder.ascending(SUBJECT)));
    }

    @Test
    void givesRowsInOrderForwardAndBackward() {
        sortedSubjects();
        RopQueryRows.Response first = query(table, 0, true, 2);
        assertThat(subjects(first)).containsExactly("a", "b");
        assertThat(first.origin()).isEqualTo(TableConstants.BOOKMARK_CURRENT);
        assertThat(subjects(query(table, RopQueryRows.NO_ADVANCE, true, 1)))
                .containsExactly("c");
        RopQueryRows.Response rest = query(table, 0, true, 50);
        assertThat(subjects(rest)).containsExactly("c", "d", "e");
        assertThat(rest.origin()).isEqualTo(TableConstants.BOOKMARK_END);
        assertThat(subjects(query(table, 0, true, 50))).isEmpty();
        assertThat(subjects(query(table, 0, false, 2))).containsExactly("d", "e");
        RopQueryRows.Response back = query(table, 0, false, 50);
        assertThat(subjects(back)).containsExactly("a", "b", "c");
        assertThat(back.origin()).isEqualTo(TableConstants.BOOKMARK_BEGINNING);
    }

    @Test
    void asksForColumnsFirst() {
        RopRequest query = new RopQueryRows.Request(0, 0, 0, true, 1);
        assertThat(client.error(table, query)).isEqualTo(ErrorCodes.NullObject);
        assertThat(columnsError(SUBJECT.withType(PropertyType.UNSPECIFIED)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(columnsError(new PropertyTag(0x12340FFF)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(columnsError()).isEqualTo(ErrorCodes.InvalidParameter);
        client.columns(table, SUBJECT);
        client.ask(table, new RopResetTable.Request(0, 0), RopResetTable.Response.class);
        assertThat(client.error(table, query)).isEqualTo(ErrorCodes.NullObject);
        assertThat(client.error(folder, query)).isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(12_345, query)).isEqualTo(ErrorCodes.NullObject);
    }

    private ErrorCode columnsError(PropertyTag... tags) {
        return client.error(table, new RopSetColumns.Request(0, 0, 0, List.of(tags)));
    }

    @Test
    void restricts() {
        sortedSubjects();
        client.ask(table, new RopRestrict.Request(0, 0, 0, atLeast("c")),
                RopRestrict.Response.class);
        assertThat(all(table)).containsExactly("c", "d", "e");
        client.ask(table, new RopRestrict.Request(0, 0, 0, null), RopRestrict.Response.class);
        assertThat(all(table)).hasSize(5);
    }

    private static Restriction atLeast(String text) {
        return new Restriction.Property(RelationalOperator.GREATER_THAN_OR_EQUAL, SUBJECT,
                PropertyValue.of(SUBJECT, text));
    }

    @Test
    void seeksAndTellsPosition() {
        sortedSubjects();
        RopSeekRow.Response moved = client.ask(table,
                new RopSeekRow.Request(0, 0, TableConstants.BOOKMARK_BEGINNING, 9, true),
                RopSeekRow.Response.class);
        assertThat(moved.hasSoughtLess()).isTrue();
        assertThat(moved.rowsSought()).isEqualTo(5);
        client.ask(table, new RopSeekRowFractional.Request(0, 0, 2, 5),
                RopSeekRowFractional.Response.class);
        RopQueryPosition.Response position = client.ask(table,
                new RopQueryPosition.Request(0, 0), RopQueryPosition.Response.class);
        assertThat(position.numerator()).isEqualTo(2);
        assertThat(position.denominator()).isEqualTo(5);
        assertThat(client.error(table, new RopSeekRow.Request(0, 0, 9, 1, true)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(table, new RopSeekRowFractional.Request(0, 0, 1, 0)))
                .isEqualTo(ErrorCodes.InvalidBookmark);
        assertThat(client.error(table, new RopAbort.Request(0, 0)))
                .isEqualTo(ErrorCodes.AbortFailed);
        assertThat(client.ask(table, new RopGetStatus.Request(0, 0), RopGetStatus.Response.class)
                .tableStatus()).isEqualTo(TableConstants.STATUS_COMPLETE);
        assertThat(client.ask(table, new RopQueryColumnsAll.Request(0, 0),
                RopQueryColumnsAll.Response.class).propertyTags()).contains(SUBJECT);
    }

    @Test
    void keepsBookmarks() {
        sortedSubjects();
        query(table, 0, true, 2);
        Binary bookmark = client.ask(table, new RopCreateBookmark.Request(0, 0),
                RopCreateBookmark.Response.class).bookmark();
        query(table, 0, true, 2);
        RopSeekRowBookmark.Response moved = client.ask(table,
                new RopSeekRowBookmark.Request(0, 0, bookmark, 1, true),
                RopSeekRowBookmark.Response.class);
        assertThat(moved.rowsSought()).isEqualTo(1);
        assertThat(subjects(query(table, 1, true, 1))).containsExactly("d");
        client.ask(table, new RopFreeBookmark.Request(0, 0, bookmark),
                RopFreeBookmark.Response.class);
        assertThat(client.error(table, new RopSeekRowBookmark.Request(0, 0, bookmark, 1, true)))
                .isEqualTo(ErrorCodes.InvalidBookmark);
        assertThat(client.error(table, new RopFreeBookmark.Request(0, 0, bookmark)))
                .isEqualTo(ErrorCodes.InvalidBookmark);
        assertThat(client.error(table, new RopFreeBookmark.Request(0, 0, Binary.EMPTY)))
                .isEqualTo(ErrorCodes.InvalidBookmark);
    }

    @Test
    void findsRows() {
        sortedSubjects();
        RopFindRow.Response found = client.ask(table, find(atLeast("c"), 0),
                RopFindRow.Response.class);
        assertThat(found.rowData()).isNotNull();
        assertThat(subjects(query(table, 1, true, 1))).containsExactly("c");
        assertThat(client.error(table, find(atLeast("x"), 0))).isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(table, find(null, 0))).isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(table, new RopFindRow.Request(0, 0, 0, atLeast("a"),
                TableConstants.BOOKMARK_CUSTOM, Binary.ofHex("01020304"))))
                .isEqualTo(ErrorCodes.InvalidBookmark);
    }

    private static RopFindRow.Request find(@Nullable Restriction wanted,
            int origin) {
        return new RopFindRow.Request(0, 0, 0, wanted, origin, Binary.EMPTY);
    }

    @Test
    void showsWhatChangesMeanwhile() {
        sortedSubjects();
        client.ask(table, new RopRestrict.Request(0, 0, 0, atLeast("b")),
                RopRestrict.Response.class);
        assertThat(all(table)).containsExactly("b", "c", "d", "e");
        RopFixture.add(mailbox, inbox, "bb");
        for (int i = 0; i < 6_000 && all(table).size() < 5; i++) {
            pause();
        }
        assertThat(all(table)).containsExactly("b", "bb", "c", "d", "e");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void showsAssociatedMessagesApart() {
        int associated = client.contents(folder, RopGetContentsTable.ASSOCIATED);
        client.columns(associated, SUBJECT);
        assertThat(all(associated)).containsExactly("hidden");
    }

    @Test
    void refusesFlags() {
        assertThat(client.error(folder, new RopGetContentsTable.Request(0, 0, 1, 0x01)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, new RopGetContentsTable.Request(0, 0, 1,
                RopGetContentsTable.CONVERSATION_MEMBERS))).isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, new RopGetHierarchyTable.Request(0, 0, 1, 0x01)))
                .isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(logon, new RopGetContentsTable.Request(0, 0, 1, 0)))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void showsHierarchy() {
        int root = client.open(logon, RopFixture.folder(mailbox, SpecialFolder.ROOT));
        int shallow = client.hierarchy(root, 0);
        PropertyTag name = PropertyTags.PidTagDisplayName;
        client.columns(shallow, name);
        List<PropertyRow> rows = query(shallow, 0, true, 500).rows(List.of(name),
                RopClient.FORMAT);
        assertThat(rows).extracting(row -> row.value(0)).contains("Top of Information Store")
                .doesNotContain("Inbox");
        int deep = client.hierarchy(root, RopGetHierarchyTable.DEPTH);
        client.columns(deep, name, PropertyTags.PidTagDepth);
        List<PropertyRow> all = query(deep, 0, true, 500)
                .rows(List.of(name, PropertyTags.PidTagDepth), RopClient.FORMAT);
        assertThat(all).anySatisfy(row -> {
            assertThat(row.value(0)).isEqualTo("Inbox");
            assertThat(row.value(1)).isEqualTo(2);
        });
        assertThat(client.error(deep, new RopSortTable.Request(0, 0, 0,
                SortOrderSet.of(SortOrder.ascending(name))))).isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void expandsAndCollapsesCategories() {
        RopFixture.add(mailbox, inbox, "a");
        PropertyTag id = PropertyTags.PidTagInstID;
        PropertyTag type = PropertyTags.PidTagRowType;
        client.columns(table, SUBJECT, id, type);
        client.sort(table, new SortOrderSet(List.of(SortOrder.ascending(SUBJECT)), 1, 0));
        List<PropertyTag> columns = List.of(SUBJECT, id, type);
        List<PropertyRow> headers = query(table, 1, true, 50).rows(columns, RopClient.FORMAT);
        assertThat(headers).hasSize(5).allSatisfy(row -> assertThat(row.value(2)).isEqualTo(4));
        assertThat(headers.getFirst().value(0)).isEqualTo("a");
        long category = id(headers.getFirst());
        RopExpandRow.Response expanded = client.ask(table,
                new RopExpandRow.Request(0, 0, 10, category), RopExpandRow.Response.class);
        assertThat(expanded.expandedRowCount()).isEqualTo(2);
        assertThat(expanded.rowCount()).isEqualTo(2);
        List<PropertyRow> rows = query(table, 1, true, 50).rows(columns, RopClient.FORMAT);
        assertThat(rows).hasSize(7);
        assertThat(rows.get(1).value(2)).isEqualTo(1);
        assertThat(client.error(table, new RopExpandRow.Request(0, 0, 10, category)))
                .isEqualTo(ErrorCodes.NotCollapsed);
        assertThat(client.error(table, new RopExpandRow.Request(0, 0, 10, id(rows.get(1)))))
                .isEqualTo(ErrorCodes.NoExpandLeafRow);
        for (long none : new long[]{category + 1, category + 0x990000L, 0}) {
            assertThat(client.error(table, new RopExpandRow.Request(0, 0, 10, none)))
                    .isEqualTo(ErrorCodes.NotFound);
            assertThat(client.error(table, new RopCollapseRow.Request(0, 0, none)))
                    .isEqualTo(ErrorCodes.NotFound);
        }
        Binary state = client.ask(table, new RopGetCollapseState.Request(0, 0, category, 0),
                RopGetCollapseState.Response.class).collapseState();
        assertThat(client.ask(table, new RopCollapseRow.Request(0, 0, category),
                RopCollapseRow.Response.class).collapsedRowCount()).isEqualTo(2);
        assertThat(client.error(table, new RopCollapseRow.Request(0, 0, category)))
                .isEqualTo(ErrorCodes.NotExpanded);
        client.ask(table, new RopSetCollapseState.Request(0, 0, state),
                RopSetCollapseState.Response.class);
        assertThat(query(table, 1, true, 50).rowCount()).isEqualTo(7);
        assertThat(client.error(table,
                new RopSetCollapseState.Request(0, 0, Binary.ofHex("00"))))
                .isEqualTo(ErrorCodes.InvalidCollapseState);
    }

    private static long id(PropertyRow row) { return row.value(1) instanceof Long id ? id : 0; }

    @Test
    void packsRowsInFurtherPayloads() {
        String longSubject = "s".repeat(2_000);
        for (int i = 0; i < 240; i++) {
            RopFixture.add(mailbox, inbox, longSubject + i);
        }
        client.columns(table, SUBJECT);
        List<List<RopResponse>> payloads = client.execute(List.of(table),
                RopClient.options(0x40000, true), new RopQueryRows.Request(0, 0,
                        RopQueryRows.ENABLE_PACKED_BUFFERS, true, 245));
        assertThat(payloads.size()).isGreaterThan(3);
        int rows = payloads.stream()
                .mapToInt(each -> ((RopQueryRows.Response) each.getFirst()).rowCount()).sum();
        assertThat(rows).isEqualTo(245);
        client.ask(table, new RopSeekRow.Request(0, 0, 0, 0, false), RopSeekRow.Response.class);
        assertThat(query(table, 0, true, 245).rowCount()).isBetween(50, 70);
    }
}
