package org.rialto.protocols.um.menu;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.MailAddress;
import org.rialto.items.mail.AddressProperties;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.mapi.Binary;
import org.rialto.mailbox.voice.PrivateMail;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;

/// A message as it was when it was opened to be heard.
///
/// @param row with its structure and properties
record HeardMessage(MessageRow row, MessageContent content) {
    private static final int HIGH = 2;

    long id() { return row.messageId(); }

    private PropertyBag bag() { return content.properties(); }

    String messageClass() { return bag().getString(PropertyTags.PidTagMessageClass, ""); }

    boolean isVoice() { return VoiceMessageKind.isVoicemail(messageClass()); }

    boolean isUnread() { return (row.flags() & MessageFlags.READ) == 0; }

    boolean isFlagged() { return (row.flags() & MessageFlags.FLAGGED) != 0; }

    Instant received() { return row.received(); }

    /// Empty where there is none that could be said.
    String subject() {
        String subject = bag().getString(PropertyTags.PidTagSubject, "").strip();
        return isSayable(subject) ? subject : "";
    }

    boolean isUrgent() { return bag().getInteger32(PropertyTags.PidTagImportance, 1) == HIGH; }

    /// Whether nobody else is to have it: it cannot be sent on.
    boolean isPrivate() { return PrivateMail.isPrivate(bag()); }

    int seconds() { return bag().getInteger32(PropertyTags.PidTagVoiceMessageDuration, 0); }

    /// Who wrote it; null when nobody can be answered.
    @Nullable
    MailAddress author() {
        MailAddress represented = AddressProperties.REPRESENTED.get(bag());
        return represented != null ? represented : AddressProperties.SENDER.get(bag());
    }

    /// The name to say; empty when nobody knows.
    String senderName() {
        for (var tag : List.of(PropertyTags.PidTagVoiceMessageSenderName,
                PropertyTags.PidTagSentRepresentingName, PropertyTags.PidTagSenderName)) {
            String name = bag().getString(tag, "").strip();
            if (isSayable(name)) {
                return name;
            }
        }
        MailAddress author = author();
        return author == null || !isSayable(author.address()) ? "" : author.address();
    }

    private static boolean isSayable(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /// The number that left it; empty for none.
    String senderNumber() {
        return bag().getString(PropertyTags.PidTagSenderTelephoneNumber, "").strip();
    }

    /// To whom it was, but for blind copies.
    List<PropertyBag> recipients() { return content.recipients(); }

    @Nullable
    Binary conversationId() { return bag().getBinary(PropertyTags.PidTagConversationId); }

    /// Attachments that people see.
    int attachmentCount() {
        return (int) content.attachments().stream().filter(each -> !each.properties()
                .getBoolean(PropertyTags.PidTagAttachmentHidden, false)).count();
    }
}
