package org.rialto.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ListenerSettings;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TcpListener;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.imap.wire.ImapLimits;
import org.rialto.mailbox.Mailboxes;
import org.rialto.extraction.TextExtractor;
import org.rialto.mailbox.search.TextIndexer;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewMailbox;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;

/// A real server on a real SQLite store, with the users `alice` and `bob`.
public final class ImapTestServer implements AutoCloseable {
    public static final String PASSWORD = "Password01!";
    public static final ImapLimits LIMITS = new ImapLimits(16 << 10, 64 << 10, 8 << 10, 32 << 10,
            32, 500, 20L << 20);

    private final Database database;
    private final Store store;
    private final Directory directory;
    private final Mailboxes mailboxes;
    private final TcpListener listener;
    private final PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
            new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8));

    public ImapTestServer(Path folder) throws IOException {
        this(folder, new ImapConfiguration("imap.example.com", LIMITS, 10_000, 60_000, 30_000, 1),
                null);
    }

    public ImapTestServer(Path folder, ImapConfiguration configuration) throws IOException {
        this(folder, configuration, null);
    }

    public ImapTestServer(Path folder, ImapConfiguration configuration, @Nullable ServerTls tls)
            throws IOException {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("test.db")));
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        mailboxes = new Mailboxes(store);
        Domain domain = directory.change(edit -> edit.domains().add("example.com"));
        addUser(domain, "alice", "Alice Smith");
        addUser(domain, "bob", "Bob Jones");
        Authenticator authenticator = new Authenticator(directory, hasher,
                Authenticator.Settings.DEFAULT, Optional.empty());
        ImapServer server = new ImapServer(configuration, authenticator, directory, mailboxes,
                store.blobs());
        listener = TcpListener.open(new ListenerSettings("imap",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, false,
                ListenerLimits.NONE, "* BYE Too many connections\r\n",
                "* BYE Server is stopping\r\n", 60_000), server);
    }

    private void addUser(Domain domain, String name, String display) {
        Credential credential = hasher.credential(PASSWORD);
        DirectoryObject.User user = directory.change(edit -> {
            DirectoryObject.User added = edit.addUser(domain, name);
            edit.setCredential(added.id(), CredentialPurpose.PASSWORD, credential, null);
            return added;
        });
        store.createMailbox(new NewMailbox(user.mailboxGuid(), MailboxKind.PRIVATE, display,
                MailboxInfo.Quota.UNLIMITED));
    }

    public InetSocketAddress address() { return listener.address(); }

    public Store store() { return store; }

    /// A user's mailbox with every right.
    public Mailbox mailbox(String user) {
        DirectoryObject.User found = (DirectoryObject.User) directory.named(user);
        return store.open(store.findMailbox(found.mailboxGuid()).orElseThrow().mailboxId(),
                org.rialto.store.Access.SYSTEM);
    }

    /// Brings every message into the full-text index, which without this has none.
    public void index() {
        try (TextIndexer indexer = new TextIndexer(store, TextExtractor.off())) {
            if (!indexer.awaitIdle(120)) {
                throw new AssertionError("indexing takes too long");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public TcpListener listener() { return listener; }

    @Override
    public void close() {
        listener.close();
        store.close();
        database.close();
    }
}
