package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rialto.database.Sql;

/// Makes, changes and removes the links of one search folder to the messages of one folder in a
/// unit of work. To who reads the search folder they look like its messages: with UIDs, change
/// numbers, tombstones, counts and events of its own.
final class SearchLinker {
    private final SqlChange change;
    private final Sql sql;
    private final FolderState search;
    private final long folderId;
    private final KeywordMap keywords;

    SearchLinker(SqlChange change, long searchId, long folderId) throws SQLException {
        this.change = change;
        this.sql = change.sql;
        this.search = change.state(searchId);
        this.folderId = folderId;
        this.keywords = new KeywordMap(sql, change.mailboxId, folderId, search);
    }

    void add(MessageRow row) throws SQLException {
        int uid = search.takeUid();
        long number = change.mailbox.next();
        long bits = keywords.map(row.keywords());
        sql.update("INSERT INTO search_link (mailbox_id, search_id, folder_id, message_uid, uid,"
                + " message_id, flags, keywords, size, change_number)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", change.mailboxId, search.folderId,
                folderId, row.uid(), uid, row.messageId(), row.flags(), bits, row.size(), number);
        search.count(1, false, row.flags(), row.size());
        search.contentsChanged(number);
        change.note(search, new IndexDelta.Added(uid, row.messageId(), row.flags(), bits, number,
                number));
        change.note(new StoreEvent.MessageCreated(change.mailboxId, search.folderId,
                row.messageId(), uid, number, false, false));
    }

    void update(SearchRows.Link link, MessageRow row) throws SQLException {
        long number = change.mailbox.next();
        long bits = keywords.map(row.keywords());
        sql.update("UPDATE search_link SET flags = ?, keywords = ?, size = ?, change_number = ?"
                + " WHERE mailbox_id = ? AND search_id = ? AND folder_id = ? AND message_uid = ?",
                row.flags(), bits, row.size(), number, change.mailboxId, search.folderId, folderId,
                link.messageUid());
        search.count(-1, false, link.flags(), link.size());
        search.count(1, false, row.flags(), row.size());
        search.contentsChanged(number);
        int[] uids = {link.uid()};
        change.note(search, new IndexDelta.Updated(uids, new int[]{row.flags()}, new long[]{bits},
                new long[]{number}, number));
        change.note(row.contentChangeNumber() > link.changeNumber()
                ? new StoreEvent.MessageModified(change.mailboxId, search.folderId,
                        row.messageId(), link.uid(), number)
                : new StoreEvent.FlagsChanged(change.mailboxId, search.folderId, uids, number));
    }

    void remove(List<SearchRows.Link> links) throws SQLException {
        if (links.isEmpty()) {
            return;
        }
        List<SearchRows.Link> sorted = new ArrayList<>(links);
        sorted.sort(Comparator.comparingInt(SearchRows.Link::uid));
        long number = change.mailbox.next();
        for (SearchRows.Link link : sorted) {
            sql.update("DELETE FROM search_link WHERE mailbox_id = ? AND search_id = ?"
                    + " AND folder_id = ? AND message_uid = ?", change.mailboxId, search.folderId,
                    folderId, link.messageUid());
            sql.update("INSERT INTO tombstone (mailbox_id, folder_id, change_number, uid,"
                    + " message_id) VALUES (?, ?, ?, ?, ?)", change.mailboxId, search.folderId,
                    number, link.uid(), link.messageId());
            search.count(-1, false, link.flags(), link.size());
        }
        search.contentsChanged(number);
        int[] uids = sorted.stream().mapToInt(SearchRows.Link::uid).toArray();
        change.note(search, new IndexDelta.Removed(uids, number));
        change.note(new StoreEvent.MessagesDeleted(change.mailboxId, search.folderId, uids,
                sorted.stream().mapToLong(SearchRows.Link::messageId).toArray(), number));
    }

    void wait(int messageUid) throws SQLException {
        sql.update("INSERT INTO search_pending (mailbox_id, search_id, folder_id, message_uid)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", change.mailboxId,
                search.folderId, folderId, messageUid);
    }

    void forget(int[] messageUids) throws SQLException {
        if (messageUids.length > 0) {
            sql.update("DELETE FROM search_pending WHERE mailbox_id = ? AND search_id = ?"
                    + " AND folder_id = ? AND " + sql.dialect().isAnyOf("message_uid"),
                    change.mailboxId, search.folderId, folderId,
                    MessageRows.numbers(sql, messageUids));
        }
    }

    /// The folder was looked at up to this change number.
    void progress(long changeNumber) throws SQLException {
        sql.update("INSERT INTO search_progress (mailbox_id, search_id, folder_id, change_number)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (mailbox_id, search_id, folder_id)"
                + " DO UPDATE SET change_number = excluded.change_number", change.mailboxId,
                search.folderId, folderId, changeNumber);
    }

    /// The folder is not looked at any more: removes at most `most` of its links. Whether that were
    /// all.
    boolean leave(int most) throws SQLException {
        List<SearchRows.Link> some = change.searches.some(search.folderId, folderId, most);
        remove(some);
        if (some.size() == most) {
            return false;
        }
        for (String table : List.of("search_pending", "search_progress")) {
            sql.update("DELETE FROM " + table + " WHERE mailbox_id = ? AND search_id = ?"
                    + " AND folder_id = ?", change.mailboxId, search.folderId, folderId);
        }
        return true;
    }
}
