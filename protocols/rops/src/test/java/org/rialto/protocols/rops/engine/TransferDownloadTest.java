package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.attachment.*;
import org.rialto.protocols.rops.wire.message.*;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.transfer.*;
import org.rialto.store.Access;
import org.rialto.store.NewFolder;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Fast transfer downloads, by what goes over the wire. MS-OXCFXICS §3.2.5.8.1.
class TransferDownloadTest extends AliceAtInbox {
    private static final int SEND = 1;
    private Replica taker;

    @BeforeEach
    void open() { taker = Replica.ofMessages(client, mailbox.info().replicaGuid(), folder); }

    private StreamItems take(int object, RopRequest request, FastTransferRoot root) {
        int context = begin(object, request);
        StreamItems items = taker.take(context, root);
        client.release(context);
        return items;
    }

    private int begin(int object, RopRequest request) {
        assertThat(client.ask(object, request).returnValue().name()).isEqualTo("Success");
        return client.handle(1);
    }

    private static RopFastTransferSourceCopyTo.Request copyTo(int level, int flags,
            PropertyTag... excluded) {
        return new RopFastTransferSourceCopyTo.Request(0, 0, 1, level, flags, SEND,
                List.of(excluded));
    }

    private static RopFastTransferSourceCopyProperties.Request copyProperties(
            PropertyTag... chosen) {
        return new RopFastTransferSourceCopyProperties.Request(0, 0, 1, 0, 0, SEND,
                List.of(chosen));
    }

    private static RopFastTransferSourceCopyMessages.Request copyMessages(int flags,
            Long... ids) {
        return new RopFastTransferSourceCopyMessages.Request(0, 0, 1,
                Arrays.stream(ids).map(Ids::message).toList(), flags, SEND);
    }

    private static RopFastTransferSourceCopyFolder.Request copyFolder(int flags) {
        return new RopFastTransferSourceCopyFolder.Request(0, 0, 1, flags, SEND);
    }

    private static String html(StreamItem message) {
        Binary html = (Binary) message.value(PropertyTags.PidTagHtml);
        return html == null ? "nothing" : new String(html.toByteArray(), StandardCharsets.UTF_8);
    }

    private static void assertDelivered(StreamItem message) {
        assertThat(message.value(PropertyTags.PidTagSubject)).isEqualTo("Re: Plans");
        assertThat(message.value(PropertyTags.PidTagMessageClass)).isEqualTo("IPM.Note");
        assertThat(html(message)).contains("Gr\u00fc\u00dfe");
        assertThat(message.value(PropertyTags.PidTagNativeBody)).isEqualTo(3);
        assertThat(message.value(PropertyTags.PidTagMessageDeliveryTime))
                .isEqualTo(RopFixture.RECEIVED);
        assertThat(message.value(PropertyTags.PidTagHasAttachments)).isEqualTo(true);
        assertThat(message.value(PropertyTags.PidTagSenderEntryId)).isInstanceOf(Binary.class);
        assertThat(String.valueOf(message.value(PropertyTags.PidTagTransportMessageHeaders)))
                .contains("Message-ID: <1@example.com>");
        assertThat(message.recipients).hasSize(2);
        assertThat(message.recipients.get(1).value(PropertyTags.PidTagEmailAddress))
                .isEqualTo("dave@example.com");
        assertThat(message.attachments).hasSize(2);
        StreamItem data = message.attachments.getFirst();
        assertThat(data.value(PropertyTags.PidTagAttachDataBinary))
                .isEqualTo(Binary.wrap("hello".getBytes(StandardCharsets.UTF_8)));
        assertThat(data.value(PropertyTags.PidTagAttachLongFilename)).isEqualTo("a.txt");
        StreamItem inner = message.attachments.get(1).embedded();
        assertThat(inner.value(PropertyTags.PidTagSubject)).isEqualTo("inner");
        assertThat(String.valueOf(inner.value(PropertyTags.PidTagBody))).contains("within");
    }

    // Messages

    @Test
    void aMessageThatCameAsMimeIsTheSameHoweverItIsTaken() throws IOException {
        long id = delivered(MIXED);
        StreamItems list = take(folder, copyMessages(0, id), FastTransferRoot.MESSAGE_LIST);
        assertDelivered(list.root.messages.getFirst());
        StreamItem open = take(openMessage(id), copyTo(0, 0),
                FastTransferRoot.MESSAGE_CONTENT).root;
        assertDelivered(open);
        taker.synchronize();
        StreamItem synced = taker.last.changes.getFirst();
        assertDelivered(synced);
        // What is opened, and what the store has, say the same.
        Predicate<Integer> same = tag -> tag != PropertyTags.PidTagLastModificationTime.id()
                && tag != PropertyTags.PidTagMid.id();
        StreamItem listed = list.root.messages.getFirst();
        assertThat(open.properties.keySet().stream().filter(same))
                .containsExactlyElementsOf(
                        listed.properties.keySet().stream().filter(same).toList());
        open.properties.keySet().stream().filter(same).forEach(tag -> assertThat(
                open.properties.get(tag)).isEqualTo(listed.properties.get(tag)));
        assertThat(listed.value(PropertyTags.PidTagMid)).isEqualTo(Ids.message(id).toLong());
    }

    @Test
    void aMessageOfAClientIsTheSameHoweverItIsTaken() {
        int message = client.create(folder, inbox);
        client.set(message, PropertyTags.PidTagSubject, "RE: mine");
        client.set(message, PropertyTags.PidTagBody, "text");
        PropertyTag named = PropertyTag.of(mailbox.write(c -> c.registerNamedProperty(
                PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Colour"))), PropertyType.STRING);
        client.set(message, named, "red");
        // Not saved yet, and yet there.
        StreamItem open = take(message, copyTo(0, 0), FastTransferRoot.MESSAGE_CONTENT).root;
        assertThat(open.value(PropertyTags.PidTagBody)).isEqualTo("text");
        assertThat(open.value(PropertyTags.PidTagHtml)).isNull();
        assertThat(open.value(named)).isEqualTo("red");
        assertThat(open.names.get(named.id()))
                .isEqualTo(PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Colour"));
        client.ask(message, new RopCreateAttachment.Request(0, 0, 1),
                RopCreateAttachment.Response.class);
        int attachment = client.handle(1);
        client.set(attachment, PropertyTags.PidTagAttachMethod, 1);
        byte[] data = new byte[300_000];
        new Random(1).nextBytes(data);
        for (int at = 0; at < data.length; at += 30_000) {
            client.set(attachment, PropertyTags.PidTagAttachLongFilename, "a.bin");
        }
        stream(attachment, data);
        client.ask(attachment, new RopSaveChangesAttachment.Request(0, 0, 0,
                RopSaveChangesAttachment.KEEP_OPEN_READ_WRITE),
                RopSaveChangesAttachment.Response.class);
        StreamItem alone = take(attachment, copyTo(0, 0),
                FastTransferRoot.ATTACHMENT_CONTENT).root;
        assertThat(alone.value(PropertyTags.PidTagAttachDataBinary))
                .isEqualTo(Binary.wrap(data));
        long id = client.save(message);
        StreamItem listed = take(folder, copyMessages(0, id),
                FastTransferRoot.MESSAGE_LIST).root.messages.getFirst();
        StreamItem again = take(message, copyTo(0, 0), FastTransferRoot.MESSAGE_CONTENT).root;
        assertThat(listed.value(PropertyTags.PidTagBody)).isEqualTo("text");
        assertThat(listed.value(named)).isEqualTo("red");
        for (StreamItem each : List.of(listed, again)) {
            assertThat(each.attachments.getFirst().value(PropertyTags.PidTagAttachDataBinary))
                    .isEqualTo(Binary.wrap(data));
        }
        StreamItem without = take(message, copyTo(1, 0), FastTransferRoot.MESSAGE_CONTENT).root;
        assertThat(without.attachments).isEmpty();
        assertThat(without.announced).isEmpty();
    }

    private void stream(int attachment, byte[] data) {
        client.ask(attachment,
                new org.rialto.protocols.rops.wire.stream.RopOpenStream.Request(0, 0, 1,
                        PropertyTags.PidTagAttachDataBinary, 2),
                org.rialto.protocols.rops.wire.stream.RopOpenStream.Response.class);
        int stream = client.handle(1);
        for (int at = 0; at < data.length; at += 30_000) {
            Binary part = Binary.wrap(Arrays.copyOfRange(data, at,
                    Math.min(data.length, at + 30_000)));
            client.ask(stream,
                    new org.rialto.protocols.rops.wire.stream.RopWriteStream.Request(0, 0, part),
                    org.rialto.protocols.rops.wire.stream.RopWriteStream.Response.class);
        }
        client.release(stream);
    }

    @Test
    void aClientChoosesPropertiesAndSubobjects() throws IOException {
        int message = openMessage(delivered(MIXED));
        StreamItem some = take(message, copyProperties(PropertyTags.PidTagSubject,
                PropertyTags.PidTagBody, PropertyTags.PidTagMessageRecipients),
                FastTransferRoot.MESSAGE_CONTENT).root;
        assertThat(some.properties).containsOnlyKeys(PropertyTags.PidTagSubject.id(),
                PropertyTags.PidTagBody.id());
        assertThat(String.valueOf(some.value(PropertyTags.PidTagBody))).contains("Gr\u00fc");
        assertThat(some.announced).containsExactly(PropertyTags.PidTagMessageRecipients);
        assertThat(some.recipients).hasSize(2);
        assertThat(some.attachments).isEmpty();
        StreamItem others = take(message, copyTo(0, 0, PropertyTags.PidTagSubject,
                PropertyTags.PidTagMessageRecipients), FastTransferRoot.MESSAGE_CONTENT).root;
        assertThat(others.value(PropertyTags.PidTagSubject)).isNull();
        assertThat(html(others)).contains("Gr\u00fc");
        assertThat(others.announced).containsExactly(PropertyTags.PidTagMessageAttachments);
        assertThat(others.recipients).isEmpty();
        assertThat(others.attachments).hasSize(2);
        StreamItem inner = take(client.openAttachment(message, others.attachments.get(1).number),
                copyTo(1, 0, PropertyTags.PidTagDisplayName),
                FastTransferRoot.ATTACHMENT_CONTENT).root;
        assertThat(inner.embedded).isNotNull();
        assertThat(inner.embedded().value(PropertyTags.PidTagSubject)).isEqualTo("inner");
        StreamItem bare = take(client.openAttachment(message, others.attachments.get(1).number),
                copyProperties(PropertyTags.PidTagAttachMethod),
                FastTransferRoot.ATTACHMENT_CONTENT).root;
        assertThat(bare.embedded).isNull();
        assertThat(bare.value(PropertyTags.PidTagAttachMethod)).isEqualTo(5);
    }

    @Test
    void messagesThatAreNotThereAreWarnedOf() {
        long first = RopFixture.add(mailbox, inbox, "first");
        long hidden = RopFixture.add(mailbox, inbox, "hidden", true);
        long elsewhere = RopFixture.add(mailbox,
                RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS), "elsewhere");
        StreamItems items = take(folder, copyMessages(0, hidden, elsewhere, first),
                FastTransferRoot.MESSAGE_LIST);
        assertThat(items.warnings).containsExactly(ErrorCodes.NotFound);
        assertThat(items.root.messages).extracting(each -> each.value(PropertyTags.PidTagSubject))
                .containsExactly("hidden", "first");
        assertThat(items.root.messages).extracting(each -> each.associated)
                .containsExactly(true, false);
        StreamItem plain = items.root.messages.get(1);
        assertThat(plain.value(PropertyTags.PidTagSourceKey)).isNull();
        assertThat(plain.value(PropertyTags.PidTagChangeKey)).isNull();
        StreamItem told = take(folder,
                copyMessages(RopFastTransferSourceCopyMessages.SEND_ENTRY_ID, first),
                FastTransferRoot.MESSAGE_LIST).root.messages.getFirst();
        assertThat(told.properties).containsKeys(PropertyTags.PidTagSourceKey.id(),
                PropertyTags.PidTagChangeKey.id(),
                PropertyTags.PidTagPredecessorChangeList.id(),
                PropertyTags.PidTagLastModificationTime.id(),
                PropertyTags.PidTagOriginalEntryId.id());
    }

    // Folders

    @Test
    void aFolderIsTakenWithWhatIsInIt() {
        RopFixture.add(mailbox, inbox, "one");
        RopFixture.add(mailbox, inbox, "hidden", true);
        long below = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("below")))
                .folderId();
        long deep = mailbox.write(c -> c.createFolder(below, NewFolder.generic("deep")))
                .folderId();
        RopFixture.add(mailbox, deep, "two");
        StreamItem flat = take(folder, copyFolder(0), FastTransferRoot.TOP_FOLDER).root.folders
                .getFirst();
        assertThat(flat.value(PropertyTags.PidTagDisplayName)).isEqualTo("Inbox");
        assertThat(flat.folders).isEmpty();
        assertThat(flat.messages).hasSize(2);
        for (int flags : new int[]{0x10, 0x11, 0x01}) {
            StreamItem all = take(folder, copyFolder(flags),
                    FastTransferRoot.TOP_FOLDER).root.folders.getFirst();
            StreamItem child = all.folders.getFirst();
            assertThat(child.value(PropertyTags.PidTagDisplayName)).isEqualTo("below");
            assertThat(child.value(PropertyTags.PidTagFolderId))
                    .isEqualTo(Ids.folder(below).toLong());
            assertThat(child.folders.getFirst().messages.getFirst()
                    .value(PropertyTags.PidTagSubject)).isEqualTo("two");
        }
        StreamItem content = take(folder, copyTo(0, 0, PropertyTags.PidTagContainerContents),
                FastTransferRoot.FOLDER_CONTENT).root;
        assertThat(content.messages).hasSize(1);
        assertThat(content.messages.getFirst().associated).isTrue();
        assertThat(content.folders).hasSize(1);
        assertThat(content.announced).contains(PropertyTags.PidTagFolderAssociatedContents)
                .doesNotContain(PropertyTags.PidTagContainerContents);
        StreamItem bare = take(folder, copyTo(1, 0), FastTransferRoot.FOLDER_CONTENT).root;
        assertThat(bare.messages).isEmpty();
        assertThat(bare.folders).isEmpty();
        assertThat(bare.value(PropertyTags.PidTagContainerClass)).isEqualTo("IPF.Note");
    }

    @Test
    void whatMayNotBeReadOrDeletedIsLeftOut() {
        long below = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("below")))
                .folderId();
        long one = RopFixture.add(mailbox, inbox, "one");
        long secret = RopFixture.add(mailbox, below, "secret");
        RopFixture.grant(mailbox, mailbox.read(s -> s.folder(inbox)).parentId(), fixture.bob,
                Rights.FOLDER_VISIBLE);
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.FOLDER_VISIBLE | Rights.READ_ANY);
        RopFixture.grant(mailbox, below, fixture.bob, Rights.FOLDER_VISIBLE);
        try (RopSession session = fixture.session(fixture.bob)) {
            RopClient bob = new RopClient(session);
            int other = bob.open(bob.logon(fixture.alice), inbox);
            Replica his = Replica.ofMessages(bob, mailbox.info().replicaGuid(), other);
            bob.ask(other, copyFolder(0x10));
            StreamItems items = his.take(bob.handle(1), FastTransferRoot.TOP_FOLDER);
            StreamItem top = items.root.folders.getFirst();
            assertThat(top.messages).hasSize(1);
            assertThat(top.folders.getFirst().messages).isEmpty();
            assertThat(items.warnings).containsExactly(ErrorCodes.AccessDenied);
            int unread = bob.open(bob.logon(fixture.alice), below);
            bob.ask(unread, copyMessages(0, secret, secret + 1L));
            StreamItems none = his.take(bob.handle(1), FastTransferRoot.MESSAGE_LIST);
            assertThat(none.root.messages).isEmpty();
            assertThat(none.warnings).containsExactly(ErrorCodes.AccessDenied,
                    ErrorCodes.AccessDenied);
            other = bob.open(bob.logon(fixture.alice), inbox);
            bob.ask(other, copyMessages(RopFastTransferSourceCopyMessages.MOVE, one));
            StreamItems moved = his.take(bob.handle(1), FastTransferRoot.MESSAGE_LIST);
            assertThat(moved.root.messages).isEmpty();
            assertThat(moved.warnings).containsExactly(ErrorCodes.AccessDenied);
        }
    }

    /// Who may delete the own messages takes those.
    @Test
    void aMoveTakesWhatMayBeDeleted() {
        long ofAlice = RopFixture.add(mailbox, inbox, "of Alice");
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.FOLDER_VISIBLE | Rights.READ_ANY
                | Rights.CREATE | Rights.DELETE_OWNED);
        long own = RopFixture.add(fixture.store.open(mailbox.info().mailboxId(), new Access(
                fixture.bob.guid(), false, Set.of(fixture.bob.guid()))), inbox, "of Bob");
        try (RopSession session = fixture.session(fixture.bob)) {
            RopClient bob = new RopClient(session);
            int other = bob.open(bob.logon(fixture.alice), inbox);
            Replica his = Replica.ofMessages(bob, mailbox.info().replicaGuid(), other);
            bob.ask(other, copyMessages(RopFastTransferSourceCopyMessages.MOVE, ofAlice, own,
                    own + 1000));
            StreamItems moved = his.take(bob.handle(1), FastTransferRoot.MESSAGE_LIST);
            assertThat(moved.root.messages).hasSize(1);
            assertThat(moved.root.messages.getFirst().value(PropertyTags.PidTagSubject))
                    .isEqualTo("of Bob");
            assertThat(moved.warnings).containsExactly(ErrorCodes.AccessDenied,
                    ErrorCodes.NotFound);
            bob.ask(other, copyFolder(RopFastTransferSourceCopyFolder.MOVE));
            moved = his.take(bob.handle(1), FastTransferRoot.TOP_FOLDER);
            assertThat(moved.root.folders.getFirst().messages).hasSize(1);
            assertThat(moved.warnings).containsExactly(ErrorCodes.AccessDenied);
        }
    }

    // Requests

    @Test
    void whatIsNotKnownIsRefused() {
        long id = RopFixture.add(mailbox, inbox, "one");
        int message = openMessage(id);
        List<RopRequest> refused = List.of(copyTo(0, 0x10),
                new RopFastTransferSourceCopyTo.Request(0, 0, 1, 0, 0, 0x80, List.of()),
                copyProperties(),
                new RopFastTransferSourceCopyProperties.Request(0, 0, 1, 0, 0x10, SEND,
                        List.of(PropertyTags.PidTagSubject)));
        for (RopRequest each : refused) {
            assertThat(client.error(message, each)).isEqualTo(ErrorCodes.InvalidParameter);
        }
        assertThat(client.error(folder, copyMessages(0x40, id)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, copyMessages(0)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, copyFolder(0x20)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(logon, copyTo(0, 0))).isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(message, copyFolder(0))).isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(message,
                new RopFastTransferSourceGetBuffer.Request(0, 0, 0xBABE, 0x7000)))
                .isEqualTo(ErrorCodes.NotSupported);
        // Flags that are to be ignored.
        assertThat(client.ask(message, copyTo(0, 0x60E)).returnValue().isSuccess()).isTrue();
        assertThat(client.ask(message, new RopFastTransferSourceCopyTo.Request(0, 0, 1, 0, 0,
                0x61, List.of())).returnValue().isSuccess()).isTrue();
    }

    @Test
    void anotherServersVersionIsHeard() {
        int context = begin(folder, copyFolder(0));
        assertThat(client.ask(context, new RopTellVersion.Request(0, 0, 15, 1, 2)).returnValue()
                .isSuccess()).isTrue();
        assertThat(client.error(folder, new RopTellVersion.Request(0, 0, 15, 1, 2)))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void textsAreInTheFormThatIsAskedFor() {
        long id = RopFixture.add(mailbox, inbox, "Gr\u00fc\u00dfe");
        for (int options : new int[]{0, 1, 2, 3, 8, 9, 10, 11}) {
            StreamItem message = take(folder, new RopFastTransferSourceCopyMessages.Request(0, 0,
                    1, List.of(Ids.message(id)), 0, options),
                    FastTransferRoot.MESSAGE_LIST).root.messages.getFirst();
            assertThat(message.value(PropertyTags.PidTagSubject)).isEqualTo("Gr\u00fc\u00dfe");
            PropertyType type = Objects
                    .requireNonNull(message.properties.get(PropertyTags.PidTagSubject.id()))
                    .type();
            assertThat(type).isEqualTo(options == 0 ? PropertyType.STRING8 : PropertyType.STRING);
        }
    }

    // Buffers

    @Test
    void buffersHaveTheSizeThatIsAskedForAndProgress() {
        for (int i = 0; i < 40; i++) {
            RopFixture.add(mailbox, inbox, "message " + i + "x".repeat(400));
        }
        Long[] ids = Arrays.stream(mailbox.read(s -> s.index(inbox)).messageIds()).limit(40)
                .boxed().toArray(Long[]::new);
        int context = begin(folder, copyMessages(0, ids));
        List<Integer> progress = new ArrayList<>();
        int status = RopFastTransferSourceGetBuffer.PARTIAL;
        StreamItems items = new StreamItems(FastTransferRoot.MESSAGE_LIST);
        while (status == RopFastTransferSourceGetBuffer.PARTIAL) {
            RopFastTransferSourceGetBuffer.Response part = client.ask(context,
                    new RopFastTransferSourceGetBuffer.Request(0, 0, 3000, 0),
                    RopFastTransferSourceGetBuffer.Response.class);
            assertThat(part.transferBuffer().length()).isBetween(1, 3000);
            assertThat(part.totalStepCount()).isEqualTo(40);
            progress.add(part.inProgressCount());
            items.feed(part.transferBuffer());
            status = part.transferStatus();
        }
        items.finish();
        assertThat(status).isEqualTo(RopFastTransferSourceGetBuffer.DONE);
        assertThat(items.root.messages).hasSize(40);
        assertThat(progress).isSorted().endsWith(40);
        // After the end there is nothing more.
        RopFastTransferSourceGetBuffer.Response more = client.ask(context,
                new RopFastTransferSourceGetBuffer.Request(0, 0, 3000, 0),
                RopFastTransferSourceGetBuffer.Response.class);
        assertThat(more.transferBuffer().isEmpty()).isTrue();
        assertThat(more.transferStatus()).isEqualTo(RopFastTransferSourceGetBuffer.DONE);
    }

    @Test
    void aBufferThatTheAnswerHasNoRoomForIsSentBack() {
        for (int i = 0; i < 40; i++) {
            RopFixture.add(mailbox, inbox, "message " + i + "x".repeat(400));
        }
        int context = begin(folder, copyFolder(0));
        RopResponse answer = client.execute(List.of(context), RopClient.options(8000, false),
                new RopFastTransferSourceGetBuffer.Request(0, 0, 9000, 0)).getFirst().getFirst();
        assertThat(answer).isInstanceOf(RopBufferTooSmall.Response.class);
        assertThat(((RopBufferTooSmall.Response) answer).sizeNeeded()).isGreaterThan(9000);
        // What the server decides, fits.
        var part = (RopFastTransferSourceGetBuffer.Response) client.execute(List.of(context),
                RopClient.options(8000, false),
                new RopFastTransferSourceGetBuffer.Request(0, 0, 0xBABE, 0xFFFF)).getFirst()
                .getFirst();
        assertThat(part.transferBuffer().length()).isBetween(7000, 8000);
        StreamItems items = new StreamItems(FastTransferRoot.TOP_FOLDER);
        items.feed(part.transferBuffer());
        // More than any answer has, is as much as one has.
        var full = client.ask(context,
                new RopFastTransferSourceGetBuffer.Request(0, 0, 0xFFFF, 0),
                RopFastTransferSourceGetBuffer.Response.class);
        items.feed(full.transferBuffer());
        assertThat(full.transferBuffer().length()).isGreaterThan(0x7000);
        // An element that is not split has to fit.
        int other = begin(folder, copyFolder(0));
        assertThat(client.error(other, new RopFastTransferSourceGetBuffer.Request(0, 0, 1, 0)))
                .isEqualTo(ErrorCodes.TooBig);
    }

    @Test
    void buffersGoOnInFurtherPayloads() {
        for (int i = 0; i < 200; i++) {
            RopFixture.add(mailbox, inbox, "message " + i + "x".repeat(400));
        }
        int context = begin(folder, copyFolder(0));
        StreamItems items = new StreamItems(FastTransferRoot.TOP_FOLDER);
        List<List<RopResponse>> payloads = client.execute(List.of(context),
                RopClient.options(256 << 10, true),
                new RopFastTransferSourceGetBuffer.Request(0, 0, 0xBABE, 0x7BC0));
        assertThat(payloads.size()).isGreaterThan(3);
        for (List<RopResponse> payload : payloads) {
            var part = (RopFastTransferSourceGetBuffer.Response) payload.getFirst();
            assertThat(part.transferBuffer().length()).isLessThanOrEqualTo(0x7BC0);
            items.feed(part.transferBuffer());
        }
        items.finish();
        assertThat(items.root.folders.getFirst().messages).hasSize(200);
    }

    // Whatever comes

    @Test
    void cutAndChangedCallsNeverHurt() throws IOException {
        long id = delivered(MIXED);
        int message = openMessage(id);
        Random random = new Random(5);
        int runs = Integer.getInteger("rialto.fuzz.runs", 60);
        List<RopRequest> requests = List.of(copyTo(0, 0), copyFolder(0x10), copyMessages(0, id),
                copyProperties(PropertyTags.PidTagBody), taker.configuring(),
                new RopFastTransferSourceGetBuffer.Request(0, 0, 0xBABE, 0x7BC0),
                new RopFastTransferSourceGetBuffer.Request(0, 0, 100, 0));
        for (int run = 0; run < runs; run++) {
            int context = begin(folder, copyFolder(0x10));
            int sync = taker.begin();
            RopRequest request = requests.get(random.nextInt(requests.size()));
            byte[] call = RopClient.bytes(List.of(random.nextBoolean() ? context : sync, message,
                    folder), request);
            int from = ExtendedBuffer.HEADER_BYTES;
            for (int i = random.nextInt(4); i >= 0; i--) {
                call[from + random.nextInt(call.length - from)] = (byte) random.nextInt();
            }
            assertThatCode(() -> {
                try {
                    client.session.execute(call, RopClient.options(RopClient.MOST, true));
                } catch (CallError refused) {
                    assertThat(refused.code()).isNotNull();
                }
            }).doesNotThrowAnyException();
            client.release(context);
            client.release(sync);
        }
        assertDelivered(
                take(folder, copyMessages(0, id), FastTransferRoot.MESSAGE_LIST).root.messages
                        .getFirst());
    }
}
