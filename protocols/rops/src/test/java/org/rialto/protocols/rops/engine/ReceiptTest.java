package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.folder.RopDeleteMessages;
import org.rialto.protocols.rops.wire.message.*;
import org.rialto.protocols.rops.wire.synchronization.MessageReadState;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportReadStateChanges;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;

/// Receipts for reading, and for deleting unread: MS-OXCMSG §2.2.3.10, MS-OXCFOLD §2.2.1.11,
/// MS-OXOMSG §2.2.1.29.
class ReceiptTest extends AliceAtInbox {
    private static final String MIME = "From: Bob <bob@example.com>\r\nTo: alice@example.com\r\n"
            + "Subject: Plans\r\nMessage-ID: <1@example.com>\r\n"
            + "Disposition-Notification-To: bob@example.com\r\n"
            + "Date: Mon, 4 May 2026 03:00:00 +0000\r\n\r\nHello\r\n";

    private MessageRow row(long id) {
        return mailbox.read(snapshot -> snapshot.message(id, Set.of()));
    }

    private List<PropertyBag> receipts() {
        Mailbox of = fixture.mailbox(fixture.bob);
        long to = RopFixture.folder(of, SpecialFolder.INBOX);
        List<MessageRow> rows = of.read(snapshot -> snapshot.messages(to, 1, Integer.MAX_VALUE,
                100, EnumSet.of(MessagePart.PROPERTIES)));
        return rows.stream().map(MessageRow::properties).toList();
    }

    private void setReadFlags(int flags, long... ids) {
        List<MessageId> all = java.util.Arrays.stream(ids).mapToObj(Ids::message).toList();
        client.ask(folder, new RopSetReadFlags.Request(0, 0, false, flags, all),
                RopSetReadFlags.Response.class);
    }

    /// MS-OXCFXICS §3.2.5.9.4.6: as if each were marked by itself.
    @Test
    void whatAClientReadOfflineIsReceiptedToo() {
        long id = delivered(MIME);
        client.ask(folder, new RopSynchronizationOpenCollector.Request(0, 0, 1, true),
                RopSynchronizationOpenCollector.Response.class);
        int collector = client.handle(1);
        client.ask(collector, new RopSynchronizationImportReadStateChanges.Request(0, 0,
                List.of(new MessageReadState(new org.rialto.store.ObjectIds(mailbox.info())
                        .key(id), true))),
                RopSynchronizationImportReadStateChanges.Response.class);
        assertThat(receipts()).hasSize(1);
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
        assertThat(((UploadContext) java.util.Objects
                .requireNonNull(client.session.objects().find(collector))).checkpoint().read()
                .contains(mailbox.info().replicaGuid(), row(id).changeNumber())).isTrue();
    }

    @Test
    void readingTellsWhoAskedOnce() {
        long id = delivered(MIME);
        setReadFlags(0, id);
        setReadFlags(RopSetReadFlags.CLEAR_READ_FLAG, id);
        setReadFlags(0, id);
        assertThat(receipts()).hasSize(1);
        PropertyBag receipt = receipts().getFirst();
        assertThat(receipt.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("REPORT.IPM.Note.IPNRN");
        assertThat(receipt.getString(PropertyTags.PidTagSubject)).isEqualTo("Read: Plans");
        assertThat(receipt.getString(PropertyTags.PidTagOriginalMessageId))
                .isEqualTo("<1@example.com>");
        assertThat(receipt.getString(PropertyTags.PidTagSenderSmtpAddress))
                .isEqualTo("alice@example.com");
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
        assertThat(row(id).flags() & MessageFlags.RECEIPT_SENT).isNotZero();
    }

    @Test
    void readingAllOfAFolderTellsOfEach() {
        delivered(MIME);
        delivered(MIME.replace("<1@", "<2@"));
        delivered(MIME.replace("Disposition-Notification-To", "X-Nothing"));
        setReadFlags(0);
        assertThat(receipts()).hasSize(2);
    }

    @Test
    void anOpenMessageSendsItsReceipt() {
        long id = delivered(MIME);
        client.ask(folder, new RopOpenMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox),
                RopOpenMessage.READ_WRITE, Ids.message(id)), RopOpenMessage.Response.class);
        int message = client.handle(1);
        client.ask(message, new RopSetMessageReadFlag.Request(0, 0, 0, 0, null),
                RopSetMessageReadFlag.Response.class);
        assertThat(receipts()).hasSize(1);
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
    }

    @Test
    void aReceiptThatIsSuppressedIsNeverSent() {
        long id = delivered(MIME);
        setReadFlags(RopSetReadFlags.SUPPRESS_RECEIPT, id);
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
        setReadFlags(RopSetReadFlags.CLEAR_READ_FLAG, id);
        setReadFlags(0, id);
        assertThat(receipts()).isEmpty();
    }

    @Test
    void aReceiptAloneLeavesTheMessageUnread() {
        long id = delivered(MIME);
        setReadFlags(RopSetReadFlags.GENERATE_RECEIPT_ONLY, id);
        assertThat(receipts()).hasSize(1);
        assertThat(row(id).flags() & MessageFlags.READ).isZero();
    }

    @Test
    void deletingUnreadTellsThatWhenAsked() {
        long quiet = delivered(MIME);
        long told = delivered(MIME.replace("<1@", "<2@"));
        client.ask(folder, new RopDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(quiet))), RopDeleteMessages.Response.class);
        assertThat(receipts()).isEmpty();
        client.ask(folder, new RopDeleteMessages.Request(0, 0, false, true,
                List.of(Ids.message(told))), RopDeleteMessages.Response.class);
        assertThat(receipts()).hasSize(1);
        assertThat(receipts().getFirst().getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("REPORT.IPM.Note.IPNNRN");
        assertThat(receipts().getFirst().getString(PropertyTags.PidTagOriginalMessageId))
                .isEqualTo("<2@example.com>");
    }

    @Test
    void nobodyIsToldOfReports() {
        long id = delivered("From: bob@example.com\r\nTo: alice@example.com\r\nSubject: x\r\n"
                + "X-Auto-Response-Suppress: All\r\nDisposition-Notification-To: bob@example.com"
                + "\r\n\r\nHello\r\n");
        setReadFlags(0, id);
        assertThat(receipts()).isEmpty();
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
    }
}
