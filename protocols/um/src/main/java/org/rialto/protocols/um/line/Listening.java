package org.rialto.protocols.um.line;

import java.util.Set;

/// What is listened for, and when listening ends.
///
/// Keys are collected until `maximumKeys` have come, or `#` when `poundEnds`, or `betweenKeysMillis`
/// have passed after a key. A key stops what is being played at once when `interrupts`; keys pressed
/// before are kept and heard first. Nothing at all within `firstMillis` after the sound ended is
/// [Heard.Nothing].
///
/// @param phrases words of the voice commands that fit here; empty: keys only
public record Listening(int maximumKeys, boolean poundEnds, int firstMillis, int betweenKeysMillis,
        boolean interrupts, Set<String> phrases) {
    /// Nothing is waited for: the sound is said to its end, keys are kept for the next listening.
    public static final Listening NOT = new Listening(0, false, 0, 0, false, Set.of());

    /// One key, or one of the phrases.
    public static Listening oneKey(Set<String> phrases) {
        return new Listening(1, false, 5_000, 1_500, true, phrases);
    }

    /// Digits that `#` ends; `#` itself is not among them.
    public static Listening digits(int maximum) {
        return new Listening(maximum, true, 8_000, 4_000, true, Set.of());
    }
}
