package org.rialto.smtp;

import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.transport.Envelope;
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

    /// A user may write as whom the transport says, in the header too (RFC 6409 §6.1).
    private @Nullable SmtpReply checkAuthors(HeaderSection section) {
        if (section.count("From") > 1) {
            return SmtpReply.of(550, "5.6.0", "the message has more than one From field");
        }
        HeaderField from = section.first("From");
        if (from == null) {
            return null;
        }
        for (SmtpAddress author : AddressField.addresses(from.utf8Value())) {
            SmtpReply problem = SmtpErrors.of(session.transport().verifySender(as(author)));
            if (problem != null) {
                return problem;
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
