package org.rialto.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A folder's row in a snapshot. Counts and sizes are maintained with each change, never counted
/// on reading; sizes in bytes.
///
/// @param parentId 0 for the root
/// @param containerClass PidTagContainerClass, or null
/// @param uidValidity IMAP UIDVALIDITY, fixed for the folder's life; 32 bits without a sign
/// @param nextUid the UID that the next message gets
/// @param changeNumber the folder object's own change number
/// @param contentsChangeNumber the highest change number of any message change, flag change or
///        deletion in the folder (IMAP HIGHESTMODSEQ)
/// @param recentUid UIDs from here on have not been announced as \Recent
/// @param rights the effective [Rights] of the snapshot's actor
/// @param ruleCount rules of the folder, extended ones not among them
public record Folder(long folderId, long parentId, FolderType type, String name,
        @Nullable String containerClass, @Nullable SpecialFolder special, int uidValidity,
        int nextUid, long changeNumber, long contentsChangeNumber, int recentUid, int contentCount,
        int unreadCount, int associatedCount, int markedDeletedCount, long contentSize,
        int childCount, boolean subscribed, Instant created, Instant modified, int rights,
        int ruleCount, Commits commits) {
    /// What the server has done to the folder. MS-OXCFOLD §2.2.2.2.1.
    ///
    /// @param folder when it last took a change of the folder itself, by whatever time a client said
    /// @param contents the same of a message or a folder directly in it
    /// @param hierarchy the same of any folder below it
    /// @param hierarchyChanges how many folders came into it or left it
    /// @param deletedCount how many messages left it
    public record Commits(Instant folder, Instant contents, Instant hierarchy,
            long hierarchyChanges, long deletedCount) {}

    Folder withUnreadCount(int count) {
        return new Folder(folderId, parentId, type, name, containerClass, special,
                uidValidity, nextUid, changeNumber, contentsChangeNumber, recentUid,
                contentCount, count, associatedCount, markedDeletedCount, contentSize,
                childCount, subscribed, created, modified, rights, ruleCount, commits);
    }

    public boolean allows(int right) { return (rights & right) == right; }
}
