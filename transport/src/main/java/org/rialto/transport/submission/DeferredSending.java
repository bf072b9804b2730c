package org.rialto.transport.submission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rialto.database.Database;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends messages that wait for their time, one after the other: those whose time came while the
/// server was down as soon as it is up.
final class DeferredSending implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeferredSending.class);
    private static final int AT_ONCE = 50;
    /// How long an attempt may take before another process may make one; also the time to the next
    /// attempt of what could not be sent for a passing reason.
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
    private final String node;
    private final Database database;
    private final Clock clock;
    private final Consumer<SubmissionRows.Row> send;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /// @param node this process, among those that share the database
    DeferredSending(Database database, String node, Clock clock,
            Consumer<SubmissionRows.Row> send) {
        this.node = node;
        this.database = database;
        this.clock = clock;
        this.send = send;
        this.thread = Thread.ofVirtual().name("deferred-sending").start(this::run);
    }

    /// Something is due earlier than was known.
    void wake() { woken.release(); }

    private void run() {
        boolean released = false;
        while (!closed) {
            Instant next;
            try {
                if (!released) {
                    Instant now = clock.instant();
                    database.write(sql -> SubmissionRows.releaseClaims(sql, node, now));
                    released = true;
                }
                next = sendDue();
            } catch (MailError.Unavailable e) {
                log.warn("Messages that wait for their time cannot be read now: {}",
                        e.getMessage());
                next = Instant.MAX;
            }
            try {
                Duration sleep = next.equals(Instant.MAX)
                        ? LONGEST_SLEEP
                        : Duration.between(clock.instant(), next);
                sleep = sleep.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : sleep;
                if (woken.tryAcquire(Math.max(1, sleep.toMillis()), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Answers when the next is due.
    private Instant sendDue() {
        Instant now = clock.instant();
        Instant first = database.read(SubmissionRows::nextDue);
        if (first.isAfter(now)) {
            return first;
        }
        List<SubmissionRows.Row> due = database
                .write(sql -> SubmissionRows.claim(sql, node, now, now.plus(CLAIM), AT_ONCE));
        for (SubmissionRows.Row row : due) {
            if (closed) {
                break;
            }
            sendOne(row);
        }
        return database.read(SubmissionRows::nextDue);
    }

    private void sendOne(SubmissionRows.Row row) {
        try {
            send.accept(row);
        } catch (MailError.NotFound | MailError.Gone e) {
            // The message was deleted or moved, which is as good as taking it back.
            database.write(sql -> SubmissionRows.remove(sql, row.mailboxId(), row.messageId()));
        } catch (MailError e) {
            log.warn(
                    "Message {} of mailbox {} could not be sent at its time and is tried again: {}",
                    row.messageId(), row.mailboxId(), e.getMessage());
        } catch (RuntimeException e) {
            log.error("Message {} of mailbox {} could not be sent at its time", row.messageId(),
                    row.mailboxId(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        woken.release();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
