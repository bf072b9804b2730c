package org.rialto.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rialto.database.Sql;

/// Turns one folder's keyword bits into another's: their numbers are each folder's own.
final class KeywordMap {
    private final Sql sql;
    private final long mailboxId;
    private final long from;
    private final FolderState to;
    private final Map<Long, Long> known = new HashMap<>();

    KeywordMap(Sql sql, long mailboxId, long fromFolderId, FolderState to) {
        this.sql = sql;
        this.mailboxId = mailboxId;
        this.from = fromFolderId;
        this.to = to;
    }

    /// Registers keywords that the other folder does not know, as [Keywords#bits].
    long map(long bits) throws SQLException {
        if (bits == 0 || from == to.folderId) {
            return bits;
        }
        Long mapped = known.get(bits);
        if (mapped == null) {
            List<String> names = new Keywords(sql, mailboxId, from).namesOf(bits);
            mapped = new Keywords(sql, mailboxId, to.folderId).bits(names);
            known.put(bits, mapped);
        }
        return mapped;
    }
}
