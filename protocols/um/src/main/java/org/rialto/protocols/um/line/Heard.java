package org.rialto.protocols.um.line;

/// What came of listening.
public sealed interface Heard {
    /// Keys `0`–`9`, `*`, `#`; a `#` that ended them is not there but said by `pound`.
    record Keys(String keys, boolean pound) implements Heard {}

    /// One of the phrases listened for.
    record Phrase(String words) implements Heard {}

    /// Somebody spoke, and it was none of the phrases.
    record Unrecognised() implements Heard {}

    /// Neither a key nor a word in time.
    record Nothing() implements Heard {}

    /// What was played came to its end; only while a [Playback] is listened along.
    record PlayedToEnd() implements Heard {}
}
