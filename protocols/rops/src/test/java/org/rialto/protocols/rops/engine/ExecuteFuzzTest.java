package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopRequestReader;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.folder.RopCreateFolder;
import org.rialto.protocols.rops.wire.folder.RopDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.folder.RopMoveCopyMessages;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesAll;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.rule.RopGetRulesTable;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyFolder;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;

/// Calls of requests of every family with bytes changed, on a session with objects of every kind
/// open: each is answered soon, by well-formed buffers or as malformed, and nothing that is only
/// in another's mailbox is ever in an answer.
class ExecuteFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 2_000);
    private static final String SECRET = "QZXBOBSECRETQZX";
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();
    /// A session's objects are made anew after so many calls.
    private static final int CALLS = 200;

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void hostileCallsAreAnsweredAndReadNoOtherMailbox(TestEngine engine,
            @TempDir Path directory) throws IOException {
        run(engine, directory, Math.min(RUNS, engine == TestEngine.SQLITE ? 2_000 : 600));
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    @Tag("long")
    void aMillionHostileCallsAreAnsweredAndReadNoOtherMailbox(TestEngine engine,
            @TempDir Path directory) throws IOException {
        run(engine, directory, engine == TestEngine.SQLITE ? 1_000_000 : 100_000);
    }

    private static void run(TestEngine engine, Path directory, int runs) throws IOException {
        List<byte[]> samples = samples();
        try (RopFixture fixture = new RopFixture(engine, directory)) {
            hide(fixture.mailbox(fixture.bob));
            Random random = new Random(20261121);
            int answered = 0;
            for (int done = 0; done < runs;) {
                try (Attack attack = new Attack(fixture, samples, random)) {
                    for (int i = 0; i < CALLS && done < runs; i++, done++) {
                        answered += attack.call() ? 1 : 0;
                    }
                }
            }
            assertThat(answered).as("answered of " + runs).isGreaterThan(runs / 2);
        }
    }

    private static List<byte[]> samples() throws IOException {
        List<byte[]> samples = new ArrayList<>();
        for (String line : Files.readAllLines(
                Path.of("src/test/resources/samples/requests.tsv"))) {
            if (!line.startsWith("#")) {
                samples.add(Binary.ofHex(line.split("\t")[2]).toByteArray());
            }
        }
        return samples;
    }

    /// In every kind of place that an answer could come from.
    private static void hide(Mailbox bob) {
        long inbox = RopFixture.inbox(bob);
        for (int i = 0; i < 20; i++) {
            RopFixture.add(bob, inbox, SECRET + i, i % 5 == 0);
        }
        bob.<Boolean>write(change -> {
            change.createFolder(inbox, NewFolder.generic(SECRET));
            change.setFolderProperties(inbox,
                    new PropertyBag().set(PropertyTags.PidTagComment, SECRET), Set.of());
            return true;
        });
        bob.write(change -> change.addMessage(inbox, new NewMessage(new MessageContent(
                new PropertyBag().set(PropertyTags.PidTagBody, SECRET).set(
                        PropertyTags.PidTagHtml,
                        Binary.wrap(SECRET.getBytes(StandardCharsets.US_ASCII))),
                List.of(), List.of()), false, 0, Set.of(), RopFixture.RECEIVED, null, null)));
    }

    /// A session with objects of every kind, and requests that work on them.
    private static final class Attack implements AutoCloseable {
        private static final byte[] NARROW = SECRET.getBytes(StandardCharsets.US_ASCII);
        private final RopSession session;
        private final List<byte[]> samples;
        private final Random random;
        private final List<Integer> handles = new ArrayList<>();
        private final List<RopRequest> live;

        Attack(RopFixture fixture, List<byte[]> samples, Random random) {
            this.samples = samples;
            this.random = random;
            this.session = fixture.session(fixture.alice);
            Mailbox mailbox = fixture.mailbox(fixture.alice);
            long inbox = RopFixture.inbox(mailbox);
            long message = RopFixture.add(mailbox, inbox, "Alice's " + random.nextInt());
            RopClient client = new RopClient(session);
            int logon = client.logon(fixture.alice);
            handles.add(logon);
            int publicLogon = client.publicLogon(1);
            int folder = client.open(logon, inbox);
            int table = client.contents(folder, 0);
            client.ask(table, new RopSetColumns.Request(0, 0, 0,
                    List.of(PropertyTags.PidTagSubject, PropertyTags.PidTagMid)),
                    RopSetColumns.Response.class);
            handles.addAll(List.of(folder, table, client.hierarchy(folder, 0), publicLogon));
            make(client, logon, new RopOpenMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox), 1,
                    Ids.message(message)));
            make(client, folder, new RopCreateMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox),
                    false));
            make(client, handles.getLast(), new RopCreateAttachment.Request(0, 0, 1));
            make(client, handles.get(5), new RopOpenStream.Request(0, 0, 1,
                    PropertyTags.PidTagBody, RopOpenStream.CREATE));
            make(client, folder, new RopRegisterNotification.Request(0, 0, 1, 0xFE, null));
            make(client, folder, new RopGetRulesTable.Request(0, 0, 1, 0));
            make(client, folder, new RopFastTransferSourceCopyFolder.Request(0, 0, 1, 0x10, 0));
            make(client, folder, new RopSynchronizationOpenCollector.Request(0, 0, 1, true));
            live = live(fixture, inbox, message);
        }

        private void make(RopClient client, int handle, RopRequest request) {
            client.execute(List.of(handle, RopBuffer.NO_HANDLE), request);
            handles.add(client.handle(1));
        }

        private static List<RopRequest> live(RopFixture fixture, long inbox, long message) {
            Mailbox bob = fixture.mailbox(fixture.bob);
            long bobsInbox = RopFixture.inbox(bob);
            MessageId id = Ids.message(message);
            return List.of(RopClient.logonRequest(0, fixture.alice),
                    RopClient.logonRequest(2, fixture.bob),
                    new RopOpenFolder.Request(0, 0, 14, Ids.folder(inbox), 0),
                    new RopOpenFolder.Request(0, 0, 14, Ids.folder(bobsInbox), 4),
                    new RopOpenMessage.Request(0, 0, 14, 0x0FFF, Ids.folder(inbox), 0, id),
                    new RopGetContentsTable.Request(0, 1, 14, 0),
                    new RopGetContentsTable.Request(0, 1, 14, RopGetContentsTable.SOFT_DELETES),
                    new RopGetHierarchyTable.Request(0, 1, 14, RopGetHierarchyTable.DEPTH),
                    new RopQueryRows.Request(0, 2, 0, true, 50),
                    new RopSetProperties.Request(0, 6, List.of(new PropertyValue(
                            PropertyTags.PidTagSubject, "changed"))),
                    new RopSaveChangesMessage.Request(0, 6, 6,
                            RopSaveChangesMessage.KEEP_OPEN_READ_WRITE),
                    new RopGetPropertiesAll.Request(0, 5, 0, true),
                    new RopCreateFolder.Request(0, 1, 14, RopCreateFolder.GENERIC_FOLDER, true,
                            true, 0, "made", ""),
                    new RopMoveCopyMessages.Request(0, 1, 1, List.of(id), false, true),
                    new RopDeleteMessages.Request(0, 1, false, false, List.of(id)),
                    new RopReadStream.Request(0, 8, 100, 0),
                    new RopFastTransferSourceGetBuffer.Request(0, 11,
                            RopFastTransferSourceGetBuffer.USE_MAXIMUM, 0x7BC0));
        }

        /// Whether it was answered; else it was malformed as a whole.
        boolean call() {
            ByteWriter rops = new ByteWriter(256);
            boolean wellFormed = random.nextInt(8) > 0;
            for (int i = random.nextInt(4); i >= 0; i--) {
                byte[] request = request();
                while (wellFormed && !isRequest(request)) {
                    request = request();
                }
                rops.writeBytes(request);
            }
            List<Integer> table = new ArrayList<>(handles);
            while (table.size() < 18) {
                table.add(RopBuffer.NO_HANDLE);
            }
            byte[] payload = new RopBuffer(Binary.wrap(rops.toByteArray()), table).toByteArray();
            if (random.nextInt(20) == 0) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            ByteWriter out = new ByteWriter();
            ExtendedBuffer.write(out, payload, new ExtendedBuffer.Coding(random.nextInt(4) == 0,
                    random.nextInt(4) == 0), true);
            byte[] buffer = out.toByteArray();
            if (random.nextInt(20) == 0) {
                buffer[random.nextInt(buffer.length)] = (byte) random.nextInt(256);
            }
            long start = System.nanoTime();
            try {
                byte[] answer = session.execute(buffer,
                        RopClient.options(300 + random.nextInt(100_000), random.nextBoolean()));
                check(answer);
                return true;
            } catch (CallError e) {
                assertThat(e.code()).isIn(ErrorCodes.RpcFormat, ErrorCodes.BufferTooSmall,
                        Execution.PROPERTIES_TOO_LONG,
                        ErrorCodes.NetworkError);
                return false;
            } catch (MailError.LoggedOut e) {
                throw new AssertionError("nobody was logged out", e);
            } finally {
                assertThat(System.nanoTime() - start).as("nanoseconds of a call")
                        .isLessThan(LONGEST);
            }
        }

        private static boolean isRequest(byte[] bytes) {
            try {
                return RopRequestReader.readAll(new RopBuffer(Binary.wrap(bytes), List.of()),
                        new RequestContext(RopClient.FORMAT, logonId -> logonId != 1)).size() == 1;
            } catch (MalformedDataException e) {
                return false;
            }
        }

        private byte[] request() {
            byte[] bytes;
            if (random.nextBoolean()) {
                ByteWriter out = new ByteWriter();
                live.get(random.nextInt(live.size())).write(out, RopClient.FORMAT);
                bytes = out.toByteArray();
            } else {
                bytes = samples.get(random.nextInt(samples.size())).clone();
                if (bytes.length > 2) {
                    bytes[1] = (byte) (random.nextInt(8) == 0 ? 1 : 0);
                    bytes[2] = (byte) random.nextInt(handles.size());
                }
            }
            if (random.nextInt(3) > 0) {
                for (int i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
                    bytes[1 + random.nextInt(bytes.length - 1)] = (byte) (random.nextBoolean()
                            ? random.nextInt(256)
                            : random.nextInt(4));
                }
            }
            return bytes;
        }

        private static void check(byte[] answer) {
            for (Binary payload : ExtendedBuffer.readAll(new ByteReader(answer))) {
                RopBuffer.read(payload.reader());
                byte[] bytes = payload.toByteArray();
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                assertThat(text.contains(new String(NARROW, StandardCharsets.ISO_8859_1))
                        || text.contains(new String(SECRET.getBytes(StandardCharsets.UTF_16LE),
                                StandardCharsets.ISO_8859_1)))
                        .as("another's secret in an answer").isFalse();
            }
        }

        @Override
        public void close() { session.close(); }
    }

    @Test
    void theSecretIsThereForItsOwner(@TempDir Path directory) {
        try (RopFixture fixture = new RopFixture(TestEngine.SQLITE, directory)) {
            Mailbox bob = fixture.mailbox(fixture.bob);
            hide(bob);
            RopClient client = fixture.client(fixture.bob);
            int table = client.contents(client.open(client.logon(fixture.bob),
                    RopFixture.folder(bob, SpecialFolder.INBOX)), 0);
            client.ask(table, new RopSetColumns.Request(0, 0, 0,
                    List.of(PropertyTags.PidTagSubject)), RopSetColumns.Response.class);
            assertThat(client.ask(table, new RopQueryRows.Request(0, 0, 0, true, 1),
                    RopQueryRows.Response.class)
                    .rows(List.of(PropertyTags.PidTagSubject), RopClient.FORMAT).getFirst()
                    .value(0)).asString().startsWith(SECRET);
            client.session.close();
        }
    }
}
