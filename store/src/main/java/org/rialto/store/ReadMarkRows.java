package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;

/// Read states in a public mailbox, which are each user's own: laid over what rows and indexes say,
/// which is the same for all. In other mailboxes, and for the server itself, there are none.
final class ReadMarkRows {
    private final SqlSnapshot snapshot;
    private final Map<Long, ReadMarks> known = new HashMap<>();
    private @Nullable Boolean personal;

    ReadMarkRows(SqlSnapshot snapshot) { this.snapshot = snapshot; }

    /// Whether the access sees read states of its own here.
    boolean personal() throws SQLException {
        Boolean found = personal;
        if (found == null) {
            found = !snapshot.access.full() && snapshot.store
                    .specialFolders(snapshot.sql, snapshot.mailboxId)
                    .containsKey(SpecialFolder.NON_IPM_SUBTREE);
            personal = found;
        }
        return found;
    }

    ReadMarks of(long folderId) throws SQLException {
        if (snapshot.access.principals().isEmpty()) {
            return ReadMarks.NONE;
        }
        ReadMarks found = known.get(folderId);
        if (found == null) {
            byte[] encoded = snapshot.sql.first("SELECT messages FROM user_read"
                    + " WHERE mailbox_id = ? AND folder_id = ? AND owner = ?",
                    row -> row.getBytes(1), snapshot.mailboxId, folderId, owner());
            found = encoded == null ? ReadMarks.NONE : decode(encoded, folderId);
            known.put(folderId, found);
        }
        return found;
    }

    private String owner() { return snapshot.access.actor().toString(); }

    private ReadMarks decode(byte[] encoded, long folderId) {
        try {
            return ReadMarks.decode(encoded);
        } catch (MalformedDataException e) {
            throw new MailError.Damaged("what a user has read in folder " + folderId
                    + " of mailbox " + snapshot.mailboxId + " is damaged", e);
        }
    }

    /// In a unit of work. Marks of messages that are gone go when there are many.
    void put(FolderState folder, ReadMarks marks) throws SQLException {
        if (snapshot.access.principals().isEmpty()) {
            throw new MailError.Denied("who has not logged in has no read states");
        }
        ReadMarks kept = marks;
        if (marks.size() > 2 * folder.contentCount + 100) {
            LongPredicate there = ids(snapshot.indexOf(folder))::contains;
            kept = marks.only(there);
        }
        snapshot.sql.update("INSERT INTO user_read (mailbox_id, folder_id, owner, messages)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (mailbox_id, folder_id, owner)"
                + " DO UPDATE SET messages = excluded.messages", snapshot.mailboxId,
                folder.folderId, owner(), kept.encode());
        known.put(folder.folderId, kept);
    }

    private static ReadMarks ids(FolderIndex index) {
        return ReadMarks.of(java.util.Arrays.copyOf(index.messageIds(), index.count()));
    }

    MessageRow show(MessageRow row) throws SQLException {
        return personal()
                ? row.withFlags(of(row.folderId()).flags(row.messageId(), row.flags()))
                : row;
    }

    List<MessageRow> show(List<MessageRow> rows) throws SQLException {
        if (!personal()) {
            return rows;
        }
        List<MessageRow> shown = new ArrayList<>(rows.size());
        for (MessageRow row : rows) {
            shown.add(show(row));
        }
        return shown;
    }

    List<WholeMessage> showWhole(List<WholeMessage> messages) throws SQLException {
        List<WholeMessage> shown = new ArrayList<>(messages.size());
        for (WholeMessage message : messages) {
            shown.add(new WholeMessage(show(message.row()), message.encodedRecipients(),
                    message.encodedAttachments()));
        }
        return shown;
    }

    FolderIndex show(FolderIndex index) throws SQLException {
        return personal() ? of(index.folderId()).show(index) : index;
    }

    Folder show(FolderState state, Folder folder) throws SQLException {
        if (!personal()) {
            return folder;
        }
        ReadMarks marks = of(folder.folderId());
        int read = marks.size() == 0 ? 0 : marks.count(snapshot.indexOf(state));
        return folder.withUnreadCount(folder.contentCount() - read);
    }
}
