package org.rialto.store;

import java.sql.SQLException;
import java.util.List;
import org.rialto.database.Sql;

/// Clears folders that were deleted: their row is gone, and all that is left of them is cleared in
/// steps of bounded size, each safe to be the last before a crash. Messages go to recoverable
/// items, or for good when the deletion was hard.
final class DeletedFolders {
    private final SqlChange change;
    private final Sql sql;
    private final long mailboxId;

    DeletedFolders(SqlChange change) {
        this.change = change;
        this.sql = change.sql;
        this.mailboxId = change.mailboxId;
    }

    private record Row(long folderId, boolean hard) {}

    /// Clears at most `most` rows of the mailbox's deleted folders; whether any are left.
    boolean clear(int most) throws SQLException {
        int left = most;
        while (true) {
            Row folder = sql.first("SELECT folder_id, hard FROM deleted_folder"
                    + " WHERE mailbox_id = ? ORDER BY folder_id LIMIT 1",
                    row -> new Row(row.getLong(1), row.getInt(2) != 0), mailboxId);
            if (folder == null) {
                return false;
            }
            if (left <= 0) {
                return true;
            }
            left -= 1 + clear(folder, left);
        }
    }

    /// How many rows: fewer than `most` when the folder is clear.
    private int clear(Row folder, int most) throws SQLException {
        List<MessageRow> rows = change.messages.some(folder.folderId(), most);
        if (!rows.isEmpty()) {
            new MessageMover(change).clear(folder.folderId(), rows, folder.hard());
        }
        int cleared = rows.size();
        cleared += remove("tombstone", "folder_id", "change_number, uid", folder, most - cleared);
        // Of a search folder.
        for (String table : List.of("search_link", "search_pending")) {
            cleared += remove(table, "search_id", "folder_id, message_uid", folder,
                    most - cleared);
        }
        if (cleared < most) {
            sql.update("DELETE FROM search_progress WHERE mailbox_id = ? AND search_id = ?",
                    mailboxId, folder.folderId());
            for (String table : List.of("folder_keyword", "deleted_local_id",
                    "deleted_source_key", "user_read", "deleted_folder")) {
                sql.update("DELETE FROM " + table + " WHERE mailbox_id = ? AND folder_id = ?",
                        mailboxId, folder.folderId());
            }
        }
        return cleared;
    }

    private int remove(String table, String column, String rest, Row folder, int most)
            throws SQLException {
        String where = " WHERE mailbox_id = ? AND " + column + " = ?";
        return most <= 0
                ? 0
                : sql.update("DELETE FROM " + table + where + " AND (" + rest + ") IN (SELECT "
                        + rest + " FROM " + table + where + " LIMIT ?)", mailboxId,
                        folder.folderId(), mailboxId, folder.folderId(), most);
    }
}
