package org.rialto.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.rialto.server.config.Configuration;

/// A server's home directory: its configuration, certificate, data and logs, and what says that a
/// server is running on it.
///
/// ```
/// rialto.toml   configuration
/// tls/          certificate and key
/// data/         the database and message bytes (SQLite)
/// log/          the demo's log
/// run/          lock, pid, control socket
/// mark          how far the database was: notices one that was put back
/// ```
public record Home(Path directory) {
    public Path configurationFile() { return directory.resolve("rialto.toml"); }

    public Path data() { return directory.resolve("data"); }

    public Path log() { return directory.resolve("log"); }

    public Path run() { return directory.resolve("run"); }

    public Path mark() { return directory.resolve("mark"); }

    public Path resolve(String relative) { return directory.resolve(relative); }

    public boolean exists() { return Files.exists(configurationFile()); }

    /// Makes the directories, open to the owner only.
    public void create() throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        for (Path path : new Path[]{directory, data(), log(), run()}) {
            if (Files.isDirectory(path))
                continue;
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(ownerOnly));
        }
    }

    /// The configuration in force: the file, then the environment.
    public Configuration configuration() throws UserError {
        if (!exists()) {
            throw new UserError(directory + " is not a home: it has no rialto.toml",
                    "`rialto init --home " + directory + " --domain YOUR.DOMAIN` makes one.");
        }
        return configuration(System.getenv());
    }

    Configuration configuration(Map<String, String> environment) throws UserError {
        return Configuration.read(configurationFile(), environment);
    }
}
