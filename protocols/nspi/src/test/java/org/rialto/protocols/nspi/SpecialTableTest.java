package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.protocols.nspi.BookFixture.START;
import static org.rialto.protocols.nspi.BookFixture.inCodePage;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// The hierarchy table. MS-OXNSPI §3.1.4.1.3, MS-OXOABK §3.1.4.1.
class SpecialTableTest extends BobAtAddressBook {
    @Test
    void hasTheContainersWithTheirPropertiesInOrder() {
        Answers.SpecialTable table = session.getSpecialTable(SpecialTables.UNICODE_STRINGS, START,
                0);
        assertThat(table.rows()).hasSize(AddressList.values().length);
        List<PropertyValue> global = table.rows().getFirst();
        assertThat(global.stream().map(each -> each.tag().value())).containsExactly(0x0FFF0102,
                0x36000003, 0x30050003, 0xFFFD0003, 0x3001001F, 0xFFFB000B);
        assertThat(global.get(0).binary()).isEqualTo(Binary.ofHex(
                "00000000 DCA740C8C042101AB4B908002B2FE182 01000000 00010000 2F00"));
        assertThat(global.subList(1, 6).stream().map(PropertyValue::value)).containsExactly(9, 0,
                0, "Global Address List", false);
        List<PropertyValue> rooms = table.rows().get(5);
        assertThat(rooms.get(2).integer32()).isEqualTo(1);
        assertThat(rooms.get(4).string()).isEqualTo("All Rooms");
        assertThat(rooms.get(6).tag()).isEqualTo(PropertyTags.PidTagAddressBookParentEntryId);
        assertThat(rooms.get(6).binary()).isEqualTo(table.rows().get(1).get(0).binary());
        EntryId id = EntryId.decode(rooms.get(0).binary());
        assertThat(((EntryId.AddressBook) id).distinguishedName())
                .matches("/guid=[0-9A-F]{32}");
    }

    /// Whoever has a list's minimal entry id, of NspiDNToMId or of the table, has its properties.
    @Test
    void aListIsAnObjectWithTheSameProperties() {
        String name = AddressList.ROOMS.distinguishedName(book.server.guid());
        int id = session.dnToMId(List.of(name)).getFirst();
        List<PropertyValue> row = session.getSpecialTable(0, START, 0).rows().get(5);
        assertThat(session.getPropList(0, id))
                .isEqualTo(row.stream().map(PropertyValue::tag).toList());
        Answers.Properties properties = session.getProps(0, START.withPosition(id, 0, 0), null);
        assertThat(properties.code()).isEqualTo(ErrorCodes.Success);
        assertThat(properties.values()).isEqualTo(row);
        Answers.RowSet rows = session.queryRows(0, START, List.of(id), 1,
                List.of(PropertyTags.PidTagDisplayName, PropertyTags.PidTagTitle,
                        PropertyTags.PidTagDepth.withType(PropertyType.UNSPECIFIED)))
                .rows();
        Binary ephemeral = session.getProps(RowQueries.EPHEMERAL_IDS, START.withPosition(id, 0, 0),
                List.of(PropertyTags.PidTagEntryId)).values().getFirst().binary();
        assertThat(ephemeral).isEqualTo(EntryIds.ephemeral(book.server.guid(), 0x100, id));
        assertThat(rows.rows().getFirst().value(0)).isEqualTo("All Rooms");
        assertThat(rows.rows().getFirst().value(1)).isNull();
        assertThat(rows.rows().getFirst().value(2)).isEqualTo(1);
    }

    @Test
    void aClientThatHasItGetsNoRows() {
        int version = Objects.requireNonNull(
                session.getSpecialTable(SpecialTables.UNICODE_STRINGS, START, 0).version());
        assertThat(version).isNotZero();
        Answers.SpecialTable again = session.getSpecialTable(SpecialTables.UNICODE_STRINGS, START,
                version);
        assertThat(again.rows()).isEmpty();
        assertThat(again.version()).isEqualTo(version);
    }

    @Test
    void textsAreOfTheTypeThatIsAskedFor() {
        assertThat(session.getSpecialTable(0, START, 0).rows().getFirst().get(4).type())
                .isEqualTo(PropertyType.STRING8);
        assertThatThrownBy(() -> session.getSpecialTable(0, inCodePage(START, 1200), 0))
                .isInstanceOfSatisfying(NspiError.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCodes.InvalidCodepage));
        assertThat(session.getSpecialTable(SpecialTables.UNICODE_STRINGS,
                inCodePage(START, 1200), 0).rows()).isNotEmpty();
    }

    private Answers.SpecialTable creation(Stat stat) {
        return session.getSpecialTable(
                SpecialTables.ADDRESS_CREATION_TEMPLATES | SpecialTables.UNICODE_STRINGS, stat, 0);
    }

    private static Stat ofLocale(int localeId) {
        return new Stat(0, 0, 0, 0, 0, 0, 1252, localeId, localeId);
    }

    /// MS-OXOABKT §2.2.1: the properties, and §3.1.4.1: what leads to the template.
    @Test
    void internetAddressesAreMadeByATemplate() {
        Answers.SpecialTable table = creation(START);
        assertThat(table.version()).isNull();
        List<PropertyValue> row = table.rows().getFirst();
        assertThat(table.rows()).hasSize(1);
        assertThat(row.stream().map(each -> each.tag().value())).containsExactly(0x3002001E,
                0x3001001E, 0x39000003, 0x0FFF0102, 0x30050003, 0x3609000B, 0x0FF60102);
        assertThat(row.subList(0, 3).stream().map(PropertyValue::value)).containsExactly("SMTP",
                "Internet Address", 0);
        EntryId.AddressBook template = (EntryId.AddressBook) EntryId.decode(row.get(3).binary());
        assertThat(template.type()).isEqualTo(0x102);
        assertThat(session.getTemplateInfo(TemplateQueries.TEMPLATE | TemplateQueries.SCRIPT, 0,
                template.distinguishedName(), 1252, 0x0407)).hasSize(2);
        assertThat(creation(inCodePage(START, 1200)).rows().getFirst().getFirst().type())
                .isEqualTo(PropertyType.STRING);
    }

    /// MS-OXNSPI §3.1.4.1.3, constraint 11.
    @Test
    void forALanguageThatTemplatesAreNotInThereAreNone() {
        assertThat(creation(ofLocale(0x0409)).rows()).hasSize(1);
        assertThat(creation(ofLocale(0x0809)).rows()).hasSize(1);
        assertThat(creation(ofLocale(0x0407)).rows()).isEmpty();
    }
}
