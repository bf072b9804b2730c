package org.rialto.transport.dsn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.Recipient.OriginalRecipient;
import org.rialto.transport.dsn.DeliveryReport.Action;
import org.rialto.transport.dsn.DeliveryReport.Line;
import org.rialto.transport.dsn.DeliveryReport.Returned;
import org.rialto.transport.outbound.Content;

/// Writes a delivery status notification as a MIME message: words for people, fields for programs,
/// and the message or its header. RFC 3464 in RFC 6522's multipart/report; RFC 6533 for
/// internationalised mail.
public final class DsnWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int FOLDED_CHARACTERS = 76;
    /// Of an original's header; the rest is left out.
    private static final int HEADER_BYTES = 64 * 1024;
    private final String hostName;

    /// @param hostName this server: the Reporting-MTA
    public DsnWriter(String hostName) { this.hostName = hostName; }

    /// @param unique makes the Message-ID and the boundary; letters and digits
    public void write(DeliveryReport report, Instant now, String unique, OutputStream out)
            throws IOException {
        String boundary = "=_report_" + unique;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        header(report, now, unique, boundary, text);
        part(text, boundary, "text/plain; charset=utf-8", words(report));
        boolean global = report.smtpUtf8();
        part(text, boundary, global
                ? "message/global-delivery-status"
                : "message/delivery-status", fields(report));
        text.writeTo(out);
        original(report, boundary, out);
        out.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void header(DeliveryReport report, Instant now, String unique, String boundary,
            ByteArrayOutputStream out) {
        String subject = switch (report.worst()) {
            case FAILED -> "Undeliverable: ";
            case DELAYED -> "Delivery delayed: ";
            case DELIVERED -> "Delivered: ";
            case RELAYED -> "Relayed: ";
            case EXPANDED -> "Expanded: ";
        } + (report.subject() == null ? "(no subject)" : report.subject());
        put(out, "Date: " + DATE.format(now));
        put(out, "From: \"Mail Delivery System\" <MAILER-DAEMON@" + hostName + ">");
        put(out, "To: <" + report.sender() + ">");
        put(out, "Subject: " + encodedWords(subject, report.smtpUtf8()));
        put(out, "Message-ID: <dsn." + unique + "@" + hostName + ">");
        put(out, "Auto-Submitted: auto-replied");
        put(out, "MIME-Version: 1.0");
        put(out, "Content-Type: multipart/report; report-type="
                + (report.smtpUtf8() ? "global-delivery-status" : "delivery-status") + ";");
        put(out, "\tboundary=\"" + boundary + "\"");
        if (report.eightBit() && report.returnContent() == Returned.FULL) {
            put(out, "Content-Transfer-Encoding: 8bit");
        }
        put(out, "");
        put(out, "This is a delivery status notification in MIME format.");
    }

    private void part(ByteArrayOutputStream out, String boundary, String type, String content)
            throws IOException {
        put(out, "");
        put(out, "--" + boundary);
        put(out, "Content-Type: " + type);
        boolean ascii = content.chars().allMatch(c -> c < 0x80);
        put(out, "Content-Transfer-Encoding: " + (ascii ? "7bit" : "base64"));
        put(out, "");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        out.write(ascii ? bytes : Base64.getMimeEncoder().encode(bytes));
        if (!ascii) {
            put(out, "");
        }
    }

    private String words(DeliveryReport report) {
        StringBuilder words = new StringBuilder();
        words.append("This message was made by the mail server ").append(hostName)
                .append(".\r\n\r\n");
        words.append(switch (report.worst()) {
            case FAILED -> "Your message could not be delivered to:";
            case DELAYED -> "Your message is delayed for:";
            case DELIVERED, RELAYED, EXPANDED -> "About your message:";
        }).append("\r\n");
        for (Line line : report.lines()) {
            words.append("\r\n  ").append(line.recipient().address()).append("\r\n");
            wrap(words, Explanation.of(line.status(), line.action()));
            if (line.retryUntil() != null) {
                wrap(words, "It is given up on " + DATE.format(line.retryUntil()) + ".");
            }
            if (!line.diagnostic().isEmpty()
                    && (line.action() == Action.FAILED || line.action() == Action.DELAYED)) {
                wrap(words, line.replied()
                        ? "The server " + line.remoteHost() + " said: " + line.diagnostic()
                        : "Details: " + line.diagnostic() + " (" + line.status() + ")");
            }
        }
        if (report.subject() != null) {
            words.append("\r\nSubject of your message: ").append(printable(report.subject()))
                    .append("\r\n");
        }
        words.append("It came to this server on ").append(DATE.format(report.arrived()))
                .append(".\r\n");
        return words.toString();
    }

    private static void wrap(StringBuilder words, String text) {
        int column = 4;
        words.append("   ");
        for (String word : printable(text).split(" +")) {
            if (column > 4 && column + word.length() > FOLDED_CHARACTERS) {
                words.append("\r\n   ");
                column = 4;
            }
            words.append(' ').append(word);
            column += word.length() + 1;
        }
        words.append("\r\n");
    }

    /// RFC 3464 §2.2 and §2.3.
    private String fields(DeliveryReport report) {
        StringBuilder fields = new StringBuilder();
        field(fields, "Reporting-MTA", "dns; " + hostName);
        if (report.envelopeId() != null) {
            field(fields, "Original-Envelope-Id", report.envelopeId());
        }
        field(fields, "Arrival-Date", DATE.format(report.arrived()));
        for (Line line : report.lines()) {
            fields.append("\r\n");
            OriginalRecipient original = line.recipient().originalRecipient();
            if (original != null) {
                field(fields, "Original-Recipient", original.type() + "; "
                        + typed(original.type(), original.address(), report.smtpUtf8()));
            }
            field(fields, "Final-Recipient", finalRecipient(line.recipient().address(),
                    report.smtpUtf8()));
            field(fields, "Action", line.action().word());
            field(fields, "Status", line.status().toString());
            if (!line.remoteHost().isEmpty()) {
                field(fields, "Remote-MTA", "dns; " + line.remoteHost());
            }
            if (!line.diagnostic().isEmpty() && line.replied()) {
                field(fields, "Diagnostic-Code", "smtp; " + ascii(line.diagnostic(), report));
            } else if (!line.diagnostic().isEmpty()
                    && line.action().compareTo(Action.DELAYED) <= 0) {
                field(fields, "Diagnostic-Code",
                        "X-Rialto; " + ascii(line.diagnostic(), report));
            }
            field(fields, "Last-Attempt-Date", DATE.format(line.lastAttempt()));
            if (line.retryUntil() != null) {
                field(fields, "Will-Retry-Until", DATE.format(line.retryUntil()));
            }
        }
        return fields.toString();
    }

    private static String finalRecipient(SmtpAddress address, boolean smtpUtf8) {
        SmtpAddress shown = address.hasAsciiLocalPart() ? address.withAsciiDomain() : address;
        String text = shown.toString();
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        return ascii ? "rfc822; " + text : "utf-8; " + typed("utf-8", text, smtpUtf8);
    }

    /// RFC 6533 §3: UTF-8 where that may stand, escapes where not.
    private static String typed(String type, String address, boolean smtpUtf8) {
        if (!type.equalsIgnoreCase("utf-8") || smtpUtf8) {
            return smtpUtf8 ? printable(address) : ascii(address);
        }
        StringBuilder escaped = new StringBuilder();
        address.codePoints().forEach(point -> {
            if (point > ' ' && point < 0x7F && point != '\\') {
                escaped.appendCodePoint(point);
            } else {
                escaped.append("\\x{").append(String.format("%02X", point)).append('}');
            }
        });
        return escaped.toString();
    }

    private static String ascii(String text, DeliveryReport report) {
        return report.smtpUtf8() ? printable(text) : ascii(text);
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints().map(c -> c < ' ' || c == 0x7F ? ' ' : c < 0x80 ? c : '?')
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /// Folded at spaces, so that lines stay short.
    private static void field(StringBuilder fields, String name, String value) {
        int column = name.length() + 1;
        fields.append(name).append(':');
        for (String word : printable(value).strip().split(" +")) {
            if (column + 1 + word.length() > FOLDED_CHARACTERS && column > name.length() + 1) {
                fields.append("\r\n   ");
                column = 3;
            }
            fields.append(' ').append(word);
            column += word.length() + 1;
        }
        fields.append("\r\n");
    }

    private static void original(DeliveryReport report, String boundary, OutputStream out)
            throws IOException {
        boolean full = report.returnContent() == Returned.FULL;
        boolean global = report.smtpUtf8();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        put(head, "");
        put(head, "--" + boundary);
        put(head, "Content-Type: " + (full
                ? global ? "message/global" : "message/rfc822"
                : global ? "message/global-headers" : "text/rfc822-headers"));
        byte[] header = full ? new byte[0] : headerOf(report.original());
        boolean high = full ? report.eightBit() : hasHigh(header);
        put(head, "Content-Transfer-Encoding: "
                + (!high ? "7bit" : full ? "8bit" : "base64"));
        put(head, "");
        head.writeTo(out);
        if (full) {
            try (InputStream bytes = report.original().open()) {
                bytes.transferTo(out);
            }
        } else {
            out.write(high ? Base64.getMimeEncoder().encode(header) : header);
        }
    }

    private static boolean hasHigh(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return true;
            }
        }
        return false;
    }

    /// Up to the empty line.
    private static byte[] headerOf(Content original) throws IOException {
        byte[] start;
        try (InputStream bytes = original.open()) {
            start = bytes.readNBytes(HEADER_BYTES);
        }
        for (int at = 0; at + 3 < start.length; at++) {
            if (start[at] == '\r' && start[at + 1] == '\n' && start[at + 2] == '\r'
                    && start[at + 3] == '\n') {
                return java.util.Arrays.copyOf(start, at + 2);
            }
        }
        return start;
    }

    /// RFC 2047 for those who need it.
    private static String encodedWords(String subject, boolean smtpUtf8) {
        String clean = printable(subject).strip();
        if (smtpUtf8 || clean.chars().allMatch(c -> c < 0x80)) {
            return clean;
        }
        StringBuilder encoded = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < clean.length(); at += Character.charCount(clean.codePointAt(at))) {
            word.appendCodePoint(clean.codePointAt(at));
            if (word.toString().getBytes(StandardCharsets.UTF_8).length > 36) {
                encodedWord(encoded, word);
            }
        }
        encodedWord(encoded, word);
        return encoded.toString();
    }

    private static void encodedWord(StringBuilder encoded, StringBuilder word) {
        if (word.isEmpty()) {
            return;
        }
        encoded.append(encoded.isEmpty() ? "" : "\r\n ").append("=?utf-8?B?").append(Base64
                .getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8)))
                .append("?=");
        word.setLength(0);
    }

    private static void put(ByteArrayOutputStream out, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.write('\r');
        out.write('\n');
    }
}
