package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.property.RopProgress;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.store.Mailbox;

/// Calls as a whole: order, handles, room, what hostile bytes do. MS-OXCROPS §3.2.5.
class RopSessionTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 3_000);
    private RopFixture fixture;
    private RopClient client;
    private Mailbox mailbox;
    private long inbox;

    @BeforeEach
    void open(@TempDir Path directory) {
        fixture = new RopFixture(TestEngine.SQLITE, directory);
        client = fixture.client(fixture.alice);
        mailbox = fixture.mailbox(fixture.alice);
        inbox = RopFixture.inbox(mailbox);
    }

    @AfterEach
    void close() {
        client.session.close();
        fixture.close();
    }

    private RopRequest[] everything() {
        return new RopRequest[]{RopClient.logonRequest(0, fixture.alice),
                new RopOpenFolder.Request(0, 0, 1, Ids.folder(inbox), 0),
                new RopGetContentsTable.Request(0, 1, 2, 0),
                new RopSetColumns.Request(0, 2, 0,
                        List.of(PropertyTags.PidTagSubject, PropertyTags.PidTagMid)),
                new RopQueryRows.Request(0, 2, 0, true, 50), new RopRelease.Request(0, 2)};
    }

    @Test
    void carriesRequestsOutInOrderWithHandlesOfOneAnother() {
        RopFixture.add(mailbox, inbox, "letter");
        List<RopResponse> responses = client.execute(List.of(-1, -1, -1), everything());
        assertThat(responses).hasSize(5).allSatisfy(
                each -> assertThat(((RopAnswer) each).returnValue().isSuccess()).isTrue());
        assertThat(((RopQueryRows.Response) responses.get(4)).rowCount()).isEqualTo(1);
        assertThat(client.error(client.handle(2), new RopQueryRows.Request(0, 0, 0, true, 1)))
                .isEqualTo(ErrorCodes.InvalidObject);
    }

    @Test
    void growsTheHandleTable() {
        client.execute(List.of(), everything());
        assertThat(client.handle(1)).isNotEqualTo(RopBuffer.NO_HANDLE);
    }

    @Test
    void sendsBackWhatItHasNoRoomFor() {
        int folder = client.open(client.logon(fixture.alice), inbox);
        List<RopRequest> requests = new ArrayList<>();
        List<Integer> table = new ArrayList<>(List.of(folder));
        for (int i = 0; i < 20; i++) {
            requests.add(new RopGetContentsTable.Request(0, 0, 1 + i, 0));
            table.add(RopBuffer.NO_HANDLE);
        }
        List<RopResponse> responses = client.execute(table, RopClient.options(560, false),
                requests.toArray(RopRequest[]::new)).getFirst();
        int done = responses.size() - 1;
        assertThat(done).isBetween(1, 19);
        assertThat(responses.getLast()).isInstanceOfSatisfying(RopBufferTooSmall.Response.class,
                rest -> {
                    assertThat(rest.requestBuffers().length()).isEqualTo((20 - done) * 5);
                    assertThat(rest.sizeNeeded()).isGreaterThan(300);
                });
        assertThat(client.session.objects().size()).isEqualTo(2 + done);
    }

    @Test
    void failsACallThatHasNoRoomAtAll() {
        assertThatThrownBy(() -> client.execute(List.of(-1, -1, -1), RopClient.options(30, false),
                everything())).isInstanceOfSatisfying(CallError.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCodes.BufferTooSmall));
        assertThat(client.session.objects().size()).isZero();
    }

    @Test
    void failsMalformedCallsAsAWhole() {
        byte[] good = RopClient.bytes(List.of(-1, -1, -1), everything());
        byte[] bad = good.clone();
        bad[10] = 0x00;
        assertRpcFormat(bad);
        assertRpcFormat(Arrays.copyOf(good, good.length - 1));
        assertThat(client.session.objects().size()).isZero();
        assertThatThrownBy(() -> client.session.execute(new byte[3],
                RopClient.options(1_000, false))).isInstanceOf(CallError.class);
    }

    /// MS-OXCROPS §2.2.9.2.1.
    @Test
    void failsCallsThatReadMoreOfAStreamThanThereCanBe() {
        int folder = client.open(client.logon(fixture.alice), inbox);
        assertRpcFormat(RopClient.bytes(List.of(folder), new RopReadStream.Request(0, 0,
                RopReadStream.USE_MAXIMUM, 0x8000_0001)));
        assertThat(client.error(folder, new RopReadStream.Request(0, 0,
                RopReadStream.USE_MAXIMUM, 0x8000_0000))).isEqualTo(ErrorCodes.NotSupported);
    }

    /// MS-OXCROPS §3.1.5.3: a client should release them the other way round.
    @Test
    void objectsOutliveWhatTheyWereOpenedFromButNotTheirLogon() {
        RopFixture.add(mailbox, inbox, "letter");
        int logon = client.logon(fixture.alice);
        int folder = client.open(logon, inbox);
        int table = client.contents(folder, 0);
        client.release(folder);
        assertThat(client.rows(table, List.of(PropertyTags.PidTagSubject))).hasSize(1);
        client.release(logon);
        assertThat(client.error(table, new RopQueryRows.Request(0, 0, 0, true, 1)))
                .isEqualTo(ErrorCodes.InvalidObject);
    }

    private void assertRpcFormat(byte[] call) {
        assertThatThrownBy(() -> client.session.execute(call, RopClient.options(10_000, false)))
                .isInstanceOfSatisfying(CallError.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCodes.RpcFormat));
    }

    @Test
    void answersNotSupportedForWhatIsNeverUnderWay() {
        int folder = client.open(client.logon(fixture.alice), inbox);
        assertThat(client.error(folder, new RopProgress.Request(0, 0, false)))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void boundsObjects() {
        int logon = client.logon(fixture.alice);
        int opened = 0;
        RopRequest open = new RopOpenFolder.Request(0, 0, 1, Ids.folder(inbox), 0);
        while (client.error(logon, open).isSuccess()) {
            opened++;
        }
        assertThat(opened).isEqualTo(RopLimits.DEFAULT.folders());
        assertThat(client.error(logon, open)).isEqualTo(ErrorCodes.TooManyOpenObjects);
        client.release(logon);
        assertThat(client.session.objects().size()).isZero();
        assertThat(client.open(client.logon(fixture.alice), inbox)).isPositive();
    }

    @Test
    void replacesALogonOfTheSameId() {
        int first = client.logon(fixture.alice);
        int folder = client.open(first, inbox);
        int second = client.logon(fixture.alice);
        assertThat(client.error(folder, new RopGetContentsTable.Request(0, 0, 1, 0)))
                .isEqualTo(ErrorCodes.InvalidObject);
        assertThat(client.open(second, inbox)).isPositive();
    }

    /// Whatever comes, there is an answer or a [CallError], and never anything of Bob's.
    @Test
    void survivesMutatedCalls() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        RopFixture.add(bobs, RopFixture.inbox(bobs), "Bob's secret");
        RopFixture.add(mailbox, inbox, "letter");
        byte[] seed = RopClient.bytes(List.of(-1, -1, -1), everything());
        byte[] secret = "Bob's secret".getBytes(StandardCharsets.UTF_16LE);
        Random random = new Random(20260504);
        int answered = 0;
        for (int i = 0; i < RUNS; i++) {
            byte[] call = mutate(seed, random);
            try {
                byte[] answer = client.session.execute(call,
                        RopClient.options(100 + random.nextInt(40_000), random.nextBoolean()));
                answered++;
                for (Binary payload : ExtendedBuffer.readAll(new ByteReader(answer))) {
                    RopBuffer.read(payload.reader());
                    assertThat(contains(payload.toByteArray(), secret)).isFalse();
                }
            } catch (CallError e) {
                assertThat(e.code()).isIn(ErrorCodes.RpcFormat, ErrorCodes.BufferTooSmall,
                        Execution.PROPERTIES_TOO_LONG,
                        ErrorCodes.NetworkError);
            }
        }
        assertThat(answered).isPositive();
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            bytes[ExtendedBuffer.HEADER_BYTES
                    + random.nextInt(bytes.length - ExtendedBuffer.HEADER_BYTES)] = (byte) random
                            .nextInt(256);
        }
        return new ByteWriter().writeBytes(bytes).toByteArray();
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i + part.length <= text.length; i++) {
            if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
