package org.rialto.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.Link;
import org.rialto.directory.Protocol;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.Access;
import org.rialto.store.FolderIndex;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewMailbox;
import org.rialto.store.NewMessage;
import org.rialto.store.Permission;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.store.StoreEvent;
import org.rialto.store.Subscription;

/// What an open mailbox allows while rights, groups and accounts change.
class MailboxesTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path folder;

    private Database database;
    private Directory directory;
    private Store store;
    private Mailboxes mailboxes;
    private DirectoryObject.User alice;
    private DirectoryObject.User bob;
    private DirectoryObject.Group team;
    private Mailbox aliceAsServer;
    private long inbox;
    private Login login;

    @BeforeEach
    void open() throws Exception {
        database = TestEngine.SQLITE.open(folder);
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        mailboxes = new Mailboxes(store);
        Domain domain = directory.change(edit -> edit.domains().add("example.com"));
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8));
        alice = user(domain, "alice", hasher);
        bob = user(domain, "bob", hasher);
        team = directory.change(edit -> {
            DirectoryObject.Group added = edit.addGroup(domain, "team");
            edit.addLink(added.id(), Link.MEMBER, bob.id());
            return added;
        });
        aliceAsServer = store.open(
                store.findMailbox(alice.mailboxGuid()).orElseThrow().mailboxId(), Access.SYSTEM);
        inbox = aliceAsServer.read(snapshot -> snapshot.folder(SpecialFolder.INBOX).folderId());
        grant(FolderRole.REVIEWER.rights());
        Authenticator authenticator = new Authenticator(directory, hasher,
                Authenticator.Settings.DEFAULT, Optional.empty());
        login = ((Outcome.Granted) authenticator.password("bob", PASSWORD, "",
                new Peer(InetAddress.getLoopbackAddress(), Protocol.IMAP, true))).login();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private DirectoryObject.User user(Domain domain, String name, PasswordHasher hasher) {
        var credential = hasher.credential(PASSWORD);
        DirectoryObject.User user = directory.change(edit -> {
            DirectoryObject.User added = edit.addUser(domain, name);
            edit.setCredential(added.id(), CredentialPurpose.PASSWORD, credential, null);
            return added;
        });
        store.createMailbox(new NewMailbox(user.mailboxGuid(), MailboxKind.PRIVATE, name,
                MailboxInfo.Quota.UNLIMITED));
        return user;
    }

    private void grant(int rights) {
        aliceAsServer.<Boolean>write(change -> {
            change.setPermissions(inbox, List.of(new Permission(Permission.DEFAULT, 0),
                    new Permission(Permission.ANONYMOUS, 0),
                    new Permission(team.guid(), rights)));
            return true;
        });
    }

    private void member(boolean wanted) {
        directory.change(edit -> wanted
                ? edit.addLink(team.id(), Link.MEMBER, bob.id())
                : edit.removeLink(team.id(), Link.MEMBER, bob.id()));
    }

    @Test
    void anOpenMailboxFollowsTheGroupsOfItsUser() {
        MailboxSession session = mailboxes.open(login, alice.mailboxGuid());
        assertThat(session.own()).isFalse();
        assertThat(session.mailbox().<String>read(s -> s.folder(inbox).name())).isEqualTo("Inbox");
        member(false);
        assertThatThrownBy(() -> session.mailbox().read(s -> s.folder(inbox)))
                .isInstanceOfAny(MailError.NotFound.class, MailError.Denied.class);
        assertThatThrownBy(() -> mailboxes.open(login, alice.mailboxGuid()))
                .isInstanceOf(MailError.NotFound.class);
        member(true);
        assertThat(session.mailbox().<String>read(s -> s.folder(inbox).name())).isEqualTo("Inbox");
    }

    @Test
    void whoLosesTheRightToAFolderHearsOfThatOnce() throws Exception {
        MailboxSession session = mailboxes.open(login, alice.mailboxGuid());
        BlockingQueue<StoreEvent> heard = new LinkedBlockingQueue<>();
        try (Subscription _ = session.mailbox().subscribe(heard::add, () -> {})) {
            grant(0);
            assertThat(heard.poll(60, TimeUnit.SECONDS))
                    .isInstanceOf(StoreEvent.FolderModified.class);
        }
        assertThatThrownBy(() -> session.mailbox().read(s -> s.folder(inbox)))
                .isInstanceOfAny(MailError.NotFound.class, MailError.Denied.class);
    }

    @Test
    void aMessageBringsOnlyTheFlagsThatItsBearerMaySet() {
        int all = MessageFlags.READ | MessageFlags.FLAGGED | MessageFlags.MARKED_DELETED;
        grant(FolderRole.CONTRIBUTOR.rights());
        Mailbox shared = mailboxes.open(login, alice.mailboxGuid()).mailbox();
        Mailbox own = mailboxes.open(login).mailbox();
        NewMessage message = new NewMessage(
                new MessageContent(new PropertyBag(), List.of(), List.of()), false, all,
                Set.of("work"), Instant.now(), null, null);
        shared.write(change -> change.addMessage(inbox, message));
        long ownInbox = own.read(s -> s.folder(SpecialFolder.INBOX).folderId());
        int uid = own.write(change -> change.addMessage(ownInbox, message).uid());
        own.copyMessages(ownInbox, new int[]{uid}, shared, inbox);
        grant(FolderRole.EDITOR.rights());
        shared.write(change -> change.addMessage(inbox, message));
        FolderIndex index = aliceAsServer.read(snapshot -> snapshot.index(inbox));
        assertThat(Arrays.copyOf(index.flags(), index.count())).containsExactly(0, 0, all);
        assertThat(index.keywords()[0]).isZero();
        assertThat(index.keywords()[1]).isZero();
        assertThat(index.keywords()[2]).isNotZero();
    }

    @Test
    void nothingWorksWithALogInThatNoLongerHolds() {
        MailboxSession own = mailboxes.open(login);
        MailboxSession other = mailboxes.open(login, alice.mailboxGuid());
        directory.change(edit -> edit.set(bob.id(), Flag.LOGIN, false));
        for (MailboxSession session : List.of(own, other)) {
            assertThatThrownBy(() -> session.mailbox().read(s -> s.info()))
                    .isInstanceOf(MailError.LoggedOut.class);
            assertThatThrownBy(() -> session.mailbox().write(c -> c.info()))
                    .isInstanceOf(MailError.LoggedOut.class);
            assertThatThrownBy(session::actor).isInstanceOf(MailError.LoggedOut.class);
        }
        assertThatThrownBy(() -> mailboxes.open(login)).isInstanceOf(MailError.LoggedOut.class);
    }
}
