package org.rialto.protocols.rops.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.Actor;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Access;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMailbox;
import org.rialto.store.NewMessage;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.store.table.FolderViews;

/// A server with Alice, Bob and public folders, for tests.
public final class RopFixture implements AutoCloseable {
    static final Instant RECEIVED = Instant.parse("2026-05-04T03:02:01Z");
    final Database database;
    final Store store;
    final Directory directory;
    final RopServer server;
    final DirectoryObject.User alice;
    final DirectoryObject.User bob;
    final Map<UUID, String> elsewhere = new ConcurrentHashMap<>();

    public RopFixture(TestEngine engine, Path folder) {
        database = engine.open(folder);
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        Domain domain = directory.change(edit -> edit.domains().add("example.com"));
        alice = user(domain, "alice");
        bob = user(domain, "bob");
        store.createMailbox(new NewMailbox(Mailboxes.PUBLIC_FOLDERS, MailboxKind.PUBLIC,
                "Public folders", MailboxInfo.Quota.UNLIMITED));
        Mailbox folders = mailbox(Mailboxes.PUBLIC_FOLDERS);
        long root = folder(folders, SpecialFolder.IPM_SUBTREE);
        folders.<Boolean>write(change -> {
            change.setPermissions(root, List.of(new Permission(Permission.DEFAULT,
                    Rights.READ_ANY | Rights.FOLDER_VISIBLE | Rights.CREATE)));
            return true;
        });
        server = new RopServer(new Mailboxes(store), directory, store.blobs(),
                new FolderViews(), "/o=Test/cn=A",
                guid -> Optional.ofNullable(elsewhere.get(guid)), RopLimits.DEFAULT);
    }

    private DirectoryObject.User user(Domain domain, String name) {
        DirectoryObject.User user = directory.change(edit -> edit.addUser(domain, name));
        store.createMailbox(new NewMailbox(user.mailboxGuid(), MailboxKind.PRIVATE, name,
                MailboxInfo.Quota.UNLIMITED));
        return user;
    }

    static Actor.Person actor(DirectoryObject.User user) {
        return new Actor.Person(user.id(), user.guid(), user.mailboxGuid(), user.entry().name(),
                user.address().toString(), user.entry().legacyDN(), Set.of(), Actor.Rights.NONE,
                new Actor.AuthenticatedAs(user.id(), user.entry().name()));
    }

    RopSession session(DirectoryObject.User user) {
        Actor.Person actor = actor(user);
        return new RopSession(server, () -> actor, 1252, 1);
    }

    RopClient client(DirectoryObject.User user) { return new RopClient(session(user)); }

    /// As the server sees it.
    Mailbox mailbox(UUID guid) {
        return store.open(store.findMailbox(guid).orElseThrow().mailboxId(), Access.SYSTEM);
    }

    Mailbox mailbox(DirectoryObject.User user) { return mailbox(user.mailboxGuid()); }

    static long folder(Mailbox mailbox, SpecialFolder special) {
        return mailbox.read(snapshot -> snapshot.folder(special).folderId());
    }

    static long inbox(Mailbox mailbox) { return folder(mailbox, SpecialFolder.INBOX); }

    static long add(Mailbox mailbox, long folderId, String subject) {
        return add(mailbox, folderId, subject, false);
    }

    static long add(Mailbox mailbox, long folderId, String subject, boolean associated) {
        PropertyBag properties = new PropertyBag().set(PropertyTags.PidTagSubject, subject)
                .set(PropertyTags.PidTagMessageClass, "IPM.Note");
        NewMessage message = new NewMessage(new MessageContent(properties, List.of(), List.of()),
                associated, 0, Set.of(), RECEIVED, null, null);
        return mailbox.write(change -> change.addMessage(folderId, message)).messageId();
    }

    static void grant(Mailbox mailbox, long folderId, DirectoryObject.User user, int rights) {
        mailbox.<Boolean>write(change -> {
            change.setPermissions(folderId, List.of(new Permission(Permission.DEFAULT, 0),
                    new Permission(Permission.ANONYMOUS, 0),
                    new Permission(user.guid(), rights)));
            return true;
        });
    }

    @Override
    public void close() {
        store.close();
        database.close();
    }
}
