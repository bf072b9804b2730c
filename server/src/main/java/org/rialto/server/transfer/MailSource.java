package org.rialto.server.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Messages of one source in a fixed order, each with a position from which reading can go on.
sealed interface MailSource permits MboxSource, FileSource {
    /// What progress is remembered under.
    Path path();

    /// Hands every message behind `after` (null: all) to the sink.
    void forEach(@Nullable String after, Sink sink) throws IOException;

    /// Takes one message; the stream ends with it.
    @FunctionalInterface
    interface Sink {
        void message(Found found, InputStream content) throws IOException;
    }

    /// @param position of this message, for [#forEach]
    /// @param folder below the target folder, names after slashes; empty for the target itself
    /// @param flags bits of [org.rialto.store.MessageFlags]
    /// @param received when known from outside the message
    record Found(String position, String folder, int flags, @Nullable Instant received) {}
}
