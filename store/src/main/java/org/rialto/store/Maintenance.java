package org.rialto.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.rialto.base.Uninterruptibly;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a store needs done from time to time, on one thread. Every few hours: deletions and restores
/// that were cut off are finished; recoverable items that are old, or over a mailbox's quota, go for
/// good, so do old tombstones. Once a day, in the quiet hour: texts of the full-text index that no
/// message has, and space within blob segments. (Unused blobs are collected by the store itself.)
/// Each is done in short units of work, mailbox after mailbox; a mailbox that fails is logged and
/// does not stop the others.
public final class Maintenance implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Maintenance.class);
    private static final long COMPACT_BYTES = 4L << 30;
    private static final int JITTER_MINUTES = 40;

    /// @param recoverableFor how long soft-deleted messages of a mailbox can be had back; empty for
    /// ever
    /// @param tombstonesFor how long a client may stay away and still be told just what is gone
    /// @param every how often, give or take a quarter, so that servers do not all work at once
    /// @param quietHour of the day, in local time, 0 to 23: when heavy work begins, some minutes
    /// after
    public record Settings(Function<MailboxInfo, Optional<Duration>> recoverableFor,
            Duration tombstonesFor, Duration every, int quietHour) {
        public static final Settings STANDARD = new Settings(
                mailbox -> Optional.of(Duration.ofDays(14)), Duration.ofDays(90),
                Duration.ofHours(3), 3);
    }

    /// One mailbox's part of the work.
    private interface Work {
        int on(MailboxInfo mailbox);
    }

    private final Store store;
    private final Settings settings;
    private final Thread thread;

    private Maintenance(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
        this.thread = Thread.ofVirtual().name("store-maintenance").unstarted(this::loop);
    }

    public static Maintenance start(Store store, Settings settings) {
        Maintenance maintenance = new Maintenance(store, settings);
        maintenance.thread.start();
        return maintenance;
    }

    private void loop() {
        try {
            Instant quiet = nextQuiet();
            Instant next = nextRound();
            while (true) {
                Instant earlier = quiet.isBefore(next) ? quiet : next;
                Thread.sleep(Duration.between(Instant.now(), earlier));
                if (earlier.equals(next)) {
                    round();
                    next = nextRound();
                } else {
                    quietHour();
                    quiet = nextQuiet();
                }
            }
        } catch (InterruptedException e) {
            // The store is being closed.
        }
    }

    private Instant nextRound() {
        long millis = settings.every().toMillis();
        return Instant.now().plusMillis(
                millis * 3 / 4 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private Instant nextQuiet() {
        return nextQuiet(ZonedDateTime.now(ZoneId.systemDefault()), settings.quietHour())
                .plusMinutes(ThreadLocalRandom.current().nextInt(JITTER_MINUTES)).toInstant();
    }

    /// The quiet hour's next beginning.
    static ZonedDateTime nextQuiet(ZonedDateTime now, int hour) {
        ZonedDateTime today = now.toLocalDate().atTime(hour, 0).atZone(now.getZone());
        return today.isAfter(now)
                ? today
                : now.toLocalDate().plusDays(1).atTime(hour, 0)
                        .atZone(now.getZone());
    }

    private void round() throws InterruptedException {
        Instant now = Instant.now();
        try {
            store.finishInterrupted();
        } catch (MailError e) {
            log.warn("A deletion that was cut off could not be finished and will be later: {}",
                    e.getMessage());
        }
        each("expired messages", mailbox -> settings.recoverableFor().apply(mailbox)
                .map(time -> store.purgeRecoverable(mailbox.mailboxId(), now.minus(time)))
                .orElse(0));
        each("messages over the quota of recoverable items",
                mailbox -> store.purgeOverQuota(mailbox.mailboxId()));
        each("old tombstones", mailbox -> store.purgeTombstones(mailbox.mailboxId(),
                now.minus(settings.tombstonesFor())));
    }

    /// What reads or writes much.
    void quietHour() throws InterruptedException {
        each("unused texts", mailbox -> store.sweepTexts(mailbox.mailboxId()));
        try {
            long bytes = store.blobs().compact(COMPACT_BYTES);
            if (bytes > 0) {
                log.info("Maintenance reclaimed {} MiB of blob segments", bytes >> 20);
            }
        } catch (MailError e) {
            log.warn("Maintenance of the blobs failed and will be tried again: {}",
                    e.getMessage());
        }
    }

    private void each(String what, Work work) throws InterruptedException {
        int removed = 0;
        try {
            for (MailboxInfo mailbox : store.mailboxes()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                removed += one(what, mailbox, work);
            }
        } catch (MailError e) {
            log.warn("Maintenance ({}) failed and will be tried again: {}", what, e.getMessage());
        }
        if (removed > 0) {
            log.info("Maintenance removed {} {}", removed, what);
        }
    }

    private static int one(String what, MailboxInfo mailbox, Work work) {
        try {
            return work.on(mailbox);
        } catch (RuntimeException e) {
            log.warn("Maintenance ({}) of mailbox {} failed: {}", what, mailbox.mailboxId(),
                    e.toString());
            return 0;
        }
    }

    /// Waits for the unit of work at hand.
    @Override
    public void close() {
        thread.interrupt();
        Uninterruptibly.join(thread);
    }
}
