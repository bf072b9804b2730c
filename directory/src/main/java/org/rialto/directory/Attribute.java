package org.rialto.directory;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A text that the address book shows of an object: one row an attribute. Its key is what the
/// provisioning file writes and the database stores; its LDAP name (RFC 4519, RFC 2798, or Active
/// Directory's schema) is what filters and LDAP clients say; its property id is MS-OXPROPS'.
public enum Attribute {
    // @formatter:off
    FIRST("first", "givenName", 0x3A06),
    LAST("last", "sn", 0x3A11),
    INITIALS("initials", "initials", 0x3A0A),
    GENERATION("generation", "generationQualifier", 0x3A05),
    NICKNAME("nickname", "msExchNickname", 0x3A4F),
    TITLE("title", "title", 0x3A17),
    COMPANY("company", "company", 0x3A16),
    DEPARTMENT("department", "department", 0x3A18),
    OFFICE("office", "physicalDeliveryOfficeName", 0x3A19),
    ASSISTANT("assistant", "msExchAssistantName", 0x3A30),
    PHONE_BUSINESS("phones.business", "telephoneNumber", 0x3A08),
    PHONE_BUSINESS_2("phones.business2", "otherTelephone", 0x3A1B),
    PHONE_HOME("phones.home", "homePhone", 0x3A09),
    PHONE_HOME_2("phones.home2", "otherHomePhone", 0x3A2F),
    PHONE_MOBILE("phones.mobile", "mobile", 0x3A1C),
    PHONE_PAGER("phones.pager", "pager", 0x3A21),
    PHONE_FAX("phones.fax", "facsimileTelephoneNumber", 0x3A23),
    PHONE_ASSISTANT("phones.assistant", "telephoneAssistant", 0x3A2E),
    STREET("street", "streetAddress", 0x3A29),
    CITY("city", "l", 0x3A27),
    STATE("state", "st", 0x3A28),
    POSTAL_CODE("postal-code", "postalCode", 0x3A2A),
    POST_OFFICE_BOX("post-office-box", "postOfficeBox", 0x3A2B),
    COUNTRY("country", "co", 0x3A26),
    HOME_STREET("home-street", "homePostalAddress", 0x3A5D),
    TELEX("telex", "telexNumber", 0x3A2C),
    WEB_PAGE("web-page", "wWWHomePage", 0x3A51),
    NOTES("notes", "info", 0x3004),
    LANGUAGE("language", "preferredLanguage", 0x3A0C),
    EMPLOYEE_ID("employee-id", "employeeID", 0x3A10),
    PHONETIC("phonetic", "msDS-PhoneticDisplayName", 0x8C92),
    PHONETIC_FIRST("phonetic-first", "msDS-PhoneticFirstName", 0x8C8E),
    PHONETIC_LAST("phonetic-last", "msDS-PhoneticLastName", 0x8C8F),
    PHONETIC_COMPANY("phonetic-company", "msDS-PhoneticCompanyName", 0x8C91),
    PHONETIC_DEPARTMENT("phonetic-department", "msDS-PhoneticDepartment", 0x8C90),
    CAPACITY("capacity", "msExchResourceCapacity", 0x0807),
    UM_EXTENSION("um.extension", "msExchUMExtension", 0x0000),
    /// Numbers outside that may be called for the user, or for a group's members.
    UM_ALLOWED_NUMBERS("um.allowed-numbers", "rialtoAllowedNumbers", 0x0000),
    CUSTOM_1("custom1", "extensionAttribute1", 0x802D),
    CUSTOM_2("custom2", "extensionAttribute2", 0x802E),
    CUSTOM_3("custom3", "extensionAttribute3", 0x802F),
    CUSTOM_4("custom4", "extensionAttribute4", 0x8030),
    CUSTOM_5("custom5", "extensionAttribute5", 0x8031),
    CUSTOM_6("custom6", "extensionAttribute6", 0x8032),
    CUSTOM_7("custom7", "extensionAttribute7", 0x8033),
    CUSTOM_8("custom8", "extensionAttribute8", 0x8034),
    CUSTOM_9("custom9", "extensionAttribute9", 0x8035),
    CUSTOM_10("custom10", "extensionAttribute10", 0x8036),
    CUSTOM_11("custom11", "extensionAttribute11", 0x8C57),
    CUSTOM_12("custom12", "extensionAttribute12", 0x8C58),
    CUSTOM_13("custom13", "extensionAttribute13", 0x8C59),
    CUSTOM_14("custom14", "extensionAttribute14", 0x8C60),
    CUSTOM_15("custom15", "extensionAttribute15", 0x8C61);
    // @formatter:on

    /// Longest value, in characters.
    public static final int LIMIT = 4096;

    private static final Map<String, Attribute> BY_KEY = Stream.of(values())
            .collect(Collectors.toMap(Attribute::key, Function.identity()));
    private static final Map<String, Attribute> BY_ANY_NAME = Stream.of(values())
            .flatMap(attribute -> Stream.of(attribute.key, attribute.ldapName)
                    .map(name -> name.toLowerCase(Locale.ROOT)).distinct()
                    .map(name -> Map.entry(name, attribute)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String key;
    private final String ldapName;
    private final int propertyId;

    Attribute(String key, String ldapName, int propertyId) {
        this.key = key;
        this.ldapName = ldapName;
        this.propertyId = propertyId;
    }

    /// As the provisioning file writes it, a dot before the name inside a table.
    public String key() { return key; }

    public String ldapName() { return ldapName; }

    /// Property id of the string property of the address book; 0 for none.
    public int propertyId() { return propertyId; }

    public static Optional<Attribute> ofKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /// By key or LDAP name, without case.
    public static Optional<Attribute> ofAnyName(String name) {
        return Optional.ofNullable(BY_ANY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
