package org.rialto.store.check;

import java.sql.SQLException;
import java.util.List;
import org.rialto.store.FolderType;
import org.rialto.store.SearchState;

/// A mailbox's search folders: that each row of a search has its folder, and that links show messages
/// that are there, as they are. A link may be behind its message, until the search has looked at the
/// folder again; it may not be wrong where the search says that it has looked. (Counts of search
/// folders are in [FolderSteps], with all others.)
final class SearchSteps {
    private static final List<String> TABLES = List.of("search_pending", "search_progress",
            "search_link");

    private static final int STOPPED = SearchState.Status.STOPPED.ordinal();

    private record Link(long searchId, long folderId, long messageUid, long uid, long messageId,
            String problem) {}

    private SearchSteps() {}

    /// Rows of searches that are gone.
    static void owners(Scope scope) throws SQLException {
        String folderless = " WHERE mailbox_id = ? AND search_id NOT IN (SELECT folder_id FROM"
                + " folder WHERE mailbox_id = ? AND folder_type = " + FolderType.SEARCH.code()
                + ")";
        String searchless = " WHERE mailbox_id = ? AND search_id NOT IN (SELECT search_id FROM"
                + " search_folder WHERE mailbox_id = ? UNION ALL SELECT folder_id FROM"
                // Being cleared.
                + " deleted_folder WHERE mailbox_id = ?)";
        Object id = scope.mailboxId;
        remove(scope, "search_folder", folderless, id, id);
        for (String table : TABLES) {
            remove(scope, table, searchless, id, id, id);
        }
        long real = scope.sql.number("SELECT COUNT(*) FROM search_folder WHERE mailbox_id = ?"
                + " AND status <> ?", 0, scope.mailboxId, STOPPED);
        long said = scope.sql.number("SELECT searches FROM mailbox WHERE mailbox_id = ?", 0,
                scope.mailboxId);
        if (real != said) {
            scope.mendable(Finding.Kind.SEARCH, "the mailbox says " + said
                    + " searches; it has " + real);
            if (scope.repair) {
                scope.sql.update("UPDATE mailbox SET searches = ? WHERE mailbox_id = ?", real,
                        scope.mailboxId);
            }
        }
    }

    private static void remove(Scope scope, String table, String where, Object... arguments)
            throws SQLException {
        long count = scope.sql.number("SELECT COUNT(*) FROM " + table + where, 0, arguments);
        if (count > 0) {
            scope.mendable(Finding.Kind.SEARCH, count + " rows of " + table
                    + " belong to no search folder; they are removed");
            if (scope.repair) {
                scope.sql.update("DELETE FROM " + table + where, arguments);
            }
        }
    }

    /// Links to nothing, or that show a message as it is not.
    static void links(Scope scope) throws SQLException {
        List<Link> wrong = scope.sql.query("SELECT l.search_id, l.folder_id, l.message_uid, l.uid,"
                + " l.message_id, CASE WHEN m.uid IS NULL OR m.message_id <> l.message_id"
                + " OR m.associated <> 0 THEN 'a message that is not there'"
                + " ELSE 'a message otherwise than it is' END FROM search_link l"
                + " JOIN folder f ON f.mailbox_id = l.mailbox_id AND f.folder_id = l.folder_id"
                + " JOIN search_folder s ON s.mailbox_id = l.mailbox_id"
                + " AND s.search_id = l.search_id JOIN search_progress p ON p.mailbox_id = l.mailbox_id"
                + " AND p.search_id = l.search_id AND p.folder_id = l.folder_id"
                + " LEFT JOIN message m ON m.mailbox_id = l.mailbox_id"
                + " AND m.folder_id = l.folder_id AND m.uid = l.message_uid"
                + " WHERE l.mailbox_id = ? AND p.change_number >= f.contents_change_number"
                + " AND (m.uid IS NULL OR m.message_id <> l.message_id OR m.associated <> 0"
                + " OR m.change_number <= l.change_number"
                + " AND ((m.flags & 16383) <> l.flags OR m.size <> l.size)) LIMIT " + Step.ROWS,
                row -> new Link(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getString(6)),
                scope.mailboxId);
        for (Link link : wrong) {
            scope.mendable(Finding.Kind.SEARCH, "search folder " + link.searchId() + " shows "
                    + link.problem());
            if (scope.repair) {
                remove(scope, link);
            }
        }
    }

    /// The link goes, and the search looks at the folder again.
    private static void remove(Scope scope, Link link) throws SQLException {
        long number = scope.next();
        scope.sql.update("DELETE FROM search_link WHERE mailbox_id = ? AND search_id = ?"
                + " AND folder_id = ? AND message_uid = ?", scope.mailboxId, link.searchId(),
                link.folderId(), link.messageUid());
        scope.sql.update("INSERT INTO tombstone (mailbox_id, folder_id, change_number, uid,"
                + " message_id) VALUES (?, ?, ?, ?, ?)", scope.mailboxId, link.searchId(), number,
                link.uid(), link.messageId());
        scope.sql.update("UPDATE folder SET contents_change_number = ? WHERE mailbox_id = ?"
                + " AND folder_id = ?", number, scope.mailboxId, link.searchId());
        scope.sql.update("UPDATE search_progress SET change_number = 0 WHERE mailbox_id = ?"
                + " AND search_id = ? AND folder_id = ?", scope.mailboxId, link.searchId(),
                link.folderId());
    }
}
