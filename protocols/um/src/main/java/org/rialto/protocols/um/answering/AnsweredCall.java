package org.rialto.protocols.um.answering;

import java.time.Instant;
import java.util.UUID;

/// A call that is answered for somebody, as its INVITE tells it. What [RecordingJournal] keeps.
///
/// @param id made for this call; names its files and, in the message, its Message-ID
/// @param mailbox of the called user
/// @param called address of the called user, for people to read
/// @param caller who calls
/// @param start when the call was answered
/// @param subject from the field Subject of the INVITE; empty when it had none
/// @param importance from its Priority
public record AnsweredCall(UUID id, UUID mailbox, String called, Caller caller, Instant start,
        String subject, Importance importance) {
    AnsweredCall with(Importance other) {
        return new AnsweredCall(id, mailbox, called, caller, start, subject, other);
    }

    /// RFC 3261 section 20.26 as mail has it.
    public enum Importance {
        LOW, NORMAL, HIGH;

        /// @param priority of the INVITE; anything unknown is normal
        public static Importance ofPriority(String priority) {
            return switch (priority.strip().toLowerCase(java.util.Locale.ROOT)) {
                case "emergency", "urgent" -> HIGH;
                case "non-urgent" -> LOW;
                default -> NORMAL;
            };
        }
    }
}
