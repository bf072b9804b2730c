package org.rialto.transport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.MailError;
import org.rialto.store.Blobs;
import org.rialto.transport.Envelope.Client;
import org.rialto.transport.Envelope.ReturnContent;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.dsn.DeliveryReport;
import org.rialto.transport.dsn.DeliveryReport.Action;
import org.rialto.transport.dsn.DeliveryReport.Line;
import org.rialto.transport.dsn.DeliveryReport.Returned;
import org.rialto.transport.dsn.DsnWriter;
import org.rialto.transport.queue.QueueId;
import org.rialto.transport.queue.QueueRows;
import org.rialto.transport.queue.QueuedMessage;
import org.rialto.transport.queue.QueuedRecipient;
import org.rialto.transport.queue.QueuedRecipient.LastAttempt;
import org.rialto.transport.queue.RetrySchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells senders what became of their messages. The notification is accepted in the unit of work
/// that takes note of it, so that it is sent once whatever happens between.
final class Reporter {
    private static final Logger log = LoggerFactory.getLogger(Reporter.class);
    /// A larger message goes back as its header only.
    private static final long FULL_BYTES = 10L << 20;
    /// Without RET a message of this size still goes back whole.
    private static final long FULL_UNASKED_BYTES = 64 << 10;
    private static final int SUBJECT_HEADER_BYTES = 64 << 10;
    private final Database database;
    private final Blobs blobs;
    private final QueueRows queue;
    private final RetrySchedule retry;
    private final DsnWriter writer;
    private final IntakeFactory intakes;
    private final Clock clock;

    /// Begins the intake of a notification.
    @FunctionalInterface
    interface IntakeFactory {
        Intake begin(Envelope envelope, InSameUnit also);
    }

    Reporter(Database database, Blobs blobs, QueueRows queue, RetrySchedule retry,
            DsnWriter writer, IntakeFactory intakes, Clock clock) {
        this.database = database;
        this.blobs = blobs;
        this.queue = queue;
        this.retry = retry;
        this.writer = writer;
        this.intakes = intakes;
        this.clock = clock;
    }

    /// Reports recipients whose state says so; then they are done.
    void report(QueuedMessage message, List<QueuedRecipient> recipients) {
        List<Line> lines = new ArrayList<>();
        for (QueuedRecipient one : recipients) {
            Action action = switch (one.state()) {
                case REPORT_FAILED -> Action.FAILED;
                case REPORT_RELAYED -> Action.RELAYED;
                case REPORT_DELIVERED -> Action.DELIVERED;
                case REPORT_EXPANDED -> Action.EXPANDED;
                case WAITING -> null;
            };
            LastAttempt last = one.last();
            if (action != null && last != null) {
                lines.add(line(one, action, last, null));
            }
        }
        InSameUnit done = sql -> {
            if (queue.remove(sql, message.queueId(), recipients) == 0) {
                throw new AlreadyTold();
            }
        };
        tell(message, lines, done);
    }

    /// Tells of recipients that wait long; they are marked so that it is told once.
    void delayed(QueuedMessage message, List<QueuedRecipient> recipients) {
        List<Line> lines = new ArrayList<>();
        for (QueuedRecipient one : recipients) {
            LastAttempt last = one.last();
            if (last != null) {
                lines.add(line(one, Action.DELAYED, last,
                        message.arrived().plus(retry.maximumAge())));
            }
        }
        tell(message, lines, sql -> {
            for (QueuedRecipient one : recipients) {
                if (!queue.markDelayReported(sql, message.queueId(), one.number())) {
                    throw new AlreadyTold();
                }
            }
        });
    }

    private static Line line(QueuedRecipient one, Action action, LastAttempt last,
            @Nullable Instant until) {
        return new Line(one.recipient(), action, last.status(), last.diagnostic(),
                last.remoteHost(), last.replied(), last.when(), until);
    }

    private void tell(QueuedMessage message, List<Line> lines, InSameUnit done) {
        SmtpAddress sender = message.envelope().sender();
        try {
            if (sender == null || lines.isEmpty()) {
                // RFC 5321 §6.1: a notification about a notification goes round for ever.
                database.write(sql -> {
                    done.write(sql);
                    return true;
                });
                return;
            }
            DeliveryReport report = reportOf(message, sender, lines);
            try (Intake intake = intakes.begin(envelope(message, sender), done)) {
                writer.write(report, clock.instant(), QueueId.text(QueueId.next()), intake);
                String name = intake.commit().queueId();
                log.info("{}: told <{}> by {} of {} recipients", message.name(), sender, name,
                        lines.size());
            }
        } catch (AlreadyTold e) {
            log.debug("{}: was reported by another attempt", message.name());
        } catch (IOException e) {
            throw new MailError.Unavailable("the message cannot be read for its report", e);
        }
    }

    private DeliveryReport reportOf(QueuedMessage message, SmtpAddress sender, List<Line> lines)
            throws IOException {
        Envelope envelope = message.envelope();
        StoredContent content = new StoredContent(blobs, message);
        boolean failed = lines.stream().anyMatch(line -> line.action() == Action.FAILED);
        boolean wanted = envelope.returnContent() == ReturnContent.FULL
                ? content.sizeBytes() <= FULL_BYTES
                : envelope.returnContent() == null && content.sizeBytes() <= FULL_UNASKED_BYTES;
        // RFC 3461 §4.3: FULL is about failures only.
        Returned returned = failed && wanted && !message.traits().binaryBody()
                ? Returned.FULL
                : Returned.HEADERS;
        boolean utf8 = envelope.smtpUtf8()
                || message.traits().needsSmtpUtf8(sender, List.of());
        return new DeliveryReport(sender, envelope.envelopeId(), message.arrived(),
                subject(content), lines, content, returned, utf8,
                message.traits().eightBitBody());
    }

    private static @Nullable String subject(StoredContent content) throws IOException {
        try (InputStream bytes = content.open()) {
            return Subject.of(bytes.readNBytes(SUBJECT_HEADER_BYTES));
        }
    }

    private static Envelope envelope(QueuedMessage message, SmtpAddress sender) {
        boolean utf8 = message.envelope().smtpUtf8() || !sender.hasAsciiLocalPart();
        return new Envelope(null, Envelope.Body.EIGHT_BIT_MIME, utf8, null, null,
                message.envelope().requireTls(), 0, null,
                new Client("local", "", "DSN", false),
                List.of(new Recipient(sender, Set.of(Notify.NEVER), null)));
    }

    /// Undoes a notification that was sent meanwhile.
    private static final class AlreadyTold extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyTold() { super(null, null, false, false); }
    }
}
