package org.rialto.store.check;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.FolderNames;
import org.rialto.store.FolderType;
import org.rialto.store.MailboxKind;
import org.rialto.store.SpecialFolder;

/// A mailbox's folders: their tree, roles, counts and numbers.
final class FolderSteps {
    private record Row(long folderId, long parentId, int type, @Nullable String special,
            String name) {}

    private FolderSteps() {}

    private static List<Row> folders(Scope scope) throws SQLException {
        return scope.sql.query("SELECT folder_id, parent_id, folder_type, special, name"
                + " FROM folder WHERE mailbox_id = ? ORDER BY folder_id",
                row -> new Row(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4),
                        row.getString(5)),
                scope.mailboxId);
    }

    /// Codes that the program has no word for, and special folders that are missing.
    static void roles(Scope scope) throws SQLException {
        Set<SpecialFolder> seen = new HashSet<>();
        for (Row row : folders(scope)) {
            if (row.type() < 0 || row.type() >= FolderType.values().length) {
                scope.mendable(Finding.Kind.DAMAGED, "folder " + row.folderId()
                        + " is of the unknown type " + row.type() + "; it becomes a generic one");
                if (scope.repair) {
                    scope.sql.update("UPDATE folder SET folder_type = 1 WHERE mailbox_id = ?"
                            + " AND folder_id = ?", scope.mailboxId, row.folderId());
                }
            }
            SpecialFolder special = special(row.special());
            if (row.special() != null && (special == null || !seen.add(special))) {
                scope.mendable(Finding.Kind.DAMAGED, "folder " + row.folderId()
                        + " has a role that is unknown or another's; it becomes a common one");
                if (scope.repair) {
                    scope.sql.update("UPDATE folder SET special = NULL WHERE mailbox_id = ?"
                            + " AND folder_id = ?", scope.mailboxId, row.folderId());
                }
            }
        }
        long kind = scope.sql.number("SELECT kind FROM mailbox WHERE mailbox_id = ?", -1,
                scope.mailboxId);
        if (kind < 0 || kind >= MailboxKind.values().length) {
            scope.kept(Finding.Kind.DAMAGED, "the mailbox is of the unknown kind " + kind);
            return;
        }
        for (SpecialFolder special : SpecialFolder.values()) {
            if (special.isIn(MailboxKind.values()[(int) kind]) && !seen.contains(special)) {
                scope.mendable(Finding.Kind.TREE, "the special folder " + special + " is missing");
                if (scope.repair) {
                    SpecialFolder parent = special.parent();
                    RescueFolder.insert(scope,
                            parent == null ? 0 : RescueFolder.special(scope, parent),
                            special.displayName(), special);
                }
            }
        }
    }

    private static @Nullable SpecialFolder special(@Nullable String name) {
        for (SpecialFolder special : SpecialFolder.values()) {
            if (special.name().equals(name)) {
                return special;
            }
        }
        return null;
    }

    /// Folders whose parents are missing or their own descendants.
    static void tree(Scope scope) throws SQLException {
        Map<Long, Row> byId = new HashMap<>();
        List<Row> rows = folders(scope);
        rows.forEach(row -> byId.put(row.folderId(), row));
        Set<Long> rooted = new HashSet<>();
        for (Row row : rows) {
            Set<Long> path = new HashSet<>();
            Row at = row;
            while (at != null && !isRoot(at) && !rooted.contains(at.folderId())
                    && path.add(at.folderId())) {
                at = byId.get(at.parentId());
            }
            if (at != null && (isRoot(at) || rooted.contains(at.folderId()))) {
                rooted.addAll(path);
                continue;
            }
            // Of a chain, the folder that itself hangs in the air; of a ring, the first met.
            Row loose = byId.get(row.parentId()) == null || at != null
                    && at.folderId() == row.folderId() ? row : null;
            if (loose == null) {
                continue;
            }
            scope.mendable(Finding.Kind.TREE, "folder " + row.folderId() + (at == null
                    ? " has a parent that is not there"
                    : " is inside itself") + "; it goes to " + RescueFolder.NAME);
            if (scope.repair) {
                SpecialFolder role = special(row.special());
                SpecialFolder above = role == null ? null : role.parent();
                long parent = role == SpecialFolder.ROOT
                        ? 0
                        : above == null
                                ? RescueFolder.find(scope)
                                : RescueFolder.special(scope, above);
                String name = RescueFolder.freeName(scope, parent, row.name(), row.folderId());
                scope.sql.update("UPDATE folder SET parent_id = ?, name = ?, name_key = ?,"
                        + " change_number = ? WHERE mailbox_id = ? AND folder_id = ?", parent, name,
                        FolderNames.key(name), scope.next(), scope.mailboxId,
                        row.folderId());
                CommitSteps.cameInto(scope, row.folderId(), parent);
            }
            byId.remove(row.folderId());
            byId.put(row.folderId(), new Row(row.folderId(), 0, row.type(), null, row.name()));
            rooted.add(row.folderId());
        }
    }

    private static boolean isRoot(Row row) {
        return row.parentId() == 0 && SpecialFolder.ROOT.name().equals(row.special());
    }

    /// Property bags that cannot be decoded.
    static void properties(Scope scope) throws SQLException {
        Map<Long, byte[]> bags = new HashMap<>();
        scope.sql.forEach("SELECT folder_id, properties FROM folder WHERE mailbox_id = ?",
                row -> bags.put(row.getLong(1), row.getBytes(2)), scope.mailboxId);
        for (Map.Entry<Long, byte[]> bag : bags.entrySet()) {
            try {
                PropertyBag.decode(bag.getValue());
            } catch (MalformedDataException e) {
                scope.mendable(Finding.Kind.CONTENT, "the properties of folder " + bag.getKey()
                        + " cannot be decoded; it keeps its name and contents and loses them");
                if (scope.repair) {
                    scope.sql.update("UPDATE folder SET properties = ? WHERE mailbox_id = ?"
                            + " AND folder_id = ?", new PropertyBag().encode(), scope.mailboxId,
                            bag.getKey());
                }
            }
        }
    }

    private record Sums(long count, long unread, long associated, long marked, long size,
            long lastUid, long lastChange) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);
    }

    private record Stored(long folderId, String name, Sums sums, long nextUid, long change) {}

    private static Map<Long, Sums> sums(Scope scope) throws SQLException {
        Map<Long, Sums> sums = new HashMap<>();
        scope.sql.forEach("SELECT folder_id, SUM(1 - associated),"
                + " SUM(CASE WHEN associated = 0 AND (flags & 1) = 0 THEN 1 ELSE 0 END),"
                + " SUM(associated),"
                + " SUM(CASE WHEN associated = 0 AND (flags & 32) <> 0 THEN 1 ELSE 0 END),"
                + " SUM(CASE WHEN associated = 0 THEN size ELSE 0 END), MAX(uid),"
                + " MAX(change_number) FROM message WHERE mailbox_id = ? GROUP BY folder_id",
                row -> sums.put(row.getLong(1), new Sums(row.getLong(2), row.getLong(3),
                        row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7),
                        row.getLong(8))),
                scope.mailboxId);
        scope.sql.forEach("SELECT folder_id, MAX(uid), MAX(change_number) FROM tombstone"
                + " WHERE mailbox_id = ? GROUP BY folder_id", row -> {
                    Sums of = sums.getOrDefault(row.getLong(1), Sums.NONE);
                    sums.put(row.getLong(1), new Sums(of.count, of.unread, of.associated,
                            of.marked, of.size, Math.max(of.lastUid, row.getLong(2)),
                            Math.max(of.lastChange, row.getLong(3))));
                }, scope.mailboxId);
        links(scope, sums);
        return sums;
    }

    /// What search folders show.
    private static void links(Scope scope, Map<Long, Sums> sums) throws SQLException {
        scope.sql.forEach("SELECT search_id, COUNT(*),"
                + " SUM(CASE WHEN (flags & 1) = 0 THEN 1 ELSE 0 END),"
                + " SUM(CASE WHEN (flags & 32) <> 0 THEN 1 ELSE 0 END), SUM(size), MAX(uid),"
                + " MAX(change_number) FROM search_link WHERE mailbox_id = ? GROUP BY search_id",
                row -> {
                    Sums of = sums.getOrDefault(row.getLong(1), Sums.NONE);
                    sums.put(row.getLong(1), new Sums(of.count + row.getLong(2),
                            of.unread + row.getLong(3), of.associated, of.marked + row.getLong(4),
                            of.size + row.getLong(5), Math.max(of.lastUid, row.getLong(6)),
                            Math.max(of.lastChange, row.getLong(7))));
                }, scope.mailboxId);
    }

    /// Maintained counts, next UIDs and change numbers of folders.
    static void counts(Scope scope) throws SQLException {
        Map<Long, Sums> sums = sums(scope);
        List<Stored> folders = scope.sql.query("SELECT folder_id, name, content_count,"
                + " unread_count, associated_count, marked_deleted_count, content_size, next_uid,"
                + " contents_change_number FROM folder WHERE mailbox_id = ? ORDER BY folder_id",
                row -> new Stored(row.getLong(1), row.getString(2), new Sums(row.getLong(3),
                        row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), 0, 0),
                        row.getLong(8), row.getLong(9)),
                scope.mailboxId);
        for (Stored folder : folders) {
            Sums real = sums.getOrDefault(folder.folderId(), Sums.NONE);
            Sums said = folder.sums();
            String of = "folder " + folder.folderId() + " says ";
            compare(scope, of, "messages", said.count, real.count);
            compare(scope, of, "unread messages", said.unread, real.unread);
            compare(scope, of, "associated messages", said.associated, real.associated);
            compare(scope, of, "messages marked for deletion", said.marked, real.marked);
            compare(scope, of, "bytes", said.size, real.size);
            boolean numbers = folder.nextUid() > real.lastUid && folder.nextUid() > 0
                    && folder.change() >= real.lastChange;
            if (folder.nextUid() <= real.lastUid || folder.nextUid() <= 0) {
                scope.mendable(Finding.Kind.COUNT, of + "its next UID is " + folder.nextUid()
                        + "; it has given " + real.lastUid);
            }
            if (folder.change() < real.lastChange) {
                scope.mendable(Finding.Kind.CHANGE_NUMBER, of + "its last change is "
                        + folder.change() + "; it is " + real.lastChange);
            }
            Sums plain = new Sums(real.count, real.unread, real.associated, real.marked, real.size,
                    0, 0);
            if (scope.repair && !(numbers && said.equals(plain))) {
                scope.sql.update("UPDATE folder SET content_count = ?, unread_count = ?,"
                        + " associated_count = ?, marked_deleted_count = ?, content_size = ?,"
                        + " next_uid = ?, contents_change_number = ? WHERE mailbox_id = ?"
                        + " AND folder_id = ?", real.count, real.unread, real.associated,
                        real.marked, real.size, Math.max(folder.nextUid(), real.lastUid + 1),
                        Math.max(folder.change(), real.lastChange), scope.mailboxId,
                        folder.folderId());
            }
        }
    }

    private static void compare(Scope scope, String of, String what, long said, long real) {
        if (said != real) {
            scope.mendable(Finding.Kind.COUNT, of + said + " " + what + "; it has " + real);
        }
    }

    /// The mailbox's own totals.
    static void totals(Scope scope) throws SQLException {
        Set<Long> recoverable = new HashSet<>();
        for (Row row : folders(scope)) {
            SpecialFolder special = special(row.special());
            if (special == SpecialFolder.RECOVERABLE_ITEMS || special != null
                    && special.parent() == SpecialFolder.RECOVERABLE_ITEMS) {
                recoverable.add(row.folderId());
            }
        }
        long[] real = new long[3];
        scope.sql.forEach("SELECT folder_id, COUNT(*), SUM(size) FROM message"
                + " WHERE mailbox_id = ? GROUP BY folder_id", row -> {
                    if (recoverable.contains(row.getLong(1))) {
                        real[2] += row.getLong(3);
                    } else {
                        real[0] += row.getLong(2);
                        real[1] += row.getLong(3);
                    }
                }, scope.mailboxId);
        long[] said = scope.sql.first("SELECT message_count, content_size, recoverable_size"
                + " FROM mailbox WHERE mailbox_id = ?",
                row -> new long[]{row.getLong(1), row.getLong(2), row.getLong(3)},
                scope.mailboxId);
        if (said != null && !java.util.Arrays.equals(said, real)) {
            compare(scope, "the mailbox says ", "messages", said[0], real[0]);
            compare(scope, "the mailbox says ", "bytes", said[1], real[1]);
            compare(scope, "the mailbox says ", "recoverable bytes", said[2], real[2]);
            if (scope.repair) {
                scope.sql.update("UPDATE mailbox SET message_count = ?, content_size = ?,"
                        + " recoverable_size = ? WHERE mailbox_id = ?", real[0], real[1], real[2],
                        scope.mailboxId);
            }
        }
    }

    /// Numbers of the mailbox's counter, and UIDVALIDITYs, that it has not given yet.
    static void counter(Scope scope) throws SQLException {
        long counter = scope.sql.number("SELECT counter FROM mailbox WHERE mailbox_id = ?", 0,
                scope.mailboxId);
        long highest = 0;
        for (String query : List.of("SELECT MAX(folder_id) FROM folder",
                "SELECT MAX(change_number) FROM folder",
                "SELECT MAX(contents_change_number) FROM folder",
                "SELECT MAX(message_id) FROM message", "SELECT MAX(change_number) FROM message",
                "SELECT MAX(content_change_number) FROM message",
                "SELECT MAX(text_id) FROM message", "SELECT MAX(rule_id) FROM rule",
                "SELECT MAX(change_number) FROM tombstone",
                "SELECT MAX(change_number) FROM folder_tombstone")) {
            highest = Math.max(highest, scope.sql.number(query + " WHERE mailbox_id = ?", 0,
                    scope.mailboxId));
        }
        if (highest >= counter) {
            scope.mendable(Finding.Kind.CHANGE_NUMBER, "the mailbox's counter is " + counter
                    + ", but " + highest + " has been given");
            if (scope.repair) {
                scope.sql.update("UPDATE mailbox SET counter = ? WHERE mailbox_id = ?",
                        highest + 1, scope.mailboxId);
            }
        }
        long validity = scope.sql.number("SELECT MAX(uid_validity) FROM folder"
                + " WHERE mailbox_id = ?", 0, scope.mailboxId);
        long said = scope.sql.number("SELECT uid_validity FROM mailbox WHERE mailbox_id = ?", 0,
                scope.mailboxId);
        if (validity > said) {
            scope.mendable(Finding.Kind.CHANGE_NUMBER, "the mailbox's last UIDVALIDITY is " + said
                    + ", but " + validity + " has been given");
            if (scope.repair) {
                scope.sql.update("UPDATE mailbox SET uid_validity = ? WHERE mailbox_id = ?",
                        validity, scope.mailboxId);
            }
        }
    }
}
