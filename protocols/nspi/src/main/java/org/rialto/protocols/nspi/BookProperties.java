package org.rialto.protocols.nspi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.directory.Attribute;
import org.rialto.directory.Binary;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.EnterpriseName;
import org.rialto.directory.Limit;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.protocols.nspi.BookProperty.Getter;

/// Every property of the address book, one row each. MS-OXOABK §2.2.3 to §2.2.6.
final class BookProperties {
    private static final Map<PropertyTag, BookProperty> ALL = new LinkedHashMap<>();
    private static final Map<Integer, List<BookProperty>> BY_ID = new LinkedHashMap<>();
    private static final org.rialto.mapi.Binary MAPPING_SIGNATURE = mappingSignature();
    /// Largest message that its owner can be sent, in kibibytes.
    private static final long KIBIBYTE = 1024;

    static {
        everyObject();
        mail();
        attributes();
        groups();
        certificates();
        for (ObjectLink link : ObjectLink.values()) {
            row(link.tag(), object -> table(object, link));
        }
    }

    private BookProperties() {}

    /// §2.2.3, those that MS-OXNSPI §3.1.4.2 asks of every object.
    private static void everyObject() {
        row(PropertyTags.PidTagObjectType, object -> DisplayType.objectType(object.object()));
        row(PropertyTags.PidTagDisplayType, BookObject::displayType);
        row(PropertyTags.PidTagDisplayTypeEx, object -> DisplayType.extended(object.object()));
        row(PropertyTags.PidTagDisplayName, object -> object.object().display());
        row(PropertyTags.PidTagTransmittableDisplayName, object -> object.object().display());
        string8(PropertyTags.PidTagAddressBookDisplayNamePrintable,
                object -> SortKey.printable(object.object().display()));
        row(PropertyTags.PidTagEntryId, BookProperties::entryId);
        row(PropertyTags.PidTagRecordKey, BookObject::permanentEntryId);
        row(PropertyTags.PidTagOriginalEntryId, BookObject::permanentEntryId);
        row(PropertyTags.PidTagTemplateid, BookObject::permanentEntryId);
        row(PropertyTags.PidTagMappingSignature, _ -> MAPPING_SIGNATURE);
        row(PropertyTags.PidTagInstanceKey, BookProperties::instanceKey);
        row(PropertyTags.PidTagSearchKey, BookProperties::searchKey);
        string8(PropertyTags.PidTagAddressType, _ -> "EX");
        string8(PropertyTags.PidTagEmailAddress, object -> object.entry().legacyDN());
        string8(PropertyTags.PidTagAddressBookObjectDistinguishedName,
                object -> object.entry().legacyDN());
        row(PropertyTags.PidTagAddressBookContainerId, _ -> AddressList.GLOBAL.minimalId());
        row(PropertyTags.PidTagInitialDetailsPane, _ -> 0);
        row(PropertyTags.PidTagAddressBookObjectGuid, BookProperties::guid);
        row(PropertyTags.PidTagSendRichInfo,
                object -> !(object.object() instanceof DirectoryObject.Contact));
        row(PropertyTags.PidTagAddressBookModerationEnabled, _ -> false);
    }

    /// §2.2.3.13 to §2.2.3.30 and §2.2.4: addresses, mailboxes, public folders.
    private static void mail() {
        row(PropertyTags.PidTagSmtpAddress, object -> object.object().address().toString());
        row(PropertyTags.PidTagAccount, object -> object.entry().name());
        row(PropertyTags.PidTagAddressBookProxyAddresses, BookProperties::proxyAddresses);
        row(PropertyTags.PidTagAddressBookTargetAddress,
                object -> object.object() instanceof DirectoryObject.Contact
                        ? "SMTP:" + object.object().address()
                        : null);
        string8(PropertyTags.PidTagAddressBookHomeMessageDatabase,
                object -> object.object() instanceof DirectoryObject.MailboxOwner owner
                        ? EnterpriseName.databaseOf(owner)
                        : null);
        row(PropertyTags.PidTagAddressBookDeliveryContentLength, BookProperties::mostKibibytes);
        row(PropertyTags.PidTagPrimaryTelephoneNumber,
                object -> attribute(object, Attribute.PHONE_BUSINESS));
        row(PropertyTags.PidTagAddressBookFolderPathname,
                object -> object.object() instanceof DirectoryObject.PublicFolder folder
                        ? folder.path()
                        : null);
        row(PropertyTags.PidTagThumbnailPhoto, object -> binary(object, Binary.PHOTO));
    }

    /// §2.2.4: what the directory keeps as texts.
    private static void attributes() {
        for (Attribute attribute : Attribute.values()) {
            if (attribute.propertyId() == 0) {
                continue;
            }
            if (attribute == Attribute.CAPACITY) {
                row(PropertyTags.PidTagAddressBookRoomCapacity, object -> {
                    String capacity = attribute(object, attribute);
                    return capacity == null ? null : Integer.valueOf(capacity);
                });
            } else {
                row(PropertyTag.of(attribute.propertyId(), PropertyType.STRING),
                        object -> attribute(object, attribute));
            }
        }
        several(PropertyTags.PidTagBusiness2TelephoneNumbers, Attribute.PHONE_BUSINESS_2);
        several(PropertyTags.PidTagHome2TelephoneNumbers, Attribute.PHONE_HOME_2);
        row(PropertyTags.PidTagAddressBookRoomDescription,
                object -> object.object() instanceof DirectoryObject.Resource
                        ? attribute(object, Attribute.NOTES)
                        : null);
        string8(PropertyTags.PidTagAddressBookManagerDistinguishedName, object -> {
            List<DirectoryObject> managers = targets(object, ObjectLink.MANAGER);
            return managers.isEmpty() ? null : managers.getFirst().entry().legacyDN();
        });
    }

    /// A number, as the list that some clients ask for. §2.2.4.24, §2.2.4.26.
    private static void several(PropertyTag tag, Attribute attribute) {
        row(tag, object -> {
            String number = attribute(object, attribute);
            return number == null ? null : List.of(number);
        });
    }

    /// §2.2.6.
    private static void groups() {
        row(PropertyTags.PidTagContainerFlags,
                object -> object.object() instanceof DirectoryObject.Group ? 0x9 : null);
        row(PropertyTags.PidTagAddressBookHierarchicalIsHierarchicalGroup,
                object -> object.object() instanceof DirectoryObject.Group ? false : null);
        row(PropertyTags.PidTagAddressBookDistributionListMemberCount,
                object -> memberCount(object, false));
        row(PropertyTags.PidTagAddressBookDistributionListExternalMemberCount,
                object -> memberCount(object, true));
    }

    /// §2.2.4.37, §2.2.4.38.
    private static void certificates() {
        row(PropertyTags.PidTagAddressBookX509Certificate, object -> {
            byte[] bytes = bytes(object, Binary.CERTIFICATE);
            return bytes == null ? null : CertificateForms.split(bytes);
        });
        row(PropertyTags.PidTagUserX509Certificate, object -> {
            byte[] bytes = bytes(object, Binary.SMIME);
            return bytes == null ? null : CertificateForms.decode(bytes);
        });
    }

    private static void row(PropertyTag tag, Getter getter) {
        BookProperty property = new BookProperty(tag, getter);
        if (ALL.putIfAbsent(tag, property) == null) {
            BY_ID.computeIfAbsent(tag.id(), _ -> new ArrayList<>()).add(property);
        }
    }

    /// A property that is natively PtypString8. MS-OXNSPI §3.1.4.3.1.
    private static void string8(PropertyTag tag, Getter getter) {
        row(tag.withType(PropertyType.STRING8), getter);
    }

    static Collection<BookProperty> all() { return ALL.values(); }

    static boolean isKnown(int propertyId) { return BY_ID.containsKey(propertyId); }

    /// What a column of the tag shows; null for nothing that is known.
    static @Nullable BookProperty find(PropertyTag tag) {
        for (BookProperty property : BY_ID.getOrDefault(tag.id(), List.of())) {
            if (property.answers(tag)) {
                return property;
            }
        }
        return null;
    }

    // ---- values -----------------------------------------------------------------------------

    private static org.rialto.mapi.Binary entryId(BookObject object) {
        return object.ephemeral()
                ? EntryIds.ephemeral(object.server().guid(), object.displayType(),
                        object.minimalId())
                : object.permanentEntryId();
    }

    private static org.rialto.mapi.Binary mappingSignature() {
        ByteWriter out = new ByteWriter(16);
        out.writeGuid(EntryId.ADDRESS_BOOK);
        return org.rialto.mapi.Binary.wrap(out.toByteArray());
    }

    private static org.rialto.mapi.Binary instanceKey(BookObject object) {
        ByteWriter out = new ByteWriter(8);
        out.writeInt32(object.minimalId());
        return org.rialto.mapi.Binary.wrap(out.toByteArray());
    }

    /// §2.2.3.5: the type and the address in upper case, with the terminating null character.
    private static org.rialto.mapi.Binary searchKey(BookObject object) {
        String key = "EX:" + object.entry().legacyDN().toUpperCase(Locale.ROOT) + "\0";
        return org.rialto.mapi.Binary.wrap(key.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static org.rialto.mapi.Binary guid(BookObject object) {
        ByteWriter out = new ByteWriter(16);
        out.writeGuid(object.object().guid());
        return org.rialto.mapi.Binary.wrap(out.toByteArray());
    }

    /// §2.2.3.23: the primary address with its type in upper case.
    private static List<String> proxyAddresses(BookObject object) {
        List<String> addresses = new ArrayList<>();
        addresses.add("SMTP:" + object.object().address());
        for (SmtpAddress alias : object.entry().aliases()) {
            addresses.add("smtp:" + alias);
        }
        return addresses;
    }

    private static @Nullable Integer mostKibibytes(BookObject object) {
        if (!(object.object() instanceof DirectoryObject.MailboxOwner owner)) {
            return null;
        }
        long bytes = object.server().directory().limits(owner).getOrDefault(Limit.MESSAGE_BYTES,
                Limit.UNLIMITED);
        long kibibytes = bytes / KIBIBYTE;
        return bytes == Limit.UNLIMITED || kibibytes > Integer.MAX_VALUE
                ? null
                : Integer.valueOf((int) kibibytes);
    }

    private static @Nullable String attribute(BookObject object, Attribute attribute) {
        return object.entry().attribute(attribute).orElse(null);
    }

    private static org.rialto.mapi.@Nullable Binary binary(BookObject object, Binary binary) {
        byte[] bytes = bytes(object, binary);
        return bytes == null ? null : org.rialto.mapi.Binary.wrap(bytes);
    }

    private static byte @Nullable [] bytes(BookObject object, Binary binary) {
        return object.server().directory().binary(object.object().id(), binary);
    }

    private static List<DirectoryObject> targets(BookObject object, ObjectLink link) {
        return object.session().linked(object.object(), link);
    }

    /// A table is there when it has a row. Its value is a reference of 32 bits that means nothing
    /// to a client (MS-OXNSPI §2.2.1.1, PtypEmbeddedTable).
    private static org.rialto.mapi.@Nullable Binary table(BookObject object, ObjectLink link) {
        boolean there = switch (link) {
            // A group has one though nobody is in it; who is, may take a while to find.
            case MEMBER, CONTAINER_CONTENTS -> object.object() instanceof DirectoryObject.Group g
                    && object.session().seesMembers(g);
            case MEMBER_OF, OWNER, OWNER_BACK_LINK, MANAGER, REPORTS, PUBLIC_DELEGATES,
                    AUTHORIZED_SENDERS, SUBMIT_ACCEPTED ->
                link.isOf(object.object()) && !targets(object, link).isEmpty();
        };
        if (!there) {
            return null;
        }
        ByteWriter out = new ByteWriter(8);
        out.writeInt32(0);
        return org.rialto.mapi.Binary.wrap(out.toByteArray());
    }

    /// Members of groups in the group count, each once.
    private static @Nullable Integer memberCount(BookObject object, boolean external) {
        if (!(object.object() instanceof DirectoryObject.Group group)
                || !object.session().seesMembers(group)) {
            return null;
        }
        try {
            return (int) object.server().directory().members(group).stream()
                    .filter(member -> !external || member instanceof DirectoryObject.Contact)
                    .count();
        } catch (MailError.TooLarge e) {
            return null;
        }
    }
}
