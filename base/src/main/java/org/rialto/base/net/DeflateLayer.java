package org.rialto.base.net;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Raw deflate in both directions, RFC 1951 as used by RFC 4978. Output grows only into the
/// caller's buffer, so that a small packet cannot expand into an unbounded allocation.
final class DeflateLayer implements AutoCloseable {
    private static final int PIECE_BYTES = 4096;

    /// Where compressed bytes come from: a count, or negative for "none now".
    @FunctionalInterface
    interface Source {
        int read(byte[] into, int offset, int length) throws IOException;
    }

    /// Where compressed bytes go.
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    private final Inflater inflater = new Inflater(true);
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private byte[] compressed = {};
    private final byte[] piece = new byte[PIECE_BYTES];
    private boolean dirty;

    /// Compressed bytes that came before the switch.
    void take(byte[] bytes, int offset, int length) {
        inflater.setInput(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    int read(byte[] into, int offset, int length, Source source) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(into, offset, length);
                if (count > 0)
                    return count;
                if (inflater.finished() || inflater.needsDictionary())
                    return -1;
                if (compressed.length == 0)
                    compressed = new byte[PIECE_BYTES];
                int got = source.read(compressed, 0, compressed.length);
                if (got < 0)
                    return got;
                inflater.setInput(compressed, 0, got);
            }
        } catch (DataFormatException e) {
            throw new EOFException("not deflate data: " + e.getMessage());
        }
    }

    void write(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        dirty = true;
        deflater.setInput(bytes, offset, length);
        while (!deflater.needsInput())
            drain(Deflater.NO_FLUSH, sink);
    }

    void flush(Sink sink) throws IOException {
        if (!dirty)
            return;
        dirty = false;
        int count;
        do {
            count = drain(Deflater.SYNC_FLUSH, sink);
        } while (count == PIECE_BYTES);
    }

    private int drain(int mode, Sink sink) throws IOException {
        int count = deflater.deflate(piece, 0, piece.length, mode);
        if (count > 0)
            sink.write(piece, 0, count);
        return count;
    }

    @Override
    public void close() {
        inflater.end();
        deflater.end();
    }
}
