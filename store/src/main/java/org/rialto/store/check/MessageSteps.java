package org.rialto.store.check;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.rialto.database.Dialect;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// A mailbox's messages: that each has a folder, one state row and one item row, and what is left
/// of those that are gone.
final class MessageSteps {
    private record State(long folderId, long uid, long messageId) {}

    private record Item(long messageId, long folderId, long uid, long size) {}

    private MessageSteps() {}

    static long keyOffset(Scope scope) {
        return scope.sql.dialect() == Dialect.SQLITE ? scope.mailboxId << 40 : 0;
    }

    private static List<State> states(Scope scope, String condition) throws SQLException {
        return scope.sql.query("SELECT m.folder_id, m.uid, m.message_id FROM message m"
                + " WHERE m.mailbox_id = ? AND " + condition + " LIMIT " + Step.ROWS,
                row -> new State(row.getLong(1), row.getLong(2), row.getLong(3)),
                scope.mailboxId);
    }

    /// State rows in folders that do not exist, nor were deleted and are being cleared.
    static void placeless(Scope scope) throws SQLException {
        for (State row : states(scope, "NOT EXISTS (SELECT 1 FROM folder f"
                + " WHERE f.mailbox_id = m.mailbox_id AND f.folder_id = m.folder_id)"
                + " AND NOT EXISTS (SELECT 1 FROM deleted_folder d"
                + " WHERE d.mailbox_id = m.mailbox_id AND d.folder_id = m.folder_id)")) {
            scope.mendable(Finding.Kind.PAIRING, "message " + row.messageId()
                    + " is in a folder that is not there; it goes to " + RescueFolder.NAME);
            if (scope.repair) {
                long folder = RescueFolder.find(scope);
                long[] place = RescueFolder.place(scope, folder);
                scope.sql.update("UPDATE message SET folder_id = ?, uid = ?, change_number = ?,"
                        + " keywords = 0 WHERE mailbox_id = ? AND folder_id = ? AND uid = ?",
                        folder, place[0], place[1], scope.mailboxId, row.folderId(), row.uid());
                scope.sql.update("UPDATE message_item SET folder_id = ?, uid = ?"
                        + " WHERE mailbox_id = ? AND message_key = ?", folder, place[0],
                        scope.mailboxId, keyOffset(scope) + row.messageId());
            }
        }
    }

    /// Two state rows with one item: the later becomes a copy.
    static void twins(Scope scope) throws SQLException {
        List<State> twins = scope.sql.query("SELECT folder_id, uid, message_id FROM"
                + " (SELECT folder_id, uid, message_id, ROW_NUMBER() OVER (PARTITION BY message_id"
                + " ORDER BY folder_id, uid) AS number FROM message WHERE mailbox_id = ?) AS ranked"
                + " WHERE number > 1 LIMIT " + Step.ROWS,
                row -> new State(row.getLong(1), row.getLong(2), row.getLong(3)),
                scope.mailboxId);
        for (State row : twins) {
            scope.mendable(Finding.Kind.PAIRING, "message " + row.messageId()
                    + " is in two places; the second becomes a copy");
            if (scope.repair) {
                long id = scope.next();
                scope.sql.update("UPDATE message SET message_id = ? WHERE mailbox_id = ?"
                        + " AND folder_id = ? AND uid = ?", id, scope.mailboxId, row.folderId(),
                        row.uid());
                scope.sql.update("INSERT INTO message_item (message_key, mailbox_id, folder_id,"
                        + " uid, origin_folder_id, creator, structure, properties, recipients,"
                        + " attachments) SELECT CAST(? AS BIGINT), mailbox_id, CAST(? AS BIGINT),"
                        + " CAST(? AS BIGINT), 0, creator, structure, properties, recipients,"
                        + " attachments FROM message_item WHERE mailbox_id = ? AND message_key = ?",
                        keyOffset(scope) + id, row.folderId(), row.uid(), scope.mailboxId,
                        keyOffset(scope) + row.messageId());
                touch(scope, row);
            }
        }
    }

    private static void touch(Scope scope, State row) throws SQLException {
        long number = scope.next();
        scope.sql.update("UPDATE message SET change_number = ? WHERE mailbox_id = ?"
                + " AND folder_id = ? AND uid = ?", number, scope.mailboxId, row.folderId(),
                row.uid());
        scope.sql.update("UPDATE folder SET contents_change_number = ? WHERE mailbox_id = ?"
                + " AND folder_id = ?", number, scope.mailboxId, row.folderId());
        CommitSteps.contentsChanged(scope, row.folderId());
    }

    /// State rows without an item, and items that say another place than their state.
    static void stateWithoutItem(Scope scope) throws SQLException {
        String item = "SELECT 1 FROM message_item i WHERE i.mailbox_id = m.mailbox_id"
                + " AND i.message_key = m.message_id + " + keyOffset(scope);
        for (State row : states(scope, "NOT EXISTS (" + item + ")")) {
            scope.mendable(Finding.Kind.PAIRING, "message " + row.messageId() + " in folder "
                    + row.folderId() + " has lost its properties; it is kept with what is left");
            if (scope.repair) {
                PropertyBag left = new PropertyBag()
                        .set(PropertyTags.PidTagMessageClass, "IPM.Note")
                        .set(PropertyTags.PidTagSubject, "(damaged message)");
                scope.sql.update("INSERT INTO message_item (message_key, mailbox_id, folder_id,"
                        + " uid, origin_folder_id, properties) VALUES (?, ?, ?, ?, 0, ?)",
                        keyOffset(scope) + row.messageId(), scope.mailboxId, row.folderId(),
                        row.uid(), left.encode());
                touch(scope, row);
            }
        }
        for (State row : states(scope, "EXISTS (" + item
                + " AND (i.folder_id <> m.folder_id OR i.uid <> m.uid))")) {
            scope.mendable(Finding.Kind.PAIRING, "message " + row.messageId()
                    + " and its properties disagree about where it is");
            if (scope.repair) {
                scope.sql.update("UPDATE message_item SET folder_id = ?, uid = ?"
                        + " WHERE mailbox_id = ? AND message_key = ?", row.folderId(), row.uid(),
                        scope.mailboxId, keyOffset(scope) + row.messageId());
            }
        }
    }

    /// Items that are in no folder.
    static void itemWithoutState(Scope scope) throws SQLException {
        long offset = keyOffset(scope);
        String range = scope.sql.dialect() == Dialect.SQLITE
                ? " i.message_key BETWEEN " + offset + " AND " + (offset + (1L << 40) - 1)
                        + " AND i.mailbox_id = ?"
                : " i.mailbox_id = ?";
        // Which ids have a state is one hash of the mailbox's, not a search of it for each item.
        List<Item> items = scope.sql.query("SELECT i.message_key, i.folder_id, i.uid,"
                + " LENGTH(i.properties) FROM message_item i WHERE" + range
                + " AND i.message_key - " + offset
                + " NOT IN (SELECT message_id FROM message WHERE mailbox_id = ?) LIMIT "
                + Step.ROWS,
                row -> new Item(row.getLong(1) - offset, row.getLong(2),
                        row.getLong(3), row.getLong(4)),
                scope.mailboxId, scope.mailboxId);
        for (Item item : items) {
            scope.mendable(Finding.Kind.PAIRING, "message " + item.messageId()
                    + " is in no folder; it goes to " + RescueFolder.NAME);
            if (scope.repair) {
                long folder = RescueFolder.find(scope);
                long[] place = RescueFolder.place(scope, folder);
                long now = FileTime.fromInstant(Instant.now());
                scope.sql.update("INSERT INTO message (mailbox_id, folder_id, uid, message_id,"
                        + " associated, flags, keywords, change_number, content_change_number,"
                        + " size, mime_size, mime_blob, received, saved, text_id)"
                        + " VALUES (?, ?, ?, ?, 0, 0, 0, ?, ?, ?, -1, NULL, ?, ?, 0)",
                        scope.mailboxId, folder, place[0], item.messageId(), place[1], place[1],
                        item.size(), now, now);
                scope.sql.update("UPDATE message_item SET folder_id = ?, uid = ?,"
                        + " structure = NULL WHERE mailbox_id = ? AND message_key = ?", folder,
                        place[0], scope.mailboxId, offset + item.messageId());
            }
        }
    }

    /// Tombstones of folders that are gone, or of messages that are still there.
    static void tombstones(Scope scope) throws SQLException {
        String folderless = " WHERE mailbox_id = ? AND folder_id NOT IN"
                + " (SELECT folder_id FROM folder WHERE mailbox_id = ?"
                + " UNION ALL SELECT folder_id FROM deleted_folder WHERE mailbox_id = ?)";
        for (String table : List.of("tombstone", "permission", "folder_keyword", "rule",
                "rule_reply")) {
            long count = scope.sql.number("SELECT COUNT(*) FROM " + table + folderless, 0,
                    scope.mailboxId, scope.mailboxId, scope.mailboxId);
            if (count > 0) {
                scope.mendable(Finding.Kind.TOMBSTONE, count + " rows of " + table
                        + " belong to folders that are gone; they are removed");
                if (scope.repair) {
                    scope.sql.update("DELETE FROM " + table + folderless, scope.mailboxId,
                            scope.mailboxId, scope.mailboxId);
                }
            }
        }
        String undead = " WHERE mailbox_id = ? AND EXISTS (SELECT 1 FROM message m"
                + " WHERE m.mailbox_id = tombstone.mailbox_id"
                + " AND m.folder_id = tombstone.folder_id AND m.uid = tombstone.uid)";
        long count = scope.sql.number("SELECT COUNT(*) FROM tombstone" + undead, 0,
                scope.mailboxId);
        if (count > 0) {
            scope.mendable(Finding.Kind.TOMBSTONE, count
                    + " tombstones are of messages that are there; they are removed");
            if (scope.repair) {
                scope.sql.update("DELETE FROM tombstone" + undead, scope.mailboxId);
            }
        }
        String alive = " WHERE mailbox_id = ? AND folder_id IN"
                + " (SELECT folder_id FROM folder WHERE mailbox_id = ?)";
        count = scope.sql.number("SELECT COUNT(*) FROM folder_tombstone" + alive, 0,
                scope.mailboxId, scope.mailboxId);
        if (count > 0) {
            scope.mendable(Finding.Kind.TOMBSTONE, count
                    + " tombstones are of folders that are there; they are removed");
            if (scope.repair) {
                scope.sql.update("DELETE FROM folder_tombstone" + alive, scope.mailboxId,
                        scope.mailboxId);
            }
        }
    }
}
