package org.rialto.transport.submission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.header.MessageIds;
import org.rialto.items.mail.AddressProperties;
import org.rialto.items.mail.ConversationIndex;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.EntryIdLists;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.transport.Envelope;
import org.rialto.transport.MailTransport;
import org.rialto.transport.SenderVerdict;
import org.rialto.transport.submission.Refusal.Reason;
import org.rialto.transport.submission.Refusal.Refused;

/// A message with all that the server sets when it is submitted, and its envelope. MS-OXOMSG
/// §3.3.5.1: the time, who sends it and for whom, its identifier and conversation.
///
/// @param content as recipients get it
/// @param kept    as the sender keeps it
record Outgoing(MessageContent content, MessageContent kept, Envelope envelope) {
    private static final int NO_SPAM = -1;

    /// Makes messages of this server outgoing ones.
    ///
    /// @param hostName what identifiers end with
    record Maker(MailTransport transport, Correspondents correspondents, String hostName) {
        /// @param submitter whose right to send as somebody else counts
        /// @param owner     of the mailbox
        /// @throws Refused it cannot be sent
        Outgoing make(MessageContent content, int flags, DirectoryObject submitter,
                DirectoryObject owner, Instant now, String protocol) {
            PropertyBag bag = content.properties().copy();
            Recipients recipients = Recipients.of(content.recipients(), bag,
                    (flags & MessageFlags.RESEND) != 0, correspondents);
            if (recipients.sendTo().isEmpty()) {
                throw new Refused(Reason.NO_RECIPIENTS, "the message has no recipients");
            }
            bag.set(PropertyTags.PidTagClientSubmitTime, now);
            bag.set(PropertyTags.PidTagContentFilterSpamConfidenceLevel, NO_SPAM);
            SmtpAddress reversePath = senders(bag, submitter, owner, protocol);
            replyTo(bag);
            identify(bag, now);
            boolean international = !reversePath.hasAsciiLocalPart()
                    || recipients.sendTo().stream()
                            .anyMatch(to -> !to.address().hasAsciiLocalPart());
            Envelope envelope = new Envelope(reversePath, Envelope.Body.EIGHT_BIT_MIME,
                    international, null, null, false, 0, submitter.address(), client(protocol),
                    recipients.sendTo());
            if (recipients.sendTo().size() > transport.recipientLimit(envelope)) {
                throw new Refused(Reason.TOO_MANY_RECIPIENTS, "a message may have up to "
                        + transport.recipientLimit(envelope) + " recipients");
            }
            return new Outgoing(
                    new MessageContent(bag, recipients.rows(), content.attachments()),
                    new MessageContent(bag, recipients.taken(), content.attachments()), envelope);
        }

        /// Sets who sends it and for whom; answers the reverse path.
        private SmtpAddress senders(PropertyBag bag, DirectoryObject submitter,
                DirectoryObject owner, String protocol) {
            Correspondent represented = represented(bag, owner);
            Envelope asked = new Envelope(represented.address(), Envelope.Body.EIGHT_BIT_MIME,
                    false, null, null, false, 0, submitter.address(), client(protocol), List.of());
            Correspondent sender = switch (transport.verifySender(asked)) {
                // Who may send as somebody is that somebody.
                case SenderVerdict.Accepted() -> represented;
                case SenderVerdict.OnBehalf() -> Correspondent.of(submitter);
                case SenderVerdict.Full(String reason) -> throw new Refused(Reason.MAILBOX_FULL,
                        reason);
                case SenderVerdict.EnoughToday(String reason) -> throw new Refused(
                        Reason.ENOUGH_TODAY, reason);
                case SenderVerdict.Denied(String reason) -> throw new Refused(
                        Reason.MAY_NOT_SEND_AS, reason);
                case SenderVerdict.TooLarge(String reason) -> throw new Refused(Reason.TOO_LARGE,
                        reason);
            };
            sender.write(AddressProperties.SENDER, bag);
            represented.write(AddressProperties.REPRESENTED, bag);
            return sender.address();
        }

        /// Whom answers go to: MIME names them by Internet address, which the address book's entry ids
        /// do not hold.
        private void replyTo(PropertyBag bag) {
            Binary entries = bag.getBinary(PropertyTags.PidTagReplyRecipientEntries);
            if (entries == null) {
                return;
            }
            try {
                List<Binary> all = new ArrayList<>();
                for (Binary entry : EntryIdLists.readFlat(entries.reader())) {
                    all.add(correspondents.find(AddressProperties.RECIPIENT,
                            new PropertyBag().set(PropertyTags.PidTagEntryId, entry))
                            .map(found -> EntryId.OneOff.smtp(found.name(),
                                    found.address().toString()).encode())
                            .orElse(entry));
                }
                ByteWriter out = new ByteWriter();
                EntryIdLists.writeFlat(out, all);
                bag.set(PropertyTags.PidTagReplyRecipientEntries, Binary.wrap(out.toByteArray()));
            } catch (MalformedDataException e) {
                // Nobody can answer to that; answers go to the sender.
                bag.remove(PropertyTags.PidTagReplyRecipientEntries);
            }
        }

        private Correspondent represented(PropertyBag bag, DirectoryObject owner) {
            Optional<Correspondent> said = correspondents.find(AddressProperties.REPRESENTED, bag);
            return said.orElseGet(() -> Correspondent.of(owner));
        }

        /// What tells the message and its conversation from others, where it has none yet.
        private void identify(PropertyBag bag, Instant now) {
            if (!bag.contains(PropertyTags.PidTagInternetMessageId)) {
                bag.set(PropertyTags.PidTagInternetMessageId,
                        "<" + UUID.randomUUID() + "@" + hostName + ">");
            }
            if (!bag.contains(PropertyTags.PidTagConversationTopic)) {
                bag.set(PropertyTags.PidTagConversationTopic,
                        bag.getString(PropertyTags.PidTagNormalizedSubject, ""));
            }
            if (!bag.contains(PropertyTags.PidTagConversationIndex)) {
                String root = MessageIds
                        .first(bag.getString(PropertyTags.PidTagInternetReferences));
                root = root == null
                        ? MessageIds.first(bag.getString(PropertyTags.PidTagInReplyToId))
                        : root;
                ConversationIndex index = root == null
                        ? ConversationIndex.ofThread(bag.getString(
                                PropertyTags.PidTagInternetMessageId, ""), now)
                        : ConversationIndex.ofThread(root, now).reply(now,
                                RandomGenerator.getDefault().nextInt(256));
                bag.set(PropertyTags.PidTagConversationIndex, index.bytes());
                bag.set(PropertyTags.PidTagConversationIndexTracking, true);
                bag.set(PropertyTags.PidTagConversationId, index.conversationId());
            }
        }
    }

    static Envelope.Client client(String protocol) {
        return new Envelope.Client("local", "", protocol, false);
    }
}
