package org.rialto.protocols.um.line;

import java.nio.file.Path;

/// A recording that was taken: a WAV file, on disk as it came, silence at its end removed.
///
/// @param key that ended it; empty when it ended otherwise
public record Recorded(Path file, int millis, Ended ended, String key) {
    public Recorded(Path file, int millis, Ended ended) { this(file, millis, ended, ""); }

    /// Why it ended.
    public enum Ended {
        /// `#` or another key that the limits name.
        KEY,
        /// Nothing was heard for as long as the limits say.
        SILENCE,
        /// The longest recording allowed.
        TOO_LONG,
        /// The caller hung up: what was said until then is there.
        HUNG_UP
    }

    /// Whether anybody said anything.
    public boolean isEmpty() { return millis < 300; }
}
