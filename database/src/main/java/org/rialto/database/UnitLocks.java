package org.rialto.database;

import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.rialto.mapi.MailError;

/// What units of work of this process have for themselves on PostgreSQL ([Sql#exclusive]). Nobody
/// waits with a connection in hand: a unit that finds a key taken is rolled back, gives its
/// connection back, waits, and runs again. So few connections serve many waiters. Waiting is in the
/// order of the keys, so that two units never wait for each other.
final class UnitLocks {
    private static final long PATIENCE_SECONDS = 60;
    private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();

    /// Ends an attempt of a unit of work that must wait for a key.
    static final class MustWait extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long key;

        private MustWait(long key) {
            super("waiting for " + key, null, false, false);
            this.key = key;
        }
    }

    /// The keys of one unit of work, over all its attempts. Used by its thread only.
    final class Held {
        private final NavigableMap<Long, ReentrantLock> held = new TreeMap<>();
        private final SortedSet<Long> needed = new TreeSet<>();
        private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

        /// Takes the key, or throws [MustWait].
        void require(long key) {
            if (held.containsKey(key)) {
                return;
            }
            ReentrantLock lock = lock(key);
            try {
                // With a time, it does not push in front of those who wait.
                if (!lock.tryLock(0, TimeUnit.NANOSECONDS)) {
                    throw new MustWait(key);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            held.put(key, lock);
        }

        /// Without a connection: waits for that key and those that were waited for before.
        void await(MustWait wait) {
            release();
            needed.add(wait.key);
            for (long key : needed) {
                ReentrantLock lock = lock(key);
                try {
                    if (!lock.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        throw new MailError.Unavailable("the mailbox is busy");
                    }
                } catch (InterruptedException e) {
                    throw interrupted(e);
                }
                held.put(key, lock);
            }
        }

        void release() {
            held.values().forEach(ReentrantLock::unlock);
            held.clear();
        }
    }

    private ReentrantLock lock(long key) {
        return locks.computeIfAbsent(key, any -> new ReentrantLock(true));
    }

    private static MailError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MailError.Unavailable("interrupted while waiting for the mailbox", e);
    }
}
