package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.sync.IdSet;

class TransferMemoryTest {
    private static final UUID REPLICA = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private final TransferMemory process = new TransferMemory(100_000, null);
    private final TransferMemory session = new TransferMemory(60_000, process);

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RopError.class,
                error -> assertThat(error.code()).isEqualTo(ErrorCodes.ServerMemory));
    }

    @Test
    void aSessionsTransfersTogetherHaveALimit() {
        TransferMemory.Share first = session.share();
        TransferMemory.Share second = session.share();
        first.hold(50_000);
        refused(() -> second.hold(10_001));
        second.hold(10_000);
        first.hold(20_000);
        second.hold(40_000);
        assertThat(session.heldBytes()).isEqualTo(60_000);
    }

    @Test
    void allSessionsTogetherHaveALimit() {
        TransferMemory.Share here = session.share();
        here.hold(60_000);
        TransferMemory other = new TransferMemory(60_000, process);
        refused(() -> other.share().hold(50_000));
        assertThat(other.heldBytes()).isZero();
        here.close();
        other.share().hold(50_000);
        assertThat(process.heldBytes()).isEqualTo(50_000);
    }

    @Test
    void whatIsRefusedLeavesWhatWasHeld() {
        TransferMemory.Share share = session.share();
        share.hold(1_000);
        refused(() -> share.hold(70_000));
        assertThat(session.heldBytes()).isEqualTo(1_000);
        share.close();
        assertThat(process.heldBytes()).isZero();
    }

    @Test
    void aStateThatIsUploadedCountsInPartsAndAsASet() {
        StateUpload upload = new StateUpload(session.share());
        upload.begin(PropertyTags.MetaTagCnsetSeen);
        upload.add(Binary.wrap(new byte[40_000]));
        assertThat(session.heldBytes()).isBetween(40_000L, 41_000L);
        refused(() -> upload.add(Binary.wrap(new byte[30_000])));
        upload.close();
        assertThat(session.heldBytes()).isZero();

        IdSet<UUID> scattered = IdSet.byGuid();
        for (int i = 0; i < 2_000; i++) {
            scattered.add(REPLICA, 3L * i + 1);
        }
        StateUpload again = new StateUpload(session.share());
        again.begin(PropertyTags.MetaTagCnsetSeen);
        again.add(scattered.encode());
        again.end();
        // Two ends of a range for each.
        assertThat(session.heldBytes()).isGreaterThanOrEqualTo(2_000 * 16);
        again.close();
        assertThat(process.heldBytes()).isZero();
    }

    @Test
    void whatIsReleasedIsGivenBack(@TempDir Path directory) {
        try (RopFixture fixture = new RopFixture(TestEngine.SQLITE, directory)) {
            var mailbox = fixture.mailbox(fixture.alice);
            long inbox = RopFixture.inbox(mailbox);
            RopFixture.add(mailbox, inbox, "one");
            RopClient client = fixture.client(fixture.alice);
            Replica replica = Replica.ofMessages(client, mailbox.info().replicaGuid(),
                    client.open(client.logon(fixture.alice), inbox));
            int context = replica.begin();
            replica.take(context, replica.root());
            assertThat(client.session.transferMemory().heldBytes()).isPositive();
            client.release(context);
            assertThat(client.session.transferMemory().heldBytes()).isZero();
            client.session.close();
        }
    }
}
