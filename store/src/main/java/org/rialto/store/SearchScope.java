package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The folders that a search looks at, as of a snapshot: those it names and, when it is recursive,
/// all under them, without search folders; recoverable items only when they are named.
final class SearchScope {
    private final Map<Long, FolderState> all = new HashMap<>();
    private final Map<Long, List<FolderState>> children = new HashMap<>();
    private final Set<Long> scope = new LinkedHashSet<>();

    private SearchScope() {}

    static SearchScope read(SqlSnapshot snapshot, SearchCriteria criteria) throws SQLException {
        SearchScope scope = new SearchScope();
        List<FolderState> rows = snapshot.sql.query("SELECT " + FolderState.COLUMNS
                + " FROM folder WHERE mailbox_id = ?", FolderState::read, snapshot.mailboxId);
        for (FolderState row : rows) {
            scope.all.put(row.folderId, row);
            scope.children.computeIfAbsent(row.parentId, _ -> new ArrayList<>()).add(row);
        }
        for (long folderId : criteria.folderIds()) {
            FolderState folder = scope.all.get(folderId);
            if (folder != null) {
                scope.add(folder, criteria.recursive());
            }
        }
        return scope;
    }

    private void add(FolderState top, boolean recursive) {
        Deque<FolderState> next = new ArrayDeque<>(List.of(top));
        for (FolderState folder; (folder = next.poll()) != null;) {
            if (folder.type == FolderType.SEARCH
                    || folder != top && folder.special == SpecialFolder.RECOVERABLE_ITEMS) {
                continue;
            }
            scope.add(folder.folderId);
            if (recursive) {
                children.getOrDefault(folder.folderId, List.of()).reversed().forEach(next::push);
            }
        }
    }

    List<Long> folderIds() { return List.copyOf(scope); }

    boolean exists(long folderId) { return all.containsKey(folderId); }
}
