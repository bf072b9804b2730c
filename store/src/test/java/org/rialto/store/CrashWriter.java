package org.rialto.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.mapi.MailError;

/// The process that [CrashTest] kills: many callers that deliver, flag, move and delete in the first
/// two mailboxes, one that copies, moves and deletes by the hundred in the third, and one that
/// reclaims the space of what was deleted. They say on standard output what has been acknowledged.
final class CrashWriter {
    private static final int CALLERS = 16;
    private static final int BIG_BYTES = 300_000;
    /// Blobs whose rows are not written yet are never so many segments behind.
    private static final int YOUNG_SEGMENTS = 6;
    /// Others' blobs get their rows sooner than that; what earlier runs left is older.
    private static final int GRACE_SECONDS = 5;
    private static final PrintStream OUT = System.out;

    private CrashWriter() {}

    /// Arguments: the blob directory, then an SQLite file or a PostgreSQL URL.
    public static void main(String[] arguments) throws InterruptedException {
        DatabaseConfiguration configuration = arguments[1].startsWith("jdbc:postgresql:")
                ? new DatabaseConfiguration.Postgres(arguments[1], "postgres", "", 16)
                : new DatabaseConfiguration.Sqlite(Path.of(arguments[1]));
        Database database = Database.open(configuration);
        Store store = Store.open(database,
                new StoreConfiguration(Path.of(arguments[0]), 64 * 1024, 4 << 20));
        List<MailboxInfo> mailboxes = store.mailboxes();
        long seed = Long.parseLong(arguments[2]);
        CountDownLatch never = new CountDownLatch(1);
        for (int caller = 0; caller < CALLERS; caller++) {
            Random random = new Random(seed * 1000 + caller);
            Thread.startVirtualThread(() -> {
                while (true) {
                    work(store, mailboxes, random);
                }
            });
        }
        Thread.startVirtualThread(() -> bulk(store, mailboxes.get(2)));
        Thread.startVirtualThread(
                () -> reclaim(store, Path.of(arguments[0]), mailboxes.getFirst()));
        OUT.println("ready");
        never.await();
    }

    private static void work(Store store, List<MailboxInfo> mailboxes, Random random) {
        MailboxInfo info = mailboxes.get(random.nextInt(2));
        Mailbox mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        try {
            byte[] bytes = new byte[random.nextInt(10) == 0 ? BIG_BYTES : 2_000];
            random.nextBytes(bytes);
            BlobRef mime = blob(store, bytes);
            long inbox = StoreFixture.inbox(mailbox);
            Change.Added added = mailbox
                    .write(c -> c.deliver(inbox, StoreFixture.message("m", mime)));
            say("have", info, added.messageId(), NewMessageHash.of(bytes));
            switch (random.nextInt(4)) {
                case 0 -> {
                    long sent = mailbox
                            .read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
                    say("lose", info, added.messageId(), "");
                    List<Change.Copied> moved = mailbox
                            .write(c -> c.moveMessages(inbox, new int[]{added.uid()}, sent));
                    say("have", info, moved.getFirst().messageId(), NewMessageHash.of(bytes));
                }
                case 1 -> {
                    say("lose", info, added.messageId(), "");
                    mailbox.write(
                            c -> c.deleteMessages(inbox, new int[]{added.uid()}, true));
                    say("gone", info, added.messageId(), "");
                }
                default -> {
                    mailbox.write(c -> c.changeFlags(inbox, new int[]{added.uid()},
                            FlagChange.set(MessageFlags.READ)));
                    say("read", info, added.messageId(), "");
                }
            }
        } catch (IOException | MailError e) {
            say("error", info, 0, e.toString());
        }
    }

    private static BlobRef blob(Store store, byte[] bytes) throws IOException {
        try (BlobWriter writer = store.blobs().create()) {
            writer.write(bytes);
            return writer.finish();
        }
    }

    /// Whatever is in `source` is copied to `target`, `target` is moved to `moved`, and that emptied.
    private static void bulk(Store store, MailboxInfo info) {
        Mailbox mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        long source = CrashTest.folder(mailbox, "source");
        long target = CrashTest.folder(mailbox, "target");
        long moved = CrashTest.folder(mailbox, "moved");
        try {
            while (true) {
                mailbox.copyMessages(source, uids(mailbox, source), mailbox, target);
                say("bulk", info, 0, "copied");
                mailbox.moveMessages(target, uids(mailbox, target), mailbox, moved, some -> {});
                say("bulk", info, 0, "moved");
                mailbox.emptyFolder(moved, false, true);
                say("bulk", info, 0, "emptied");
            }
        } catch (MailError e) {
            say("error", info, 0, e.toString());
        }
    }

    private static int[] uids(Mailbox mailbox, long folderId) {
        return mailbox.read(s -> s.messages(folderId, 1, Integer.MAX_VALUE, Integer.MAX_VALUE,
                Set.of())).stream().mapToInt(MessageRow::uid).toArray();
    }

    /// Makes segments that are mostly unused, and has them reclaimed.
    private static void reclaim(Store store, Path blobs, MailboxInfo info) {
        Mailbox mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        long inbox = StoreFixture.inbox(mailbox);
        Random random = new Random();
        try {
            while (true) {
                for (int i = 0; i < 20; i++) {
                    byte[] bytes = new byte[BIG_BYTES];
                    random.nextBytes(bytes);
                    BlobRef mime = blob(store, bytes);
                    Change.Added added = mailbox
                            .write(c -> c.deliver(inbox, StoreFixture.message("m", mime)));
                    mailbox.write(c -> c.deleteMessages(inbox, new int[]{added.uid()}, true));
                }
                store.blobs().collect(GRACE_SECONDS);
                grow(blobs);
                store.blobs().compact(Long.MAX_VALUE);
            }
        } catch (IOException | MailError e) {
            say("error", info, 0, e.toString());
        }
    }

    /// Makes all segments but the last few look old enough to be reclaimed.
    private static void grow(Path blobs) throws IOException {
        List<Path> segments;
        try (Stream<Path> files = Files.walk(blobs)) {
            segments = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path old : segments.subList(0, Math.max(0, segments.size() - YOUNG_SEGMENTS))) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        }
    }

    private static void say(String what, MailboxInfo mailbox, long messageId, String more) {
        byte[] line = (what + " " + mailbox.mailboxId() + " " + messageId + " " + more + "\n")
                .getBytes(StandardCharsets.UTF_8);
        synchronized (OUT) {
            OUT.write(line, 0, line.length);
            OUT.flush();
        }
    }

    /// A short fingerprint of a message's bytes.
    static final class NewMessageHash {
        private NewMessageHash() {}

        static String of(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(
                        java.security.MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
