package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.protocols.nspi.BookFixture.at;
import static org.rialto.protocols.nspi.BookFixture.mid;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Link;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// Changes by clients, and who may make them. MS-OXNSPI §3.1.4.1.14, §3.1.4.1.15.
class ObjectChangesTest extends BobAtAddressBook {
    private static final PropertyTag CERTIFICATES = PropertyTags.PidTagAddressBookX509Certificate;
    private static final PropertyTag SMIME = PropertyTags.PidTagUserX509Certificate;
    private static final PropertyTag MEMBER = PropertyTags.PidTagAddressBookMember;
    private static final PropertyTag DELEGATES = PropertyTags.PidTagAddressBookPublicDelegates;
    /// Of nobody: a self-signed certificate of P-256.
    private static final Binary CERTIFICATE = Binary.wrap(Base64.getMimeDecoder().decode(
            Certificate.PEM.getBytes(StandardCharsets.US_ASCII)));
    private NspiSession alice;
    private NspiSession bob;

    @BeforeEach
    void open() {
        alice = book.session(book.alice);
        bob = session;
    }

    private Object value(long id, PropertyTag tag) {
        return bob.getProps(0, at(id), List.of(tag)).values().getFirst().value();
    }

    // ---- ModProps ---------------------------------------------------------------------------

    @Test
    void usersPublishTheirCertificates() {
        List<Binary> twice = List.of(CERTIFICATE, CERTIFICATE);
        List<Binary> blobs = List.of(Binary.ofHex("0102"), Binary.EMPTY);
        alice.modProps(at(book.alice), List.of(),
                List.of(PropertyValue.of(CERTIFICATES, twice), PropertyValue.of(SMIME, blobs)));
        assertThat(value(book.alice, CERTIFICATES)).isEqualTo(twice);
        assertThat(value(book.alice, SMIME)).isEqualTo(blobs);
        alice.modProps(at(book.alice), List.of(SMIME),
                List.of(PropertyValue.of(CERTIFICATES, List.of(CERTIFICATE))));
        assertThat(value(book.alice, CERTIFICATES)).isEqualTo(List.of(CERTIFICATE));
        assertThat(value(book.alice, SMIME)).isEqualTo(ErrorCodes.NotFound);
        alice.modProps(at(book.alice), List.of(CERTIFICATES), List.of());
        assertThat(value(book.alice, CERTIFICATES)).isEqualTo(ErrorCodes.NotFound);
    }

    @Test
    void nobodyChangesAnothersPropertiesOrAnyOther() {
        List<PropertyValue> values = List
                .of(PropertyValue.of(CERTIFICATES, List.of(CERTIFICATE)));
        assertFails(() -> alice.modProps(at(book.bob), List.of(), values),
                ErrorCodes.AccessDenied);
        assertFails(() -> book.administrator().modProps(at(book.alice), List.of(), values),
                ErrorCodes.AccessDenied);
        assertFails(() -> alice.modProps(at(book.team), List.of(), values),
                ErrorCodes.InvalidObject);
        assertFails(() -> alice.modProps(at(book.alice), null, values),
                ErrorCodes.InvalidParameter);
        assertFails(() -> alice.modProps(at(99_999), List.of(), values),
                ErrorCodes.InvalidParameter);
        assertFails(() -> alice.modProps(at(book.alice), List.of(PropertyTags.PidTagTitle),
                List.of()), ErrorCodes.AccessDenied);
        assertFails(() -> alice.modProps(at(book.alice), List.of(),
                List.of(PropertyValue.of(PropertyTags.PidTagTitle, "King"))),
                ErrorCodes.AccessDenied);
        assertThat(value(book.alice, PropertyTags.PidTagTitle)).isEqualTo("Manager");
    }

    @Test
    void oneBadValueLeavesEverythingAsItWas() {
        alice.modProps(at(book.alice), List.of(),
                List.of(PropertyValue.of(SMIME, List.of(Binary.ofHex("01")))));
        assertFails(() -> alice.modProps(at(book.alice), List.of(SMIME), List.of(PropertyValue
                .of(CERTIFICATES, List.of(Binary.ofHex("00112233"))))), ErrorCodes.AccessDenied);
        assertThat(value(book.alice, SMIME)).isEqualTo(List.of(Binary.ofHex("01")));
    }

    // ---- ModLinkAtt -------------------------------------------------------------------------

    private Binary permanent(long id) { return new EntryId.AddressBook(0, book.dn(id)).encode(); }

    private Binary ephemeral(long id) { return EntryIds.ephemeral(book.server.guid(), 0, mid(id)); }

    private List<Long> linked(long id, Link link) {
        return book.directory.linked(id, link).stream().map(DirectoryObject::id).toList();
    }

    @Test
    void ownersChangeTheMembersOfTheirGroup() {
        alice.modLinkAtt(0, MEMBER, mid(book.team),
                List.of(permanent(book.bob), ephemeral(book.zoe), ephemeral(book.room)));
        assertThat(linked(book.team, Link.MEMBER)).containsExactlyInAnyOrder(book.alice, book.zoe,
                book.contact, book.hidden, book.bob, book.room);
        alice.modLinkAtt(ObjectChanges.DELETE, MEMBER, mid(book.team), List.of(
                permanent(book.bob), permanent(book.folder), Binary.ofHex("1234"),
                ephemeral(book.contact)));
        assertThat(linked(book.team, Link.MEMBER)).containsExactlyInAnyOrder(book.alice, book.zoe,
                book.hidden, book.room);
    }

    @Test
    void othersDoNot() {
        List<Binary> self = List.of(permanent(book.bob));
        assertFails(() -> bob.modLinkAtt(0, MEMBER, mid(book.team), self),
                ErrorCodes.AccessDenied);
        assertFails(() -> alice.modLinkAtt(0, MEMBER, mid(book.everybody), self),
                ErrorCodes.AccessDenied);
        assertFails(() -> alice.modLinkAtt(0, MEMBER, mid(book.alice), self),
                ErrorCodes.AccessDenied);
        assertFails(() -> alice.modLinkAtt(0, new PropertyTag(0x1234_000D), mid(book.team), self),
                ErrorCodes.NotFound);
        assertFails(() -> alice.modLinkAtt(0, PropertyTags.PidTagTitle, mid(book.team), self),
                ErrorCodes.AccessDenied);
        assertFails(() -> alice.modLinkAtt(0, PropertyTags.PidTagTitle, 99, self),
                ErrorCodes.InvalidParameter);
        assertFails(() -> alice.modLinkAtt(0, PropertyTags.PidTagAddressBookManager,
                mid(book.alice), self), ErrorCodes.AccessDenied);
        assertFails(() -> alice.modLinkAtt(0, MEMBER, 99, self), ErrorCodes.InvalidParameter);
        assertFails(() -> alice.modLinkAtt(0, MEMBER, mid(book.team),
                List.of(permanent(book.bob), Binary.ofHex("1234"))), ErrorCodes.AccessDenied);
        assertFails(() -> alice.modLinkAtt(0, MEMBER, mid(book.team),
                List.of(permanent(book.bob), permanent(book.team))), ErrorCodes.AccessDenied);
        assertThat(linked(book.team, Link.MEMBER)).hasSize(4).doesNotContain(book.bob);
        book.administrator().modLinkAtt(0, MEMBER, mid(book.team), self);
        assertThat(linked(book.team, Link.MEMBER)).contains(book.bob);
    }

    @Test
    void usersNameTheirDelegates() {
        alice.modLinkAtt(0, DELEGATES, mid(book.alice), List.of(permanent(book.bob)));
        assertThat(linked(book.alice, Link.SEND_ON_BEHALF)).containsExactly(book.bob);
        assertFails(() -> bob.modLinkAtt(ObjectChanges.DELETE, DELEGATES, mid(book.alice),
                List.of(permanent(book.bob))), ErrorCodes.AccessDenied);
        assertFails(() -> alice.modLinkAtt(0, DELEGATES, mid(book.alice),
                List.of(permanent(book.contact))), ErrorCodes.AccessDenied);
        alice.modLinkAtt(ObjectChanges.DELETE, DELEGATES, mid(book.alice),
                List.of(ephemeral(book.bob)));
        assertThat(linked(book.alice, Link.SEND_ON_BEHALF)).isEmpty();
    }
}
