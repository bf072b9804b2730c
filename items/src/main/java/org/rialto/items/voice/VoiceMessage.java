package org.rialto.items.voice;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.rialto.formats.compose.Content;

/// A message that the UM server puts into a mailbox, before it is written as mail by
/// [VoiceMessageWriter].
///
/// @param to whose mailbox it is for
/// @param at when the call was answered, in the zone in which the body tells it
/// @param duration of what was recorded
/// @param subject as the caller gave it (SIP Subject); empty for one that names the caller
/// @param isPrivate whether the caller asked that nobody else hears it
/// @param callId of the call (PidTagCallId); empty for none
/// @param messageId without its angle brackets: the same for the same message, however often it is
///        handed in
/// @param faxPages of a fax; 0 for none
/// @param attachments audio, newest first, or the pages of a fax
public record VoiceMessage(VoiceMessageKind kind, Person caller, Person to, OffsetDateTime at,
        Duration duration, String subject, Importance importance, boolean isPrivate, String callId,
        String messageId, int faxPages, List<Attached> attachments) {
    public VoiceMessage { attachments = List.copyOf(attachments); }

    /// Somebody at one end of a call.
    ///
    /// @param name to show; empty when nobody knows
    /// @param address mail address; empty for who has none here
    /// @param number telephone number or SIP address; empty when it is withheld
    public record Person(String name, String address, String number) {
        public static final Person UNKNOWN = new Person("", "", "");
    }

    /// PidTagImportance, by its ordinal.
    public enum Importance {
        LOW, NORMAL, HIGH
    }

    /// What is heard or seen.
    ///
    /// @param mediaType `audio/mp3`, `audio/wav` (G.711 or GSM), `image/tiff`: MS-OXOUM §2.2.2
    /// @param fileName that people see; none twice in a message
    public record Attached(String mediaType, String fileName, Content content) {}
}
