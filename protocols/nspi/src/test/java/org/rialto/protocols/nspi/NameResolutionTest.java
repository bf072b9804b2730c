package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.protocols.nspi.BookFixture.START;
import static org.rialto.protocols.nspi.BookFixture.in;
import static org.rialto.protocols.nspi.BookFixture.mid;
import static org.rialto.protocols.nspi.BookFixture.names;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.directory.Attribute;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// Names become objects. MS-OXNSPI §3.1.4.1.13, §3.1.4.1.16, §3.1.4.7.
class NameResolutionTest extends BobAtAddressBook {
    private int outcome(String name) {
        return session.resolveNames(START, List.of(name), NAME).minimalIds().getFirst();
    }

    private String resolved(String name) {
        Answers.Resolved resolved = session.resolveNames(START, List.of(name), NAME);
        assertThat(resolved.minimalIds()).as(name).containsExactly(NameQueries.RESOLVED);
        return names(resolved.rows()).getFirst();
    }

    @Test
    void resolvesByAnyNameOfAnObject() {
        assertThat(resolved("alice")).isEqualTo("Alice Ångström");
        assertThat(resolved("ali")).isEqualTo("Alice Ångström");
        assertThat(resolved("angstrom")).isEqualTo("Alice Ångström");
        assertThat(resolved("Ångström, Alice")).isEqualTo("Alice Ångström");
        assertThat(resolved("al ang")).isEqualTo("Alice Ångström");
        assertThat(resolved("4711")).isEqualTo("Alice Ångström");
        assertThat(resolved("smith")).isEqualTo("Zoé Smith");
        assertThat(resolved("ZOE")).isEqualTo("Zoé Smith");
    }

    @Test
    void resolvesByAddressAndDistinguishedName() {
        assertThat(resolved("alice@example.com")).isEqualTo("Alice Ångström");
        assertThat(resolved("SMTP:CHIEF@EXAMPLE.COM")).isEqualTo("Alice Ångström");
        assertThat(resolved("=SMTP:chief@example.com")).isEqualTo("Alice Ångström");
        assertThat(resolved("The boss <chief@example.com>")).isEqualTo("Alice Ångström");
        assertThat(resolved("kim@elsewhere.net")).isEqualTo("Kim Contact");
        assertThat(resolved(book.dn(book.zoe))).isEqualTo("Zoé Smith");
        assertThat(resolved("EX:" + book.dn(book.zoe).toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo("Zoé Smith");
    }

    @Test
    void saysForEachNameWhatBecameOfIt() {
        Answers.Resolved resolved = session.resolveNames(START,
                List.of("nobody", "b", "zoe", "", "team"), NAME);
        assertThat(resolved.minimalIds()).containsExactly(0, 1, 2, 0, 2);
        assertThat(names(resolved.rows())).containsExactly("Zoé Smith", "Team");
    }

    @Test
    void aWholeNameWinsOverOnesThatOnlyBeginWithIt() {
        book.directory.change(edit -> {
            long other = edit.addUser(book.domain, "bobby").id();
            return edit.setDisplay(other, "Bob Bakerman");
        });
        assertThat(resolved("Bob Baker")).isEqualTo("Bob Baker");
        assertThat(resolved("bob")).isEqualTo("Bob Baker");
        assertThat(outcome("bob bak")).isEqualTo(NameQueries.AMBIGUOUS);
        assertThat(outcome("=bob b")).isEqualTo(NameQueries.UNRESOLVED);
        assertThat(resolved("=bobby")).isEqualTo("Bob Bakerman");
        book.directory.change(edit -> edit.setDisplay(book.zoe, "Bob Baker"));
        assertThat(outcome("Bob Baker")).isEqualTo(NameQueries.AMBIGUOUS);
    }

    @Test
    void resolvesWithinAnAddressList() {
        assertThat(session.resolveNames(in(AddressList.ROOMS), List.of("blue", "bob"), NAME)
                .minimalIds()).containsExactly(2, 0);
        assertThatThrownBy(() -> session.resolveNames(START.withContainer(0x99), List.of("bob"),
                NAME)).isInstanceOfSatisfying(NspiError.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCodes.InvalidBookmark));
    }

    @Test
    void unlistedObjectsAreFoundByNoNameButByDistinguishedName() {
        assertThat(outcome("ghost")).isZero();
        assertThat(outcome("ghost@example.com")).isZero();
        assertThat(resolved(book.dn(book.hidden))).isEqualTo("Ghost Writer");
        NspiSession own = book.session(book.hidden);
        assertThat(own.resolveNames(START, List.of("=SMTP:ghost@example.com"), NAME).minimalIds())
                .containsExactly(NameQueries.RESOLVED);
        assertThat(own.resolveNames(START, List.of("ghost"), NAME).minimalIds())
                .containsExactly(0);
    }

    @Test
    void anUnlistedObjectsMinimalIdShowsNothingUntilItsNameWasKnown() {
        assertThat(session.getPropList(0, mid(book.hidden))).isEmpty();
        assertThat(names(session, List.of(mid(book.hidden)))).containsExactly("null");
        assertThat(session.dnToMId(List.of(book.dn(book.hidden))))
                .containsExactly(mid(book.hidden));
        assertThat(names(session, List.of(mid(book.hidden)))).containsExactly("Ghost Writer");
        assertThat(names(book.session(book.zoe), List.of(mid(book.hidden))))
                .containsExactly("null");
    }

    @Test
    void mapsDistinguishedNames() {
        String rooms = AddressList.ROOMS.distinguishedName(book.server.guid());
        assertThat(session.dnToMId(List.of(book.dn(book.zoe), "/o=nobody", "", "/", rooms,
                book.dn(book.team).toLowerCase(java.util.Locale.ROOT))))
                .containsExactly(mid(book.zoe), 0, 0, 0, AddressList.ROOMS.minimalId(),
                        mid(book.team));
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> session.dnToMId(java.util.Collections.nCopies(1001, "/")))
                .isInstanceOfSatisfying(NspiError.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCodes.TableTooBig));
        assertThat(outcome("b".repeat(100_000))).isZero();
        assertThat(outcome("(((*&^%$#@!~`[]{}|\\;:'\",.<>/?")).isZero();
    }

    @Test
    void withoutColumnsThereAreThoseOfTheDocument() {
        assertThat(session.resolveNames(START, List.of("zoe"), null).rows().columns())
                .hasSize(7).contains(PropertyTags.PidTagDisplayName
                        .withType(PropertyType.STRING8));
    }

    @Test
    void nicknamesAndPhoneticNamesAreNamesToo() {
        book.directory.change(edit -> {
            edit.set(book.zoe, Attribute.NICKNAME, "Zozo");
            return edit.set(book.zoe, Attribute.PHONETIC, "ゾエ");
        });
        assertThat(resolved("zozo")).isEqualTo("Zoé Smith");
        assertThat(resolved("ぞえ")).isEqualTo("Zoé Smith");
    }
}
