package org.rialto.transport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.rialto.database.Database;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.Blobs;
import org.rialto.transport.LocalDelivery.Refusal;
import org.rialto.transport.Routed.Target;
import org.rialto.transport.outbound.Courier;
import org.rialto.transport.outbound.OutboundMessage;
import org.rialto.transport.outbound.Outcome;
import org.rialto.transport.queue.QueueRows;
import org.rialto.transport.queue.QueueRunner;
import org.rialto.transport.queue.QueuedMessage;
import org.rialto.transport.queue.QueuedRecipient;
import org.rialto.transport.queue.QueuedRecipient.LastAttempt;
import org.rialto.transport.queue.QueuedRecipient.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the attempts that the queue's runner asks for, and writes down what became of them.
final class Attempts implements QueueRunner.Worker {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private final Database database;
    private final Blobs blobs;
    private final QueueRows queue;
    private final TransportConfiguration configuration;
    private final Categorizer categorizer;
    private final LocalDelivery localDelivery;
    private final Courier courier;
    private final Reporter reporter;
    private final Clock clock;
    private final TransportCounters counters;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Attempts(Database database, Blobs blobs, QueueRows queue,
            TransportConfiguration configuration, Categorizer categorizer,
            LocalDelivery localDelivery, Courier courier, Reporter reporter, Clock clock,
            TransportCounters counters) {
        this.database = database;
        this.blobs = blobs;
        this.queue = queue;
        this.configuration = configuration;
        this.categorizer = categorizer;
        this.localDelivery = localDelivery;
        this.courier = courier;
        this.reporter = reporter;
        this.clock = clock;
        this.counters = counters;
    }

    @Override
    public QueueRunner.Result work(QueuedMessage message, List<QueuedRecipient> recipients,
            String destination) {
        return switch (destination) {
            case QueuedRecipient.REPORT -> {
                reporter.report(message, recipients);
                counters.reports.increment();
                yield new QueueRunner.Result(false, Instant.MAX);
            }
            case QueuedRecipient.HERE -> here(message, recipients);
            default -> outside(message, recipients, destination);
        };
    }

    private QueueRunner.Result outside(QueuedMessage message, List<QueuedRecipient> recipients,
            String domain) {
        int most = configuration.queue().recipientsPerMessage();
        Instant next = Instant.MAX;
        boolean unreachable = true;
        for (int from = 0; from < recipients.size(); from += most) {
            List<QueuedRecipient> some = recipients.subList(from,
                    Math.min(from + most, recipients.size()));
            List<Outcome> outcomes = courier.attempt(outbound(message, some), domain);
            Settlement settlement = new Settlement(message);
            for (int i = 0; i < some.size(); i++) {
                settlement.add(some.get(i), outcomes.get(i));
                unreachable &= isUnreachable(outcomes.get(i));
            }
            settlement.write();
            next = settlement.next.isBefore(next) ? settlement.next : next;
        }
        return new QueueRunner.Result(unreachable, next);
    }

    /// Nothing is waited for any longer.
    void stop() { stopped.countDown(); }

    private boolean stopsWithin(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean isUnreachable(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.DEFERRED && !outcome.replied()
                && outcome.status().subject() == 4;
    }

    private OutboundMessage outbound(QueuedMessage message, List<QueuedRecipient> recipients) {
        Envelope envelope = message.envelope();
        return new OutboundMessage(message.name(), envelope.sender(),
                recipients.stream().map(QueuedRecipient::recipient).toList(),
                envelope.returnContent(), envelope.envelopeId(), envelope.requireTls(),
                message.traits(), new StoredContent(blobs, message));
    }

    /// Mailboxes that did not take the message before. The addresses are looked up again: the
    /// directory may have changed.
    private QueueRunner.Result here(QueuedMessage message, List<QueuedRecipient> recipients) {
        List<Routed> routed = new ArrayList<>();
        List<QueuedRecipient> owners = new ArrayList<>();
        for (QueuedRecipient one : recipients) {
            Envelope alone = message.envelope().withRecipients(List.of(one.recipient()));
            for (Routed where : categorizer.categorize(alone, message.sizeBytes())) {
                routed.add(where);
                owners.add(one);
            }
        }
        Incoming again = new Incoming(message.queueId(), message.arrived(), message.envelope(),
                message.content(), message.returnPathBytes(), message.traits(), scan(message));
        Instant now = clock.instant();
        Settlement[] last = new Settlement[1];
        localDelivery.deliver(again, routed, (sql, refused) -> {
            Settlement settlement = new Settlement(message);
            for (QueuedRecipient one : recipients) {
                List<Routed> places = new ArrayList<>();
                for (int i = 0; i < routed.size(); i++) {
                    if (owners.get(i) == one) {
                        places.add(routed.get(i));
                    }
                }
                settleHere(settlement, one, places, refused, now);
            }
            settlement.write(sql);
            last[0] = settlement;
        });
        Settlement settled = last[0];
        if (settled == null) {
            return new QueueRunner.Result(false, Instant.MAX);
        }
        settled.tellOfDelays();
        return new QueueRunner.Result(false, settled.next);
    }

    private void settleHere(Settlement settlement, QueuedRecipient one, List<Routed> places,
            Map<Routed, Refusal> refused, Instant now) {
        if (places.size() == 1) {
            settleHere(settlement, one, places.getFirst(), refused, now);
            return;
        }
        // The address became a group: who has the message is done, the others are recipients.
        List<QueuedRecipient> others = new ArrayList<>();
        for (Routed place : places) {
            boolean delivered = (place.target() instanceof Target.Mailbox
                    || place.target() instanceof Target.PublicFolder)
                    && !refused.containsKey(place);
            if (!delivered && !(place.target() instanceof Target.Expanded)) {
                String destination = place.target() instanceof Target.Elsewhere(String domain)
                        ? domain
                        : QueuedRecipient.HERE;
                others.add(QueuedRecipient.waiting(0, place.recipient(), destination,
                        configuration.retry().next(1, now, RandomGenerator.getDefault())));
            }
        }
        settlement.replace(one, others);
    }

    private void settleHere(Settlement settlement, QueuedRecipient one, Routed place,
            Map<Routed, Refusal> refused, Instant now) {
        switch (place.target()) {
            case Target.Mailbox _,Target.PublicFolder _ -> {
                Refusal refusal = refused.get(place);
                settlement.add(one, refusal == null
                        ? Outcome.of(EnhancedStatus.DELIVERED, "delivered", "")
                        : Outcome.of(refusal.status(), refusal.reason(), ""));
            }
            case Target.Nowhere(EnhancedStatus status, String reason) -> settlement.add(one,
                    Outcome.of(status, reason, ""));
            case Target.Elsewhere(String domain) -> settlement.replace(one, List.of(QueuedRecipient
                    .waiting(0, place.recipient(), domain, now)));
            case Target.Expanded() -> settlement.replace(one, List.of());
        }
    }

    private MimeScan scan(QueuedMessage message) {
        try (BlobReader reader = blobs.open(message.content());
                InputStream bytes = reader.stream(0, reader.length())) {
            return MimeScanner.scan(bytes);
        } catch (IOException e) {
            throw new MailError.Unavailable("the message cannot be read from the queue", e);
        }
    }

    /// What one attempt changes of a message's rows.
    private final class Settlement {
        private final QueuedMessage message;
        private final boolean reports;
        private final Instant now = clock.instant();
        private final List<QueuedRecipient> done = new ArrayList<>();
        private final List<QueuedRecipient> changed = new ArrayList<>();
        private final List<QueuedRecipient> delayed = new ArrayList<>();
        private final List<Map.Entry<QueuedRecipient, List<QueuedRecipient>>> replaced = new ArrayList<>();
        private Instant next = Instant.MAX;

        Settlement(QueuedMessage message) {
            this.message = message;
            this.reports = message.envelope().sender() != null;
        }

        void add(QueuedRecipient one, Outcome outcome) {
            LastAttempt attempt = new LastAttempt(now, outcome.status(), outcome.diagnostic(),
                    outcome.remoteHost(), outcome.replied());
            log.info("{}: to <{}>: {} {} {}", message.name(), one.recipient().address(),
                    outcome.kind(), outcome.status(), outcome.diagnostic());
            switch (outcome.kind()) {
                case SENT -> {
                    (one.destination().equals(QueuedRecipient.HERE)
                            ? counters.delivered
                            : counters.sent).increment();
                    if (reports && one.recipient().wantsSuccess() && !outcome.dsnRelayed()) {
                        change(one.report(one.destination().equals(QueuedRecipient.HERE)
                                ? State.REPORT_DELIVERED
                                : State.REPORT_RELAYED, attempt));
                    } else {
                        done.add(one);
                    }
                }
                case FAILED -> {
                    if (Journal.isReport(message)) {
                        // Somebody has to see to the journal; until then nothing of it is lost.
                        deferred(one, attempt);
                    } else {
                        failed(one, attempt);
                    }
                }
                case DEFERRED -> deferred(one, attempt);
            }
        }

        private void failed(QueuedRecipient one, LastAttempt attempt) {
            counters.failed.increment();
            if (reports && one.recipient().wantsFailure()) {
                change(one.report(State.REPORT_FAILED, attempt));
            } else {
                done.add(one);
            }
        }

        private void deferred(QueuedRecipient one, LastAttempt attempt) {
            if (configuration.retry().isExpired(message.arrived(), now)
                    && !Journal.isReport(message)) {
                failed(one, new LastAttempt(now, EnhancedStatus.EXPIRED, attempt.diagnostic(),
                        attempt.remoteHost(), attempt.replied()));
                return;
            }
            counters.deferred.increment();
            QueuedRecipient waiting = one.deferred(configuration.retry().next(one.attempts() + 1,
                    now, RandomGenerator.getDefault()), attempt);
            change(waiting);
            if (reports && !one.delayReported() && one.recipient().wantsDelay()
                    && configuration.retry().isDelayed(message.arrived(), now)) {
                delayed.add(waiting);
            }
        }

        void replace(QueuedRecipient one, List<QueuedRecipient> others) {
            replaced.add(Map.entry(one, others));
            others.forEach(other -> soonest(other.due()));
        }

        private void change(QueuedRecipient one) {
            changed.add(one);
            soonest(one.due());
        }

        private void soonest(Instant due) { next = due.isBefore(next) ? due : next; }

        /// Tried until it is done: the message may have been sent, and as long as the queue does
        /// not know, every attempt would send it once more. Meanwhile this attempt keeps its place
        /// among those that run, so that a full disk ends the sending by and by.
        void write() {
            long pause = FIRST_PAUSE_MILLIS;
            while (true) {
                try {
                    database.write(sql -> {
                        write(sql);
                        return true;
                    });
                    break;
                } catch (MailError.Unavailable e) {
                    log.warn("{}: the outcome of an attempt cannot be written now: {}",
                            message.name(), e.getMessage());
                    if (stopsWithin(pause)) {
                        throw e;
                    }
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                }
            }
            tellOfDelays();
        }

        /// After the rows are written.
        void tellOfDelays() {
            if (!delayed.isEmpty()) {
                reporter.delayed(message, delayed);
            }
        }

        void write(org.rialto.database.Sql sql) throws java.sql.SQLException {
            for (QueuedRecipient one : changed) {
                queue.update(sql, message.queueId(), one);
            }
            for (Map.Entry<QueuedRecipient, List<QueuedRecipient>> one : replaced) {
                queue.replace(sql, message.queueId(), one.getKey(), one.getValue());
            }
            if (!done.isEmpty()) {
                queue.remove(sql, message.queueId(), done);
            }
        }
    }
}
