package org.rialto.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded engine: one file in write-ahead mode, one writing thread ([SqliteWriter]), a few
/// reading connections. SQLite's calls pin a virtual thread to its carrier, hence few.
public final class SqliteDatabase implements Database {
    private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

    private record Reader(Connection connection, StatementCache statements) {}

    private final DatabaseConfiguration.Sqlite configuration;
    private final SqliteConnections connections;
    private final DatabaseCounters counters = new DatabaseCounters();
    private final SqliteWriter writer;
    private final SqliteCheckpointer checkpointer;
    private final Semaphore readers;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private final ThreadLocal<@Nullable Sql> current = new ThreadLocal<>();
    private volatile boolean closed;

    SqliteDatabase(DatabaseConfiguration.Sqlite configuration) {
        this.configuration = configuration;
        this.connections = new SqliteConnections(configuration);
        this.readers = new Semaphore(configuration.readers(), true);
        try {
            Path directory = configuration.file().toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            // The writer comes first: it makes the file and its write-ahead mode.
            SqliteCheckpointer[] later = new SqliteCheckpointer[1];
            this.writer = new SqliteWriter(connections, counters, current, () -> {
                if (later[0] != null) {
                    later[0].committed();
                }
            });
            this.checkpointer = new SqliteCheckpointer(connections, counters);
            later[0] = checkpointer;
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        } catch (IOException e) {
            throw new MailError.Unavailable(
                    "the directory of " + configuration.file() + " cannot be made", e);
        }
    }

    @Override
    public Dialect dialect() { return Dialect.SQLITE; }

    @Override
    public DatabaseCounters counters() { return counters; }

    @Override
    public void addCommitParticipant(CommitParticipant participant) {
        writer.addParticipant(participant);
    }

    @Override
    public <T extends @Nullable Object> T write(SqlWork<T> work) {
        if (current.get() != null || writer.isCurrentThread()) {
            throw new IllegalStateException("a unit of work inside a read or another unit of work");
        }
        return writer.write(work);
    }

    @SuppressWarnings("NullAway") // a T that may be null is so by T
    @Override
    public <T extends @Nullable Object> T read(SqlWork<T> work) {
        Sql outer = current.get();
        if (outer != null) {
            try {
                return work.run(outer);
            } catch (SQLException e) {
                throw new UncheckedSqlException(e); // the outer one's to explain
            }
        }
        readers.acquireUninterruptibly();
        try {
            return snapshot(work);
        } finally {
            readers.release();
        }
    }

    @SuppressWarnings("NullAway") // a T that may be null is so by T
    private <T extends @Nullable Object> T snapshot(SqlWork<T> work) {
        if (closed) {
            throw new MailError.Unavailable("the database is closed");
        }
        counters.reads.increment();
        Reader reader = null;
        boolean whole = false;
        try {
            reader = idle.poll();
            if (reader == null) {
                Connection connection = connections.openReader();
                reader = new Reader(connection, new StatementCache(connection));
            }
            Sql sql = new Sql(reader.connection(), Dialect.SQLITE, reader.statements(), false);
            sql.update("BEGIN");
            T result;
            current.set(sql);
            try {
                result = work.run(sql);
            } finally {
                current.remove();
                sql.update("COMMIT");
            }
            whole = true;
            return result;
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        } catch (UncheckedSqlException e) {
            throw SqlFailure.of(e.carried());
        } catch (RuntimeException e) {
            whole = true; // the caller's own; COMMIT went well
            throw e;
        } finally {
            giveBack(reader, whole);
        }
    }

    private void giveBack(@Nullable Reader reader, boolean whole) {
        if (reader == null) {
            return;
        }
        if (whole) {
            idle.push(reader);
        }
        if (!whole || closed) {
            if (!whole || idle.remove(reader)) {
                close(reader);
            }
        }
    }

    @Override
    public void backup(Path target) {
        if (Files.exists(target)) {
            throw new MailError.Exists(target + " exists already");
        }
        try (Connection connection = connections.openCheckpointer();
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, target.toAbsolutePath().toString());
            copy.execute();
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        }
    }

    /// Nobody else is here.
    @Override
    public void announce(String message) {}

    @Override
    public AutoCloseable listen(Consumer<String> messages, Runnable lost) { return () -> {}; }

    /// On a connection of its own: FTS5's check believes the list of segments that its connection
    /// read for an earlier query, and takes what the indexer has merged since for damage.
    @Override
    public List<String> pageProblems(int most, boolean quick) {
        List<String> found = new ArrayList<>();
        try (Connection connection = connections.openReader();
                Statement look = connection.createStatement();
                ResultSet lines = look.executeQuery("PRAGMA "
                        + (quick ? "quick_check(" : "integrity_check(") + most + ")")) {
            while (lines.next()) {
                found.add(lines.getString(1).strip());
            }
        } catch (SQLException e) {
            if (SqlFailure.of(e) instanceof MailError.Damaged damaged) {
                return List.of(String.valueOf(damaged.getMessage()));
            }
            throw SqlFailure.of(e);
        }
        found.remove("ok");
        return found;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        checkpointer.close();
        for (Reader reader; (reader = idle.poll()) != null;) {
            close(reader);
        }
        log.debug("{} is closed", configuration.file());
    }

    private static void close(Reader reader) {
        try {
            reader.connection().close();
        } catch (SQLException e) {
            log.warn("Closing a reading connection: {}", e.getMessage());
        }
    }
}
