package org.rialto.protocols.rops.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.MessageBytes;

/// The bytes of a small MIME message, which are read at once when any of them is asked for: its
/// headers and its bodies are. For one thread.
final class SmallMime implements MessageBytes {
    static final int MOST_BYTES = 64 << 10;
    private final MessageBytes stored;
    private final long length;
    private byte @Nullable [] bytes;

    SmallMime(MessageBytes stored, long length) {
        this.stored = stored;
        this.length = length;
    }

    @Override
    public InputStream open(long offset, long count) throws IOException {
        byte[] all = bytes;
        if (all == null) {
            try (InputStream in = stored.open(0, length)) {
                all = in.readNBytes((int) length);
            }
            bytes = all;
        }
        int from = (int) Math.min(offset, all.length);
        return new ByteArrayInputStream(all, from, (int) Math.min(count, all.length - from));
    }
}
