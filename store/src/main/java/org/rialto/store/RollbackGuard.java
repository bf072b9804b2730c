package org.rialto.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import org.rialto.base.Uninterruptibly;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that the database was put back to an earlier time, by files or a dump copied back, and
/// then moves all numbers on ([Store#renumber]).
///
/// The database and a small file outside of it hold one number, which only grows: at each start,
/// and every minute in which something was committed; in the database first. So a database whose
/// number is lower than the file's is an old one. A copy that was made less than a minute before it
/// is put back, and a file that is put back together with the database, are not noticed; for those
/// there is `rialto restore --reset-ids`.
public final class RollbackGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RollbackGuard.class);
    private static final String COUNTER = "mark";
    private static final String FIRST_LINE = "Rialto keeps this file to notice a database that was"
            + " put back. Leave it, and leave it out of copies of the data.";
    /// How far a database that went back jumps: other processes' files are behind it too.
    private static final long JUMP = 1L << 32;

    private final Database database;
    private final Store store;
    private final Path file;
    private final Duration every;
    private final Thread thread;
    private long mark;
    private long commits;

    private RollbackGuard(Database database, Store store, Path file, Duration every) {
        this.database = database;
        this.store = store;
        this.file = file;
        this.every = every;
        this.thread = Thread.ofVirtual().name("rollback-guard").unstarted(this::loop);
    }

    /// Looks, mends, and from then on keeps `file`. To be called before anybody is served.
    public static RollbackGuard start(Database database, Store store, Path file) {
        return start(database, store, file, Duration.ofMinutes(1));
    }

    static RollbackGuard start(Database database, Store store, Path file, Duration every) {
        RollbackGuard guard = new RollbackGuard(database, store, file, every);
        guard.mark = guard.readFile();
        guard.advance();
        guard.thread.start();
        return guard;
    }

    /// Goes one on, in the database and then in the file.
    private synchronized void advance() {
        long next = database.write(sql -> next(sql, 1));
        if (next <= mark) {
            long known = mark;
            // Of a store without mailboxes nobody knows anything; but an old one may come back.
            if (!store.mailboxes().isEmpty()) {
                log.warn("The database is older than it was ({} after {}): it was put back. All"
                        + " numbers are moved on, so that programs synchronise again", next,
                        known);
                store.renumber();
            }
            next = database.write(sql -> next(sql, (known / JUMP + 1) * JUMP));
        }
        mark = next;
        commits = database.counters().numbers().commits();
        writeFile();
    }

    /// The counter's next number, at least that.
    private static long next(Sql sql, long least) throws SQLException {
        sql.update("INSERT INTO store_counter (name, last) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET last = CASE"
                + " WHEN store_counter.last >= excluded.last THEN store_counter.last + 1"
                + " ELSE excluded.last END", COUNTER, least);
        return sql.number("SELECT last FROM store_counter WHERE name = ?", 0, COUNTER);
    }

    private long readFile() {
        try {
            if (Files.exists(file)) {
                String[] lines = Files.readString(file).split("\n");
                return Long.parseLong(lines[lines.length - 1].strip());
            }
        } catch (IOException | NumberFormatException e) {
            log.warn("{} cannot be read and is written anew: {}", file, e.getMessage());
        }
        return 0;
    }

    private void writeFile() {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                out.write(ByteBuffer.wrap((FIRST_LINE + "\n" + mark + "\n")
                        .getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written: a database that is put back may not be noticed ({})",
                    file, e.getMessage());
        }
    }

    private void loop() {
        try {
            while (true) {
                Thread.sleep(every);
                advanceIfUsed();
            }
        } catch (InterruptedException e) {
            // The store is being closed.
        }
    }

    private void advanceIfUsed() {
        try {
            if (database.counters().numbers().commits() != commits) {
                advance();
            }
        } catch (MailError e) {
            log.warn("The mark could not be moved on and will be later: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        Uninterruptibly.join(thread);
        advanceIfUsed();
    }
}
