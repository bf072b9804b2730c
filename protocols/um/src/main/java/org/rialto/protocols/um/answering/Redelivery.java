package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries again what could not be put into a mailbox, later and later. What it gives up, and what it has
/// no room for, is in the [RecordingJournal] still, for the next start. Safe for any number of threads.
public final class Redelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);
    private static final int MOST = 1_000;
    /// Each has a message in memory.
    private static final int AT_ONCE = 2;
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(10);

    private final Pauses pauses;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore attempts = new Semaphore(AT_ONCE);

    /// @param first each one after it is twice as long
    /// @param longest that one is
    /// @param altogether after which no more is tried
    public record Pauses(Duration first, Duration longest, Duration altogether) {
        public static final Pauses USUAL = new Pauses(Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                Duration.ofDays(5));
    }

    /// Puts it there, or throws.
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    Redelivery(Pauses pauses) { this.pauses = pauses; }

    /// @param whose for the log
    synchronized void later(String whose, Attempt attempt) {
        if (closing.getCount() == 0 || waiting.size() >= MOST) {
            LOG.warn("what a caller left for {} is tried again at the next start", whose);
            return;
        }
        Thread thread = Thread.ofVirtual().name("voice-mail-again").unstarted(() -> {
            try {
                repeat(whose, attempt);
            } finally {
                waiting.remove(Thread.currentThread());
            }
        });
        waiting.add(thread);
        thread.start();
    }

    private void repeat(String whose, Attempt attempt) {
        Duration pause = pauses.first();
        Duration waited = Duration.ZERO;
        while (!isClosedWithin(pause)) {
            waited = waited.plus(pause);
            try {
                if (!isAttempted(attempt))
                    return;
                LOG.info("what a caller left for {} has been delivered after {}", whose, waited);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException | Error e) {
                LOG.warn("what a caller left for {} could not be delivered after {}: {}", whose,
                        waited, e.toString());
            }
            if (waited.compareTo(pauses.altogether()) >= 0) {
                LOG.error("what a caller left for {} is tried again at the next start", whose);
                return;
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(pauses.longest()) < 0 ? twice : pauses.longest();
        }
    }

    /// False when there are to be no more.
    private boolean isAttempted(Attempt attempt) throws IOException, InterruptedException {
        attempts.acquire();
        try {
            boolean open = closing.getCount() > 0;
            if (open)
                attempt.run();
            return open;
        } finally {
            attempts.release();
        }
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// How many wait for their next attempt.
    int waiting() { return waiting.size(); }

    /// An attempt at hand is let finish: an interrupt could hurt the files that it writes to.
    @Override
    public void close() {
        synchronized (this) {
            closing.countDown();
        }
        long until = System.nanoTime() + LAST_ATTEMPTS.toNanos();
        for (Thread each : waiting) {
            try {
                if (!each.join(Duration.ofNanos(Math.max(1, until - System.nanoTime()))))
                    LOG.warn("an attempt to deliver a voice mail goes on");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
