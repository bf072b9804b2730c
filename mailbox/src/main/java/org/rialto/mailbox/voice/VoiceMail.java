package org.rialto.mailbox.voice;

import java.time.Duration;
import java.time.Instant;

/// A voice mail as a list shows it.
///
/// @param folderId where it is
/// @param callerName as the message has it; empty when nobody knows
/// @param callerNumber empty when it was withheld
/// @param isUnread not listened to
/// @param isUrgent of high importance
/// @param isPrivate nobody else is to hear it: it cannot be sent on
public record VoiceMail(long folderId, long messageId, String messageClass, String callerName,
        String callerNumber, Instant received, Duration duration, boolean isUnread,
        boolean isUrgent, boolean isPrivate) {}
