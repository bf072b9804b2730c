package org.rialto.database;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One SQL database: snapshots to read, units of work to write. Two engines; the rooms write
/// their SQL once for both (see [Dialect]).
public sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {

    /// Opens, creating an SQLite file that is not there. Throws `MailError.Unavailable` when the
    /// database cannot be reached.
    static Database open(DatabaseConfiguration configuration) {
        return switch (configuration) {
            case DatabaseConfiguration.Sqlite sqlite -> new SqliteDatabase(sqlite);
            case DatabaseConfiguration.Postgres postgres -> new PostgresDatabase(postgres);
        };
    }

    Dialect dialect();

    /// Runs `work` on one consistent snapshot, on the calling thread. Inside another read or unit
    /// of work of the same thread it joins that one. Never does network I/O inside: the snapshots
    /// at a time are few.
    <T extends @Nullable Object> T read(SqlWork<T> work);

    /// Runs `work` as a unit of work: all or nothing, and durable when this returns. Throws what
    /// `work` throws, `MailError.Unavailable` when the disk is full or the database is away. On
    /// SQLite the units of all callers run one after the other on one thread and share commits,
    /// so they are quick: rows only.
    <T extends @Nullable Object> T write(SqlWork<T> work);

    /// From now on `participant` is asked before every commit.
    void addCommitParticipant(CommitParticipant participant);

    DatabaseCounters counters();

    /// Writes a consistent copy to `target`, which must not exist, while the database is in use.
    /// SQLite only; PostgreSQL has its own tools.
    void backup(Path target);

    /// Tells the other processes that share the database something, soon; at most
    /// [#ANNOUNCEMENT_BYTES] of ASCII. To be called after the commit that it is about; never waits.
    void announce(String message);

    /// Hears what others announce, in the order of each, on one thread. `lost` is run when some of it
    /// may have been missed. Closing the result ends it.
    AutoCloseable listen(Consumer<String> messages, Runnable lost);

    int ANNOUNCEMENT_BYTES = 7_900;

    /// What the engine finds wrong with its pages, in its words, at most that many; nothing when all
    /// is well. Reads all of the file, and compares indexes with what they index unless it is to be
    /// quick. SQLite only: nothing on PostgreSQL.
    List<String> pageProblems(int most, boolean quick);

    /// Finishes the units of work at hand and closes.
    @Override
    void close();
}
