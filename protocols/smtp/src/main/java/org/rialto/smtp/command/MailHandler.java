package org.rialto.smtp.command;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpErrors;
import org.rialto.smtp.SmtpRole;
import org.rialto.smtp.SmtpState;
import org.rialto.smtp.Transaction;
import org.rialto.smtp.wire.EhloCommand;
import org.rialto.smtp.wire.MailCommand;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.smtp.wire.Xtext;
import org.rialto.transport.Envelope;
import org.rialto.directory.SmtpAddress;

/// MAIL: begins a message. RFC 5321 §4.1.1.2; SIZE RFC 1870, BODY RFC 6152 and RFC 3030, SMTPUTF8
/// RFC 6531, RET and ENVID RFC 3461, AUTH RFC 4954 §5, REQUIRETLS RFC 8689.
public final class MailHandler {
    private static final int ENVELOPE_ID_LIMIT = 100;

    private MailHandler() {}

    public static SmtpReply handle(MailCommand command, SmtpConnection session) {
        if (!(session.state() instanceof SmtpState.Greeted(EhloCommand greeting))) {
            throw new IllegalStateException("MAIL outside of its states");
        }
        if (session.configuration().role() == SmtpRole.SUBMISSION
                && session.authenticated() == null) {
            return SmtpReply.of(530, "5.7.0", "authentication is required to hand in mail");
        }
        if (session.messagesExhausted()) {
            return SmtpReply.of(452, "4.5.3", "enough messages for one connection");
        }
        if (command.reversePath().postmaster()) {
            return SmtpReply.of(501, "5.1.7", "the sender needs a domain");
        }
        SmtpAddress sender = command.reversePath().address().orElse(null);
        Parameters parameters = new Parameters(session);
        SmtpReply problem = parameters.read(command.parameters().values());
        if (problem != null) {
            return problem;
        }
        if (sender != null && !parameters.smtpUtf8 && !isAscii(sender.toString())) {
            return SmtpReply.of(553, "5.6.7", "an internationalised address needs SMTPUTF8");
        }
        Envelope envelope = parameters.envelope(sender, greeting);
        problem = SmtpErrors.of(session.transport().verifySender(envelope));
        if (problem != null) {
            return problem;
        }
        session.become(new SmtpState.Addressing(greeting, new Transaction(envelope)));
        return SmtpReply.of(250, "2.1.0", "sender accepted");
    }

    private static boolean isAscii(String text) { return text.chars().allMatch(c -> c < 0x80); }

    /// The parameters as they are read, one by one.
    private static final class Parameters {
        private final SmtpConnection session;
        private Envelope.Body body = Envelope.Body.SEVEN_BIT;
        private boolean smtpUtf8;
        private Envelope.@Nullable ReturnContent returnContent;
        private @Nullable String envelopeId;
        private boolean requireTls;
        private long sizeOctets;

        Parameters(SmtpConnection session) { this.session = session; }

        @Nullable
        SmtpReply read(Map<String, String> values) {
            for (Map.Entry<String, String> parameter : values.entrySet()) {
                SmtpReply problem = read(parameter.getKey(), parameter.getValue());
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }

        private @Nullable SmtpReply read(String keyword, String value) {
            return switch (keyword) {
                case "SIZE" -> readSize(value);
                case "BODY" -> readBody(value);
                case "RET" -> readReturn(value);
                case "ENVID" -> readEnvelopeId(value);
                case "SMTPUTF8" -> {
                    smtpUtf8 = true;
                    yield noValue(keyword, value);
                }
                case "REQUIRETLS" -> {
                    requireTls = true;
                    yield session.connection().isSecure()
                            ? noValue(keyword, value)
                            : SmtpReply.of(550, "5.7.30",
                                    "REQUIRETLS needs TLS on this connection");
                }
                // Who submitted it elsewhere is no reason here to trust it (RFC 4954 §5).
                case "AUTH" -> null;
                default -> SmtpReply.of(555, "5.5.4", keyword + " is not known as a parameter of"
                        + " MAIL");
            };
        }

        /// `size-value = 1*20DIGIT`
        private @Nullable SmtpReply readSize(String value) {
            if (value.isEmpty() || value.length() > 20
                    || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return SmtpReply.of(501, "5.5.4", "SIZE must be a number of octets");
            }
            long limit = session.configuration().limits().messageOctets();
            sizeOctets = value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
            return sizeOctets > limit
                    ? SmtpReply.of(552, "5.3.4", "messages may have " + limit + " octets")
                    : null;
        }

        private @Nullable SmtpReply readBody(String value) {
            switch (value.toUpperCase(Locale.ROOT)) {
                case "7BIT" -> body = Envelope.Body.SEVEN_BIT;
                case "8BITMIME" -> body = Envelope.Body.EIGHT_BIT_MIME;
                case "BINARYMIME" -> body = Envelope.Body.BINARY_MIME;
                default -> {
                    return SmtpReply.of(501, "5.5.4",
                            "BODY is one of 7BIT, 8BITMIME and BINARYMIME");
                }
            }
            return null;
        }

        private @Nullable SmtpReply readReturn(String value) {
            switch (value.toUpperCase(Locale.ROOT)) {
                case "FULL" -> returnContent = Envelope.ReturnContent.FULL;
                case "HDRS" -> returnContent = Envelope.ReturnContent.HEADERS;
                default -> {
                    return SmtpReply.of(501, "5.5.4", "RET is one of FULL and HDRS");
                }
            }
            return null;
        }

        private @Nullable SmtpReply readEnvelopeId(String value) {
            if (value.isEmpty() || value.length() > ENVELOPE_ID_LIMIT) {
                return SmtpReply.of(501, "5.5.4", "ENVID has 1 to 100 characters");
            }
            try {
                envelopeId = Xtext.decode(value);
                return null;
            } catch (MalformedDataException e) {
                return SmtpReply.of(501, "5.5.4", "ENVID: " + e.getMessage());
            }
        }

        private static @Nullable SmtpReply noValue(String keyword, String value) {
            return value.isEmpty()
                    ? null
                    : SmtpReply.of(501, "5.5.4", keyword + " takes no value");
        }

        Envelope envelope(@Nullable SmtpAddress sender, EhloCommand greeting) {
            return new Envelope(sender, body, smtpUtf8, returnContent, envelopeId, requireTls,
                    sizeOctets, session.authenticated(),
                    session.client(greeting.clientName(), greeting.extended(), smtpUtf8),
                    java.util.List.of());
        }
    }
}
