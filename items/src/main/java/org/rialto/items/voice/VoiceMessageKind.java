package org.rialto.items.voice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What unified messaging puts into a mailbox: one row a message class (MS-OXOUM §2.2.3), with the
/// value of Content-Class that makes it of a MIME message (MS-OXCMAIL §2.2.3.2.1).
public enum VoiceMessageKind {
    // @formatter:off
    /// Left by a caller whose call was not answered.
    CALL_ANSWERING("IPM.Note.Microsoft.Voicemail.UM.CA", "voice-ca"),
    /// Sent from one mailbox to another over the telephone.
    SENT_BY_TELEPHONE("IPM.Note.Microsoft.Voicemail.UM", "voice"),
    /// A conversation that was recorded.
    CONVERSATION("IPM.Note.Microsoft.Conversation.Voice", "voice-uc"),
    /// A call that was not answered and left nothing.
    MISSED_CALL("IPM.Note.Microsoft.Missed.Voice", "missedcall"),
    /// A fax that somebody sent on.
    FAX("IPM.Note.Microsoft.Fax", "fax"),
    /// A fax that a call brought.
    FAX_CALL("IPM.Note.Microsoft.Fax.CA", "fax-ca");
    // @formatter:on

    /// Every voice mail's class begins with it: those above, and spoken replies to ordinary messages,
    /// which are of this class itself.
    public static final String VOICEMAIL = "IPM.Note.Microsoft.Voicemail";
    /// The same, protected by rights management.
    public static final String PROTECTED_VOICEMAIL = "IPM.Note.rpmsg.Microsoft.Voicemail";
    /// What partners' fax services put in.
    public static final String PARTNER = "IPM.Note.Microsoft.Partner.UM";

    private static final String NOTE = "IPM.Note";
    private static final String SPOKEN_REPLY = ".Microsoft.Voicemail";
    /// Notes that are something else than they seem, which a reply to them is not.
    private static final List<String> WRAPPED = List.of("IPM.Note.SMIME", "IPM.Note.rpmsg");

    private final String messageClass;
    private final String contentClass;

    VoiceMessageKind(String messageClass, String contentClass) {
        this.messageClass = messageClass;
        this.contentClass = contentClass;
    }

    /// PidTagMessageClass.
    public String messageClass() { return messageClass; }

    public String contentClass() { return contentClass; }

    public boolean isFax() { return this == FAX || this == FAX_CALL; }

    /// Whether there is something to hear.
    public boolean hasAudio() { return !isFax() && this != MISSED_CALL; }

    public static Optional<VoiceMessageKind> ofContentClass(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        for (VoiceMessageKind kind : values()) {
            if (kind.contentClass.equals(word))
                return Optional.of(kind);
        }
        return Optional.empty();
    }

    /// The class of a spoken reply to a message of this class: MS-OXOUM §2.2.2.1.
    public static String replyTo(String messageClass) {
        boolean note = isOrIsBelow(messageClass, NOTE)
                && WRAPPED.stream().noneMatch(each -> isOrIsBelow(messageClass, each));
        return (note ? messageClass : NOTE) + SPOKEN_REPLY;
    }

    /// By a message's class, or by what that is derived from. MIME has no word for a spoken reply
    /// (MS-OXCMAIL §2.1.3.2.2): it goes as what was sent by telephone.
    public static Optional<VoiceMessageKind> ofMessageClass(String messageClass) {
        int beforeReply = messageClass.length() - SPOKEN_REPLY.length();
        if (beforeReply > 0 && messageClass.regionMatches(true, beforeReply, SPOKEN_REPLY, 0,
                SPOKEN_REPLY.length()))
            return Optional.of(SENT_BY_TELEPHONE);
        VoiceMessageKind best = null;
        for (VoiceMessageKind kind : values()) {
            if (isOrIsBelow(messageClass, kind.messageClass)
                    && (best == null || kind.messageClass.length() > best.messageClass.length()))
                best = kind;
        }
        return Optional.ofNullable(best);
    }

    /// Whether it is voice mail, protected or not: something that a telephone plays, and that lights
    /// its lamp.
    public static boolean isVoicemail(String messageClass) {
        return isOrIsBelow(messageClass, VOICEMAIL)
                || isOrIsBelow(messageClass, PROTECTED_VOICEMAIL);
    }

    /// Whether it is protected by rights management.
    public static boolean isProtected(String messageClass) {
        return isOrIsBelow(messageClass, PROTECTED_VOICEMAIL);
    }

    private static boolean isOrIsBelow(String messageClass, String above) {
        return messageClass.regionMatches(true, 0, above, 0, above.length())
                && (messageClass.length() == above.length()
                        || messageClass.charAt(above.length()) == '.');
    }
}
