package org.rialto.store.check;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rialto.mapi.FileTime;

/// When folders, what is in them and what is below them were changed, and how often: what a client
/// compares before it looks at a folder again. MS-OXCFOLD §2.2.2.2.1. No time is before what it is the
/// latest of; a clock that once went wrong may have made it later.
final class CommitSteps {
    private static final String LATER = "%1$s = CASE WHEN %1$s < ? THEN CAST(? AS BIGINT)"
            + " ELSE %1$s + 1 END";

    private record Row(long folderId, long parentId, long committed, long contents,
            long hierarchy, long changes, long deleted) {}

    private CommitSteps() {}

    static void times(Scope scope) throws SQLException {
        long now = FileTime.fromInstant(Instant.now());
        List<Row> rows = scope.sql.query("SELECT folder_id, parent_id, committed,"
                + " contents_committed, hierarchy_committed, hierarchy_changes, deleted_count"
                + " FROM folder WHERE mailbox_id = ? ORDER BY folder_id",
                row -> new Row(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getLong(6), row.getLong(7)),
                scope.mailboxId);
        Map<Long, Long> contents = new HashMap<>();
        scope.sql.forEach("SELECT folder_id, MAX(CASE WHEN committed > saved THEN committed"
                + " ELSE saved END) FROM message WHERE mailbox_id = ? GROUP BY folder_id",
                row -> contents.put(row.getLong(1), Math.min(now, row.getLong(2))),
                scope.mailboxId);
        Map<Long, Row> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.folderId, row));
        Map<Long, Long> below = new HashMap<>();
        Map<Long, Integer> children = new HashMap<>();
        for (Row row : rows) {
            children.merge(row.parentId, 1, Integer::sum);
            Set<Long> path = new HashSet<>();
            for (Row at = row; at != null && path.add(at.folderId); at = byId.get(at.parentId)) {
                below.merge(at.parentId, Math.min(now, row.committed), Math::max);
            }
        }
        for (Row row : rows) {
            compare(scope, row, new Row(row.folderId, row.parentId, Math.max(row.committed, 1),
                    Math.max(row.contents, contents.getOrDefault(row.folderId, 1L)),
                    Math.max(row.hierarchy, below.getOrDefault(row.folderId, 1L)),
                    Math.max(row.changes, children.getOrDefault(row.folderId, 0)),
                    Math.max(row.deleted, 0)));
        }
    }

    private static void compare(Scope scope, Row said, Row least) throws SQLException {
        if (said.equals(least)) {
            return;
        }
        String of = "folder " + said.folderId + " says ";
        if (said.committed < least.committed) {
            scope.mendable(Finding.Kind.CHANGE_NUMBER, of + "that it was never changed");
        }
        if (said.contents < least.contents) {
            scope.mendable(Finding.Kind.CHANGE_NUMBER, of + "that its contents were changed before"
                    + " some of its messages were");
        }
        if (said.hierarchy < least.hierarchy) {
            scope.mendable(Finding.Kind.CHANGE_NUMBER, of + "that what is below it was changed"
                    + " before some of those folders were");
        }
        if (said.changes < least.changes) {
            scope.mendable(Finding.Kind.COUNT, of + said.changes + " folders came or left; it has "
                    + least.changes);
        }
        if (said.deleted < least.deleted) {
            scope.mendable(Finding.Kind.COUNT, of + said.deleted + " messages left");
        }
        if (scope.repair) {
            // Beyond whatever clients may have seen.
            scope.sql.update("UPDATE folder SET committed = ?, contents_committed = ?,"
                    + " hierarchy_committed = ?, hierarchy_changes = ?, deleted_count = ?"
                    + " WHERE mailbox_id = ? AND folder_id = ?", least.committed, least.contents,
                    least.hierarchy, least.changes, least.deleted, scope.mailboxId, said.folderId);
        }
    }

    /// A repair did something to what is in the folder.
    static void contentsChanged(Scope scope, long folderId) throws SQLException {
        later(scope, folderId, "", "contents_committed");
    }

    /// A repair made the folder, or put it into another.
    static void cameInto(Scope scope, long folderId, long parentId) throws SQLException {
        later(scope, folderId, "", "committed");
        later(scope, parentId, "hierarchy_changes = hierarchy_changes + 1, ",
                "contents_committed");
        Set<Long> path = new HashSet<>();
        for (long at = parentId; at != 0 && path.add(at);) {
            later(scope, at, "", "hierarchy_committed");
            at = scope.sql.number("SELECT parent_id FROM folder WHERE mailbox_id = ?"
                    + " AND folder_id = ?", 0, scope.mailboxId, at);
        }
    }

    private static void later(Scope scope, long folderId, String more, String column)
            throws SQLException {
        long now = FileTime.fromInstant(Instant.now());
        scope.sql.update("UPDATE folder SET " + more + LATER.formatted(column)
                + " WHERE mailbox_id = ? AND folder_id = ?", now, now, scope.mailboxId, folderId);
    }
}
