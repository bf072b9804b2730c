package org.rialto.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;

/// Removes tombstones of long ago. A folder notes the highest that it lost: who asks for changes
/// after an earlier number is told that the answer is not complete ([FolderChanges#complete]).
/// How old a change number is, is known by marks of the counter, one a day.
final class TombstonePurge {
    private static final int ROWS_AT_A_TIME = 500;
    private static final Duration MARK_EVERY = Duration.ofDays(1);
    private final Database database;

    private record Tombstone(long folderId, long changeNumber, long uid) {}

    TombstonePurge(Database database) { this.database = database; }

    int run(long mailboxId, Instant before) {
        Long last = database.write(sql -> mark(sql, mailboxId, FileTime.fromInstant(before)));
        int purged = 0;
        if (last != null) {
            int some;
            do {
                some = database.write(sql -> purge(sql, mailboxId, last));
                purged += some;
            } while (some == ROWS_AT_A_TIME);
        }
        return purged;
    }

    /// Marks the counter when that is due. Answers the last number given before that time, or null
    /// when that is not known.
    private static @org.jspecify.annotations.Nullable Long mark(Sql sql, long mailboxId,
            long before) throws SQLException {
        Instant now = Instant.now();
        long latest = sql.number("SELECT MAX(marked) FROM counter_mark WHERE mailbox_id = ?", 0,
                mailboxId);
        if (latest < FileTime.fromInstant(now.minus(MARK_EVERY))) {
            sql.update("INSERT INTO counter_mark (mailbox_id, marked, counter)"
                    + " SELECT mailbox_id, CAST(? AS BIGINT), counter FROM mailbox"
                    + " WHERE mailbox_id = ? AND deleting = 0", FileTime.fromInstant(now),
                    mailboxId);
        }
        Long marked = sql.first("SELECT MAX(marked) FROM counter_mark WHERE mailbox_id = ?"
                + " AND marked < ?", row -> row.getLong(1) == 0 ? null : row.getLong(1), mailboxId,
                before);
        if (marked == null) {
            return null;
        }
        sql.update("DELETE FROM counter_mark WHERE mailbox_id = ? AND marked < ?", mailboxId,
                marked);
        return sql.number("SELECT counter FROM counter_mark WHERE mailbox_id = ? AND marked = ?",
                0, mailboxId, marked) - 1;
    }

    private static int purge(Sql sql, long mailboxId, long last) throws SQLException {
        // Every writer of the mailbox takes this row first.
        sql.first("SELECT counter FROM mailbox WHERE mailbox_id = ?" + sql.dialect().forUpdate(),
                row -> row.getLong(1), mailboxId);
        List<Tombstone> some = sql.query("SELECT folder_id, change_number, uid FROM tombstone"
                + " WHERE mailbox_id = ? AND change_number <= ?"
                + " ORDER BY folder_id, change_number, uid LIMIT ?",
                row -> new Tombstone(row.getLong(1), row.getLong(2), row.getLong(3)), mailboxId,
                last, ROWS_AT_A_TIME);
        for (Tombstone tombstone : some) {
            sql.update("DELETE FROM tombstone WHERE mailbox_id = ? AND folder_id = ?"
                    + " AND change_number = ? AND uid = ?", mailboxId, tombstone.folderId(),
                    tombstone.changeNumber(), tombstone.uid());
            sql.update("UPDATE folder SET purged_change_number = ? WHERE mailbox_id = ?"
                    + " AND folder_id = ? AND purged_change_number < ?", tombstone.changeNumber(),
                    mailboxId, tombstone.folderId(), tombstone.changeNumber());
        }
        return some.size();
    }
}
