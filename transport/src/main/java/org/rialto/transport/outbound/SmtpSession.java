package org.rialto.transport.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.rialto.base.MalformedDataException;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.Envelope.ReturnContent;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.Recipient;
import org.rialto.transport.Recipient.OriginalRecipient;

/// A session with a peer, as its client. RFC 5321 §3 and §4.1, RFC 2920 (pipelining), RFC 3207
/// (STARTTLS), RFC 4954 (AUTH), RFC 3461 (DSN), RFC 3030 (CHUNKING, for binary only).
///
/// ```
///  connect ─ greeting ─ EHLO ─ [STARTTLS ─ EHLO] ─ [AUTH] ─► ready ─ QUIT
///                                                            │   ▲
///                                     MAIL ─ RCPT… ─ DATA ─ . ───┘   (RSET when refused)
/// ```
final class SmtpSession implements AutoCloseable {
    /// Commands sent ahead of their replies; small enough for the buffers of any TCP.
    private static final int PIPELINED_RECIPIENTS = 50;
    private final Endpoint endpoint;
    private final ClientSettings settings;
    private final SmtpWire wire;
    private Capabilities capabilities = Capabilities.NONE;
    private int messages;
    private boolean usable = true;

    private SmtpSession(Endpoint endpoint, ClientSettings settings, SmtpWire wire) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.wire = wire;
    }

    /// Connects and makes the session ready for messages.
    static SmtpSession open(Endpoint endpoint, ClientSettings settings,
            ScheduledExecutorService alarms) throws SessionFailure {
        SmtpWire wire;
        try {
            wire = SmtpWire.connect(endpoint, settings.timeouts().connect(), alarms);
        } catch (IOException e) {
            throw new SessionFailure(EnhancedStatus.NO_ANSWER,
                    "cannot connect to " + endpoint + ": " + reason(e));
        }
        SmtpSession session = new SmtpSession(endpoint, settings, wire);
        try {
            session.prepare();
            return session;
        } catch (IOException | MalformedDataException e) {
            session.close();
            throw broken(endpoint, "before MAIL", e);
        } catch (SessionFailure | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    Endpoint endpoint() { return endpoint; }

    /// Messages sent so far, accepted or not.
    int messages() { return messages; }

    /// Whether another message can follow.
    boolean isUsable() { return usable; }

    private void prepare() throws IOException, SessionFailure {
        if (endpoint.implicitTls()) {
            handshake(endpoint.tls() == TlsPolicy.VERIFIED);
        }
        SmtpReply greeting = wire.reply(settings.timeouts().greeting());
        if (!greeting.isPositive()) {
            throw new SessionFailure(EnhancedStatus.SYSTEM_NOT_ACCEPTING, greeting);
        }
        hello();
        if (!wire.isEncrypted() && endpoint.tls() != TlsPolicy.NONE) {
            startTls();
        }
        if (endpoint.credentials() != null) {
            authenticate(endpoint.credentials());
        }
    }

    private void hello() throws IOException, SessionFailure {
        wire.command("EHLO " + settings.hostName());
        SmtpReply ehlo = wire.reply(settings.timeouts().greeting());
        if (ehlo.isPositive()) {
            capabilities = Capabilities.read(ehlo);
            return;
        }
        wire.command("HELO " + settings.hostName());
        SmtpReply helo = wire.reply(settings.timeouts().greeting());
        if (!helo.isPositive()) {
            throw new SessionFailure(EnhancedStatus.SYSTEM_NOT_ACCEPTING, helo);
        }
        capabilities = Capabilities.NONE;
    }

    private void startTls() throws IOException, SessionFailure {
        if (!capabilities.startTls()) {
            if (endpoint.tls().isMandatory()) {
                // Transient: the peer's administrator may mend it before the message expires.
                throw new SessionFailure(EnhancedStatus.ENCRYPTION_NEEDED.as(4),
                        endpoint + " does not offer STARTTLS, which is required");
            }
            return;
        }
        wire.command("STARTTLS");
        SmtpReply reply = wire.reply(settings.timeouts().command());
        if (!reply.isPositive()) {
            if (endpoint.tls().isMandatory()) {
                throw new SessionFailure(EnhancedStatus.ENCRYPTION_NEEDED.as(4), reply);
            }
            return;
        }
        handshake(endpoint.tls() == TlsPolicy.VERIFIED);
        hello();
    }

    private void handshake(boolean verified) throws IOException, SessionFailure {
        Endpoint.Dane dane = endpoint.dane();
        try {
            if (verified && dane != null) {
                wire.startTls(DaneTrust.factory(dane.records(), dane.names()), endpoint.host(),
                        false, settings.timeouts().command());
                return;
            }
            wire.startTls(verified ? settings.verifyingTls() : settings.anyTls(), endpoint.host(),
                    verified, settings.timeouts().command());
        } catch (IOException e) {
            throw new TlsFailed(e);
        }
    }

    /// The handshake failed: an opportunistic client may come again without TLS.
    static final class TlsFailed extends IOException {
        private static final long serialVersionUID = 1L;

        TlsFailed(IOException cause) { super("TLS handshake failed: " + reason(cause), cause); }
    }

    private void authenticate(Endpoint.Credentials credentials)
            throws IOException, SessionFailure {
        Set<String> offered = capabilities.authenticationMechanisms();
        SmtpReply reply;
        if (offered.contains("PLAIN")) {
            wire.command("AUTH PLAIN "
                    + base64('\0' + credentials.user() + '\0' + credentials.password()));
            reply = wire.reply(settings.timeouts().command());
        } else if (offered.contains("LOGIN")) {
            wire.command("AUTH LOGIN");
            reply = wire.reply(settings.timeouts().command());
            for (String answer : List.of(credentials.user(), credentials.password())) {
                if (reply.code() == 334) {
                    wire.command(base64(answer));
                    reply = wire.reply(settings.timeouts().command());
                }
            }
        } else {
            throw new SessionFailure(EnhancedStatus.AUTHENTICATION_FAILED,
                    endpoint + " offers neither AUTH PLAIN nor AUTH LOGIN");
        }
        if (reply.code() != 235) {
            // A wrong password is the administrator's to mend: the messages wait meanwhile.
            throw new SessionFailure(EnhancedStatus.AUTHENTICATION_FAILED,
                    endpoint + " refuses the smart host's user name and password: " + reply);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Capabilities capabilities() { return capabilities; }

    boolean isEncrypted() { return wire.isEncrypted(); }

    /// Sends one message. Its content is already what the peer's capabilities ask for.
    ///
    /// @return what became of each recipient, in their order
    /// @throws SessionFailure when the peer went away or refused before any recipient was answered
    List<Outcome> send(OutboundMessage message) throws SessionFailure {
        messages++;
        boolean mailAnswered = false;
        try {
            wire.command(mailCommand(message));
            int ahead = capabilities.pipelining()
                    ? Math.min(PIPELINED_RECIPIENTS, message.recipients().size())
                    : 0;
            for (Recipient recipient : message.recipients().subList(0, ahead)) {
                wire.command(recipientCommand(recipient));
            }
            SmtpReply mail = wire.reply(settings.timeouts().command());
            mailAnswered = true;
            if (mail.code() == 421) {
                usable = false;
                throw new SessionFailure(EnhancedStatus.SYSTEM_NOT_ACCEPTING, mail);
            }
            List<SmtpReply> replies = recipients(message.recipients(), ahead);
            if (!mail.isPositive()) {
                reset();
                return everyone(message, Outcome.of(mail, EnhancedStatus.OTHER_PERMANENT, host()));
            }
            return content(message, replies);
        } catch (IOException | MalformedDataException e) {
            usable = false;
            throw broken(endpoint, mailAnswered ? "after MAIL" : "at MAIL", e);
        }
    }

    private List<SmtpReply> recipients(List<Recipient> recipients, int alreadySent)
            throws IOException {
        List<SmtpReply> replies = new ArrayList<>(recipients.size());
        for (int i = 0; i < alreadySent; i++) {
            replies.add(wire.reply(settings.timeouts().command()));
        }
        int window = capabilities.pipelining() ? PIPELINED_RECIPIENTS : 1;
        for (int from = alreadySent; from < recipients.size(); from += window) {
            int to = Math.min(from + window, recipients.size());
            for (Recipient recipient : recipients.subList(from, to)) {
                wire.command(recipientCommand(recipient));
            }
            for (int i = from; i < to; i++) {
                replies.add(wire.reply(settings.timeouts().command()));
            }
        }
        return replies;
    }

    private List<Outcome> content(OutboundMessage message, List<SmtpReply> replies)
            throws IOException {
        if (replies.stream().noneMatch(SmtpReply::isPositive)) {
            reset();
            return outcomes(replies, Outcome.of(EnhancedStatus.PROTOCOL_ERROR, "", host()));
        }
        // Opened before DATA: should our own disk fail, the peer has not been promised a message.
        try (InputStream bytes = message.content().open()) {
            if (message.traits().binaryBody() && capabilities.binaryMime()) {
                wire.command("BDAT " + message.content().sizeBytes() + " LAST");
                sendChunk(bytes);
            } else {
                wire.command("DATA");
                SmtpReply start = wire.reply(settings.timeouts().dataStart());
                if (start.code() != 354) {
                    refusedData(start);
                    return outcomes(replies, refused(start));
                }
                DataWriter.write(bytes, wire, settings.timeouts().dataBlock());
            }
        }
        SmtpReply last;
        try {
            last = wire.reply(settings.timeouts().dataEnd());
        } catch (IOException | MalformedDataException e) {
            usable = false;
            return outcomes(replies, unanswered(e));
        }
        usable = last.code() != 421;
        return outcomes(replies, last.isPositive() ? sent(last) : refused(last));
    }

    private void refusedData(SmtpReply reply) throws IOException {
        if (reply.code() < 400 || reply.code() == 421) {
            usable = false;
        } else {
            reset();
        }
    }

    private Outcome refused(SmtpReply reply) {
        return reply.code() >= 400
                ? Outcome.of(reply, EnhancedStatus.OTHER_PERMANENT, host())
                : Outcome.of(EnhancedStatus.PROTOCOL_ERROR, reply.toString(), host());
    }

    /// A peer that ends the connection here may or may not have the message: it is sent again,
    /// since one copy too many is better than none (RFC 5321 §4.5.4.2, RFC 1047); but later, not
    /// at once and to every other host of the domain.
    private Outcome unanswered(Exception e) {
        SessionFailure failure = broken(endpoint, "before it answered the message", e);
        return failure.outcome(host());
    }

    private void sendChunk(InputStream bytes) throws IOException {
        byte[] block = new byte[32 * 1024];
        for (int count = bytes.read(block); count >= 0; count = bytes.read(block)) {
            wire.block(block, 0, count, settings.timeouts().dataBlock());
        }
    }

    private Outcome sent(SmtpReply reply) {
        EnhancedStatus status = reply.status() != null ? reply.status() : EnhancedStatus.DELIVERED;
        return new Outcome(Outcome.Kind.SENT, status, reply.toString(), host(), true,
                capabilities.deliveryStatus());
    }

    /// Those whom RCPT refused keep that refusal; the others get what the message got.
    private List<Outcome> outcomes(List<SmtpReply> replies, Outcome message) {
        return replies.stream().map(reply -> {
            if (reply.isPositive()) {
                return message;
            }
            if (reply.code() == 552 && reply.status() == null) {
                // RFC 5321 §4.5.3.1.10: too many recipients, from older servers; try again later.
                return new Outcome(Outcome.Kind.DEFERRED, new EnhancedStatus(4, 5, 3),
                        reply.toString(), host(), true, false);
            }
            return reply.code() >= 400
                    ? Outcome.of(reply, EnhancedStatus.OTHER_PERMANENT, host())
                    : Outcome.of(EnhancedStatus.PROTOCOL_ERROR, reply.toString(), host());
        }).toList();
    }

    private static List<Outcome> everyone(OutboundMessage message, Outcome outcome) {
        return message.recipients().stream().map(recipient -> outcome).toList();
    }

    private void reset() throws IOException {
        wire.command("RSET");
        if (!wire.reply(settings.timeouts().command()).isPositive()) {
            usable = false;
        }
    }

    private String host() { return endpoint.host(); }

    private String mailCommand(OutboundMessage message) {
        StringBuilder command = new StringBuilder("MAIL FROM:<");
        SmtpAddress sender = message.sender();
        if (sender != null) {
            command.append(message.traits().needsSmtpUtf8(sender, message.recipients())
                    ? sender
                    : sender.withAsciiDomain());
        }
        command.append('>');
        if (capabilities.size()) {
            command.append(" SIZE=").append(message.content().sizeBytes());
        }
        if (message.traits().binaryBody() && capabilities.binaryMime()) {
            command.append(" BODY=BINARYMIME");
        } else if (message.traits().eightBitBody() && capabilities.eightBitMime()) {
            command.append(" BODY=8BITMIME");
        }
        if (message.traits().needsSmtpUtf8(sender, message.recipients())) {
            command.append(" SMTPUTF8");
        }
        if (message.requireTls() && capabilities.requireTls()) {
            command.append(" REQUIRETLS");
        }
        if (capabilities.deliveryStatus()) {
            if (message.returnContent() != null) {
                command.append(" RET=").append(
                        message.returnContent() == ReturnContent.FULL ? "FULL" : "HDRS");
            }
            if (message.envelopeId() != null) {
                command.append(" ENVID=").append(Xtext.encode(message.envelopeId()));
            }
        }
        return command.toString();
    }

    private String recipientCommand(Recipient recipient) {
        SmtpAddress address = recipient.address().hasAsciiLocalPart()
                ? recipient.address().withAsciiDomain()
                : recipient.address();
        StringBuilder command = new StringBuilder("RCPT TO:<").append(address).append('>');
        if (capabilities.deliveryStatus()) {
            if (!recipient.notifyOn().isEmpty()) {
                command.append(" NOTIFY=").append(String.join(",",
                        recipient.notifyOn().stream().map(Enum::name).sorted().toList()));
            }
            OriginalRecipient original = recipient.originalRecipient();
            if (original != null) {
                command.append(" ORCPT=").append(originalRecipient(original));
            }
        }
        return command.toString();
    }

    private String originalRecipient(OriginalRecipient original) {
        boolean international = original.type().equalsIgnoreCase("utf-8");
        return original.type() + ';' + (international && !capabilities.smtpUtf8()
                ? Xtext.encode(Xtext.embedUnicode(original.address()))
                : international
                        ? Xtext.encodeUnicode(original.address())
                        : Xtext.encode(original.address()));
    }

    private static SessionFailure broken(Endpoint endpoint, String where, Exception e) {
        EnhancedStatus status = e instanceof MalformedDataException
                ? EnhancedStatus.PROTOCOL_ERROR
                : e instanceof ConnectException
                        ? EnhancedStatus.NO_ANSWER
                        : e instanceof TlsFailed
                                ? new EnhancedStatus(4, 7, 5)
                                : EnhancedStatus.BAD_CONNECTION;
        SessionFailure failure = new SessionFailure(status,
                "the session with " + endpoint + " failed " + where + ": " + reason(e));
        failure.initCause(e);
        return failure;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /// Ends the session politely; does not wait long for the answer.
    void quit() {
        try {
            if (usable) {
                wire.command("QUIT");
                wire.reply(settings.timeouts().quit());
            }
        } catch (IOException | MalformedDataException e) {
            // The peer left first.
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        usable = false;
        wire.close();
    }
}
