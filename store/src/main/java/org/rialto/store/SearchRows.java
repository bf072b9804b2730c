package org.rialto.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;

/// Reads the search folders of one mailbox and their links.
final class SearchRows {
    private static final String LINK = "folder_id, message_uid, uid, message_id, flags, keywords,"
            + " size, change_number";
    private final Sql sql;
    private final long mailboxId;

    SearchRows(Sql sql, long mailboxId) {
        this.sql = sql;
        this.mailboxId = mailboxId;
    }

    record Row(long searchId, SearchState state, long version) {
        private static Row read(ResultSet row) throws SQLException {
            return new Row(row.getLong(1),
                    new SearchState(SearchCriteria.decode(row.getBytes(2)),
                            SearchState.Status.values()[row.getInt(3)]),
                    row.getLong(4));
        }
    }

    /// @param messageUid in its folder
    /// @param uid in the search folder
    /// @param changeNumber when the link was last made or changed
    record Link(long folderId, int messageUid, int uid, long messageId, int flags, long keywords,
            long size, long changeNumber) {
        private static Link read(ResultSet row) throws SQLException {
            return new Link(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4),
                    row.getInt(5), row.getLong(6), row.getLong(7), row.getLong(8));
        }
    }

    @Nullable
    Row find(long searchId) throws SQLException {
        return sql.first("SELECT search_id, criteria, status, version FROM search_folder"
                + " WHERE mailbox_id = ? AND search_id = ?", Row::read, mailboxId, searchId);
    }

    /// The search folders that are not stopped.
    List<Long> running() throws SQLException {
        return sql.query("SELECT search_id FROM search_folder WHERE mailbox_id = ?"
                + " AND status <> ? ORDER BY search_id", row -> row.getLong(1), mailboxId,
                SearchState.Status.STOPPED.ordinal());
    }

    /// Folders looked at, with the change number up to which.
    Map<Long, Long> progress(long searchId) throws SQLException {
        Map<Long, Long> progress = new HashMap<>();
        sql.forEach("SELECT folder_id, change_number FROM search_progress WHERE mailbox_id = ?"
                + " AND search_id = ?", row -> progress.put(row.getLong(1), row.getLong(2)),
                mailboxId, searchId);
        return progress;
    }

    /// UIDs of messages that waited for their text and have it now, ascending.
    int[] pendingWithText(long searchId, long folderId) throws SQLException {
        return toArray(sql.query("SELECT m.uid FROM search_pending p JOIN message m"
                + " ON m.mailbox_id = p.mailbox_id AND m.folder_id = p.folder_id"
                + " AND m.uid = p.message_uid WHERE p.mailbox_id = ? AND p.search_id = ?"
                + " AND p.folder_id = ? AND m.text_id <> 0 ORDER BY m.uid",
                row -> row.getInt(1), mailboxId, searchId, folderId));
    }

    /// Which of these messages wait for their text, though they need not any more.
    int[] pendingOf(long searchId, long folderId, int[] uids) throws SQLException {
        return uids.length == 0
                ? uids
                : toArray(sql.query("SELECT message_uid FROM search_pending WHERE mailbox_id = ?"
                        + " AND search_id = ? AND folder_id = ? AND "
                        + sql.dialect().isAnyOf("message_uid"), row -> row.getInt(1), mailboxId,
                        searchId, folderId, MessageRows.numbers(sql, uids)));
    }

    /// By the message's UID; of all messages of the folder when `uids` is null.
    Map<Integer, Link> links(long searchId, long folderId, int @Nullable [] uids)
            throws SQLException {
        Map<Integer, Link> links = new LinkedHashMap<>();
        String select = "SELECT " + LINK + " FROM search_link WHERE mailbox_id = ?"
                + " AND search_id = ? AND folder_id = ?";
        List<Link> found;
        if (uids == null) {
            found = sql.query(select, Link::read, mailboxId, searchId, folderId);
        } else if (uids.length == 0) {
            found = List.of();
        } else {
            found = sql.query(select + " AND " + sql.dialect().isAnyOf("message_uid"), Link::read,
                    mailboxId, searchId, folderId, MessageRows.numbers(sql, uids));
        }
        found.forEach(link -> links.put(link.messageUid(), link));
        return links;
    }

    /// The first links to messages of a folder.
    List<Link> some(long searchId, long folderId, int limit) throws SQLException {
        return sql.query("SELECT " + LINK + " FROM search_link WHERE mailbox_id = ?"
                + " AND search_id = ? AND folder_id = ? ORDER BY message_uid LIMIT ?", Link::read,
                mailboxId, searchId, folderId, limit);
    }

    /// The folders in which the search has links or waits.
    Set<Long> linkedFolders(long searchId) throws SQLException {
        return Set.copyOf(sql.query("SELECT folder_id FROM search_link WHERE mailbox_id = ?"
                + " AND search_id = ? UNION SELECT folder_id FROM search_pending"
                + " WHERE mailbox_id = ? AND search_id = ?", row -> row.getLong(1), mailboxId,
                searchId, mailboxId, searchId));
    }

    /// Links from `firstUid` to `lastUid`, ascending.
    List<Link> range(long searchId, int firstUid, int lastUid, int limit) throws SQLException {
        return sql.query("SELECT " + LINK + " FROM search_link WHERE mailbox_id = ?"
                + " AND search_id = ? AND uid >= ? AND uid <= ? ORDER BY uid LIMIT ?", Link::read,
                mailboxId, searchId, firstUid, lastUid, limit);
    }

    List<Link> ofUids(long searchId, int[] uids) throws SQLException {
        return ofNumbers(searchId, "uid", Arrays.stream(uids).asLongStream().toArray());
    }

    List<Link> ofIds(long searchId, long[] messageIds) throws SQLException {
        return ofNumbers(searchId, "message_id", messageIds);
    }

    private List<Link> ofNumbers(long searchId, String column, long[] numbers)
            throws SQLException {
        return numbers.length == 0
                ? List.of()
                : sql.query("SELECT " + LINK + " FROM search_link WHERE mailbox_id = ?"
                        + " AND search_id = ? AND " + sql.dialect().isAnyOf(column)
                        + " ORDER BY uid", Link::read, mailboxId, searchId,
                        sql.dialect().numbers(numbers));
    }

    private static int[] toArray(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
