package org.rialto.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.rialto.mapi.MailError;

/// One writer of a mailbox at a time in this process, from its first look to its last event. On
/// PostgreSQL only: SQLite has one writer anyway.
final class MailboxLocks {
    private static final long PATIENCE_SECONDS = 60;
    private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();

    /// Waits for the lock; what is returned gives it back, on the same thread.
    Runnable lock(long mailboxId) {
        ReentrantLock lock = locks.computeIfAbsent(mailboxId, id -> new ReentrantLock());
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new MailError.Unavailable("the mailbox is busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailError.Unavailable("interrupted while waiting for the mailbox", e);
        }
        return lock::unlock;
    }
}
