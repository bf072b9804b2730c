package org.rialto.items.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// One correspondent of a message: the tags of its name, its address, and what is derived from
/// them. MS-OXOMSG §2.2.1.48 and on, MS-OXCMAIL §2.2.3.1.1. Entry id and search key are computed
/// when asked for, not stored.
public enum AddressProperties {
    SENDER(PropertyTags.PidTagSenderName, PropertyTags.PidTagSenderAddressType,
            PropertyTags.PidTagSenderEmailAddress, PropertyTags.PidTagSenderSmtpAddress,
            PropertyTags.PidTagSenderEntryId, PropertyTags.PidTagSenderSearchKey),
    //
    REPRESENTED(PropertyTags.PidTagSentRepresentingName,
            PropertyTags.PidTagSentRepresentingAddressType,
            PropertyTags.PidTagSentRepresentingEmailAddress,
            PropertyTags.PidTagSentRepresentingSmtpAddress,
            PropertyTags.PidTagSentRepresentingEntryId,
            PropertyTags.PidTagSentRepresentingSearchKey),
    //
    RECIPIENT(PropertyTags.PidTagDisplayName, PropertyTags.PidTagAddressType,
            PropertyTags.PidTagEmailAddress, PropertyTags.PidTagSmtpAddress,
            PropertyTags.PidTagEntryId, PropertyTags.PidTagSearchKey),
    /// Who gets read receipts, MS-OXCMAIL §2.6.1.
    READ_RECEIPT(PropertyTags.PidTagReadReceiptName, PropertyTags.PidTagReadReceiptAddressType,
            PropertyTags.PidTagReadReceiptEmailAddress, PropertyTags.PidTagReadReceiptSmtpAddress,
            PropertyTags.PidTagReadReceiptEntryId, PropertyTags.PidTagReadReceiptSearchKey);

    private final PropertyTag name;
    private final PropertyTag type;
    private final PropertyTag email;
    private final PropertyTag smtp;
    private final PropertyTag entryId;
    private final PropertyTag searchKey;

    AddressProperties(PropertyTag name, PropertyTag type, PropertyTag email, PropertyTag smtp,
            PropertyTag entryId, PropertyTag searchKey) {
        this.name = name;
        this.type = type;
        this.email = email;
        this.smtp = smtp;
        this.entryId = entryId;
        this.searchKey = searchKey;
    }

    public PropertyTag displayName() { return name; }

    public PropertyTag addressType() { return type; }

    public PropertyTag emailAddress() { return email; }

    public PropertyTag smtpAddress() { return smtp; }

    public PropertyTag entryId() { return entryId; }

    public PropertyTag searchKey() { return searchKey; }

    /// Somebody of the address book.
    ///
    /// @param displayType as in entry ids of the address book
    public void setInBook(PropertyBag bag, String display, int displayType, String legacyDN,
            String smtpAddress) {
        bag.set(name, display);
        bag.set(type, "EX");
        bag.set(email, legacyDN);
        bag.set(smtp, smtpAddress);
        bag.set(entryId, new EntryId.AddressBook(displayType, legacyDN).encode());
        bag.set(searchKey, Binary.wrap(("EX:" + legacyDN.toUpperCase(Locale.ROOT) + "\0")
                .getBytes(StandardCharsets.UTF_8)));
    }

    /// Somebody of the Internet; entry id and search key are derived.
    public void set(PropertyBag bag, MailAddress address) {
        String full = address.address();
        bag.set(name, address.display());
        bag.set(type, "SMTP");
        bag.set(email, full);
        bag.set(smtp, full);
    }

    /// The correspondent in a bag, or null when it has no Internet address.
    public @Nullable MailAddress get(PropertySource bag) {
        String address = address(bag);
        return address == null ? null : parse(name(bag), address);
    }

    private @Nullable String address(PropertySource bag) {
        String address = bag.get(smtp) instanceof String text ? text : null;
        if (address == null && bag.get(email) instanceof String text
                && "SMTP".equals(bag.get(type))) {
            address = text;
        }
        return address == null || address.isEmpty() ? null : address;
    }

    private String name(PropertySource bag) {
        return bag.get(name) instanceof String text ? text : "";
    }

    static MailAddress parse(String display, String address) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        if (local.length() > 1 && local.startsWith("\"") && local.endsWith("\"")) {
            local = local.substring(1, local.length() - 1).replace("\\", "");
        }
        return new MailAddress(display.equalsIgnoreCase(address) ? "" : display, local,
                at < 0 ? "" : address.substring(at + 1));
    }

    /// What is derived from a bag's stored properties: the entry id or search key of this
    /// correspondent; null for any other tag, or when the bag has no such correspondent.
    @Nullable
    Object derive(PropertySource bag, PropertyTag tag) {
        boolean id = tag.id() == entryId.id();
        if (!id && tag.id() != searchKey.id()) {
            return null;
        }
        String address = address(bag);
        if (address == null) {
            return null;
        }
        DerivedAddress derived = DerivedAddress.of(name(bag), address);
        return id ? derived.entryId() : derived.searchKey();
    }

    /// Sets the entry id and the search key of this correspondent, of those that are wanted what the
    /// bag lacks.
    public void complete(PropertyBag bag, Predicate<PropertyTag> wanted) {
        boolean id = !bag.contains(entryId) && wanted.test(entryId);
        boolean key = !bag.contains(searchKey) && wanted.test(searchKey);
        String address = id || key ? address(bag) : null;
        if (address == null) {
            return;
        }
        DerivedAddress derived = DerivedAddress.of(name(bag), address);
        if (id) {
            bag.set(entryId, derived.entryId());
        }
        if (key) {
            bag.set(searchKey, derived.searchKey());
        }
    }

    static Binary entryId(MailAddress address) {
        return EntryId.OneOff.smtp(address.display(), address.address()).encode();
    }
}
