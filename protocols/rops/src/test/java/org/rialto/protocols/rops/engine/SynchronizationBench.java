package org.rialto.protocols.rops.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.database.TestEngine;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.sync.SynchronizationFlags;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.FolderIndex;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.store.WholeMessage;

/// Measures the first download of a folder beside the store's own reading of it; run by hand, asserts
/// nothing. Arguments: an empty directory, the number of messages (default 20,000), `properties` or
/// `mime` for messages of that kind only.
final class SynchronizationBench {
    private static final int ROUNDS = 30;
    private static final OperatingSystemMXBean PROCESS = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);
    private static final RopFastTransferSourceGetBuffer.Request NEXT = new RopFastTransferSourceGetBuffer.Request(
            0, 0, RopFastTransferSourceGetBuffer.USE_MAXIMUM, 0x7BC0);
    private final RopFixture fixture;
    private final Mailbox mailbox;
    private final int count;

    private SynchronizationBench(Path directory, int count) {
        fixture = new RopFixture(TestEngine.SQLITE, directory);
        mailbox = fixture.mailbox(fixture.alice);
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException {
        String only = arguments.length > 2 ? arguments[2] : "";
        Path directory = Path.of(arguments[0]);
        Files.createDirectories(directory);
        SynchronizationBench bench = new SynchronizationBench(directory,
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000);
        try (bench.fixture) {
            long made = RopFixture.inbox(bench.mailbox);
            if (!only.equals("mime")) {
                bench.fill(made, false);
                bench.measure("messages of properties", made);
            }
            if (only.equals("properties")) {
                return;
            }
            long mail = RopFixture.folder(bench.mailbox, SpecialFolder.SENT_ITEMS);
            bench.fill(mail, true);
            bench.measure("messages of MIME", mail);
        }
    }

    private void fill(long folderId, boolean mime) throws IOException {
        for (int from = 0; from < count; from += 500) {
            List<NewMessage> some = new ArrayList<>();
            for (int i = from; i < from + 500; i++) {
                some.add(mime ? mail(i) : item(i));
            }
            mailbox.write(change -> {
                some.forEach(each -> change.addMessage(folderId, each));
                return true;
            });
        }
    }

    private static String text(int number) {
        return ("Line of message " + number + ", which is like many others.\r\n").repeat(20);
    }

    private static NewMessage item(int number) {
        PropertyBag properties = new PropertyBag()
                .set(PropertyTags.PidTagMessageClass, "IPM.Note")
                .set(PropertyTags.PidTagSubject, "message " + number)
                .set(PropertyTags.PidTagNormalizedSubject, "message " + number)
                .set(PropertyTags.PidTagConversationTopic, "message " + number)
                .set(PropertyTags.PidTagInternetMessageId, "<" + number + "@example.com>")
                .set(PropertyTags.PidTagSenderName, "Carol")
                .set(PropertyTags.PidTagSenderAddressType, "SMTP")
                .set(PropertyTags.PidTagSenderEmailAddress, "carol@example.com")
                .set(PropertyTags.PidTagSentRepresentingName, "Carol")
                .set(PropertyTags.PidTagSentRepresentingEmailAddress, "carol@example.com")
                .set(PropertyTags.PidTagDisplayTo, "Alice; Bob")
                .set(PropertyTags.PidTagImportance, 1).set(PropertyTags.PidTagSensitivity, 0)
                .set(PropertyTags.PidTagClientSubmitTime, RopFixture.RECEIVED)
                .set(PropertyTags.PidTagBody, text(number))
                .set(PropertyTags.PidTagNativeBody, 1);
        List<PropertyBag> recipients = new ArrayList<>();
        for (String name : List.of("Alice", "Bob")) {
            recipients.add(new PropertyBag().set(PropertyTags.PidTagRowid, recipients.size())
                    .set(PropertyTags.PidTagRecipientType, 1)
                    .set(PropertyTags.PidTagDisplayName, name)
                    .set(PropertyTags.PidTagAddressType, "SMTP")
                    .set(PropertyTags.PidTagEmailAddress, name + "@example.com"));
        }
        return new NewMessage(new MessageContent(properties, recipients, List.of()), false, 0,
                Set.of(), RopFixture.RECEIVED, null, null);
    }

    private NewMessage mail(int number) throws IOException {
        byte[] bytes = ("Received: from a.example by b.example; Mon, 4 May 2026 03:00:00 +0000\r\n"
                + "From: Carol <carol@example.com>\r\nTo: Alice <alice@example.com>,"
                + " bob@example.com\r\nSubject: message " + number + "\r\nMessage-ID: <" + number
                + "@example.com>\r\nDate: Mon, 4 May 2026 03:00:00 +0000\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text(number))
                .getBytes(StandardCharsets.UTF_8);
        BlobRef blob;
        try (BlobWriter writer = fixture.store.blobs().create()) {
            writer.write(bytes);
            blob = writer.finish();
        }
        return MimeMessages.toNewMessage(blob, MimeScanner.scan(bytes),
                (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, (int) length), 0,
                Set.of(), RopFixture.RECEIVED);
    }

    /// What the rounds after the first third took: wall clock, and CPU of the whole process (both
    /// sides, the compiler and the collector too), nanoseconds a message.
    private final class Taken {
        private final double[] wall = new double[ROUNDS];
        private final double[] cpu = new double[ROUNDS];

        void measure(int round, Runnable work) {
            long cpuStart = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            work.run();
            wall[round] = (System.nanoTime() - start) / (double) count;
            cpu[round] = (PROCESS.getProcessCpuTime() - cpuStart) / (double) count;
        }

        double perSecond() { return 1e9 / median(wall); }

        @Override
        public String toString() {
            return String.format("%,.0f/s, %.1f µs CPU (best %,.0f/s, %.1f µs)", perSecond(),
                    median(cpu) / 1e3, 1e9 / Arrays.stream(wall).min().orElseThrow(),
                    Arrays.stream(cpu).min().orElseThrow() / 1e3);
        }
    }

    private void measure(String what, long folderId) {
        Taken store = new Taken();
        Taken server = new Taken();
        Taken both = new Taken();
        Taken nothing = new Taken();
        long[] bytes = new long[1];
        for (int round = 0; round < ROUNDS; round++) {
            store.measure(round, () -> read(folderId));
            server.measure(round, () -> bytes[0] = receive(folderId));
            both.measure(round, () -> download(folderId));
            nothing.measure(round, () -> nothing(folderId));
        }
        System.out.printf("%s, %,d bytes each:%n  the store's reading %s%n"
                + "  download, received only %s (%.0f%%)%n  download, read by a client %s (%.0f%%)"
                + "%n  no news %.1f ms%n", what, bytes[0] / count, store, server,
                100 * server.perSecond() / store.perSecond(), both,
                100 * both.perSecond() / store.perSecond(), median(nothing.wall) * count / 1e6);
    }

    private static double median(double[] nanos) {
        double[] sorted = Arrays.copyOfRange(nanos, ROUNDS / 3, ROUNDS);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// All that the store has of the folder, each value decoded; MIME as it is.
    private long read(long folderId) {
        FolderIndex index = mailbox.read(snapshot -> snapshot.index(folderId));
        long seen = 0;
        byte[] buffer = new byte[64 << 10];
        for (int from = 0; from < index.count(); from += 256) {
            int[] uids = Arrays.copyOfRange(index.uids(), from,
                    Math.min(index.count(), from + 256));
            List<WholeMessage> some = mailbox
                    .read(snapshot -> snapshot.wholeMessages(folderId, uids, Long.MAX_VALUE));
            for (WholeMessage each : some) {
                MessageContent content = each.content();
                seen += values(content.properties());
                for (PropertyBag recipient : content.recipients()) {
                    seen += values(recipient);
                }
                BlobRef mime = each.row().mime();
                if (mime != null) {
                    try (BlobReader reader = fixture.store.blobs().open(mime)) {
                        seen += reader.read(0, buffer, 0, (int) mime.length());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return seen;
    }

    private static long values(PropertyBag bag) {
        long[] seen = new long[1];
        bag.visit((_, value) -> seen[0] += value instanceof String text ? text.length() : 1);
        return seen[0];
    }

    private Replica replica(RopClient client, long folderId) {
        int logon = client.logon(fixture.alice);
        Replica replica = Replica.ofMessages(client, mailbox.info().replicaGuid(),
                client.open(logon, folderId));
        replica.flags |= SynchronizationFlags.BEST_BODY;
        return replica;
    }

    private long download(long folderId) {
        try (RopSession session = fixture.session(fixture.alice)) {
            RopClient client = new RopClient(session);
            return take(client, replica(client, folderId).begin(), null);
        }
    }

    /// The server's work: of each answer, the client looks only at whether there is more.
    private long receive(long folderId) {
        try (RopSession session = fixture.session(fixture.alice)) {
            RopClient client = new RopClient(session);
            byte[] request = RopClient.bytes(List.of(replica(client, folderId).begin()), NEXT);
            long bytes = 0;
            while (true) {
                byte[] answer = session.execute(request, RopClient.options(256 << 10, true));
                for (int at = 0; at < answer.length;) {
                    ByteReader payload = new ByteReader(answer, at, answer.length - at);
                    payload.skip(4);
                    int size = payload.readUint16();
                    payload.skip(2 + 2 + 2); // the actual size, RopSize, RopId and index
                    int error = payload.readInt32();
                    int status = payload.readUint16();
                    payload.skip(5);
                    bytes += payload.readUint16();
                    if (error != 0) {
                        throw new IllegalStateException(Integer.toHexString(error));
                    }
                    if (status == RopFastTransferSourceGetBuffer.DONE) {
                        return bytes;
                    }
                    at += ExtendedBuffer.HEADER_BYTES + size;
                }
            }
        }
    }

    /// As clients do: answers of 256 KB.
    private static long take(RopClient client, int context, @Nullable StreamItems items) {
        long bytes = 0;
        while (true) {
            for (List<RopResponse> payload : client.execute(List.of(context),
                    RopClient.options(256 << 10, true), NEXT)) {
                var part = (RopFastTransferSourceGetBuffer.Response) payload.getFirst();
                Binary data = part.transferBuffer();
                bytes += data.length();
                if (items != null) {
                    items.feed(data);
                }
                if (part.transferStatus() == RopFastTransferSourceGetBuffer.DONE) {
                    return bytes;
                }
                if (!part.returnValue().isSuccess()) {
                    throw new IllegalStateException(part.returnValue().name());
                }
            }
        }
    }

    private SeenState seen = new SeenState(0,
            SynchronizationState.empty());

    private record SeenState(long folderId, SynchronizationState state) {}

    /// A synchronization of a client that has it all.
    private void nothing(long folderId) {
        try (RopSession session = fixture.session(fixture.alice)) {
            RopClient client = new RopClient(session);
            Replica replica = replica(client, folderId);
            if (seen.folderId != folderId) {
                StreamItems items = new StreamItems(replica.root());
                take(client, replica.begin(), items);
                seen = new SeenState(folderId, items.state());
            }
            replica.state = seen.state;
            take(client, replica.begin(), null);
        }
    }
}
