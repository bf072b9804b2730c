package org.rialto.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;

/// Sets, stops and removes the criteria of search folders in a unit of work. MS-OXCFOLD §3.2.5.4.
final class SearchEditor {
    private final SqlChange change;
    private final Sql sql;
    private final long mailboxId;

    SearchEditor(SqlChange change) {
        this.change = change;
        this.sql = change.sql;
        this.mailboxId = change.mailboxId;
    }

    void set(long searchId, SearchCriteria criteria) throws SQLException {
        owned(searchId);
        if (criteria.folderIds().isEmpty()) {
            throw new MailError.Invalid("a search looks at one folder or more");
        }
        for (long folderId : criteria.folderIds()) {
            if (change.readable(folderId).type == FolderType.SEARCH) {
                throw new MailError.Invalid("a search folder is not looked at by another search");
            }
        }
        SearchRows.Row before = change.searches.find(searchId);
        countRunning(before, 1);
        // What is linked stays until the new search has looked at it.
        sql.update("DELETE FROM search_progress WHERE mailbox_id = ? AND search_id = ?", mailboxId,
                searchId);
        sql.update("INSERT INTO search_folder (mailbox_id, search_id, criteria, status,"
                + " version) VALUES (?, ?, ?, ?, 1) ON CONFLICT (mailbox_id, search_id)"
                + " DO UPDATE SET criteria = excluded.criteria, status = excluded.status,"
                + " version = search_folder.version + 1", mailboxId, searchId, criteria.encode(),
                SearchState.Status.POPULATING.ordinal());
        change.note(new StoreEvent.FolderModified(mailboxId, searchId));
    }

    private void owned(long searchId) throws SQLException {
        FolderState folder = change.state(searchId, Rights.FOLDER_OWNER);
        if (folder.type != FolderType.SEARCH) {
            throw new MailError.Invalid(folder.name + " is not a search folder");
        }
    }

    private void countRunning(SearchRows.@Nullable Row before, int now) {
        boolean wasRunning = before != null
                && before.state().status() != SearchState.Status.STOPPED;
        change.mailbox.countSearches(now - (wasRunning ? 1 : 0));
    }

    void stop(long searchId) throws SQLException {
        owned(searchId);
        SearchRows.Row before = change.searches.find(searchId);
        if (before == null) {
            throw new MailError.Invalid("the search folder has no criteria yet");
        }
        countRunning(before, 0);
        sql.update("UPDATE search_folder SET status = ? WHERE mailbox_id = ? AND search_id = ?",
                SearchState.Status.STOPPED.ordinal(), mailboxId, searchId);
    }

    /// With the folder itself; its links are cleared as [DeletedFolders] does.
    void remove(long searchId) throws SQLException {
        SearchRows.Row before = change.searches.find(searchId);
        if (before != null) {
            countRunning(before, 0);
            sql.update("DELETE FROM search_folder WHERE mailbox_id = ? AND search_id = ?",
                    mailboxId, searchId);
        }
    }
}
