package org.rialto.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies the write-ahead log into the database file on a thread of its own, so that the writer
/// never waits for it: passively while the log is of a usual size; when readers or a steady stream
/// of writes let it grow far beyond that, holding the writer for the short rest.
final class SqliteCheckpointer {
    private static final Logger log = LoggerFactory.getLogger(SqliteCheckpointer.class);
    private static final long USUAL_FRAMES = 4_096; // of 4 KiB: 16 MiB
    private static final long MOST_FRAMES = 32_768;
    private static final long PAUSE_MILLIS = 100;
    private static final long LONG_PAUSE_MILLIS = 1_000;

    /// What `PRAGMA wal_checkpoint` tells: frames in the log, and those of them copied.
    private record LogState(boolean busy, long frames, long copied) {}

    private final SqliteConnections connections;
    private final DatabaseCounters counters;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    SqliteCheckpointer(SqliteConnections connections, DatabaseCounters counters) {
        this.connections = connections;
        this.counters = counters;
        this.thread = Thread.ofPlatform().name("sqlite-checkpoint").daemon().start(this::loop);
    }

    /// Called after each commit; cheap.
    void committed() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    void close() {
        closed = true;
        wanted.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!closed) {
            try (Connection connection = connections.openCheckpointer();
                    Statement statement = connection.createStatement()) {
                serve(statement);
                if (closed) {
                    run(statement, "TRUNCATE");
                }
            } catch (SQLException e) {
                log.warn("A checkpoint failed and will be tried again: {}", e.getMessage());
                pause(LONG_PAUSE_MILLIS);
            }
        }
    }

    private void serve(Statement statement) throws SQLException {
        while (!closed) {
            wanted.acquireUninterruptibly();
            wanted.drainPermits();
            LogState state = run(statement, "NOOP");
            if (!closed && state.frames() - state.copied() > USUAL_FRAMES) {
                counters.checkpoints.increment();
                state = run(statement, "PASSIVE");
                if (state.frames() > MOST_FRAMES) {
                    counters.checkpoints.increment();
                    run(statement, "TRUNCATE");
                }
            }
            pause(PAUSE_MILLIS);
        }
    }

    private static LogState run(Statement statement, String mode) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next()
                    ? new LogState(row.getInt(1) != 0, row.getLong(2), row.getLong(3))
                    : new LogState(true, 0, 0);
        }
    }

    private void pause(long millis) {
        try {
            if (!closed) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
