package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.protocols.nspi.BookFixture.START;
import static org.rialto.protocols.nspi.BookFixture.at;
import static org.rialto.protocols.nspi.BookFixture.in;
import static org.rialto.protocols.nspi.BookFixture.mid;
import static org.rialto.protocols.nspi.BookFixture.names;
import static org.rialto.protocols.nspi.BookFixture.sorted;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;

/// Explicit tables. MS-OXNSPI §3.1.4.1.10, §3.1.4.1.11, §3.1.4.4.2.
class MatchesTest extends BobAtAddressBook {
    private List<String> matching(Restriction filter) {
        Answers.Matches matches = session.getMatches(START, filter, null, 100, NAME);
        List<String> found = names(Objects.requireNonNull(matches.rows()));
        assertThat(names(session, matches.minimalIds())).isEqualTo(found);
        return found;
    }

    private static Restriction anr(String text) {
        return Restriction.equal(PropertyTags.PidTagAnr, text);
    }

    // ---- filters ----------------------------------------------------------------------------

    @Test
    void filtersByAmbiguousNames() {
        assertThat(matching(anr("b"))).containsExactly("Blue Room", "Bob Baker", "Projector");
        assertThat(matching(Restriction.equal(
                PropertyTags.PidTagAnr.withType(PropertyType.STRING8), "baker")))
                .containsExactly("Bob Baker");
        assertThat(matching(Restriction.not(anr("b")))).hasSize(7);
        assertThat(matching(anr("ghost"))).isEmpty();
    }

    @Test
    void filtersByProperties() {
        assertThat(matching(Restriction.equal(PropertyTags.PidTagDepartmentName, "research")))
                .containsExactly("Alice Ångström", "Bob Baker");
        assertThat(matching(Restriction.exist(PropertyTags.PidTagTitle)))
                .containsExactly("Alice Ångström");
        assertThat(matching(Restriction.content(
                new FuzzyLevel(FuzzyLevel.PREFIX, FuzzyLevel.IGNORE_CASE),
                PropertyTags.PidTagAddressBookProxyAddresses, List.of("smtp:chief"))))
                .isEmpty();
        assertThat(matching(new Restriction.Content(
                new FuzzyLevel(FuzzyLevel.PREFIX, FuzzyLevel.IGNORE_CASE),
                PropertyTags.PidTagAddressBookProxyAddresses,
                org.rialto.mapi.PropertyValue.of(PropertyTags.PidTagDisplayName, "smtp:chief"))))
                .containsExactly("Alice Ångström");
        assertThat(matching(Restriction.property(RelationalOperator.GREATER_THAN_OR_EQUAL,
                PropertyTags.PidTagAddressBookRoomCapacity, 10))).containsExactly("Blue Room");
        assertThat(matching(new Restriction.BitMask(true, PropertyTags.PidTagDisplayType, 1)))
                .containsExactly("Everybody", "Secret Club", "Team");
    }

    /// MS-OXNSPI §3.1.4.3.5.1: case, width and marks are overlooked, as tables are sorted.
    @Test
    void unicodeTextsCompareAsTablesAreSorted() {
        PropertyTag name = PropertyTags.PidTagDisplayName;
        assertThat(matching(Restriction.equal(name, "ALICE ANGSTROM")))
                .containsExactly("Alice Ångström");
        assertThat(matching(Restriction.property(RelationalOperator.GREATER_THAN, name, "team")))
                .containsExactly("Zoé Smith");
        assertThat(matching(Restriction.property(RelationalOperator.LESS_THAN_OR_EQUAL,
                name.withType(PropertyType.STRING8), "Ålice ångström")))
                .containsExactly("Alice Ångström");
        assertThat(matching(Restriction.property(RelationalOperator.NOT_EQUAL,
                PropertyTags.PidTagDepartmentName, "RESEARCH"))).hasSize(8);
    }

    /// §3.1.4.3.5.2: a shorter buffer is less; §3.1.4.3.1 says which are case-sensitive.
    @Test
    void eightBitTextsCompareAsBuffers() {
        PropertyTag printable = PropertyTags.PidTagAddressBookDisplayNamePrintable;
        assertThat(matching(Restriction.equal(printable, "Alice Angstrom")))
                .containsExactly("Alice Ångström");
        assertThat(matching(Restriction.equal(printable, "alice angstrom"))).isEmpty();
        assertThat(matching(Restriction.property(RelationalOperator.LESS_THAN, printable,
                "AAAAA"))).containsExactly("News", "Team");
        assertThat(matching(Restriction.equal(PropertyTags.PidTagAddressType, "ex"))).hasSize(10);
    }

    @Test
    void filtersCombine() {
        Restriction research = Restriction.equal(PropertyTags.PidTagDepartmentName, "Research");
        assertThat(matching(Restriction.and(anr("b"), research))).containsExactly("Bob Baker");
        assertThat(matching(Restriction.or(anr("zoe"), research))).containsExactly(
                "Alice Ångström", "Bob Baker", "Zoé Smith");
        assertThat(matching(Restriction.and(Restriction.not(anr("b")), research)))
                .containsExactly("Alice Ångström");
        assertThat(matching(Restriction.not(Restriction.or(anr("b"), research)))).hasSize(6);
        assertThat(matching(Restriction.and())).hasSize(10);
        assertThat(matching(Restriction.or())).isEmpty();
        assertThat(matching(new Restriction.Comment(List.of(), anr("zoe"))))
                .containsExactly("Zoé Smith");
    }

    @Test
    void aFilterAppliesToTheListAndItsOrder() {
        Answers.Matches matches = session.getMatches(in(AddressList.USERS),
                Restriction.exist(PropertyTags.PidTagDisplayName), null, 100, null);
        assertThat(matches.minimalIds()).containsExactly(mid(book.alice), mid(book.bob),
                mid(book.zoe));
        assertThat(matches.rows()).isNull();
        assertThat(matches.stat())
                .isEqualTo(in(AddressList.USERS).withContainer(Stat.BEGINNING_OF_TABLE));
    }

    @Test
    void moreThanWasAskedForIsTooBig() {
        assertThat(session.getMatches(START, Restriction.and(), null, 10, null).minimalIds())
                .hasSize(10);
        assertFails(() -> session.getMatches(START, Restriction.and(), null, 9, null),
                ErrorCodes.TableTooBig);
        assertFails(() -> session.getMatches(at(book.team).withContainer(0x8009000D), null, null,
                2, null), ErrorCodes.TableTooBig);
    }

    @Test
    void aFilterIsBounded() {
        Restriction deep = anr("x");
        for (int i = 0; i < 40; i++) {
            deep = Restriction.not(deep);
        }
        Restriction nested = deep;
        assertFails(() -> session.getMatches(START, nested, null, 10, null),
                ErrorCodes.TooComplex);
        Restriction wide = new Restriction.Or(java.util.Collections.nCopies(1001, anr("x")));
        assertFails(() -> session.getMatches(START, wide, null, 10, null), ErrorCodes.TooComplex);
        assertFails(() -> session.getMatches(START, new Restriction.Count(1, anr("x")), null, 10,
                null), ErrorCodes.TooComplex);
        assertFails(() -> session.getMatches(START, new Restriction.SubObject(
                PropertyTags.PidTagMessageRecipients, anr("x")), null, 10, null),
                ErrorCodes.TooComplex);
    }

    @Test
    void aFilterNeedsAListAndAnOrderThatListsHave() {
        assertFails(() -> session.getMatches(START.withContainer(0x99), anr("x"), null, 10, null),
                ErrorCodes.InvalidBookmark);
        assertFails(() -> session.getMatches(sorted(START, Stat.SORT_DISPLAY_NAME_RO), anr("x"),
                null, 10, null), ErrorCodes.GeneralFailure);
    }

    // ---- properties that lead to objects ----------------------------------------------------

    private List<String> linked(NspiSession who, long id, PropertyTag tag) {
        return names(who, who.getMatches(
                sorted(at(id).withContainer(tag.value()), Stat.SORT_DISPLAY_NAME_RO), null, null,
                100, null).minimalIds());
    }

    @Test
    void membersOwnersManagersAndReportsAreTables() {
        assertThat(linked(session, book.team, PropertyTags.PidTagAddressBookMember))
                .containsExactly("Alice Ångström", "Ghost Writer", "Kim Contact", "Zoé Smith");
        assertThat(linked(session, book.team, PropertyTags.PidTagContainerContents)).hasSize(4);
        assertThat(linked(session, book.everybody, PropertyTags.PidTagAddressBookMember))
                .containsExactly("Alice Ångström", "Bob Baker", "Ghost Writer", "Zoé Smith");
        assertThat(linked(session, book.team, PropertyTags.PidTagAddressBookOwner))
                .containsExactly("Alice Ångström");
        assertThat(linked(session, book.alice, PropertyTags.PidTagAddressBookOwnerBackLink))
                .containsExactly("Secret Club", "Team");
        assertThat(linked(session, book.alice, PropertyTags.PidTagAddressBookReports))
                .containsExactly("Bob Baker", "Zoé Smith");
        assertThat(linked(session, book.zoe, PropertyTags.PidTagAddressBookManager))
                .containsExactly("Alice Ångström");
        assertThat(linked(session, book.alice, PropertyTags.PidTagAddressBookReports
                .withType(PropertyType.STRING8))).hasSize(2);
        assertThat(linked(session, book.bob, PropertyTags.PidTagAddressBookReports)).isEmpty();
    }

    @Test
    void hiddenMembershipIsThereForMembersOwnersAndAdministrators() {
        PropertyTag member = PropertyTags.PidTagAddressBookMember;
        assertThat(linked(session, book.secretClub, member)).isEmpty();
        assertThat(linked(book.session(book.zoe), book.secretClub, member)).hasSize(1);
        assertThat(linked(book.session(book.alice), book.secretClub, member)).hasSize(1);
        assertThat(linked(book.administrator(), book.secretClub, member)).hasSize(1);
        PropertyTag memberOf = PropertyTags.PidTagAddressBookIsMemberOfDistributionList;
        assertThat(linked(session, book.zoe, memberOf)).containsExactly("Team");
        assertThat(linked(book.session(book.zoe), book.zoe, memberOf))
                .containsExactly("Secret Club", "Team");
    }

    @Test
    void aPropertyCanBeNamedBesidesTheState() {
        Answers.Matches matches = session.getMatches(at(book.team), null, 0x8009, 100, NAME);
        assertThat(matches.minimalIds()).hasSize(4);
        assertThat(matches.stat().containerId()).isEqualTo(mid(book.team));
    }

    /// §3.1.4.1.10, constraint 7.
    @Test
    void anAddressListThatIsNotThereIsAnInvalidBookmark() {
        Stat nowhere = at(book.team).withContainer(0x99);
        assertFails(() -> session.getMatches(nowhere, null, 0x8009, 100, null),
                ErrorCodes.InvalidBookmark);
        assertFails(() -> session.getMatches(nowhere, null, null, 100, null),
                ErrorCodes.InvalidBookmark);
        assertFails(() -> session.getMatches(sorted(nowhere, Stat.SORT_DISPLAY_NAME_RO), null,
                null, 100, null), ErrorCodes.NotSupported);
    }

    @Test
    void theStateThatComesBackIsGoodForPropertiesOfARow() {
        Answers.Matches matches = session.getMatches(
                at(book.team).withContainer(PropertyTags.PidTagAddressBookMember.value()), null,
                null, 100, null);
        Stat atRow = matches.stat().withPosition(matches.minimalIds().getFirst(), 0, 0);
        assertThat(session.getProps(0, atRow, NAME).code()).isEqualTo(ErrorCodes.Success);
    }

    @Test
    void whatLeadsNowhereIsNotSupported() {
        assertFails(() -> linked(session, book.team, PropertyTags.PidTagTitle),
                ErrorCodes.NotSupported);
        assertFails(() -> linked(session, 99_999, PropertyTags.PidTagAddressBookMember),
                ErrorCodes.GeneralFailure);
        assertFails(() -> linked(session, book.hidden, PropertyTags.PidTagAddressBookManager),
                ErrorCodes.GeneralFailure);
    }

    @Test
    void aWritableTableIsForWhoMayWriteIt() {
        Stat members = sorted(at(book.team)
                .withContainer(PropertyTags.PidTagAddressBookMember.value()),
                Stat.SORT_DISPLAY_NAME_W);
        assertFails(() -> session.getMatches(members, null, null, 100, null),
                ErrorCodes.NotSupported);
        assertThat(book.session(book.alice).getMatches(members, null, null, 100, null)
                .minimalIds()).hasSize(4);
    }

    // ---- ResortRestriction ------------------------------------------------------------------

    @Test
    void sortsAnExplicitTable() {
        Answers.Resorted sorted = session.resortRestriction(at(book.bob),
                List.of(mid(book.zoe), 3, mid(book.bob), mid(book.hidden), mid(book.alice)));
        assertThat(sorted.minimalIds()).containsExactly(mid(book.alice), mid(book.bob),
                mid(book.zoe));
        assertThat(sorted.stat()).isEqualTo(START.withPosition(mid(book.bob), 1, 3));
        sorted = session.resortRestriction(at(book.team), List.of(mid(book.zoe)));
        assertThat(sorted.stat())
                .isEqualTo(START.withPosition(Stat.BEGINNING_OF_TABLE, 0, 1));
        assertFails(() -> session.resortRestriction(sorted(START, Stat.SORT_DISPLAY_NAME_W),
                List.of()), ErrorCodes.GeneralFailure);
    }
}
