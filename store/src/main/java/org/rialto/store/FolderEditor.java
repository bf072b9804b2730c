package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// Creates, changes and removes folders in a unit of work. MS-OXCFOLD.
final class FolderEditor {
    /// A folder has at most so many above it, the root counted.
    static final int MOST_LEVELS = 300;

    private final SqlChange change;
    private final Sql sql;
    private final long mailboxId;

    FolderEditor(SqlChange change) {
        this.change = change;
        this.sql = change.sql;
        this.mailboxId = change.mailboxId;
    }

    long create(long parentId, NewFolder folder, @Nullable FolderState copyOf)
            throws SQLException {
        return create(parentId, folder, copyOf, null);
    }

    /// One that a client made.
    long imported(long parentId, NewFolder folder, ImportedVersion version) throws SQLException {
        return create(parentId, folder, null, version);
    }

    private long create(long parentId, NewFolder folder, @Nullable FolderState copyOf,
            @Nullable ImportedVersion version)
            throws SQLException {
        FolderState parent = change.state(parentId, Rights.CREATE_SUBFOLDER);
        if (parent.type == FolderType.SEARCH) {
            throw new MailError.Invalid("a search folder has no subfolders");
        }
        if (folder.type() == FolderType.ROOT) {
            throw new MailError.Invalid("a mailbox has one root");
        }
        requireRoom(parent, 1);
        String name = FolderNames.check(folder.name());
        requireFreeName(parentId, name);
        long folderId = insert(parentId, folder, null, version);
        // A new folder starts with its parent's permissions, and its creator owns it.
        sql.update("INSERT INTO permission (mailbox_id, folder_id, principal, rights)"
                + " SELECT mailbox_id, CAST(? AS BIGINT), principal, rights FROM permission"
                + " WHERE mailbox_id = ? AND folder_id = ?", folderId, mailboxId, parentId);
        if (!change.access.full()) {
            grant(folderId, change.access.actor(), Rights.ALL);
        }
        change.rights.forget();
        if (copyOf != null) {
            change.note(new StoreEvent.FolderCopied(mailboxId, folderId, parentId,
                    copyOf.folderId, copyOf.parentId));
        }
        change.note(new StoreEvent.FolderCreated(mailboxId, folderId, parentId));
        return folderId;
    }

    private void grant(long folderId, UUID principal, int rights) throws SQLException {
        sql.update("INSERT INTO permission (mailbox_id, folder_id, principal, rights)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (mailbox_id, folder_id, principal)"
                + " DO UPDATE SET rights = excluded.rights", mailboxId, folderId,
                principal.toString(), rights);
    }

    long insert(long parentId, NewFolder folder, @Nullable SpecialFolder special)
            throws SQLException {
        return insert(parentId, folder, special, null);
    }

    private long insert(long parentId, NewFolder folder, @Nullable SpecialFolder special,
            @Nullable ImportedVersion version) throws SQLException {
        long folderId = version == null
                ? change.mailbox.next()
                : new ImportEditor(change).take(change, withAllAbove(parentId),
                        version.sourceKey());
        long number = change.mailbox.next();
        PropertyBag properties = version == null
                ? folder.properties()
                : withVersion(folder.properties(), folderId, number, version);
        long modified = version == null ? change.now : FileTime.fromInstant(version.modified());
        boolean subscribed = special != null && special.parent() == SpecialFolder.IPM_SUBTREE;
        sql.update("INSERT INTO folder (mailbox_id, folder_id, parent_id, folder_type, special,"
                + " next_uid, recent_uid, change_number, contents_change_number,"
                + " purged_change_number, content_count, unread_count, associated_count,"
                + " marked_deleted_count, content_size, modified, created, uid_validity,"
                + " subscribed, name, name_key, container_class, committed, contents_committed,"
                + " hierarchy_committed, properties) VALUES"
                + " (?, ?, ?, ?, ?, 1, 1, ?, ?, 0, 0, 0, 0, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                mailboxId, folderId, parentId, folder.type().code(),
                special == null ? null : special.name(), number, number, modified, change.now,
                change.mailbox.nextUidValidity(), subscribed, folder.name(),
                FolderNames.key(folder.name()), containerClass(folder), change.now, change.now,
                change.now, properties.encode());
        cameOrWent(parentId);
        return folderId;
    }

    /// The folder and those above it, up to the root.
    private List<Long> withAllAbove(long folderId) throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (long at = folderId; at != 0; at = change.state(at).parentId) {
            ids.add(at);
        }
        return ids;
    }

    private void cameOrWent(long parentId) throws SQLException {
        if (parentId != 0) {
            change.state(parentId).hierarchyChanges++;
            changedIn(parentId, change.now);
        }
    }

    /// Those above tell of a change of a folder in that one.
    private void changedIn(long parentId, long commit) throws SQLException {
        for (long above : withAllAbove(parentId)) {
            change.state(above).hierarchyChanged(above == parentId, commit);
        }
    }

    private PropertyBag withVersion(PropertyBag properties, long folderId, long number,
            ImportedVersion version) {
        return properties.copy().set(ImportedVersion.STORED, KeptVersion.of(
                new ObjectIds(change.mailbox.toInfo()), folderId, number, version).encode());
    }

    private static @Nullable String containerClass(NewFolder folder) {
        String given = folder.properties().getString(PropertyTags.PidTagContainerClass);
        return folder.containerClass() != null ? folder.containerClass() : given;
    }

    private void requireFreeName(long parentId, String name) throws SQLException {
        long taken = sql.number("SELECT folder_id FROM folder"
                + " WHERE mailbox_id = ? AND parent_id = ? AND name_key = ?", -1, mailboxId,
                parentId, FolderNames.key(name));
        if (taken >= 0) {
            throw new MailError.Exists("there is a folder " + name + " already");
        }
    }

    void move(long folderId, long newParentId, String newName) throws SQLException {
        FolderState folder = change.state(folderId, Rights.FOLDER_OWNER);
        boolean elsewhere = folder.parentId != newParentId;
        if (!elsewhere && folder.name.equals(newName)) {
            return;
        }
        FolderNames.check(newName);
        if (elsewhere) {
            checkMove(folder, newParentId);
        }
        if (elsewhere || !FolderNames.key(folder.name).equals(FolderNames.key(newName))) {
            requireFreeName(newParentId, newName);
        }
        long oldParentId = folder.parentId;
        touch(folder);
        folder.parentId = newParentId;
        folder.name = newName;
        sql.update("UPDATE folder SET parent_id = ?, name = ?, name_key = ?"
                + " WHERE mailbox_id = ? AND folder_id = ?", newParentId, newName,
                FolderNames.key(newName), mailboxId, folderId);
        if (elsewhere) {
            cameOrWent(oldParentId);
            cameOrWent(newParentId);
        }
        change.note(elsewhere
                ? new StoreEvent.FolderMoved(mailboxId, folderId, newParentId, oldParentId)
                : new StoreEvent.FolderModified(mailboxId, folderId));
    }

    /// Gives the folder all that a client has of it.
    void update(long folderId, long parentId, String name, PropertyBag set,
            ImportedVersion version) throws SQLException {
        move(folderId, parentId, name);
        FolderState folder = change.state(folderId, Rights.FOLDER_OWNER);
        long number = change.mailbox.next();
        setProperties(folder, withVersion(set, folderId, number, version), Set.of());
        folder.changeNumber = number;
        folder.modified = FileTime.fromInstant(version.modified());
    }

    private void checkMove(FolderState folder, long newParentId) throws SQLException {
        if (folder.special != null) {
            throw new MailError.Invalid(folder.name + " is a special folder and cannot be moved");
        }
        FolderState parent = change.state(newParentId, Rights.CREATE_SUBFOLDER);
        if (parent.type == FolderType.SEARCH) {
            throw new MailError.Invalid("a search folder has no subfolders");
        }
        int levels = 1;
        for (List<Long> below = below(List.of(folder.folderId)); !below.isEmpty()
                && levels <= MOST_LEVELS; below = below(below)) {
            levels++;
        }
        requireRoom(parent, levels);
        for (FolderState at = parent; at.parentId != 0; at = change.state(at.parentId)) {
            if (at.folderId == folder.folderId) {
                throw new MailError.Invalid("a folder cannot be moved into itself");
            }
        }
    }

    /// [MailError.TooLarge] when that many levels below the parent were too deep.
    private void requireRoom(FolderState parent, int levels) throws SQLException {
        int above = levels;
        for (FolderState at = parent; at.parentId != 0; at = change.state(at.parentId)) {
            if (++above > MOST_LEVELS) {
                throw new MailError.TooLarge(
                        "folders are at most " + MOST_LEVELS + " levels deep");
            }
        }
    }

    private List<Long> below(List<Long> parents) throws SQLException {
        return sql.query("SELECT folder_id FROM folder WHERE mailbox_id = ? AND "
                + sql.dialect().isAnyOf("parent_id"), row -> row.getLong(1), mailboxId,
                sql.dialect().numbers(parents.stream().mapToLong(Long::longValue).toArray()));
    }

    /// The folder object itself changed.
    private void touch(FolderState folder) throws SQLException {
        folder.changeNumber = change.mailbox.next();
        folder.modified = change.now;
        folder.committed = Math.max(change.now, folder.committed + 1);
        folder.dirty = true;
        changedIn(folder.parentId, folder.committed);
    }

    void delete(long folderId, boolean hard) throws SQLException {
        FolderState folder = deletable(folderId);
        change.settle();
        List<FolderState> gone = withAllBelow(folder);
        String ids = sql.dialect().numbers(gone.stream().mapToLong(each -> each.folderId)
                .toArray());
        String those = " WHERE mailbox_id = ? AND " + sql.dialect().isAnyOf("folder_id");
        sql.update("INSERT INTO deleted_folder (mailbox_id, folder_id, hard)"
                + " SELECT mailbox_id, folder_id, CAST(? AS INTEGER) FROM folder" + those,
                hard ? 1 : 0, mailboxId, ids);
        Map<Long, List<Permission>> permissions = new HashMap<>();
        sql.forEach("SELECT folder_id, principal, rights FROM permission" + those,
                row -> permissions.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new Permission(UUID.fromString(row.getString(2)), row.getInt(3))),
                mailboxId, ids);
        List<Object[]> tombstones = new ArrayList<>();
        for (FolderState each : gone.reversed()) {
            if (each.type == FolderType.SEARCH) {
                new SearchEditor(change).remove(each.folderId);
            }
            tombstones.add(new Object[]{mailboxId, change.mailbox.next(), each.folderId,
                    each.parentId});
            change.drop(each);
            change.note(new StoreEvent.FolderDeleted(mailboxId, each.folderId, each.parentId,
                    permissions.getOrDefault(each.folderId, List.of())));
        }
        cameOrWent(folder.parentId);
        sql.batch("INSERT INTO folder_tombstone (mailbox_id, change_number, folder_id, parent_id)"
                + " VALUES (?, ?, ?, ?)", tombstones);
        for (String table : List.of("permission", "rule", "rule_reply")) {
            sql.update("DELETE FROM " + table + those, mailboxId, ids);
        }
        sql.update("DELETE FROM folder" + those, mailboxId, ids);
        if (new DeletedFolders(change).clear(BulkWork.MESSAGES)) {
            sql.afterCommit(change.store.unfinished()::wake);
        }
    }

    /// Parents before children; each must be one that may be deleted.
    private List<FolderState> withAllBelow(FolderState top) throws SQLException {
        List<FolderState> found = new ArrayList<>(List.of(top));
        for (List<Long> level = below(List.of(top.folderId)); !level.isEmpty(); level = below(
                level)) {
            for (long folderId : level) {
                found.add(deletable(folderId));
            }
        }
        return found;
    }

    private FolderState deletable(long folderId) throws SQLException {
        FolderState folder = change.state(folderId, Rights.FOLDER_OWNER);
        if (folder.special != null) {
            throw new MailError.Invalid(folder.name + " is a special folder and cannot be deleted");
        }
        return folder;
    }

    void setProperties(long folderId, PropertyBag set, Set<PropertyTag> delete)
            throws SQLException {
        setProperties(change.state(folderId, Rights.FOLDER_OWNER), set, delete);
    }

    private void setProperties(FolderState folder, PropertyBag set, Set<PropertyTag> delete)
            throws SQLException {
        long folderId = folder.folderId;
        PropertyBag properties = change.readProperties(folderId);
        properties.setAll(set);
        delete.forEach(properties::remove);
        touch(folder);
        String containerClass = folder.containerClass;
        if (set.contains(PropertyTags.PidTagContainerClass)) {
            containerClass = set.getString(PropertyTags.PidTagContainerClass);
        } else if (delete.contains(PropertyTags.PidTagContainerClass)) {
            containerClass = null;
        }
        folder.containerClass = containerClass;
        sql.update("UPDATE folder SET properties = ?, container_class = ?"
                + " WHERE mailbox_id = ? AND folder_id = ?", properties.encode(), containerClass,
                mailboxId, folderId);
        change.note(new StoreEvent.FolderModified(mailboxId, folderId));
    }

    void setPermissions(long folderId, List<Permission> permissions) throws SQLException {
        FolderState folder = change.state(folderId, Rights.FOLDER_OWNER);
        if (permissions.equals(change.permissions(folderId))) {
            return;
        }
        sql.update("DELETE FROM permission WHERE mailbox_id = ? AND folder_id = ?", mailboxId,
                folderId);
        for (Permission permission : permissions) {
            grant(folderId, Objects.requireNonNull(permission.principal()), permission.rights());
        }
        touch(folder);
        change.rights.forget();
        change.note(new StoreEvent.FolderModified(mailboxId, folderId));
    }

    void setRules(long folderId, List<FolderRule> rules) throws SQLException {
        FolderState folder = change.state(folderId, Rights.FOLDER_OWNER);
        RuleRows rows = new RuleRows(sql, mailboxId);
        List<FolderRule> before = rows.of(folderId);
        if (before.equals(rules)) {
            return;
        }
        boolean had = folder.ruleCount > 0;
        rows.set(folder, before, rules);
        if (had != folder.ruleCount > 0) {
            touch(folder); // PidTagHasRules
        }
        change.note(new StoreEvent.FolderModified(mailboxId, folderId));
    }
}
