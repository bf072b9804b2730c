package org.rialto.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.rialto.base.Uninterruptibly;
import org.rialto.database.Dialect;
import org.rialto.mapi.FileTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends what takes many units of work and was cut off, or was left for later: clears deleted
/// folders and undoes copies that did not get to their end. On a thread of its own, when the store
/// opens, when a large folder was deleted, and from time to time.
final class UnfinishedWork {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedWork.class);
    private static final long EVERY_SECONDS = 600;
    /// A copy that added nothing for so long has ended without saying so: its process is gone.
    private static final Duration COPY_STALLS = Duration.ofMinutes(10);

    private final SqlStore store;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    UnfinishedWork(SqlStore store) {
        this.store = store;
        this.thread = Thread.ofVirtual().name("store-unfinished").start(this::loop);
    }

    /// There is something to do.
    void wake() { work.release(); }

    private void loop() {
        // What is in an SQLite file when it is opened was left by a process that ended.
        long copiesBefore = store.database().dialect() == Dialect.SQLITE
                ? FileTime.fromInstant(Instant.now())
                : stalled();
        try {
            while (!closed) {
                round(copiesBefore);
                work.tryAcquire(EVERY_SECONDS, TimeUnit.SECONDS);
                work.drainPermits();
                copiesBefore = stalled();
            }
        } catch (InterruptedException e) {
            // Nobody does.
        }
    }

    private static long stalled() { return FileTime.fromInstant(Instant.now().minus(COPY_STALLS)); }

    private void round(long copiesBefore) {
        try {
            List<Long> mailboxes = store.database().read(sql -> sql.query(
                    "SELECT mailbox_id FROM deleted_folder UNION"
                            + " SELECT mailbox_id FROM unfinished_copy",
                    row -> row.getLong(1)));
            for (long mailboxId : mailboxes) {
                one(mailboxId, copiesBefore);
            }
        } catch (RuntimeException e) {
            log.warn("Clearing what was left unfinished failed and will be tried again: {}",
                    e.toString());
        }
    }

    private void one(long mailboxId, long copiesBefore) {
        try {
            finish(mailboxId, copiesBefore);
        } catch (RuntimeException e) {
            if (!closed) {
                log.warn("Clearing what was left unfinished in mailbox {} failed and will be"
                        + " tried again: {}", mailboxId, e.toString());
            }
        }
    }

    /// Clears the mailbox's deleted folders and undoes copies whose last part was written before.
    void finish(long mailboxId, long copiesBefore) {
        while (!closed && store.database().write(sql -> new DeletedFolders(
                (SqlChange) store.join(sql, mailboxId, Access.SYSTEM)).clear(BulkWork.MESSAGES))) {
            // There is more.
        }
        List<Long> copies = store.database().read(sql -> sql.query("SELECT copy_id"
                + " FROM unfinished_copy WHERE mailbox_id = ? GROUP BY copy_id"
                + " HAVING MAX(written) < ?", row -> row.getLong(1), mailboxId, copiesBefore));
        for (long copyId : copies) {
            log.info("Undoing a copy in mailbox {} that was cut off", mailboxId);
            undo(mailboxId, copyId);
        }
    }

    /// Removes what a copy made, for good, in units of work of bounded size.
    void undo(long mailboxId, long copyId) {
        while (!closed && store.database().write(sql -> new UnfinishedCopy(
                (SqlChange) store.join(sql, mailboxId, Access.SYSTEM), copyId).undoSome())) {
            // There is more.
        }
    }

    /// Waits for the unit of work at hand.
    void close() {
        closed = true;
        work.release();
        Uninterruptibly.join(thread);
    }
}
