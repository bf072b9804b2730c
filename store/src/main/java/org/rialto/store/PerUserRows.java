package org.rialto.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;

/// Tables per_user and user_read as the operations on per-user information see them. MS-OXCSTOR
/// §3.2.5.10 to §3.2.5.13.
final class PerUserRows {
    private static final String COLUMNS = "folder_guid, folder_counter, replica_guid, changes";
    private final SqlSnapshot snapshot;

    PerUserRows(SqlSnapshot snapshot) { this.snapshot = snapshot; }

    private void requireOwner() {
        if (!snapshot.access.full()) {
            throw new MailError.Denied("per-user information is the owner's own");
        }
    }

    private static PerUserInformation read(ResultSet row) throws SQLException {
        return new PerUserInformation(
                new GlobalId(UUID.fromString(row.getString(1)), row.getLong(2)),
                UUID.fromString(row.getString(3)), Binary.wrap(row.getBytes(4)));
    }

    List<PerUserInformation> all() throws SQLException {
        requireOwner();
        return snapshot.sql.query("SELECT " + COLUMNS + " FROM per_user WHERE mailbox_id = ?"
                + " ORDER BY folder_guid, folder_counter", PerUserRows::read, snapshot.mailboxId);
    }

    @Nullable
    PerUserInformation find(GlobalId folder) throws SQLException {
        requireOwner();
        return snapshot.sql.first("SELECT " + COLUMNS + " FROM per_user WHERE mailbox_id = ?"
                + " AND folder_guid = ? AND folder_counter = ?", PerUserRows::read,
                snapshot.mailboxId, folder.databaseGuid().toString(), folder.globalCounter());
    }

    void put(PerUserInformation information, long now) throws SQLException {
        requireOwner();
        GlobalId folder = information.folder();
        if (find(folder) == null && snapshot.sql.number("SELECT COUNT(*) FROM per_user"
                + " WHERE mailbox_id = ?", 0,
                snapshot.mailboxId) >= PerUserInformation.MOST_FOLDERS) {
            throw new MailError.TooLarge("per-user information of too many folders");
        }
        if (information.changes().length() > PerUserInformation.MOST_BYTES) {
            throw new MailError.TooLarge("too much per-user information");
        }
        snapshot.sql.update("INSERT INTO per_user (mailbox_id, " + COLUMNS + ", modified)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (mailbox_id, folder_guid, folder_counter)"
                + " DO UPDATE SET replica_guid = excluded.replica_guid,"
                + " changes = excluded.changes, modified = excluded.modified", snapshot.mailboxId,
                folder.databaseGuid().toString(), folder.globalCounter(),
                information.replica().toString(), information.changes().toByteArray(), now);
    }

    private record Message(int uid, long messageId, long changeNumber) {}

    private List<Message> messages(FolderState folder) throws SQLException {
        snapshot.settle();
        return snapshot.sql.query("SELECT uid, message_id, content_change_number FROM message"
                + " WHERE mailbox_id = ? AND folder_id = ? AND associated = 0 ORDER BY uid",
                row -> new Message(row.getInt(1), row.getLong(2), row.getLong(3)),
                snapshot.mailboxId, folder.folderId);
    }

    long[] readChangeNumbers(FolderState folder) throws SQLException {
        ReadMarks marks = marks(folder);
        return messages(folder).stream().filter(each -> marks.contains(each.messageId()))
                .mapToLong(Message::changeNumber).sorted().toArray();
    }

    private ReadMarks marks(FolderState folder) throws SQLException {
        if (!snapshot.readMarks.personal()) {
            throw new MailError.Invalid("read states are each user's own only in public folders");
        }
        return snapshot.readMarks.of(folder.folderId);
    }

    /// The UIDs to mark as read and as unread, so that what was read are those changes.
    List<List<Integer>> differences(FolderState folder, LongPredicate changeNumbers)
            throws SQLException {
        ReadMarks marks = marks(folder);
        List<Integer> read = new ArrayList<>();
        List<Integer> unread = new ArrayList<>();
        for (Message message : messages(folder)) {
            boolean wanted = changeNumbers.test(message.changeNumber());
            if (wanted != marks.contains(message.messageId())) {
                (wanted ? read : unread).add(message.uid());
            }
        }
        return List.of(read, unread);
    }
}
