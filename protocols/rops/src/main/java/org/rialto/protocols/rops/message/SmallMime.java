package org.rialto.protocols.rops.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.store.Blobs;

/// The bytes of a small MIME message, which are read at once when any of them is asked for: its
/// headers and its bodies are. For one thread.
final class SmallMime implements MessageBytes {
    static final int MOST_BYTES = 64 << 10;
    private final MessageBytes stored;
    private final long length;
    private Blobs.@Nullable Bytes read;

    /// @param read all of them, if they were read already
    SmallMime(MessageBytes stored, long length, Blobs.@Nullable Bytes read) {
        this.stored = stored;
        this.length = length;
        this.read = read;
    }

    @Override
    public InputStream open(long offset, long count) throws IOException {
        Blobs.Bytes all = read;
        if (all == null) {
            try (InputStream in = stored.open(0, length)) {
                byte[] bytes = in.readNBytes((int) length);
                all = new Blobs.Bytes(bytes, 0, bytes.length);
            }
            read = all;
        }
        int from = (int) Math.min(offset, all.length());
        return new ByteArrayInputStream(all.array(), all.offset() + from,
                (int) Math.min(count, all.length() - from));
    }
}
