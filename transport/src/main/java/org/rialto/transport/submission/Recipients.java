package org.rialto.transport.submission;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;
import org.rialto.items.mail.AddressProperties;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.transport.Recipient;
import org.rialto.transport.Recipient.Notify;

/// A message's recipients as they are sent to: each with its Internet address, so that MIME can name
/// it, and those that this sending is for. MS-OXOMSG §2.2.3.1, §3.2.4.5 (resending).
///
/// @param rows  all, as the message keeps them
/// @param sendTo the forward paths
record Recipients(List<PropertyBag> rows, List<Recipient> sendTo) {
    /// PidTagRecipientType: the kind, and what a resend says of each.
    private static final int KIND = 0x0F;
    private static final int FAILED_BEFORE = 0x10;
    private static final int REACHED_BEFORE = 0x80;
    private static final int TO = 1;
    private static final int BCC = 3;

    static Recipients of(List<PropertyBag> stored, PropertyBag message, boolean resend,
            Correspondents correspondents) {
        List<PropertyBag> rows = new ArrayList<>(stored.size());
        List<Recipient> sendTo = new ArrayList<>();
        boolean marked = resend && stored.stream()
                .anyMatch(row -> (type(row) & FAILED_BEFORE) != 0);
        for (PropertyBag each : stored) {
            PropertyBag row = each.copy();
            rows.add(row);
            int kind = type(row) & KIND;
            if (kind < TO || kind > BCC) {
                continue;
            }
            SmtpAddress address = address(row, correspondents);
            boolean wanted = !resend
                    || (marked
                            ? (type(row) & FAILED_BEFORE) != 0
                            : (type(row) & REACHED_BEFORE) == 0);
            if (address != null && wanted) {
                sendTo.add(new Recipient(address, notifyOn(row, message), null));
            }
        }
        return new Recipients(List.copyOf(rows), List.copyOf(sendTo));
    }

    private static int type(PropertyBag row) {
        return row.getInteger32(PropertyTags.PidTagRecipientType, TO);
    }

    private static @Nullable SmtpAddress address(PropertyBag row, Correspondents correspondents) {
        Optional<Correspondent> found = correspondents.find(AddressProperties.RECIPIENT, row);
        if (found.isPresent()) {
            SmtpAddress address = found.get().address();
            row.set(PropertyTags.PidTagSmtpAddress, address.toString());
            if (!row.contains(PropertyTags.PidTagDisplayName)) {
                row.set(PropertyTags.PidTagDisplayName, found.get().name());
            }
            return address;
        }
        // Nobody that this server can send to: it comes back as undeliverable, and does not keep
        // the message from the others.
        String type = row.getString(PropertyTags.PidTagAddressType, "UNKNOWN");
        String address = row.getString(PropertyTags.PidTagEmailAddress);
        if (address == null) {
            address = row.getString(PropertyTags.PidTagDisplayName);
        }
        return address == null || address.isBlank()
                ? null
                : correspondents.encapsulated(type.toUpperCase(Locale.ROOT), address);
    }

    /// RFC 3461 §4.1: what the sender wants to hear of, by recipient or for the message as a whole.
    private static Set<Notify> notifyOn(PropertyBag row, PropertyBag message) {
        boolean delivery = flag(row, message, true);
        boolean failure = flag(row, message, false);
        if (!delivery) {
            return failure ? Set.of() : Set.of(Notify.NEVER);
        }
        Set<Notify> notifyOn = EnumSet.of(Notify.SUCCESS);
        if (failure) {
            notifyOn.add(Notify.FAILURE);
            notifyOn.add(Notify.DELAY);
        }
        return notifyOn;
    }

    private static boolean flag(PropertyBag row, PropertyBag message, boolean delivery) {
        var tag = delivery
                ? PropertyTags.PidTagOriginatorDeliveryReportRequested
                : PropertyTags.PidTagOriginatorNonDeliveryReportRequested;
        Boolean own = row.getBoolean(tag);
        return own != null ? own : message.getBoolean(tag, !delivery);
    }

    /// The rows of a message that is sent: the server has taken each over.
    List<PropertyBag> taken() {
        List<PropertyBag> taken = new ArrayList<>(rows.size());
        for (PropertyBag row : rows) {
            taken.add(row.copy().set(PropertyTags.PidTagResponsibility, true));
        }
        return taken;
    }
}
