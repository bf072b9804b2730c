package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

class RestrictionEvaluationTest {
    private static final PropertyTag CATEGORIES = PropertyTag.of(0x8001,
            PropertyType.MULTIPLE_STRING);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final PropertyBag MESSAGE = new PropertyBag()
            .set(PropertyTags.PidTagSubject, "R\u00E9union Caf\u00E9")
            .set(PropertyTags.PidTagNormalizedSubject, "r\u00C9UNION caf\u00E9")
            .set(PropertyTags.PidTagMessageSize, 1000).set(PropertyTags.PidTagImportance, 2)
            .set(PropertyTags.PidTagMessageFlags, 0x80000011)
            .set(PropertyTags.PidTagHasAttachments, true)
            .set(PropertyTags.PidTagMessageDeliveryTime, NOON)
            .set(PropertyTags.PidTagSearchKey, Binary.ofHex("01020304"))
            .set(CATEGORIES, List.of("Red", "Blue"));

    /// A message with one recipient, and an address book that has one list.
    private static final PropertySource ADDRESSED = new PropertySource() {
        @Override
        public @Nullable Object get(PropertyTag tag) { return MESSAGE.get(tag); }

        @Override
        public List<? extends PropertySource> subobjects(PropertyTag table) {
            return table.equals(PropertyTags.PidTagMessageRecipients)
                    ? List.of(new PropertyBag().set(PropertyTags.PidTagDisplayName, "Anna"))
                    : List.of();
        }

        @Override
        public boolean isMember(Binary entryId, Binary list) {
            return list.equals(Binary.ofHex("FF"));
        }
    };

    private static boolean matches(Restriction restriction) { return restriction.matches(MESSAGE); }

    private static boolean compares(RelationalOperator operator, int size) {
        return matches(Restriction.property(operator, PropertyTags.PidTagMessageSize, size));
    }

    private static boolean contains(int low, int high, String part) {
        return matches(Restriction.content(new FuzzyLevel(low, high), PropertyTags.PidTagSubject,
                part));
    }

    @Test
    void comparesNumbersWithEachOperator() {
        assertThat(compares(RelationalOperator.LESS_THAN, 1001)).isTrue();
        assertThat(compares(RelationalOperator.LESS_THAN, 1000)).isFalse();
        assertThat(compares(RelationalOperator.LESS_THAN_OR_EQUAL, 1000)).isTrue();
        assertThat(compares(RelationalOperator.GREATER_THAN, 1000)).isFalse();
        assertThat(compares(RelationalOperator.GREATER_THAN_OR_EQUAL, 1000)).isTrue();
        assertThat(compares(RelationalOperator.EQUAL, 1000)).isTrue();
        assertThat(compares(RelationalOperator.NOT_EQUAL, 1000)).isFalse();
    }

    @Test
    void aMissingPropertyOnlyDiffers() {
        PropertyTag missing = PropertyTags.PidTagSensitivity;
        for (RelationalOperator operator : RelationalOperator.values()) {
            assertThat(matches(Restriction.property(operator, missing, 0))).as("%s", operator)
                    .isEqualTo(operator == RelationalOperator.NOT_EQUAL);
        }
        assertThat(matches(new Restriction.BitMask(false, missing, 1))).isFalse();
        assertThat(matches(new Restriction.Size(RelationalOperator.LESS_THAN, missing, 9)))
                .isFalse();
    }

    @Test
    void comparesTextWithoutRegardToCase() {
        assertThat(matches(Restriction.equal(PropertyTags.PidTagSubject, "R\u00C9UNION CAF\u00C9")))
                .isTrue();
        assertThat(matches(new Restriction.CompareProperties(RelationalOperator.EQUAL,
                PropertyTags.PidTagSubject, PropertyTags.PidTagNormalizedSubject))).isTrue();
        assertThat(matches(Restriction.equal(
                PropertyTags.PidTagSubject.withType(PropertyType.STRING8),
                "r\u00E9union caf\u00E9"))).isTrue();
    }

    @Test
    void comparesTimesAndBinaries() {
        assertThat(matches(Restriction.property(RelationalOperator.LESS_THAN,
                PropertyTags.PidTagMessageDeliveryTime, NOON.plusNanos(100)))).isTrue();
        assertThat(matches(Restriction.equal(PropertyTags.PidTagSearchKey,
                Binary.ofHex("01020304")))).isTrue();
        assertThat(matches(Restriction.property(RelationalOperator.GREATER_THAN,
                PropertyTags.PidTagSearchKey, Binary.ofHex("010203")))).isTrue();
    }

    @Test
    void contentRespectsWhereAndWhatToOverlook() {
        assertThat(contains(FuzzyLevel.FULL_STRING, 0, "R\u00E9union Caf\u00E9")).isTrue();
        assertThat(contains(FuzzyLevel.FULL_STRING, 0, "R\u00E9union")).isFalse();
        assertThat(contains(FuzzyLevel.PREFIX, 0, "R\u00E9union")).isTrue();
        assertThat(contains(FuzzyLevel.PREFIX, 0, "Caf\u00E9")).isFalse();
        assertThat(contains(FuzzyLevel.SUBSTRING, 0, "Caf\u00E9")).isTrue();
        assertThat(contains(FuzzyLevel.SUBSTRING, 0, "caf\u00E9")).isFalse();
        assertThat(contains(FuzzyLevel.SUBSTRING, FuzzyLevel.IGNORE_CASE, "CAF\u00C9")).isTrue();
        assertThat(contains(FuzzyLevel.SUBSTRING, FuzzyLevel.IGNORE_NONSPACE, "Cafe")).isTrue();
        assertThat(contains(FuzzyLevel.SUBSTRING, FuzzyLevel.IGNORE_NONSPACE, "cafe")).isFalse();
        assertThat(contains(FuzzyLevel.SUBSTRING, FuzzyLevel.LOOSE, "CAFE")).isTrue();
        assertThat(matches(Restriction.content(new FuzzyLevel(FuzzyLevel.SUBSTRING, 0),
                PropertyTags.PidTagSearchKey, Binary.ofHex("0203")))).isTrue();
        assertThat(matches(Restriction.content(new FuzzyLevel(FuzzyLevel.PREFIX, 0),
                PropertyTags.PidTagSearchKey, Binary.ofHex("0203")))).isFalse();
    }

    @Test
    void anyOfMultipleValuesSatisfiesASingleValue() {
        PropertyTag instance = new PropertyTag(0x8001_301F);
        PropertyValue blue = PropertyValue.of(PropertyTag.of(0x8001, PropertyType.STRING), "blue");
        assertThat(matches(new Restriction.Property(RelationalOperator.EQUAL, CATEGORIES, blue)))
                .isTrue();
        assertThat(matches(new Restriction.Property(RelationalOperator.EQUAL, instance, blue)))
                .isTrue();
        assertThat(matches(new Restriction.Content(
                new FuzzyLevel(FuzzyLevel.PREFIX, FuzzyLevel.IGNORE_CASE), CATEGORIES, blue)))
                .isTrue();
        assertThat(matches(Restriction.equal(CATEGORIES, List.of("Red", "Blue")))).isTrue();
        assertThat(matches(Restriction.equal(CATEGORIES, List.of("Red")))).isFalse();
    }

    @Test
    void masksBitsAndSizes() {
        PropertyTag flags = PropertyTags.PidTagMessageFlags;
        assertThat(matches(new Restriction.BitMask(true, flags, 0x10))).isTrue();
        assertThat(matches(new Restriction.BitMask(true, flags, 0x80000000))).isTrue();
        assertThat(matches(new Restriction.BitMask(false, flags, 0x02))).isTrue();
        assertThat(matches(new Restriction.BitMask(false, flags, 0x12))).isFalse();
        assertThat(matches(new Restriction.Size(RelationalOperator.EQUAL,
                PropertyTags.PidTagSearchKey, 4))).isTrue();
        assertThat(matches(new Restriction.Size(RelationalOperator.EQUAL,
                PropertyTags.PidTagSubject, 26))).isTrue();
        assertThat(matches(new Restriction.Size(RelationalOperator.LESS_THAN,
                PropertyTags.PidTagMessageSize, 5))).isTrue();
    }

    @Test
    void combines() {
        Restriction yes = Restriction.exist(PropertyTags.PidTagSubject);
        Restriction no = Restriction.not(yes);
        assertThat(matches(Restriction.and())).isTrue();
        assertThat(matches(Restriction.or())).isFalse();
        assertThat(matches(Restriction.and(yes, no))).isFalse();
        assertThat(matches(Restriction.or(no, yes))).isTrue();
        assertThat(matches(new Restriction.Comment(List.of(), no))).isFalse();
        assertThat(matches(new Restriction.Comment(List.of(), null))).isTrue();
        assertThat(matches(new Restriction.Count(1, yes))).isTrue();
    }

    @Test
    void looksIntoRecipientsAndLists() {
        Restriction anna = Restriction.equal(PropertyTags.PidTagDisplayName, "anna");
        assertThat(new Restriction.SubObject(PropertyTags.PidTagMessageRecipients, anna)
                .matches(ADDRESSED)).isTrue();
        assertThat(new Restriction.SubObject(PropertyTags.PidTagMessageAttachments, anna)
                .matches(ADDRESSED)).isFalse();
        Restriction member = Restriction.property(
                RelationalOperator.MEMBER_OF_DISTRIBUTION_LIST, PropertyTags.PidTagSearchKey,
                Binary.ofHex("FF"));
        assertThat(member.matches(ADDRESSED)).isTrue();
        assertThat(member.matches(MESSAGE)).isFalse();
    }

    @Test
    void refusesToNestTooDeepEitherWay() {
        ByteWriter out = new ByteWriter();
        for (int i = 0; i < 100_000; i++) {
            out.writeInt8(2);
        }
        PropertyTags.PidTagSubject.write(out.writeInt8(8));
        ValueFormat format = ValueFormat.rop(Parsers.LATIN);
        assertThatExceptionOfType(MalformedDataException.class).isThrownBy(
                () -> new ValueReader(new ByteReader(out.toByteArray()), format)
                        .readRestriction());
        Restriction deep = Restriction.exist(PropertyTags.PidTagSubject);
        for (int i = 0; i < 1_000; i++) {
            deep = Restriction.not(deep);
        }
        Restriction tooDeep = deep;
        assertThatExceptionOfType(MailError.Invalid.class).isThrownBy(() -> matches(tooDeep));
        assertThatExceptionOfType(MailError.Invalid.class).isThrownBy(
                () -> new ValueWriter(new ByteWriter(), format).writeRestriction(tooDeep));
    }

    @Test
    void countsTheDepthThroughValuesThatHoldRestrictions() {
        PropertyTag tag = PropertyTag.of(0x6679, PropertyType.RESTRICTION);
        ByteWriter out = new ByteWriter();
        for (int i = 0; i < 10_000; i++) {
            out.writeInt8(4).writeInt8(4);
            tag.write(out);
            tag.write(out);
        }
        PropertyTags.PidTagSubject.write(out.writeInt8(8));
        assertThatExceptionOfType(MalformedDataException.class).isThrownBy(
                () -> new ValueReader(new ByteReader(out.toByteArray()),
                        ValueFormat.rop(Parsers.LATIN)).readRestriction());
    }

    @Test
    void everyKindOfRestrictionAndActionIsAmongTheSamples() {
        assertThat(Samples.restrictions().stream().map(Object::getClass).distinct().toList())
                .hasSize(Restriction.class.getPermittedSubclasses().length);
        assertThat(Samples.standardActions().actions().stream()
                .map(action -> action.data().getClass()).distinct().toList())
                .hasSize(RuleAction.Data.class.getPermittedSubclasses().length);
    }
}
