package org.rialto.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mailbox.rules.Origin;
import org.rialto.mailbox.rules.Outgoing;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;
import org.rialto.transport.Envelope.Client;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.Routed.Target;
import org.rialto.transport.queue.QueueId;
import org.rialto.transport.queue.QueueRows;
import org.rialto.transport.queue.QueueRunner;
import org.rialto.transport.queue.QueuedMessage;
import org.rialto.transport.queue.QueuedRecipient;

/// Takes what the rules of mailboxes send: its bytes are stored before the unit of work that delivers
/// the message it is about, its queue rows are written in it. So it is sent if, and only if, that
/// message was delivered.
final class RuleMail {
    private static final String PROTOCOL = "RULE-";
    private final Blobs blobs;
    private final QueueRows queue;
    private final QueueRunner runner;
    private final Categorizer categorizer;
    private final Clock clock;

    RuleMail(Blobs blobs, QueueRows queue, QueueRunner runner, Categorizer categorizer,
            Clock clock) {
        this.blobs = blobs;
        this.queue = queue;
        this.runner = runner;
        this.categorizer = categorizer;
        this.clock = clock;
    }

    /// A message whose bytes are stored, and whom it goes to.
    record Ready(Outgoing outgoing, QueuedMessage message, List<QueuedRecipient> rows) {}

    /// The rule that sent a message; null when none did.
    static @Nullable Origin origin(Envelope envelope) {
        String protocol = envelope.client().protocol();
        if (!protocol.startsWith(PROTOCOL)) {
            return null;
        }
        for (Outgoing.Kind kind : Outgoing.Kind.values()) {
            if (protocol.equals(protocol(kind))) {
                return new Origin(kind, envelope.authenticated());
            }
        }
        return null;
    }

    private static String protocol(Outgoing.Kind kind) {
        return PROTOCOL + kind.name().toUpperCase(Locale.ROOT);
    }

    Ready store(Outgoing outgoing) {
        Set<Notify> notify = outgoing.sender() == null ? Set.of(Notify.NEVER) : Set.of();
        Envelope envelope = new Envelope(outgoing.sender(), Envelope.Body.EIGHT_BIT_MIME,
                !outgoing.asItCame(), null, null, false, 0, outgoing.author(),
                new Client("local", "", protocol(outgoing.kind()), false),
                outgoing.recipients().stream().map(to -> new Recipient(to, notify, null))
                        .toList());
        byte[] returnPath = ReturnPath.field(outgoing.sender());
        TraitScanner traits = new TraitScanner();
        try (BlobWriter writer = blobs.create()) {
            writer.write(returnPath);
            outgoing.content().write(new OutputStream() {
                @Override
                public void write(int one) throws IOException { write(new byte[]{(byte) one}); }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    writer.write(bytes, offset, length);
                    traits.write(bytes, offset, length);
                }
            });
            BlobRef content = writer.finish();
            QueuedMessage message = new QueuedMessage(QueueId.next(), clock.instant(), content,
                    returnPath.length, traits.traits(envelope.smtpUtf8()), false,
                    envelope.withRecipients(List.of()));
            return new Ready(outgoing, message, rows(envelope, message));
        } catch (IOException e) {
            throw new MailError.Unavailable("an automatic message cannot be written now", e);
        }
    }

    /// Who is here is found out by the attempt.
    private List<QueuedRecipient> rows(Envelope envelope, QueuedMessage message) {
        List<QueuedRecipient> rows = new ArrayList<>();
        for (Recipient recipient : envelope.recipients()) {
            List<Routed> routed = categorizer.categorize(
                    envelope.withRecipients(List.of(recipient)), message.sizeBytes());
            String destination = routed.size() == 1
                    && routed.getFirst().target() instanceof Target.Elsewhere(String domain)
                            ? domain
                            : QueuedRecipient.HERE;
            rows.add(QueuedRecipient.waiting(rows.size(), recipient, destination,
                    message.arrived()));
        }
        return rows;
    }

    void insert(Sql sql, Ready ready) throws SQLException {
        queue.insert(sql, ready.message(), ready.rows());
    }

    /// After the commit.
    void offer(Ready ready) { runner.offer(ready.message(), ready.rows()); }
}
