package org.rialto.mailbox.voice;

import java.util.EnumSet;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessagePart;

/// Messages that are for the owner of their mailbox alone: PidTagSensitivity, MS-OXCMSG §2.2.1.13; voice
/// mail under rights management, MS-OXOUM §2.2.3. Who has rights in the folder is asked not to show
/// them by MS-OXODLGT §3.2.4.2, as a client; the telephone is such a client, and does not.
public final class PrivateMail {
    private static final int PRIVATE = 2;
    private static final int CONFIDENTIAL = 3;

    private PrivateMail() {}

    /// By a message's properties.
    public static boolean isPrivate(PropertyBag bag) {
        int sensitivity = bag.getInteger32(PropertyTags.PidTagSensitivity, 0);
        String messageClass = bag.getString(PropertyTags.PidTagMessageClass, "");
        return sensitivity == PRIVATE
                || sensitivity == CONFIDENTIAL && VoiceMessageKind.isVoicemail(messageClass)
                || VoiceMessageKind.isProtected(messageClass);
    }

    /// @throws MailError.Denied it is private, and in somebody else's mailbox, or may not be read
    /// @throws MailError.NotFound it is not there
    public static void requireReadable(MailboxSession session, long messageId) {
        PropertyBag bag = session.mailbox().read(snapshot -> snapshot
                .message(messageId, EnumSet.of(MessagePart.PROPERTIES)).properties());
        if (!session.own() && isPrivate(bag))
            throw new MailError.Denied("the message is private");
    }
}
