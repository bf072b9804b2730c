package org.rialto.protocols.um.line;

import java.io.IOException;
import java.io.InputStream;

/// Something that can be said on a line.
public sealed interface Sound {
    /// Words, spoken by the synthesizer. Untrusted text is allowed; it is cleaned and cut there.
    record Text(String words) implements Sound {}

    /// A recording in a WAV or MP3 file: a greeting, a name, a message.
    record Recording(Source source) implements Sound {}

    /// The tone that asks to speak.
    record Beep() implements Sound {}

    /// A pause.
    record Silence(int millis) implements Sound {}

    /// Opens the bytes of a recording; may be opened more than once.
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    static Sound text(String words) { return new Text(words); }
}
