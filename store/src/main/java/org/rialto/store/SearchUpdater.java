package org.rialto.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rialto.base.Uninterruptibly;
import org.rialto.database.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps search folders up to date behind the commits: each commit in a mailbox with searches wakes
/// a thread for it. How far a search is, is on disk with its links ([SearchPass]), so that nothing
/// is lost when the server stops; whoever looks at a search folder first after a start wakes it too.
final class SearchUpdater implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SearchUpdater.class);
    private static final int TRIES = 100;

    private final SqlStore store;
    /// Mailboxes being worked on, and whether they were woken again meanwhile.
    private final Map<Long, Boolean> running = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<Long> lookedAt = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    SearchUpdater(SqlStore store) { this.store = store; }

    /// Quick: called after commits, on the writer's thread.
    void wake(long mailboxId) {
        if (closing) {
            return;
        }
        running.compute(mailboxId, (id, again) -> {
            if (again == null) {
                Thread thread = Thread.ofVirtual().name("search-folders").unstarted(() -> run(id));
                threads.add(thread);
                thread.start();
            }
            return again != null;
        });
    }

    /// Somebody reads a search folder: the first time, it may be behind.
    void read(long mailboxId) {
        if (lookedAt.add(mailboxId)) {
            wake(mailboxId);
        }
    }

    private void run(long mailboxId) {
        try {
            do {
                update(mailboxId);
            } while (running.computeIfPresent(mailboxId,
                    (id, again) -> again ? Boolean.FALSE : null) != null && !closing);
        } catch (RuntimeException e) {
            running.remove(mailboxId);
            if (!closing) {
                log.warn("The search folders of mailbox {} could not be updated; the next change"
                        + " in it tries again", mailboxId, e);
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /// Brings all search folders of a mailbox up to date before it returns.
    void update(long mailboxId) {
        List<Long> searches = store.database()
                .read((Sql sql) -> new SearchRows(sql, mailboxId).running());
        for (long searchId : searches) {
            SearchPass pass = new SearchPass(store, mailboxId, searchId, () -> closing);
            int tries = 1;
            while (!closing && !pass.run() && tries < TRIES) {
                tries++;
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        for (Thread thread : threads) {
            Uninterruptibly.join(thread);
        }
    }
}
