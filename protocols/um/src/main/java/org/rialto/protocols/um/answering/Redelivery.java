package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries again what could not be put into a mailbox, later and later. What it gives up, and what it has
/// no room for, is in the [RecordingJournal] still, for the next start. Safe for any number of threads.
public final class Redelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);
    private static final int MOST = 1_000;
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(10);

    private final Pauses pauses;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

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
    void later(String whose, Attempt attempt) {
        if (waiting.size() >= MOST) {
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
                attempt.run();
                LOG.info("what a caller left for {} has been delivered after {}", whose, waited);
                return;
            } catch (IOException | RuntimeException e) {
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
        closing.countDown();
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
