package org.rialto.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;

/// Ids that clients got for the objects that they make while they are offline. Each is an object's
/// at most once, and never one's that the server makes. MS-OXCFXICS §2.2.3.2.4.7 and §2.2.3.2.4.8.
final class LocalIds {
    static final int MOST_DELETED = 10_000;
    /// Ranges of ids that no object has yet: a client holds one or two, and asks for more ids when it
    /// has used those up (§3.3.5.8.12). Who asks for one at a time must not fill the database.
    static final int MOST_FREE = 10_000;
    /// Ids in them, of the 2^40 that a mailbox has (§3.2.5.9.4.7): with what [Renumbering] adds.
    static final long MOST_FREE_IDS = 1L << 36;
    /// What is uploaded out of order makes two ranges of one.
    private static final int MOST_PARTS = 10 * MOST_FREE;
    private final Sql sql;
    private final long mailboxId;

    LocalIds(Sql sql, long mailboxId) {
        this.sql = sql;
        this.mailboxId = mailboxId;
    }

    /// The first of `count` ids. [MailError.TooLarge] where clients have too many that they do not
    /// use.
    long reserve(MailboxState mailbox, long count) throws SQLException {
        long ids = sql.number("SELECT SUM(last_id - first_id + 1) FROM local_id"
                + " WHERE mailbox_id = ?", 0, mailboxId);
        if (ids + count > MOST_FREE_IDS) {
            throw new MailError.TooLarge("clients of the mailbox have more ids than they use");
        }
        if (ranges() >= MOST_FREE) {
            // What clients have skipped for longest, they use no more.
            sql.update("DELETE FROM local_id WHERE mailbox_id = ? AND last_id ="
                    + " (SELECT MIN(last_id) FROM local_id WHERE mailbox_id = ?)", mailboxId,
                    mailboxId);
        }
        long first = mailbox.reserve(count);
        add(first, first + count - 1);
        return first;
    }

    /// Ids that no object has, and that a client may have got.
    void add(long first, long last) throws SQLException {
        int joined = sql.update("UPDATE local_id SET last_id = ? WHERE mailbox_id = ?"
                + " AND last_id = ?", last, mailboxId, first - 1);
        if (joined == 0) {
            sql.update("INSERT INTO local_id (mailbox_id, last_id, first_id) VALUES (?, ?, ?)",
                    mailboxId, last, first);
        }
    }

    private long ranges() throws SQLException {
        return sql.number("SELECT COUNT(*) FROM local_id WHERE mailbox_id = ?", 0, mailboxId);
    }

    boolean isFree(long id) throws SQLException { return range(id) != null; }

    private @Nullable IdRange range(long id) throws SQLException {
        IdRange next = sql.first("SELECT first_id, last_id FROM local_id WHERE mailbox_id = ?"
                + " AND last_id >= ? ORDER BY last_id LIMIT 1",
                row -> new IdRange(row.getLong(1), row.getLong(2)), mailboxId, id);
        return next == null || next.first() > id ? null : next;
    }

    /// An object has it from now on. False where it is not free.
    boolean take(long id) throws SQLException {
        IdRange range = range(id);
        if (range == null) {
            return false;
        }
        if (range.first() == id && range.last() == id) {
            sql.update("DELETE FROM local_id WHERE mailbox_id = ? AND last_id = ?", mailboxId, id);
        } else if (range.last() == id) {
            sql.update("UPDATE local_id SET last_id = ? WHERE mailbox_id = ? AND last_id = ?",
                    id - 1, mailboxId, id);
        } else {
            sql.update("UPDATE local_id SET first_id = ? WHERE mailbox_id = ? AND last_id = ?",
                    id + 1, mailboxId, range.last());
            // Where there are too many, what a client skipped is taken as not used.
            if (range.first() < id && ranges() < MOST_PARTS) {
                sql.update("INSERT INTO local_id (mailbox_id, last_id, first_id)"
                        + " VALUES (?, ?, ?)", mailboxId, id - 1, range.first());
            }
        }
        return true;
    }

    /// No object of the folder will have these ids. Of too many ranges those of the smallest ids are
    /// forgotten.
    void delete(long folderId, List<IdRange> ranges) throws SQLException {
        for (IdRange range : ranges) {
            delete(folderId, range);
        }
        long oldest = sql.number("SELECT last_id FROM deleted_local_id WHERE mailbox_id = ?"
                + " AND folder_id = ? ORDER BY last_id DESC LIMIT 1 OFFSET ?", 0, mailboxId,
                folderId, MOST_DELETED - 1);
        sql.update("DELETE FROM deleted_local_id WHERE mailbox_id = ? AND folder_id = ?"
                + " AND last_id < ?", mailboxId, folderId, oldest);
    }

    private void delete(long folderId, IdRange range) throws SQLException {
        long first = range.first();
        long last = range.last();
        for (IdRange each : touching(folderId, range)) {
            first = Math.min(first, each.first());
            last = Math.max(last, each.last());
            sql.update("DELETE FROM deleted_local_id WHERE mailbox_id = ? AND folder_id = ?"
                    + " AND last_id = ?", mailboxId, folderId, each.last());
        }
        sql.update("INSERT INTO deleted_local_id (mailbox_id, folder_id, last_id, first_id)"
                + " VALUES (?, ?, ?, ?)", mailboxId, folderId, last, first);
    }

    /// What overlaps a range or adjoins it. The others do neither with each other: of those that end
    /// behind it, only the first may be one.
    private List<IdRange> touching(long folderId, IdRange range) throws SQLException {
        String select = "SELECT first_id, last_id FROM deleted_local_id"
                + " WHERE mailbox_id = ? AND folder_id = ?";
        List<IdRange> found = sql.query(select + " AND last_id BETWEEN ? AND ?",
                row -> new IdRange(row.getLong(1), row.getLong(2)), mailboxId, folderId,
                range.first() - 1, range.last() + 1);
        IdRange next = sql.first(select + " AND last_id > ? ORDER BY last_id LIMIT 1",
                row -> new IdRange(row.getLong(1), row.getLong(2)), mailboxId, folderId,
                range.last() + 1);
        if (next != null && next.first() <= range.last() + 1) {
            found.add(next);
        }
        return found;
    }

    boolean isDeleted(long folderId, long id) throws SQLException {
        long first = sql.number("SELECT first_id FROM deleted_local_id WHERE mailbox_id = ?"
                + " AND folder_id = ? AND last_id >= ? ORDER BY last_id LIMIT 1", Long.MAX_VALUE,
                mailboxId, folderId, id);
        return first <= id;
    }
}
