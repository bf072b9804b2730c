package org.rialto.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// A store in a directory, with one private mailbox, for tests.
public final class StoreFixture implements AutoCloseable {
    static final UUID OWNER = UUID.fromString("11111111-2222-3333-4444-555555555555");
    static final Instant RECEIVED = Instant.parse("2026-05-04T03:02:01Z");
    private final TestEngine engine;
    private final Path directory;
    public Database database;
    public Store store;

    public StoreFixture(TestEngine engine, Path directory) {
        this.engine = engine;
        this.directory = directory;
        this.database = engine.open(directory);
        this.store = Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
    }

    public void reopen() {
        close();
        reopenOnly();
    }

    /// Opens again what was closed.
    public void reopenOnly() {
        database = engine.open(directory);
        store = Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
    }

    public Path directory() { return directory; }

    public TestEngine engine() { return engine; }

    /// A new private mailbox, opened with every right.
    public Mailbox mailbox() { return mailbox(UUID.randomUUID()); }

    public Mailbox mailbox(UUID guid) {
        MailboxInfo info = store.createMailbox(new NewMailbox(guid, MailboxKind.PRIVATE, "Alice",
                MailboxInfo.Quota.UNLIMITED));
        return store.open(info.mailboxId(), Access.SYSTEM);
    }

    public BlobRef blob(String text) { return blob(text.getBytes(StandardCharsets.UTF_8)); }

    public BlobRef blob(byte[] bytes) {
        try (BlobWriter writer = store.blobs().create()) {
            writer.write(bytes);
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] read(BlobRef ref) {
        try (BlobReader reader = store.blobs().open(ref);
                InputStream in = reader.stream(0, reader.length())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A MIME-backed message.
    public NewMessage message(String subject) {
        BlobRef mime = blob("Subject: " + subject + "\r\n\r\nHello\r\n");
        return message(subject, mime);
    }

    public static NewMessage message(String subject, @Nullable BlobRef mime) {
        PropertyBag properties = new PropertyBag();
        properties.set(PropertyTags.PidTagSubject, subject);
        properties.set(PropertyTags.PidTagMessageClass, "IPM.Note");
        PropertyBag recipient = new PropertyBag().set(PropertyTags.PidTagDisplayName, "Bob");
        return new NewMessage(new MessageContent(properties, List.of(recipient), List.of()), false,
                0, Set.of(), RECEIVED, mime,
                mime == null ? null : "structure".getBytes(StandardCharsets.UTF_8));
    }

    public Change.Added add(Mailbox mailbox, long folderId, String subject) {
        NewMessage message = message(subject);
        return mailbox.write(change -> change.addMessage(folderId, message));
    }

    public static long inbox(Mailbox mailbox) {
        return mailbox.read(snapshot -> snapshot.folder(SpecialFolder.INBOX).folderId());
    }

    @Override
    public void close() {
        store.close();
        database.close();
    }
}
