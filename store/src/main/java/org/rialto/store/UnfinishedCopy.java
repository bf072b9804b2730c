package org.rialto.store;

import java.sql.SQLException;
import java.util.List;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;

/// The notes of a copy that takes several units of work: what each made, until the last one.
final class UnfinishedCopy {
    private final SqlChange change;
    private final Sql sql;
    private final long mailboxId;
    private final long copyId;

    UnfinishedCopy(SqlChange change, long copyId) {
        this.change = change;
        this.sql = change.sql;
        this.mailboxId = change.mailboxId;
        this.copyId = copyId;
    }

    /// [MailError.Unavailable] when the copy was held up for so long that it was undone.
    ///
    /// @param noted how many units it has noted
    void requireGoingOn(int noted) throws SQLException {
        long there = sql.number("SELECT COUNT(*) FROM unfinished_copy WHERE mailbox_id = ?"
                + " AND copy_id = ?", 0, mailboxId, copyId);
        if (there != noted) {
            throw new MailError.Unavailable("the copy was held up for too long and was undone");
        }
    }

    void note(long folderId, List<Change.Copied> copied) throws SQLException {
        sql.update("INSERT INTO unfinished_copy (mailbox_id, copy_id, folder_id, first_uid,"
                + " last_uid, written) VALUES (?, ?, ?, ?, ?, ?)", mailboxId, copyId, folderId,
                copied.getFirst().uid(), copied.getLast().uid(), change.now);
    }

    void end() throws SQLException {
        sql.update("DELETE FROM unfinished_copy WHERE mailbox_id = ? AND copy_id = ?", mailboxId,
                copyId);
    }

    private record Part(long folderId, int firstUid, int lastUid) {}

    /// Removes what one unit made; whether there was one. Messages that left the folder since were
    /// taken by somebody, and stay.
    boolean undoSome() throws SQLException {
        Part part = sql.first("SELECT folder_id, first_uid, last_uid FROM unfinished_copy"
                + " WHERE mailbox_id = ? AND copy_id = ? ORDER BY first_uid DESC LIMIT 1",
                row -> new Part(row.getLong(1), row.getInt(2), row.getInt(3)), mailboxId, copyId);
        if (part == null) {
            return false;
        }
        if (FolderState.find(sql, mailboxId, part.folderId()) != null) {
            int[] uids = change.messages.between(part.folderId(), part.firstUid(), part.lastUid());
            new MessageMover(change).delete(part.folderId(), uids, true);
        }
        sql.update("DELETE FROM unfinished_copy WHERE mailbox_id = ? AND copy_id = ?"
                + " AND first_uid = ?", mailboxId, copyId, part.firstUid());
        return true;
    }
}
