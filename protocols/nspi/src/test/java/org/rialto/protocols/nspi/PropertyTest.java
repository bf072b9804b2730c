package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.protocols.nspi.BookFixture.START;
import static org.rialto.protocols.nspi.BookFixture.at;
import static org.rialto.protocols.nspi.BookFixture.inCodePage;
import static org.rialto.protocols.nspi.BookFixture.mid;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rialto.directory.Attribute;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// Properties of objects. MS-OXNSPI §3.1.4.1.5 to §3.1.4.1.7 and §3.1.4.2, MS-OXOABK §2.2.3 and on.
class PropertyTest extends BobAtAddressBook {
    /// MS-OXNSPI §3.1.4.2: "for every object … the server MUST minimally maintain".
    private static final List<PropertyTag> OF_EVERY_OBJECT = List.of(PropertyTags.PidTagObjectType,
            PropertyTags.PidTagInitialDetailsPane,
            PropertyTags.PidTagAddressBookDisplayNamePrintable,
            PropertyTags.PidTagAddressBookContainerId, PropertyTags.PidTagEntryId,
            PropertyTags.PidTagInstanceKey, PropertyTags.PidTagSearchKey,
            PropertyTags.PidTagRecordKey, PropertyTags.PidTagAddressType,
            PropertyTags.PidTagEmailAddress, PropertyTags.PidTagDisplayType,
            PropertyTags.PidTagTemplateid, PropertyTags.PidTagTransmittableDisplayName,
            PropertyTags.PidTagDisplayName, PropertyTags.PidTagMappingSignature,
            PropertyTags.PidTagAddressBookObjectDistinguishedName);
    private Map<PropertyTag, Object> all(long id) {
        Map<PropertyTag, Object> values = new HashMap<>();
        Answers.Properties properties = session.getProps(0, at(id), null);
        assertThat(properties.code()).isEqualTo(ErrorCodes.Success);
        properties.values().forEach(each -> values.put(each.tag(), each.value()));
        return values;
    }

    private Object value(long id, PropertyTag tag) {
        PropertyValue value = session.getProps(0, at(id), List.of(tag)).values().getFirst();
        return value.value();
    }

    @Test
    void everyObjectHasThePropertiesThatEveryObjectHas() {
        for (long id : new long[]{book.alice, book.room, book.projector, book.team,
                book.everybody, book.contact, book.folder}) {
            Answers.Properties properties = session.getProps(0, at(id), OF_EVERY_OBJECT);
            assertThat(properties.code()).as("object %s", id).isEqualTo(ErrorCodes.Success);
        }
        assertThat(session.getProps(0, at(book.team), List.of(PropertyTags.PidTagContainerContents,
                PropertyTags.PidTagContainerFlags)).code()).isEqualTo(ErrorCodes.Success);
    }

    @Test
    void identifiesAnObject() {
        String name = book.dn(book.alice);
        Binary permanent = new EntryId.AddressBook(0, name).encode();
        assertThat(value(book.alice, PropertyTags.PidTagEntryId)).isEqualTo(permanent);
        assertThat(value(book.alice, PropertyTags.PidTagRecordKey)).isEqualTo(permanent);
        assertThat(value(book.alice, PropertyTags.PidTagTemplateid)).isEqualTo(permanent);
        assertThat(value(book.alice, PropertyTags.PidTagEmailAddress)).isEqualTo(name);
        assertThat(value(book.alice, PropertyTags.PidTagSearchKey)).isEqualTo(Binary.wrap(
                ("EX:" + name.toUpperCase(Locale.ROOT) + "\0")
                        .getBytes(StandardCharsets.US_ASCII)));
        assertThat(value(book.alice, PropertyTags.PidTagMappingSignature))
                .isEqualTo(Binary.ofHex("DCA740C8C042101AB4B908002B2FE182"));
        assertThat(((Binary) value(book.alice, PropertyTags.PidTagInstanceKey)).reader()
                .readInt32()).isEqualTo(mid(book.alice));
        assertThat(value(book.contact, PropertyTags.PidTagEntryId))
                .isEqualTo(new EntryId.AddressBook(6, book.dn(book.contact)).encode());
    }

    @Test
    void ephemeralEntryIdsAreGivenWhenAskedFor() {
        Binary id = session.getProps(RowQueries.EPHEMERAL_IDS, at(book.team),
                List.of(PropertyTags.PidTagEntryId)).values().getFirst().binary();
        assertThat(id.length()).isEqualTo(32);
        assertThat(id.slice(0, 4)).isEqualTo(Binary.ofHex("87000000"));
        assertThat(id.slice(20, 28)).isEqualTo(Binary.ofHex("01000000 01000000"));
        assertThat(EntryIds.minimalId(id, book.server.guid())).isEqualTo(mid(book.team));
        assertThat(EntryIds.minimalId(id, java.util.UUID.randomUUID())).isNull();
        assertThat(Objects.requireNonNull(session.object(id)).id()).isEqualTo(book.team);
    }

    @Test
    void typesOfObjectsAreThoseOfTheDocument() {
        record Types(int object, int display, int extended) {}
        Map<Long, Types> expected = Map.of(book.alice, new Types(6, 0, 0x4000_0000), book.room,
                new Types(6, 0, 7), book.projector, new Types(6, 0, 8), book.team,
                new Types(8, 1, 0x4000_0009), book.everybody, new Types(8, 3, 3), book.contact,
                new Types(6, 6, 6), book.folder, new Types(3, 2, 2));
        expected.forEach((id, types) -> assertThat(
                new Types((Integer) value(id, PropertyTags.PidTagObjectType),
                        (Integer) value(id, PropertyTags.PidTagDisplayType),
                        (Integer) value(id, PropertyTags.PidTagDisplayTypeEx)))
                .isEqualTo(types));
    }

    @Test
    void mailAddressesAndMailboxes() {
        assertThat(value(book.alice, PropertyTags.PidTagSmtpAddress))
                .isEqualTo("alice@example.com");
        assertThat(value(book.alice, PropertyTags.PidTagAddressBookProxyAddresses))
                .isEqualTo(List.of("SMTP:alice@example.com", "smtp:chief@example.com"));
        assertThat((String) value(book.alice,
                PropertyTags.PidTagAddressBookHomeMessageDatabase))
                .matches("/o=Rialto/ou=.*/cn=Servers/cn=[0-9a-f-]{36}@example.com"
                        + "/cn=Microsoft Private MDB");
        assertThat(value(book.contact, PropertyTags.PidTagAddressBookTargetAddress))
                .isEqualTo("SMTP:kim@elsewhere.net");
        assertThat(value(book.contact, PropertyTags.PidTagAddressBookHomeMessageDatabase))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(value(book.alice, PropertyTags.PidTagAddressBookDeliveryContentLength))
                .isEqualTo(150 << 10);
        assertThat(value(book.folder, PropertyTags.PidTagAddressBookFolderPathname))
                .isEqualTo("/News");
    }

    @Test
    void attributesOfTheDirectoryAreProperties() {
        assertThat(value(book.alice, PropertyTags.PidTagTitle)).isEqualTo("Manager");
        assertThat(value(book.alice, PropertyTags.PidTagGivenName)).isEqualTo("Alice");
        assertThat(value(book.room, PropertyTags.PidTagAddressBookRoomCapacity)).isEqualTo(12);
        assertThat(value(book.bob, PropertyTags.PidTagTitle)).isEqualTo(ErrorCodes.NotFound);
        assertThat(value(book.bob, PropertyTags.PidTagAddressBookManagerDistinguishedName))
                .isEqualTo(book.dn(book.alice));
    }

    @Test
    void aSecondNumberIsAListToo() {
        book.directory.change(edit -> {
            edit.set(book.alice, Attribute.PHONE_BUSINESS_2, "+1 555 0101");
            edit.set(book.alice, Attribute.HOME_STREET, "Main Street 1");
            return edit.set(book.alice, Attribute.PHONE_HOME_2, "+1 555 0102");
        });
        assertThat(value(book.alice, PropertyTags.PidTagHomeAddressStreet))
                .isEqualTo("Main Street 1");
        assertThat(value(book.alice, PropertyTags.PidTagBusiness2TelephoneNumber))
                .isEqualTo("+1 555 0101");
        assertThat(value(book.alice, PropertyTags.PidTagBusiness2TelephoneNumbers))
                .isEqualTo(List.of("+1 555 0101"));
        assertThat(value(book.alice, PropertyTags.PidTagHome2TelephoneNumbers
                .withType(PropertyType.MULTIPLE_STRING8))).isEqualTo(List.of("+1 555 0102"));
        assertThat(value(book.bob, PropertyTags.PidTagHome2TelephoneNumbers))
                .isEqualTo(ErrorCodes.NotFound);
    }

    @Test
    void countsMembers() {
        assertThat(value(book.team, PropertyTags.PidTagAddressBookDistributionListMemberCount))
                .isEqualTo(4);
        assertThat(value(book.team,
                PropertyTags.PidTagAddressBookDistributionListExternalMemberCount)).isEqualTo(1);
        assertThat(value(book.secretClub,
                PropertyTags.PidTagAddressBookDistributionListMemberCount))
                .isEqualTo(ErrorCodes.NotFound);
    }

    // ---- GetPropList, GetProps, QueryColumns ------------------------------------------------

    @Test
    void listsWhatAnObjectHasWithTextsOfEightBits() {
        List<PropertyTag> tags = session.getPropList(0, mid(book.team));
        assertThat(tags).contains(PropertyTags.PidTagAddressBookMember,
                PropertyTags.PidTagContainerContents,
                PropertyTags.PidTagDisplayName.withType(PropertyType.STRING8),
                PropertyTags.PidTagAddressBookProxyAddresses
                        .withType(PropertyType.MULTIPLE_STRING8));
        assertThat(tags).noneMatch(tag -> tag.type() == PropertyType.STRING
                || tag.type() == PropertyType.MULTIPLE_STRING).doesNotHaveDuplicates();
        assertThat(session.getPropList(RowQueries.SKIP_OBJECTS, mid(book.team)))
                .noneMatch(tag -> tag.type() == PropertyType.OBJECT);
        assertThat(session.getPropList(0, 99)).isEmpty();
        Map<PropertyTag, Object> values = all(book.team);
        assertThat(values.keySet()).containsExactlyInAnyOrderElementsOf(tags);
    }

    @Test
    void whatIsNotThereIsAnErrorInItsPlace() {
        PropertyTag title = PropertyTags.PidTagTitle;
        Answers.Properties properties = session.getProps(0, at(book.bob), List.of(title,
                PropertyTags.PidTagDisplayName, title, new PropertyTag(0x12345678),
                PropertyTags.PidTagDisplayName.withType(PropertyType.UNSPECIFIED),
                PropertyTags.PidTagDisplayName.withType(PropertyType.INTEGER32)));
        assertThat(properties.code()).isEqualTo(ErrorCodes.ErrorsReturned);
        assertThat(properties.values().stream().map(each -> each.tag().value())).containsExactly(
                0x3A17000A, 0x3001001F, 0x3A17000A, 0x1234000A, 0x3001001F, 0x3001000A);
        properties = session.getProps(0, at(99_999), List.of(title));
        assertThat(properties.code()).isEqualTo(ErrorCodes.ErrorsReturned);
        assertThatThrownBy(
                () -> session.getProps(0, at(book.bob).withContainer(0x99), List.of(title)))
                .isInstanceOfSatisfying(NspiError.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCodes.InvalidBookmark));
    }

    @Test
    void eightBitTextsHaveNoFormInUnicode() {
        Stat unicode = inCodePage(at(book.bob), TextForm.UNICODE);
        assertThat(session.getProps(0, unicode, List.of(PropertyTags.PidTagDisplayName)).code())
                .isEqualTo(ErrorCodes.Success);
        assertThatThrownBy(() -> session.getProps(0, unicode,
                List.of(PropertyTags.PidTagDisplayName.withType(PropertyType.STRING8))))
                .isInstanceOfSatisfying(NspiError.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCodes.InvalidCodepage));
        Answers.Properties all = session.getProps(0, unicode, null);
        assertThat(all.code()).isEqualTo(ErrorCodes.Success);
        assertThat(all.values()).extracting(PropertyValue::id).containsExactlyElementsOf(
                session.getPropList(0, mid(book.bob)).stream().map(PropertyTag::id).toList());
        assertThat(all.values()).contains(
                PropertyValue.of(PropertyTags.PidTagDisplayName, "Bob Baker"))
                .noneMatch(each -> each.type() == PropertyType.STRING8
                        || each.type() == PropertyType.MULTIPLE_STRING8);
    }

    @Test
    void queryColumnsSaysWhatThereIsInTheTypeAskedFor() {
        List<PropertyTag> unicode = session.queryColumns(RowQueries.UNICODE_TYPES);
        assertThat(unicode).contains(PropertyTags.PidTagDisplayName, PropertyTags.PidTagTitle,
                PropertyTags.PidTagAddressBookMember).doesNotHaveDuplicates()
                .noneMatch(tag -> tag.type() == PropertyType.STRING8);
        assertThat(session.queryColumns(0)).hasSameSizeAs(unicode)
                .noneMatch(tag -> tag.type() == PropertyType.STRING);
    }

    @Test
    void everyPropertyIsOneOfTheDocumentsTagsAndHasAValueOfItsType() {
        for (BookProperty property : BookProperties.all()) {
            for (long id : new long[]{book.alice, book.room, book.team, book.contact,
                    book.folder}) {
                Object value = property.value(
                        new BookObject(session, book.object(id), false));
                assertThat(value == null || property.tag().type().accepts(value))
                        .as("%s of %s", property.tag(), id).isTrue();
            }
        }
    }

    /// MS-OXNSPI §2.2.1.1.
    @Test
    void everyPropertyIsOfOneOfThePermittedTypes() {
        assertThat(BookProperties.all()).extracting(property -> property.tag().type())
                .isSubsetOf(PropertyType.INTEGER32, PropertyType.BOOLEAN, PropertyType.STRING8,
                        PropertyType.BINARY, PropertyType.STRING, PropertyType.TIME,
                        PropertyType.MULTIPLE_STRING8, PropertyType.MULTIPLE_BINARY,
                        PropertyType.MULTIPLE_STRING, PropertyType.OBJECT);
    }

    /// §2.2.9.1: those below 0x10 specify no object; an id's display type does not matter.
    @Test
    void whatSpecifiesNoObjectHasNoProperties() {
        for (int id = 0; id < 0x10; id++) {
            assertThat(session.getPropList(0, id)).isEmpty();
            assertThat(session.getProps(0, START.withPosition(id, 0, 0),
                    List.of(PropertyTags.PidTagDisplayName)).code())
                    .isEqualTo(ErrorCodes.ErrorsReturned);
        }
        for (int displayType : new int[]{0, 1, 0x100, -1}) {
            assertThat(Objects.requireNonNull(session.object(EntryIds.permanent(displayType,
                    book.dn(book.team)))).id()).isEqualTo(book.team);
            assertThat(Objects.requireNonNull(session.object(EntryIds.ephemeral(
                    book.server.guid(), displayType, mid(book.team)))).id()).isEqualTo(book.team);
        }
    }

    @Test
    void minimalIdsAreTheSameInEverySessionAndInAnotherServer() {
        NspiServer other = new NspiServer(book.directory, NspiLimits.DEFAULT);
        assertThat(other.guid()).isEqualTo(book.server.guid());
        NspiSession elsewhere = other.bind(() -> book.actor(book.zoe), START);
        assertThat(elsewhere.dnToMId(List.of(book.dn(book.alice))))
                .isEqualTo(session.dnToMId(List.of(book.dn(book.alice))));
    }
}
