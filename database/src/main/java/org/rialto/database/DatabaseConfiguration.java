package org.rialto.database;

import java.nio.file.Path;

/// Which engine, and how to reach it.
public sealed interface DatabaseConfiguration {

    /// An embedded SQLite database in one file (with its `-wal` and `-shm` beside it).
    ///
    /// @param readers how many snapshots may be read at a time
    /// @param mappedBytes how much of the file is read through a memory map
    /// @param cacheKibibytes page cache of each connection
    record Sqlite(Path file, int readers, long mappedBytes, int cacheKibibytes)
            implements
                DatabaseConfiguration {
        public Sqlite(Path file) {
            this(file, Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), 4L << 30,
                    16 << 10);
        }
    }

    /// A PostgreSQL database.
    ///
    /// @param url a JDBC URL, `jdbc:postgresql://host/database`
    /// @param connections the most connections open at a time, half of them for reads
    record Postgres(String url, String user, String password, int connections)
            implements
                DatabaseConfiguration {
        public Postgres(String url, String user, String password) { this(url, user, password, 32); }

        @Override
        public String toString() { return "Postgres[url=" + url + ", user=" + user + "]"; }
    }
}
