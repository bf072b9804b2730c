package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.protocols.rops.sync.FastTransferEvent;
import org.rialto.protocols.rops.sync.FastTransferWriter;
import org.rialto.protocols.rops.sync.StreamProperty;
import org.rialto.protocols.rops.sync.StringForm;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.property.RopCopyTo;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationConfigure;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageRow;
import org.rialto.store.NewMessage;
import org.rialto.store.Rights;

/// Names of what comes into a mailbox are registered together: one unit of work, and so one sync, for
/// all of a message. MS-OXCPRPT §3.2.5.9.
class NameIdsTest extends AliceAtInbox {
    private static final UUID SET = UUID.fromString("12345678-9abc-def0-1234-56789abcdef0");
    private static final int COUNT = 60;
    /// Units of work of the server's own that may come between.
    private static final long OTHERS = 3;

    private long units() { return fixture.database.counters().numbers().units(); }

    private static FastTransferEvent named(int n) {
        return new FastTransferEvent.Property(new StreamProperty(
                PropertyTag.of(0x8001 + n, PropertyType.INTEGER32),
                PropertyName.of(SET, "name " + n)), n);
    }

    private static byte[] message() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        List<FastTransferEvent> events = new ArrayList<>();
        events.add(new FastTransferEvent.StartMessage(false));
        events.add(FastTransferEvent.Property.of(PropertyTags.PidTagSubject, "with names"));
        for (int n = 0; n < COUNT; n++) {
            events.add(named(n));
        }
        for (int n = 0; n < 5; n++) {
            events.add(new FastTransferEvent.StartRecipient(n));
            events.add(FastTransferEvent.Property.of(PropertyTags.PidTagDisplayName, "r" + n));
            events.add(named(COUNT + n));
            events.add(FastTransferEvent.Mark.END_RECIPIENT);
        }
        events.add(FastTransferEvent.Mark.END_MESSAGE);
        events.forEach(writer::write);
        return writer.take(30_000);
    }

    /// How many units of work it takes.
    private long upload() {
        long before = units();
        client.ask(folder, new RopFastTransferDestinationConfigure.Request(0, 0, 1,
                RopFastTransferDestinationConfigure.COPY_MESSAGES, 0),
                RopFastTransferDestinationConfigure.Response.class);
        int context = client.handle(1);
        ErrorCode code = client.error(context, new RopFastTransferDestinationPutBuffer.Request(0,
                0, Binary.wrap(message())));
        assertThat(code.isSuccess()).isTrue();
        client.release(context);
        return units() - before;
    }

    @Test
    void thoseOfAnUploadedMessageTakeOneUnitOfWork() {
        long unknown = upload();
        long known = upload();
        assertThat(unknown - known).isBetween(1L - OTHERS, 1L + OTHERS);
        MessageRow row = mailbox.read(s -> s.contents(inbox, false, 1, 10, Set.of())).getFirst();
        MessageContent content = mailbox.read(s -> s.content(row.messageId()));
        for (int n = 0; n < COUNT + 5; n++) {
            PropertyName name = PropertyName.of(SET, "name " + n);
            int id = mailbox.read(s -> s.namedPropertyId(name)).orElseThrow();
            PropertyBag bag = n < COUNT
                    ? content.properties()
                    : content.recipients().get(n - COUNT);
            assertThat(bag.get(PropertyTag.of(id, PropertyType.INTEGER32))).isEqualTo(n);
        }
        assertThat(content.recipients()).extracting(
                each -> each.getString(PropertyTags.PidTagDisplayName))
                .containsExactly("r0", "r1", "r2", "r3", "r4");
    }

    /// How many units of work it takes.
    private long copy(int from, int to) {
        long before = units();
        RopCopyTo.Response response = (RopCopyTo.Response) client.execute(List.of(from, to),
                new RopCopyTo.Request(0, 0, 1, false, true, 0, List.of())).getFirst();
        assertThat(response.propertyProblems()).isEmpty();
        return units() - before;
    }

    /// In Bob's logon.
    private int create(int target, long folderId) {
        client.ask(target, new RopCreateMessage.Request(1, 0, 1, 0x0FFF, Ids.folder(folderId),
                false), RopCreateMessage.Response.class);
        return client.handle(1);
    }

    @Test
    void thoseOfACopyToAnotherMailboxTakeOneUnitOfWork() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        long there = RopFixture.inbox(bobs);
        RopFixture.grant(bobs, there, fixture.alice, Rights.ALL);
        bobs.write(c -> c.registerNamedProperty(PropertyName.of(SET, "name 7")));
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagSubject, "with names");
        mailbox.<Boolean>write(c -> {
            for (int n = 0; n < COUNT; n++) {
                bag.set(PropertyTag.of(c.registerNamedProperty(PropertyName.of(SET, "name " + n)),
                        PropertyType.INTEGER32), n);
            }
            return true;
        });
        long id = mailbox.write(c -> c.addMessage(inbox, new NewMessage(new MessageContent(bag,
                List.of(), List.of()), false, 0, Set.of(), RopFixture.RECEIVED, null, null)))
                .messageId();
        int from = openMessage(id);
        client.execute(List.of(RopBuffer.NO_HANDLE), RopClient.logonRequest(1, fixture.bob));
        client.ask(client.handle(0), new RopOpenFolder.Request(1, 0, 1, Ids.folder(there), 0),
                RopOpenFolder.Response.class);
        int target = client.handle(1);
        assertThat(copy(from, create(target, there))).isBetween(1L, 1L + OTHERS);
        int again = create(target, there);
        assertThat(copy(from, again)).isLessThanOrEqualTo(OTHERS);
        long copied = Ids.message(client.ask(again, new RopSaveChangesMessage.Request(1, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE), RopSaveChangesMessage.Response.class)
                .messageId());
        MessageContent content = bobs.read(s -> s.content(copied));
        for (int n = 0; n < COUNT; n++) {
            PropertyName name = PropertyName.of(SET, "name " + n);
            int named = bobs.read(s -> s.namedPropertyId(name)).orElseThrow();
            assertThat(content.properties().get(PropertyTag.of(named, PropertyType.INTEGER32)))
                    .isEqualTo(n);
        }
    }
}
