package org.rialto.protocols.um.line;

import java.util.Set;

/// What is listened for, and when listening ends.
///
/// Keys are collected until [#isComplete] says that no more are waited for, or the next one does not
/// [#canFollow], or `betweenKeysMillis` have passed after a key. A key stops what is being played at
/// once when `interrupts`; keys pressed before are kept and heard first. Nothing at all within
/// `firstMillis` after the sound ended is [Heard.Nothing].
///
/// @param phrases words of the voice commands that fit here; empty: keys only
/// @param sequences the keys that mean something here, some of which begin as others do (`1` and
///        `11`); empty: any
public record Listening(int maximumKeys, boolean poundEnds, int firstMillis, int betweenKeysMillis,
        boolean interrupts, Set<String> phrases, Set<String> sequences) {
    /// Nothing is waited for: the sound is said to its end, keys are kept for the next listening.
    public static final Listening NOT = new Listening(0, false, 0, 0, false, Set.of());

    public Listening(int maximumKeys, boolean poundEnds, int firstMillis, int betweenKeysMillis,
            boolean interrupts, Set<String> phrases) {
        this(maximumKeys, poundEnds, firstMillis, betweenKeysMillis, interrupts, phrases, Set.of());
    }

    /// One key, or one of the phrases.
    public static Listening oneKey(Set<String> phrases) {
        return new Listening(1, false, 5_000, 1_500, true, phrases);
    }

    /// Digits that `#` ends; `#` itself is not among them. `*` ends them too, and is.
    public static Listening digits(int maximum) {
        return new Listening(maximum, true, 8_000, 4_000, true, Set.of());
    }

    /// One of these key sequences, or one of the phrases. Only the time between two keys tells `1`
    /// from the start of `11`; where nothing longer begins with what was pressed, it is heard at once.
    public static Listening choice(Set<String> sequences, Set<String> phrases) {
        int longest = sequences.stream().mapToInt(String::length).max().orElse(1);
        return new Listening(longest, false, 5_000, 1_200, true, phrases, sequences);
    }

    /// Whether these keys are heard without waiting for more.
    public boolean isComplete(String keys) {
        return keys.length() >= maximumKeys
                || poundEnds && (keys.endsWith("#") || keys.endsWith("*"))
                || !sequences.isEmpty() && sequences.stream().noneMatch(
                        each -> each.length() > keys.length() && each.startsWith(keys));
    }

    /// Whether a key belongs to those pressed before it. If not, those are heard without it, and it
    /// is kept for the next listening.
    public boolean canFollow(String keys, char next) {
        return keys.isEmpty() || sequences.isEmpty()
                || sequences.stream().anyMatch(each -> each.startsWith(keys + next));
    }
}
