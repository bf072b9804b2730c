package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.ByteReader;
import org.rialto.database.TestEngine;
import org.rialto.directory.Actor;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.WireSamples;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.logon.RopGetStoreState;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.protocols.rops.wire.other.RopBackoff;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesAll;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.table.RopAbort;
import org.rialto.protocols.rops.wire.table.RopCollapseRow;
import org.rialto.protocols.rops.wire.table.RopCreateBookmark;
import org.rialto.protocols.rops.wire.table.RopExpandRow;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopFreeBookmark;
import org.rialto.protocols.rops.wire.table.RopGetCollapseState;
import org.rialto.protocols.rops.wire.table.RopGetStatus;
import org.rialto.protocols.rops.wire.table.RopQueryColumnsAll;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.protocols.rops.wire.table.RopSeekRowBookmark;
import org.rialto.protocols.rops.wire.table.RopSeekRowFractional;
import org.rialto.protocols.rops.wire.table.RopSetCollapseState;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationConfigure;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyTo;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;
import org.rialto.store.Mailbox;

/// Operations that go on across extended buffers, both ways (MS-OXCRPC §3.1.4.2.1.2), what objects
/// and how many of them operations take, and what a busy server answers.
class ChainTest {
    private static final byte[] LARGE = new byte[120_000];
    private RopFixture fixture;
    private RopClient client;
    private Mailbox mailbox;
    private long inbox;
    private int logon;
    private int folder;

    @BeforeEach
    void open(@TempDir Path directory) {
        new Random(5).nextBytes(LARGE);
        fixture = new RopFixture(TestEngine.SQLITE, directory);
        client = fixture.client(fixture.alice);
        mailbox = fixture.mailbox(fixture.alice);
        inbox = RopFixture.inbox(mailbox);
        logon = client.logon(fixture.alice);
        folder = client.open(logon, inbox);
    }

    @AfterEach
    void close() {
        client.session.close();
        fixture.close();
    }

    private static final PropertyTag BYTES = new PropertyTag(0x68010102);

    /// A saved message with a large value.
    private int message() {
        int message = client.create(logon, inbox);
        for (int i = 0; i < 4; i++) {
            PropertyTag tag = new PropertyTag(BYTES.value() + (i << 16));
            Binary part = Binary.wrap(java.util.Arrays.copyOfRange(LARGE, 30_000 * i,
                    30_000 * (i + 1)));
            client.set(message, tag, part);
        }
        client.save(message);
        return message;
    }

    private List<List<RopResponse>> chained(int handle, RopRequest request) {
        return client.execute(List.of(handle), RopClient.options(0x40000, true), request);
    }

    @Test
    void aStreamIsReadAcrossBuffers() {
        String text = "0123456789".repeat(5_000);
        int message = client.create(logon, inbox);
        client.set(message, PropertyTags.PidTagBody, text.substring(0, 15_000));
        client.ask(message, new RopOpenStream.Request(0, 0, 1, PropertyTags.PidTagBody, 0),
                RopOpenStream.Response.class);
        int stream = client.handle(1);
        List<List<RopResponse>> payloads = chained(stream, new RopReadStream.Request(0, 0,
                RopReadStream.USE_MAXIMUM, 100_000));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        payloads.forEach(each -> read.writeBytes(
                ((RopReadStream.Response) each.getFirst()).data().toByteArray()));
        assertThat(read.toByteArray()).isEqualTo(text.substring(0, 15_000)
                .getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
    }

    /// MS-OXCRPC §3.1.4.2.1.2.2: 32 KB must be left for a further payload of rows, and 8 KB for one
    /// of a stream.
    @Test
    void furtherPayloadsNeedRoom() {
        for (int i = 0; i < 200; i++) {
            RopFixture.add(mailbox, inbox, "x".repeat(200));
        }
        List<PropertyTag> columns = List.of(PropertyTags.PidTagSubject);
        int table = client.contents(folder, 0);
        client.columns(table, PropertyTags.PidTagSubject);
        RopQueryRows.Request all = new RopQueryRows.Request(0, 0,
                RopQueryRows.ENABLE_PACKED_BUFFERS, true, 0xFFFF);
        List<List<RopResponse>> payloads = client.execute(List.of(table),
                RopClient.options(0x8000 + 0x7000, true), all);
        assertThat(payloads).hasSize(1);
        RopQueryRows.Response first = (RopQueryRows.Response) payloads.getFirst().getFirst();
        assertThat(first.rows(columns, RopClient.FORMAT)).hasSizeBetween(50, 150);
        payloads = client.execute(List.of(table), RopClient.options(0x40000, true),
                new RopSeekRow.Request(0, 0, 0, 0, false), all);
        assertThat(payloads).hasSizeGreaterThan(1);
        int rows = payloads.stream().map(each -> (RopQueryRows.Response) each.getLast())
                .mapToInt(each -> each.rowCount()).sum();
        assertThat(rows).isEqualTo(200);
    }

    /// MS-OXCROPS §3.2.4.3.
    @Test
    void aCallFailsWhoseAnswerNoOutputHolds() {
        fixture.database.<Integer>write(sql -> sql.update("INSERT INTO named_property"
                + " (mailbox_id, property_id, property_set, lid, name)"
                + " WITH RECURSIVE n(i) AS (SELECT 40000 UNION ALL SELECT i + 1 FROM n"
                + " WHERE i < 60000) SELECT ?, i, ?, i, '' FROM n", mailbox.info().mailboxId(),
                PropertySets.PS_PUBLIC_STRINGS.toString()));
        RopRequest all = new RopGetPropertyIdsFromNames.Request(0, 0, 0, List.of());
        assertThatThrownBy(() -> client.execute(List.of(logon), all))
                .isInstanceOfSatisfying(CallError.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCodes.BufferTooSmall));
        // What is before it is answered, and it is sent back.
        List<RopResponse> responses = client.execute(List.of(logon),
                new RopGetStoreState.Request(0, 0), all);
        assertThat(responses.get(1)).isInstanceOf(RopBufferTooSmall.Response.class);
    }

    /// MS-OXCPRPT §3.2.5.2: even without its long values.
    @Test
    void aCallFailsOfAnObjectWithTooManyProperties() {
        PropertyBag many = new PropertyBag();
        for (int id = 0x9000; id < 0x9000 + 5_000; id++) {
            many.set(PropertyTag.of(id, PropertyType.INTEGER32), id);
        }
        mailbox.<Boolean>write(c -> {
            c.setFolderProperties(inbox, many, Set.of());
            return true;
        });
        RopRequest all = new RopGetPropertiesAll.Request(0, 0, 0, true);
        assertThatThrownBy(() -> client.execute(List.of(folder), all))
                .isInstanceOfSatisfying(CallError.class, error -> assertThat(error.code())
                        .isEqualTo(new ErrorCode(0x3F0)));
    }

    private byte[] download(int message) {
        client.ask(message, new RopFastTransferSourceCopyTo.Request(0, 0, 1, 0, 0, 1, List.of()),
                RopFastTransferSourceCopyTo.Response.class);
        int source = client.handle(1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int most = 0;
        boolean done = false;
        while (!done) {
            List<List<RopResponse>> payloads = chained(source,
                    new RopFastTransferSourceGetBuffer.Request(0, 0,
                            RopFastTransferSourceGetBuffer.USE_MAXIMUM, 0x7BC0));
            most = Math.max(most, payloads.size());
            for (List<RopResponse> each : payloads) {
                RopFastTransferSourceGetBuffer.Response part = (RopFastTransferSourceGetBuffer.Response) each
                        .getFirst();
                assertThat(part.returnValue()).isEqualTo(ErrorCodes.Success);
                all.writeBytes(part.transferBuffer().toByteArray());
                done = part.transferStatus() == RopFastTransferSourceGetBuffer.DONE;
            }
        }
        assertThat(most).as("payloads of one answer").isGreaterThan(3);
        return all.toByteArray();
    }

    @Test
    void aTransferIsDownloadedAndUploadedAcrossBuffers() {
        byte[] stream = download(message());
        int copy = client.create(logon, inbox);
        client.ask(copy, new RopFastTransferDestinationConfigure.Request(0, 0, 1, 1, 0),
                RopFastTransferDestinationConfigure.Response.class);
        int target = client.handle(1);
        int size = 30_000;
        List<Binary> payloads = new ArrayList<>();
        for (int at = 0; at < stream.length; at += size) {
            Binary part = Binary.wrap(java.util.Arrays.copyOfRange(stream, at,
                    Math.min(stream.length, at + size)));
            payloads.add(Binary.wrap(RopBuffer.ofRequests(
                    List.of(new RopFastTransferDestinationPutBuffer.Request(0, 0, part)),
                    List.of(target), RopClient.FORMAT).toByteArray()));
        }
        assertThat(payloads).hasSizeGreaterThan(3);
        byte[] answer = client.session.execute(
                WireSamples.chain(payloads, ExtendedBuffer.Coding.PLAIN),
                RopClient.options(RopClient.MOST, false));
        assertThat(ExtendedBuffer.readAll(new ByteReader(answer))).hasSize(1);
        client.save(copy);
        assertThat(download(copy).length).isBetween(stream.length - 500, stream.length + 500);
        assertThat(mailbox.read(s -> s.folder(inbox)).contentCount()).isEqualTo(2);
        long id = mailbox.read(s -> s.index(inbox)).messageIds()[1];
        assertThat(mailbox.read(s -> s.content(id)).properties().get(BYTES))
                .isEqualTo(Binary.wrap(java.util.Arrays.copyOf(LARGE, 30_000)));
    }

    private static List<RopRequest> tableRequests() {
        return List.of(new RopSetColumns.Request(0, 0, 0, List.of(PropertyTags.PidTagSubject)),
                new RopSortTable.Request(0, 0, 0, SortOrderSet.NONE),
                new RopRestrict.Request(0, 0, 0, null), new RopQueryRows.Request(0, 0, 0, true, 1),
                new RopAbort.Request(0, 0), new RopGetStatus.Request(0, 0),
                new RopQueryPosition.Request(0, 0), new RopSeekRow.Request(0, 0, 0, 0, true),
                new RopSeekRowBookmark.Request(0, 0, Binary.ofHex("01000000"), 0, true),
                new RopSeekRowFractional.Request(0, 0, 1, 2), new RopCreateBookmark.Request(0, 0),
                new RopFreeBookmark.Request(0, 0, Binary.ofHex("01000000")),
                new RopQueryColumnsAll.Request(0, 0),
                new RopFindRow.Request(0, 0, 0, null, 0, Binary.EMPTY),
                new RopResetTable.Request(0, 0), new RopExpandRow.Request(0, 0, 1, 0x10000),
                new RopCollapseRow.Request(0, 0, 0x10000),
                new RopGetCollapseState.Request(0, 0, 0x10000, 0),
                new RopSetCollapseState.Request(0, 0, Binary.ofHex("00")));
    }

    @Test
    void tableOperationsTakeTablesOnly() {
        int released = client.contents(folder, 0);
        client.release(released);
        for (RopRequest request : tableRequests()) {
            assertThat(client.error(RopBuffer.NO_HANDLE, request)).as("%s", request)
                    .isEqualTo(ErrorCodes.NullObject);
            // MS-OXCROPS §3.2.5.4, MS-OXCTABL §2.2.2.15.
            assertThat(client.error(released, request)).as("%s", request)
                    .isEqualTo(request instanceof RopFreeBookmark.Request
                            || request instanceof RopSeekRowBookmark.Request
                                    ? ErrorCodes.NullObject
                                    : ErrorCodes.InvalidObject);
            for (int other : List.of(logon, folder)) {
                assertThat(client.error(other, request)).as("%s", request)
                        .isEqualTo(ErrorCodes.NotSupported);
            }
        }
    }

    @Test
    void objectsOfEachKindAreBounded() {
        int opened = 0;
        RopAnswer answer;
        do {
            answer = client.ask(folder, new RopGetContentsTable.Request(0, 0, 1, 0));
            opened += answer.returnValue().isSuccess() ? 1 : 0;
        } while (answer.returnValue().isSuccess());
        assertThat(answer.returnValue()).isEqualTo(ErrorCodes.TooManyOpenObjects);
        assertThat(opened).isEqualTo(RopLimits.DEFAULT.tables());
        opened = 0;
        do {
            answer = client.ask(folder,
                    new RopRegisterNotification.Request(0, 0, 1, 0x02, null));
            opened += answer.returnValue().isSuccess() ? 1 : 0;
        } while (answer.returnValue().isSuccess());
        assertThat(answer.returnValue()).isEqualTo(ErrorCodes.TooManyOpenObjects);
        assertThat(opened).isEqualTo(RopLimits.DEFAULT.subscriptions());
    }

    @Test
    void aClientIsAskedToComeBackWhenTheStoreIsUnavailable() {
        AtomicBoolean away = new AtomicBoolean();
        Actor.Person alice = RopFixture.actor(fixture.alice);
        int[] asked = new int[1];
        try (RopSession session = new RopSession(fixture.server, () -> {
            // The first to ask is the session itself.
            if (away.get() && asked[0]++ > 0) {
                throw new MailError.Unavailable("the database is away");
            }
            return alice;
        }, RopFixture.LOCALE, 1)) {
            RopClient busy = new RopClient(session);
            int handle = busy.logon(fixture.alice);
            away.set(true);
            List<RopResponse> responses = busy.execute(List.of(handle, RopBuffer.NO_HANDLE),
                    new RopGetStoreState.Request(0, 0),
                    new RopOpenFolder.Request(0, 0, 1, Ids.folder(inbox), 0),
                    new RopGetHierarchyTable.Request(0, 1, 1, 0));
            away.set(false);
            // In place of the answer of the one that was delayed; nothing follows.
            assertThat(responses).hasSize(2);
            assertThat(((RopAnswer) responses.getFirst()).returnValue())
                    .isEqualTo(ErrorCodes.NotImplemented);
            assertThat(responses.get(1)).isInstanceOfSatisfying(RopBackoff.Response.class,
                    backoff -> {
                        assertThat(backoff.logonId()).isZero();
                        assertThat(backoff.durationMillis()).isPositive();
                    });
            assertThat(busy.handle(1)).isEqualTo(RopBuffer.NO_HANDLE);
        }
    }
}
