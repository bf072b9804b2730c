package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.protocols.nspi.BookFixture.START;
import static org.rialto.protocols.nspi.BookFixture.at;
import static org.rialto.protocols.nspi.BookFixture.in;
import static org.rialto.protocols.nspi.BookFixture.inCodePage;
import static org.rialto.protocols.nspi.BookFixture.mid;
import static org.rialto.protocols.nspi.BookFixture.moved;
import static org.rialto.protocols.nspi.BookFixture.names;
import static org.rialto.protocols.nspi.BookFixture.sorted;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.directory.Attribute;
import org.rialto.directory.Flag;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// Tables and positions in them. MS-OXNSPI §3.1.4.1.4, §3.1.4.1.8, §3.1.4.1.9, §3.1.4.1.12,
/// §3.1.4.5.
class TableTest extends BobAtAddressBook {
    private static final List<String> EVERYTHING = List.of("Alice Ångström", "Blue Room",
            "Bob Baker", "Everybody", "Kim Contact", "News", "Projector", "Secret Club", "Team",
            "Zoé Smith");

    // ---- lists ------------------------------------------------------------------------------

    @Test
    void theGlobalAddressListHasEverythingThatIsListedByDisplayName() {
        assertThat(names(session, START)).isEqualTo(EVERYTHING);
    }

    @Test
    void addressListsHaveTheirKinds() {
        assertThat(names(session, in(AddressList.USERS))).containsExactly("Alice Ångström",
                "Bob Baker", "Zoé Smith");
        assertThat(names(session, in(AddressList.ROOMS))).containsExactly("Blue Room");
        assertThat(names(session, in(AddressList.EQUIPMENT))).containsExactly("Projector");
        assertThat(names(session, in(AddressList.GROUPS))).containsExactly("Everybody",
                "Secret Club", "Team");
        assertThat(names(session, in(AddressList.CONTACTS))).containsExactly("Kim Contact");
        assertThat(names(session, in(AddressList.PUBLIC_FOLDERS))).containsExactly("News");
        assertThat(names(session, in(AddressList.ALL))).isEmpty();
    }

    @Test
    void followsTheDirectory() {
        assertThat(names(session, in(AddressList.USERS))).hasSize(3);
        book.directory.change(edit -> {
            edit.setDisplay(book.alice, "Yvonne");
            edit.set(book.hidden, Flag.LISTED, true);
            edit.remove(book.bob);
            return true;
        });
        NspiSession zoe = book.session(book.zoe);
        assertThat(names(zoe, in(AddressList.USERS))).containsExactly("Ghost Writer", "Yvonne",
                "Zoé Smith");
    }

    /// Following changes one by one gives what reading everything anew gives.
    @Test
    void followsRandomChanges() {
        java.util.Random random = new java.util.Random(7);
        AddressListSource following = new AddressListSource(book.directory);
        following.current();
        java.util.List<Long> ids = new java.util.ArrayList<>();
        for (int round = 0; round < 60; round++) {
            int number = round;
            book.directory.change(edit -> {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    if (ids.isEmpty() || random.nextInt(3) == 0) {
                        ids.add(edit.addUser(book.domain, "u" + number + "-" + i).id());
                    }
                    long id = ids.get(random.nextInt(ids.size()));
                    switch (random.nextInt(4)) {
                        case 0 -> edit.setDisplay(id, "Name " + random.nextInt(50));
                        case 1 -> edit.set(id, Flag.LISTED, random.nextBoolean());
                        case 2 -> edit.set(id, Attribute.PHONETIC, "P" + random.nextInt(50));
                        default -> {
                            edit.remove(id);
                            ids.remove(id);
                        }
                    }
                }
                return true;
            });
            AddressLists followed = following.current();
            AddressLists fresh = new AddressListSource(book.directory).current();
            assertThat(followed.version()).isEqualTo(fresh.version());
            for (AddressList list : AddressList.values()) {
                for (int sort : new int[]{Stat.SORT_DISPLAY_NAME,
                        Stat.SORT_PHONETIC_DISPLAY_NAME}) {
                    assertThat(rows(followed.table(list, sort)))
                            .isEqualTo(rows(fresh.table(list, sort)));
                }
            }
        }
    }

    private static List<ListRow> rows(ListTable table) {
        return java.util.stream.IntStream.range(0, table.size()).mapToObj(table::row).toList();
    }

    @Test
    void sortsByPhoneticNamesAndByDisplayNamesWhereThereAreNone() {
        book.directory.change(edit -> edit.set(book.zoe, Attribute.PHONETIC, "Aaa"));
        assertThat(names(session, sorted(in(AddressList.USERS), Stat.SORT_PHONETIC_DISPLAY_NAME)))
                .containsExactly("Zoé Smith", "Alice Ångström", "Bob Baker");
    }

    @Test
    void aTextThatDiffersInCaseAndMarksSortsAsTheSame() {
        assertThat(SortKey.of("ÅNGSTRÖM")).isEqualTo(SortKey.of("angstrom"));
        assertThat(SortKey.of("ＡＢＣ")).isEqualTo(SortKey.of("abc"));
        assertThat(SortKey.of("ひらがな")).isEqualTo(SortKey.of("ヒラガナ"));
        assertThat(SortKey.of("Ann Smith")).isLessThan(SortKey.of("Anna"));
        assertThat(SortKey.of("-x")).isLessThan(SortKey.of("0"));
        assertThat(SortKey.of("9")).isLessThan(SortKey.of("a"));
        assertThat(SortKey.of("z")).isLessThan(SortKey.of("я"));
        assertThat(SortKey.printable("Zoé Ångström Øre ß 日本")).isEqualTo("Zoe Angstrom Ore ss ??");
    }

    // ---- UpdateStat -------------------------------------------------------------------------

    @Test
    void positionsAbsolutely() {
        Answers.Moved moved = session.updateStat(at(book.bob));
        assertThat(moved.delta()).isZero();
        assertThat(moved.stat()).isEqualTo(START.withPosition(mid(book.bob), 2, 10));
        moved = session.updateStat(moved(at(book.bob), 2));
        assertThat(moved.delta()).isEqualTo(2);
        assertThat(moved.stat()).isEqualTo(START.withPosition(mid(book.contact), 4, 10));
        moved = session.updateStat(moved(at(book.bob), -1));
        assertThat(moved.delta()).isEqualTo(-1);
        assertThat(moved.stat().currentRec()).isEqualTo(mid(book.room));
        moved = session.updateStat(START);
        assertThat(moved.stat()).isEqualTo(START.withPosition(mid(book.alice), 0, 10));
        moved = session.updateStat(START.withPosition(Stat.END_OF_TABLE, 0, 0));
        assertThat(moved.stat()).isEqualTo(START.withPosition(Stat.END_OF_TABLE, 10, 10));
    }

    @Test
    void staysWithinTheTable() {
        Answers.Moved moved = session.updateStat(moved(at(book.bob), Integer.MIN_VALUE));
        assertThat(moved.delta()).isEqualTo(-2);
        assertThat(moved.stat()).isEqualTo(START.withPosition(mid(book.alice), 0, 10));
        moved = session.updateStat(moved(at(book.bob), Integer.MAX_VALUE));
        assertThat(moved.delta()).isEqualTo(8);
        assertThat(moved.stat()).isEqualTo(START.withPosition(Stat.END_OF_TABLE, 10, 10));
    }

    @Test
    void positionsByAFraction() {
        Stat half = START.withPosition(Stat.CURRENT, 1, 2);
        assertThat(session.updateStat(half).stat().numPos()).isEqualTo(5);
        Stat third = START.withPosition(Stat.CURRENT, 1, 3);
        assertThat(session.updateStat(third).stat().numPos()).isEqualTo(3);
        assertThat(session.updateStat(moved(third, 1)).stat().numPos()).isEqualTo(4);
        Stat beyond = START.withPosition(Stat.CURRENT, 7, 2);
        assertThat(session.updateStat(beyond).stat())
                .isEqualTo(START.withPosition(Stat.END_OF_TABLE, 10, 10));
        Stat huge = START.withPosition(Stat.CURRENT, -1, -1);
        assertThat(session.updateStat(huge).stat().numPos()).isEqualTo(10);
        Stat ofNothing = START.withPosition(Stat.CURRENT, 3, 0);
        assertThat(session.updateStat(ofNothing).stat().numPos()).isZero();
    }

    @Test
    void whatIsNotInTheTableIsNotFound() {
        assertFails(() -> session.updateStat(at(book.hidden)), ErrorCodes.NotFound);
        assertFails(() -> session.updateStat(at(99_999)), ErrorCodes.NotFound);
        assertFails(() -> session.updateStat(START.withPosition(7, 0, 0)), ErrorCodes.NotFound);
        assertFails(() -> session.updateStat(
                at(book.bob).withContainer(AddressList.ROOMS.minimalId())), ErrorCodes.NotFound);
        assertFails(() -> session.updateStat(START.withContainer(0x99)),
                ErrorCodes.InvalidBookmark);
    }

    @Test
    void comparesPositions() {
        assertThat(session.compareMIds(START, mid(book.alice), mid(book.bob))).isNegative();
        assertThat(session.compareMIds(START, mid(book.bob), mid(book.alice))).isPositive();
        assertThat(session.compareMIds(START, mid(book.bob), mid(book.bob))).isZero();
        assertThat(session.compareMIds(START, 0, Stat.END_OF_TABLE)).isNegative();
        assertFails(() -> session.compareMIds(START, mid(book.hidden), mid(book.bob)),
                ErrorCodes.GeneralFailure);
        assertFails(() -> session.compareMIds(START.withContainer(0x99), 0, 0),
                ErrorCodes.InvalidBookmark);
    }

    // ---- QueryRows --------------------------------------------------------------------------

    @Test
    void readsPagesToTheEnd() {
        Answers.Rows page = session.queryRows(0, START, null, 4, NAME);
        assertThat(names(page.rows())).isEqualTo(EVERYTHING.subList(0, 4));
        assertThat(page.stat()).isEqualTo(START.withPosition(mid(book.contact), 4, 10));
        page = session.queryRows(0, page.stat(), null, 100, NAME);
        assertThat(names(page.rows())).isEqualTo(EVERYTHING.subList(4, 10));
        assertThat(page.stat()).isEqualTo(START.withPosition(Stat.END_OF_TABLE, 10, 10));
        assertThat(session.queryRows(0, page.stat(), null, 100, NAME).stat())
                .isEqualTo(page.stat());
        page = session.queryRows(0, moved(page.stat(), -3), null, 2, NAME);
        assertThat(names(page.rows())).isEqualTo(EVERYTHING.subList(7, 9));
        assertThat(page.stat().numPos()).isEqualTo(9);
        assertThat(page.stat().delta()).isZero();
    }

    @Test
    void withoutColumnsThereAreThoseOfTheDocument() {
        Answers.RowSet rows = session.queryRows(0, at(book.alice), null, 1, null).rows();
        assertThat(rows.columns().stream().map(PropertyTag::value)).containsExactly(0xFFFD0003,
                0x0FFE0003, 0x39000003, 0x3001001E, 0x3A1A001E, 0x3A18001E, 0x3A19001E);
        assertThat(rows.rows().getFirst().cells().stream().map(cell -> cell.valueOrNull()))
                .containsExactly(0, 6, 0, "Alice Ångström", "+1 555 0100", "Research", "4711");
    }

    @Test
    void anExplicitTableIsReadInItsOrderAndGapsAreRowsOfErrors() {
        Stat stat = START.withContainer(0x99);
        Answers.Rows rows = session.queryRows(0, stat,
                List.of(mid(book.zoe), mid(book.hidden), 5, mid(book.alice)), 10, NAME);
        assertThat(names(rows.rows())).containsExactly("Zoé Smith", "null", "null",
                "Alice Ångström");
        assertThat(rows.stat()).isEqualTo(stat);
        for (int count : new int[]{0, 1}) {
            assertThat(session.queryRows(0, stat, List.of(mid(book.zoe), mid(book.bob)), count,
                    NAME).rows().rows()).hasSize(1);
        }
        assertThat(session.queryRows(0, stat, List.of(), 0, NAME).rows().rows()).isEmpty();
    }

    /// Constraint 15. Where a table ends, `CurrentRec` says.
    @Test
    void whereNoRowIsThereAreRowsOfErrorsAsManyAsWereAskedFor() {
        List<PropertyTag> columns = List.of(PropertyTags.PidTagDisplayName,
                PropertyTags.PidTagDisplayType);
        PropertyRow errors = new PropertyRow(List.of(PropertyCell.NOT_FOUND,
                PropertyCell.NOT_FOUND));
        Stat end = START.withPosition(Stat.END_OF_TABLE, 10, 10);
        Answers.Rows past = session.queryRows(0, end, null, 3, columns);
        assertThat(past.rows().rows()).containsExactly(errors, errors, errors);
        assertThat(past.rows().columns()).isEqualTo(columns);
        assertThat(past.stat()).isEqualTo(end);
        assertThat(session.queryRows(0, moved(end, 5), null, 1, columns).rows().rows())
                .containsExactly(errors);
        assertThat(session.queryRows(0, START, List.of(), 2, columns).rows().rows())
                .containsExactly(errors, errors);
        assertThat(session.queryRows(0, START, List.of(0x7FFF_0000), 5, columns).rows().rows())
                .as("a row of the explicit table, of an object that is not there")
                .containsExactly(errors);
        assertThat(session.queryRows(0, end, null, -1, columns).rows().rows())
                .hasSize(NspiLimits.DEFAULT.rows()).containsOnly(errors);
    }

    @Test
    void anAnswerIsBounded() {
        NspiLimits few = new NspiLimits(3, 100, 1 << 20, 5, 100, 10, 5, 10);
        try (BookFixture small = new BookFixture(folder.resolve("small"), few)) {
            NspiSession bounded = small.session(small.bob);
            assertThat(bounded.queryRows(0, START, null, -1, NAME).rows().rows()).hasSize(3);
            List<PropertyTag> six = java.util.Collections.nCopies(6,
                    PropertyTags.PidTagDisplayName);
            assertFails(() -> bounded.queryRows(0, START, null, 1, six), ErrorCodes.TableTooBig);
            assertFails(() -> bounded.getProps(0, at(small.bob), six), ErrorCodes.TableTooBig);
        }
        NspiLimits tiny = new NspiLimits(100, 100, 1, 5, 100, 10, 5, 10);
        try (BookFixture small = new BookFixture(folder.resolve("tiny"), tiny)) {
            assertThat(small.session(small.bob).queryRows(0, START, null, 50, NAME).rows().rows())
                    .hasSize(1);
        }
    }

    @Test
    void refusesWhatTheDocumentRefuses() {
        assertFails(() -> session.queryRows(0, START, null, 0, NAME),
                ErrorCodes.InvalidParameter);
        assertFails(() -> session.queryRows(0, START.withContainer(0x99), null, 1, NAME),
                ErrorCodes.InvalidBookmark);
        assertFails(() -> session.queryRows(0, inCodePage(START, 1200), null, 1, null),
                ErrorCodes.InvalidCodepage);
        assertFails(() -> book.server.bind(() -> book.actor(book.bob), inCodePage(START, 1200)),
                ErrorCodes.InvalidCodepage);
        assertFails(() -> book.server.bind(() -> book.actor(book.bob), inCodePage(START, 4)),
                ErrorCodes.InvalidCodepage);
        assertFails(() -> book.server.bind(() -> org.rialto.directory.Actor.ANONYMOUS, START),
                ErrorCodes.LogonFailed);
    }

    // ---- SeekEntries ------------------------------------------------------------------------

    private static PropertyValue name(String text) {
        return PropertyValue.of(PropertyTags.PidTagDisplayName, text);
    }

    @Test
    void seeksTheFirstRowAtOrAfterAName() {
        Answers.Sought sought = session.seekEntries(START, name("b"), null, null);
        assertThat(sought.stat()).isEqualTo(START.withPosition(mid(book.room), 1, 10));
        assertThat(sought.rows()).isNull();
        sought = session.seekEntries(START, name("zoe"), null, NAME);
        assertThat(sought.stat().currentRec()).isEqualTo(mid(book.zoe));
        assertThat(names(java.util.Objects.requireNonNull(sought.rows())))
                .containsExactly("Zoé Smith");
        sought = session.seekEntries(START,
                PropertyValue.of(PropertyTags.PidTagDisplayName.withType(PropertyType.STRING8),
                        "T"),
                null, NAME);
        assertThat(sought.stat().currentRec()).isEqualTo(mid(book.team));
        assertFails(() -> session.seekEntries(START, name("zz"), null, null),
                ErrorCodes.NotFound);
    }

    @Test
    void seeksInAnExplicitTable() {
        List<Integer> table = List.of(mid(book.alice), mid(book.bob), mid(book.zoe));
        Answers.Sought sought = session.seekEntries(START, name("bo"), table, NAME);
        assertThat(sought.stat()).isEqualTo(START.withPosition(mid(book.bob), 1, 3));
        assertThat(names(java.util.Objects.requireNonNull(sought.rows())))
                .containsExactly("Bob Baker", "Zoé Smith");
    }

    @Test
    void seeksOnlyDisplayNamesInTheirOrder() {
        assertFails(() -> session.seekEntries(sorted(START, Stat.SORT_PHONETIC_DISPLAY_NAME),
                name("b"), null, null), ErrorCodes.GeneralFailure);
        assertFails(() -> session.seekEntries(START,
                PropertyValue.of(PropertyTags.PidTagTitle, "b"), null, null),
                ErrorCodes.GeneralFailure);
        assertFails(() -> session.seekEntries(START.withContainer(0x99), name("b"), null, null),
                ErrorCodes.InvalidBookmark);
    }
}
