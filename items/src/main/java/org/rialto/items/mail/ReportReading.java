package org.rialto.items.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.DateTimes;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.HeaderName;
import org.rialto.formats.header.MessageIds;
import org.rialto.formats.header.RawText;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeLimits;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.text.PartText;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// What a multipart/report says, as properties of a report message: what became of whom, and of
/// which message. MS-OXCMAIL §2.2.3.7, MS-OXOMSG §2.2.2.
///
/// @param action     the word that decides the message class: that of the worst recipient, or the
///                   disposition; null when it says none
/// @param properties of the message
/// @param recipients those that it reports on; empty when it names none
record ReportReading(@Nullable String action, PropertyBag properties,
        List<PropertyBag> recipients) {
    private static final int STATUS_BYTES = 256 << 10;
    private static final int HEADER_BYTES = 64 << 10;
    private static final int TEXT_BYTES = 32 << 10;
    private static final int TEXT_CHARACTERS = 8_000;
    private static final int VALUE_CHARACTERS = 1_000;
    private static final int MOST_RECIPIENTS = 500;
    private static final int KEY_BYTES = 256;
    /// From the best to the worst, MS-OXCMAIL §2.2.3.7.1.1.
    private static final List<String> SEVERITY = List.of("delivered", "expanded", "relayed",
            "delayed", "failed");

    /// Null of what is no report.
    static @Nullable ReportReading of(MimePart root, MessageBytes message) throws IOException {
        MimePart status = MessageClasses.statusPart(root);
        if (status == null) {
            return null;
        }
        PropertyBag bag = new PropertyBag();
        List<HeaderFields> groups = groups(read(message, status, STATUS_BYTES));
        boolean disposition = status.contentType().subtype().toLowerCase(Locale.ROOT)
                .endsWith("disposition-notification");
        text(root, message, bag);
        original(root, status, message, bag);
        if (disposition) {
            HeaderFields fields = groups.isEmpty() ? HeaderFields.EMPTY : groups.getFirst();
            return new ReportReading(disposition(fields, bag), bag, List.of());
        }
        return delivery(groups, bag);
    }

    private static byte[] read(MessageBytes message, MimePart part, int most) throws IOException {
        try (InputStream in = message.openDecoded(part)) {
            return in.readNBytes(most);
        }
    }

    /// The fields of the message, then those of each recipient: an empty line is between them.
    private static List<HeaderFields> groups(byte[] bytes) {
        List<HeaderFields> groups = new ArrayList<>();
        int start = 0;
        int line = 0;
        for (int at = 0; at <= bytes.length && groups.size() <= MOST_RECIPIENTS; at++) {
            if (at < bytes.length && bytes[at] != '\n') {
                continue;
            }
            boolean empty = at == line || at == line + 1 && bytes[line] == '\r';
            if (empty || at == bytes.length) {
                int end = empty ? line : at;
                if (end > start) {
                    groups.add(HeaderFields.parse(bytes, start, end,
                            MimeLimits.DEFAULT.headerFields()));
                }
                start = at + 1;
            }
            line = at + 1;
        }
        return groups;
    }

    // PidTagReportText: what people read.
    private static void text(MimePart root, MessageBytes message, PropertyBag bag)
            throws IOException {
        MimePart first = root.children().getFirst();
        MailBody body = MailBody.of(first);
        MimePart readable = body.plain() != null ? body.plain() : body.html();
        if (readable != null) {
            String text = PartText.readable(message, readable, TEXT_BYTES);
            bag.set(PropertyTags.PidTagReportText, cut(text, TEXT_CHARACTERS));
        }
    }

    /// The message reported on, or its header, is the part after the status.
    private static void original(MimePart root, MimePart status, MessageBytes message,
            PropertyBag bag) throws IOException {
        int at = root.children().indexOf(status) + 1;
        if (at >= root.children().size()) {
            return;
        }
        MimePart returned = root.children().get(at);
        MimePart whole = returned.embeddedMessage();
        byte[] header;
        if (whole != null) {
            try (InputStream in = message.open(whole.headerOffset(),
                    Math.min(HEADER_BYTES, whole.headerSize()))) {
                header = in.readAllBytes();
            }
        } else if (returned.contentType().is("text", "rfc822-headers")
                || returned.contentType().is("message", "global-headers")
                || returned.contentType().isMessage()) {
            header = read(message, returned, HEADER_BYTES);
        } else {
            return;
        }
        original(HeaderFields.parse(header, 0, end(header), MimeLimits.DEFAULT.headerFields()),
                bag);
    }

    /// Where the header ends: a whole message may stand there in another transfer encoding.
    private static int end(byte[] header) {
        for (int at = 0; at + 2 < header.length; at++) {
            if (header[at] == '\n' && (header[at + 1] == '\n'
                    || header[at + 1] == '\r' && header[at + 2] == '\n')) {
                return at + 1;
            }
        }
        return header.length;
    }

    private static void original(HeaderFields header, PropertyBag bag) {
        String subject = header.raw(HeaderName.SUBJECT);
        if (subject != null) {
            bag.set(PropertyTags.PidTagOriginalSubject,
                    cut(EncodedWords.decode(subject).strip(), VALUE_CHARACTERS));
        }
        OffsetDateTime date = DateTimes.parse(header.raw("Date"));
        if (date != null) {
            bag.set(PropertyTags.PidTagOriginalSubmitTime, date.toInstant());
        }
        messageId(header.raw("Message-ID"), bag);
        List<MailAddress> from = MailAddress.parse(header.raw("From"));
        if (!from.isEmpty()) {
            bag.set(PropertyTags.PidTagOriginalSenderName,
                    cut(from.getFirst().display(), VALUE_CHARACTERS));
            bag.set(PropertyTags.PidTagOriginalSenderAddressType, "SMTP");
            bag.set(PropertyTags.PidTagOriginalSenderEmailAddress,
                    cut(from.getFirst().address(), VALUE_CHARACTERS));
        }
        List<MailAddress> to = MailAddress.parse(header.raw("To"));
        if (!to.isEmpty()) {
            bag.set(PropertyTags.PidTagOriginalDisplayTo, HeaderProperties.displayList(to));
        }
        List<MailAddress> cc = MailAddress.parse(header.raw("Cc"));
        if (!cc.isEmpty()) {
            bag.set(PropertyTags.PidTagOriginalDisplayCc, HeaderProperties.displayList(cc));
        }
    }

    private static void messageId(@Nullable String raw, PropertyBag bag) {
        String id = MessageIds.first(raw);
        if (id != null) {
            bag.set(PropertyTags.PidTagOriginalMessageId,
                    cut(RawText.decode(id), VALUE_CHARACTERS));
        }
    }

    // RFC 8098 §3.2, MS-OXCMAIL §2.2.3.7.2.
    private static @Nullable String disposition(HeaderFields fields, PropertyBag bag) {
        messageId(fields.raw("Original-Message-ID"), bag);
        String key = fields.raw("X-MSExch-Correlation-Key");
        byte[] correlation = key == null ? null : base64(key.strip());
        if (correlation != null) {
            bag.set(PropertyTags.PidTagParentKey, Binary.wrap(correlation));
        }
        String disposition = fields.raw("Disposition");
        if (disposition == null) {
            return null;
        }
        int semicolon = disposition.indexOf(';');
        String type = disposition.substring(semicolon + 1).strip();
        if (semicolon > 0) {
            bag.set(PropertyTags.PidTagReportDispositionMode,
                    cut(disposition.substring(0, semicolon).strip(), VALUE_CHARACTERS));
        }
        bag.set(PropertyTags.PidTagReportDisposition, cut(type, VALUE_CHARACTERS));
        return type;
    }

    private static byte @Nullable [] base64(String text) {
        try {
            byte[] bytes = text.length() > 2 * KEY_BYTES
                    ? new byte[0]
                    : Base64.getMimeDecoder().decode(text);
            return bytes.length == 0 ? null : bytes;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    // RFC 3464 §2, MS-OXCMAIL §2.2.3.7.1.
    private static ReportReading delivery(List<HeaderFields> groups, PropertyBag bag) {
        int worst = -1;
        for (HeaderFields group : groups) {
            worst = Math.max(worst, SEVERITY.indexOf(action(group)));
        }
        if (!groups.isEmpty()) {
            String agent = typed(groups.getFirst().raw("Reporting-MTA"));
            if (agent != null) {
                bag.set(PropertyTags.PidTagReportingMessageTransferAgent, agent);
            }
        }
        List<PropertyBag> rows = new ArrayList<>();
        for (HeaderFields group : groups) {
            if (worst >= 0 && SEVERITY.indexOf(action(group)) == worst
                    && rows.size() < MOST_RECIPIENTS) {
                PropertyBag row = recipient(group, rows.size(), worst == SEVERITY.size() - 1);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return new ReportReading(worst < 0 ? null : SEVERITY.get(worst), bag, rows);
    }

    private static String action(HeaderFields group) {
        String action = group.raw("Action");
        return action == null ? "" : action.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable PropertyBag recipient(HeaderFields group, int number,
            boolean failed) {
        String address = typed(group.raw("Original-Recipient"));
        address = address == null ? typed(group.raw("Final-Recipient")) : address;
        if (address == null || address.isEmpty()) {
            return null;
        }
        String name = group.raw("X-Display-Name");
        int at = address.lastIndexOf('@');
        PropertyBag row = MailRecipients.row(new MailAddress(
                name == null ? "" : cut(EncodedWords.decode(name).strip(), VALUE_CHARACTERS),
                at < 0 ? address : address.substring(0, at),
                at < 0 ? "" : address.substring(at + 1)), MailRecipients.TO, number);
        DeliveryStatus status = DeliveryStatus.parse(group.raw("Status"));
        String remote = typed(group.raw("Remote-MTA"));
        row.setOrRemove(PropertyTags.PidTagRemoteMessageTransferAgent, remote);
        if (failed && status != null) {
            row.set(PropertyTags.PidTagNonDeliveryReportStatusCode, status.number());
            row.set(PropertyTags.PidTagNonDeliveryReportDiagCode, status.diagnosticCode());
            row.set(PropertyTags.PidTagNonDeliveryReportReasonCode, status.reasonCode());
        }
        row.set(PropertyTags.PidTagSupplementaryInfo, supplementary(group, status, remote));
        OffsetDateTime attempt = DateTimes.parse(group.raw("Last-Attempt-Date"));
        if (!failed && attempt != null) {
            row.set(PropertyTags.PidTagDeliverTime, attempt.toInstant());
        }
        return row;
    }

    // MS-OXCMAIL §2.2.3.7.1.4: `"<" {remote-mta} SP "#" status {SP diagnostic-code} ">"`.
    private static String supplementary(HeaderFields group, @Nullable DeliveryStatus status,
            @Nullable String remote) {
        String given = group.raw("X-Supplementary-Info");
        if (given != null) {
            return cut(RawText.decode(given).strip(), VALUE_CHARACTERS);
        }
        String diagnostic = group.raw("Diagnostic-Code");
        return cut("<" + (remote == null ? "" : remote) + " #" + (status == null ? "5.0.0" : status)
                + (diagnostic == null || diagnostic.isBlank()
                        ? ""
                        : " " + RawText.decode(diagnostic).strip())
                + ">", VALUE_CHARACTERS);
    }

    /// What follows the type: `rfc822; alex@contoso.com`.
    private static @Nullable String typed(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String text = RawText.decode(raw);
        String value = text.substring(text.indexOf(';') + 1).strip();
        return value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > VALUE_CHARACTERS
                ? null
                : value;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
