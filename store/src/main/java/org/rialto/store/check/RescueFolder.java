package org.rialto.store.check;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.FolderNames;
import org.rialto.store.FolderType;
import org.rialto.store.SpecialFolder;

/// Where what lost its place is put: a folder "Rescued Items" that its owner sees.
final class RescueFolder {
    static final String NAME = "Rescued Items";

    private RescueFolder() {}

    /// Its id; made when it is not there. Only in a scope that repairs.
    static long find(Scope scope) throws SQLException {
        long known = child(scope, FolderNames.key(NAME));
        return known > 0 ? known : insert(scope, parent(scope), NAME, null);
    }

    private static long child(Scope scope, String key) throws SQLException {
        return scope.sql.number("SELECT folder_id FROM folder WHERE mailbox_id = ?"
                + " AND parent_id = ? AND name_key = ?", 0, scope.mailboxId, parent(scope), key);
    }

    private static long parent(Scope scope) throws SQLException {
        long subtree = special(scope, SpecialFolder.IPM_SUBTREE);
        return subtree > 0 ? subtree : special(scope, SpecialFolder.ROOT);
    }

    static long special(Scope scope, SpecialFolder special) throws SQLException {
        return scope.sql.number("SELECT folder_id FROM folder WHERE mailbox_id = ?"
                + " AND special = ?", 0, scope.mailboxId, special.name());
    }

    static long insert(Scope scope, long parentId, String name, @Nullable SpecialFolder special)
            throws SQLException {
        long folderId = scope.next();
        long number = scope.next();
        long now = FileTime.fromInstant(Instant.now());
        FolderType type = special == null ? FolderType.GENERIC : special.type();
        scope.sql.update("UPDATE mailbox SET uid_validity = CASE WHEN uid_validity < ? THEN"
                + " CAST(? AS BIGINT) ELSE uid_validity + 1 END WHERE mailbox_id = ?", seconds(),
                seconds(), scope.mailboxId);
        long validity = scope.sql.number("SELECT uid_validity FROM mailbox WHERE mailbox_id = ?",
                0, scope.mailboxId);
        String key = FolderNames.key(name);
        scope.sql.update("INSERT INTO folder (mailbox_id, folder_id, parent_id, folder_type,"
                + " special, next_uid, recent_uid, change_number, contents_change_number,"
                + " purged_change_number, content_count, unread_count, associated_count,"
                + " marked_deleted_count, content_size, modified, created, uid_validity,"
                + " subscribed, name, name_key, container_class, properties, committed,"
                + " contents_committed, hierarchy_committed) VALUES"
                + " (?, ?, ?, ?, ?, 1, 1, ?, ?, 0, 0, 0, 0, 0, 0, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
                scope.mailboxId, folderId, parentId, type.code(),
                special == null ? null : special.name(), number, number, now, now, validity,
                freeName(scope, parentId, name, folderId),
                freeName(scope, parentId, key, folderId),
                special == null ? "IPF.Note" : special.containerClass(),
                new PropertyBag().encode(), now, now, now);
        CommitSteps.cameInto(scope, folderId, parentId);
        return folderId;
    }

    /// The name, or with the folder's number when a sibling has it.
    static String freeName(Scope scope, long parentId, String name, long folderId)
            throws SQLException {
        long taken = scope.sql.number("SELECT COUNT(*) FROM folder WHERE mailbox_id = ?"
                + " AND parent_id = ? AND name_key = ? AND folder_id <> ?", 0, scope.mailboxId,
                parentId, FolderNames.key(name), folderId);
        return taken == 0 ? name : name + " (" + folderId + ")";
    }

    private static long seconds() { return System.currentTimeMillis() / 1000; }

    /// A UID of the folder, and a change number noted in it: for a message that comes in.
    static long[] place(Scope scope, long folderId) throws SQLException {
        long number = scope.next();
        scope.sql.update("UPDATE folder SET next_uid = next_uid + 1, contents_change_number = ?"
                + " WHERE mailbox_id = ? AND folder_id = ?", number, scope.mailboxId, folderId);
        CommitSteps.contentsChanged(scope, folderId);
        long next = scope.sql.number("SELECT next_uid FROM folder WHERE mailbox_id = ?"
                + " AND folder_id = ?", 0, scope.mailboxId, folderId);
        return new long[]{next - 1, number};
    }
}
