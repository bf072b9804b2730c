package org.rialto.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;

/// Opens connections to the SQLite file, each kind with its settings.
final class SqliteConnections {
    private static final int BUSY_MILLIS = 30_000;
    /// A checkpoint that needs the writer waits this long for readers, holding the writer up.
    private static final int CHECKPOINT_BUSY_MILLIS = 500;
    private final DatabaseConfiguration.Sqlite configuration;

    SqliteConnections(DatabaseConfiguration.Sqlite configuration) {
        this.configuration = configuration;
    }

    /// The one connection that writes. Never checkpoints: that is the checkpointer's, so that a
    /// commit costs one sync of the log and no more.
    Connection openWriter() throws SQLException {
        Connection connection = open(BUSY_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.execute("PRAGMA foreign_keys = OFF");
        }
        handOverTransactions(connection);
        return connection;
    }

    Connection openReader() throws SQLException {
        Connection connection = open(BUSY_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        }
        handOverTransactions(connection);
        return connection;
    }

    Connection openCheckpointer() throws SQLException {
        Connection connection = open(CHECKPOINT_BUSY_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
        }
        return connection;
    }

    private Connection open(int busyMillis) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(busyMillis));
        // Else the driver asks for the last row's number after every INSERT.
        properties.setProperty("jdbc.get_generated_keys", "false");
        Connection connection = JDBC.createConnection(
                "jdbc:sqlite:" + configuration.file().toAbsolutePath(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA mmap_size = " + configuration.mappedBytes());
            statement.execute("PRAGMA cache_size = -" + configuration.cacheKibibytes());
            statement.execute("PRAGMA temp_store = MEMORY");
        }
        return connection;
    }

    /// The driver, in its automatic mode, tries a BEGIN and a COMMIT around every statement, and
    /// in its manual mode holds a transaction open for ever. So: manual mode, and the transaction
    /// that it began ended behind its back; from here on BEGIN and COMMIT are ours.
    private static void handOverTransactions(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
        }
    }
}
