package org.rialto.transport.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.SmtpAddress;
import org.rialto.store.BlobRef;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.transport.Envelope;
import org.rialto.transport.MessageTraits;
import org.rialto.transport.Recipient;

/// How much the queue works on at a time: in all, for one destination, and in one minute.
@Timeout(300)
final class QueueRunnerTest {
    @TempDir
    Path folder;
    private Database database;
    private Store store;
    private QueueRows rows;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> most = new ConcurrentHashMap<>();
    private final AtomicInteger mostInAll = new AtomicInteger();
    private final AtomicInteger inAll = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void open() {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("queue.db")));
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        rows = new QueueRows(database, store.blobs(), "main");
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private QueueRunner runner(QueueLimits limits) {
        QueueRunner runner = new QueueRunner(database, rows, limits, UnaryOperator.identity(),
                Clock.systemUTC());
        runner.start((message, recipients, destination) -> {
            AtomicInteger here = running.computeIfAbsent(destination, d -> new AtomicInteger());
            most.computeIfAbsent(destination, d -> new AtomicInteger())
                    .accumulateAndGet(here.incrementAndGet(), Math::max);
            mostInAll.accumulateAndGet(inAll.incrementAndGet(), Math::max);
            try {
                gate.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            here.decrementAndGet();
            inAll.decrementAndGet();
            done.incrementAndGet();
            return new QueueRunner.Result(false, Instant.MAX);
        });
        return runner;
    }

    private static void offer(QueueRunner runner, String destination, int messages) {
        for (int i = 0; i < messages; i++) {
            QueuedMessage message = new QueuedMessage(QueueId.next(), Instant.now(),
                    new BlobRef(1, 1), 0, MessageTraits.PLAIN, false,
                    Envelope.of(null, new Envelope.Client("local", "", "test", false), List.of()));
            runner.offer(message, List.of(QueuedRecipient.waiting(0,
                    Recipient.of(SmtpAddress.parse("you@" + destination)), destination,
                    Instant.now())));
        }
    }

    @Test
    void keepsToTheSessionsOfADestinationAndLetsOthersBy() {
        try (QueueRunner runner = runner(new QueueLimits(100, 3, 16, 100, 10_000, Map.of()))) {
            offer(runner, "busy.example", 20);
            offer(runner, "other.example", 2);
            await().until(() -> inAll.get() == 5);
            gate.countDown();
            await().until(() -> done.get() == 22);
            assertThat(most.get("busy.example")).hasValue(3);
            assertThat(most.get("other.example")).hasValue(2);
        }
    }

    @Test
    void keepsToTheSessionsInAll() {
        try (QueueRunner runner = runner(new QueueLimits(4, 10, 16, 100, 10_000, Map.of()))) {
            for (int i = 0; i < 10; i++) {
                offer(runner, "d" + i + ".example", 2);
            }
            await().until(() -> inAll.get() == 4);
            gate.countDown();
            await().until(() -> done.get() == 20);
            assertThat(mostInAll).hasValue(4);
        }
    }

    @Test
    void spacesMessagesToADestinationThatWantsItSlower() throws Exception {
        gate.countDown();
        try (QueueRunner runner = runner(
                new QueueLimits(100, 10, 16, 100, 10_000, Map.of("slow.example", 300)))) {
            long start = System.nanoTime();
            offer(runner, "slow.example", 6);
            offer(runner, "quick.example", 50);
            await().until(() -> done.get() >= 50);
            await().until(() -> done.get() == 56);
            // 300 a minute: 200 ms from one to the next, five times.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(950));
        }
    }
}
