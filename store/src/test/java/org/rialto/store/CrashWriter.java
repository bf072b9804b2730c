package org.rialto.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.mapi.MailError;

/// The process that [CrashTest] kills: many callers that deliver, flag, move and delete in every
/// mailbox there is, and say on standard output what has been acknowledged.
final class CrashWriter {
    private static final int CALLERS = 16;
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
        OUT.println("ready");
        never.await();
    }

    private static void work(Store store, List<MailboxInfo> mailboxes, Random random) {
        MailboxInfo info = mailboxes.get(random.nextInt(mailboxes.size()));
        Mailbox mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        try {
            byte[] bytes = new byte[random.nextInt(10) == 0 ? 300_000 : 2_000];
            random.nextBytes(bytes);
            BlobRef mime;
            try (BlobWriter writer = store.blobs().create()) {
                writer.write(bytes);
                mime = writer.finish();
            }
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
