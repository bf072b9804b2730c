package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

class WireTextTest {
    private static Binary write(PropertyType type, Object value, ValueFormat format) {
        ByteWriter out = new ByteWriter();
        new ValueWriter(out, format).writeValue(type, value);
        return Binary.wrap(out.toByteArray());
    }

    private static Object read(PropertyType type, String hex, ValueFormat format) {
        return new ValueReader(Binary.ofHex(hex).reader(), format).readValue(type);
    }

    @Test
    void eightBitTextIsInTheClientsCodePage() {
        ValueFormat japanese = ValueFormat.rop(CodePage.charset(932));
        assertThat(write(PropertyType.STRING8, "\u65E5", japanese))
                .isEqualTo(Binary.ofHex("93FA00"));
        assertThat(read(PropertyType.STRING8, "93FA00", japanese)).isEqualTo("\u65E5");
    }

    @Test
    void knowsTheCodePagesThatClientsUse() {
        for (int page : new int[]{437, 850, 874, 932, 936, 949, 950, 1250, 1251, 1252, 1253, 1254,
                1255, 1256, 1257, 1258, 20127, 20866, 21866, 28591, 28592, 28595, 28597, 28599,
                28605, 50220, 50225, 51932, 51949, 54936, 65001}) {
            Charset found = Objects.requireNonNull(CodePage.find(page), "code page " + page);
            assertThat(new String("A".getBytes(found), found)).isEqualTo("A");
        }
        assertThat(CodePage.charset(65001)).isEqualTo(StandardCharsets.UTF_8);
        assertThat(CodePage.find(1200)).isNull();
        assertThat(CodePage.charset(4711)).isEqualTo(CodePage.charset(1252));
        assertThat(CodePage.find(Integer.MIN_VALUE)).isNull();
    }

    @Test
    void textCannotEndEarlyAndLetItsRestBeReadAsSomethingElse() {
        ValueFormat rop = ValueFormat.rop(Parsers.LATIN);
        assertThat(write(PropertyType.STRING, "a\0b", rop)).isEqualTo(Binary.ofHex("61000000"));
        assertThat(write(PropertyType.STRING8, "a\0b", rop)).isEqualTo(Binary.ofHex("6100"));
    }

    @Test
    void theFormsDifferInTheWidthOfCounts() {
        ValueFormat rop = ValueFormat.rop(Parsers.LATIN);
        ValueFormat extended = ValueFormat.extended(Parsers.LATIN);
        ValueFormat book = ValueFormat.addressBook(Parsers.LATIN);
        Binary value = Binary.ofHex("AB");
        assertThat(write(PropertyType.BINARY, value, rop)).isEqualTo(Binary.ofHex("0100AB"));
        assertThat(write(PropertyType.BINARY, value, extended))
                .isEqualTo(Binary.ofHex("01000000AB"));
        assertThat(write(PropertyType.BINARY, value, book))
                .isEqualTo(Binary.ofHex("FF01000000AB"));
        // Counts of multiple values have 32 bits in ROP buffers too, counts of their bytes not.
        assertThat(write(PropertyType.MULTIPLE_BINARY, List.of(value), rop))
                .isEqualTo(Binary.ofHex("010000000100AB"));
        assertThat(write(PropertyType.MULTIPLE_BINARY, List.of(value), book))
                .isEqualTo(Binary.ofHex("FF01000000FF01000000AB"));
        assertThat(read(PropertyType.STRING, "00", book)).isEqualTo("");
        assertThat(read(PropertyType.MULTIPLE_INTEGER32, "00", book)).isEqualTo(List.of());
        assertThatExceptionOfType(MailError.TooLarge.class).isThrownBy(
                () -> write(PropertyType.BINARY, Binary.wrap(new byte[65_536]), rop));
    }

    @Test
    void readsForwardRecipientsWithEitherWidthOfCounts() {
        ValueFormat rop = ValueFormat.rop(Parsers.LATIN);
        String tagged = "0300150C" + "01000000";
        String head = "07" + "00000000" + "00000000";
        String narrow = "0100" + "1600" + head + "0100" + "01" + "0100" + tagged;
        String wide = "0100" + "1A00" + head + "01000000" + "01" + "01000000" + tagged;
        Object actions = read(PropertyType.RULE_ACTIONS, narrow, rop);
        assertThat(actions).isEqualTo(new RuleActions(List.of(new RuleAction(0, 0,
                new RuleAction.Forward(List.of(new RuleAction.Recipient(List.of(PropertyValue
                        .of(PropertyTags.PidTagRecipientType, 1)))))))));
        assertThat(read(PropertyType.RULE_ACTIONS, wide, rop)).isEqualTo(actions);
        assertThat(write(PropertyType.RULE_ACTIONS, actions, rop)).isEqualTo(Binary.ofHex(narrow));
    }

    @Test
    void internetHeaderNamesAreFoldedAndOthersAreNot() {
        assertThat(PropertyName.of(PropertySets.PS_INTERNET_HEADERS, "X-Mailer"))
                .isEqualTo(PropertyName.of(PropertySets.PS_INTERNET_HEADERS, "x-mailer"));
        assertThat(PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Keywords"))
                .isNotEqualTo(PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "keywords"));
        ByteWriter out = new ByteWriter();
        PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "x".repeat(126)).write(out);
        assertThat(PropertyName.read(new ByteReader(out.toByteArray()))).isEqualTo(
                PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "x".repeat(126)));
        assertThatExceptionOfType(MailError.Invalid.class).isThrownBy(
                () -> PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "x".repeat(127)));
        ByteWriter none = new ByteWriter();
        PropertyName.writeNone(none);
        assertThat(PropertyName.read(new ByteReader(none.toByteArray()))).isNull();
    }

    @Test
    void aMultivalueInstanceColumnHasSingleValues() {
        PropertyTag instance = new PropertyTag(0x8001_301F);
        assertThat(instance.type()).isEqualTo(PropertyType.STRING);
        assertThat(instance.withoutInstance())
                .isEqualTo(PropertyTag.of(0x8001, PropertyType.MULTIPLE_STRING));
        assertThat(new PropertyTag(0x8001_1234).hasKnownType()).isFalse();
        assertThatExceptionOfType(MailError.Invalid.class)
                .isThrownBy(() -> new PropertyTag(0x8001_1234).type());
    }

    @Test
    void rowsAnswerErrorsForWhatIsMissingOrOnlyOpened() {
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagSubject, "Hello")
                .set(PropertyTags.PidTagAttachDataObject, Binary.ofHex("00"));
        List<PropertyTag> columns = List.of(PropertyTag.of(0x0037, PropertyType.UNSPECIFIED),
                PropertyTags.PidTagBody, PropertyTags.PidTagAttachDataObject,
                new PropertyTag(0x0037_4321));
        PropertyRow row = PropertyRow.of(columns, bag);
        assertThat(row.cells()).containsExactly(
                new PropertyCell.Value(PropertyType.STRING, "Hello"), PropertyCell.NOT_FOUND,
                PropertyCell.failed(ErrorCodes.OutOfMemory), PropertyCell.NOT_FOUND);
        assertThat(row.isComplete()).isFalse();
        assertThat(PropertyRow.of(columns.subList(0, 1), bag).isComplete()).isTrue();
    }
}
