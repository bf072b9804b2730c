package org.rialto.transport.queue;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.mapi.MailError;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.queue.QueuedRecipient.LastAttempt;
import org.rialto.transport.queue.QueuedRecipient.State;

/// What an administrator may see of the queue and do to it. Every change is durable when its method
/// returns; an attempt that runs at that moment ends as it ends.
public final class QueueAdministration {
    private static final int PAGE = 500;
    private final Database database;
    private final QueueRows rows;
    private final QueueRunner runner;
    private final Clock clock;

    public QueueAdministration(Database database, QueueRows rows, QueueRunner runner,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.runner = runner;
        this.clock = clock;
    }

    /// A message and its recipients that are not done.
    public record Entry(QueuedMessage message, List<QueuedRecipient> recipients) {
        public Entry { recipients = List.copyOf(recipients); }
    }

    /// Which messages are meant; all conditions have to hold, null is no condition.
    ///
    /// @param sender      part of the sender's address, without case
    /// @param recipient   part of a recipient's address, without case
    /// @param destination exactly, as [QueuedRecipient#destination]
    /// @param held        held or not
    public record Selection(@Nullable String sender, @Nullable String recipient,
            @Nullable String destination, @Nullable Boolean held) {
        public static final Selection ALL = new Selection(null, null, null, null);

        boolean matches(Entry entry) {
            Object from = entry.message().envelope().sender();
            return contains(from == null ? "<>" : from.toString(), sender)
                    && (held == null || held == entry.message().held())
                    && (recipient == null || entry.recipients().stream().anyMatch(
                            one -> contains(one.recipient().address().toString(), recipient)))
                    && (destination == null || entry.recipients().stream()
                            .anyMatch(one -> one.destination().equals(destination)));
        }

        private static boolean contains(String text, @Nullable String part) {
            return part == null
                    || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
        }
    }

    /// Messages in the order of arrival, `limit` of them at most, behind the one named `after`.
    public List<Entry> list(Selection selection, @Nullable String after, int limit) {
        List<Entry> found = new java.util.ArrayList<>();
        long from = after == null ? Long.MIN_VALUE : id(after);
        while (found.size() < limit) {
            long start = from;
            List<Entry> page = database.read(sql -> {
                List<Entry> entries = new java.util.ArrayList<>();
                for (QueuedMessage message : rows.messages(sql, start, PAGE)) {
                    entries.add(new Entry(message,
                            rows.recipients(sql, message.queueId(), null)));
                }
                return entries;
            });
            page.stream().filter(selection::matches).limit(limit - found.size())
                    .forEach(found::add);
            if (page.size() < PAGE) {
                break;
            }
            from = page.getLast().message().queueId();
        }
        return found;
    }

    public Optional<Entry> show(String name) {
        long id = id(name);
        return database.read(sql -> {
            QueuedMessage message = rows.message(sql, id);
            return message == null
                    ? Optional.<Entry>empty()
                    : Optional.of(new Entry(message, rows.recipients(sql, id, null)));
        });
    }

    /// Nothing more happens to the message until it is released.
    ///
    /// @throws MailError.NotFound when it is not (any more) in the queue
    public void hold(String name) { setHeld(name, true); }

    /// The message goes on, at once.
    ///
    /// @throws MailError.NotFound when it is not (any more) in the queue
    public void release(String name) {
        setHeld(name, false);
        runner.wake();
    }

    private void setHeld(String name, boolean held) {
        long id = id(name);
        boolean there = database.write(sql -> rows.hold(sql, id, held, clock.instant()));
        if (!there) {
            throw notFound(name);
        }
        runner.forget(id);
    }

    /// Tries a message now, whatever its schedule says. Held ones stay.
    ///
    /// @throws MailError.NotFound when it is not (any more) in the queue
    public void retry(String name) {
        long id = id(name);
        if (show(name).isEmpty()) {
            throw notFound(name);
        }
        database.write(sql -> rows.retryNow(sql, id, null, clock.instant()));
        runner.wake();
    }

    /// Tries everything for a destination now, or for all when it is null. Answers how many
    /// recipients that is.
    public int retryAll(@Nullable String destination) {
        int count = database.write(sql -> rows.retryNow(sql, null, destination, clock.instant()));
        runner.wake();
        return count;
    }

    /// Takes a message out of the queue.
    ///
    /// @param tellSender with a notification that says so; else nobody is told
    /// @throws MailError.NotFound when it is not (any more) in the queue
    public void drop(String name, boolean tellSender) {
        long id = id(name);
        runner.forget(id);
        boolean there = database.write(sql -> {
            QueuedMessage message = rows.message(sql, id);
            if (message == null) {
                return false;
            }
            if (!tellSender || message.envelope().sender() == null) {
                return rows.drop(sql, id);
            }
            rows.hold(sql, id, false, clock.instant());
            for (QueuedRecipient one : rows.recipients(sql, id, null)) {
                if (one.recipient().wantsFailure()) {
                    rows.update(sql, id, one.report(State.REPORT_FAILED,
                            new LastAttempt(clock.instant(), new EnhancedStatus(5, 7, 1),
                                    "an administrator removed the message from the queue", "",
                                    false)));
                } else {
                    rows.remove(sql, id, List.of(one));
                }
            }
            return true;
        });
        if (!there) {
            throw notFound(name);
        }
        runner.wake();
    }

    /// For metrics and `rialto status`.
    public QueueRows.Counts counts() { return database.read(rows::counts); }

    private static long id(String name) {
        return QueueId.parse(name).orElseThrow(() -> new MailError.Invalid(
                "\"" + name + "\" is not a message's name in the queue"));
    }

    private static MailError.NotFound notFound(String name) {
        return new MailError.NotFound("there is no message " + name + " in the queue");
    }
}
