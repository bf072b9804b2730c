package org.rialto.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.mapi.MailError;

/// The process that [DiskFullTest] runs on a small filesystem: fills it, sees that what failed said
/// so and what was acknowledged stays, makes room, goes on, and looks at everything after a restart.
final class DiskFullWriter {
    private static final int REFUSALS = 20;
    private final Path directory;
    private final int size;
    private final Map<Long, byte[]> acknowledged = new LinkedHashMap<>();
    private final Random random = new Random(5);
    private Database database;
    private Store store;
    private Mailbox mailbox;

    private DiskFullWriter(Path directory, int size) {
        this.directory = directory;
        this.size = size;
        database = open();
        store = openStore();
        MailboxInfo info = store.createMailbox(new NewMailbox(UUID.randomUUID(),
                MailboxKind.PRIVATE, "full", MailboxInfo.Quota.UNLIMITED));
        mailbox = store.open(info.mailboxId(), Access.SYSTEM);
    }

    /// Arguments: a directory on the filesystem to fill, and the size of a message in bytes.
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path ballast = directory.resolve("ballast");
        Files.write(ballast, new byte[6 << 20]);
        DiskFullWriter writer = new DiskFullWriter(directory, Integer.parseInt(arguments[1]));
        int before = writer.fill();
        writer.check();
        Files.delete(ballast);
        int after = writer.addSome(Math.clamp(2_000_000 / writer.size, 1, 20));
        writer.check();
        writer.reopen();
        writer.check();
        writer.addSome(1);
        writer.check();
        writer.store.close();
        writer.database.close();
        System.out.println("ok: " + before + " before, " + after + " after");
    }

    private Database open() {
        return Database.open(new DatabaseConfiguration.Sqlite(directory.resolve("store.db")));
    }

    private Store openStore() {
        return Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
    }

    private void reopen() {
        long mailboxId = mailbox.info().mailboxId();
        store.close();
        database.close();
        database = open();
        store = openStore();
        mailbox = store.open(mailboxId, Access.SYSTEM);
    }

    private void add() throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        BlobRef mime;
        try (BlobWriter blob = store.blobs().create()) {
            blob.write(bytes);
            mime = blob.finish();
        }
        Change.Added added = mailbox.write(c -> c.deliver(
                c.folder(SpecialFolder.INBOX).folderId(), StoreFixture.message("full", mime)));
        acknowledged.put(added.messageId(), bytes);
    }

    /// Adds until the disk is full, and then some.
    private int fill() {
        int refused = 0;
        while (refused < REFUSALS) {
            try {
                add();
            } catch (MailError.Unavailable | IOException e) {
                refused++;
            }
        }
        return acknowledged.size();
    }

    private int addSome(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            add();
        }
        return count;
    }

    private void check() throws IOException {
        long inbox = StoreFixture.inbox(mailbox);
        FolderIndex index = mailbox.read(s -> s.index(inbox));
        Folder folder = mailbox.read(s -> s.folder(inbox));
        if (index.count() != acknowledged.size() || folder.contentCount() != index.count()) {
            throw new AssertionError(index.count() + " messages and a count of "
                    + folder.contentCount() + " for " + acknowledged.size() + " acknowledged");
        }
        for (Map.Entry<Long, byte[]> each : acknowledged.entrySet()) {
            MessageRow row = mailbox.read(s -> s.message(each.getKey(), Set.of()));
            byte[] read = new byte[each.getValue().length];
            try (BlobReader reader = store.blobs().open(Objects.requireNonNull(row.mime()))) {
                for (int done = 0; done < read.length;) {
                    done += reader.read(done, read, done, read.length - done);
                }
            }
            if (!java.util.Arrays.equals(read, each.getValue())) {
                throw new AssertionError("message " + each.getKey() + " reads differently");
            }
        }
    }
}
