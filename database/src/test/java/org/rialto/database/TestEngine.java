package org.rialto.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/// Both engines, for contract tests: `@ParameterizedClass @EnumSource(TestEngine.class)`. The
/// same directory opens the same database again. PostgreSQL is started once for a test run and stops
/// with it; each directory gets a schema of its own in it. It does not wait for the disk: these
/// tests kill Rialto, never PostgreSQL or the machine (the crash checks run it with durability on).
public enum TestEngine {
    SQLITE, POSTGRES;

    /// What opens the database that belongs to `directory`.
    public DatabaseConfiguration configuration(Path directory) {
        return switch (this) {
            case SQLITE -> new DatabaseConfiguration.Sqlite(directory.resolve("rialto.db"));
            case POSTGRES -> postgres(directory);
        };
    }

    public Database open(Path directory) { return Database.open(configuration(directory)); }

    private static DatabaseConfiguration postgres(Path directory) {
        String schema = "t" + UUID
                .nameUUIDFromBytes(directory.toAbsolutePath().toString().getBytes(
                        java.nio.charset.StandardCharsets.UTF_8))
                .toString().replace("-", "");
        EmbeddedPostgres server = Server.SHARED;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseConfiguration.Postgres(
                server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema, "postgres",
                "", 16);
    }

    /// Started at its first use.
    private static final class Server {
        static final EmbeddedPostgres SHARED = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .setPGStartupWait(Duration.ofMinutes(2)).start();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL did not start", e);
            }
        }
    }
}
