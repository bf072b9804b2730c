package org.rialto.items.mail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.DateTimes;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.HeaderName;
import org.rialto.formats.header.MessageIds;
import org.rialto.formats.header.RawText;
import org.rialto.formats.mime.ImapAddress;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// Maps a message's header to properties. MS-OXCMAIL §2.2.3.2 and §2.2.3.1.
final class HeaderProperties {
    /// PidTagDisplayTo and its like are for a line of a list.
    private static final int DISPLAY_CHARACTERS = 2_000;
    private static final int TEXT_CHARACTERS = 8_000;

    private final HeaderFields header;
    private final ImapEnvelope envelope;
    private final PropertyBag bag;

    private HeaderProperties(HeaderFields header, ImapEnvelope envelope, PropertyBag bag) {
        this.header = header;
        this.envelope = envelope;
        this.bag = bag;
    }

    static void set(PropertyBag bag, HeaderFields header, ImapEnvelope envelope,
            @Nullable Instant received) {
        HeaderProperties properties = new HeaderProperties(header, envelope, bag);
        properties.subject();
        properties.correspondents();
        properties.times(received);
        properties.identifiers();
        properties.conversation();
        properties.importance();
        properties.receipts();
        properties.lists();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private @Nullable String text(HeaderName name) {
        String raw = header.raw(name);
        return raw == null ? null : cut(EncodedWords.decode(raw), TEXT_CHARACTERS);
    }

    private void subject() {
        String raw = envelope.subject();
        String subject = raw == null ? "" : cut(EncodedWords.decode(raw), TEXT_CHARACTERS);
        SubjectParts parts = SubjectParts.of(subject);
        bag.set(PropertyTags.PidTagSubject, parts.subject());
        bag.set(PropertyTags.PidTagSubjectPrefix, parts.prefix());
        bag.set(PropertyTags.PidTagNormalizedSubject, parts.normalized());
    }

    private void correspondents() {
        List<MailAddress> from = MailAddress.of(envelope.from());
        List<MailAddress> sender = MailAddress.of(envelope.sender());
        // One without the other stands for both (MS-OXCMAIL §2.2.3.1.2 and §2.2.3.1.3).
        if (!from.isEmpty() || !sender.isEmpty()) {
            MailAddress author = from.isEmpty() ? sender.getFirst() : from.getFirst();
            MailAddress agent = sender.isEmpty() ? author : sender.getFirst();
            AddressProperties.REPRESENTED.set(bag, author);
            AddressProperties.SENDER.set(bag, agent);
        }
        display(PropertyTags.PidTagDisplayTo, envelope.to());
        display(PropertyTags.PidTagDisplayCc, envelope.cc());
        display(PropertyTags.PidTagDisplayBcc, envelope.bcc());
        if (!envelope.replyTo().isEmpty()) {
            bag.set(PropertyTags.PidTagReplyRecipientNames,
                    displayList(MailAddress.of(envelope.replyTo())));
        }
    }

    private void display(PropertyTag tag,
            List<ImapAddress> addresses) {
        bag.set(tag, addresses.isEmpty() ? "" : displayList(MailAddress.of(addresses)));
    }

    static String displayList(List<MailAddress> addresses) {
        StringBuilder out = new StringBuilder();
        for (MailAddress address : addresses) {
            if (out.length() > DISPLAY_CHARACTERS) {
                break;
            }
            out.append(out.isEmpty() ? "" : "; ").append(address.display());
        }
        return out.toString();
    }

    private void times(@Nullable Instant received) {
        OffsetDateTime date = DateTimes.parse(envelope.date());
        bag.setOrRemove(PropertyTags.PidTagClientSubmitTime,
                date == null ? received : date.toInstant());
        bag.setOrRemove(PropertyTags.PidTagMessageDeliveryTime, received);
        time(PropertyTags.PidTagExpiryTime, HeaderName.EXPIRY_DATE, HeaderName.EXPIRES);
        time(PropertyTags.PidTagReplyTime, HeaderName.REPLY_BY, HeaderName.REPLY_BY);
        time(PropertyTags.PidTagDeferredDeliveryTime, HeaderName.DEFERRED_DELIVERY,
                HeaderName.DEFERRED_DELIVERY);
    }

    private void time(PropertyTag tag, HeaderName name, HeaderName other) {
        HeaderName present = header.contains(name) ? name : other;
        OffsetDateTime time = DateTimes.parse(header.raw(present));
        if (time != null) {
            bag.set(tag, time.toInstant());
        }
    }

    private void identifiers() {
        String id = envelope.messageId();
        if (id != null) {
            String first = MessageIds.first(id);
            bag.set(PropertyTags.PidTagInternetMessageId,
                    RawText.decode(cut(first == null ? id : first, TEXT_CHARACTERS)));
        }
        String answered = MessageIds.first(envelope.inReplyTo());
        if (answered != null) {
            bag.set(PropertyTags.PidTagInReplyToId, RawText.decode(answered));
        }
        String references = header.raw(HeaderName.REFERENCES);
        if (references != null && !references.isEmpty()) {
            bag.set(PropertyTags.PidTagInternetReferences,
                    cut(RawText.decode(references), TEXT_CHARACTERS));
        }
    }

    // Who has no Thread-Index gets an index whose GUID comes from the root of the thread.
    private void conversation() {
        String threadTopic = text(HeaderName.THREAD_TOPIC);
        String normalized = bag.getString(PropertyTags.PidTagNormalizedSubject, "");
        String topic = threadTopic == null || threadTopic.isEmpty() ? normalized : threadTopic;
        bag.set(PropertyTags.PidTagConversationTopic, topic);
        ConversationIndex index = ConversationIndex.ofHeader(header.raw(HeaderName.THREAD_INDEX));
        if (index == null) {
            String root = MessageIds.first(header.raw(HeaderName.REFERENCES));
            root = root == null ? MessageIds.first(envelope.inReplyTo()) : root;
            root = root == null ? MessageIds.first(envelope.messageId()) : root;
            Instant begun = bag.getTime(PropertyTags.PidTagClientSubmitTime);
            index = root == null
                    ? null
                    : ConversationIndex.ofThread(root, begun == null ? Instant.EPOCH : begun);
        }
        if (index == null) {
            bag.set(PropertyTags.PidTagConversationId,
                    ConversationIndex.conversationIdOfTopic(topic));
            return;
        }
        bag.set(PropertyTags.PidTagConversationIndex, index.bytes());
        bag.set(PropertyTags.PidTagConversationIndexTracking, true);
        bag.set(PropertyTags.PidTagConversationId, index.conversationId());
    }

    // §2.2.3.2.5: Importance before Priority, X-Priority and X-MSMail-Priority.
    private void importance() {
        int importance = level(header.raw(HeaderName.IMPORTANCE));
        String priority = header.raw(HeaderName.PRIORITY);
        importance = importance < 0 ? level(priority) : importance;
        importance = importance < 0 ? level(header.raw(HeaderName.X_PRIORITY)) : importance;
        importance = importance < 0 ? level(header.raw(HeaderName.X_MSMAIL_PRIORITY)) : importance;
        bag.set(PropertyTags.PidTagImportance, importance < 0 ? 1 : importance);
        int urgency = level(priority);
        bag.set(PropertyTags.PidTagPriority, urgency < 0 ? 0 : urgency - 1);
        String sensitivity = header.raw(HeaderName.SENSITIVITY);
        bag.set(PropertyTags.PidTagSensitivity, sensitivity == null
                ? 0
                : switch (sensitivity.toLowerCase(Locale.ROOT)) {
                    case "personal" -> 1;
                    case "private" -> 2;
                    case "company-confidential" -> 3;
                    default -> 0;
                });
    }

    private static int level(@Nullable String value) {
        String word = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
        int blank = word.indexOf(' ');
        return switch (blank < 0 ? word : word.substring(0, blank)) {
            case "low", "non-urgent", "4", "5" -> 0;
            case "normal", "3" -> 1;
            case "high", "urgent", "1", "2" -> 2;
            default -> -1;
        };
    }

    private void receipts() {
        String to = header.raw(HeaderName.DISPOSITION_NOTIFICATION_TO);
        to = to == null ? header.raw(HeaderName.X_CONFIRM_READING_TO) : to;
        List<MailAddress> readers = MailAddress.parse(to);
        if (!readers.isEmpty()) {
            bag.set(PropertyTags.PidTagReadReceiptRequested, true);
            bag.set(PropertyTags.PidTagNonReceiptNotificationRequested, true);
            bag.set(PropertyTags.PidTagReadReceiptName, readers.getFirst().display());
            bag.set(PropertyTags.PidTagReadReceiptAddressType, "SMTP");
            bag.set(PropertyTags.PidTagReadReceiptEmailAddress, readers.getFirst().address());
            bag.set(PropertyTags.PidTagReadReceiptSmtpAddress, readers.getFirst().address());
        }
        if (header.contains(HeaderName.RETURN_RECEIPT_TO)) {
            bag.set(PropertyTags.PidTagOriginatorDeliveryReportRequested, true);
        }
        String forwarded = header.raw("X-MS-Exchange-Organization-AutoForwarded");
        if (forwarded != null && forwarded.strip().equalsIgnoreCase("true")) {
            bag.set(PropertyTags.PidTagAutoForwarded, true);
        }
        int suppress = suppressed(header.raw("X-Auto-Response-Suppress"));
        if (suppress != 0) {
            bag.set(PropertyTags.PidTagAutoResponseSuppress, suppress);
        }
    }

    // MS-OXCMAIL §2.2.3.2.14; bits of MS-OXOMSG §2.2.1.77.
    private static int suppressed(@Nullable String value) {
        int bits = 0;
        for (String word : value == null ? new String[0] : value.split(",")) {
            bits |= switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "all" -> -1;
                case "dr" -> 0x01;
                case "ndr" -> 0x02;
                case "rn" -> 0x04;
                case "nrn" -> 0x08;
                case "oof" -> 0x10;
                case "autoreply" -> 0x20;
                default -> 0;
            };
        }
        return bits;
    }

    private void lists() {
        list(PropertyTags.PidTagListHelp, "List-Help");
        list(PropertyTags.PidTagListSubscribe, "List-Subscribe");
        list(PropertyTags.PidTagListUnsubscribe, "List-Unsubscribe");
    }

    private void list(PropertyTag tag, String name) {
        String value = header.raw(name);
        if (value != null && !value.isEmpty()) {
            bag.set(tag, cut(RawText.decode(value), TEXT_CHARACTERS));
        }
    }
}
