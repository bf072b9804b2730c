package org.rialto.items.mail;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.compose.ComposedPart;
import org.rialto.formats.compose.ReportComposer;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageContent;

/// Makes a multipart/report of a report message. MS-OXCMAIL §2.1.3.6.
final class ReportWriting {
    private static final String AUTOMATIC = "automatic-action/MDN-sent-automatically; ";
    private static final String AGENT = "Rialto";

    private ReportWriting() {}

    /// Null of what is no report.
    ///
    /// @param returned what it has of the message that it reports on; null for none
    static @Nullable ComposedPart of(MessageContent message, @Nullable ComposedPart returned) {
        PropertyBag bag = message.properties();
        String messageClass = bag.getString(PropertyTags.PidTagMessageClass, "")
                .toUpperCase(Locale.ROOT);
        if (!messageClass.startsWith("REPORT.")) {
            return null;
        }
        if (messageClass.endsWith(".IPNRN") || messageClass.endsWith(".IPNNRN")) {
            return notification(bag, messageClass.endsWith(".IPNRN"), returned);
        }
        String action = messageClass.endsWith(".NDR")
                ? "failed"
                : messageClass.endsWith(".EXPANDED.DR")
                        ? "expanded"
                        : messageClass.endsWith(".RELAYED.DR")
                                ? "relayed"
                                : messageClass.endsWith(".DELAYED.DR")
                                        ? "delayed"
                                        : messageClass.endsWith(".DR") ? "delivered" : null;
        return action == null ? null : delivery(message, action, returned);
    }

    private static String text(PropertyBag bag) {
        String text = bag.getString(PropertyTags.PidTagReportText);
        return text != null ? text : bag.getString(PropertyTags.PidTagBody, "");
    }

    // §2.1.3.6.2
    private static ComposedPart notification(PropertyBag bag, boolean read,
            @Nullable ComposedPart returned) {
        MailAddress reader = AddressProperties.SENDER.get(bag);
        reader = reader == null ? AddressProperties.REPRESENTED.get(bag) : reader;
        String said = bag.getString(PropertyTags.PidTagReportDisposition);
        String disposition = AUTOMATIC
                + (said == null || said.isBlank() ? read ? "displayed" : "deleted" : said);
        Binary key = bag.getBinary(PropertyTags.PidTagParentKey);
        return ReportComposer.dispositionNotification(text(bag), AGENT, null,
                reader == null ? "" : reader.asciiAddress(),
                bag.getString(PropertyTags.PidTagOriginalMessageId), disposition,
                key == null || key.isEmpty()
                        ? null
                        : Base64.getEncoder().encodeToString(key.toByteArray()),
                returned);
    }

    // §2.1.3.6.1
    private static ComposedPart delivery(MessageContent message, String action,
            @Nullable ComposedPart returned) {
        PropertyBag bag = message.properties();
        List<ReportComposer.Recipient> recipients = new ArrayList<>();
        for (PropertyBag row : message.recipients()) {
            MailAddress address = AddressProperties.RECIPIENT.get(row);
            if (address != null) {
                recipients.add(new ReportComposer.Recipient(address.asciiAddress(), action,
                        status(row, action).toString(), null,
                        row.getString(PropertyTags.PidTagRemoteMessageTransferAgent),
                        null, null, null));
            }
        }
        String agent = bag.getString(PropertyTags.PidTagReportingMessageTransferAgent);
        return ReportComposer.deliveryStatus(text(bag), agent == null ? "localhost" : agent, null,
                null, recipients, returned);
    }

    private static DeliveryStatus status(PropertyBag row, String action) {
        return switch (action) {
            case "failed" -> DeliveryStatus.of(
                    row.getInteger32(PropertyTags.PidTagNonDeliveryReportDiagCode,
                            DeliveryStatus.NO_DIAGNOSTIC),
                    row.getInteger32(PropertyTags.PidTagNonDeliveryReportReasonCode, 0));
            case "delayed" -> new DeliveryStatus(4, 0, 0);
            default -> new DeliveryStatus(2, 0, 0);
        };
    }
}
