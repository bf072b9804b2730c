package org.rialto.protocols.rops.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.rialto.items.mail.AddressProperties;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RecipientRow;

/// Recipients as property bags and as the rows that clients see. MS-OXCDATA §2.8.3, MS-OXCMSG
/// §2.2.1.38 and §3.2.5.1.
public final class Recipients {
    private static final int TYPE = 0x0F;
    private static final int TO = 1;
    private static final int CC = 2;
    private static final int BCC = 3;
    /// What the well-known part of a row says.
    private static final List<PropertyTag> KNOWN = List.of(PropertyTags.PidTagRowid,
            PropertyTags.PidTagRecipientType, PropertyTags.PidTagAddressType,
            PropertyTags.PidTagEmailAddress, PropertyTags.PidTagDisplayName,
            PropertyTags.PidTagTransmittableDisplayName, PropertyTags.PidTagResponsibility,
            PropertyTags.PidTagSendRichInfo);
    /// The columns that a message's rows always have.
    private static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagObjectType,
            PropertyTags.PidTagDisplayType, PropertyTags.PidTagSmtpAddress,
            PropertyTags.PidTagEntryId, PropertyTags.PidTagSearchKey,
            PropertyTags.PidTagRecipientEntryId, PropertyTags.PidTagRecipientDisplayName,
            PropertyTags.PidTagRecipientFlags, PropertyTags.PidTagRecipientTrackStatus);
    private static final int MOST_COLUMNS = 64;

    private Recipients() {}

    /// The columns for the rows of all recipients.
    public static List<PropertyTag> columns(Collection<PropertyBag> recipients) {
        List<PropertyTag> columns = new ArrayList<>(COLUMNS);
        for (PropertyBag recipient : recipients) {
            for (PropertyValue value : recipient) {
                boolean known = KNOWN.stream().anyMatch(each -> each.id() == value.id())
                        || columns.stream().anyMatch(each -> each.id() == value.id());
                if (!known && columns.size() < MOST_COLUMNS) {
                    columns.add(value.tag());
                }
            }
        }
        return columns;
    }

    /// RecipientType of a row: with its flags.
    public static int type(PropertyBag recipient) {
        int type = recipient.getInteger32(PropertyTags.PidTagRecipientType, TO);
        return type & 0xFF;
    }

    public static RecipientRow toRow(PropertyBag recipient, List<PropertyTag> columns) {
        String type = recipient.getString(PropertyTags.PidTagAddressType);
        String email = recipient.getString(PropertyTags.PidTagEmailAddress);
        String name = recipient.getString(PropertyTags.PidTagDisplayName);
        String sent = recipient.getString(PropertyTags.PidTagTransmittableDisplayName);
        int displayType = recipient.getInteger32(PropertyTags.PidTagDisplayType, 0);
        RecipientRow.Address address;
        if ("EX".equals(type) && email != null) {
            address = new RecipientRow.AddressBookAddress(0, displayType & 0xFF, email);
            email = null;
        } else if ("MAPIPDL".equals(type)
                && recipient.get(PropertyTags.PidTagEntryId) instanceof Binary entryId
                && recipient.get(PropertyTags.PidTagSearchKey) instanceof Binary searchKey) {
            address = new RecipientRow.PersonalDistributionList(false, entryId, searchKey);
        } else if ("SMTP".equals(type)) {
            address = new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP);
        } else {
            address = new RecipientRow.OtherAddress(type);
        }
        PropertySource values = MimeProperties.recipient(recipient);
        List<PropertyCell> cells = new ArrayList<>(columns.size());
        for (PropertyTag column : columns) {
            Object value = values.get(column);
            cells.add(value == null || !column.type().accepts(value)
                    ? PropertyCell.NOT_FOUND
                    : PropertyCell.of(column, value));
        }
        boolean same = sent == null || sent.equals(name);
        return new RecipientRow(address,
                recipient.getBoolean(PropertyTags.PidTagResponsibility, true), same,
                !recipient.getBoolean(PropertyTags.PidTagSendRichInfo, true), email, name, null,
                same ? null : sent, new PropertyRow(cells));
    }

    /// A recipient as a client wrote it: all of its properties.
    public static PropertyBag ofRow(int recipientType, RecipientRow row,
            List<PropertyTag> columns) {
        PropertyBag bag = new PropertyBag();
        for (int i = 0; i < row.properties().cells().size(); i++) {
            if (row.properties().cells().get(i) instanceof PropertyCell.Value value) {
                PropertyTag tag = columns.get(i).withType(value.type());
                bag.set(value.type().isText() && value.value() instanceof String
                        ? tag.withType(PropertyType.STRING)
                        : tag, value.value());
            }
        }
        bag.set(PropertyTags.PidTagRecipientType, recipientType & 0xFF);
        bag.set(PropertyTags.PidTagResponsibility, row.responsible());
        bag.set(PropertyTags.PidTagSendRichInfo, !row.plainTextOnly());
        String type = null;
        String email = row.emailAddress();
        switch (row.address()) {
            case RecipientRow.AddressBookAddress book -> {
                type = "EX";
                email = book.distinguishedName();
                bag.set(PropertyTags.PidTagDisplayType, book.displayType());
                setIfAbsent(bag, PropertyTags.PidTagEntryId,
                        new EntryId.AddressBook(book.displayType(), book.distinguishedName())
                                .encode());
            }
            case RecipientRow.PersonalDistributionList list -> {
                type = "MAPIPDL";
                bag.set(PropertyTags.PidTagEntryId, list.entryId());
                bag.set(PropertyTags.PidTagSearchKey, list.searchKey());
            }
            case RecipientRow.KnownAddress known -> type = known.kind().addressType();
            case RecipientRow.OtherAddress other -> type = other.addressType();
        }
        bag.setOrRemove(PropertyTags.PidTagAddressType, type);
        bag.setOrRemove(PropertyTags.PidTagEmailAddress, email);
        if ("SMTP".equalsIgnoreCase(String.valueOf(type)) && email != null) {
            bag.set(PropertyTags.PidTagAddressType, "SMTP");
            setIfAbsent(bag, PropertyTags.PidTagSmtpAddress, email);
        }
        String name = row.displayName();
        bag.setOrRemove(PropertyTags.PidTagDisplayName, name);
        String sent = row.sameTransmittableName() ? name : row.transmittableDisplayName();
        bag.setOrRemove(PropertyTags.PidTagTransmittableDisplayName, sent);
        return bag;
    }

    private static void setIfAbsent(PropertyBag bag, PropertyTag tag, Object value) {
        if (!bag.contains(tag)) {
            bag.set(tag, value);
        }
    }

    /// Gives one that was read from MIME the keys that it has not there; answers it.
    static PropertyBag withKeys(PropertyBag recipient) {
        AddressProperties.RECIPIENT.complete(recipient, _ -> true);
        return recipient;
    }

    /// Sets PidTagDisplayTo, -Cc and -Bcc. MS-OXOMSG §2.2.1.9.
    static void display(PropertyBag bag, Collection<PropertyBag> recipients) {
        bag.set(PropertyTags.PidTagDisplayTo, names(recipients, TO));
        bag.set(PropertyTags.PidTagDisplayCc, names(recipients, CC));
        bag.set(PropertyTags.PidTagDisplayBcc, names(recipients, BCC));
    }

    private static String names(Collection<PropertyBag> recipients, int type) {
        StringJoiner names = new StringJoiner("; ");
        for (PropertyBag each : recipients) {
            if ((each.getInteger32(PropertyTags.PidTagRecipientType, TO) & TYPE) == type
                    && names.length() < 2_000) {
                String name = nameOf(each);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names.toString();
    }

    private static @Nullable String nameOf(PropertyBag recipient) {
        String name = recipient.getString(PropertyTags.PidTagDisplayName);
        return name != null && !name.isBlank()
                ? name
                : recipient.getString(PropertyTags.PidTagEmailAddress);
    }
}
