package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.search.IndexedText;

/// What tables do with bodies that are in the bytes of messages: where the full-text index knows,
/// no message is opened, and else no more than a call may (MS-OXCTABL §3.2.5.4). Here that is three.
class BodyRestrictionTest extends AliceAtInbox {
    private static final int OPENINGS = 3;
    private static final FuzzyLevel LOOSE = new FuzzyLevel(FuzzyLevel.SUBSTRING,
            FuzzyLevel.LOOSE);
    private static final PropertyTag SUBJECT = PropertyTags.PidTagSubject;
    private static final PropertyTag BODY = PropertyTags.PidTagBody;
    private static final String ALICE = "alice@example.com";
    private int table;

    @BeforeEach
    void openTable() {
        client.session.close();
        RopLimits all = RopLimits.DEFAULT;
        RopLimits few = new RopLimits(all.logons(), all.folders(), all.tables(), all.messages(),
                all.attachments(), all.streams(), all.transfers(), all.subscriptions(),
                all.transferBytes(), OPENINGS, all.tableBytes(),
                all.lookedAtRows(), all.objectBytes(), all.objectDiskBytes());
        client = fixture.client(fixture.alice, few);
        logon = client.logon(fixture.alice);
        folder = client.open(logon, inbox);
        table = client.contents(folder, 0);
    }

    private long deliver(String subject, String body) {
        return delivered("Subject: " + subject + "\r\nTo: " + ALICE + "\r\n\r\n" + body + "\r\n");
    }

    private void index(long messageId, String body) {
        mailbox.<Boolean>write(change -> {
            MessageRow row = change.message(messageId, EnumSet.noneOf(MessagePart.class));
            change.indexText(messageId, row.contentChangeNumber(),
                    new IndexedText("", "", "", body));
            return true;
        });
    }

    private void deliverIndexed(String subject, String body) {
        index(deliver(subject, body), body);
    }

    private static RopRestrict.Request restrict(Restriction restriction) {
        return new RopRestrict.Request(0, 0, 0, restriction);
    }

    private List<String> having(Restriction restriction) {
        client.ask(table, restrict(restriction), RopRestrict.Response.class);
        return subjects();
    }

    private List<String> subjects() {
        return client.rows(table, List.of(SUBJECT)).stream()
                .map(row -> String.valueOf(row.value(0))).toList();
    }

    @Test
    void whatIsIndexedIsNotOpened() {
        IntStream.range(0, 10).forEach(i -> deliverIndexed("s" + i, "the text " + i));
        deliverIndexed("other", "nothing of it");
        deliver("new", "The Text, which came just now");
        assertThat(having(Restriction.content(LOOSE, BODY, "the text"))).hasSize(11)
                .contains("s0", "s9", "new");
        assertThat(having(Restriction.not(Restriction.content(LOOSE, BODY, "THE TEXT"))))
                .containsExactly("other");
        assertThat(client.ask(table, new RopFindRow.Request(0, 0, RopFindRow.FORWARDS,
                Restriction.content(LOOSE, BODY, "of it"), 0, Binary.EMPTY),
                RopFindRow.Response.class).returnValue()).isEqualTo(ErrorCodes.Success);
    }

    @Test
    void letterCaseThatMattersIsLookedAtInWhatTheIndexLeaves() {
        IntStream.range(0, 10).forEach(i -> deliverIndexed("no" + i, "nothing"));
        deliverIndexed("upper", "Some Text here");
        deliverIndexed("lower", "some text here");
        assertThat(having(Restriction.content(new FuzzyLevel(FuzzyLevel.SUBSTRING, 0), BODY,
                "Some Text"))).containsExactly("upper");
        assertThat(having(Restriction.content(new FuzzyLevel(FuzzyLevel.PREFIX,
                FuzzyLevel.IGNORE_CASE), BODY, "text here"))).isEmpty();
    }

    @Test
    void whatCannotBeToldWithoutOpeningManyMessagesIsTooComplex() {
        IntStream.range(0, OPENINGS + 1).forEach(i -> deliver("s" + i, "the text"));
        RopRestrict.Request dear = restrict(Restriction.content(LOOSE, BODY, "the text"));
        assertThat(client.error(table, dear)).isEqualTo(ErrorCodes.TooComplex);
        assertThat(client.error(table, new RopQueryPosition.Request(0, 0)))
                .isEqualTo(ErrorCodes.TooComplex);
        assertThat(having(Restriction.equal(SUBJECT, "s1"))).containsExactly("s1");
        assertThat(client.error(table, dear)).isEqualTo(ErrorCodes.TooComplex);
        client.ask(table, new RopResetTable.Request(0, 0), RopResetTable.Response.class);
        assertThat(subjects()).hasSize(OPENINGS + 1);
        client.sort(table, new SortOrderSet(List.of(SortOrder.descending(SUBJECT)), 0, 0));
        assertThat(subjects().getFirst()).isEqualTo("s" + OPENINGS);
        assertThat(client.error(table, new RopFindRow.Request(0, 0, RopFindRow.FORWARDS,
                Restriction.content(LOOSE, BODY, "not there"), 0, Binary.EMPTY)))
                .isEqualTo(ErrorCodes.TooComplex);
    }

    @Test
    void whatIsCheapToTellIsLookedAtFirst() {
        IntStream.range(0, 10).forEach(i -> deliver("s" + i, "the text"));
        assertThat(having(Restriction.and(Restriction.exist(BODY),
                Restriction.content(LOOSE, BODY, "the text"), Restriction.equal(SUBJECT, "s7"))))
                .containsExactly("s7");
    }

    @Test
    void rowsWithBodiesComeAFewAtATime() {
        IntStream.range(0, 2 * OPENINGS).forEach(i -> deliver("s" + i, "the text"));
        client.columns(table, BODY);
        for (int i = 0; i < 2; i++) {
            assertThat(client.ask(table, new RopQueryRows.Request(0, 0, 0, true, 100),
                    RopQueryRows.Response.class).rowCount()).isEqualTo(OPENINGS);
        }
        assertThat(client.ask(table, new RopQueryRows.Request(0, 0, 0, true, 100),
                RopQueryRows.Response.class).rowCount()).isZero();
    }

    @Test
    void aTableOfATextFollowsWhatArrivesAndIsIndexed() {
        deliverIndexed("first", "the text");
        assertThat(having(Restriction.content(LOOSE, BODY, "the text")))
                .containsExactly("first");
        deliver("second", "the text");
        deliverIndexed("third", "the text");
        deliverIndexed("no", "nothing");
        await().untilAsserted(() -> {
            client.ask(table, new RopSeekRow.Request(0, 0, 0, 0, false),
                    RopSeekRow.Response.class);
            assertThat(subjects()).containsExactly("first", "second", "third");
        });
    }

    @Test
    void recipientsAreLookedAtBesideBodies() {
        deliverIndexed("s", "the text");
        Restriction toAlice = new Restriction.SubObject(PropertyTags.PidTagMessageRecipients,
                Restriction.equal(PropertyTags.PidTagEmailAddress, ALICE));
        Restriction both = Restriction.and(toAlice,
                Restriction.content(LOOSE, BODY, "the text"));
        assertThat(having(toAlice)).containsExactly("s");
        assertThat(having(both)).containsExactly("s");
    }
}
