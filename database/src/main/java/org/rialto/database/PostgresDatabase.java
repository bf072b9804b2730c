package org.rialto.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL: each unit of work is a transaction on its caller's thread (the server groups the
/// commits), run again when it lost a race. Snapshots are repeatable-read transactions.
public final class PostgresDatabase implements Database {
    private static final Logger log = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final int MOST_ATTEMPTS = 8;
    private static final long CONNECT_MILLIS = 10_000;

    private final DatabaseCounters counters = new DatabaseCounters();
    private final List<CommitParticipant> participants = new CopyOnWriteArrayList<>();
    private final ThreadLocal<@Nullable Sql> current = new ThreadLocal<>();
    private final UnitLocks locks = new UnitLocks();
    private final PostgresNotices notices;
    private final HikariDataSource readers;
    private final HikariDataSource writers;

    PostgresDatabase(DatabaseConfiguration.Postgres configuration) {
        int half = Math.max(1, configuration.connections() / 2);
        try {
            HikariConfig reading = settings(configuration, "read", half);
            reading.setReadOnly(true);
            reading.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            this.readers = new HikariDataSource(reading);
            HikariConfig writing = settings(configuration, "write", half);
            writing.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            // Of another process that holds a row: give the connection back and try again. One that
            // stands still in a transaction must not stop everybody.
            writing.setConnectionInitSql("SET lock_timeout = '4s';"
                    + " SET idle_in_transaction_session_timeout = '60s'");
            this.writers = new HikariDataSource(writing);
            this.notices = new PostgresNotices(configuration);
        } catch (HikariPool.PoolInitializationException e) {
            throw new MailError.Unavailable("the database cannot be reached", e);
        }
    }

    private static HikariConfig settings(DatabaseConfiguration.Postgres configuration, String name,
            int connections) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("postgres-" + name);
        settings.setJdbcUrl(configuration.url());
        settings.setUsername(configuration.user());
        settings.setPassword(configuration.password());
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(1);
        settings.setAutoCommit(false);
        settings.setConnectionTimeout(CONNECT_MILLIS);
        settings.addDataSourceProperty("ApplicationName", "rialto");
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        settings.addDataSourceProperty("reWriteBatchedInserts", "true");
        settings.addDataSourceProperty("preparedStatementCacheQueries", "400");
        return settings;
    }

    @Override
    public Dialect dialect() { return Dialect.POSTGRES; }

    @Override
    public DatabaseCounters counters() { return counters; }

    @Override
    public void addCommitParticipant(CommitParticipant participant) {
        participants.add(participant);
    }

    @SuppressWarnings("NullAway") // a T that may be null is so by T
    @Override
    public <T extends @Nullable Object> T read(SqlWork<T> work) {
        Sql outer = current.get();
        if (outer != null) {
            return UncheckedSqlException.of(() -> work.run(outer));
        }
        try {
            counters.reads.increment();
            try (Connection connection = connect(readers)) {
                Sql sql = new Sql(connection, Dialect.POSTGRES, null, false);
                current.set(sql);
                try {
                    return work.run(sql);
                } finally {
                    current.remove();
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        } catch (UncheckedSqlException e) {
            throw SqlFailure.of(e.carried());
        }
    }

    @Override
    public <T extends @Nullable Object> T write(SqlWork<T> work) {
        if (current.get() != null) {
            throw new IllegalStateException("a unit of work inside a read or another unit of work");
        }
        UnitLocks.Held held = locks.new Held();
        try {
            return write(work, held);
        } finally {
            held.release();
        }
    }

    private <T extends @Nullable Object> T write(SqlWork<T> work, UnitLocks.Held held) {
        for (int attempt = 1;; attempt++) {
            try {
                return attempt(work, held);
            } catch (UnitLocks.MustWait e) {
                attempt--;
                held.await(e);
            } catch (SQLException e) {
                counters.failedUnits.increment();
                if (!SqlFailure.isPassing(e) || attempt == MOST_ATTEMPTS) {
                    throw SqlFailure.of(e);
                }
                log.debug("A unit of work lost a race and runs again ({})", attempt);
                pause(attempt);
            } catch (IOException e) {
                counters.failedUnits.increment();
                throw new MailError.Unavailable("the disk failed", e);
            } catch (RuntimeException | Error e) {
                counters.failedUnits.increment();
                throw e;
            }
        }
    }

    @SuppressWarnings("NullAway") // a T that may be null is so by T
    private <T extends @Nullable Object> T attempt(SqlWork<T> work, UnitLocks.Held held)
            throws SQLException, IOException {
        try (Connection connection = connect(writers)) {
            Sql sql = new Sql(connection, Dialect.POSTGRES, null, true, held);
            try {
                T result = transact(connection, sql, work);
                sql.afterCommit().forEach(PostgresDatabase::call);
                return result;
            } finally {
                sql.end();
            }
        }
    }

    @SuppressWarnings("NullAway") // a T that may be null is so by T
    private <T extends @Nullable Object> T transact(Connection connection, Sql sql,
            SqlWork<T> work) throws SQLException, IOException {
        boolean committed = false;
        current.set(sql);
        try {
            T result;
            try {
                result = work.run(sql);
                sql.finish();
            } catch (UncheckedSqlException e) {
                throw e.carried();
            }
            int syncs = 1;
            for (CommitParticipant participant : participants) {
                syncs += participant.beforeCommit();
            }
            connection.commit();
            committed = true;
            counters.units.increment();
            counters.commits.increment();
            counters.syncs.add(syncs);
            counters.largestBatch.accumulate(1);
            counters.largestUnit.accumulate(sql.changedRows());
            return result;
        } finally {
            current.remove();
            if (!committed) {
                connection.rollback();
            }
        }
    }

    private static Connection connect(HikariDataSource pool) throws SQLException {
        if (pool.isClosed()) {
            throw new MailError.Unavailable("the database is closed");
        }
        return pool.getConnection();
    }

    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            log.error("A callback after a commit failed", e);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 4L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void backup(Path target) {
        throw new MailError.Invalid(
                "a PostgreSQL database is copied with its own tools, such as pg_dump");
    }

    @Override
    public void announce(String message) { notices.announce(message); }

    @Override
    public AutoCloseable listen(Consumer<String> messages, Runnable lost) {
        PostgresNotices.Listener listener = new PostgresNotices.Listener(messages, lost);
        notices.add(listener);
        return () -> notices.remove(listener);
    }

    @Override
    public List<String> pageProblems(int most, boolean quick) { return List.of(); }

    @Override
    public void close() {
        notices.close();
        writers.close();
        readers.close();
    }
}
