package org.rialto.imap.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.Directory;
import org.rialto.directory.sasl.Login;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.MailError;
import org.rialto.store.Change;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.NewFolder;
import org.rialto.store.Snapshot;

/// A logged-in user with the mailboxes the user may see, and the way from IMAP's names to folders.
/// RFC 2342 (NAMESPACE) says how those of others are told apart.
public final class Account {
    public static final String OTHER_USERS = "Other Users/";
    public static final String PUBLIC_FOLDERS = "Public Folders/";

    private final Login login;
    private final Mailboxes mailboxes;
    private final Directory directory;
    private final MailboxRoot own;
    private @Nullable Map<String, MailboxRoot> others;

    /// @throws MailError.NotFound when the user has no mailbox
    public Account(Login login, Mailboxes mailboxes, Directory directory) {
        this.login = login;
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.own = new MailboxRoot("", mailboxes.open(login).mailbox());
    }

    /// The user as of now.
    ///
    /// @throws MailError.LoggedOut when the log-in no longer holds
    public Actor.Person person() { return login.actor(); }

    public Login login() { return login; }

    public MailboxRoot own() { return own; }

    /// The user's own and every other mailbox in which something may be seen. Which those are is
    /// asked again with each call.
    public List<MailboxRoot> roots() {
        List<MailboxRoot> roots = new ArrayList<>();
        roots.add(own);
        roots.addAll(readOthers().values());
        return roots;
    }

    private Map<String, MailboxRoot> readOthers() {
        Map<String, MailboxRoot> found = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (MailboxInfo info : mailboxes.shared(login)) {
            String part = directory.ofMailbox(info.guid())
                    .map(owner -> owner.entry().name()).orElse(info.displayName())
                    .replace('/', '\u2215').strip();
            String unique = part;
            for (int number = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
                unique = part + " (" + number + ")";
            }
            String prefix = OTHER_USERS + unique + "/";
            open(() -> mailboxes.open(login, info.guid()).mailbox(), prefix, found);
        }
        open(() -> mailboxes.publicFolders(login).mailbox(), PUBLIC_FOLDERS, found);
        others = found;
        return found;
    }

    private static void open(java.util.function.Supplier<Mailbox> opener, String prefix,
            Map<String, MailboxRoot> found) {
        try {
            found.put(prefix, new MailboxRoot(prefix, opener.get()));
        } catch (MailError.NotFound | MailError.Denied e) {
            // Nothing of it may be seen (any more).
        }
    }

    /// Whether a name is in the part of the name space where others' mailboxes are.
    public static boolean isForeign(String name) {
        return name.startsWith(OTHER_USERS) || name.startsWith(PUBLIC_FOLDERS);
    }

    private MailboxRoot rootOf(String name) {
        if (!isForeign(name)) {
            return own;
        }
        MailboxRoot known = others == null ? null : rootIn(others, name);
        if (known == null) {
            known = rootIn(readOthers(), name);
        }
        if (known == null) {
            throw new MailError.NotFound("There is no such mailbox");
        }
        return known;
    }

    private static @Nullable MailboxRoot rootIn(Map<String, MailboxRoot> roots, String name) {
        for (MailboxRoot root : roots.values()) {
            if (name.startsWith(root.prefix())) {
                return root;
            }
        }
        return null;
    }

    /// The folder of a name, if there is one that may be seen.
    public @Nullable FolderPlace find(String name) {
        try {
            MailboxRoot root = rootOf(name);
            String path = name.substring(root.prefix().length());
            Folder folder = root.mailbox().read(snapshot -> MailboxRoot.find(snapshot, path));
            return folder == null || !FolderNames.isMail(folder)
                    ? null
                    : new FolderPlace(name, root, folder);
        } catch (MailError.NotFound | MailError.Gone e) {
            return null;
        }
    }

    /// The folder of a name.
    ///
    /// @param missing what a missing one is answered with
    public FolderPlace require(String name, @Nullable ResponseCode missing) {
        FolderPlace place = find(name);
        if (place == null) {
            throw Refusal.no(missing, "There is no such mailbox");
        }
        return place;
    }

    public FolderPlace require(String name) { return require(name, ResponseCode.NONEXISTENT); }

    /// Creates the folder of a name and those above it that are missing.
    ///
    /// @return the new folder
    public FolderPlace create(String name) {
        MailboxRoot root = rootOf(name);
        String path = name.substring(root.prefix().length());
        List<String> parts = FolderNames.newParts(path);
        if (find(String.join("/", parts)) != null && root == own) {
            throw Refusal.no(ResponseCode.ALREADYEXISTS, "The mailbox exists already");
        }
        Folder created = root.mailbox().write(change -> create(change, parts));
        return new FolderPlace(root.prefix() + String.join("/", parts), root, created);
    }

    private static Folder create(Change change, List<String> parts) {
        long parentId = requireSubtree(change);
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            Folder folder = MailboxRoot.child(change, parentId, parts.get(i), i == 0);
            if (folder != null && last) {
                throw Refusal.no(ResponseCode.ALREADYEXISTS, "The mailbox exists already");
            }
            if (folder == null) {
                folder = change.createFolder(parentId,
                        new NewFolder(org.rialto.store.FolderType.GENERIC, parts.get(i),
                                "IPF.Note", new org.rialto.mapi.PropertyBag()));
            }
            if (last) {
                return folder;
            }
            parentId = folder.folderId();
        }
        throw new IllegalStateException("a name has parts");
    }

    private static long requireSubtree(Snapshot snapshot) {
        long subtreeId = MailboxRoot.subtreeId(snapshot);
        if (subtreeId == 0) {
            throw new MailError.Denied("The folders above may not be changed");
        }
        return subtreeId;
    }

    /// Renames or moves a folder within its mailbox, creating those above the new name that are
    /// missing.
    public void rename(FolderPlace place, String newName) {
        MailboxRoot root = rootOf(newName);
        if (root != place.root() && !root.prefix().equals(place.root().prefix())) {
            throw Refusal.no(ResponseCode.CANNOT, "A mailbox cannot be renamed to another user's");
        }
        List<String> parts = FolderNames.newParts(newName.substring(root.prefix().length()));
        place.mailbox().<Boolean>write(change -> {
            long parentId = requireSubtree(change);
            for (int i = 0; i < parts.size() - 1; i++) {
                Folder folder = MailboxRoot.child(change, parentId, parts.get(i), i == 0);
                if (folder == null) {
                    folder = change.createFolder(parentId, NewFolder.generic(parts.get(i)));
                }
                if (folder.folderId() == place.folderId()) {
                    throw Refusal.no(ResponseCode.CANNOT,
                            "A mailbox cannot be moved below itself");
                }
                parentId = folder.folderId();
            }
            Folder taken = MailboxRoot.child(change, parentId, parts.getLast(), parts.size() == 1);
            if (taken != null && taken.folderId() != place.folderId()) {
                throw Refusal.no(ResponseCode.ALREADYEXISTS, "The mailbox exists already");
            }
            change.moveFolder(place.folderId(), parentId, parts.getLast());
            return true;
        });
    }

    /// Runs a read on the user's own mailbox.
    public <T> T readOwn(Function<Snapshot, T> work) { return own.mailbox().read(work); }
}
