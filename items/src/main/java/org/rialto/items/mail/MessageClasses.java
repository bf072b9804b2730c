package org.rialto.items.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.ContentType;
import org.rialto.formats.mime.MimePart;

/// PidTagMessageClass of a MIME message. MS-OXCMAIL §2.2.3.2.1 (Content-Class), MS-OXOSMIME §2 and
/// the report classes of MS-OXOMSG §2.2.2.1. Meeting requests stay IPM.Note with their calendar as
/// an attachment until calendar items are converted.
final class MessageClasses {
    static final String NOTE = "IPM.Note";
    static final String OPAQUE_SMIME = "IPM.Note.SMIME";
    static final String SIGNED_SMIME = "IPM.Note.SMIME.MultipartSigned";

    private MessageClasses() {}

    /// @param action the `Action` of the first recipient of a delivery status, or the
    ///        `Disposition` of a notification; null when it was not read
    static String of(MimePart root, @Nullable String action) {
        ContentType type = root.contentType();
        if (type.is("multipart", "signed")) {
            return SIGNED_SMIME;
        }
        if (type.is("application", "pkcs7-mime") || type.is("application", "x-pkcs7-mime")) {
            return OPAQUE_SMIME;
        }
        if (!type.is("multipart", "report")) {
            return NOTE;
        }
        String reportType = type.parameter("report-type");
        String said = action == null ? "" : action.toLowerCase(Locale.ROOT);
        if ("delivery-status".equalsIgnoreCase(reportType)
                || "global-delivery-status".equalsIgnoreCase(reportType)) {
            return "REPORT.IPM.Note." + switch (said) {
                case "delivered" -> "DR";
                case "expanded" -> "Expanded.DR";
                case "relayed" -> "Relayed.DR";
                case "delayed" -> "Delayed.DR";
                default -> "NDR";
            };
        }
        if ("disposition-notification".equalsIgnoreCase(reportType)
                || "global-disposition-notification".equalsIgnoreCase(reportType)) {
            boolean unread = said.startsWith("deleted") || said.startsWith("denied")
                    || said.startsWith("failed");
            return unread ? "REPORT.IPM.Note.IPNNRN" : "REPORT.IPM.Note.IPNRN";
        }
        return NOTE;
    }

    /// The part of a report that says what happened, or null.
    static @Nullable MimePart statusPart(MimePart root) {
        if (!root.contentType().is("multipart", "report")) {
            return null;
        }
        for (MimePart child : root.children()) {
            if (child.contentType().is("message", "delivery-status")
                    || child.contentType().is("message", "global-delivery-status")
                    || child.contentType().is("message", "disposition-notification")
                    || child.contentType().is("message", "global-disposition-notification")) {
                return child;
            }
        }
        return null;
    }
}
