package org.rialto.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;

/// A folder's row in the hands of one snapshot or unit of work. The counters are changed here and
/// written once, at the unit's end.
final class FolderState {
    static final String COLUMNS = "folder_id, parent_id, folder_type, special, next_uid,"
            + " recent_uid, change_number, contents_change_number, purged_change_number,"
            + " content_count, unread_count, associated_count, marked_deleted_count,"
            + " content_size, modified, created, uid_validity, subscribed, name,"
            + " container_class, rule_count, rules_version, committed, contents_committed,"
            + " hierarchy_committed, hierarchy_changes, deleted_count";

    final long folderId;
    final FolderType type;
    final @Nullable SpecialFolder special;
    final int uidValidity;
    final long created;
    /// The contents change number as it was read.
    final long contentsBefore;
    long parentId;
    String name;
    @Nullable
    String containerClass;
    long nextUid;
    long recentUid;
    long changeNumber;
    long contentsChangeNumber;
    long purgedChangeNumber;
    long contentCount;
    long unreadCount;
    long associatedCount;
    long markedDeletedCount;
    long contentSize;
    long modified;
    boolean subscribed;
    long ruleCount;
    long rulesVersion;
    long committed;
    private long contentsCommitted;
    private long hierarchyCommitted;
    private long latestBelow;
    long hierarchyChanges;
    long deletedCount;
    boolean dirty;
    private boolean contentsDirty;
    private boolean hierarchyDirty;

    private FolderState(ResultSet row) throws SQLException {
        folderId = row.getLong(1);
        parentId = row.getLong(2);
        type = FolderType.values()[row.getInt(3)];
        String role = row.getString(4);
        special = role == null ? null : SpecialFolder.valueOf(role);
        nextUid = row.getLong(5);
        recentUid = row.getLong(6);
        changeNumber = row.getLong(7);
        contentsChangeNumber = row.getLong(8);
        contentsBefore = contentsChangeNumber;
        purgedChangeNumber = row.getLong(9);
        contentCount = row.getLong(10);
        unreadCount = row.getLong(11);
        associatedCount = row.getLong(12);
        markedDeletedCount = row.getLong(13);
        contentSize = row.getLong(14);
        modified = row.getLong(15);
        created = row.getLong(16);
        uidValidity = (int) row.getLong(17);
        subscribed = row.getInt(18) != 0;
        name = row.getString(19);
        containerClass = row.getString(20);
        ruleCount = row.getLong(21);
        rulesVersion = row.getLong(22);
        committed = row.getLong(23);
        contentsCommitted = row.getLong(24);
        hierarchyCommitted = row.getLong(25);
        hierarchyChanges = row.getLong(26);
        deletedCount = row.getLong(27);
    }

    static FolderState read(ResultSet row) throws SQLException { return new FolderState(row); }

    static @Nullable FolderState find(Sql sql, long mailboxId, long folderId)
            throws SQLException {
        return sql.first("SELECT " + COLUMNS
                + " FROM folder WHERE mailbox_id = ? AND folder_id = ?", FolderState::read,
                mailboxId, folderId);
    }

    /// Writes the columns that change with the contents.
    ///
    /// @param now when this unit of work runs
    void write(Sql sql, long mailboxId, long now) throws SQLException {
        // A later change never looks like an earlier one, whatever the clock says.
        contentsCommitted = contentsDirty
                ? Math.max(now, contentsCommitted + 1)
                : contentsCommitted;
        hierarchyCommitted = hierarchyDirty
                ? Math.max(Math.max(now, latestBelow), hierarchyCommitted + 1)
                : hierarchyCommitted;
        sql.update("UPDATE folder SET next_uid = ?, recent_uid = ?, change_number = ?,"
                + " contents_change_number = ?, content_count = ?, unread_count = ?,"
                + " associated_count = ?, marked_deleted_count = ?, content_size = ?,"
                + " modified = ?, subscribed = ?, rule_count = ?, rules_version = ?,"
                + " committed = ?, contents_committed = ?, hierarchy_committed = ?,"
                + " hierarchy_changes = ?, deleted_count = ?"
                + " WHERE mailbox_id = ? AND folder_id = ?", nextUid, recentUid, changeNumber,
                contentsChangeNumber, contentCount, unreadCount, associatedCount,
                markedDeletedCount, contentSize, modified, subscribed, ruleCount, rulesVersion,
                committed, contentsCommitted, hierarchyCommitted, hierarchyChanges, deletedCount,
                mailboxId, folderId);
        dirty = false;
        contentsDirty = false;
        hierarchyDirty = false;
    }

    /// The UID for a message that comes into the folder.
    int takeUid() {
        if (nextUid > Integer.MAX_VALUE) {
            throw new MailError.TooLarge("folder " + name + " has used up its UIDs");
        }
        return (int) nextUid++;
    }

    /// Counts a message in (`sign` 1) or out (-1).
    void count(int sign, boolean associated, int flags, long size) {
        dirty = true;
        if (associated) {
            associatedCount += sign;
            rulesChanged(); // an extended rule perhaps
            return;
        }
        contentCount += sign;
        contentSize += sign * size;
        unreadCount += (flags & MessageFlags.READ) == 0 ? sign : 0;
        markedDeletedCount += (flags & MessageFlags.MARKED_DELETED) != 0 ? sign : 0;
    }

    /// Who knows the folder's rules does not any more.
    void rulesChanged() {
        rulesVersion++;
        dirty = true;
    }

    void contentsChanged(long number) {
        dirty = true;
        contentsDirty = true;
        contentsChangeNumber = Math.max(contentsChangeNumber, number);
    }

    /// A folder below it came, changed or went.
    ///
    /// @param isChild whether it is directly in it
    /// @param commit when it changed, which is later than this unit of work if it did so twice in it
    void hierarchyChanged(boolean isChild, long commit) {
        dirty = true;
        latestBelow = Math.max(latestBelow, commit);
        hierarchyDirty = true;
        contentsDirty |= isChild;
    }

    boolean isRecoverable() {
        return special != null && (special == SpecialFolder.RECOVERABLE_ITEMS
                || special.parent() == SpecialFolder.RECOVERABLE_ITEMS);
    }

    Folder toFolder(int childCount, int rights) {
        Instant createdAt = FileTime.toInstant(created);
        Instant modifiedAt = FileTime.toInstant(modified);
        return new Folder(folderId, parentId, type, name, containerClass, special, uidValidity,
                (int) Math.min(nextUid, Integer.MAX_VALUE), changeNumber, contentsChangeNumber,
                (int) Math.min(recentUid, Integer.MAX_VALUE), (int) contentCount,
                (int) unreadCount, (int) associatedCount, (int) markedDeletedCount, contentSize,
                childCount, subscribed, createdAt, modifiedAt, rights, (int) ruleCount,
                new Folder.Commits(FileTime.toInstant(committed),
                        FileTime.toInstant(contentsCommitted),
                        FileTime.toInstant(hierarchyCommitted), hierarchyChanges, deletedCount));
    }
}
