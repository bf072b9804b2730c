package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.mapi.PropertyDictionary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;

final class AttributeTest {
    private static final Set<Attribute> WITHOUT_PROPERTY = Set.of(Attribute.UM_EXTENSION,
            Attribute.UM_ALLOWED_NUMBERS);

    @ParameterizedTest
    @EnumSource(Attribute.class)
    void hasAPropertyOfTheSpecification(Attribute attribute) {
        if (WITHOUT_PROPERTY.contains(attribute)) {
            assertThat(attribute.propertyId()).isZero();
            return;
        }
        assertThat(canonicalName(attribute)).startsWith("PidTag");
    }

    @ParameterizedTest
    @CsvSource({"FIRST,PidTagGivenName", "LAST,PidTagSurname", "TITLE,PidTagTitle",
            "COMPANY,PidTagCompanyName", "DEPARTMENT,PidTagDepartmentName",
            "OFFICE,PidTagOfficeLocation", "PHONE_BUSINESS,PidTagBusinessTelephoneNumber",
            "PHONE_HOME,PidTagHomeTelephoneNumber", "PHONE_MOBILE,PidTagMobileTelephoneNumber",
            "PHONE_FAX,PidTagPrimaryFaxNumber", "ASSISTANT,PidTagAssistant",
            "PHONETIC,PidTagAddressBookPhoneticDisplayName",
            "CAPACITY,PidTagAddressBookRoomCapacity",
            "CUSTOM_1,PidTagAddressBookExtensionAttribute1",
            "CUSTOM_10,PidTagAddressBookExtensionAttribute10",
            "CUSTOM_15,PidTagAddressBookExtensionAttribute15"})
    void meansWhatTheSpecificationMeans(Attribute attribute, String name) {
        assertThat(canonicalName(attribute)).isEqualTo(name);
    }

    @Test
    void isKnownByNamesOfItsOwn() {
        Set<Integer> ids = new HashSet<>();
        Set<Integer> bits = new HashSet<>();
        for (Attribute attribute : Attribute.values()) {
            assertThat(ids.add(attribute.propertyId()) || WITHOUT_PROPERTY.contains(attribute))
                    .as("%s", attribute).isTrue();
            assertThat(Attribute.ofKey(attribute.key())).contains(attribute);
            assertThat(Attribute.ofAnyName(attribute.ldapName())).contains(attribute);
        }
        for (Flag flag : Flag.values()) {
            assertThat(Flag.ofKey(flag.key())).contains(flag);
            // Which bit differs between the two states.
            assertThat(bits.add(Long.numberOfTrailingZeros(flag.set(0, true) ^ flag.set(0, false))))
                    .as("%s", flag).isTrue();
        }
    }

    private static String canonicalName(Attribute attribute) {
        return Objects.requireNonNull(PropertyDictionary.find(
                PropertyTag.of(attribute.propertyId(), PropertyType.STRING)), attribute.name())
                .canonicalName();
    }
}
