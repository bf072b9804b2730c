package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.store.table.FolderViews;
import org.rialto.store.table.RowMemory;

/// What a client may have a table do: orders that there are not, and such as cost too much.
class TableLimitsTest extends AliceAtInbox {
    private static final PropertyTag SUBJECT = PropertyTags.PidTagSubject;
    private static final SortOrder BY_SUBJECT = SortOrder.ascending(SUBJECT);
    private static final int MESSAGES = 60;
    private static final RopQueryRows.Request ROWS = new RopQueryRows.Request(0, 0, 0, true, 10);
    private static final RopQueryPosition.Request POSITION = new RopQueryPosition.Request(0, 0);

    @BeforeEach
    void fill() {
        for (int i = 0; i < MESSAGES; i++) {
            RopFixture.add(mailbox, inbox, "s".repeat(250) + i);
        }
    }

    private int table() {
        int table = client.contents(folder, 0);
        client.columns(table, SUBJECT);
        return table;
    }

    private static RopSortTable.Request sort(String hex) {
        return new RopSortTable.Request(0, 0, 0, Binary.ofHex(hex));
    }

    private static RopSortTable.Request sort(int columns, int categories) {
        return new RopSortTable.Request(0, 0, 0,
                new SortOrderSet(Collections.nCopies(columns, BY_SUBJECT), categories, categories));
    }

    private static RopFindRow.Request find(String subject) {
        return new RopFindRow.Request(0, 0, 0,
                new Restriction.Content(new FuzzyLevel(2, 1), SUBJECT,
                        PropertyValue.of(SUBJECT, subject)),
                0, Binary.EMPTY);
    }

    @Test
    void whatIsNoOrderFailsOnlyItselfAndLeavesTheTableInNone() {
        int table = table();
        for (String wrong : List.of(
                // An order of 3, and more categories than columns, more expanded than categories.
                "0100 0000 0000 1F003700 03", "0100 0200 0000 1F003700 00",
                "0200 0100 0200 1F003700 00 1F003700 00",
                // A column of no type, and one of objects.
                "0100 0000 0000 00003700 00", "0100 0000 0000 0D003700 00")) {
            client.sort(table, SortOrderSet.of(BY_SUBJECT));
            List<RopResponse> answers = client.execute(List.of(table),
                    sort(wrong.replace(" ", "")), POSITION, ROWS);
            assertThat(answers).hasSize(3);
            assertThat(answers).as(wrong).allSatisfy(answer -> assertThat(
                    ((RopFailure) answer).returnValue()).isEqualTo(ErrorCodes.InvalidParameter));
        }
        client.sort(table, SortOrderSet.of(BY_SUBJECT));
        assertThat(client.ask(table, ROWS, RopQueryRows.Response.class).rowCount()).isEqualTo(10);
        assertThat(client.error(table, sort("010002000000" + "1F00370000"))).isEqualTo(
                ErrorCodes.InvalidParameter);
        client.ask(table, new RopResetTable.Request(0, 0), RopResetTable.Response.class);
        client.columns(table, SUBJECT);
        assertThat(client.ask(table, ROWS, RopQueryRows.Response.class).rowCount()).isEqualTo(10);
    }

    @Test
    void noOrderHasMoreColumnsThanAView() {
        int table = table();
        assertThat(client.error(table, sort(6_000, 0))).isEqualTo(ErrorCodes.TooComplex);
        assertThat(client.error(table, sort(33, 0))).isEqualTo(ErrorCodes.TooComplex);
        assertThat(client.error(table, sort(9, 9))).isEqualTo(ErrorCodes.TooComplex);
        client.ask(table, sort(32, 8), RopSortTable.Response.class);
        assertThat(client.ask(table, ROWS, RopQueryRows.Response.class).rowCount()).isEqualTo(10);
    }

    @Test
    void rowsHoldNoMoreMemoryThanTheSessionMay() {
        client.session.close();
        client = fixture.client(fixture.alice, limits(2 << 20, 1_000_000));
        FolderViews views = client.session.server().views();
        RowMemory all = views.memory();
        logon = client.logon(fixture.alice);
        folder = client.open(logon, inbox);
        int small = table();
        assertThat(client.ask(small, ROWS, RopQueryRows.Response.class).rowCount()).isEqualTo(10);
        // 60 rows of 8 KB, more with the categories of each depth; of which one is too much.
        int kept = 0;
        ErrorCode error = ErrorCodes.Success;
        for (int i = 0; i < 10 && error.equals(ErrorCodes.Success); i++) {
            int table = table();
            client.ask(table, sort(32 - i, 2), RopSortTable.Response.class);
            error = error(table, POSITION);
            kept++;
            assertThat(all.heldBytes()).isLessThan(6L << 20);
        }
        assertThat(error).isEqualTo(ErrorCodes.ServerMemory);
        assertThat(kept).isBetween(2, 5);
        assertThat(client.ask(small, ROWS, RopQueryRows.Response.class).rowCount()).isEqualTo(10);
        client.session.close();
        // What is left are the views that are kept for others.
        assertThat(all.heldBytes()).isPositive().isLessThan(views.keptBytes());
    }

    private ErrorCode error(int table, RopRequest request) {
        return client.execute(List.of(table), request).getFirst() instanceof RopFailure failure
                ? failure.returnValue()
                : ErrorCodes.Success;
    }

    @Test
    void aCallLooksAtNoMoreRowsThanItMay() {
        client.session.close();
        client = fixture.client(fixture.alice, limits(128 << 20, 3 * MESSAGES));
        logon = client.logon(fixture.alice);
        folder = client.open(logon, inbox);
        int table = table();
        RopRequest[] finds = Collections.nCopies(10, find("none")).toArray(RopRequest[]::new);
        List<RopResponse> answers = client.execute(List.of(table), finds);
        assertThat(answers.stream().map(answer -> ((RopFailure) answer).returnValue()))
                .startsWith(ErrorCodes.NotFound, ErrorCodes.NotFound)
                .endsWith(Collections.nCopies(6, ErrorCodes.TooComplex)
                        .toArray(ErrorCode[]::new));
        // Orders count as well, though their rows are shared with others.
        RopRequest[] sorts = new RopRequest[16];
        for (int i = 0; i < sorts.length; i += 2) {
            sorts[i] = sort(i / 2 + 1, 0);
            sorts[i + 1] = POSITION;
        }
        assertThat(client.execute(List.of(table), sorts).getLast())
                .isEqualTo(new RopFailure(POSITION.ropId(), 0, ErrorCodes.TooComplex));
        assertThat(client.ask(table, find("sss"), RopFindRow.Response.class).rowData())
                .isNotNull();
    }

    private static RopLimits limits(long tableBytes, long lookedAtRows) {
        RopLimits all = RopLimits.DEFAULT;
        return new RopLimits(all.logons(), all.folders(), all.tables(), all.messages(),
                all.attachments(), all.streams(), all.transfers(), all.subscriptions(),
                all.transferBytes(), all.openings(), tableBytes, lookedAtRows, all.objectBytes(),
                all.objectDiskBytes());
    }
}
