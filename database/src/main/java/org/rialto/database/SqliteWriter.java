package org.rialto.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.rialto.base.Uninterruptibly;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/// The one thread that writes an SQLite database. It takes all the units of work that wait, runs
/// each under a savepoint of its own in one transaction, commits them with one sync, and only
/// then lets their callers go: the price of a sync is paid once for a batch. A unit that fails is
/// rolled back alone. When the disk is full or fails, the batch fails with
/// `MailError.Unavailable`, nothing of it is kept, and the next batch tries again.
final class SqliteWriter {
    private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);
    private static final int MOST_WAITING = 20_000;
    private static final int BATCH_UNITS = 256;
    private static final long BATCH_NANOS = 20_000_000;
    private static final long SLOW_UNIT_NANOS = 1_000_000_000;
    private static final UnitOfWork<?> STOP = new UnitOfWork<@Nullable Object>(sql -> null);

    private final SqliteConnections connections;
    private final DatabaseCounters counters;
    private final ThreadLocal<@Nullable Sql> current;
    private final Runnable committed;
    private final List<CommitParticipant> participants = new CopyOnWriteArrayList<>();
    private final BlockingQueue<UnitOfWork<?>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private @Nullable Connection connection;
    private @Nullable StatementCache statements;
    private volatile boolean closed;

    /// Runs `committed` after every commit.
    SqliteWriter(SqliteConnections connections, DatabaseCounters counters,
            ThreadLocal<@Nullable Sql> current, Runnable committed) throws SQLException {
        this.current = current;
        this.connections = connections;
        this.counters = counters;
        this.committed = committed;
        connect();
        thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::loop);
    }

    void addParticipant(CommitParticipant participant) { participants.add(participant); }

    boolean isCurrentThread() { return Thread.currentThread() == thread; }

    <T extends @Nullable Object> T write(SqlWork<T> work) {
        UnitOfWork<T> unit = new UnitOfWork<>(work);
        put(unit);
        if (closed && !thread.isAlive() && waiting.remove(unit)) {
            throw new MailError.Unavailable("the database is closed");
        }
        return unit.await();
    }

    private void put(UnitOfWork<?> unit) {
        if (closed && unit != STOP) {
            throw new MailError.Unavailable("the database is closed");
        }
        boolean interrupted = false;
        while (true) {
            try {
                waiting.put(unit);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets the waiting units finish, then ends the thread and its connection.
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        put(STOP);
        Uninterruptibly.join(thread);
        for (UnitOfWork<?> late; (late = waiting.poll()) != null;) {
            late.fail(new MailError.Unavailable("the database is closed"));
            late.complete();
        }
    }

    private void loop() {
        boolean stopping = false;
        while (!stopping) {
            UnitOfWork<?> next;
            try {
                next = waiting.take();
            } catch (InterruptedException e) {
                continue; // nobody may end this thread but STOP
            }
            if (next == STOP) {
                stopping = true;
            } else {
                runBatch(next);
            }
        }
        disconnect();
    }

    /// A unit that meets damaged pages fails alone: the others of its batch are run again, for
    /// they may be of mailboxes that are whole.
    private void runBatch(UnitOfWork<?> first) {
        List<UnitOfWork<?>> again = List.of(first);
        while (!again.isEmpty()) {
            again = attempt(again);
        }
    }

    /// Runs those units and more that wait. Answers those to run again without the one that met
    /// damage.
    private List<UnitOfWork<?>> attempt(List<UnitOfWork<?>> first) {
        List<Runnable> callbacks = new ArrayList<>();
        List<UnitOfWork<?>> batch = new ArrayList<>(first);
        int done = 0;
        try {
            Sql transaction = begin();
            transaction.update("BEGIN IMMEDIATE");
            long end = System.nanoTime() + BATCH_NANOS;
            while (done < first.size()) {
                runUnit(batch.get(done), callbacks);
                done++;
            }
            while (batch.size() < BATCH_UNITS && System.nanoTime() < end) {
                UnitOfWork<?> next = waiting.peek();
                if (next == null || next == STOP) {
                    break;
                }
                waiting.remove();
                batch.add(next);
                runUnit(next, callbacks);
                done++;
            }
            commit(transaction);
        } catch (SQLException | IOException | RuntimeException | Error e) {
            if (SqlFailure.isDamage(e) && done < batch.size()) {
                return abandonOne(batch, done, e);
            }
            abandon(batch, e);
            return List.of();
        }
        int succeeded = 0;
        for (UnitOfWork<?> unit : batch) {
            succeeded += unit.failed() ? 0 : 1;
        }
        counters.units.add(succeeded);
        counters.failedUnits.add(batch.size() - succeeded);
        counters.largestBatch.accumulate(batch.size());
        callbacks.forEach(SqliteWriter::call);
        batch.forEach(UnitOfWork::complete);
        committed.run();
        return List.of();
    }

    private List<UnitOfWork<?>> abandonOne(List<UnitOfWork<?>> batch, int culprit,
            Throwable cause) {
        log.error("A unit of work met damage in the database: {}", cause.toString());
        disconnect();
        batch.get(culprit).fail(explain(cause));
        List<UnitOfWork<?>> again = new ArrayList<>();
        for (UnitOfWork<?> unit : batch) {
            if (unit.failed()) {
                counters.failedUnits.increment();
                unit.complete();
            } else {
                again.add(unit);
            }
        }
        return again;
    }

    /// One unit under its savepoint. Throws only what ends the whole batch.
    private void runUnit(UnitOfWork<?> unit, List<Runnable> callbacks) throws SQLException {
        Sql sql = begin();
        long started = System.nanoTime();
        sql.update("SAVEPOINT unit");
        current.set(sql); // a read inside the unit joins it
        try {
            unit.run(sql);
            sql.finish();
        } catch (Throwable e) {
            if (SqlFailure.endsTransaction(e)) {
                sql.end();
                throw e instanceof SQLException sqlException
                        ? sqlException
                        : new SQLException(e);
            }
            unit.fail(switch (e) {
                case SQLException failure -> SqlFailure.of(failure);
                case UncheckedSqlException failure -> SqlFailure.of(failure.carried());
                default -> e;
            });
            sql.update("ROLLBACK TO unit");
        } finally {
            current.remove();
        }
        sql.update("RELEASE unit");
        if (!unit.failed()) {
            callbacks.addAll(sql.afterCommit());
            counters.largestUnit.accumulate(sql.changedRows());
        }
        // Safe before the commit: units of work run one at a time, callbacks in their order.
        sql.end();
        long took = System.nanoTime() - started;
        if (took > SLOW_UNIT_NANOS) {
            log.warn("A unit of work held the writer for {} ms", took / 1_000_000);
        }
    }

    private void commit(Sql transaction) throws SQLException, IOException {
        int syncs = 1;
        for (CommitParticipant participant : participants) {
            syncs += participant.beforeCommit();
        }
        transaction.update("COMMIT");
        counters.commits.increment();
        counters.syncs.add(syncs);
    }

    /// The whole batch failed. What state the connection is in is not worth knowing: a new one
    /// finds what was committed and nothing else.
    private void abandon(List<UnitOfWork<?>> batch, Throwable cause) {
        log.error("A batch of {} units of work failed and was rolled back: {}", batch.size(),
                cause.toString());
        disconnect();
        RuntimeException failure = explain(cause);
        counters.failedUnits.add(batch.size());
        for (UnitOfWork<?> unit : batch) {
            if (!unit.failed()) {
                unit.fail(failure);
            }
            unit.complete();
        }
    }

    private static RuntimeException explain(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof MailError error) {
                return error;
            }
            if (at instanceof SQLiteException inner) {
                return SqlFailure.of(inner);
            }
        }
        return cause instanceof IOException
                ? new MailError.Unavailable("the disk failed", cause)
                : new IllegalStateException("the writer failed", cause);
    }

    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            // Committed is committed; and an end of this thread would be that of all writing.
            log.error("A callback after a commit failed", e);
        }
    }

    private Sql begin() throws SQLException {
        if (connection == null || statements == null) {
            connect();
        }
        if (connection == null || statements == null) {
            throw new IllegalStateException("not connected");
        }
        return new Sql(connection, Dialect.SQLITE, statements, true);
    }

    private void connect() throws SQLException {
        Connection opened = connections.openWriter();
        connection = opened;
        statements = new StatementCache(opened);
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        statements = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.warn("Closing the writing connection: {}", e.getMessage());
            }
        }
    }
}
