package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;

class PropertyBagTest {
    private static PropertyBag everything() { return PropertyBag.of(Samples.propertyValues()); }

    @Test
    void everyTypeComesBackFromTheStoresForm() {
        PropertyBag bag = everything();
        assertThat(PropertyBag.decode(bag.encode())).isEqualTo(bag);
        assertThat(bag.size()).isGreaterThan(60);
    }

    @Test
    void findsEachPropertyInTheEncodedFormAlone() {
        PropertyBag bag = everything();
        byte[] encoded = bag.encode();
        for (PropertyValue value : bag) {
            assertThat(PropertyBag.find(encoded, value.tag())).isEqualTo(value.value());
        }
        assertThat(PropertyBag.find(encoded, PropertyTags.PidTagSubject)).isNull();
        assertThat(PropertyBag.find(encoded, new PropertyTag(0xFFF0_001F))).isNull();
    }

    @Test
    void refusesEveryTruncation() {
        byte[] encoded = everything().encode();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatExceptionOfType(MalformedDataException.class)
                    .isThrownBy(() -> PropertyBag.decode(cut));
        }
    }

    @Test
    void keepsTheOrderOfIdsAndOnePropertyForAnId() {
        PropertyBag bag = new PropertyBag();
        bag.set(new PropertyTag(0x8001_001F), "named");
        bag.set(PropertyTags.PidTagSubject, "first");
        bag.set(PropertyTags.PidTagSubject.withType(PropertyType.STRING8), "second");
        assertThat(bag.size()).isEqualTo(2);
        assertThat(bag.asList()).extracting(PropertyValue::id).containsExactly(0x0037, 0x8001);
        assertThat(bag.getString(PropertyTags.PidTagSubject)).isEqualTo("second");
        assertThat(bag.remove(PropertyTags.PidTagSubject)).isTrue();
        assertThat(bag.getString(PropertyTags.PidTagSubject)).isNull();
        assertThat(bag.size()).isEqualTo(1);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        PropertyBag bag = PropertyBag.of(PropertyValue.of(PropertyTags.PidTagSubject, "one"));
        PropertyBag copy = bag.copy().set(PropertyTags.PidTagSubject, "two");
        assertThat(bag.getString(PropertyTags.PidTagSubject)).isEqualTo("one");
        assertThat(copy.getString(PropertyTags.PidTagSubject)).isEqualTo("two");
    }

    @Test
    void roundsTimesToWhatTheWireHolds() {
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagMessageDeliveryTime,
                Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(bag.getTime(PropertyTags.PidTagMessageDeliveryTime))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.1234567Z"));
    }

    @Test
    void refusesAValueOfTheWrongClass() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PropertyValue.of(PropertyTags.PidTagSubject, 5));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(
                () -> PropertyValue.of(new PropertyTag(0x8000_101F), List.of("text", 1)));
    }
}
