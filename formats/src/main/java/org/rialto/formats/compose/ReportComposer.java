package org.rialto.formats.compose;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.DateTimes;

/// The parts of reports: multipart/report (RFC 6522) with a delivery status (RFC 3464) or a message
/// disposition notification (RFC 8098).
public final class ReportComposer {
    private ReportComposer() {}

    /// What is reported of one recipient, RFC 3464 §2.3.
    ///
    /// @param action `failed`, `delayed`, `delivered`, `relayed` or `expanded`
    /// @param status an enhanced status code, RFC 3463
    /// @param originalRecipient `rfc822;` or `utf-8;` and what RCPT's ORCPT said
    /// @param diagnosticCode `smtp;` and the reply
    public record Recipient(String finalRecipient, String action, String status,
            @Nullable String originalRecipient, @Nullable String remoteMta,
            @Nullable String diagnosticCode, @Nullable OffsetDateTime lastAttempt,
            @Nullable OffsetDateTime willRetryUntil) {}

    /// A delivery status notification.
    ///
    /// @param returned the original message, or its header as [#header], or null
    public static ComposedPart deliveryStatus(String explanation, String reportingMta,
            @Nullable String originalEnvelopeId, @Nullable OffsetDateTime arrival,
            List<Recipient> recipients, @Nullable ComposedPart returned) {
        StringBuilder fields = new StringBuilder();
        field(fields, "Original-Envelope-Id", originalEnvelopeId);
        field(fields, "Reporting-MTA", "dns; " + reportingMta);
        field(fields, "Arrival-Date", arrival == null ? null : DateTimes.format(arrival));
        for (Recipient recipient : recipients) {
            fields.append("\r\n");
            field(fields, "Original-Recipient", recipient.originalRecipient());
            field(fields, "Final-Recipient", "rfc822; " + recipient.finalRecipient());
            field(fields, "Action", recipient.action());
            field(fields, "Status", recipient.status());
            String remote = recipient.remoteMta();
            field(fields, "Remote-MTA", remote == null ? null : "dns; " + remote);
            field(fields, "Diagnostic-Code", recipient.diagnosticCode());
            OffsetDateTime attempt = recipient.lastAttempt();
            field(fields, "Last-Attempt-Date", attempt == null ? null : DateTimes.format(attempt));
            OffsetDateTime until = recipient.willRetryUntil();
            field(fields, "Will-Retry-Until", until == null ? null : DateTimes.format(until));
        }
        return report("delivery-status", explanation,
                ComposedPart.fields("message/delivery-status", fields.toString()), returned);
    }

    /// A message disposition notification.
    ///
    /// @param disposition such as `manual-action/MDN-sent-manually; displayed`
    /// @param correlationKey the search key of the message reported on, in base64
    public static ComposedPart dispositionNotification(String explanation, String reportingAgent,
            @Nullable String originalRecipient, String finalRecipient,
            @Nullable String originalMessageId, String disposition,
            @Nullable String correlationKey, @Nullable ComposedPart returned) {
        StringBuilder fields = new StringBuilder();
        field(fields, "Reporting-UA", reportingAgent);
        field(fields, "Original-Recipient", originalRecipient);
        field(fields, "Final-Recipient", "rfc822; " + finalRecipient);
        field(fields, "Original-Message-ID", originalMessageId);
        field(fields, "Disposition", disposition);
        field(fields, "X-MSExch-Correlation-Key", correlationKey);
        return report("disposition-notification", explanation,
                ComposedPart.fields("message/disposition-notification", fields.toString()),
                returned);
    }

    /// The header of the message reported on, in place of the whole.
    public static ComposedPart header(String header) {
        return ComposedPart.fields("text/rfc822-headers", header);
    }

    private static ComposedPart report(String type, String explanation, ComposedPart status,
            @Nullable ComposedPart returned) {
        List<ComposedPart> parts = new ArrayList<>(3);
        parts.add(ComposedPart.plain(explanation));
        parts.add(status);
        if (returned != null) {
            parts.add(returned);
        }
        return new ComposedPart.Multipart("report", Map.of("report-type", type), parts);
    }

    // Values come from other hosts' replies too: one line each.
    private static void field(StringBuilder fields, String name, @Nullable String value) {
        if (value != null) {
            String line = value.replaceAll("[\\r\\n\\x00]+", " ");
            fields.append(name).append(": ").append(line).append("\r\n");
        }
    }
}
