package org.rialto.transport.submission;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.formats.header.DateTimes;
import org.rialto.items.mail.AddressProperties;
import org.rialto.items.mail.ConversationIndex;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Change;
import org.rialto.store.FlagChange;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.Store;
import org.rialto.transport.Envelope;
import org.rialto.transport.InSameUnit;
import org.rialto.transport.Intake;
import org.rialto.transport.MailTransport;
import org.rialto.transport.Recipient;
import org.rialto.transport.Recipient.Notify;

/// Tells senders who asked for it that their messages were read, or deleted unread: once for each
/// message, in the unit of work that takes note of it. MS-OXOMSG §2.2.1.29, §2.2.2; RFC 8098.
public final class ReadReceipts {
    /// PidTagAutoResponseSuppress.
    private static final int SUPPRESS_READ = 0x04;
    private static final int SUPPRESS_UNREAD = 0x08;
    private static final int SUPPRESS_ALL = -1;
    private final MailTransport transport;
    private final Store store;
    private final Directory directory;
    private final Correspondents correspondents;
    private final MimeGeneration mime;
    private final String hostName;
    private final Clock clock;

    ReadReceipts(MailTransport transport, Store store, Directory directory,
            Correspondents correspondents, MimeGeneration mime, String hostName, Clock clock) {
        this.transport = transport;
        this.store = store;
        this.directory = directory;
        this.correspondents = correspondents;
        this.mime = mime;
        this.hostName = hostName;
        this.clock = clock;
    }

    /// What became of a message.
    public enum Fate {
        READ, DELETED_UNREAD
    }

    /// Whether the message's sender waits to hear of this. Of a row read with its properties.
    public static boolean isPending(MessageRow row, Fate fate) {
        int over = MessageFlags.RECEIPT_SENT | MessageFlags.UNSENT | MessageFlags.FROM_ME
                | MessageFlags.SUBMITTED
                | (fate == Fate.DELETED_UNREAD ? MessageFlags.READ | MessageFlags.EVER_READ : 0);
        if ((row.flags() & over) != 0 || row.associated()) {
            return false;
        }
        PropertyBag bag = row.properties();
        int suppressed = bag.getInteger32(PropertyTags.PidTagAutoResponseSuppress, 0);
        boolean read = bag.getBoolean(PropertyTags.PidTagReadReceiptRequested, false);
        return switch (fate) {
            case READ -> read && (suppressed & SUPPRESS_READ) == 0;
            case DELETED_UNREAD -> (read || bag.getBoolean(
                    PropertyTags.PidTagNonReceiptNotificationRequested, false))
                    && (suppressed & SUPPRESS_UNREAD) == 0;
        };
    }

    /// Sends the receipt of a message, if it is pending, and sets bits of its state with it. False
    /// when there was none to send; then nothing is changed.
    ///
    /// @param setFlags bits of [MessageFlags]; that the receipt is sent comes by itself
    /// @throws MailError.Denied the actor may not change the message's state
    public boolean send(MailboxSession session, long messageId, Fate fate, int setFlags) {
        Mailbox mailbox = session.mailbox();
        DirectoryObject owner = mailbox.info().kind() == MailboxKind.PRIVATE
                ? directory.ofMailbox(mailbox.info().guid()).orElse(null)
                : null;
        MessageRow row = mailbox.read(snapshot -> snapshot.message(messageId,
                EnumSet.of(MessagePart.PROPERTIES)));
        if (owner == null || !isPending(row, fate)) {
            return false;
        }
        PropertyBag original = row.properties();
        Correspondent asker = asker(original);
        if (asker == null) {
            return false;
        }
        Instant now = clock.instant();
        PropertyBag report = report(original, owner, fate, now);
        PropertyBag recipient = new PropertyBag().set(PropertyTags.PidTagRecipientType, 1);
        asker.write(AddressProperties.RECIPIENT, recipient);
        // RFC 8098 §3: nobody is told of what becomes of it.
        Envelope envelope = new Envelope(null, Envelope.Body.EIGHT_BIT_MIME,
                !asker.address().hasAsciiLocalPart(), null, null, false, 0, null,
                Outgoing.client("MDN"),
                List.of(new Recipient(asker.address(), Set.of(Notify.NEVER), null)));
        try (Intake intake = transport.submit(envelope, noted(mailbox, row, setFlags))) {
            mime.write(new MessageContent(report, List.of(recipient), List.of()), Map.of(), false,
                    intake);
            intake.commit();
            return true;
        } catch (AlreadySent e) {
            return false;
        } catch (IOException e) {
            throw new MailError.Unavailable("a receipt cannot be written now", e);
        }
    }

    /// Who wants to hear; null when nobody can be told.
    private @Nullable Correspondent asker(PropertyBag original) {
        for (AddressProperties role : List.of(AddressProperties.READ_RECEIPT,
                AddressProperties.REPRESENTED, AddressProperties.SENDER)) {
            Optional<Correspondent> found = correspondents.find(role, original);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    private InSameUnit noted(Mailbox mailbox, MessageRow row, int setFlags) {
        long mailboxId = mailbox.info().mailboxId();
        var access = mailbox.access();
        return new InSameUnit() {
            @Override
            public OptionalLong mailboxId() { return OptionalLong.of(mailboxId); }

            @Override
            public void write(Sql sql) throws SQLException {
                Change change = store.join(sql, mailboxId, access);
                MessageRow now = change.message(row.messageId(), Set.of());
                if ((now.flags() & MessageFlags.RECEIPT_SENT) != 0) {
                    throw new AlreadySent();
                }
                change.changeFlags(now.folderId(), new int[]{now.uid()},
                        FlagChange.set(MessageFlags.RECEIPT_SENT | setFlags));
            }
        };
    }

    /// MS-OXOMSG §2.2.2; the properties that make a report of it.
    private PropertyBag report(PropertyBag original, DirectoryObject owner, Fate fate,
            Instant now) {
        boolean read = fate == Fate.READ;
        String subject = original.getString(PropertyTags.PidTagSubject, "");
        String messageClass = original.getString(PropertyTags.PidTagMessageClass, "IPM.Note");
        PropertyBag bag = new PropertyBag()
                .set(PropertyTags.PidTagMessageClass,
                        "REPORT." + messageClass + (read ? ".IPNRN" : ".IPNNRN"))
                .set(PropertyTags.PidTagSubject, (read ? "Read: " : "Not read: ") + subject)
                .set(PropertyTags.PidTagOriginalSubject, subject)
                .set(PropertyTags.PidTagReportText, text(original, owner, read, now))
                .set(PropertyTags.PidTagReportTime, now).set(PropertyTags.PidTagReceiptTime, now)
                .set(PropertyTags.PidTagClientSubmitTime, now)
                .set(PropertyTags.PidTagInternetMessageId,
                        "<" + UUID.randomUUID() + "@" + hostName + ">")
                .set(PropertyTags.PidTagAutoResponseSuppress, SUPPRESS_ALL);
        Correspondent reader = Correspondent.of(owner);
        reader.write(AddressProperties.SENDER, bag);
        reader.write(AddressProperties.REPRESENTED, bag);
        String id = original.getString(PropertyTags.PidTagInternetMessageId);
        if (id != null) {
            bag.set(PropertyTags.PidTagOriginalMessageId, id);
            bag.set(PropertyTags.PidTagInReplyToId, id);
            bag.set(PropertyTags.PidTagInternetReferences, original
                    .getString(PropertyTags.PidTagInternetReferences, "").concat(" " + id).strip());
        }
        bag.setOrRemove(PropertyTags.PidTagParentKey,
                original.getBinary(PropertyTags.PidTagSearchKey));
        bag.setOrRemove(PropertyTags.PidTagConversationTopic,
                original.getString(PropertyTags.PidTagConversationTopic));
        Binary index = original.getBinary(PropertyTags.PidTagConversationIndex);
        if (index != null) {
            bag.set(PropertyTags.PidTagConversationIndex,
                    new ConversationIndex(index).reply(now, 0).bytes());
        }
        return bag;
    }

    private static String text(PropertyBag original, DirectoryObject owner, boolean read,
            Instant now) {
        List<String> lines = new ArrayList<>(List.of("Your message", ""));
        lines.add("  To: " + original.getString(PropertyTags.PidTagDisplayTo, ""));
        lines.add("  Subject: " + original.getString(PropertyTags.PidTagSubject, ""));
        Instant sent = original.getTime(PropertyTags.PidTagClientSubmitTime);
        if (sent != null) {
            lines.add("  Sent: " + DateTimes.format(sent.atOffset(ZoneOffset.UTC)));
        }
        lines.add("");
        lines.add((read ? "was read by " : "was deleted without being read by ")
                + owner.display() + " on " + DateTimes.format(now.atOffset(ZoneOffset.UTC)) + ".");
        return String.join("\r\n", lines) + "\r\n";
    }

    /// Undoes a receipt that was sent meanwhile.
    private static final class AlreadySent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadySent() { super(null, null, false, false); }
    }
}
