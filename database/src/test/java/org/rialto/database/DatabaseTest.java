package org.rialto.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.mapi.MailError;

/// What both engines promise.
@ParameterizedClass
@EnumSource(TestEngine.class)
class DatabaseTest {
    private static final Migrations MIGRATIONS = new Migrations("test", DatabaseTest.class);

    private final TestEngine engine;
    private final Path directory;
    private Database database;

    DatabaseTest(TestEngine engine, @TempDir Path directory) {
        this.engine = engine;
        this.directory = directory;
        this.database = engine.open(directory);
    }

    @BeforeEach
    void migrate() { MIGRATIONS.run(database); }

    @AfterEach
    void close() { database.close(); }

    private long insert(long id, String name) {
        return database
                .write(sql -> sql.update("INSERT INTO thing (id, name) VALUES (?, ?)", id, name));
    }

    private long count(Database of, String sqlText) {
        return of.read(sql -> sql.number(sqlText, -1));
    }

    private List<String> names() {
        return database
                .read(sql -> sql.query("SELECT name FROM thing ORDER BY id",
                        row -> row.getString(1)));
    }

    @Test
    void readsWhatItWrote() {
        byte[] body = "größer".getBytes(StandardCharsets.UTF_8);
        database.write(
                sql -> sql.update("INSERT INTO thing (id, name, body) VALUES (?, ?, ?)", 1L, "ä",
                        body));
        byte[] read = database.read(
                sql -> sql.first("SELECT body FROM thing WHERE id = ?", row -> row.getBytes(1), 1));
        assertThat(read).isEqualTo(body);
        assertThat(names()).containsExactly("ä");
    }

    @Test
    void keepsNullsApart() {
        database.write(sql -> sql.update("INSERT INTO thing (id, name, body) VALUES (?, ?, ?)", 1L,
                "x", null));
        assertThat(count(database, "SELECT COUNT(*) FROM thing WHERE body IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void rollsBackAUnitThatFails() {
        insert(1, "before");
        assertThatThrownBy(() -> database.write(sql -> {
            sql.update("INSERT INTO thing (id, name) VALUES (2, 'lost')");
            throw new MailError.Invalid("no");
        })).isInstanceOf(MailError.Invalid.class);
        assertThat(names()).containsExactly("before");
    }

    @Test
    void goesOnAfterACallbackThatFails() {
        database.write(sql -> {
            sql.afterCommit(() -> {
                throw new AssertionError("a callback's own failure");
            });
            return sql.update("INSERT INTO thing (id, name) VALUES (1, 'kept')");
        });
        insert(2, "next");
        assertThat(names()).containsExactly("kept", "next");
    }

    @Test
    void failsOneUnitOfABatchAlone() throws Exception {
        List<Future<?>> outcomes = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                int id = i;
                outcomes.add(callers.submit(() -> {
                    try {
                        database.write(sql -> {
                            sql.update("INSERT INTO thing (id, name) VALUES (?, ?)", id, "n" + id);
                            if (id % 7 == 3) {
                                throw new MailError.Conflict("odd one");
                            }
                            return null;
                        });
                    } catch (MailError.Conflict e) {
                        failed.incrementAndGet();
                    }
                }));
            }
        }
        for (Future<?> outcome : outcomes) {
            outcome.get();
        }
        assertThat(names()).hasSize(200 - failed.get()).doesNotContain("n3", "n10", "n199");
        assertThat(failed.get()).isEqualTo(29);
        assertThat(database.counters().numbers().failedUnits()).isEqualTo(29);
    }

    @Test
    void tellsADuplicateKey() {
        insert(1, "a");
        assertThatThrownBy(() -> insert(1, "b")).isInstanceOf(MailError.Exists.class);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void passesOnWhatAUnitThrows() {
        assertThatThrownBy(
                () -> database.write(sql -> sql.update("INSERT INTO nowhere VALUES (1)")))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("nowhere");
        insert(1, "still works");
        assertThat(names()).hasSize(1);
    }

    @Test
    void seesOneSnapshotInARead() throws Exception {
        insert(1, "a");
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        Thread writer = Thread.startVirtualThread(() -> {
            try {
                looked.await();
                insert(2, "b");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                written.countDown();
            }
        });
        database.read(sql -> {
            assertThat(names()).hasSize(1); // a nested read joins this snapshot
            looked.countDown();
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(sql.number("SELECT COUNT(*) FROM thing", 0)).isEqualTo(1);
            return null;
        });
        writer.join();
        assertThat(names()).hasSize(2);
    }

    @Test
    void refusesToWriteInsideARead() {
        assertThatThrownBy(() -> database.read(sql -> insert(1, "a")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.read(sql -> sql.update("DELETE FROM thing")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> database.write(sql -> insert(1, "a")))
                .isInstanceOf(IllegalStateException.class);
        insert(1, "a");
        assertThat(names()).hasSize(1);
    }

    @Test
    void callsBackAfterTheCommitOnly() {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        database.write(sql -> {
            sql.afterCommit(() -> calls.add("committed"));
            sql.afterCommit(() -> {
                throw new IllegalStateException("a bad callback harms nobody");
            });
            sql.afterCommit(() -> calls.add("second"));
            assertThat(calls).isEmpty();
            return null;
        });
        assertThat(calls).containsExactly("committed", "second");
        assertThatThrownBy(() -> database.write(sql -> {
            sql.afterCommit(() -> calls.add("never"));
            throw new MailError.Invalid("no");
        })).isInstanceOf(MailError.Invalid.class);
        assertThat(calls).hasSize(2);
    }

    @Test
    void commitsNothingWhenAParticipantFails() {
        AtomicBoolean failing = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        database.addCommitParticipant(() -> {
            asked.incrementAndGet();
            if (failing.get()) {
                throw new IOException("No space left on device");
            }
            return 1;
        });
        insert(1, "a");
        failing.set(true);
        assertThatThrownBy(() -> insert(2, "b")).isInstanceOf(MailError.Unavailable.class);
        failing.set(false);
        insert(3, "c");
        assertThat(names()).containsExactly("a", "c");
        assertThat(asked.get()).isEqualTo(3);
    }

    @Test
    void streamsAndBatches() {
        database.write(sql -> {
            List<Object[]> rows = new ArrayList<>();
            for (long i = 0; i < 5000; i++) {
                rows.add(new Object[]{i, "n"});
            }
            sql.batch("INSERT INTO thing (id, name) VALUES (?, ?)", rows);
            return null;
        });
        long[] sum = new long[1];
        database.read(sql -> {
            sql.forEach("SELECT id FROM thing ORDER BY id", row -> sum[0] += row.getLong(1));
            return null;
        });
        assertThat(sum[0]).isEqualTo(5000L * 4999 / 2);
        List<Long> some = database.read(sql -> sql.query(
                "SELECT id FROM thing WHERE " + sql.dialect().isAnyOf("id") + " ORDER BY id",
                row -> row.getLong(1), sql.dialect().numbers(7, 3, 99_999)));
        assertThat(some).containsExactly(3L, 7L);
    }

    @Test
    void usesAStatementInsideItsOwnRows() {
        insert(1, "a");
        insert(2, "b");
        List<String> pairs = new ArrayList<>();
        String all = "SELECT name FROM thing ORDER BY id";
        database.read(sql -> {
            sql.forEach(all, outer -> {
                String left = outer.getString(1);
                sql.forEach(all, inner -> pairs.add(left + inner.getString(1)));
            });
            return null;
        });
        assertThat(pairs).containsExactly("aa", "ab", "ba", "bb");
    }

    @Test
    void migratesOnceAndRefusesANewerSchema() {
        MIGRATIONS.run(database);
        assertThat(count(database, "SELECT COUNT(*) FROM only_here"))
                .isEqualTo(1);
        database.write(sql -> sql.update("UPDATE schema_version SET version = 9"));
        assertThatThrownBy(() -> MIGRATIONS.run(database)).isInstanceOf(MailError.Invalid.class)
                .hasMessageContaining("version 9");
    }

    @Test
    void findsItsDataAfterReopening() {
        insert(1, "a");
        database.close();
        assertThatThrownBy(this::names).isInstanceOf(MailError.Unavailable.class);
        assertThatThrownBy(() -> insert(2, "b")).isInstanceOf(MailError.Unavailable.class);
        database = engine.open(directory);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void backsUpWhileInUse() {
        insert(1, "a");
        Path copy = directory.resolve("copy.db");
        if (engine == TestEngine.POSTGRES) {
            assertThatThrownBy(() -> database.backup(copy)).isInstanceOf(MailError.Invalid.class);
            return;
        }
        database.backup(copy);
        insert(2, "b");
        try (Database other = Database.open(new DatabaseConfiguration.Sqlite(copy))) {
            assertThat(count(other, "SELECT COUNT(*) FROM thing")).isEqualTo(1);
        }
        assertThatThrownBy(() -> database.backup(copy)).isInstanceOf(MailError.Exists.class);
    }
}
