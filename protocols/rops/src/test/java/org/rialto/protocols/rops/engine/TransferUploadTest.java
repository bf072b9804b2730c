package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.message.OpenAttachment;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.protocols.rops.sync.FastTransferEvent;
import org.rialto.protocols.rops.sync.FastTransferWriter;
import org.rialto.protocols.rops.sync.StringForm;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationConfigure;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBufferExtended;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyFolder;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyMessages;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyTo;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Folder;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageRow;
import org.rialto.store.NewMessage;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// What a fast transfer download gives, an upload takes, and the copy is equal. MS-OXCFXICS
/// §3.2.5.8.2 and §2.2.3.1.2.1.1.
class TransferUploadTest extends AliceAtInbox {
    private static final UUID SET = UUID.fromString("12345678-9abc-def0-1234-56789abcdef0");
    private static final int COPY_TO = RopFastTransferDestinationConfigure.COPY_TO;
    private static final int COPY_MESSAGES = RopFastTransferDestinationConfigure.COPY_MESSAGES;
    private static final int COPY_FOLDER = RopFastTransferDestinationConfigure.COPY_FOLDER;
    /// What a copy has of its own: where it is, when it was made and by whom, how large it is.
    private static final Set<Integer> OWN = Set.of(PropertyTags.PidTagMid.id(),
            PropertyTags.PidTagFolderId.id(), PropertyTags.PidTagParentFolderId.id(),
            PropertyTags.PidTagChangeNumber.id(), PropertyTags.PidTagEntryId.id(),
            PropertyTags.PidTagParentEntryId.id(), PropertyTags.PidTagSourceKey.id(),
            PropertyTags.PidTagParentSourceKey.id(), PropertyTags.PidTagInstanceKey.id(),
            PropertyTags.PidTagRecordKey.id(), PropertyTags.PidTagChangeKey.id(),
            PropertyTags.PidTagPredecessorChangeList.id(), PropertyTags.PidTagMessageSize.id(),
            PropertyTags.PidTagCreationTime.id(),
            PropertyTags.PidTagLastModificationTime.id(), PropertyTags.PidTagSearchKey.id(),
            PropertyTags.PidTagLocalCommitTime.id(), PropertyTags.PidTagCreatorName.id(),
            PropertyTags.PidTagCreatorEntryId.id(), PropertyTags.PidTagLastModifierName.id(),
            PropertyTags.PidTagLastModifierEntryId.id(), PropertyTags.PidTagAttachSize.id(),
            PropertyTags.PidTagMessageFlags.id(), PropertyTags.PidTagAccess.id(),
            PropertyTags.PidTagAccessLevel.id(), PropertyTags.PidTagTrustSender.id(),
            PropertyTags.PidTagMessageLocaleId.id(), PropertyTags.PidTagLocaleId.id(),
            PropertyTags.PidTagHasNamedProperties.id(), PropertyTags.PidTagNativeBody.id(),
            PropertyTags.PidTagRtfInSync.id(), PropertyTags.PidTagRtfCompressed.id(),
            PropertyTags.PidTagAttachNumber.id());
    private long drafts;
    private int from;
    private int into;

    @BeforeEach
    void open() {
        drafts = RopFixture.folder(mailbox, SpecialFolder.DRAFTS);
        from = client.open(logon, inbox);
        into = client.open(logon, drafts);
    }

    // Messages

    private BlobRef blob(byte[] bytes) throws IOException {
        try (BlobWriter out = fixture.store.blobs().create()) {
            out.write(bytes);
            return out.finish();
        }
    }

    private static byte[] random(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private long add(long folderId, MessageContent content, boolean associated) {
        NewMessage message = new NewMessage(content, associated, 0, Set.of(), RopFixture.RECEIVED,
                null, null);
        return mailbox.write(change -> change.addMessage(folderId, message)).messageId();
    }

    private MessageContent rich() throws IOException {
        int named = mailbox.write(change -> change
                .registerNamedProperty(PropertyName.of(SET, "Colour")));
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagMessageClass, "IPM.Note")
                .set(PropertyTags.PidTagSubject, "RE: Pläne")
                .set(PropertyTags.PidTagSubjectPrefix, "RE: ")
                .set(PropertyTags.PidTagNormalizedSubject, "Pläne")
                .set(PropertyTags.PidTagBody, "Grüße ".repeat(40_000))
                .set(PropertyTags.PidTagImportance, 2)
                .set(PropertyTags.PidTagSensitivity, 1)
                .set(PropertyTags.PidTagClientSubmitTime, Instant.parse("2026-02-03T04:05:06Z"))
                .set(PropertyTags.PidTagDisplayTo, "Bob").set(PropertyTags.PidTagDisplayCc, "")
                .set(PropertyTags.PidTagDisplayBcc, "")
                .set(PropertyTag.of(named, PropertyType.STRING), "blau")
                .set(PropertyTag.of(0x5000, PropertyType.BINARY),
                        Binary.wrap(random(100_000, 1)));
        PropertyBag recipient = new PropertyBag().set(PropertyTags.PidTagRowid, 0)
                .set(PropertyTags.PidTagDisplayName, "Bob")
                .set(PropertyTags.PidTagRecipientType, 1)
                .set(PropertyTags.PidTagEmailAddress, "bob@example.com")
                .set(PropertyTags.PidTagAddressType, "SMTP");
        PropertyBag inner = new PropertyBag().set(PropertyTags.PidTagSubject, "inner")
                .set(PropertyTags.PidTagSubjectPrefix, "")
                .set(PropertyTags.PidTagNormalizedSubject, "inner")
                .set(PropertyTags.PidTagMessageClass, "IPM.Note")
                .set(PropertyTags.PidTagImportance, 1).set(PropertyTags.PidTagSensitivity, 0)
                .set(PropertyTags.PidTagDisplayTo, "").set(PropertyTags.PidTagDisplayCc, "")
                .set(PropertyTags.PidTagDisplayBcc, "");
        return new MessageContent(bag, List.of(recipient), List.of(
                attachment(0, "small.bin",
                        new AttachmentData.Inline("hello".getBytes(StandardCharsets.UTF_8))),
                attachment(1, "large.bin", new AttachmentData.InBlob(blob(random(3 << 20, 2)))),
                new Attachment(2, new PropertyBag().set(PropertyTags.PidTagAttachMethod, 5)
                        .set(PropertyTags.PidTagRenderingPosition, -1)
                        .set(PropertyTags.PidTagDisplayName, "inner"),
                        new AttachmentData.Embedded(new MessageContent(inner, List.of(),
                                List.of(attachment(0, "deep.bin", new AttachmentData.InBlob(
                                        blob(random(70_000, 3))))))))));
    }

    private static Attachment attachment(int number, String name, AttachmentData data) {
        return new Attachment(number, new PropertyBag().set(PropertyTags.PidTagAttachMethod, 1)
                .set(PropertyTags.PidTagRenderingPosition, -1)
                .set(PropertyTags.PidTagAttachLongFilename, name), data);
    }

    private long addMime() throws IOException {
        String mime = "From: Carol <carol@example.com>\r\nTo: Alice <alice@example.com>\r\n"
                + "Subject: Re: of MIME\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Gr\u00fc\u00dfe</p>\r\n--b\r\n"
                + "Content-Type: text/plain; name=a.txt\r\n"
                + "Content-Disposition: attachment; filename=a.txt\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n";
        byte[] bytes = mime.getBytes(StandardCharsets.UTF_8);
        BlobRef blob = blob(bytes);
        NewMessage message = MimeMessages.toNewMessage(blob, MimeScanner.scan(bytes),
                (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, (int) length), 0,
                Set.of(), RopFixture.RECEIVED);
        return mailbox.write(change -> change.addMessage(inbox, message)).messageId();
    }

    // Streams

    private byte[] download(int source, RopRequest begin) {
        assertThat(client.ask(source, begin).returnValue().isSuccess()).isTrue();
        int context = client.handle(1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int status = RopFastTransferSourceGetBuffer.PARTIAL;
        while (status == RopFastTransferSourceGetBuffer.PARTIAL) {
            var buffer = client.ask(context,
                    new RopFastTransferSourceGetBuffer.Request(0, 0, 15_000, 0),
                    RopFastTransferSourceGetBuffer.Response.class);
            all.writeBytes(buffer.transferBuffer().toByteArray());
            status = buffer.transferStatus();
        }
        assertThat(status).isEqualTo(RopFastTransferSourceGetBuffer.DONE);
        client.release(context);
        return all.toByteArray();
    }

    private byte[] messages(long... ids) {
        return download(from, new RopFastTransferSourceCopyMessages.Request(0, 0, 1,
                Arrays.stream(ids).mapToObj(Ids::message).toList(), 0,
                RopFastTransferSourceCopyMessages.SEND_FORCE_UNICODE));
    }

    private int configure(int target, int operation) {
        client.ask(target, new RopFastTransferDestinationConfigure.Request(0, 0, 1, operation, 0),
                RopFastTransferDestinationConfigure.Response.class);
        return client.handle(1);
    }

    private ErrorCode put(int context, byte[] bytes) {
        return client.error(context, new RopFastTransferDestinationPutBuffer.Request(0, 0,
                Binary.wrap(bytes)));
    }

    /// In pieces of random sizes.
    private ErrorCode upload(int context, byte[] stream, long seed) {
        Random random = new Random(seed);
        for (int at = 0; at < stream.length;) {
            int size = Math.min(stream.length - at, 1 + random.nextInt(30_000));
            ErrorCode code = put(context, Arrays.copyOfRange(stream, at, at + size));
            if (!code.isSuccess()) {
                return code;
            }
            at += size;
        }
        return ErrorCodes.Success;
    }

    private void taken(int target, int operation, byte[] stream) {
        int context = configure(target, operation);
        assertThat(upload(context, stream, 7)).isEqualTo(ErrorCodes.Success);
        client.release(context);
    }

    // What is there

    private OpenMessage message(long id) {
        MessageContext context = new MessageContext(mailbox, fixture.store.blobs(),
                new ObjectIds(mailbox.info()), "", Binary.EMPTY, ObjectSpace.unlimited());
        return OpenMessage.open(context, id, false, StandardCharsets.UTF_8);
    }

    /// All that two messages that are equal have in common.
    private TreeMap<String, Object> contents(OpenMessage message) {
        TreeMap<String, Object> all = new TreeMap<>();
        properties("", message, all);
        for (PropertyBag each : message.recipients()) {
            // Where they are not set, they follow from the address.
            each.forEach(value -> {
                if (value.id() != PropertyTags.PidTagEntryId.id()
                        && value.id() != PropertyTags.PidTagSearchKey.id()) {
                    all.put("recipient " + each.getInteger32(PropertyTags.PidTagRowid, -1) + " "
                            + value.tag(), value.value());
                }
            });
        }
        int n = 0;
        for (int number : message.attachmentNumbers()) {
            OpenAttachment attachment = message.openAttachment(number, false);
            String name = "attachment " + n++ + " ";
            properties(name, attachment, all);
            if (attachment.method() == OpenAttachment.EMBEDDED_MESSAGE) {
                contents(attachment.openEmbedded(false, false))
                        .forEach((key, value) -> all.put(name + key, value));
            }
        }
        return all;
    }

    private static void properties(String name, OpenObject object, TreeMap<String, Object> all) {
        for (PropertyTag tag : object.tags()) {
            Object value = OWN.contains(tag.id()) ? null : object.get(tag);
            if (value != null) {
                all.put(name + tag, value);
            }
        }
    }

    private List<MessageRow> rows(long folderId, boolean associated) {
        return mailbox.read(s -> s.contents(folderId, associated, 1, 1000, Set.of()));
    }

    private void isCopy(long copy, long original) {
        TreeMap<String, Object> expected = contents(message(original));
        assertThat(expected).hasSizeGreaterThan(3);
        TreeMap<String, Object> found = contents(message(copy));
        List<String> differences = new ArrayList<>();
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        for (String key : keys) {
            if (!Objects.equals(expected.get(key), found.get(key))) {
                differences.add(key + ": " + shortened(expected.get(key)) + " became "
                        + shortened(found.get(key)));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.substring(0, Math.min(80, text.length()));
    }

    @Test
    void messagesComeOutAsTheyWentIn() throws IOException {
        long rich = add(inbox, rich(), false);
        long mime = addMime();
        long settings = add(inbox, new MessageContent(new PropertyBag()
                .set(PropertyTags.PidTagSubject, "settings")
                .set(PropertyTags.PidTagSubjectPrefix, "")
                .set(PropertyTags.PidTagNormalizedSubject, "settings")
                .set(PropertyTags.PidTagMessageClass, "IPM.Configuration.X")
                .set(PropertyTags.PidTagDisplayTo, "").set(PropertyTags.PidTagDisplayCc, "")
                .set(PropertyTags.PidTagDisplayBcc, "")
                .set(PropertyTags.PidTagImportance, 1).set(PropertyTags.PidTagSensitivity, 0),
                List.of(), List.of()), true);
        taken(into, COPY_MESSAGES, messages(rich, mime, settings));
        List<MessageRow> copies = rows(drafts, false);
        assertThat(copies).hasSize(2);
        isCopy(copies.get(0).messageId(), rich);
        isCopy(copies.get(1).messageId(), mime);
        isCopy(rows(drafts, true).getFirst().messageId(), settings);
    }

    @Test
    void aMessageIsWrittenIntoAnOpenOneAndIsThereWhenThatIsSaved() throws IOException {
        long rich = add(inbox, rich(), false);
        client.ask(from, new RopOpenMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox), 0,
                Ids.message(rich)), RopOpenMessage.Response.class);
        byte[] stream = download(client.handle(1), new RopFastTransferSourceCopyTo.Request(0, 0, 1,
                0, 0, RopFastTransferSourceCopyTo.SEND_FORCE_UNICODE, List.of()));
        int made = client.create(into, drafts);
        int context = configure(made, COPY_TO);
        for (int at = 0; at < stream.length; at += 20_000) {
            byte[] part = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 20_000));
            var response = client.ask(context,
                    new RopFastTransferDestinationPutBufferExtended.Request(0, 0,
                            Binary.wrap(part)),
                    RopFastTransferDestinationPutBufferExtended.Response.class);
            assertThat(response.bufferUsedSize()).isEqualTo(part.length);
        }
        assertThat(rows(drafts, false)).isEmpty();
        client.ask(made, new RopSaveChangesMessage.Request(0, 0, 0, 0),
                RopSaveChangesMessage.Response.class);
        isCopy(rows(drafts, false).getFirst().messageId(), rich);
    }

    @Test
    void aFolderComesWithAllThatIsInIt() throws IOException {
        long rich = add(inbox, rich(), false);
        mailbox.<Boolean>write(change -> {
            Folder below = change.createFolder(inbox, org.rialto.store.NewFolder.generic("Below"));
            change.setFolderProperties(below.folderId(),
                    new PropertyBag().set(PropertyTags.PidTagComment, "a note"), Set.of());
            return true;
        });
        long below = mailbox.read(s -> s.child(inbox, "Below").orElseThrow().folderId());
        long deep = RopFixture.add(mailbox, below, "deep");
        byte[] stream = download(from, new RopFastTransferSourceCopyFolder.Request(0, 0, 1,
                RopFastTransferSourceCopyFolder.COPY_SUBFOLDERS,
                RopFastTransferSourceCopyFolder.SEND_FORCE_UNICODE));
        taken(into, COPY_FOLDER, stream);
        Folder copy = mailbox.read(s -> s.child(drafts, "Inbox").orElseThrow());
        assertThat(copy.contentCount()).isEqualTo(1);
        isCopy(rows(copy.folderId(), false).getFirst().messageId(), rich);
        Folder copyBelow = mailbox.read(s -> s.child(copy.folderId(), "Below").orElseThrow());
        assertThat(mailbox.read(s -> s.folderProperties(copyBelow.folderId()))
                .getString(PropertyTags.PidTagComment)).isEqualTo("a note");
        assertThat(rows(copyBelow.folderId(), false)).hasSize(1);
        assertThat(message(rows(copyBelow.folderId(), false).getFirst().messageId())
                .get(PropertyTags.PidTagSubject)).isEqualTo(
                        message(deep).get(PropertyTags.PidTagSubject));
        // There is one of that name now.
        assertThat(upload(configure(into, COPY_FOLDER), stream, 1))
                .isEqualTo(ErrorCodes.CollidingNames);
    }

    @Test
    void whatIsInAFolderGoesIntoAnother() {
        RopFixture.add(mailbox, inbox, "new");
        long old = RopFixture.add(mailbox, drafts, "old");
        byte[] stream = download(from, new RopFastTransferSourceCopyTo.Request(0, 0, 1, 0, 0,
                RopFastTransferSourceCopyTo.SEND_FORCE_UNICODE,
                List.of(PropertyTags.PidTagDisplayName, PropertyTags.PidTagContainerHierarchy)));
        taken(into, COPY_TO, stream);
        assertThat(rows(drafts, false).stream()
                .map(row -> message(row.messageId()).get(PropertyTags.PidTagSubject)))
                .contains("new");
        assertThat(mailbox.read(s -> s.folder(drafts)).name()).isEqualTo("Drafts");
        assertThat(old).isPositive();
    }

    // What goes wrong

    @Test
    void refusesWhatCannotBe() {
        for (int[] bad : new int[][]{{0, 0}, {5, 0}, {COPY_TO, 2}, {COPY_MESSAGES, 0x80}}) {
            assertThat(client.error(into, new RopFastTransferDestinationConfigure.Request(0, 0, 1,
                    bad[0], bad[1]))).isEqualTo(ErrorCodes.InvalidParameter);
        }
        client.create(into, drafts);
        assertThat(client.error(client.handle(1), new RopFastTransferDestinationConfigure.Request(
                0, 0, 1, COPY_MESSAGES, 0))).isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(logon, new RopFastTransferDestinationConfigure.Request(0, 0, 1,
                COPY_TO, 0))).isEqualTo(ErrorCodes.NotSupported);
        assertThat(put(into, new byte[]{1})).isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void aStreamThatEndsWithinAMessageLeavesNothingOfIt() throws IOException {
        byte[] stream = messages(add(inbox, rich(), false));
        for (int cut : new int[]{4, 100, 5_000, stream.length - 4}) {
            int context = configure(into, COPY_MESSAGES);
            assertThat(upload(context, Arrays.copyOf(stream, cut), cut).isSuccess()).isTrue();
            client.release(context);
            assertThat(rows(drafts, false)).isEmpty();
        }
    }

    @Test
    void aStreamThatFailedTakesNoMore() {
        byte[] stream = messages(RopFixture.add(mailbox, inbox, "one"));
        int context = configure(into, COPY_MESSAGES);
        assertThat(put(context, stream).isSuccess()).isTrue();
        assertThat(put(context, new byte[]{1, 2, 3, 4, 5, 6, 7, 8}))
                .isEqualTo(ErrorCodes.FormatError);
        assertThat(put(context, stream)).isEqualTo(ErrorCodes.FormatError);
        assertThat(rows(drafts, false)).hasSize(1);
    }

    @Test
    void aMessageHoldsNoMoreInMemoryThanItMay() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        writer.write(new FastTransferEvent.StartMessage(false));
        int context = configure(into, COPY_MESSAGES);
        ErrorCode code = put(context, writer.take(30_000));
        for (int n = 0; n < 5 && code.isSuccess(); n++) {
            writer.write(FastTransferEvent.Property.of(
                    PropertyTag.of(0x5000 + n, PropertyType.BINARY),
                    Binary.wrap(new byte[20 << 20])));
            while (writer.buffered() > 0 && code.isSuccess()) {
                code = put(context, writer.take(30_000));
            }
        }
        assertThat(code).isEqualTo(ErrorCodes.TooBig);
        assertThat(rows(drafts, false)).isEmpty();
    }

    /// §3.2.5.11.
    @Test
    void whatServersKeepForThemselvesIsIgnored() {
        PropertyTag internal = new PropertyTag(0x66EE0003);
        PropertyTag usual = new PropertyTag(0x68010003);
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        for (FastTransferEvent each : List.of(new FastTransferEvent.StartMessage(false),
                FastTransferEvent.Property.of(internal, 7),
                FastTransferEvent.Property.of(usual, 7), FastTransferEvent.Mark.END_MESSAGE)) {
            writer.write(each);
        }
        taken(into, COPY_MESSAGES, writer.take(1_000));
        long id = rows(drafts, false).getFirst().messageId();
        PropertyBag bag = mailbox.read(s -> s.content(id)).properties();
        assertThat(bag.contains(usual)).isTrue();
        assertThat(bag.contains(internal)).isFalse();
    }

    @Test
    void mutatedStreamsNeverHurt() throws IOException {
        long plain = RopFixture.add(mailbox, inbox, "plain");
        MessageContent content = rich();
        content.properties().set(PropertyTags.PidTagBody, "short")
                .remove(PropertyTag.of(0x5000, PropertyType.BINARY));
        AttachmentData.Embedded inner = (AttachmentData.Embedded) content.attachments().get(2)
                .data();
        long rich = add(inbox, new MessageContent(content.properties(), content.recipients(),
                List.of(content.attachments().get(0),
                        new Attachment(1, content.attachments().get(2).properties(),
                                new AttachmentData.Embedded(new MessageContent(
                                        inner.message().properties(), content.recipients(),
                                        List.of()))))),
                false);
        byte[] stream = messages(plain, rich, addMime());
        Random random = new Random(20261121);
        int runs = Integer.getInteger("rialto.fuzz.runs", 60);
        List<ErrorCode> codes = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            byte[] mutated = stream.clone();
            int changes = 1 + random.nextInt(4);
            for (int n = 0; n < changes; n++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            int before = rows(drafts, false).size();
            int context = configure(into, COPY_MESSAGES);
            ErrorCode code = upload(context, mutated, run);
            codes.add(code);
            client.release(context);
            assertThat(code).as("run %s", run).isNotEqualTo(ErrorCodes.GeneralFailure);
            List<MessageRow> after = rows(drafts, false);
            assertThat(after.size() - before).isLessThanOrEqualTo(3);
            for (MessageRow row : after.subList(before, after.size())) {
                contents(message(row.messageId())); // whole, whatever it says
            }
        }
        assertThat(codes).contains(ErrorCodes.FormatError);
    }
}
