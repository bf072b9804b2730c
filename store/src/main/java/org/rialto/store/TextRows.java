package org.rialto.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.rialto.database.Sql;
import org.rialto.store.search.IndexedText;
import org.rialto.store.search.TextHits;
import org.rialto.store.search.TextIndex;
import org.rialto.store.search.TextQuery;

/// Connects messages to their texts in the full-text index. A copy or a move keeps the text's id,
/// so nothing is indexed twice; texts that no message has any more are swept.
final class TextRows {
    private final Sql sql;
    private final long mailboxId;

    TextRows(Sql sql, long mailboxId) {
        this.sql = sql;
        this.mailboxId = mailboxId;
    }

    TextHits search(long folderId, TextQuery query) throws SQLException {
        long[] texts = TextIndex.search(sql, mailboxId, query).orElse(new long[0]);
        List<Integer> found = texts.length == 0
                ? List.of()
                : sql.query("SELECT uid FROM message WHERE mailbox_id = ? AND folder_id = ? AND "
                        + sql.dialect().isAnyOf("text_id") + " AND associated = 0 ORDER BY uid",
                        row -> row.getInt(1), mailboxId, folderId, sql.dialect().numbers(texts));
        List<Integer> unindexed = sql.query("SELECT uid FROM message WHERE mailbox_id = ?"
                + " AND folder_id = ? AND text_id = 0 AND associated = 0 ORDER BY uid",
                row -> row.getInt(1), mailboxId, folderId);
        return new TextHits(toArray(found), toArray(unindexed));
    }

    private static int[] toArray(List<Integer> uids) {
        return uids.stream().mapToInt(Integer::intValue).toArray();
    }

    void index(MessageRows.Place place, long contentChangeNumber, IndexedText text,
            MailboxState mailbox) throws SQLException {
        long textId = mailbox.next();
        int indexed = sql.update("UPDATE message SET text_id = ? WHERE mailbox_id = ?"
                + " AND folder_id = ? AND uid = ? AND text_id = 0 AND content_change_number = ?",
                textId, mailboxId, place.folderId(), place.uid(), contentChangeNumber);
        if (indexed == 1) {
            TextIndex.add(sql, mailboxId, textId, text);
        }
    }

    /// Removes texts that no message has; answers how many. The texts of a mailbox are looked
    /// through at once, which is for quiet hours.
    int sweep() throws SQLException {
        List<Long> used = sql.query("SELECT DISTINCT text_id FROM message WHERE mailbox_id = ?"
                + " AND text_id > 0 ORDER BY text_id", row -> row.getLong(1), mailboxId);
        long[] kept = used.stream().mapToLong(Long::longValue).toArray();
        long[] dead = Arrays.stream(TextIndex.textIds(sql, mailboxId))
                .filter(id -> Arrays.binarySearch(kept, id) < 0).toArray();
        TextIndex.remove(sql, mailboxId, dead);
        return dead.length;
    }
}
