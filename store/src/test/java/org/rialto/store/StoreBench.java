package org.rialto.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.DatabaseCounters;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// Measures the store by itself; run by hand, asserts nothing. Arguments: a directory, the number
/// of messages to deliver (default 50,000), of callers (64), of mailboxes (20), message size in
/// bytes (4096).
final class StoreBench {
    private final Store store;
    private final Database database;
    private final byte[] text;

    private StoreBench(Path directory, int bytes) {
        database = Database.open(new DatabaseConfiguration.Sqlite(directory.resolve("bench.db")));
        store = Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
        StringBuilder line = new StringBuilder();
        Random random = new Random(1);
        while (line.length() < bytes) {
            line.append(Integer.toHexString(random.nextInt())).append("\r\n");
        }
        text = line.toString().getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Files.createDirectories(directory);
        int messages = number(arguments, 1, 50_000);
        StoreBench bench = new StoreBench(directory, number(arguments, 4, 4096));
        List<Mailbox> mailboxes = new ArrayList<>();
        for (int i = 0; i < number(arguments, 3, 20); i++) {
            mailboxes.add(bench.mailbox());
        }
        int callers = number(arguments, 2, 64);
        bench.deliver(mailboxes, messages / 5, callers, "warm-up");
        bench.deliver(mailboxes, messages, callers, "deliver");
        Mailbox large = bench.mailbox();
        bench.deliver(List.of(large), 100_000, callers, "fill 100,000");
        for (int i = 0; i < 3; i++) {
            bench.reads(large);
        }
        bench.store.close();
        bench.database.close();
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private Mailbox mailbox() {
        MailboxInfo info = store.createMailbox(new NewMailbox(UUID.randomUUID(),
                MailboxKind.PRIVATE, "bench", MailboxInfo.Quota.UNLIMITED));
        return store.open(info.mailboxId(), Access.SYSTEM);
    }

    private void deliver(List<Mailbox> mailboxes, int messages, int callers, String name)
            throws InterruptedException {
        DatabaseCounters.Numbers before = database.counters().numbers();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(callers);
        for (int caller = 0; caller < callers; caller++) {
            Thread.startVirtualThread(() -> {
                try {
                    for (int i; (i = next.getAndIncrement()) < messages;) {
                        deliverOne(mailboxes.get(i % mailboxes.size()), i);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        DatabaseCounters.Numbers after = database.counters().numbers();
        System.out.printf(
                "%-14s %8.0f messages/s, %.3f syncs each, %.1f units a commit, %.0f µs CPU each%n",
                name, messages / seconds, (double) (after.syncs() - before.syncs()) / messages,
                (double) (after.units() - before.units()) / (after.commits() - before.commits()),
                (cpuNanos() - cpu) / 1e3 / messages);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory
                .getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void deliverOne(Mailbox mailbox, int i) throws IOException {
        BlobRef mime;
        try (BlobWriter writer = store.blobs().create()) {
            writer.write(("Message-ID: <" + i + "." + System.nanoTime() + "@example.com>\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            writer.write(text);
            mime = writer.finish();
        }
        PropertyBag properties = new PropertyBag();
        properties.set(PropertyTags.PidTagSubject, "Message number " + i);
        properties.set(PropertyTags.PidTagMessageClass, "IPM.Note");
        properties.set(PropertyTags.PidTagSenderName, "A sender of messages");
        properties.set(PropertyTags.PidTagSenderEmailAddress, "sender@example.com");
        properties.set(PropertyTags.PidTagInternetMessageId, "<" + i + "@example.com>");
        properties.set(PropertyTags.PidTagClientSubmitTime, StoreFixture.RECEIVED);
        PropertyBag recipient = new PropertyBag()
                .set(PropertyTags.PidTagDisplayName, "A recipient of messages")
                .set(PropertyTags.PidTagEmailAddress, "recipient@example.com");
        NewMessage message = new NewMessage(
                new MessageContent(properties, List.of(recipient), List.of()), false, 0, Set.of(),
                StoreFixture.RECEIVED, mime, new byte[600]);
        mailbox.write(change -> change
                .deliver(change.folder(SpecialFolder.INBOX).folderId(), message));
    }

    private void reads(Mailbox mailbox) throws IOException {
        long inbox = StoreFixture.inbox(mailbox);
        ((SqlStore) store).indexes().forget(mailbox.info().mailboxId(), inbox);
        cpuBefore = cpuNanos();
        long start = System.nanoTime();
        FolderIndex index = mailbox.read(s -> s.index(inbox));
        print("index of " + index.count() + " cold", start);
        start = System.nanoTime();
        index = mailbox.read(s -> s.index(inbox));
        print("index warm", start);

        int[] uids = java.util.Arrays.copyOfRange(index.uids(), 20_000, 30_000);
        boolean seen = (index.flags()[20_000] & MessageFlags.READ) != 0;
        start = System.nanoTime();
        mailbox.write(c -> c.changeFlags(inbox, uids, seen
                ? FlagChange.clear(MessageFlags.READ)
                : FlagChange.set(MessageFlags.READ)));
        print("10,000 flags", start);
        start = System.nanoTime();
        mailbox.read(s -> s.index(inbox));
        print("index after it", start);
        start = System.nanoTime();
        List<MessageRow> rows = mailbox.read(s -> s.messages(inbox, uids,
                EnumSet.of(MessagePart.STRUCTURE)));
        print("10,000 rows with structure", start);
        start = System.nanoTime();
        List<MessageRow> bare = mailbox.read(s -> s.messages(inbox, uids, Set.of()));
        print("10,000 rows", start);
        start = System.nanoTime();
        long total = 0;
        byte[] buffer = new byte[64 * 1024];
        for (MessageRow row : bare) {
            BlobRef mime = row.mime();
            if (mime != null) {
                try (BlobReader reader = store.blobs().open(mime)) {
                    total += reader.read(0, buffer, 0, buffer.length);
                }
            }
        }
        print("10,000 messages read, " + (total >> 20) + " MB, " + rows.size() + " rows", start);
    }

    private static long cpuBefore;

    private static void print(String what, long start) {
        double wall = (System.nanoTime() - start) / 1e6;
        long cpu = cpuNanos();
        System.out.printf("%-50s %8.1f ms, %8.1f ms CPU of the process%n", what, wall,
                (cpu - cpuBefore) / 1e6);
        cpuBefore = cpu;
    }
}
