package org.rialto.imap.account;

import java.util.List;
import java.util.Map;
import org.rialto.mapi.MailError;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// One mailbox of those that a user may see, and where its folders' names start: nothing for the
/// user's own, `Other Users/bob/`, `Public Folders/`.
public record MailboxRoot(String prefix, Mailbox mailbox) {

    /// The visible root's id in this snapshot, 0 when it may not be seen.
    static long subtreeId(Snapshot snapshot) {
        try {
            return snapshot.folder(SpecialFolder.IPM_SUBTREE).folderId();
        } catch (MailError.NotFound | MailError.Denied e) {
            return 0;
        }
    }

    /// All its mail folders by full name, parents before children.
    public Map<String, Folder> folders() {
        return mailbox.read(snapshot -> FolderNames.namesOf(snapshot.folders(),
                subtreeId(snapshot), prefix));
    }

    /// Finds the folder of a path below the prefix; null when there is none.
    static @org.jspecify.annotations.Nullable Folder find(Snapshot snapshot, String path) {
        long subtreeId = subtreeId(snapshot);
        if (subtreeId == 0) {
            return FolderNames.namesOf(snapshot.folders(), 0, "").get(path);
        }
        Folder folder = null;
        boolean top = true;
        for (String part : path.split("/", -1)) {
            long parentId = folder == null ? subtreeId : folder.folderId();
            folder = child(snapshot, parentId, part, top);
            if (folder == null) {
                return null;
            }
            top = false;
        }
        return folder;
    }

    static @org.jspecify.annotations.Nullable Folder child(Snapshot snapshot, long parentId,
            String part, boolean top) {
        if (top && part.equals("INBOX")) {
            return snapshot.folder(SpecialFolder.INBOX);
        }
        Folder named = snapshot.child(parentId, part).orElse(null);
        if (named != null && FolderNames.isPart(named, part, top)) {
            return named;
        }
        List<Folder> folders = snapshot.folders();
        for (Folder folder : folders) {
            if (folder.parentId() == parentId && FolderNames.isPart(folder, part, top)) {
                return folder;
            }
        }
        return null;
    }
}
