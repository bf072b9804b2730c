package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;

/// The keywords of one folder and their bit numbers. A keyword keeps its number for the folder's
/// life; names compare without case (RFC 9051 §2.3.2).
final class Keywords {
    private static final int MOST = 64;
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

    /// The bits of the keywords, registering new ones.
    long bits(Collection<String> keywords) throws SQLException {
        long bits = 0;
        for (String keyword : keywords) {
            int number = find(keyword);
            bits |= 1L << (number < 0 ? add(keyword) : number);
        }
        return bits;
    }

    /// The bits of the keywords, registering new ones while there is room for them.
    long bitsOfThoseThatFit(Collection<String> keywords) throws SQLException {
        long bits = 0;
        for (String keyword : keywords) {
            int number = find(keyword);
            if (number >= 0 || names.size() < MOST) {
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
        if (names.size() == MOST) {
            throw new MailError.TooLarge("a folder knows at most " + MOST + " keywords");
        }
        int number = names.size();
        sql.update("INSERT INTO folder_keyword (mailbox_id, folder_id, number, name)"
                + " VALUES (?, ?, ?, ?)", mailboxId, folderId, number, keyword);
        names.add(keyword);
        return number;
    }
}
