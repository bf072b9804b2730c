package org.rialto.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;

/// The rooms that hold data, opened and wired by hand: what the listeners and the administration
/// commands both work on.
public final class Rooms implements AutoCloseable {
    private final Database database;

    private Rooms(Database database) { this.database = database; }

    /// Opens what the configuration names, bringing its tables up to date. The home's lock must be
    /// held.
    public static Rooms open(Home home, Configuration configuration) throws UserError, IOException {
        Database database = Database.open(databaseConfiguration(home, configuration));
        return new Rooms(database);
    }

    private static DatabaseConfiguration databaseConfiguration(Home home,
            Configuration configuration) throws UserError {
        String url = configuration.get(Settings.DATABASE_URL);
        if (url.isEmpty()) {
            return new DatabaseConfiguration.Sqlite(home.data().resolve("rialto.db"));
        }
        String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url;
        if (!jdbc.startsWith("jdbc:postgresql:")) {
            throw new UserError(
                    "database.url must begin with postgresql://, or be empty for SQLite",
                    "Set by: " + configuration.origin(Settings.DATABASE_URL));
        }
        return new DatabaseConfiguration.Postgres(jdbc, configuration.get(Settings.DATABASE_USER),
                secret(home, configuration.get(Settings.DATABASE_PASSWORD_FILE)));
    }

    /// The first line of a file, or nothing when no file is named.
    private static String secret(Home home, String file) throws UserError {
        if (file.isEmpty())
            return "";
        Path path = home.resolve(file);
        try (var lines = Files.lines(path)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UserError("cannot read " + path + ": " + e.getMessage(),
                    "Its first line should be the database password.");
        }
    }

    public Database database() { return database; }

    @Override
    public void close() { database.close(); }
}
