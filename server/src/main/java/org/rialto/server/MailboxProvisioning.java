package org.rialto.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Link;
import org.rialto.directory.provision.FolderRole;
import org.rialto.directory.provision.StoreProvisioning.Change;
import org.rialto.directory.provision.StoreProvisioning;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.MailError;
import org.rialto.store.Access;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMailbox;
import org.rialto.store.Permission;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;

/// The store's part of provisioning: mailboxes, public folders and rights in folders.
public final class MailboxProvisioning implements StoreProvisioning {
    private final Rooms rooms;
    private final Store store;

    public MailboxProvisioning(Rooms rooms) {
        this.rooms = rooms;
        this.store = rooms.store();
    }

    @Override
    public Change mailbox(DirectoryObject.MailboxOwner owner) {
        boolean isNew = store.findMailbox(owner.mailboxGuid()).isEmpty();
        return rooms.prepareMailbox(owner)
                ? isNew ? Change.CREATED : Change.UPDATED
                : Change.UNCHANGED;
    }

    @Override
    public Change publicFolder(String path, Map<Grantee, FolderRole> grants) {
        MailboxInfo info = store.findMailbox(Mailboxes.PUBLIC_FOLDERS)
                .orElseGet(() -> store.createMailbox(new NewMailbox(Mailboxes.PUBLIC_FOLDERS,
                        MailboxKind.PUBLIC, "Public Folders", MailboxInfo.Quota.UNLIMITED)));
        Mailbox mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        return mailbox.write(change -> {
            boolean created = false;
            Folder at = change.folder(SpecialFolder.IPM_SUBTREE);
            for (String name : names(path)) {
                Optional<Folder> found = change.child(at.folderId(), name);
                created |= found.isEmpty();
                at = found.isPresent()
                        ? found.get()
                        : change.createFolder(at.folderId(), NewFolder.generic(name));
            }
            boolean changed = false;
            for (Map.Entry<Grantee, FolderRole> grant : grants.entrySet()) {
                List<Permission> rows = granted(change, at.folderId(), grant.getKey(),
                        grant.getValue());
                if (rows.equals(change.permissions(at.folderId())))
                    continue;
                change.setPermissions(at.folderId(), rows);
                changed = true;
            }
            return created ? Change.CREATED : changed ? Change.UPDATED : Change.UNCHANGED;
        });
    }

    @Override
    public Change grant(DirectoryObject.MailboxOwner owner, String folder, Grantee to,
            FolderRole role, boolean delegate) {
        rooms.prepareMailbox(owner);
        MailboxInfo info = store.findMailbox(owner.mailboxGuid()).orElseThrow();
        Mailbox mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        boolean changed = mailbox.write(change -> {
            long folderId = find(change, folder).folderId();
            List<Permission> rows = granted(change, folderId, to, role);
            if (rows.equals(change.permissions(folderId)))
                return false;
            change.setPermissions(folderId, rows);
            return true;
        });
        if (delegate && to instanceof Grantee.Somebody(DirectoryObject somebody)) {
            changed |= rooms.directory().change(edit -> edit.addLink(owner.id(),
                    Link.SEND_ON_BEHALF, somebody.id()));
        }
        return changed ? Change.UPDATED : Change.UNCHANGED;
    }

    /// A folder by its path below the root of what people see; `Inbox` or `INBOX` is the Inbox.
    private static Folder find(Snapshot snapshot, String path) {
        Folder at = snapshot.folder(SpecialFolder.IPM_SUBTREE);
        for (String name : names(path)) {
            long parent = at.folderId();
            at = snapshot.child(parent, name).orElseThrow(() -> new MailError.NotFound(
                    "there is no folder " + path + "; there are: " + children(snapshot, parent)));
        }
        return at;
    }

    private static String children(Snapshot snapshot, long parent) {
        List<String> names = new ArrayList<>();
        for (Folder folder : snapshot.folders()) {
            if (folder.parentId() == parent)
                names.add(folder.name());
        }
        return String.join(", ", names);
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (!name.isBlank())
                names.add(name);
        }
        if (names.isEmpty())
            throw new MailError.Invalid("\"" + path + "\" names no folder");
        return names;
    }

    /// The folder's permission rows with one grantee's changed.
    private static List<Permission> granted(Snapshot snapshot, long folderId, Grantee to,
            FolderRole role) {
        UUID principal = switch (to) {
            case Grantee.Somebody(DirectoryObject object) -> object.guid();
            case Grantee.Everybody() -> Permission.DEFAULT;
            case Grantee.Anonymous() -> Permission.ANONYMOUS;
        };
        int rights = org.rialto.mailbox.FolderRole.valueOf(role.name().toUpperCase(Locale.ROOT))
                .rights();
        Map<UUID, Permission> rows = new LinkedHashMap<>();
        for (Permission row : snapshot.permissions(folderId))
            rows.put(row.principal(), row);
        boolean named = to instanceof Grantee.Somebody;
        if (role == FolderRole.NONE && named) {
            rows.remove(principal);
        } else {
            rows.put(principal, new Permission(principal, rights));
        }
        return List.copyOf(rows.values());
    }
}
