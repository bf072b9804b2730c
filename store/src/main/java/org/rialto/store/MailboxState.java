package org.rialto.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;

/// A mailbox's row in the hands of one snapshot or unit of work. Its counter hands out folder
/// ids, message ids and change numbers.
final class MailboxState {
    /// Ids fit beside the mailbox's number in one 64-bit key (see table message_item).
    static final int COUNTER_BITS = 40;
    private static final String COLUMNS = "mailbox_id, guid, kind, display_name, replica_guid,"
            + " counter, uid_validity, quota_warning, quota_send, quota_receive,"
            + " quota_recoverable, content_size, message_count, recoverable_size, created,"
            + " searches";

    final long mailboxId;
    final UUID guid;
    final MailboxKind kind;
    final String displayName;
    final UUID replicaGuid;
    final long created;
    MailboxInfo.Quota quota;
    private long counter;
    private long uidValidity;
    long contentSize;
    long messageCount;
    long recoverableSize;
    private long searches;
    private boolean dirty;

    private MailboxState(ResultSet row) throws SQLException {
        mailboxId = row.getLong(1);
        guid = UUID.fromString(row.getString(2));
        kind = MailboxKind.values()[row.getInt(3)];
        displayName = row.getString(4);
        replicaGuid = UUID.fromString(row.getString(5));
        counter = row.getLong(6);
        uidValidity = row.getLong(7);
        quota = new MailboxInfo.Quota(row.getLong(8), row.getLong(9), row.getLong(10),
                row.getLong(11));
        contentSize = row.getLong(12);
        messageCount = row.getLong(13);
        recoverableSize = row.getLong(14);
        created = row.getLong(15);
        searches = row.getLong(16);
    }

    static String select(String condition) {
        return "SELECT " + COLUMNS + " FROM mailbox WHERE deleting = 0 AND " + condition;
    }

    static MailboxState read(ResultSet row) throws SQLException { return new MailboxState(row); }

    /// @param lock whether this unit of work is going to change the mailbox
    static MailboxState get(Sql sql, long mailboxId, boolean lock) throws SQLException {
        MailboxState found = sql.first(
                select("mailbox_id = ?") + (lock ? sql.dialect().forUpdate() : ""),
                MailboxState::read, mailboxId);
        return orMissing(found, mailboxId);
    }

    private static MailboxState orMissing(@Nullable MailboxState found, long mailboxId) {
        if (found == null) {
            throw new MailError.NotFound("there is no mailbox " + mailboxId);
        }
        return found;
    }

    long next() { return reserve(1); }

    /// The last number that the counter gave.
    long lastNumber() { return counter - 1; }

    /// The first of `count` consecutive numbers of the counter.
    long reserve(long count) {
        if (count < 0 || counter + count >= 1L << COUNTER_BITS) {
            throw new MailError.TooLarge("the mailbox has no more ids");
        }
        long first = counter;
        counter += count;
        dirty = true;
        return first;
    }

    /// A UIDVALIDITY that no folder of the mailbox ever had: seconds, or one more than the last.
    /// 32 bits without a sign (RFC 9051), until 2106.
    long nextUidValidity() {
        uidValidity = Math.max(uidValidity + 1, System.currentTimeMillis() / 1000);
        dirty = true;
        return uidValidity;
    }

    /// Counts a message in (`sign` 1) or out (-1) of a folder.
    void count(int sign, boolean recoverable, long size) {
        dirty = true;
        if (recoverable) {
            recoverableSize += sign * size;
        } else {
            messageCount += sign;
            contentSize += sign * size;
        }
    }

    boolean hasSearches() { return searches > 0; }

    void countSearches(int more) {
        searches += more;
        dirty = true;
    }

    void write(Sql sql) throws SQLException {
        if (dirty) {
            dirty = false;
            sql.update("UPDATE mailbox SET counter = ?, uid_validity = ?, content_size = ?,"
                    + " message_count = ?, recoverable_size = ?, searches = ? WHERE mailbox_id = ?",
                    counter,
                    uidValidity, contentSize, messageCount, recoverableSize, searches, mailboxId);
        }
    }

    MailboxInfo toInfo() {
        return new MailboxInfo(mailboxId, guid, kind, displayName, replicaGuid, quota, contentSize,
                messageCount, recoverableSize, hasSearches(), FileTime.toInstant(created));
    }
}
