package org.rialto.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a store needs done from time to time, on one thread: recoverable items that are old go for
/// good, so do old tombstones and texts of the full-text index that no message has. (Blobs are
/// collected by the store itself.) Each is done in short units of work, mailbox after mailbox; a
/// mailbox that fails is logged and does not stop the others.
public final class Maintenance implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Maintenance.class);
    private static final int SWEEP_EVERY_ROUNDS = 8;

    /// @param recoverableFor how long soft-deleted messages can be had back
    /// @param tombstonesFor how long a client may stay away and still be told just what is gone
    /// @param every how often, give or take a quarter, so that servers do not all work at once
    public record Settings(Duration recoverableFor, Duration tombstonesFor, Duration every) {
        public static final Settings STANDARD = new Settings(Duration.ofDays(14),
                Duration.ofDays(90), Duration.ofHours(3));
    }

    /// One mailbox's part of the work.
    private interface Work {
        int on(MailboxInfo mailbox);
    }

    private final Store store;
    private final Settings settings;
    private final Thread thread;
    private int rounds;

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
            while (true) {
                long millis = settings.every().toMillis();
                Thread.sleep(millis * 3 / 4 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
                round();
            }
        } catch (InterruptedException e) {
            // The store is being closed.
        }
    }

    private void round() throws InterruptedException {
        Instant now = Instant.now();
        each("expired messages", mailbox -> store.purgeRecoverable(mailbox.mailboxId(),
                now.minus(settings.recoverableFor())));
        each("old tombstones", mailbox -> store.purgeTombstones(mailbox.mailboxId(),
                now.minus(settings.tombstonesFor())));
        if (++rounds % SWEEP_EVERY_ROUNDS == 0) {
            each("unused texts", mailbox -> store.sweepTexts(mailbox.mailboxId()));
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
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
