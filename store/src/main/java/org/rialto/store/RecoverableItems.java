package org.rialto.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rialto.base.Uninterruptibly;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What leaves Recoverable Items for good: what is old, and, while a mailbox has more there than its
/// quota, what is oldest. A deletion never fails for that quota: a full mailbox must be one that its
/// owner can make room in. It is kept behind the commits, in short units of work; so a mailbox is
/// over it for a moment, and a message larger than all of the quota is gone at once.
final class RecoverableItems implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecoverableItems.class);
    private static final int AT_A_TIME = 500;

    private record Item(long folderId, int uid, long size) {}

    private final SqlStore store;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    RecoverableItems(SqlStore store) { this.store = store; }

    /// After a commit, on the writer's thread.
    void committed(MailboxState mailbox) {
        long quota = mailbox.quota.recoverableBytes();
        if (quota > 0 && mailbox.recoverableSize > quota && !closing
                && running.add(mailbox.mailboxId)) {
            Thread thread = Thread.ofVirtual().name("recoverable-items")
                    .unstarted(() -> run(mailbox.mailboxId));
            threads.add(thread);
            thread.start();
        }
    }

    private void run(long mailboxId) {
        try {
            // Each unit of work looks again, so that none that comes meanwhile is missed.
            while (!closing && store.database()
                    .write((Sql sql) -> purgeOldest(sql, mailboxId, true)) > 0) {
                Thread.yield();
            }
        } catch (RuntimeException e) {
            running.remove(mailboxId);
            if (!closing) {
                log.warn("The recoverable items of mailbox {} are over their quota and could not"
                        + " be purged; the next deletion or maintenance tries again", mailboxId, e);
            }
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /// Purges the oldest while there are more than the quota allows; answers how many.
    int purgeOverQuota(long mailboxId) {
        MailboxState mailbox = store.database()
                .read(sql -> MailboxState.get(sql, mailboxId, false));
        long quota = mailbox.quota.recoverableBytes();
        if (quota <= 0 || mailbox.recoverableSize <= quota) {
            return 0;
        }
        int purged = 0;
        int some;
        do {
            some = store.database().write((Sql sql) -> purgeOldest(sql, mailboxId, false));
            purged += some;
        } while (some > 0 && !closing);
        return purged;
    }

    private int purgeOldest(Sql sql, long mailboxId, boolean woken) throws SQLException {
        SqlChange change = (SqlChange) store.join(sql, mailboxId, Access.SYSTEM);
        long quota = change.mailbox.quota.recoverableBytes();
        long over = quota <= 0 ? 0 : change.mailbox.recoverableSize - quota;
        if (over <= 0) {
            if (woken) {
                running.remove(mailboxId);
            }
            return 0;
        }
        Map<Long, List<Integer>> oldest = new LinkedHashMap<>();
        for (Item item : items(change)) {
            if (over <= 0) {
                break;
            }
            over -= item.size();
            oldest.computeIfAbsent(item.folderId(), id -> new ArrayList<>()).add(item.uid());
        }
        int purged = 0;
        for (Map.Entry<Long, List<Integer>> each : oldest.entrySet()) {
            purged += change.deleteMessages(each.getKey(), each.getValue().stream()
                    .mapToInt(Integer::intValue).sorted().toArray(), true).length;
        }
        if (purged == 0 && woken) {
            running.remove(mailboxId); // the size is wrong: a check says so
        }
        return purged;
    }

    private static List<Item> items(SqlChange change) throws SQLException {
        List<Long> folders = folders(change);
        return change.sql.query("SELECT folder_id, uid, size FROM message WHERE mailbox_id = ?"
                + " AND " + change.sql.dialect().isAnyOf("folder_id")
                + " ORDER BY saved, folder_id, uid LIMIT " + AT_A_TIME,
                row -> new Item(row.getLong(1), row.getInt(2), row.getLong(3)), change.mailboxId,
                change.sql.dialect().numbers(folders.stream().mapToLong(Long::longValue)
                        .toArray()));
    }

    private static List<Long> folders(SqlChange change) {
        List<Long> folders = new ArrayList<>();
        for (SpecialFolder special : SpecialFolder.values()) {
            if (special.parent() == SpecialFolder.RECOVERABLE_ITEMS
                    && special.isIn(change.mailbox.kind)) {
                folders.add(change.specialFolderId(special));
            }
        }
        return folders;
    }

    /// Purges what came there before that time; answers how many.
    int purgeOld(long mailboxId, Instant savedBefore) {
        MailboxState mailbox = store.database()
                .read(sql -> MailboxState.get(sql, mailboxId, false));
        if (mailbox.recoverableSize == 0) {
            return 0;
        }
        int purged = 0;
        for (SpecialFolder special : SpecialFolder.values()) {
            if (special.parent() == SpecialFolder.RECOVERABLE_ITEMS
                    && special.isIn(mailbox.kind)) {
                purged += purgeOld(mailboxId, special, FileTime.fromInstant(savedBefore));
            }
        }
        return purged;
    }

    private int purgeOld(long mailboxId, SpecialFolder special, long before) {
        int purged = 0;
        int some;
        do {
            some = store.database().write((Sql sql) -> {
                Change change = store.join(sql, mailboxId, Access.SYSTEM);
                long folderId = change.folder(special).folderId();
                int[] uids = sql.query("SELECT uid FROM message WHERE mailbox_id = ?"
                        + " AND folder_id = ? AND saved < ? ORDER BY uid LIMIT ?",
                        row -> row.getInt(1), mailboxId, folderId, before, AT_A_TIME)
                        .stream().mapToInt(Integer::intValue).toArray();
                return change.deleteMessages(folderId, uids, true).length;
            });
            purged += some;
        } while (some == AT_A_TIME && !closing);
        return purged;
    }

    @Override
    public void close() {
        closing = true;
        for (Thread thread : threads) {
            Uninterruptibly.join(thread);
        }
    }
}
