package org.rialto.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.rialto.base.net.Transcript;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.MailError;
import org.rialto.transport.Envelope;
import org.rialto.transport.Intake;
import org.rialto.transport.Recipient;
import org.rialto.transport.RecipientVerdict;
import org.rialto.transport.SenderVerdict;
import org.rialto.transport.Transport;

/// A transport in memory, for transcripts: `example.com` is local, with a handful of users.
final class ScriptedTransport implements Transport {
    record Accepted(Envelope envelope, byte[] bytes) {
        /// Envelope and message as lines that a transcript can expect.
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("FROM <" + (envelope.sender() == null ? "" : envelope.sender()) + "> "
                    + envelope.body() + (envelope.smtpUtf8() ? " SMTPUTF8" : "")
                    + (envelope.requireTls() ? " REQUIRETLS" : "")
                    + (envelope.returnContent() == null ? "" : " RET=" + envelope.returnContent())
                    + (envelope.envelopeId() == null ? "" : " ENVID=" + envelope.envelopeId()));
            for (Recipient recipient : envelope.recipients()) {
                lines.add("TO <" + recipient.address() + ">"
                        + (recipient.notifyOn().isEmpty()
                                ? ""
                                : " NOTIFY=" + recipient.notifyOn().stream().sorted().toList())
                        + (recipient.originalRecipient() == null
                                ? ""
                                : " ORCPT=" + recipient.originalRecipient().type() + ";"
                                        + recipient.originalRecipient().address()));
            }
            String text = new String(bytes, UTF_8);
            if (text.endsWith("\r\n")) {
                text = text.substring(0, text.length() - 2);
            }
            lines.addAll(Arrays.asList(text.split("\r\n", -1)));
            return lines;
        }
    }

    private static final Set<String> USERS = Set.of("alice", "bob", "carol", "postmaster",
            "δοκιμή");

    final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger aborted = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();

    /// `M:` in these transcripts is a line of the next accepted message and its envelope.
    void play(Path file, InetSocketAddress address, SSLContext tls, boolean implicitTls)
            throws Exception {
        Deque<String> message = new ArrayDeque<>();
        new Transcript(address, tls, implicitTls, Map.of('M', () -> {
            if (message.isEmpty()) {
                message.addAll(Objects.requireNonNull(accepted.poll(60, TimeUnit.SECONDS),
                        "no message was accepted").lines());
            }
            return message.removeFirst();
        })).play(file);
        assertThat(message).as("lines of the message that were not expected").isEmpty();
        assertThat(accepted).as("messages that were not expected").isEmpty();
    }

    @Override
    public SenderVerdict verifySender(Envelope envelope) {
        SmtpAddress user = envelope.authenticated();
        if (user != null && envelope.sender() != null
                && envelope.sender().localPart().equals("boss")) {
            return new SenderVerdict.OnBehalf();
        }
        if (user != null && envelope.sender() != null && !envelope.sender().equals(user)) {
            return new SenderVerdict.Denied(user + " may not send as " + envelope.sender());
        }
        return new SenderVerdict.Accepted();
    }

    @Override
    public int recipientLimit(Envelope envelope) { return 100; }

    @Override
    public RecipientVerdict verify(Envelope envelope, SmtpAddress recipient) {
        if (!recipient.domain().equals("example.com")) {
            return new RecipientVerdict.Remote();
        }
        return switch (recipient.localPart()) {
            case "full" -> new RecipientVerdict.OverQuota("the mailbox is full");
            case "closed" -> new RecipientVerdict.Denied("members only");
            case String name when USERS.contains(name) || name.startsWith("u") ->
                new RecipientVerdict.Local();
            default -> new RecipientVerdict.Unknown("no such mailbox here");
        };
    }

    @Override
    public Intake begin(Envelope envelope) {
        begun.incrementAndGet();
        if (isFrom(envelope, "busy")) {
            throw new MailError.Unavailable("out of disk");
        }
        return new Intake() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            private boolean ended;

            @Override
            public void write(byte[] source, int offset, int length) {
                if (ended) {
                    throw new IllegalStateException("written after its end");
                }
                bytes.write(source, offset, length);
                if (isFrom(envelope, "large") && bytes.size() > 1000) {
                    throw new MailError.TooLarge("more than 1000 octets");
                }
            }

            @Override
            public Receipt commit() {
                if (ended) {
                    throw new IllegalStateException("committed after its end");
                }
                ended = true;
                if (isFrom(envelope, "late")) {
                    throw new MailError.Unavailable("disk full at the last moment");
                }
                accepted.add(new Accepted(envelope, bytes.toByteArray()));
                return new Receipt("Q" + count.incrementAndGet());
            }

            @Override
            public void abort() {
                if (!ended) {
                    ended = true;
                    aborted.incrementAndGet();
                }
            }
        };
    }

    private static boolean isFrom(Envelope envelope, String localPart) {
        return envelope.sender() != null && envelope.sender().localPart().equals(localPart);
    }
}
