package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.formats.mime.MailAddress;
import org.rialto.items.mail.AddressProperties;
import org.rialto.items.mail.ConversationIndex;
import org.rialto.items.mail.SubjectParts;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.store.Attachment;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.FlagChange;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.transport.submission.Outcome;
import org.rialto.transport.submission.SubmitOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what a subscriber has recorded: a voice message of MS-OXOUM (§2.2.3), with a copy in Sent
/// Items.
final class VoiceNote {
    private static final Logger log = LoggerFactory.getLogger(VoiceNote.class);
    private static final int TO = 1;
    private static final int BY_VALUE = 1;
    private static final int EMBEDDED_MESSAGE = 5;
    private static final int HIGH = 2;
    private static final int PRIVATE = 2;
    private static final String FILE = "message";
    private static final int LONGEST_SAMPLES = 2 * 60 * 60 * Pcm.TELEPHONE_RATE;

    /// What the message is about.
    sealed interface About {
        record Nothing() implements About {}

        record Reply(HeardMessage message, boolean all) implements About {}

        /// The message goes with it: its sound files, or the whole of an email.
        record Forward(HeardMessage message) implements About {}

        default @Nullable HeardMessage subject() {
            return switch (this) {
                case Nothing _ -> null;
                case Reply(HeardMessage message, boolean _) -> message;
                case Forward(HeardMessage message) -> message;
            };
        }
    }

    private final SubscriberCall call;

    VoiceNote(SubscriberCall call) { this.call = call; }

    /// False when it was refused; then nothing of it is left.
    boolean send(About about, List<MailAddress> to, Recorded recorded, boolean urgent,
            boolean personal) throws IOException {
        MailboxSession session = call.mailbox().session();
        Instant now = call.services().clock().instant();
        PropertyBag bag = properties(about, recorded, now);
        if (urgent) {
            bag.set(PropertyTags.PidTagImportance, HIGH).set(PropertyTags.PidTagPriority, 1);
        }
        if (personal) {
            bag.set(PropertyTags.PidTagSensitivity, PRIVATE);
        }
        List<PropertyBag> recipients = new ArrayList<>();
        for (MailAddress one : to) {
            PropertyBag row = new PropertyBag().set(PropertyTags.PidTagRecipientType, TO);
            AddressProperties.RECIPIENT.set(row, one);
            if (one.display().isEmpty()) {
                row.set(PropertyTags.PidTagDisplayName, one.address());
            }
            recipients.add(row);
        }
        NewMessage draft = new NewMessage(
                new MessageContent(bag, recipients, attachments(about, recorded, bag)), false,
                MessageFlags.UNSENT | MessageFlags.READ, Set.of(), now, null, null);
        // Out of sight until it is sent.
        long messageId = session.mailbox().write(change -> change.addMessage(
                change.folder(SpecialFolder.SPOOLER_QUEUE).folderId(), draft).messageId());
        long sentItems = session.specialFolders().getOrDefault(SpecialFolder.SENT_ITEMS, 0L);
        boolean sent = false;
        try {
            Outcome outcome = call.services().submission().submit(session, messageId,
                    new SubmitOptions("UM", false, new SubmitOptions.After.MovedTo(sentItems)));
            sent = !(outcome instanceof Outcome.Refused);
            if (outcome instanceof Outcome.Refused(var refusal)) {
                log.info("A voice message of {} was refused: {}",
                        call.user().entry().qualifiedName(), refusal.text());
            }
        } finally {
            if (!sent) {
                remove(session, messageId);
            }
        }
        if (sent) {
            mark(about);
        }
        return sent;
    }

    private static void remove(MailboxSession session, long messageId) {
        session.mailbox().write(change -> {
            var row = change.message(messageId, Set.of());
            return change.deleteMessages(row.folderId(), new int[]{row.uid()}, true);
        });
    }

    private void mark(About about) {
        HeardMessage message = about.subject();
        if (message != null) {
            call.mailbox().change(message.id(), FlagChange.set(about instanceof About.Reply
                    ? MessageFlags.ANSWERED
                    : MessageFlags.FORWARDED));
        }
    }

    // What it is made of

    private PropertyBag properties(About about, Recorded recorded, Instant now) {
        Talk talk = call.talk();
        String name = call.user().display();
        int seconds = (recorded.millis() + 999) / 1_000;
        PropertyBag bag = new PropertyBag()
                .set(PropertyTags.PidTagMessageClass, messageClass(about))
                .set(PropertyTags.PidTagBody,
                        talk.sentence(Prompt.NOTE_BODY, name, call.spoken().length(seconds)))
                .set(PropertyTags.PidTagVoiceMessageSenderName, name)
                .set(PropertyTags.PidTagVoiceMessageDuration, seconds);
        call.attribute(Attribute.UM_EXTENSION).ifPresent(extension -> bag
                .set(PropertyTags.PidTagSenderTelephoneNumber, extension));
        HeardMessage original = about.subject();
        if (original == null) {
            subject(bag, "", talk.sentence(Prompt.NOTE_SUBJECT, name));
            return bag;
        }
        subject(bag, about instanceof About.Reply ? "RE: " : "FW: ",
                SubjectParts.of(original.subject()).normalized());
        PropertyBag of = original.content().properties();
        ConversationIndex index = index(of);
        if (index != null) {
            bag.set(PropertyTags.PidTagConversationIndex,
                    index.reply(now, RandomGenerator.getDefault().nextInt(256)).bytes());
            bag.setOrRemove(PropertyTags.PidTagConversationTopic,
                    of.getString(PropertyTags.PidTagConversationTopic));
        }
        String id = of.getString(PropertyTags.PidTagInternetMessageId, "");
        if (!id.isEmpty()) {
            bag.set(PropertyTags.PidTagInReplyToId, id);
            bag.set(PropertyTags.PidTagInternetReferences,
                    (of.getString(PropertyTags.PidTagInternetReferences, "") + " " + id).strip());
        }
        return bag;
    }

    private static String messageClass(About about) {
        return about instanceof About.Reply(HeardMessage original, boolean _)
                ? VoiceMessageKind.replyTo(original.messageClass())
                : VoiceMessageKind.SENT_BY_TELEPHONE.messageClass();
    }

    private static @Nullable ConversationIndex index(PropertyBag bag) {
        Binary bytes = bag.getBinary(PropertyTags.PidTagConversationIndex);
        return bytes == null ? null : new ConversationIndex(bytes);
    }

    private static void subject(PropertyBag bag, String prefix, String normalized) {
        bag.set(PropertyTags.PidTagSubject, prefix + normalized)
                .set(PropertyTags.PidTagSubjectPrefix, prefix)
                .set(PropertyTags.PidTagNormalizedSubject, normalized);
    }

    private List<Attachment> attachments(About about, Recorded recorded, PropertyBag bag)
            throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        List<String> order = new ArrayList<>();
        if (!recorded.isEmpty()) {
            VoiceFormat format = call.services().format();
            String name = format.named(FILE);
            attachments.add(new Attachment(0, file(name, format.mediaType()),
                    new AttachmentData.InBlob(store(recorded, format))));
            order.add(name);
        }
        if (about instanceof About.Forward(HeardMessage original)) {
            if (original.isVoice()) {
                for (Attachment each : SubscriberMailbox.audioOf(original)) {
                    int number = attachments.size();
                    String name = number + "-" + each.properties()
                            .getString(PropertyTags.PidTagAttachLongFilename,
                                    VoiceFormat.WAV.named(FILE));
                    attachments.add(new Attachment(number, file(name, each.properties()
                            .getString(PropertyTags.PidTagAttachMimeTag, "audio/wav")),
                            each.data()));
                    order.add(name);
                }
                bag.set(PropertyTags.PidTagVoiceMessageDuration,
                        original.seconds() + (recorded.millis() + 999) / 1_000);
            } else {
                attachments.add(embedded(attachments.size(), original));
            }
        }
        bag.set(PropertyTags.PidTagVoiceMessageAttachmentOrder, String.join(";", order));
        return attachments;
    }

    private BlobRef store(Recorded recorded, VoiceFormat format) throws IOException {
        try (BlobWriter out = call.services().blobs().create()) {
            out.write(format.bytes(WavReader.read(recorded.file(), LONGEST_SAMPLES)));
            return out.finish();
        }
    }

    private static PropertyBag file(String name, String mediaType) {
        return new PropertyBag().set(PropertyTags.PidTagAttachMethod, BY_VALUE)
                .set(PropertyTags.PidTagRenderingPosition, -1)
                .set(PropertyTags.PidTagAttachMimeTag, mediaType)
                .set(PropertyTags.PidTagAttachLongFilename, name)
                .set(PropertyTags.PidTagAttachFilename, name)
                .set(PropertyTags.PidTagDisplayName, name);
    }

    private static Attachment embedded(int number, HeardMessage original) {
        String name = original.subject().isEmpty() ? "message" : original.subject();
        PropertyBag bag = file(name + ".eml", "message/rfc822")
                .set(PropertyTags.PidTagAttachMethod, EMBEDDED_MESSAGE)
                .set(PropertyTags.PidTagDisplayName, name);
        BlobRef mime = original.row().mime();
        return new Attachment(number, bag, mime == null
                ? new AttachmentData.Embedded(original.content())
                : new AttachmentData.InMime(mime, 0, mime.length(), "binary"));
    }
}
