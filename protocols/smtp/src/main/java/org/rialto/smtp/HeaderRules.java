package org.rialto.smtp;

import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.smtp.wire.SmtpReply;
import java.util.List;
import org.rialto.transport.Envelope;
import org.rialto.transport.SenderVerdict;
import org.rialto.directory.SmtpAddress;
import org.rialto.smtp.authentication.AddressField;
import org.rialto.smtp.authentication.AuthenticationResults;
import org.rialto.smtp.authentication.HeaderField;
import org.rialto.smtp.authentication.HeaderSection;

/// What this server demands of a header section and changes in it: loops on every message (RFC 5321
/// §6.3); sender, date and identification of users' messages (RFC 6409 §6 and §8).
final class HeaderRules {
    private final SmtpConnection session;
    private final Envelope envelope;
    private final boolean submission;
    private boolean onBehalf;

    HeaderRules(SmtpConnection session, Envelope envelope) {
        this.session = session;
        this.envelope = envelope;
        this.submission = envelope.authenticated() != null;
    }

    /// Null when nothing is wrong.
    @Nullable
    SmtpReply check(HeaderSection section) {
        int received = section.count("Received");
        if (received > session.configuration().limits().receivedFields()) {
            return SmtpReply.of(554, "5.4.6",
                    "the message came through " + received + " servers: it loops");
        }
        return submission ? checkAuthors(section) : null;
    }

    /// A user may write as whom the transport says, in the header too (RFC 6409 §6.1), and one who
    /// writes on another's behalf is named as the sender (RFC 5322 §3.6.2).
    private @Nullable SmtpReply checkAuthors(HeaderSection section) {
        for (String name : List.of("From", "Sender")) {
            if (section.count(name) > 1) {
                return SmtpReply.of(550, "5.6.0",
                        "the message has more than one " + name + " field");
            }
        }
        HeaderField from = section.first("From");
        if (from != null) {
            SmtpReply problem = checkAddresses(from, true);
            if (problem != null) {
                return problem;
            }
        }
        HeaderField sender = section.first("Sender");
        return sender == null ? null : checkAddresses(sender, false);
    }

    private @Nullable SmtpReply checkAddresses(HeaderField field, boolean authors) {
        AddressField.Parsed parsed = AddressField.parse(field.utf8Value());
        // A reader's program may see an address where we see none: what is odd is not sent.
        if (!parsed.whole() || parsed.addresses().isEmpty()
                || !authors && parsed.addresses().size() > 1) {
            return SmtpReply.of(550, "5.6.0", "the " + field.name() + " field is malformed");
        }
        for (SmtpAddress address : parsed.addresses()) {
            SenderVerdict verdict = session.transport().verifySender(as(address));
            SmtpReply problem = SmtpErrors.of(verdict);
            if (problem != null) {
                return problem;
            }
            if (verdict instanceof SenderVerdict.OnBehalf) {
                if (!authors) {
                    return SmtpReply.of(550, "5.7.1", "you may send on behalf of " + address
                            + ", but not as its owner: the Sender must be you");
                }
                onBehalf = true;
            }
        }
        return null;
    }

    private Envelope as(SmtpAddress author) {
        return new Envelope(author, envelope.body(), envelope.smtpUtf8(),
                envelope.returnContent(), envelope.envelopeId(), envelope.requireTls(), 0,
                envelope.authenticated(), envelope.client(), envelope.recipients());
    }

    /// The fields as they go on, as ISO 8859-1 text, without the empty line.
    String rewrite(HeaderSection section) {
        StringBuilder text = new StringBuilder(section.lengthOctets() + 256);
        for (HeaderField field : section.fields()) {
            if (!isDropped(field)) {
                text.append(field.raw());
                if (!field.raw().endsWith("\r\n")) {
                    text.append("\r\n");
                }
            }
        }
        if (submission) {
            complete(section, text);
        }
        return text.toString();
    }

    private boolean isDropped(HeaderField field) {
        return switch (field.lowerCaseName()) {
            case "bcc", "resent-bcc" -> submission;
            case "authentication-results" -> AuthenticationResults.isForged(field,
                    session.configuration().hostName());
            default -> false;
        };
    }

    /// RFC 6409 §8.
    private void complete(HeaderSection section, StringBuilder text) {
        if (!section.has("From") && envelope.authenticated() != null) {
            SmtpAddress author = envelope.sender() == null
                    ? envelope.authenticated()
                    : envelope.sender();
            append(text, "From: <" + author + ">");
        }
        if (onBehalf && !section.has("Sender") && envelope.authenticated() != null) {
            append(text, "Sender: <" + envelope.authenticated() + ">");
        }
        if (!section.has("Date")) {
            append(text, "Date: " + ReceivedField.DATE.format(ZonedDateTime.now()));
        }
        if (!section.has("Message-ID")) {
            append(text, "Message-ID: <" + UUID.randomUUID() + "@"
                    + session.configuration().hostName() + ">");
        }
    }

    private static void append(StringBuilder text, String field) {
        byte[] bytes = field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        text.append(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .append("\r\n");
    }
}
