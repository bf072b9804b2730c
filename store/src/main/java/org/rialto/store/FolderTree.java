package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rialto.database.Sql;

/// The folders of a mailbox as one sees them who reads it: those that are visible to him, with his
/// rights and his read marks.
final class FolderTree {
    private final SqlSnapshot snapshot;
    private final Sql sql;
    private final long mailboxId;

    FolderTree(SqlSnapshot snapshot) {
        this.snapshot = snapshot;
        this.sql = snapshot.sql;
        this.mailboxId = snapshot.mailboxId;
    }

    boolean isWithin(long folderId, long ancestorId) throws SQLException {
        FolderState at = snapshot.visible(folderId);
        while (at.folderId != ancestorId && at.parentId != 0) {
            at = snapshot.state(at.parentId);
        }
        return at.folderId == ancestorId;
    }

    Folder show(FolderState folder) throws SQLException {
        long children = sql.number(
                "SELECT COUNT(*) FROM folder WHERE mailbox_id = ? AND parent_id = ?", 0, mailboxId,
                folder.folderId);
        return show(folder, (int) children);
    }

    private Folder show(FolderState folder, int children) throws SQLException {
        return snapshot.readMarks.show(folder,
                folder.toFolder(children, snapshot.rights.of(folder.folderId)));
    }

    Optional<Folder> child(long parentId, String name) throws SQLException {
        Long id = sql.first("SELECT folder_id FROM folder"
                + " WHERE mailbox_id = ? AND parent_id = ? AND name_key = ?",
                row -> row.getLong(1), mailboxId, parentId, FolderNames.key(name));
        return id == null || !snapshot.rights.isVisible(id)
                ? Optional.empty()
                : Optional.of(show(snapshot.state(id)));
    }

    /// Each behind its parent.
    List<Folder> all() throws SQLException {
        snapshot.settle();
        List<FolderState> rows = sql.query("SELECT " + FolderState.COLUMNS
                + " FROM folder WHERE mailbox_id = ?", FolderState::read, mailboxId);
        Map<Long, List<FolderState>> children = new HashMap<>();
        for (FolderState row : rows) {
            children.computeIfAbsent(row.parentId, id -> new ArrayList<>()).add(row);
        }
        List<Folder> sorted = new ArrayList<>(rows.size());
        Deque<FolderState> next = new ArrayDeque<>(children.getOrDefault(0L, List.of()));
        for (FolderState folder; (folder = next.poll()) != null;) {
            List<FolderState> below = children.getOrDefault(folder.folderId, List.of());
            if (snapshot.rights.isVisible(folder.folderId)) {
                sorted.add(show(folder, below.size()));
            }
            below.reversed().forEach(next::push);
        }
        return sorted;
    }
}
