package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RecipientRow;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.attachment.RopSaveChangesAttachment;
import org.rialto.protocols.rops.wire.folder.RopDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.message.ModifyRecipientRow;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopModifyRecipients;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.notification.RopPending;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.protocols.rops.wire.transport.RopSubmitMessage;
import org.rialto.store.FlagChange;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;

/// The use cases of MS-OXPROTO §2.5 in their form of remote operations, step by step, and the
/// examples of §3.1 to §3.3 that are made of them. §2.5.1 (discovery) and §2.5.6 (resolving names,
/// by NSPI) have no such form.
@ParameterizedClass
@EnumSource(TestEngine.class)
class UseCasesTest {
    /// Places of special folders in the response of RopLogon. MS-OXCSTOR §2.2.1.1.3.
    private static final int INBOX = 4;
    private static final int OUTBOX = 5;
    private final RopFixture fixture;
    private final RopClient client;
    private int logon;
    private List<FolderId> folders = List.of();

    UseCasesTest(TestEngine engine, @TempDir Path directory) {
        fixture = new RopFixture(engine, directory);
        client = fixture.client(fixture.alice);
    }

    @BeforeEach
    void logOn() {
        RopLogon.PrivateResponse response = (RopLogon.PrivateResponse) client.execute(
                List.of(RopBuffer.NO_HANDLE), RopClient.logonRequest(0, fixture.alice)).getFirst();
        assertThat(response.returnValue().isSuccess()).isTrue();
        logon = client.handle(0);
        folders = response.folderIds();
    }

    @AfterEach
    void close() {
        client.session.close();
        fixture.close();
    }

    // The steps of use cases

    private int openFolder(FolderId folderId) {
        client.ask(logon, new RopOpenFolder.Request(0, 0, 1, folderId, 0),
                RopOpenFolder.Response.class);
        return client.handle(1);
    }

    private int createMessage(FolderId folderId) {
        client.ask(logon, new RopCreateMessage.Request(0, 0, 1, 0x0FFF, folderId, false),
                RopCreateMessage.Response.class);
        return client.handle(1);
    }

    private void set(int handle, PropertyValue... values) {
        assertThat(client.ask(handle, new RopSetProperties.Request(0, 0, List.of(values)),
                RopSetProperties.Response.class).propertyProblems()).isEmpty();
    }

    private static PropertyValue value(PropertyTag tag, Object value) {
        return PropertyValue.of(tag, value);
    }

    private MessageId save(int message) {
        return client.ask(message, new RopSaveChangesMessage.Request(0, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE),
                RopSaveChangesMessage.Response.class).messageId();
    }

    private int openMessage(FolderId folderId, MessageId messageId) {
        client.ask(logon, new RopOpenMessage.Request(0, 0, 1, 0x0FFF, folderId, 0, messageId),
                RopOpenMessage.Response.class);
        return client.handle(1);
    }

    private List<@Nullable Object> get(int handle, PropertyTag... tags) {
        PropertyRow row = client.ask(handle,
                new RopGetPropertiesSpecific.Request(0, 0, 0, true, List.of(tags)),
                RopGetPropertiesSpecific.Response.class).row(List.of(tags), RopClient.FORMAT);
        List<@Nullable Object> values = new java.util.ArrayList<>();
        for (int i = 0; i < tags.length; i++) {
            values.add(row.value(i));
        }
        return values;
    }

    private void attach(int message, String name, byte[] bytes) {
        client.ask(message, new RopCreateAttachment.Request(0, 0, 1),
                RopCreateAttachment.Response.class);
        int attachment = client.handle(1);
        set(attachment, value(PropertyTags.PidTagAttachMethod, 1),
                value(PropertyTags.PidTagAttachLongFilename, name),
                value(PropertyTags.PidTagAttachDataBinary, Binary.wrap(bytes)));
        client.execute(List.of(attachment, message), new RopSaveChangesAttachment.Request(0, 1, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE));
    }

    private void addressTo(int message, String address) {
        client.ask(message, new RopModifyRecipients.Request(0, 0, List.of(),
                List.of(new ModifyRecipientRow(0, 1, new RecipientRow(
                        new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP), false, true, false,
                        address, address, null, null, new PropertyRow(List.of()))))),
                RopModifyRecipients.Response.class);
    }

    private int compose(String subject, String address) {
        int message = createMessage(folders.get(OUTBOX));
        set(message, value(PropertyTags.PidTagSubject, subject),
                value(PropertyTags.PidTagBody, "Dear reader"));
        addressTo(message, address);
        return message;
    }

    private void submit(int message) {
        client.ask(message, new RopSubmitMessage.Request(0, 0, RopSubmitMessage.NONE),
                RopSubmitMessage.Response.class);
    }

    /// The rows that match, newest first, in one call.
    private List<PropertyRow> find(int folder, @Nullable Restriction restriction,
            PropertyTag... columns) {
        List<RopResponse> responses = client.execute(List.of(folder, RopBuffer.NO_HANDLE),
                new RopGetContentsTable.Request(0, 0, 1, 0),
                new RopSetColumns.Request(0, 1, 0, List.of(columns)),
                new RopRestrict.Request(0, 1, 0, restriction),
                new RopSortTable.Request(0, 1, 0, SortOrderSet
                        .of(SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime))),
                new RopQueryRows.Request(0, 1, 0, true, 50));
        assertThat(responses).hasSize(5);
        return ((RopQueryRows.Response) responses.getLast()).rows(List.of(columns),
                RopClient.FORMAT);
    }

    private static long receive(Mailbox mailbox, String subject, Instant received) {
        NewMessage message = new NewMessage(new MessageContent(
                new org.rialto.mapi.PropertyBag().set(PropertyTags.PidTagSubject, subject)
                        .set(PropertyTags.PidTagMessageClass, "IPM.Note")
                        .set(PropertyTags.PidTagBody, "Body of " + subject),
                List.of(), List.of()), false, 0, Set.of(), received, null, null);
        long inbox = RopFixture.inbox(mailbox);
        return mailbox.write(change -> change.deliver(inbox, message)).messageId();
    }

    private static MessageId id(PropertyRow row, int column) {
        return MessageId.ofLong((Long) Objects.requireNonNull(row.value(column)));
    }

    // MS-OXPROTO §2.5

    @Test
    void useCase252LogOnToAMailbox() {
        Mailbox mailbox = fixture.mailbox(fixture.alice);
        assertThat(folders).hasSize(RopLogon.FOLDERS);
        assertThat(folders.get(INBOX)).isEqualTo(Ids.folder(RopFixture.inbox(mailbox)));
        assertThat(folders.get(OUTBOX))
                .isEqualTo(Ids.folder(RopFixture.folder(mailbox, SpecialFolder.OUTBOX)));
    }

    @Test
    void useCase253CreateAMessage() {
        int message = createMessage(folders.get(INBOX));
        set(message, value(PropertyTags.PidTagSubject, "New"));
        MessageId id = save(message);
        assertThat(get(openMessage(folders.get(INBOX), id), PropertyTags.PidTagSubject))
                .containsExactly("New");
    }

    @Test
    void useCase254CreateAStronglyTypedMessage() {
        int task = createMessage(folders.get(INBOX));
        int status = client.ask(logon, new RopGetPropertyIdsFromNames.Request(0, 0,
                RopGetPropertyIdsFromNames.CREATE,
                List.of(NamedProperties.PidLidTaskStatus.name())),
                RopGetPropertyIdsFromNames.Response.class).propertyIds().getFirst();
        PropertyTag tag = NamedProperties.PidLidTaskStatus.tag(status);
        set(task, value(PropertyTags.PidTagMessageClass, "IPM.Task"),
                value(PropertyTags.PidTagSubject, "Mow the lawn"), value(tag, 1));
        MessageId id = save(task);
        assertThat(get(openMessage(folders.get(INBOX), id), PropertyTags.PidTagMessageClass, tag))
                .containsExactly("IPM.Task", 1);
    }

    @Test
    void useCase255AddAnAttachment() {
        int message = createMessage(folders.get(INBOX));
        attach(message, "notes.txt", "notes".getBytes(StandardCharsets.US_ASCII));
        MessageId id = save(message);
        assertThat(get(openMessage(folders.get(INBOX), id), PropertyTags.PidTagHasAttachments))
                .containsExactly(true);
    }

    @Test
    void useCase257SendAMessage() {
        submit(compose("To Bob", "bob@example.com"));
        Mailbox bob = fixture.mailbox(fixture.bob);
        long inbox = RopFixture.inbox(bob);
        await().until(() -> bob.read(s -> s.folder(inbox)).contentCount() == 1);
    }

    @Test
    void useCase258SendAMessageToARemoteRecipient() {
        submit(compose("Abroad", "carol@outside.example"));
        await().until(() -> fixture.sink.taken.size() == 1);
        assertThat(fixture.sink.taken.getFirst().recipients())
                .containsExactly("<carol@outside.example>");
        assertThat(fixture.sink.taken.getFirst().text()).contains("Subject: Abroad",
                "Dear reader");
    }

    @Test
    void useCase259OpenAFolder() {
        assertThat(get(openFolder(folders.get(INBOX)), PropertyTags.PidTagDisplayName))
                .containsExactly("Inbox");
    }

    @Test
    void useCase2510FindItemsInAFolderThatMatchSearchCriteria() {
        Mailbox mailbox = fixture.mailbox(fixture.alice);
        receive(mailbox, "Invoice 1", Instant.parse("2026-01-01T00:00:00Z"));
        receive(mailbox, "Greeting", Instant.parse("2026-01-02T00:00:00Z"));
        receive(mailbox, "Invoice 2", Instant.parse("2026-01-03T00:00:00Z"));
        Restriction invoices = new Restriction.Content(new FuzzyLevel(2, 1),
                PropertyTags.PidTagSubject, value(PropertyTags.PidTagSubject, "invoice"));
        assertThat(find(openFolder(folders.get(INBOX)), invoices, PropertyTags.PidTagSubject))
                .extracting(row -> row.value(0)).containsExactly("Invoice 2", "Invoice 1");
    }

    @Test
    void useCase2511DeleteMessages() {
        Mailbox mailbox = fixture.mailbox(fixture.alice);
        long gone = receive(mailbox, "gone", RopFixture.RECEIVED);
        receive(mailbox, "stays", RopFixture.RECEIVED);
        int folder = openFolder(folders.get(INBOX));
        assertThat(client.ask(folder, new RopDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(gone))), RopDeleteMessages.Response.class)
                .partialCompletion()).isFalse();
        assertThat(find(folder, null, PropertyTags.PidTagSubject))
                .extracting(row -> row.value(0)).containsExactly("stays");
    }

    @Test
    void useCase2512SynchronizeItems() {
        Mailbox mailbox = fixture.mailbox(fixture.alice);
        long first = receive(mailbox, "first", RopFixture.RECEIVED);
        Replica replica = Replica.ofMessages(client, mailbox.info().replicaGuid(),
                openFolder(folders.get(INBOX)));
        replica.synchronize();
        assertThat(replica.list(PropertyTags.PidTagSubject)).containsExactly("first");
        receive(mailbox, "second", RopFixture.RECEIVED);
        int uid = mailbox.read(s -> s.message(first, Set.of())).uid();
        mailbox.deleteMessages(RopFixture.inbox(mailbox), new int[]{uid}, true);
        replica.synchronize();
        assertThat(replica.list(PropertyTags.PidTagSubject)).containsExactly("second");
    }

    @Test
    void useCase2513RegisterForAndReceiveNotifications() {
        Mailbox mailbox = fixture.mailbox(fixture.alice);
        long message = receive(mailbox, "watched", RopFixture.RECEIVED);
        client.ask(logon, new RopRegisterNotification.Request(0, 0, 1,
                RopRegisterNotification.OBJECT_MODIFIED, new RopRegisterNotification.Scope(
                        folders.get(INBOX), MessageId.ofLong(0))),
                RopRegisterNotification.Response.class);
        int subscription = client.handle(1);
        int uid = mailbox.read(s -> s.message(message, Set.of())).uid();
        mailbox.changeFlags(RopFixture.inbox(mailbox), new int[]{uid},
                FlagChange.set(MessageFlags.READ));
        assertThat(client.notifications(1)).first().isEqualTo(new RopNotify.Response(subscription,
                0, new NotificationData.ObjectModified(folders.get(INBOX), Ids.message(message),
                        false, List.of(), null, null)));
    }

    // MS-OXPROTO §3

    @Test
    void example31DisplayTheMostRecentMessageInTheInbox() {
        Mailbox mailbox = fixture.mailbox(fixture.alice);
        receive(mailbox, "older", Instant.parse("2026-01-01T00:00:00Z"));
        receive(mailbox, "newest", Instant.parse("2026-03-01T00:00:00Z"));
        receive(mailbox, "old", Instant.parse("2026-02-01T00:00:00Z"));
        List<PropertyRow> rows = find(openFolder(folders.get(INBOX)), null,
                PropertyTags.PidTagMid);
        int message = openMessage(folders.get(INBOX), id(rows.getFirst(), 0));
        assertThat(get(message, PropertyTags.PidTagSubject, PropertyTags.PidTagBody))
                .containsExactly("newest", "Body of newest");
    }

    @Test
    void example32ComposeAndSendAnEMailMessageWithAnAttachment() {
        int message = compose("With notes", "bob@example.com");
        attach(message, "notes.txt", "the notes".getBytes(StandardCharsets.US_ASCII));
        submit(message);
        Mailbox bob = fixture.mailbox(fixture.bob);
        long inbox = RopFixture.inbox(bob);
        await().until(() -> bob.read(s -> s.folder(inbox)).contentCount() == 1);
        RopClient reader = fixture.client(fixture.bob);
        int table = reader.contents(reader.open(reader.logon(fixture.bob), inbox), 0);
        PropertyRow row = reader.rows(table, List.of(PropertyTags.PidTagSubject,
                PropertyTags.PidTagHasAttachments)).getFirst();
        assertThat(row.value(0)).isEqualTo("With notes");
        assertThat(row.value(1)).isEqualTo(true);
        reader.session.close();
    }

    @Test
    void example33SetUpAndDisplayNewMailNotifications() {
        client.ask(logon, new RopRegisterNotification.Request(0, 0, 1,
                RopRegisterNotification.NEW_MAIL, new RopRegisterNotification.Scope(
                        folders.get(INBOX), MessageId.ofLong(0))),
                RopRegisterNotification.Response.class);
        long message = receive(fixture.mailbox(fixture.alice), "ping", RopFixture.RECEIVED);
        await().until(() -> !client.session.notifications().isEmpty());
        // A call whose answer has no room for it is told that something is pending.
        assertThat(client.execute(List.of(), RopClient.options(20, false)).getFirst())
                .containsExactly(new RopPending.Response(client.session.sessionIndex()));
        assertThat(client.notifications(1)).extracting(RopNotify.Response::data)
                .containsExactly(new NotificationData.NewMail(folders.get(INBOX),
                        Ids.message(message), MessageFlags.UNSENT, true, "IPM.Note"));
    }
}
