package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.ByteReader;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// Display templates. MS-OXNSPI §3.1.4.1.18, MS-OXOABKT §2.2.2.1.
class TemplateTest {
    private static final List<Integer> WITH_PROPERTY = List.of(DisplayTemplate.EDIT,
            DisplayTemplate.LIST_BOX, DisplayTemplate.MULTIVALUED_LIST_BOX);

    private record Row(int kind, int type, String text) {}

    private static List<Row> rows(Binary template) {
        ByteReader in = template.reader();
        assertThat(in.readInt32()).isEqualTo(1);
        int count = in.readInt32();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            in.skip(16);
            int kind = in.readInt32();
            in.skip(4);
            int type = in.readInt32();
            in.skip(4);
            int offset = in.readInt32();
            assertThat(offset).isGreaterThanOrEqualTo(8 + 36 * count);
            ByteReader text = template.reader();
            text.skip(offset);
            rows.add(new Row(kind, type,
                    new String(text.readBytesToNull(), StandardCharsets.ISO_8859_1)));
        }
        return rows;
    }

    private static Binary template(int displayType) {
        List<PropertyValue> row = TemplateQueries.get(TemplateQueries.TEMPLATE, displayType, null,
                1252);
        assertThat(row).hasSize(1);
        assertThat(row.getFirst().tag()).isEqualTo(PropertyTags.PidTagTemplateData);
        return row.getFirst().binary();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 6})
    void everyDisplayTypeOfAnObjectHasAWellFormedTemplate(int displayType) {
        List<Row> rows = rows(template(displayType));
        assertThat(rows.getFirst().kind()).isEqualTo(DisplayTemplate.PAGE);
        for (Row row : rows) {
            assertThat(row.text()).isNotEmpty();
            if (WITH_PROPERTY.contains(row.kind())) {
                assertThat(BookProperties.find(new PropertyTag(row.type())))
                        .as("%08X", row.type()).isNotNull();
            } else if (row.kind() != DisplayTemplate.BUTTON) {
                assertThat(row.type()).isZero();
            }
        }
        assertThat(rows).contains(new Row(DisplayTemplate.EDIT, 0x3001001E, "*"));
    }

    @Test
    void aGroupShowsItsMembers() {
        assertThat(rows(template(1))).contains(new Row(DisplayTemplate.LIST_BOX, 0x8009000D, "*"),
                new Row(DisplayTemplate.PAGE, 0, "General"));
    }

    /// Without it no owner could change the members from the address book.
    @Test
    void aGroupsMembersCanBeModified() {
        assertThat(rows(template(1)))
                .contains(new Row(DisplayTemplate.BUTTON, 0x6704000D, "&Modify Members..."));
        assertThat(rows(template(0))).noneMatch(row -> row.kind() == DisplayTemplate.BUTTON);
    }

    @Test
    void aTemplateCanBeNamed() {
        String name = Objects.requireNonNull(DisplayTemplate.of(1)).distinguishedName();
        assertThat(TemplateQueries.get(TemplateQueries.TEMPLATE, 77, name, 1252).getFirst()
                .binary()).isEqualTo(template(1));
        assertFails(77, null, 1252, ErrorCodes.InvalidLocale);
        assertFails(0, "/o=nowhere", 1252, ErrorCodes.InvalidLocale);
        assertFails(0, null, 1200, ErrorCodes.InvalidCodepage);
        assertFails(0, null, 9, ErrorCodes.InvalidCodepage);
    }

    /// MS-OXOABKT §4.2: flags that mean nothing here change nothing.
    @Test
    void answersTheDocumentsExample() {
        List<PropertyValue> row = TemplateQueries.get(0x61, 0, null, 0x4E4);
        assertThat(row).hasSize(1);
        assertThat(row.getFirst().tag().value()).isEqualTo(0x0001_0102);
        assertThat(rows(row.getFirst().binary())).isNotEmpty();
    }

    /// MS-OXOABKT §2.2.2.1.1 and §2.2.2.2, byte by byte: a page, two labels and two fields that are
    /// to be filled in; and a script that gives what is in the second.
    @Test
    void anInternetAddressIsWhatIsTyped() {
        List<PropertyValue> row = TemplateQueries.get(
                TemplateQueries.TEMPLATE | TemplateQueries.SCRIPT, 0,
                CreationTemplate.INTERNET.distinguishedName(), 1252);
        assertThat(row.get(1)).isEqualTo(PropertyValue.of(PropertyTags.PidTagScriptData,
                Binary.ofHex("03000000 02000000 1E000068 00000000")));
        assertThat(row.getFirst().binary()).isEqualTo(Binary.ofHex("01000000 05000000"
                + "00000000 00000000 00000000 00000000 08000000 00000000 00000000 00000000"
                + "BC000000"
                + "0C000000 30000000 0E000000 0C000000 00000000 00000000 00000000 00000000"
                + "CD000000"
                + "3C000000 24010000 0C000000 0C000000 01000000 26000000 1E000130 00010000"
                + "DB000000"
                + "0C000000 30000000 20000000 0C000000 00000000 00000000 00000000 00000000"
                + "DD000000"
                + "3C000000 24010000 1E000000 0C000000 01000000 26000000 1E000068 40010000"
                + "DB000000" + "496E7465726E6574204164647265737300" // Internet Address
                + "446973706C6179206E616D653A00" // Display name:
                + "2A00" // *
                + "452D6D61696C20616464726573733A00")); // E-mail address:
    }

    @Test
    void flagsSayWhatIsWanted() {
        assertThat(TemplateQueries.get(0, 0, null, 1252)).isEmpty();
        assertThat(TemplateQueries.get(TemplateQueries.SCRIPT | TemplateQueries.TEMPLATE, 0, null,
                1252).stream().map(PropertyValue::tag))
                .containsExactly(PropertyTags.PidTagTemplateData, PropertyTags.PidTagScriptData);
    }

    private static void assertFails(int displayType, @org.jspecify.annotations.Nullable String name,
            int codePage, ErrorCode code) {
        assertThatThrownBy(
                () -> TemplateQueries.get(TemplateQueries.TEMPLATE, displayType, name, codePage))
                .isInstanceOfSatisfying(NspiError.class,
                        error -> assertThat(error.code()).isEqualTo(code));
    }
}
