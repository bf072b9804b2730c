package org.rialto.transport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.transport.LocalDelivery.Refusal;
import org.rialto.transport.Routed.Target;
import org.rialto.transport.queue.QueueRows;
import org.rialto.transport.queue.QueueRunner;
import org.rialto.transport.queue.QueuedRecipient;
import org.rialto.transport.queue.QueuedRecipient.LastAttempt;
import org.rialto.transport.queue.QueuedRecipient.State;
import org.rialto.transport.queue.RetrySchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes responsibility for a message in one unit of work: it goes into the mailboxes here, and for
/// whom it cannot go there at once, into the queue. Mail among users of this server never sees the
/// queue.
final class Acceptor {
    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);
    private final Categorizer categorizer;
    private final LocalDelivery localDelivery;
    private final QueueRows queue;
    private final RetrySchedule retry;
    private final QueueRunner runner;
    private final TransportCounters counters;
    private final @Nullable Journal journal;

    Acceptor(Categorizer categorizer, LocalDelivery localDelivery, QueueRows queue,
            RetrySchedule retry, QueueRunner runner, TransportCounters counters,
            @Nullable Journal journal) {
        this.categorizer = categorizer;
        this.localDelivery = localDelivery;
        this.queue = queue;
        this.retry = retry;
        this.runner = runner;
        this.counters = counters;
        this.journal = journal;
    }

    /// Durable when it returns.
    void accept(Incoming message, InSameUnit also) {
        accept(message, also,
                categorizer.categorize(message.envelope(), message.sizeBytes()));
    }

    /// Takes responsibility for a message that goes nowhere: its sender is told why.
    void refuse(Incoming message, InSameUnit also, EnhancedStatus status, String reason) {
        accept(message, also, message.envelope().recipients().stream()
                .map(one -> new Routed(one, new Target.Nowhere(status, reason))).toList());
    }

    private void accept(Incoming message, InSameUnit also, List<Routed> routed) {
        Incoming report = journal == null ? null : journal.report(message, routed);
        List<QueuedRecipient> reportRows = report == null ? List.of() : reportRows(report);
        Map<Routed, Refusal> refused = localDelivery.deliver(message, routed, also.mailboxId(),
                (sql, refusedNow) -> {
                    also.write(sql);
                    if (report != null) {
                        queue.insert(sql, report.queued(), reportRows);
                    }
                    List<QueuedRecipient> rows = rows(message, routed, refusedNow);
                    if (!rows.isEmpty()) {
                        queue.insert(sql, message.queued(), rows);
                    }
                });
        List<QueuedRecipient> rows = rows(message, routed, refused);
        log.info("{}: from <{}>, {} bytes, {} recipients, {} queued", message.name(),
                message.envelope().sender() == null ? "" : message.envelope().sender(),
                message.sizeBytes(), routed.size(), rows.size());
        count(message, routed, refused, rows);
        if (!rows.isEmpty()) {
            runner.offer(message.queued(), rows);
        }
        if (report != null) {
            runner.offer(report.queued(), reportRows);
        }
    }

    private List<QueuedRecipient> reportRows(Incoming report) {
        Recipient recipient = report.envelope().recipients().getFirst();
        List<Routed> routed = categorizer.categorize(report.envelope(), report.sizeBytes());
        // Whatever it is here, now or later, is found out by the attempt.
        String destination = routed.size() == 1
                && routed.getFirst().target() instanceof Target.Elsewhere(String domain)
                        ? domain
                        : QueuedRecipient.HERE;
        return List.of(QueuedRecipient.waiting(0, recipient, destination, report.arrived()));
    }

    private void count(Incoming message, List<Routed> routed, Map<Routed, Refusal> refused,
            List<QueuedRecipient> rows) {
        counters.accepted.increment();
        counters.acceptedBytes.add(message.sizeBytes());
        for (Routed one : routed) {
            switch (one.target()) {
                case Target.Mailbox _,Target.PublicFolder _ -> {
                    Refusal refusal = refused.get(one);
                    if (refusal == null) {
                        counters.delivered.increment();
                    } else if (refusal.status().isPermanent()) {
                        counters.failed.increment();
                    }
                }
                case Target.Nowhere _ -> counters.failed.increment();
                case Target.Elsewhere _,Target.Expanded _ -> {
                }
            }
        }
        counters.queued.add(rows.size());
    }

    /// The rows of those who do not have the message yet, or about whom its sender is to be told.
    private List<QueuedRecipient> rows(Incoming message, List<Routed> routed,
            Map<Routed, Refusal> refused) {
        List<QueuedRecipient> rows = new ArrayList<>();
        for (int number = 0; number < routed.size(); number++) {
            QueuedRecipient row = row(message, number, routed.get(number), refused);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private @Nullable QueuedRecipient row(Incoming message, int number, Routed one,
            Map<Routed, Refusal> refused) {
        Instant now = message.arrived();
        boolean reports = message.envelope().sender() != null;
        Recipient recipient = one.recipient();
        return switch (one.target()) {
            case Target.Elsewhere(String domain) -> QueuedRecipient.waiting(number, recipient,
                    domain, runner.firstAttempt(domain, now));
            case Target.Nowhere(EnhancedStatus status, String reason) -> reports
                    && recipient.wantsFailure()
                            ? here(number, recipient, now)
                                    .report(State.REPORT_FAILED, attempt(now, status, reason))
                            : null;
            case Target.Expanded() -> reports
                    ? here(number, recipient, now).report(
                            State.REPORT_EXPANDED, attempt(now, EnhancedStatus.DELIVERED,
                                    "the message went to the members of the group"))
                    : null;
            case Target.Mailbox _,Target.PublicFolder _ -> {
                Refusal refusal = refused.get(one);
                QueuedRecipient row = here(number, recipient, now);
                if (refusal == null) {
                    yield reports && recipient.wantsSuccess()
                            ? row.report(State.REPORT_DELIVERED,
                                    attempt(now, EnhancedStatus.DELIVERED, "delivered"))
                            : null;
                }
                LastAttempt attempt = attempt(now, refusal.status(), refusal.reason());
                if (refusal.status().isPermanent()) {
                    yield reports && recipient.wantsFailure()
                            ? row.report(State.REPORT_FAILED, attempt)
                            : null;
                }
                yield row.deferred(retry.next(1, now, java.util.random.RandomGenerator
                        .getDefault()), attempt);
            }
        };
    }

    private static QueuedRecipient here(int number, Recipient recipient, Instant now) {
        return QueuedRecipient.waiting(number, recipient, QueuedRecipient.HERE, now);
    }

    private static LastAttempt attempt(Instant when, EnhancedStatus status, String text) {
        return new LastAttempt(when, status, text, "", false);
    }
}
