package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RecipientRow;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.attachment.RopOpenEmbeddedMessage;
import org.rialto.protocols.rops.wire.message.ModifyRecipientRow;
import org.rialto.protocols.rops.wire.message.OpenedMessage;
import org.rialto.protocols.rops.wire.message.ReadRecipientRow;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopModifyRecipients;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.protocols.rops.wire.message.RopReadRecipients;
import org.rialto.protocols.rops.wire.message.RopReloadCachedInformation;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.property.RopCopyTo;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesAll;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.stream.RopCopyToStream;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.stream.RopSetStreamSize;
import org.rialto.protocols.rops.wire.stream.RopWriteStream;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.transport.RopGetTransportFolder;
import org.rialto.protocols.rops.wire.transport.RopTransportSend;

/// What MS-OXCROPS §2.2.3 to §2.2.14 and §3.1.5.4 say of the fields of operations, where it is not
/// told by the operation's own document.
class OperationFieldsTest extends AliceAtInbox {
    private static final int CYRILLIC = 1251;
    /// As the bytes of its code page look to a client of Western Europe.
    private static final String SEEN = "\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2";
    private static final String MEANT = "\u041f\u0440\u0438\u0432\u0435\u0442";
    private static final RopQueryRows.Request HUNDRED = new RopQueryRows.Request(0, 0, 0, true,
            100);

    private int table(int messages) {
        for (int i = 0; i < messages; i++) {
            RopFixture.add(mailbox, inbox, "subject ".repeat(60) + i);
        }
        return client.contents(folder, 0);
    }

    /// §3.2.4.3: an operation that fills what is left of the output needs room for the least it
    /// can answer, a row.
    @Test
    void rowsForWhichNothingIsLeftAreAskedForAgain() {
        int table = table(100);
        List<PropertyTag> columns = List.of(PropertyTags.PidTagSubject, PropertyTags.PidTagMid);
        client.columns(table, columns.toArray(PropertyTag[]::new));
        List<RopResponse> responses = client.execute(List.of(table), HUNDRED, HUNDRED);
        RopQueryRows.Response rows = (RopQueryRows.Response) responses.getFirst();
        assertThat(rows.rowCount()).isBetween(50, 70);
        RopBufferTooSmall.Response rest = (RopBufferTooSmall.Response) responses.get(1);
        assertThat(responses).hasSize(2);
        assertThat(rest.requestBuffers()).isEqualTo(RopBuffer
                .ofRequests(List.of(HUNDRED), List.of(), RopClient.FORMAT).ropsList());
        RopQueryRows.Response others = client.ask(table, HUNDRED, RopQueryRows.Response.class);
        List<PropertyRow> all = new ArrayList<>(rows.rows(columns, RopClient.FORMAT));
        all.addAll(others.rows(columns, RopClient.FORMAT));
        assertThat(all).doesNotHaveDuplicates().hasSize(100);
    }

    @Test
    void aRowThatNoOutputHoldsFailsTheOperationAlone() {
        int table = table(1);
        client.ask(table, new RopSetColumns.Request(0, 0, 0,
                Collections.nCopies(80, PropertyTags.PidTagSubject)),
                RopSetColumns.Response.class);
        assertThat(client.error(table, HUNDRED)).isEqualTo(ErrorCodes.BufferTooSmall);
    }

    /// §3.2.4.3: who sends a message and has no room for what it tells of it has not sent it.
    @Test
    void whatWasDoneIsAnsweredWhereRoomIsScarce() {
        FolderId transport = client.ask(logon, new RopGetTransportFolder.Request(0, 0),
                RopGetTransportFolder.Response.class).folderId();
        int message = client.create(logon, Ids.folder(transport));
        modify(message, List.of(), 0, recipient(
                new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP), "alice"));
        for (RopRequest request : List.of(new RopTransportSend.Request(0, 0),
                new RopCopyTo.Request(0, 0, 0, false, true, 0, List.of()),
                new RopGetPropertyIdsFromNames.Request(0, 0, 0, List.of()))) {
            List<RopResponse> responses = client.execute(List.of(message),
                    RopClient.options(600, false), request).getFirst();
            assertThat(responses).as("%s", request.ropId()).hasSize(1);
            if (!(responses.getFirst() instanceof RopGetPropertyIdsFromNames.Response)) {
                assertThat(responses.getFirst()).isInstanceOf(RopBufferTooSmall.Response.class);
            }
        }
        assertThat(mailbox.read(s -> s.folder(inbox)).contentCount()).isZero();
        client.ask(message, new RopTransportSend.Request(0, 0), RopTransportSend.Response.class);
        assertThat(mailbox.read(s -> s.folder(inbox)).contentCount()).isEqualTo(1);
    }

    /// §2.2.6.1.2: what is told of a message is to fit in an answer, whatever was written.
    @Test
    void aMessageWithASubjectOfAnyLengthIsOpened() {
        int message = client.create(logon, inbox);
        client.ask(message, new RopOpenStream.Request(0, 0, 1, PropertyTags.PidTagSubject,
                RopOpenStream.CREATE), RopOpenStream.Response.class);
        int stream = client.handle(1);
        for (String part : List.of("Re: ", "x".repeat(10_000), "x".repeat(10_000))) {
            client.ask(stream, new RopWriteStream.Request(0, 0,
                    Binary.wrap(part.getBytes(StandardCharsets.UTF_16LE))),
                    RopWriteStream.Response.class);
        }
        client.release(stream);
        long id = client.save(message);
        OpenedMessage told = client.ask(folder, new RopOpenMessage.Request(0, 0, 1,
                RopOpenMessage.LOGON_CODE_PAGE, Ids.folder(inbox), RopOpenMessage.READ_ONLY,
                Ids.message(id)), RopOpenMessage.Response.class).message();
        assertThat(told.subjectPrefix().text()).isEqualTo("Re: ");
        assertThat(told.normalizedSubject().text()).startsWith("xxx").hasSizeGreaterThan(255);
    }

    /// §2.2.9.2: as many bytes as are asked for, where the stream and the answer have them.
    @Test
    void aStreamIsReadByAsManyBytesAsAreAskedFor() {
        int message = client.create(logon, inbox);
        client.set(message, PropertyTags.PidTagBody, "0123456789".repeat(1_500));
        client.ask(message, new RopOpenStream.Request(0, 0, 1,
                PropertyTags.PidTagBody.withType(PropertyType.STRING), RopOpenStream.READ_WRITE),
                RopOpenStream.Response.class);
        int stream = client.handle(1);
        client.ask(stream, new RopSetStreamSize.Request(0, 0, 40_000),
                RopSetStreamSize.Response.class);
        assertThat(client.ask(stream, new RopReadStream.Request(0, 0, 0x7F00, 0),
                RopReadStream.Response.class).data().length()).isEqualTo(0x7F00);
        assertThat(client.ask(stream, new RopReadStream.Request(0, 0, 0x7F00, 0),
                RopReadStream.Response.class).data().length()).isEqualTo(40_000 - 0x7F00);
    }

    private static RecipientRow recipient(RecipientRow.Address address, String name,
            PropertyCell... cells) {
        return new RecipientRow(address, false, true, false,
                address instanceof RecipientRow.KnownAddress ? name + "@example.com" : null, name,
                null, null, new PropertyRow(List.of(cells)));
    }

    private void modify(int message, List<PropertyTag> columns, int rowId, RecipientRow row) {
        client.ask(message, new RopModifyRecipients.Request(0, 0, columns,
                List.of(new ModifyRecipientRow(rowId, 1, row))),
                RopModifyRecipients.Response.class);
    }

    private List<ReadRecipientRow> recipients(int message) {
        return client.ask(message, new RopReadRecipients.Request(0, 0, 0, 0),
                RopReadRecipients.Response.class).recipientRows();
    }

    /// MS-OXCDATA §2.8.3.2: a row has the first of the columns that opening the message told.
    @Test
    void recipientsHaveTheColumnsThatTheClientWasTold() {
        int created = client.create(logon, inbox);
        RecipientRow.Address internet = new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP);
        modify(created, List.of(), 0, recipient(internet, "carol"));
        long id = client.save(created);
        List<PropertyTag> told = client.ask(folder, new RopOpenMessage.Request(0, 0, 1,
                RopOpenMessage.LOGON_CODE_PAGE, Ids.folder(inbox), RopOpenMessage.READ_WRITE,
                Ids.message(id)), RopOpenMessage.Response.class).message().recipientColumns();
        int message = client.handle(1);
        modify(message, List.of(PropertyTags.PidTagRecipientOrder), 1, recipient(internet, "dave",
                PropertyCell.of(PropertyTags.PidTagRecipientOrder, 7)));
        assertThat(told).doesNotContain(PropertyTags.PidTagRecipientOrder);
        assertThat(recipients(message)).extracting(
                row -> row.recipient(told, RopClient.FORMAT).displayName())
                .containsExactly("carol", "dave");
        List<PropertyTag> now = client.ask(message, new RopReloadCachedInformation.Request(0, 0, 0),
                RopReloadCachedInformation.Response.class).message().recipientColumns();
        assertThat(now).contains(PropertyTags.PidTagRecipientOrder);
        assertThat(recipients(message).getLast().recipient(now, RopClient.FORMAT).properties()
                .cells().get(now.indexOf(PropertyTags.PidTagRecipientOrder)))
                .isEqualTo(PropertyCell.of(PropertyTags.PidTagRecipientOrder, 7));
    }

    /// MS-OXCMSG §2.2.3.6.2.
    @Test
    void lessThan255RecipientsAreReadAtATime() {
        int message = client.create(logon, inbox);
        List<ModifyRecipientRow> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(new ModifyRecipientRow(i, 1,
                    recipient(new RecipientRow.OtherAddress("X"), "r")));
        }
        client.ask(message, new RopModifyRecipients.Request(0, 0, List.of(), rows),
                RopModifyRecipients.Response.class);
        assertThat(recipients(message)).hasSizeLessThan(255);
    }

    @Test
    void personalDistributionListsAreRecipients() {
        int message = client.create(logon, inbox);
        RecipientRow.Address list = new RecipientRow.PersonalDistributionList(false,
                Binary.of(new byte[]{1, 2, 3}), Binary.of(new byte[]{4, 5}));
        modify(message, List.of(), 0, recipient(list, "friends"));
        List<PropertyTag> columns = client.ask(message,
                new RopReloadCachedInformation.Request(0, 0, 0),
                RopReloadCachedInformation.Response.class).message().recipientColumns();
        assertThat(recipients(message).getFirst().recipient(columns, RopClient.FORMAT).address())
                .isEqualTo(list);
    }

    /// §2.2.9.9.2, also where it fails.
    @Test
    void copyingAStreamTellsWhatWasReadAndWritten() {
        int message = client.create(logon, inbox);
        client.set(message, PropertyTags.PidTagBody, "hello");
        client.save(message);
        client.ask(message, new RopOpenStream.Request(0, 0, 1, PropertyTags.PidTagBody,
                RopOpenStream.READ_ONLY), RopOpenStream.Response.class);
        int from = client.handle(1);
        client.ask(message, new RopOpenStream.Request(0, 0, 1, PropertyTags.PidTagSubject,
                RopOpenStream.CREATE), RopOpenStream.Response.class);
        int to = client.handle(1);
        RopCopyToStream.Request copy = new RopCopyToStream.Request(0, 0, 1, 4);
        assertThat(client.answers(List.of(from, to), copy))
                .containsExactly(new RopCopyToStream.Response(0, ErrorCodes.Success, 4, 4));
        assertThat(client.answers(List.of(to, from), copy)).containsExactly(
                new RopCopyToStream.Response(0, ErrorCodes.Success, 0, 0));
        assertThat(client.answers(List.of(from, from), copy)).containsExactly(
                new RopCopyToStream.Response(0, ErrorCodes.StorageAccessDenied, 4, 0));
    }

    private static final PropertyTag SUBJECT8 = PropertyTags.PidTagSubject
            .withType(PropertyType.STRING8);

    private String unicode(int message, PropertyTag tag) {
        PropertyCell cell = client.ask(message, new RopGetPropertiesSpecific.Request(0, 0, 0,
                true, List.of(tag)), RopGetPropertiesSpecific.Response.class)
                .row(List.of(tag), RopClient.FORMAT).cells().getFirst();
        return String.valueOf(cell instanceof PropertyCell.Value value ? value.value() : cell);
    }

    private static RopSetProperties.Request setSubject(int index) {
        return new RopSetProperties.Request(0, index,
                List.of(new PropertyValue(SUBJECT8, SEEN)));
    }

    /// §3.1.5.4, §2.2.6.1.1, §2.2.6.2.1.
    @Test
    void textsOfAMessageAreInItsCodePage() {
        client.answers(List.of(logon, RopBuffer.NO_HANDLE),
                new RopCreateMessage.Request(0, 0, 1, CYRILLIC, Ids.folder(inbox), false),
                setSubject(1));
        int message = client.handle(1);
        assertThat(unicode(message, PropertyTags.PidTagSubject)).isEqualTo(MEANT);
        List<PropertyValue> all = client.ask(message,
                new RopGetPropertiesAll.Request(0, 0, 0, false),
                RopGetPropertiesAll.Response.class).propertyValues();
        assertThat(all).contains(new PropertyValue(SUBJECT8, SEEN));
        client.set(message, PropertyTags.PidTagSubject, "");
        client.ask(message, setSubject(0), RopSetProperties.Response.class);
        assertThat(unicode(message, PropertyTags.PidTagSubject)).isEqualTo(MEANT);
        PropertyTag name = PropertyTags.PidTagRecipientDisplayName.withType(PropertyType.STRING8);
        modify(message, List.of(name), 0, recipient(new RecipientRow.OtherAddress("X"), "r",
                new PropertyCell.Value(PropertyType.STRING8, SEEN)));
        int read = client.create(logon, inbox);
        assertThat(client.ask(read, setSubject(0), RopSetProperties.Response.class)
                .propertyProblems()).isEmpty();
        assertThat(unicode(read, PropertyTags.PidTagSubject)).isEqualTo(SEEN);
        List<PropertyTag> columns = client.ask(message,
                new RopReloadCachedInformation.Request(0, 0, 0),
                RopReloadCachedInformation.Response.class).message().recipientColumns();
        assertThat(recipients(message).getFirst().recipient(columns, RopClient.FORMAT)
                .properties().cells().get(columns.indexOf(PropertyTags.PidTagRecipientDisplayName)))
                .isEqualTo(PropertyCell.of(PropertyTags.PidTagRecipientDisplayName, MEANT));
    }

    /// §2.2.6.16.1.
    @Test
    void textsOfAnEmbeddedMessageAreInItsOwnCodePage() {
        int message = client.create(logon, inbox);
        client.answers(List.of(message, RopBuffer.NO_HANDLE, RopBuffer.NO_HANDLE),
                new RopCreateAttachment.Request(0, 0, 1),
                new RopOpenEmbeddedMessage.Request(0, 1, 2, CYRILLIC,
                        RopOpenEmbeddedMessage.CREATE),
                setSubject(2));
        int embedded = client.handle(2);
        assertThat(unicode(embedded, PropertyTags.PidTagSubject)).isEqualTo(MEANT);
        assertThat(client.ask(embedded, new RopGetPropertiesSpecific.Request(0, 0, 0, true,
                List.of(PropertyTags.PidTagMessageCodepage)),
                RopGetPropertiesSpecific.Response.class)
                .row(List.of(PropertyTags.PidTagMessageCodepage), RopClient.FORMAT).cells())
                .containsExactly(PropertyCell.of(PropertyTags.PidTagMessageCodepage, CYRILLIC));
    }
}
