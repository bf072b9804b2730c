package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rialto.database.Sql;

/// The keywords of one folder and their bit numbers. A keyword keeps its number for the folder's
/// life; names compare without case (RFC 9051 §2.3.2). A folder that knows as many as it can takes
/// no others: a message that comes with one comes without it, as RFC 9051 §7.1 (PERMANENTFLAGS) lets
/// it be, for a message must not be kept from being moved or flagged by a keyword.
final class Keywords {
    private final Sql sql;
    private final long mailboxId;
    private final long folderId;
    private final List<String> names = new ArrayList<>();

    Keywords(Sql sql, long mailboxId, long folderId) throws SQLException {
        this.sql = sql;
        this.mailboxId = mailboxId;
        this.folderId = folderId;
        sql.forEach("SELECT name FROM folder_keyword WHERE mailbox_id = ? AND folder_id = ?"
                + " ORDER BY number", row -> names.add(row.getString(1)), mailboxId, folderId);
    }

    List<String> names() { return List.copyOf(names); }

    /// The bits of those keywords that are known.
    long known(Collection<String> keywords) {
        long bits = 0;
        for (String keyword : keywords) {
            int number = find(keyword);
            bits |= number < 0 ? 0 : 1L << number;
        }
        return bits;
    }

    /// The bits of the keywords, registering new ones while there is room for them.
    long bits(Collection<String> keywords) throws SQLException {
        long bits = 0;
        for (String keyword : keywords) {
            int number = find(keyword);
            if (number >= 0 || names.size() < Snapshot.MOST_KEYWORDS) {
                bits |= 1L << (number < 0 ? add(keyword) : number);
            }
        }
        return bits;
    }

    List<String> namesOf(long bits) {
        List<String> some = new ArrayList<>();
        for (int number = 0; number < names.size(); number++) {
            if ((bits >>> number & 1) != 0) {
                some.add(names.get(number));
            }
        }
        return some;
    }

    private int find(String keyword) {
        for (int number = 0; number < names.size(); number++) {
            if (names.get(number).equalsIgnoreCase(keyword)) {
                return number;
            }
        }
        return -1;
    }

    private int add(String keyword) throws SQLException {
        int number = names.size();
        sql.update("INSERT INTO folder_keyword (mailbox_id, folder_id, number, name)"
                + " VALUES (?, ?, ?, ?)", mailboxId, folderId, number, keyword);
        names.add(keyword);
        return number;
    }
}
