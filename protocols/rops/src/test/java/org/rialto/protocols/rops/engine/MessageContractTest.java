package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RecipientRow;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.attachment.*;
import org.rialto.protocols.rops.wire.message.*;
import org.rialto.protocols.rops.wire.message.RopSetReadFlags;
import org.rialto.protocols.rops.wire.property.*;
import org.rialto.protocols.rops.wire.stream.*;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.store.BlobRef;
import org.rialto.store.FolderType;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewFolder;
import org.rialto.store.Rights;
import org.rialto.store.SearchCriteria;
import org.rialto.store.SpecialFolder;

/// Messages, attachments, properties and streams, by what goes over the wire. MS-OXCMSG §3.2.5,
/// MS-OXCPRPT §3.2.5.
class MessageContractTest extends AliceAtInbox {

    // What a client does

    private int create() { return client.create(folder, inbox); }

    private RopOpenMessage.Request opening(long id, int mode) {
        return new RopOpenMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox), mode,
                Ids.message(id));
    }

    private static RopSaveChangesMessage.Request saving(int flags) {
        return new RopSaveChangesMessage.Request(0, 0, 0, flags);
    }

    private PropertyCell cell(int object, PropertyTag tag) { return cell(object, tag, 0); }

    private PropertyCell cell(int object, PropertyTag tag, int limit) {
        Binary data = client.ask(object, new RopGetPropertiesSpecific.Request(0, 0, limit, true,
                List.of(tag)), RopGetPropertiesSpecific.Response.class).rowData();
        return PropertyRow.read(data.reader(), List.of(tag), RopClient.FORMAT).cells().getFirst();
    }

    private Object get(int object, PropertyTag tag) {
        Object value = cell(object, tag).valueOrNull();
        return value == null ? "nothing" : value;
    }

    /// As one is told who asks for these bodies only. MS-OXBBODY §2.1.3.1.
    private Object nativeBody(int message, PropertyTag... bodies) {
        List<PropertyTag> tags = new ArrayList<>(List.of(bodies));
        tags.add(PropertyTags.PidTagNativeBody);
        Binary data = client.ask(message, new RopGetPropertiesSpecific.Request(0, 0, 0, true,
                tags), RopGetPropertiesSpecific.Response.class).rowData();
        return Objects.requireNonNull(PropertyRow.read(data.reader(), tags, RopClient.FORMAT)
                .value(bodies.length));
    }

    private int stream(int object, PropertyTag tag, int mode) {
        client.ask(object, new RopOpenStream.Request(0, 0, 1, tag, mode),
                RopOpenStream.Response.class);
        return client.handle(1);
    }

    private void write(int stream, byte[] bytes) {
        assertThat(client.ask(stream, new RopWriteStream.Request(0, 0, Binary.wrap(bytes)),
                RopWriteStream.Response.class).writtenSize()).isEqualTo(bytes.length);
    }

    private byte[] readAll(int stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (;;) {
            Binary part = client.ask(stream, new RopReadStream.Request(0, 0, 0x6000, 0),
                    RopReadStream.Response.class).data();
            if (part.isEmpty()) {
                return all.toByteArray();
            }
            all.write(part.toByteArray());
        }
    }

    private int attachment(int message) {
        client.ask(message, new RopCreateAttachment.Request(0, 0, 1),
                RopCreateAttachment.Response.class);
        return client.handle(1);
    }

    private void saveAttachment(int attachment) {
        client.ask(attachment, new RopSaveChangesAttachment.Request(0, 0, 0,
                RopSaveChangesAttachment.KEEP_OPEN_READ_WRITE),
                RopSaveChangesAttachment.Response.class);
    }

    private int embedded(int attachment, int mode) {
        client.ask(attachment, new RopOpenEmbeddedMessage.Request(0, 0, 1, 0x0FFF, mode),
                RopOpenEmbeddedMessage.Response.class);
        return client.handle(1);
    }

    private void recipient(int message, int rowId, String name, String address) {
        RecipientRow row = new RecipientRow(
                new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP), false, true, false,
                address, name, null, null, new PropertyRow(List.of()));
        client.ask(message, new RopModifyRecipients.Request(0, 0, List.of(),
                List.of(new ModifyRecipientRow(rowId, 1, row))),
                RopModifyRecipients.Response.class);
    }

    private MessageRow row(long id) {
        return mailbox.read(s -> s.message(id, EnumSet.allOf(MessagePart.class)));
    }

    /// As IMAP gives it.
    private String mime(long id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MimeGeneration(fixture.store.blobs()).write(mailbox, row(id), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    // What becomes of it

    @Test
    void aNewMessageIsThereOnceItIsSaved() throws IOException {
        int message = create();
        assertThat(get(message, PropertyTags.PidTagMessageClass)).isEqualTo("IPM.Note");
        assertThat(get(message, PropertyTags.PidTagMessageFlags)).isEqualTo(0x409);
        assertThat(get(message, PropertyTags.PidTagAccessLevel)).isEqualTo(1);
        client.set(message, PropertyTags.PidTagSubject, "RE: gr\u00fcn");
        client.set(message, PropertyTags.PidTagBody, "hello");
        assertThat(get(message, PropertyTags.PidTagSubjectPrefix)).isEqualTo("RE: ");
        assertThat(get(message, PropertyTags.PidTagNormalizedSubject)).isEqualTo("gr\u00fcn");
        recipient(message, 0, "Dave", "dave@example.com");
        assertThat(get(message, PropertyTags.PidTagDisplayTo)).isEqualTo("Dave");
        assertThat(mailbox.read(s -> s.folder(inbox)).contentCount()).isZero();
        long id = client.save(message);
        assertThat(row(id).flags()).isEqualTo(MessageFlags.READ | MessageFlags.UNSENT);
        assertThat(get(message, PropertyTags.PidTagMid)).isEqualTo(Ids.message(id).toLong());
        String mime = mime(id);
        assertThat(mime).contains("To: Dave <dave@example.com>").contains("hello");
        RopOpenMessage.Response opened = client.ask(folder,
                opening(id, RopOpenMessage.READ_ONLY), RopOpenMessage.Response.class);
        assertThat(opened.message().normalizedSubject().text()).isEqualTo("gr\u00fcn");
        assertThat(opened.message().recipientRows().getFirst().recipient().displayName())
                .isEqualTo("Dave");
    }

    @Test
    void whatIsNotThereOrNotAllowedIsRefused() {
        long id = RopFixture.add(mailbox, inbox, "one");
        assertThat(client.error(folder, opening(id + 1000, 0))).isEqualTo(ErrorCodes.NotFound);
        long other = RopFixture.folder(mailbox, org.rialto.store.SpecialFolder.SENT_ITEMS);
        assertThat(client.error(folder, new RopOpenMessage.Request(0, 0, 1, 0x0FFF,
                Ids.folder(other), 0, Ids.message(id)))).isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(folder, new RopOpenMessage.Request(0, 0, 1, 4711,
                Ids.folder(inbox), 0, Ids.message(id)))).isEqualTo(ErrorCodes.UnknownCodePage);
        client.ask(folder, opening(id, RopOpenMessage.READ_ONLY), RopOpenMessage.Response.class);
        int message = client.handle(1);
        assertThat(client.error(message, saving(0))).isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(client.error(message, new RopSetProperties.Request(0, 0,
                List.of(PropertyValue.of(PropertyTags.PidTagSubject, "two")))))
                .isEqualTo(ErrorCodes.AccessDenied);
        assertThat(client.error(folder, new RopRemoveAllRecipients.Request(0, 0, 0)))
                .isEqualTo(ErrorCodes.NullObject);
    }

    @Test
    void whoSavesSecondIsToldAndOverwritesOnlyByForce() {
        long id = RopFixture.add(mailbox, inbox, "one");
        int first = openMessage(id);
        int second = openMessage(id);
        client.set(first, PropertyTags.PidTagSubject, "first");
        client.set(second, PropertyTags.PidTagSubject, "second");
        assertThat(get(second, PropertyTags.PidTagSubject)).isEqualTo("second");
        client.save(first);
        assertThat(client.error(second, saving(RopSaveChangesMessage.KEEP_OPEN_READ_WRITE)))
                .isEqualTo(ErrorCodes.ObjectChanged);
        assertThat(row(id).properties().getString(PropertyTags.PidTagSubject))
                .isEqualTo("first");
        client.ask(second, saving(RopSaveChangesMessage.FORCE_SAVE),
                RopSaveChangesMessage.Response.class);
        assertThat(row(id).properties().getString(PropertyTags.PidTagSubject))
                .isEqualTo("second");
        client.ask(second, saving(RopSaveChangesMessage.KEEP_OPEN_READ_ONLY),
                RopSaveChangesMessage.Response.class);
        assertThat(get(second, PropertyTags.PidTagAccessLevel)).isEqualTo(0);
    }

    @Test
    void mailFromOutsideHasItsPropertiesAndKeepsItsMime() throws IOException {
        long id = delivered(MIXED);
        BlobRef mime = row(id).mime();
        int message = openMessage(id);
        assertThat(get(message, PropertyTags.PidTagSubjectPrefix)).isEqualTo("Re: ");
        assertThat(get(message, PropertyTags.PidTagHasAttachments)).isEqualTo(true);
        assertThat((String) get(message, PropertyTags.PidTagBody)).contains("Gr\u00fc\u00dfe");
        assertThat(new String(((Binary) get(message, PropertyTags.PidTagHtml)).toByteArray(),
                StandardCharsets.UTF_8)).contains("<p>Gr\u00fc\u00dfe</p>");
        assertThat(((Binary) get(message, PropertyTags.PidTagRtfCompressed)).length())
                .isPositive();
        assertThat((String) get(message, PropertyTags.PidTagTransportMessageHeaders))
                .contains("Message-ID: <1@example.com>");
        client.set(message, PropertyTags.PidTagFlagStatus, 2);
        client.save(message);
        assertThat(row(id).mime()).isEqualTo(mime);
        assertThat(row(id).flags() & MessageFlags.FLAGGED).isNotZero();
        client.set(message, PropertyTags.PidTagSubject, "other");
        client.save(message);
        assertThat(row(id).mime()).isNull();
        assertThat(mime(id)).contains("Subject: other").contains("<p>Gr").contains("aGVsbG8=")
                .contains("Subject: inner").contains("Carol <carol@example.com>");
    }

    @Test
    void attachmentsAndEmbeddedMessagesOfMailAreOpened() throws IOException {
        int message = openMessage(delivered(MIXED));
        assertThat(client.ask(message, new RopGetValidAttachments.Request(0, 0),
                RopGetValidAttachments.Response.class).attachmentIds()).containsExactly(0, 1);
        int file = client.openAttachment(message, 0);
        assertThat(get(file, PropertyTags.PidTagAttachLongFilename)).isEqualTo("a.txt");
        assertThat(get(file, PropertyTags.PidTagAttachDataBinary))
                .isEqualTo(Binary.wrap("hello".getBytes(StandardCharsets.UTF_8)));
        int inner = embedded(client.openAttachment(message, 1), RopOpenEmbeddedMessage.READ_ONLY);
        assertThat(get(inner, PropertyTags.PidTagSubject)).isEqualTo("inner");
        assertThat((String) get(inner, PropertyTags.PidTagBody)).contains("within");
        assertThat(client.error(message, new RopOpenAttachment.Request(0, 0, 1, 0, 9)))
                .isEqualTo(ErrorCodes.NotFound);
    }

    @Test
    void attachmentsAreSavedInTwoSteps() throws IOException {
        int message = create();
        int attachment = attachment(message);
        assertThat(get(attachment, PropertyTags.PidTagRenderingPosition)).isEqualTo(-1);
        client.set(attachment, PropertyTags.PidTagAttachMethod, 1);
        client.set(attachment, PropertyTags.PidTagAttachLongFilename, "big.bin");
        byte[] big = new byte[3 << 20];
        new Random(1).nextBytes(big);
        int stream = stream(attachment, PropertyTags.PidTagAttachDataBinary,
                RopOpenStream.CREATE);
        for (int at = 0; at < big.length; at += 0x7000) {
            write(stream, java.util.Arrays.copyOfRange(big, at,
                    Math.min(big.length, at + 0x7000)));
        }
        client.ask(stream, new RopCommitStream.Request(0, 0), RopCommitStream.Response.class);
        client.release(stream);
        assertThat(client.ask(message, new RopGetValidAttachments.Request(0, 0),
                RopGetValidAttachments.Response.class).attachmentIds()).isEmpty();
        saveAttachment(attachment);
        long id = client.save(message);
        assertThat(row(id).flags() & MessageFlags.HAS_ATTACHMENTS).isNotZero();
        int again = openMessage(id);
        int opened = client.openAttachment(again, 0);
        assertThat(cell(opened, PropertyTags.PidTagAttachDataBinary))
                .isEqualTo(PropertyCell.failed(ErrorCodes.OutOfMemory));
        assertThat(readAll(stream(opened, PropertyTags.PidTagAttachDataBinary,
                RopOpenStream.READ_ONLY))).isEqualTo(big);
        client.ask(again, new RopGetAttachmentTable.Request(0, 0, 1, 0),
                RopGetAttachmentTable.Response.class);
        int table = client.handle(1);
        client.ask(table, new RopSetColumns.Request(0, 0, 0,
                List.of(PropertyTags.PidTagAttachLongFilename)), RopSetColumns.Response.class);
        assertThat(client.ask(table, new RopQueryRows.Request(0, 0, 0, true, 10),
                RopQueryRows.Response.class).rowCount()).isEqualTo(1);
        client.ask(again, new RopDeleteAttachment.Request(0, 0, 0),
                RopDeleteAttachment.Response.class);
        assertThat(get(again, PropertyTags.PidTagHasAttachments)).isEqualTo(false);
        client.save(again);
        assertThat(row(id).flags() & MessageFlags.HAS_ATTACHMENTS).isZero();
    }

    @Test
    void messagesAreEmbeddedInOneAnother() throws IOException {
        int message = create();
        client.set(message, PropertyTags.PidTagSubject, "outer");
        int attachment = attachment(message);
        int inner = embedded(attachment, RopOpenEmbeddedMessage.CREATE);
        client.set(inner, PropertyTags.PidTagSubject, "middle");
        int innerAttachment = attachment(inner);
        int innermost = embedded(innerAttachment, RopOpenEmbeddedMessage.CREATE);
        client.set(innermost, PropertyTags.PidTagSubject, "core");
        client.save(innermost);
        saveAttachment(innerAttachment);
        client.save(inner);
        saveAttachment(attachment);
        long id = client.save(message);
        int again = openMessage(id);
        int middle = embedded(client.openAttachment(again, 0), RopOpenEmbeddedMessage.READ_ONLY);
        assertThat(get(middle, PropertyTags.PidTagSubject)).isEqualTo("middle");
        int core = embedded(client.openAttachment(middle, 0), RopOpenEmbeddedMessage.READ_ONLY);
        assertThat(get(core, PropertyTags.PidTagSubject)).isEqualTo("core");
        assertThat(mime(id)).contains("Subject: middle").contains("Subject: core");
    }

    @Test
    void recipientsAreChangedRowByRow() {
        int message = create();
        for (int i = 0; i < 300; i++) {
            recipient(message, i, "R" + i, "r" + i + "@example.com");
        }
        client.ask(message, new RopModifyRecipients.Request(0, 0, List.of(),
                List.of(new ModifyRecipientRow(1, 1, null))), RopModifyRecipients.Response.class);
        List<Integer> ids = new ArrayList<>();
        int from = 0;
        while (ids.size() < 299) {
            List<ReadRecipientRow> rows = client.ask(message,
                    new RopReadRecipients.Request(0, 0, from, 0),
                    RopReadRecipients.Response.class).recipientRows();
            rows.stream().map(ReadRecipientRow::rowId).filter(id -> !ids.contains(id))
                    .forEach(ids::add);
            from = rows.getLast().rowId();
        }
        assertThat(ids).doesNotContain(1).contains(0, 299);
        assertThat(client.error(message, new RopReadRecipients.Request(0, 0, 1, 0)))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(client.ask(message, new RopReloadCachedInformation.Request(0, 0, 0),
                RopReloadCachedInformation.Response.class).message().recipientCount())
                .isEqualTo(299);
        client.ask(message, new RopRemoveAllRecipients.Request(0, 0, 0),
                RopRemoveAllRecipients.Response.class);
        assertThat(client.error(message, new RopReadRecipients.Request(0, 0, 0, 0)))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(get(message, PropertyTags.PidTagDisplayTo)).isEqualTo("");
    }

    @Test
    void readFlagsAndStatusChangeWithoutSaving() {
        long id = RopFixture.add(mailbox, inbox, "one");
        int message = openMessage(id);
        RopSetReadFlags.Response answer = client.ask(folder, new RopSetReadFlags.Request(0, 0,
                false, 0, List.of(Ids.message(id), Ids.message(id + 999))),
                RopSetReadFlags.Response.class);
        assertThat(answer.partialCompletion()).isTrue();
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
        client.ask(message, new RopSetMessageReadFlag.Request(0, 0, 0,
                RopSetReadFlags.CLEAR_READ_FLAG, null), RopSetMessageReadFlag.Response.class);
        assertThat(row(id).flags() & MessageFlags.READ).isZero();
        assertThat((Integer) get(message, PropertyTags.PidTagMessageFlags) & 0x401)
                .isEqualTo(0x400);
        client.set(message, PropertyTags.PidTagSubject, "changed");
        client.save(message);
        MessageId mid = Ids.message(id);
        assertThat(client.ask(folder, new RopSetMessageStatus.Request(0, 0, mid, 0x1008, 0x1808),
                RopSetMessageStatus.Response.class).messageStatusFlags()).isZero();
        assertThat(client.ask(folder, new RopGetMessageStatus.Request(0, 0, mid),
                RopSetMessageStatus.Response.class).messageStatusFlags()).isEqualTo(0x1008);
        assertThat(row(id).flags() & MessageFlags.MARKED_DELETED).isNotZero();
    }

    private int setStatus(MessageId id, int flags, int mask) {
        return client.ask(folder, new RopSetMessageStatus.Request(0, 0, id, flags, mask),
                RopSetMessageStatus.Response.class).messageStatusFlags();
    }

    /// MS-OXCMSG §3.2.5.8 and §3.2.5.9.
    @Test
    void theStatusOfAMessageIsChangedByItsMask() {
        long id = RopFixture.add(mailbox, inbox, "one");
        MessageId mid = Ids.message(id);
        int before = openMessage(id);
        List<PropertyTag> version = List.of(PropertyTags.PidTagChangeKey,
                PropertyTags.PidTagPredecessorChangeList, PropertyTags.PidTagSourceKey,
                PropertyTags.PidTagLastModificationTime);
        List<Object> was = version.stream().map(tag -> get(before, tag)).toList();
        assertThat(setStatus(mid, 0x1000, 0x1000)).isZero();
        assertThat(setStatus(mid, 0x0008, 0x0008)).isEqualTo(0x1000);
        assertThat(setStatus(mid, 0x1008, 0x1000)).isEqualTo(0x1008);
        assertThat(setStatus(mid, 0x0008, 0x1000)).isEqualTo(0x1008);
        assertThat(client.ask(folder, new RopGetMessageStatus.Request(0, 0, mid),
                RopSetMessageStatus.Response.class).messageStatusFlags()).isEqualTo(0x0008);
        int message = openMessage(id);
        assertThat(get(message, PropertyTags.PidTagMessageStatus)).isEqualTo(0x0008);
        assertThat(version.stream().map(tag -> get(message, tag)).toList()).isEqualTo(was);
        for (int other : List.of(message, logon)) {
            assertThat(client.error(other, new RopSetMessageStatus.Request(0, 0, mid, 0, 8)))
                    .isEqualTo(ErrorCodes.NullObject);
            assertThat(client.error(other, new RopGetMessageStatus.Request(0, 0, mid)))
                    .isEqualTo(ErrorCodes.NullObject);
        }
        MessageId none = Ids.message(id + 1_000);
        assertThat(client.error(folder, new RopGetMessageStatus.Request(0, 0, none)))
                .isEqualTo(ErrorCodes.NotFound);
    }

    /// What is written after a save is the next save's.
    @Test
    void aStreamGoesOnAfterItsAttachmentWasSaved() {
        int message = create();
        int attachment = attachment(message);
        int stream = stream(attachment, PropertyTags.PidTagAttachDataBinary,
                RopOpenStream.CREATE);
        write(stream, "one".getBytes(StandardCharsets.UTF_8));
        saveAttachment(attachment);
        write(stream, " two".getBytes(StandardCharsets.UTF_8));
        saveAttachment(attachment);
        long id = client.save(message);
        assertThat(get(client.openAttachment(openMessage(id), 0),
                PropertyTags.PidTagAttachDataBinary))
                .isEqualTo(Binary.wrap("one two".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void propertiesAreSetListedAndDeleted() {
        int message = create();
        List<PropertyName> names = List.of(PropertyName.of(new UUID(1, 2), "x"),
                PropertyName.of(new UUID(1, 2), 7));
        assertThat(client.ask(logon, new RopGetPropertyIdsFromNames.Request(0, 0, 0, names),
                RopGetPropertyIdsFromNames.Response.class).propertyIds()).containsExactly(0, 0);
        List<Integer> ids = client.ask(logon, new RopGetPropertyIdsFromNames.Request(0, 0,
                RopGetPropertyIdsFromNames.CREATE, names),
                RopGetPropertyIdsFromNames.Response.class).propertyIds();
        PropertyTag named = PropertyTag.of(ids.getFirst(), PropertyType.STRING);
        client.set(message, named, "value");
        assertThat(client.ask(message, new RopQueryNamedProperties.Request(0, 0, 0, null),
                RopQueryNamedProperties.Response.class).properties())
                .containsExactly(new RopQueryNamedProperties.Named(ids.getFirst(),
                        names.getFirst()));
        assertThat(client.ask(logon, new RopGetNamesFromPropertyIds.Request(0, 0, ids),
                RopGetNamesFromPropertyIds.Response.class).propertyNames().getFirst())
                .contains(names.getFirst());
        assertThat(client.ask(message, new RopGetPropertiesList.Request(0, 0),
                RopGetPropertiesList.Response.class).propertyTags()).contains(named,
                        PropertyTags.PidTagAccess)
                .doesNotContain(PropertyTags.PidTagBody);
        assertThat(client.ask(message, new RopGetPropertiesAll.Request(0, 0, 0, true),
                RopGetPropertiesAll.Response.class).propertyValues())
                .contains(PropertyValue.of(named, "value"));
        // PropertySizeLimit is not looked at, MS-OXCPRPT §3.2.5.1.
        assertThat(cell(message, named, 4)).isEqualTo(PropertyCell.of(named, "value"));
        assertThat(client.ask(message, new RopSetProperties.Request(0, 0,
                List.of(PropertyValue.of(PropertyTags.PidTagAccess, 7))),
                RopSetProperties.Response.class).propertyProblems().getFirst().error())
                .isEqualTo(ErrorCodes.ComputedValue);
        client.ask(message, new RopDeleteProperties.Request(0, 0, List.of(named)),
                RopDeleteProperties.Response.class);
        assertThat(cell(message, named)).isEqualTo(PropertyCell.NOT_FOUND);
        assertThat(client.error(message, new RopProgress.Request(0, 0, false)))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void foldersKeepTheirPropertiesAtOnce() throws IOException {
        client.set(folder, PropertyTags.PidTagComment, "mine");
        assertThat(get(client.open(logon, inbox), PropertyTags.PidTagComment)).isEqualTo("mine");
        PropertyTag tag = PropertyTag.of(0x36DF, PropertyType.BINARY);
        int stream = stream(folder, tag, RopOpenStream.CREATE);
        write(stream, new byte[]{1, 2, 3});
        assertThat(cell(folder, tag)).isEqualTo(PropertyCell.NOT_FOUND);
        client.ask(stream, new RopCommitStream.Request(0, 0), RopCommitStream.Response.class);
        assertThat(get(folder, tag)).isEqualTo(Binary.of((byte) 1, (byte) 2, (byte) 3));
        assertThat(client.error(stream, new RopWriteAndCommitStream.Request(0, 0, Binary.EMPTY)))
                .isEqualTo(ErrorCodes.NotSupported);
        write(stream, new byte[]{4});
        client.release(stream);
        assertThat(readAll(stream(folder, tag, RopOpenStream.READ_ONLY)))
                .containsExactly(1, 2, 3, 4);
        client.ask(folder, new RopDeletePropertiesNoReplicate.Request(0, 0, List.of(tag)),
                RopDeletePropertiesNoReplicate.Response.class);
        assertThat(cell(folder, tag)).isEqualTo(PropertyCell.NOT_FOUND);
    }

    @Test
    void streamsAreReadAndWrittenAnywhere() throws IOException {
        int message = create();
        assertThat(client.error(message, new RopOpenStream.Request(0, 0, 1,
                PropertyTags.PidTagBody, RopOpenStream.READ_WRITE)))
                .isEqualTo(ErrorCodes.NotFound);
        int stream = stream(message, PropertyTags.PidTagBody, RopOpenStream.CREATE);
        write(stream, "hello world".getBytes(StandardCharsets.UTF_16LE));
        assertThat(get(message, PropertyTags.PidTagBody)).isEqualTo("hello world");
        client.ask(stream, new RopSetStreamSize.Request(0, 0, 10), RopSetStreamSize.Response.class);
        assertThat(get(message, PropertyTags.PidTagBody)).isEqualTo("hello");
        assertThat(client.ask(stream, new RopSeekStream.Request(0, 0, RopSeekStream.BEGINNING, 2),
                RopSeekStream.Response.class).newPosition()).isEqualTo(2);
        client.ask(stream, new RopCloneStream.Request(0, 0, 1), RopCloneStream.Response.class);
        int clone = client.handle(1);
        client.ask(stream, new RopWriteAndCommitStream.Request(0, 0,
                Binary.wrap("a".getBytes(StandardCharsets.UTF_16LE))),
                RopWriteAndCommitStream.Response.class);
        assertThat(new String(readAll(clone), StandardCharsets.UTF_16LE)).isEqualTo("allo");
        assertThat(client.ask(stream, new RopGetStreamSize.Request(0, 0),
                RopGetStreamSize.Response.class).streamSize()).isEqualTo(10);
        assertThat(client.error(stream, new RopSeekStream.Request(0, 0, 0, -1)).value())
                .isEqualTo(0x80030019);
        assertThat(client.error(stream, new RopSeekStream.Request(0, 0, 9, 0)))
                .isEqualTo(ErrorCodes.StorageInvalidParameter);
        client.ask(stream, new RopLockRegionStream.Request(0, 0, 0, 4, 1),
                RopLockRegionStream.Response.class);
        client.ask(stream, new RopUnlockRegionStream.Request(0, 0, 0, 4, 1),
                RopUnlockRegionStream.Response.class);
        client.ask(stream, new RopWriteStreamExtended.Request(0, 0,
                Binary.wrap("!".getBytes(StandardCharsets.UTF_16LE))),
                RopWriteStreamExtended.Response.class);
        PropertyTag copy = PropertyTags.PidTagInternetReferences;
        int target = stream(message, copy, RopOpenStream.CREATE);
        client.ask(stream, new RopSeekStream.Request(0, 0, 0, 0), RopSeekStream.Response.class);
        RopRequest copying = new RopCopyToStream.Request(0, 0, 1, 6);
        RopCopyToStream.Response copied = (RopCopyToStream.Response) client
                .execute(List.of(stream, target), copying).getFirst();
        assertThat(copied.writtenByteCount()).isEqualTo(6);
        assertThat(get(message, copy)).isEqualTo("ha!");
        assertThat(client.execute(List.of(stream, RopBuffer.NO_HANDLE), copying).getFirst())
                .isInstanceOf(RopCopyToStream.NullDestination.class);
        long id = client.save(message);
        assertThat(row(id).properties().getString(PropertyTags.PidTagBody)).isEqualTo("ha!lo");
        assertThat(client.error(stream(openMessage(id), PropertyTags.PidTagBody,
                RopOpenStream.READ_ONLY), new RopWriteStream.Request(0, 0, Binary.EMPTY)))
                .isEqualTo(ErrorCodes.StorageAccessDenied);
    }

    @Test
    void propertiesAndWhatIsWithinAreCopied() throws IOException {
        int from = openMessage(delivered(MIXED));
        int to = create();
        client.set(to, PropertyTags.PidTagSubject, "kept");
        RopCopyTo.Response all = (RopCopyTo.Response) client.execute(List.of(from, to),
                new RopCopyTo.Request(0, 0, 1, false, true, 0,
                        List.of(PropertyTags.PidTagSubject, PropertyTags.PidTagSubjectPrefix,
                                PropertyTags.PidTagNormalizedSubject)))
                .getFirst();
        assertThat(all.propertyProblems()).isEmpty();
        assertThat(get(to, PropertyTags.PidTagSubject)).isEqualTo("kept");
        assertThat(client.ask(to, new RopGetValidAttachments.Request(0, 0),
                RopGetValidAttachments.Response.class).attachmentIds()).hasSize(2);
        assertThat(get(to, PropertyTags.PidTagDisplayTo)).isEqualTo("Alice; dave@example.com");
        assertThat(mime(client.save(to))).contains("aGVsbG8=").contains("<p>Gr");
        int third = create();
        client.execute(List.of(from, third), new RopCopyProperties.Request(0, 0, 1, false, 0,
                List.of(PropertyTags.PidTagSubject)));
        assertThat(get(third, PropertyTags.PidTagSubject)).isEqualTo("Re: Plans");
        assertThat(((RopAnswer) client.execute(List.of(from, folder),
                new RopCopyTo.Request(0, 0, 1, false,
                        true, 0, List.of()))
                .getFirst()).returnValue())
                .isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.execute(List.of(from, RopBuffer.NO_HANDLE), new RopCopyTo.Request(0, 0,
                1, false, true, 0, List.of())).getFirst())
                .isInstanceOf(RopCopyTo.NullDestination.class);
        assertThat(((RopAnswer) client.execute(List.of(from, from),
                new RopCopyTo.Request(0, 0, 1, false, true,
                        0, List.of()))
                .getFirst()).returnValue())
                .isEqualTo(ErrorCodes.MessageCycle);
    }

    private RopAnswer copyTo(int from, int to, int flags) {
        return (RopAnswer) client.execute(List.of(from, to),
                new RopCopyTo.Request(0, 0, 1, false, true, flags, List.of())).getFirst();
    }

    private List<Integer> attachments(int message) {
        return client.ask(message, new RopGetValidAttachments.Request(0, 0),
                RopGetValidAttachments.Response.class).attachmentIds();
    }

    @Test
    void whatIsMovedGoesFromWhereItWasAndWhatIsRefusedStaysThere() {
        int from = create();
        client.set(from, PropertyTags.PidTagSubject, "moved");
        client.set(from, PropertyTags.PidTagImportance, 2);
        recipient(from, 0, "Dave", "dave@example.com");
        saveAttachment(attachment(from));
        int to = create();
        RopCopyProperties.Response some = (RopCopyProperties.Response) client.execute(
                List.of(from, to), new RopCopyProperties.Request(0, 0, 1, false, RopCopyTo.MOVE,
                        List.of(PropertyTags.PidTagImportance, PropertyTags.PidTagAccessLevel)))
                .getFirst();
        assertThat(some.propertyProblems()).extracting(each -> each.error())
                .containsExactly(ErrorCodes.ComputedValue);
        assertThat(get(to, PropertyTags.PidTagImportance)).isEqualTo(2);
        assertThat(get(from, PropertyTags.PidTagImportance)).isEqualTo("nothing");
        assertThat(copyTo(from, to, RopCopyTo.MOVE).returnValue()).isEqualTo(ErrorCodes.Success);
        assertThat(get(to, PropertyTags.PidTagSubject)).isEqualTo("moved");
        assertThat(get(to, PropertyTags.PidTagDisplayTo)).isEqualTo("Dave");
        assertThat(attachments(to)).hasSize(1);
        assertThat(get(from, PropertyTags.PidTagSubject)).isEqualTo("nothing");
        assertThat(get(from, PropertyTags.PidTagDisplayTo)).isEqualTo("");
        assertThat(attachments(from)).isEmpty();
    }

    @Test
    void dataIsMovedAndNothingIsFromWhatIsOpenToReadOnly() {
        int message = create();
        int from = attachment(message);
        Binary data = Binary.wrap(new byte[]{1, 2, 3});
        client.set(from, PropertyTags.PidTagAttachDataBinary, data);
        saveAttachment(from);
        int to = attachment(message);
        copyTo(from, to, RopCopyTo.MOVE);
        assertThat(get(to, PropertyTags.PidTagAttachDataBinary)).isEqualTo(data);
        assertThat(get(from, PropertyTags.PidTagAttachDataBinary)).isEqualTo("nothing");
        long id = client.save(message);
        client.ask(folder, opening(id, RopOpenMessage.READ_ONLY), RopOpenMessage.Response.class);
        int other = client.handle(1);
        int target = create();
        client.set(target, PropertyTags.PidTagSubject, "as it was");
        assertThat(copyTo(other, target, RopCopyTo.MOVE).returnValue())
                .isEqualTo(ErrorCodes.AccessDenied);
        assertThat(get(target, PropertyTags.PidTagSubject)).isEqualTo("as it was");
        assertThat(attachments(target)).isEmpty();
    }

    @Test
    void recipientsAndAttachmentsThatAreThereAreNotOverwrittenEither() {
        int from = create();
        recipient(from, 0, "Dave", "dave@example.com");
        saveAttachment(attachment(from));
        int to = create();
        recipient(to, 0, "Erin", "erin@example.com");
        copyTo(from, to, RopCopyTo.NO_OVERWRITE);
        assertThat(get(to, PropertyTags.PidTagDisplayTo)).isEqualTo("Erin");
        assertThat(attachments(to)).hasSize(1);
    }

    /// MS-OXCPRPT §2.2.24, §3.2.5.21 and §3.2.5.22.
    @Test
    void regionsAreLockedAgainstOtherStreams() throws IOException {
        int message = create();
        int first = stream(message, PropertyTags.PidTagHtml, RopOpenStream.CREATE);
        write(first, "0123456789".getBytes(StandardCharsets.UTF_8));
        client.ask(first, new RopCloneStream.Request(0, 0, 1), RopCloneStream.Response.class);
        int second = client.handle(1);
        client.ask(first, new RopLockRegionStream.Request(0, 0, 2, 3, 1),
                RopLockRegionStream.Response.class);
        assertThat(client.error(second, new RopLockRegionStream.Request(0, 0, 4, 100, 1)))
                .isEqualTo(ErrorCodes.AccessDenied);
        client.ask(second, new RopLockRegionStream.Request(0, 0, 5, -1, 0),
                RopLockRegionStream.Response.class);
        client.ask(second, new RopSeekStream.Request(0, 0, RopSeekStream.BEGINNING, 4),
                RopSeekStream.Response.class);
        assertThat(client.error(second, new RopWriteStream.Request(0, 0,
                Binary.wrap(new byte[]{'x'})))).isEqualTo(ErrorCodes.StorageLockViolation);
        assertThat(client.error(second, new RopSetStreamSize.Request(0, 0, 3)))
                .isEqualTo(ErrorCodes.StorageLockViolation);
        assertThat(readAll(second)).isEqualTo("456789".getBytes(StandardCharsets.UTF_8));
        client.ask(first, new RopSeekStream.Request(0, 0, RopSeekStream.BEGINNING, 2),
                RopSeekStream.Response.class);
        write(first, "abc".getBytes(StandardCharsets.UTF_8));
        assertThat(client.error(first, new RopReadStream.Request(0, 0, 1, 0)))
                .isEqualTo(ErrorCodes.StorageLockViolation);
        // Others' locks stay, until their streams are released.
        client.ask(second, new RopUnlockRegionStream.Request(0, 0, 0, 5, 1),
                RopUnlockRegionStream.Response.class);
        client.ask(second, new RopSeekStream.Request(0, 0, RopSeekStream.BEGINNING, 3),
                RopSeekStream.Response.class);
        RopRequest writing = new RopWriteStream.Request(0, 0, Binary.wrap(new byte[]{'y'}));
        assertThat(client.error(second, writing)).isEqualTo(ErrorCodes.StorageLockViolation);
        client.ask(first, new RopUnlockRegionStream.Request(0, 0, 0, 5, 1),
                RopUnlockRegionStream.Response.class);
        assertThat(client.error(second, writing)).isEqualTo(ErrorCodes.Success);
        client.release(second);
        assertThat(readAll(first)).isEqualTo("56789".getBytes(StandardCharsets.UTF_8));
        client.ask(first, new RopSetStreamSize.Request(0, 0, 4),
                RopSetStreamSize.Response.class);
        assertThat(get(message, PropertyTags.PidTagHtml))
                .isEqualTo(Binary.wrap("01ay".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void storedDataIsReadWhereItIsAndCopiedWhenItIsChanged() throws IOException {
        int message = openMessage(delivered(MIXED));
        int file = client.openAttachment(message, 0);
        int first = stream(file, PropertyTags.PidTagAttachDataBinary, RopOpenStream.READ_ONLY);
        assertThat(client.session.space().diskBytes()).isZero();
        assertThat(readAll(first)).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        client.ask(first, new RopSeekStream.Request(0, 0, RopSeekStream.BEGINNING, 3),
                RopSeekStream.Response.class);
        assertThat(readAll(first)).isEqualTo("lo".getBytes(StandardCharsets.UTF_8));
        int second = stream(file, PropertyTags.PidTagAttachDataBinary, RopOpenStream.READ_WRITE);
        write(second, "j".getBytes(StandardCharsets.UTF_8));
        assertThat(get(file, PropertyTags.PidTagAttachDataBinary))
                .isEqualTo(Binary.wrap("jello".getBytes(StandardCharsets.UTF_8)));
        client.ask(first, new RopSeekStream.Request(0, 0, RopSeekStream.BEGINNING, 0),
                RopSeekStream.Response.class);
        assertThat(readAll(first)).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneBodyReplacesTheOthers() {
        int message = create();
        client.set(message, PropertyTags.PidTagHtml,
                Binary.wrap("<b>one</b>".getBytes(StandardCharsets.UTF_8)));
        assertThat(((String) get(message, PropertyTags.PidTagBody)).strip()).isEqualTo("one");
        assertThat(get(message, PropertyTags.PidTagNativeBody)).isEqualTo(3);
        assertThat(nativeBody(message, PropertyTags.PidTagBody, PropertyTags.PidTagHtml,
                PropertyTags.PidTagRtfCompressed)).isEqualTo(3);
        assertThat(nativeBody(message, PropertyTags.PidTagBody)).isEqualTo(1);
        assertThat(nativeBody(message, PropertyTags.PidTagBody,
                PropertyTags.PidTagRtfCompressed)).isEqualTo(2);
        long id = client.save(message);
        int again = openMessage(id);
        client.set(again, PropertyTags.PidTagBody, "two");
        assertThat(get(again, PropertyTags.PidTagNativeBody)).isEqualTo(1);
        client.save(again);
        assertThat(row(id).properties().contains(PropertyTags.PidTagHtml)).isFalse();
        assertThat((Binary) get(openMessage(id), PropertyTags.PidTagRtfCompressed)).isNotNull();
    }

    /// MS-OXCMSG §3.2.5.10.
    @Test
    void readFlagsThatMayNotBeChangedAreLeft() {
        long alices = RopFixture.add(mailbox, inbox, "Alice's");
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.READ_ANY | Rights.CREATE
                | Rights.EDIT_OWNED | Rights.FOLDER_VISIBLE);
        RopClient bob = fixture.client(fixture.bob);
        int there = bob.open(bob.logon(fixture.alice), inbox);
        long bobs = bob.save(bob.create(there, inbox));
        assertThat(bob.ask(there, new RopSetReadFlags.Request(0, 0, false,
                RopSetReadFlags.SUPPRESS_RECEIPT, List.of()), RopSetReadFlags.Response.class)
                .partialCompletion()).isTrue();
        assertThat(isRead(bobs)).isTrue();
        assertThat(isRead(alices)).isFalse();
        bob.session.close();
    }

    @Test
    void messagesOfASearchFolderAreMarkedWhereTheyAre() {
        long id = RopFixture.add(mailbox, inbox, "sought");
        int found = client.open(logon, search(1, inbox));
        for (List<MessageId> ids : List.of(List.of(Ids.message(id)), List.<MessageId>of())) {
            assertThat(client.ask(found, new RopSetReadFlags.Request(0, 0, false,
                    RopSetReadFlags.SUPPRESS_RECEIPT, ids), RopSetReadFlags.Response.class)
                    .partialCompletion()).isFalse();
            assertThat(isRead(id)).isTrue();
            client.ask(found, new RopSetReadFlags.Request(0, 0, false,
                    RopSetReadFlags.CLEAR_READ_FLAG, ids), RopSetReadFlags.Response.class);
            assertThat(isRead(id)).isFalse();
        }
    }

    /// A search folder of Alice's that finds what is sought in folders.
    private long search(int count, Long... folderIds) {
        long finder = RopFixture.folder(mailbox, SpecialFolder.FINDER);
        long search = mailbox.write(c -> c.createFolder(finder, new NewFolder(FolderType.SEARCH,
                "found", null, new PropertyBag()))).folderId();
        mailbox.<Boolean>write(c -> {
            c.setSearchCriteria(search, new SearchCriteria(
                    Restriction.equal(PropertyTags.PidTagSubject, "sought"), List.of(folderIds),
                    false, false, false));
            return true;
        });
        await().until(() -> mailbox.read(s -> s.folder(search)).contentCount() == count);
        return search;
    }

    /// Whatever it shows, it takes as many looks at the mailbox.
    @Test
    void aWholeSearchFolderIsMarkedAsFarAsItMayBe() {
        long drafts = RopFixture.folder(mailbox, SpecialFolder.DRAFTS);
        long one = RopFixture.add(mailbox, inbox, "sought");
        long other = RopFixture.add(mailbox, drafts, "sought");
        for (int i = 0; i < 30; i++) {
            RopFixture.add(mailbox, drafts, "sought");
        }
        long search = search(32, inbox, drafts);
        RopFixture.grant(mailbox, search, fixture.bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopFixture.grant(mailbox, drafts, fixture.bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopClient bob = fixture.client(fixture.bob);
        int there = bob.open(bob.logon(fixture.alice), search);
        RopRequest all = new RopSetReadFlags.Request(0, 0, false,
                RopSetReadFlags.SUPPRESS_RECEIPT, List.of());
        assertThat(bob.error(there, all)).isEqualTo(ErrorCodes.AccessDenied);
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE
                | Rights.EDIT_ANY);
        long before = fixture.database.counters().numbers().reads();
        assertThat(bob.ask(there, all, RopSetReadFlags.Response.class).partialCompletion())
                .isTrue();
        assertThat(fixture.database.counters().numbers().reads() - before).isLessThan(15);
        assertThat(isRead(one)).isTrue();
        assertThat(isRead(other)).isFalse();
        bob.session.close();
    }

    private boolean isRead(long messageId) {
        return (mailbox.read(s -> s.message(messageId, Set.of())).flags() & MessageFlags.READ) != 0;
    }
}
