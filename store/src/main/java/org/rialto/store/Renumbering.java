package org.rialto.store;

import java.sql.SQLException;
import java.time.Instant;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;

/// Moves the numbers of a mailbox that went back in time (its database or its backup was put back)
/// beyond everything that was given out meanwhile: to clients, nothing goes back. Messages keep
/// their UIDs and ids, for those that both times know are the same ones; but each counts as changed
/// now, and whoever synchronises is told to compare whole folders. RFC 9051 §2.3.1.1, RFC 7162 §3.1,
/// MS-OXCFXICS §3.1.5.3.
public final class Renumbering {
    /// More changes than a mailbox sees in any time that is lost; the counter has room for 1,000
    /// such times.
    private static final long LOST_NUMBERS = 1L << 30;
    /// More messages than a folder takes in; its UIDs have room for 128 such times.
    private static final long LOST_UIDS = 1L << 24;
    /// UIDVALIDITYs are seconds, or one more than the last: in a day nobody makes so many folders.
    private static final long LOST_FOLDERS = 86_400;

    private Renumbering() {}

    /// After a time of which nothing is known.
    public static void afterLoss(Sql sql, long mailboxId) throws SQLException {
        long counter = sql.number("SELECT counter FROM mailbox WHERE mailbox_id = ?"
                + sql.dialect().forUpdate(), 1, mailboxId);
        long room = (1L << MailboxState.COUNTER_BITS) - counter;
        long number = counter + Math.min(LOST_NUMBERS, room / 2);
        long seconds = System.currentTimeMillis() / 1000;
        long validity = sql.number("SELECT uid_validity FROM mailbox WHERE mailbox_id = ?", 0,
                mailboxId);
        sql.update("UPDATE mailbox SET uid_validity = ? WHERE mailbox_id = ?",
                Math.max(seconds, validity) + LOST_FOLDERS, mailboxId);
        sql.update("UPDATE folder SET hierarchy_changes = hierarchy_changes + ?"
                + " WHERE mailbox_id = ?", LOST_FOLDERS, mailboxId);
        for (long folderId : sql.query("SELECT folder_id FROM folder WHERE mailbox_id = ?",
                row -> row.getLong(1), mailboxId)) {
            skipUids(sql, mailboxId, folderId);
        }
        changeAll(sql, mailboxId, number);
    }

    /// In that folder, nobody knows how many UIDs were given. One whose UIDs would be used up begins
    /// anew.
    public static void skipUids(Sql sql, long mailboxId, long folderId) throws SQLException {
        int moved = sql.update("UPDATE folder SET next_uid = next_uid + ? WHERE mailbox_id = ?"
                + " AND folder_id = ? AND next_uid <= ?", LOST_UIDS, mailboxId, folderId,
                Integer.MAX_VALUE - LOST_UIDS);
        if (moved == 0) {
            sql.update("UPDATE mailbox SET uid_validity = uid_validity + 1 WHERE mailbox_id = ?",
                    mailboxId);
            sql.update("UPDATE folder SET uid_validity = (SELECT uid_validity FROM mailbox"
                    + " WHERE mailbox_id = ?) WHERE mailbox_id = ? AND folder_id = ?", mailboxId,
                    mailboxId, folderId);
        }
    }

    /// Everything in the mailbox changed, as a number beyond `last`, behind which the counter goes
    /// on.
    public static void changeAll(Sql sql, long mailboxId, long last) throws SQLException {
        // Links first: what the searches look at again is newer.
        long link = last + 1;
        long number = last + 2;
        // Clients may have got ids that are not known here any more; no other object has them.
        long before = sql.number("SELECT counter FROM mailbox WHERE mailbox_id = ?", 1, mailboxId);
        if (before <= last) {
            new LocalIds(sql, mailboxId).add(before, last);
        }
        sql.update("UPDATE mailbox SET counter = ? WHERE mailbox_id = ?", number + 1, mailboxId);
        sql.update("UPDATE search_link SET change_number = ? WHERE mailbox_id = ?", link,
                mailboxId);
        sql.update("UPDATE message SET change_number = ?, content_change_number = ?,"
                + " group_changes = ? WHERE mailbox_id = ?", number, number,
                GroupChanges.wholeAt(number).encode(), mailboxId);
        long now = FileTime.fromInstant(Instant.now());
        String later = "CASE WHEN %1$s < ? THEN CAST(? AS BIGINT) ELSE %1$s + 1 END";
        sql.update("UPDATE folder SET contents_change_number = ?, purged_change_number = ?,"
                + " change_number = ?, hierarchy_changes = hierarchy_changes + 1,"
                + " committed = " + later.formatted("committed")
                + ", contents_committed = " + later.formatted("contents_committed")
                + ", hierarchy_committed = " + later.formatted("hierarchy_committed")
                + " WHERE mailbox_id = ?", number, number, number, now, now, now, now, now, now,
                mailboxId);
    }
}
