package org.rialto.mailbox.voice;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;

/// A recording that a user made for callers.
public final class Greeting {
    private final GreetingKind kind;
    private final String mediaType;
    private final Instant recorded;
    private final BlobRef audio;
    private final Blobs blobs;

    Greeting(GreetingKind kind, String mediaType, Instant recorded, BlobRef audio, Blobs blobs) {
        this.kind = kind;
        this.mediaType = mediaType;
        this.recorded = recorded;
        this.audio = audio;
        this.blobs = blobs;
    }

    public GreetingKind kind() { return kind; }

    /// `audio/wav`, `audio/mpeg`.
    public String mediaType() { return mediaType; }

    public Instant recorded() { return recorded; }

    public long bytes() { return audio.length(); }

    /// The sound file. [org.rialto.mapi.MailError.NotFound] when it was replaced meanwhile.
    public InputStream open() {
        BlobReader reader = blobs.open(audio);
        return new FilterInputStream(reader.stream(0, audio.length())) {
            @Override
            public void close() throws IOException {
                super.close();
                reader.close();
            }
        };
    }
}
