package org.rialto.store;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.rialto.database.Sql;
import org.rialto.mapi.Binary;

/// Source keys of other replicas under which nothing comes into a folder: of what a client deleted
/// before it was ever uploaded. MS-OXCFXICS §3.2.5.9.4.5. Of too many the oldest are forgotten.
final class DeletedSourceKeys {
    static final int MOST = 10_000;
    private static final String OF_FOLDER = " WHERE mailbox_id = ? AND folder_id = ?";
    private final Sql sql;
    private final long mailboxId;

    DeletedSourceKeys(Sql sql, long mailboxId) {
        this.sql = sql;
        this.mailboxId = mailboxId;
    }

    void add(MailboxState mailbox, long folderId, List<Binary> keys) throws SQLException {
        long first = mailbox.reserve(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            sql.update("INSERT INTO deleted_source_key (mailbox_id, folder_id, source_key, number)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT (mailbox_id, folder_id, source_key)"
                    + " DO UPDATE SET number = excluded.number", mailboxId, folderId,
                    hex(keys.get(i)), first + i);
        }
        long oldest = sql.number("SELECT number FROM deleted_source_key" + OF_FOLDER
                + " ORDER BY number DESC LIMIT 1 OFFSET ?", 0, mailboxId, folderId, MOST - 1);
        sql.update("DELETE FROM deleted_source_key" + OF_FOLDER + " AND number < ?", mailboxId,
                folderId, oldest);
    }

    boolean contains(long folderId, Binary key) throws SQLException {
        return sql.number("SELECT 1 FROM deleted_source_key" + OF_FOLDER + " AND source_key = ?",
                0, mailboxId, folderId, hex(key)) != 0;
    }

    static String hex(Binary key) { return HexFormat.of().formatHex(key.toByteArray()); }
}
