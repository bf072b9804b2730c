package org.rialto.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ServerTls;
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
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.Access;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.FolderIndex;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewMailbox;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;

/// A real directory and store with one user, `alice`, and a POP3 listener over them.
final class TestHome implements AutoCloseable {
    private final Database database;
    private final Store store;
    private final Mailbox mailbox;
    final Pop3Server server;

    TestHome(Path folder, ServerTls tls, boolean implicitTls, Pop3Limits limits)
            throws IOException {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("home.db")));
        Directory directory = Directory.open(database, Directory.Settings.DEFAULT);
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8));
        Domain domain = directory.change(edit -> edit.domains().add("example.com"));
        Credential credential = hasher.credential("Password01!");
        DirectoryObject.User alice = directory.change(edit -> {
            DirectoryObject.User user = edit.addUser(domain, "alice");
            edit.setCredential(user.id(), CredentialPurpose.PASSWORD, credential, null);
            return user;
        });
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        MailboxInfo info = store.createMailbox(new NewMailbox(alice.mailboxGuid(),
                MailboxKind.PRIVATE, "Alice", MailboxInfo.Quota.UNLIMITED));
        mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        server = Pop3Server.listen(
                new Pop3Configuration("pop3",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls,
                        implicitTls, ListenerLimits.NONE, "mail.example.com", limits),
                new Authenticator(directory, hasher, Authenticator.Settings.DEFAULT,
                        Optional.empty()),
                new Mailboxes(store), store.blobs(), new Maildrops());
    }

    void add(String message) {
        BlobRef blob;
        try (BlobWriter writer = store.blobs().create()) {
            writer.write(message.getBytes(ISO_8859_1));
            blob = writer.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        mailbox.write(change -> change.addMessage(
                change.folder(SpecialFolder.INBOX).folderId(),
                new NewMessage(new MessageContent(new PropertyBag(), List.of(), List.of()), false,
                        0, Set.of(), Instant.now(), blob, null)));
    }

    /// A message that was never MIME, as Outlook makes them.
    void add(MessageContent content) {
        mailbox.write(change -> change.addMessage(
                change.folder(SpecialFolder.INBOX).folderId(),
                new NewMessage(content, false, 0, Set.of(), Instant.now(), null, null)));
    }

    /// UIDs in the inbox, an asterisk behind those that are read.
    String inbox() {
        FolderIndex index = mailbox.read(
                snapshot -> snapshot.index(snapshot.folder(SpecialFolder.INBOX).folderId()));
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < index.count(); at++) {
            text.append(at == 0 ? "" : " ").append(index.uids()[at])
                    .append((index.flags()[at] & MessageFlags.READ) != 0 ? "*" : "");
        }
        return text.toString();
    }

    @Override
    public void close() {
        server.close();
        store.close();
        database.close();
    }
}
