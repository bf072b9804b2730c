package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Link;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.EntryIdLists;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RecipientRow;
import org.rialto.mapi.ServerId;
import org.rialto.protocols.rops.wire.folder.RopDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopEmptyFolder;
import org.rialto.protocols.rops.wire.folder.RopHardDeleteMessagesAndSubfolders;
import org.rialto.protocols.rops.wire.message.*;
import org.rialto.protocols.rops.wire.transport.*;
import org.rialto.store.BlobReader;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Sending, by what goes over the wire. MS-OXOMSG §3.3.5, MS-OXCROPS §2.2.7.
class SubmitTest extends AliceAtInbox {
    private long outbox;
    private long sentItems;

    @BeforeEach
    void open() {
        outbox = RopFixture.folder(mailbox, SpecialFolder.OUTBOX);
        sentItems = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
    }

    // What a client does

    private static ModifyRecipientRow internet(int rowId, int type, String address) {
        return new ModifyRecipientRow(rowId, type, new RecipientRow(
                new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP), false, true, false, address,
                address, null, null, new PropertyRow(List.of())));
    }

    private static ModifyRecipientRow book(int rowId, int type, String name, String legacyDN) {
        return new ModifyRecipientRow(rowId, type, new RecipientRow(
                new RecipientRow.AddressBookAddress(0, 0, legacyDN), false, true, false, null,
                name, null, null, new PropertyRow(List.of())));
    }

    private void recipients(int message, ModifyRecipientRow... rows) {
        client.ask(message, new RopModifyRecipients.Request(0, 0, List.of(), List.of(rows)),
                RopModifyRecipients.Response.class);
    }

    /// A draft in the Outbox that goes to Sent Items.
    private int draft(String subject, ModifyRecipientRow... rows) {
        int message = client.create(logon, outbox);
        client.set(message, PropertyTags.PidTagSubject, subject);
        client.set(message, PropertyTags.PidTagBody, "Hello from MAPI");
        client.set(message, PropertyTags.PidTagSentMailSvrEID,
                ServerId.ofFolder(Ids.folder(sentItems)));
        recipients(message, rows);
        return message;
    }

    private void submit(int message) {
        client.ask(message, new RopSubmitMessage.Request(0, 0, RopSubmitMessage.NONE),
                RopSubmitMessage.Response.class);
    }

    private RopAbortSubmit.Request abort(long folderId, long messageId) {
        return new RopAbortSubmit.Request(0, 0, Ids.folder(folderId), Ids.message(messageId));
    }

    private String dn(DirectoryObject object) { return object.entry().legacyDN(); }

    // What there is then

    private static List<MessageRow> messages(Mailbox of, long folderId) {
        return of.read(snapshot -> snapshot.messages(folderId, 1, Integer.MAX_VALUE, 1000,
                EnumSet.of(MessagePart.PROPERTIES)));
    }

    private List<MessageRow> inbox(DirectoryObject.User user) {
        Mailbox of = fixture.mailbox(user);
        return messages(of, RopFixture.inbox(of));
    }

    private String mime(MessageRow row) {
        try (BlobReader reader = fixture.store.blobs()
                .open(Objects.requireNonNull(row.mime()))) {
            return new String(reader.stream(0, reader.length()).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// As IMAP shows it.
    private String shown(Mailbox of, MessageRow row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new MimeGeneration(fixture.store.blobs()).write(of, row, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private PropertyBag only(long folderId) {
        List<MessageRow> rows = messages(mailbox, folderId);
        assertThat(rows).hasSize(1);
        return rows.getFirst().properties();
    }

    // RopSubmitMessage

    @Test
    void sendsToWhomTheAddressBookAndTheInternetName() {
        int message = draft("Both", book(0, 1, "Bob", dn(fixture.bob)),
                internet(1, 2, "carol@outside.example"), internet(2, 3, "dave@outside.example"));
        submit(message);
        List<MessageRow> received = inbox(fixture.bob);
        assertThat(received).hasSize(1);
        String text = mime(received.getFirst());
        assertThat(text).contains("Subject: Both", "Hello from MAPI", "To: Bob <bob@example.com>",
                "From: alice <alice@example.com>").doesNotContain("Bcc", "dave");
        await().until(() -> fixture.sink.taken.size() == 1);
        SmtpSink.Taken outside = fixture.sink.taken.getFirst();
        assertThat(outside.sender()).isEqualTo("<alice@example.com>");
        assertThat(outside.recipients()).containsExactlyInAnyOrder("<carol@outside.example>",
                "<dave@outside.example>");
        assertThat(text.strip()).endsWith(outside.text().strip());
    }

    @Test
    void setsWhatTheServerSetsAndMovesToSentItems() {
        Instant before = Instant.now().minusSeconds(1);
        submit(draft("Sent", internet(0, 1, "bob@example.com")));
        assertThat(messages(mailbox, outbox)).isEmpty();
        MessageRow row = messages(mailbox, sentItems).getFirst();
        assertThat(row.flags() & (MessageFlags.UNSENT | MessageFlags.SUBMITTED)).isZero();
        assertThat(row.flags() & MessageFlags.READ).isNotZero();
        assertThat(row.flags() & MessageFlags.FROM_ME).isNotZero();
        assertThat(row.received()).isAfter(before);
        PropertyBag bag = only(sentItems);
        assertThat(bag.getTime(PropertyTags.PidTagClientSubmitTime)).isAfter(before);
        assertThat(bag.getString(PropertyTags.PidTagSenderAddressType)).isEqualTo("EX");
        assertThat(bag.getString(PropertyTags.PidTagSenderEmailAddress))
                .isEqualTo(dn(fixture.alice));
        assertThat(bag.getString(PropertyTags.PidTagSenderSmtpAddress))
                .isEqualTo("alice@example.com");
        assertThat(bag.getString(PropertyTags.PidTagSentRepresentingEmailAddress))
                .isEqualTo(dn(fixture.alice));
        assertThat(bag.getString(PropertyTags.PidTagInternetMessageId))
                .endsWith("@mail.example.com>");
        assertThat(bag.getInteger32(PropertyTags.PidTagContentFilterSpamConfidenceLevel))
                .isEqualTo(-1);
        List<PropertyBag> recipients = mailbox
                .read(snapshot -> snapshot.content(row.messageId()).recipients());
        assertThat(recipients.getFirst().getBoolean(PropertyTags.PidTagResponsibility)).isTrue();
    }

    @Test
    void showsImapTheSameThatRecipientsGet() {
        submit(draft("Same", internet(0, 1, "bob@example.com"),
                internet(1, 3, "secret@outside.example")));
        String sent = shown(mailbox, messages(mailbox, sentItems).getFirst());
        String received = mime(inbox(fixture.bob).getFirst());
        for (String field : List.of("Date: ", "From: ", "To: ", "Subject: ", "Message-ID: ",
                "Thread-Index: ")) {
            String line = sent.lines().filter(each -> each.startsWith(field)).findFirst()
                    .orElseThrow();
            assertThat(received).contains(line);
        }
        assertThat(sent).contains("Bcc: secret@outside.example");
        assertThat(received).doesNotContain("secret@outside");
    }

    @Test
    void leavesAMessageWhereItIsThatSaysNothingElse() {
        int message = client.create(logon, outbox);
        client.set(message, PropertyTags.PidTagSubject, "Stays");
        recipients(message, internet(0, 1, "bob@example.com"));
        submit(message);
        assertThat(messages(mailbox, outbox)).hasSize(1);
        assertThat(messages(mailbox, outbox).getFirst().flags()
                & (MessageFlags.UNSENT | MessageFlags.SUBMITTED)).isZero();
    }

    @Test
    void deletesAfterSubmitWhenAsked() {
        int message = client.create(logon, outbox);
        client.set(message, PropertyTags.PidTagSubject, "Gone");
        client.set(message, PropertyTags.PidTagDeleteAfterSubmit, true);
        recipients(message, internet(0, 1, "bob@example.com"));
        submit(message);
        assertThat(messages(mailbox, outbox)).isEmpty();
        assertThat(messages(mailbox, sentItems)).isEmpty();
        assertThat(inbox(fixture.bob)).hasSize(1);
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThat(client.error(draft("Nobody"), new RopSubmitMessage.Request(0, 0, 0)))
                .isEqualTo(ErrorCodes.NoRecipients);
        int foreign = draft("As Bob", internet(0, 1, "carol@outside.example"));
        client.set(foreign, PropertyTags.PidTagSentRepresentingName, "Bob");
        client.set(foreign, PropertyTags.PidTagSentRepresentingAddressType, "EX");
        client.set(foreign, PropertyTags.PidTagSentRepresentingEmailAddress, dn(fixture.bob));
        assertThat(client.error(foreign, new RopSubmitMessage.Request(0, 0, 0)))
                .isEqualTo(ErrorCodes.SendAsDenied);
        assertThat(messages(mailbox, outbox)).hasSize(2)
                .allMatch(row -> (row.flags() & MessageFlags.UNSENT) != 0);
        assertThat(fixture.sink.taken).isEmpty();
    }

    @Test
    void sendsOnBehalfAndSendsAsByTheDirectorysRights() {
        fixture.directory.change(edit -> {
            edit.addLink(fixture.bob.id(), Link.SEND_ON_BEHALF, fixture.alice.id());
            return true;
        });
        int behalf = draft("On behalf", internet(0, 1, "carol@outside.example"));
        client.set(behalf, PropertyTags.PidTagSentRepresentingAddressType, "SMTP");
        client.set(behalf, PropertyTags.PidTagSentRepresentingEmailAddress, "bob@example.com");
        submit(behalf);
        await().until(() -> fixture.sink.taken.size() == 1);
        assertThat(fixture.sink.taken.getFirst().text()).contains(
                "From: bob <bob@example.com>", "Sender: alice <alice@example.com>");
        assertThat(fixture.sink.taken.getFirst().sender()).isEqualTo("<alice@example.com>");
        fixture.directory.change(edit -> {
            edit.addLink(fixture.bob.id(), Link.SEND_AS, fixture.alice.id());
            return true;
        });
        int as = draft("As", internet(0, 1, "carol@outside.example"));
        client.set(as, PropertyTags.PidTagSentRepresentingAddressType, "EX");
        client.set(as, PropertyTags.PidTagSentRepresentingEmailAddress, dn(fixture.bob));
        submit(as);
        await().until(() -> fixture.sink.taken.size() == 2);
        assertThat(fixture.sink.taken.get(1).text()).contains("From: bob <bob@example.com>")
                .doesNotContain("Sender:");
    }

    @Test
    void namesWhoIsToBeAnswered() {
        ByteWriter entries = new ByteWriter();
        EntryIdLists.writeFlat(entries, List.of(
                new EntryId.AddressBook(0, dn(fixture.bob)).encode(),
                EntryId.OneOff.smtp("Carol", "carol@outside.example").encode()));
        int message = draft("Answer them", internet(0, 1, "bob@example.com"));
        client.set(message, PropertyTags.PidTagReplyRecipientEntries,
                Binary.wrap(entries.toByteArray()));
        submit(message);
        assertThat(mime(inbox(fixture.bob).getFirst())).contains(
                "Reply-To: bob <bob@example.com>, Carol <carol@outside.example>");
        int broken = draft("Broken", internet(0, 1, "bob@example.com"));
        client.set(broken, PropertyTags.PidTagReplyRecipientEntries, Binary.ofHex("FFFFFFFF01"));
        submit(broken);
        assertThat(inbox(fixture.bob)).hasSize(2);
    }

    @Test
    void aDelegateSendsFromAMailboxWithTheRightToSendAsItsOwner() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        long bobsOutbox = RopFixture.folder(bobs, SpecialFolder.OUTBOX);
        RopFixture.grant(bobs, bobsOutbox, fixture.alice, Rights.READ_ANY | Rights.CREATE
                | Rights.EDIT_ANY | Rights.DELETE_ANY | Rights.FOLDER_VISIBLE);
        int bobsLogon = client.logon(fixture.bob);
        int message = client.create(bobsLogon, bobsOutbox);
        client.set(message, PropertyTags.PidTagSubject, "From Bob");
        recipients(message, internet(0, 1, "carol@outside.example"));
        assertThat(client.error(message, new RopSubmitMessage.Request(0, 0, 0)))
                .isEqualTo(ErrorCodes.SendAsDenied);
        fixture.directory.change(edit -> {
            edit.addLink(fixture.bob.id(), Link.SEND_ON_BEHALF, fixture.alice.id());
            return true;
        });
        submit(message);
        await().until(() -> fixture.sink.taken.size() == 1);
        assertThat(fixture.sink.taken.getFirst().text()).contains(
                "From: bob <bob@example.com>", "Sender: alice <alice@example.com>");
    }

    @Test
    void whatIsSubmittedIsNeitherMovedNorDeleted() {
        long id = deferred(Instant.now().plusSeconds(3600));
        int folder = client.open(logon, outbox);
        assertThat(client.ask(folder, new RopDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(id))), RopDeleteMessages.Response.class)
                .partialCompletion()).isTrue();
        assertThat(messages(mailbox, outbox)).hasSize(1);
        RopFixture.add(mailbox, outbox, "nobody sends this");
        assertThat(client.ask(folder, new RopEmptyFolder.Request(0, 0, false, true),
                RopEmptyFolder.Response.class).partialCompletion()).isTrue();
        assertThat(client.ask(folder, new RopHardDeleteMessagesAndSubfolders.Request(0, 0, false,
                true), RopHardDeleteMessagesAndSubfolders.Response.class).partialCompletion())
                .isTrue();
        assertThat(messages(mailbox, outbox)).hasSize(1);
        assertThat(messages(mailbox, outbox).getFirst().messageId()).isEqualTo(id);
    }

    @Test
    void resendsOnlyToWhomItDidNotReach() {
        int message = draft("Again", internet(0, 0x11, "bob@example.com"),
                internet(1, 0x81, "carol@outside.example"));
        client.set(message, PropertyTags.PidTagMessageFlags, 0x88);
        submit(message);
        assertThat(inbox(fixture.bob)).hasSize(1);
        assertThat(mime(inbox(fixture.bob).getFirst())).contains("carol@outside.example");
        assertThat(fixture.sink.taken).isEmpty();
    }

    @Test
    void expandsGroupsAndReturnsWhatNobodyGets() {
        fixture.directory.change(edit -> {
            DirectoryObject.Group group = edit
                    .addGroup(fixture.directory.defaultDomain().orElseThrow(), "all");
            edit.addLink(group.id(), Link.MEMBER, fixture.bob.id());
            return true;
        });
        submit(draft("Everybody",
                book(0, 1, "All", dn(fixture.directory.named("all"))),
                book(1, 1, "Ghost", "/o=Nowhere/cn=ghost")));
        assertThat(inbox(fixture.bob)).hasSize(1);
        await().until(() -> inbox(fixture.alice).size() == 1);
        PropertyBag report = inbox(fixture.alice).getFirst().properties();
        assertThat(report.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("REPORT.IPM.Note.NDR");
        assertThat(mime(inbox(fixture.alice).getFirst())).contains("IMCEAEX-_o=Nowhere_cn=ghost");
    }

    // Deferred

    private long deferred(Instant until) {
        int message = draft("Later", internet(0, 1, "bob@example.com"));
        client.set(message, PropertyTags.PidTagDeferredSendTime, until);
        submit(message);
        List<MessageRow> rows = messages(mailbox, outbox);
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().flags() & MessageFlags.SUBMITTED).isNotZero();
        assertThat(inbox(fixture.bob)).isEmpty();
        return rows.getFirst().messageId();
    }

    @Test
    void keepsADeferredMessageUntilItsTime() {
        deferred(Instant.now().plusMillis(600));
        await().atMost(Duration.ofSeconds(60)).until(() -> inbox(fixture.bob).size() == 1);
        assertThat(messages(mailbox, outbox)).isEmpty();
        assertThat(only(sentItems).getString(PropertyTags.PidTagSubject)).isEqualTo("Later");
    }

    @Test
    void sendsADeferredMessageOnceAlsoAfterARestart() {
        deferred(Instant.now().plusMillis(400));
        fixture.close();
        fixture = new RopFixture(engine, directory);
        mailbox = fixture.mailbox(fixture.alice);
        await().atMost(Duration.ofSeconds(60)).until(() -> inbox(fixture.bob).size() == 1);
        assertThat(messages(mailbox, outbox)).isEmpty();
        assertThat(messages(mailbox, sentItems)).hasSize(1);
    }

    @Test
    void takesADeferredMessageBack() {
        long id = deferred(Instant.now().plusSeconds(3600));
        assertThat(client.error(logon, new RopAbortSubmit.Request(0, 0, Ids.folder(sentItems),
                Ids.message(id)))).isEqualTo(ErrorCodes.NotFound);
        client.ask(logon, abort(outbox, id), RopAbortSubmit.Response.class);
        MessageRow row = messages(mailbox, outbox).getFirst();
        assertThat(row.flags() & MessageFlags.SUBMITTED).isZero();
        assertThat(row.flags() & MessageFlags.UNSENT).isNotZero();
        assertThat(client.error(logon, abort(outbox, id)).value()).isEqualTo(0x80040601);
    }

    @Test
    void refusesToSubmitTwice() {
        int message = draft("Twice", internet(0, 1, "bob@example.com"));
        client.set(message, PropertyTags.PidTagDeferredSendTime, Instant.now().plusSeconds(3600));
        submit(message);
        assertThat(client.error(message, new RopSubmitMessage.Request(0, 0, 0)))
                .isEqualTo(ErrorCodes.AlreadySent);
    }

    // Spoolers and the rest

    @Test
    void leavesToAClientWhatNeedsASpooler() {
        int message = draft("Spooled", internet(0, 1, "bob@example.com"));
        long id = client.save(message);
        client.ask(message, new RopSubmitMessage.Request(0, 0, RopSubmitMessage.NEEDS_SPOOLER),
                RopSubmitMessage.Response.class);
        assertThat(inbox(fixture.bob)).isEmpty();
        RopSpoolerLockMessage.Request lock = new RopSpoolerLockMessage.Request(0, 0,
                Ids.message(id), RopSpoolerLockMessage.LOCK);
        assertThat(client.error(logon, lock)).isEqualTo(ErrorCodes.NotSupported);
        client.ask(logon, new RopSetSpooler.Request(0, 0), RopSetSpooler.Response.class);
        client.ask(logon, lock, RopSpoolerLockMessage.Response.class);
        assertThat(client.error(logon, abort(outbox, id))).isEqualTo(ErrorCodes.AbortFailed);
        RopClient other = fixture.client(fixture.alice);
        int otherLogon = other.logon(fixture.alice);
        other.ask(otherLogon, new RopSetSpooler.Request(0, 0), RopSetSpooler.Response.class);
        assertThat(other.error(otherLogon, lock)).isEqualTo(ErrorCodes.AccessDenied);
        client.ask(logon, new RopSpoolerLockMessage.Request(0, 0, Ids.message(id),
                RopSpoolerLockMessage.FINISHED), RopSpoolerLockMessage.Response.class);
        assertThat(messages(mailbox, outbox)).isEmpty();
        assertThat(messages(mailbox, sentItems)).hasSize(1);
        assertThat(inbox(fixture.bob)).isEmpty();
    }

    @Test
    void sendsWhatAClientPutsIntoTheTransportFolder() {
        FolderId folder = client.ask(logon, new RopGetTransportFolder.Request(0, 0),
                RopGetTransportFolder.Response.class).folderId();
        int message = client.create(logon, Ids.folder(folder));
        client.set(message, PropertyTags.PidTagSubject, "Through");
        recipients(message, internet(0, 1, "bob@example.com"));
        List<PropertyValue> values = client.ask(message, new RopTransportSend.Request(0, 0),
                RopTransportSend.Response.class).propertyValues();
        assertThat(values).extracting(PropertyValue::tag)
                .contains(PropertyTags.PidTagClientSubmitTime, PropertyTags.PidTagSenderName);
        assertThat(inbox(fixture.bob)).hasSize(1);
        assertThat(messages(mailbox, Ids.folder(folder))).isEmpty();
    }

    @Test
    void tellsAddressTypesAndOptions() {
        assertThat(client.ask(logon, new RopGetAddressTypes.Request(0, 0),
                RopGetAddressTypes.Response.class).addressTypes()).containsExactly("EX", "SMTP");
        assertThat(client.ask(logon, new RopOptionsData.Request(0, 0, "SMTP", true),
                RopOptionsData.Response.class).optionsInfo().isEmpty()).isTrue();
        assertThat(client.error(logon, new RopOptionsData.Request(0, 0, "FAX", true)))
                .isEqualTo(ErrorCodes.NotFound);
    }

    @Test
    void sendsNothingOfPublicFolders() {
        int publicLogon = client.publicLogon(1);
        assertThat(client.error(publicLogon, new RopGetAddressTypes.Request(1, 0)))
                .isEqualTo(ErrorCodes.NotSupported);
    }
}
