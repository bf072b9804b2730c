package org.rialto.mailbox.voice;

import java.util.List;
import java.util.stream.Stream;

/// Where a user's calls go when, or instead of, the user's telephones ring.
///
/// @param immediate where all calls go at once; telephones do not ring
/// @param busy where calls go when the user is on the telephone
/// @param noAnswer where calls go that nobody takes
/// @param unreachable where calls go while no telephone is registered
/// @param noAnswerSeconds how long telephones ring; 0 for the server's
/// @param simultaneousRing numbers or addresses that ring together with the user's telephones
/// @param team numbers or addresses that ring when the user does not answer, before
///        `noAnswer`
public record CallForwarding(Target immediate, Target busy, Target noAnswer, Target unreachable,
        int noAnswerSeconds, List<String> simultaneousRing, List<String> team) {
    /// How many numbers a list may have.
    public static final int MOST_NUMBERS = 10;
    public static final int LONGEST_RINGING_SECONDS = 120;

    /// What is done with a call.
    public sealed interface Target {
        /// Nothing: the call ends as it would.
        record Nobody() implements Target {}

        record VoiceMail() implements Target {}

        /// A number or an address, as somebody would dial it.
        record Number(String text) implements Target {}

        /// As an administrator writes it: `none`, `voicemail`, or a number or address.
        static Target parse(String text) {
            return switch (text) {
                case "", "none" -> new Nobody();
                case "voicemail" -> new VoiceMail();
                default -> new Number(text);
            };
        }

        /// As [#parse] reads it.
        default String text() {
            return switch (this) {
                case Nobody _ -> "none";
                case VoiceMail _ -> "voicemail";
                case Number(String number) -> number;
            };
        }
    }

    /// Telephones ring, and what they do not take goes to voice mail.
    public static final CallForwarding NEW = new CallForwarding(new Target.Nobody(),
            new Target.VoiceMail(), new Target.VoiceMail(), new Target.VoiceMail(), 0, List.of(),
            List.of());

    public CallForwarding {
        if (noAnswerSeconds < 0 || noAnswerSeconds > LONGEST_RINGING_SECONDS)
            throw new IllegalArgumentException("telephones may ring up to "
                    + LONGEST_RINGING_SECONDS + " seconds");
        if (simultaneousRing.size() > MOST_NUMBERS || team.size() > MOST_NUMBERS)
            throw new IllegalArgumentException("a list may have " + MOST_NUMBERS + " numbers");
        if (Stream.concat(simultaneousRing.stream(), team.stream())
                .anyMatch(each -> each.isBlank() || each.contains(",")))
            throw new IllegalArgumentException("a number has no comma");
        simultaneousRing = List.copyOf(simultaneousRing);
        team = List.copyOf(team);
    }
}
