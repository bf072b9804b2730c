package org.rialto.protocols.rops.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Access;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
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
import org.rialto.transport.MailTransport;
import org.rialto.transport.TransportConfiguration;
import org.rialto.transport.outbound.ClientSettings;
import org.rialto.transport.outbound.Courier;
import org.rialto.transport.outbound.MailExchangers;
import org.rialto.transport.outbound.OutboundSigner;
import org.rialto.transport.outbound.Routing;
import org.rialto.transport.outbound.StsPolicies;
import org.rialto.transport.outbound.Timeouts;
import org.rialto.transport.outbound.TlsPolicy;
import org.rialto.transport.queue.QueueLimits;
import org.rialto.transport.queue.RetrySchedule;
import org.rialto.transport.submission.Submission;

/// A server with Alice, Bob and public folders, for tests.
public final class RopFixture implements AutoCloseable {
    static final Instant RECEIVED = Instant.parse("2026-05-04T03:02:01Z");
    static final ClientLocale LOCALE = new ClientLocale(1252, 0x0409, 0x0407);
    final Database database;
    final Store store;
    final Directory directory;
    final RopServer server;
    final DirectoryObject.User alice;
    final DirectoryObject.User bob;
    final Map<UUID, String> elsewhere = new ConcurrentHashMap<>();
    /// Who gets what goes outside.
    final SmtpSink sink = new SmtpSink();
    final MailTransport transport;
    final Submission submission;

    /// On the same folder again, it goes on with what is there.
    public RopFixture(TestEngine engine, Path folder) {
        database = engine.open(folder);
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        boolean again = directory.defaultDomain().isPresent();
        Domain domain = directory.defaultDomain().orElseGet(
                () -> directory.change(edit -> edit.domains().add("example.com")));
        alice = again ? (DirectoryObject.User) directory.named("alice") : user(domain, "alice");
        bob = again ? (DirectoryObject.User) directory.named("bob") : user(domain, "bob");
        if (!again) {
            createPublicFolders();
        }
        transport = transport();
        submission = new Submission(transport, database, store, directory, "mail.example.com",
                Clock.systemUTC());
        server = new RopServer(new Mailboxes(store), directory, store.blobs(),
                new FolderViews(), "/o=Test/cn=A",
                guid -> Optional.ofNullable(elsewhere.get(guid)), RopLimits.DEFAULT,
                () -> submission);
    }

    private MailTransport transport() {
        Duration soon = Duration.ofSeconds(2);
        Timeouts timeouts = new Timeouts(soon, soon, soon, soon, soon, soon,
                Duration.ofMillis(200));
        Routing routing = new Routing(new Routing.SmartHost("127.0.0.1", sink.port(), false,
                TlsPolicy.OPPORTUNISTIC, null, null), Map.of(), TlsPolicy.OPPORTUNISTIC, Map.of(),
                25, Set.of("mail.example.com"), _ -> false, false, 8);
        Courier courier = new Courier(routing, ClientSettings.of("mail.example.com", timeouts),
                MailExchangers.system(List.of("127.0.0.1"), soon), StsPolicies.off(),
                OutboundSigner.NONE);
        RetrySchedule retry = new RetrySchedule(List.of(Duration.ofMillis(50)), 0,
                Duration.ofDays(1), Duration.ofHours(1));
        return new MailTransport(new TransportConfiguration("mail.example.com", "main", null,
                null, 10L << 20, 30, true, false, retry, QueueLimits.STANDARD, RuleLimits.DEFAULT),
                database, store, directory, courier, Clock.systemUTC());
    }

    private void createPublicFolders() {
        store.createMailbox(new NewMailbox(Mailboxes.PUBLIC_FOLDERS, MailboxKind.PUBLIC,
                "Public folders", MailboxInfo.Quota.UNLIMITED));
        Mailbox folders = mailbox(Mailboxes.PUBLIC_FOLDERS);
        long root = folder(folders, SpecialFolder.IPM_SUBTREE);
        folders.<Boolean>write(change -> {
            change.setPermissions(root, List.of(new Permission(Permission.DEFAULT,
                    Rights.READ_ANY | Rights.FOLDER_VISIBLE | Rights.CREATE)));
            return true;
        });
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
        return new RopSession(server, () -> actor, LOCALE, 1);
    }

    RopClient client(DirectoryObject.User user) { return new RopClient(session(user)); }

    /// One whose session has other limits, at a server with views of its own.
    RopClient client(DirectoryObject.User user, RopLimits limits) {
        RopServer limited = new RopServer(server.mailboxes(), directory, server.blobs(),
                new FolderViews(), server.serverName(), server.elsewhere(), limits,
                server.submission());
        return new RopClient(new RopSession(limited, () -> actor(user), LOCALE, 1));
    }

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

    /// The id of a message that came as MIME.
    long delivered(Mailbox mailbox, long folderId, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (BlobWriter writer = store.blobs().create()) {
            writer.write(bytes);
            BlobRef blob = writer.finish();
            NewMessage message = MimeMessages.toNewMessage(blob, MimeScanner.scan(bytes),
                    (offset, length) -> new ByteArrayInputStream(bytes, (int) offset,
                            (int) length),
                    0, Set.of(), RECEIVED);
            return mailbox.write(change -> change.addMessage(folderId, message)).messageId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        submission.close();
        transport.close();
        sink.close();
        store.close();
        database.close();
    }
}
