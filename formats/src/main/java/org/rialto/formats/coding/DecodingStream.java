package org.rialto.formats.coding;

import java.io.IOException;
import java.io.InputStream;

/// Content that is decoded as it is read, buffer by buffer.
abstract sealed class DecodingStream extends InputStream
        permits Base64InputStream, QuotedPrintableInputStream {
    private final InputStream encoded;
    final byte[] in;
    int inAt;
    int inEnd;
    final byte[] out;
    private int outAt;
    int outEnd;
    /// Nothing more is to be decoded.
    boolean ended;

    DecodingStream(InputStream encoded, int inBytes, int outBytes) {
        this.encoded = encoded;
        this.in = new byte[inBytes];
        this.out = new byte[outBytes];
    }

    /// Decodes from `in` to `out`, as far as both go.
    abstract void decode();

    /// What is left when the encoded bytes have ended.
    abstract void finish();

    @Override
    public int read() throws IOException {
        return outAt < outEnd || fill() ? out[outAt++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (outAt == outEnd && !fill()) {
            return -1;
        }
        int count = Math.min(length, outEnd - outAt);
        System.arraycopy(out, outAt, bytes, offset, count);
        outAt += count;
        return count;
    }

    private boolean fill() throws IOException {
        outAt = 0;
        outEnd = 0;
        while (outEnd == 0 && !ended) {
            if (inAt == inEnd) {
                inAt = 0;
                inEnd = Math.max(0, encoded.read(in));
                ended = inEnd == 0;
            }
            decode();
            if (ended) {
                finish();
            }
        }
        return outEnd > 0;
    }

    @Override
    public void close() throws IOException { encoded.close(); }
}
