package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RecipientRow;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.attachment.RopSaveChangesAttachment;
import org.rialto.protocols.rops.wire.message.ModifyRecipientRow;
import org.rialto.protocols.rops.wire.message.RopModifyRecipients;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.stream.RopCloneStream;
import org.rialto.protocols.rops.wire.stream.RopCopyToStream;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.stream.RopSetStreamSize;
import org.rialto.protocols.rops.wire.stream.RopWriteStream;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;

/// Clients that fill the server's memory and disk with what they never save.
class ObjectMemoryTest {
    private static final int MEGABYTE = 1 << 20;
    @TempDir
    Path directory;
    private RopFixture fixture;
    private RopClient client;
    private Mailbox mailbox;
    private long inbox;
    private int folder;

    @BeforeEach
    void openInbox() {
        fixture = new RopFixture(TestEngine.SQLITE, directory);
        RopLimits all = RopLimits.DEFAULT;
        RopLimits few = new RopLimits(all.logons(), all.folders(), all.tables(), all.messages(),
                all.attachments(), all.streams(), all.transfers(), all.subscriptions(),
                all.transferBytes(), all.openings(), all.tableBytes(), all.lookedAtRows(),
                2 * MEGABYTE, 40 * MEGABYTE);
        client = fixture.client(fixture.alice, few);
        mailbox = fixture.mailbox(fixture.alice);
        inbox = RopFixture.inbox(mailbox);
        folder = client.open(client.logon(fixture.alice), inbox);
    }

    @AfterEach
    void close() {
        client.session.close();
        assertThat(memory()).isZero();
        assertThat(disk()).isZero();
        fixture.close();
    }

    private long memory() { return client.session.space().memoryBytes(); }

    private long disk() { return client.session.space().diskBytes(); }

    private int stream(int object, PropertyTag tag) {
        client.ask(object, new RopOpenStream.Request(0, 0, 1, tag, RopOpenStream.CREATE),
                RopOpenStream.Response.class);
        return client.handle(1);
    }

    private int attachment(int message) {
        client.ask(message, new RopCreateAttachment.Request(0, 0, 1),
                RopCreateAttachment.Response.class);
        return client.handle(1);
    }

    private static PropertyTag binary(int id) { return PropertyTag.of(id, PropertyType.BINARY); }

    /// Until it is refused; how often it was not.
    private int until(ErrorCode refused, java.util.function.IntFunction<ErrorCode> operation) {
        for (int i = 0; i < 3_000; i++) {
            ErrorCode code = operation.apply(i);
            if (!code.isSuccess()) {
                assertThat(code).isEqualTo(refused);
                return i;
            }
        }
        throw new AssertionError("nothing is refused");
    }

    @Test
    void valuesOfReleasedStreamsAreStillTheMessages() {
        int message = client.create(folder, inbox);
        int done = until(ErrorCodes.StreamSizeError, i -> {
            int stream = stream(message, binary(0x6700 + i));
            ErrorCode code = client.error(stream, new RopSetStreamSize.Request(0, 0, MEGABYTE));
            client.release(stream);
            return code;
        });
        assertThat(done).isEqualTo(40);
        client.release(message);
        assertThat(disk()).isZero();
    }

    @Test
    void manySmallValuesFillMemoryOnlyToItsLimit() {
        int message = client.create(folder, inbox);
        int done = until(ErrorCodes.ServerMemory, i -> {
            int stream = stream(message, binary(0x6700 + i));
            ErrorCode code = client.error(stream, new RopSetStreamSize.Request(0, 0, 60_000));
            client.release(stream);
            return code;
        });
        assertThat(done).isBetween(30, 35);
        // What is begun anew takes the place of what was there.
        for (int i = 0; i < 100; i++) {
            int stream = stream(message, binary(0x6700));
            assertThat(client.error(stream, new RopSetStreamSize.Request(0, 0, 60_000)))
                    .isEqualTo(ErrorCodes.Success);
            client.release(stream);
        }
    }

    @Test
    void aValueOfZerosThatIsLongerThanTheLimitIsRefusedAtOnce() {
        int stream = stream(attachment(client.create(folder, inbox)),
                PropertyTags.PidTagAttachDataBinary);
        assertThat(client.error(stream,
                new RopSetStreamSize.Request(0, 0, Integer.MAX_VALUE)))
                .isEqualTo(ErrorCodes.StreamSizeError);
        assertThat(client.error(stream, new RopSetStreamSize.Request(0, 0, 40 * MEGABYTE)))
                .isEqualTo(ErrorCodes.Success);
    }

    @Test
    void aStreamThatIsCopiedBehindItselfEnds() {
        int stream = stream(attachment(client.create(folder, inbox)),
                PropertyTags.PidTagAttachDataBinary);
        client.ask(stream, new RopCloneStream.Request(0, 0, 1), RopCloneStream.Response.class);
        int clone = client.handle(1);
        client.ask(stream, new RopWriteStream.Request(0, 0, Binary.wrap(new byte[1000])),
                RopWriteStream.Response.class);
        RopCopyToStream.Response copied = (RopCopyToStream.Response) client.execute(
                List.of(clone, stream), new RopCopyToStream.Request(0, 0, 1, -1)).getFirst();
        assertThat(copied.readByteCount()).isEqualTo(1000);
        assertThat(copied.writtenByteCount()).isEqualTo(1000);
    }

    @Test
    void propertiesOfMessagesThatAreNotSavedHaveALimitTogether() {
        List<Integer> messages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages.add(client.create(folder, inbox));
        }
        Binary value = Binary.wrap(new byte[10_000]);
        int done = until(ErrorCodes.ServerMemory, i -> client.error(messages.get(i % 20),
                new RopSetProperties.Request(0, 0,
                        List.of(PropertyValue.of(binary(0x6700 + i), value)))));
        assertThat(done).isBetween(150, 215);
        messages.forEach(client::release);
        assertThat(memory()).isZero();
    }

    @Test
    void recipientsCountToo() {
        int message = client.create(folder, inbox);
        String name = "n".repeat(2_000);
        until(ErrorCodes.ServerMemory, i -> client.error(message, new RopModifyRecipients.Request(
                0, 0, List.of(), List.of(new ModifyRecipientRow(i, 1, new RecipientRow(
                        new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP), false, true, false,
                        "a@example.com", name, null, null, new PropertyRow(List.of())))))));
        long before = memory();
        assertThat(before).isGreaterThan(MEGABYTE);
        client.release(message);
        assertThat(memory()).isZero();
    }

    @Test
    void longMessagesThatAreOpenHaveALimitTogether() {
        int message = client.create(folder, inbox);
        for (int i = 0; i < 30; i++) {
            client.set(message, binary(0x6700 + i), Binary.wrap(new byte[20_000]));
        }
        long id = client.save(message);
        client.release(message);
        int done = until(ErrorCodes.ServerMemory, _ -> ((RopAnswer) client.ask(folder,
                new org.rialto.protocols.rops.wire.message.RopOpenMessage.Request(0, 0, 1, 0x0FFF,
                        Ids.folder(inbox), 0, Ids.message(id))))
                .returnValue());
        assertThat(done).isBetween(1, 3);
    }

    @Test
    void dataThatTheMailboxHasNoRoomForIsNotStored() {
        mailbox.<Boolean>write(change -> {
            change.setQuota(new MailboxInfo.Quota(0, 0, 5 * MEGABYTE, 0));
            return true;
        });
        int message = client.create(folder, inbox);
        int attachment = attachment(message);
        int stream = stream(attachment, PropertyTags.PidTagAttachDataBinary);
        client.ask(stream, new RopSetStreamSize.Request(0, 0, 30 * MEGABYTE),
                RopSetStreamSize.Response.class);
        client.ask(attachment, new RopSaveChangesAttachment.Request(0, 0, 0, 0),
                RopSaveChangesAttachment.Response.class);
        long begun = System.nanoTime();
        assertThat(client.error(message, new RopSaveChangesMessage.Request(0, 0, 0, 0)))
                .isEqualTo(ErrorCodes.QuotaExceeded);
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
        client.ask(stream, new RopSetStreamSize.Request(0, 0, MEGABYTE),
                RopSetStreamSize.Response.class);
        client.ask(attachment, new RopSaveChangesAttachment.Request(0, 0, 0, 0),
                RopSaveChangesAttachment.Response.class);
        client.save(message);
        assertThat(disk()).isLessThanOrEqualTo(MEGABYTE);
        client.release(attachment);
        client.release(stream);
        assertThat(disk()).isZero();
    }
}
