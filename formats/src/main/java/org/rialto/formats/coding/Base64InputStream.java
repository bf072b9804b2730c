package org.rialto.formats.coding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Decodes base64 content, RFC 2045 §6.8. Lenient: characters outside the alphabet are skipped,
/// missing padding is no error, and everything after the padding (list footers, mostly) is left.
public final class Base64InputStream extends InputStream {
    private static final byte SKIP = -1;
    private static final byte PADDING = -2;
    private static final byte[] VALUES = new byte[256];
    static {
        Arrays.fill(VALUES, SKIP);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < 64; i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
        VALUES['='] = PADDING;
    }

    private final InputStream encoded;
    private final byte[] in = new byte[8192];
    private int inAt;
    private int inEnd;
    private final byte[] out = new byte[6160];
    private int outAt;
    private int outEnd;
    private int bits;
    private int bitCount;
    private boolean ended;

    public Base64InputStream(InputStream encoded) { this.encoded = encoded; }

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
                inEnd = Math.max(0, encoded.read(in));
                inAt = 0;
                ended = inEnd == 0;
            }
            decode();
        }
        return outEnd > 0;
    }

    private void decode() {
        while (inAt < inEnd && outEnd < out.length - 3) {
            byte value = VALUES[in[inAt++] & 0xFF];
            if (value >= 0) {
                bits = bits << 6 | value;
                bitCount += 6;
                if (bitCount == 24) {
                    out[outEnd++] = (byte) (bits >>> 16);
                    out[outEnd++] = (byte) (bits >>> 8);
                    out[outEnd++] = (byte) bits;
                    bitCount = 0;
                }
            } else if (value == PADDING && bitCount > 0) {
                ended = true;
                break;
            }
        }
        if (ended && bitCount > 0) {
            if (bitCount >= 12) {
                out[outEnd++] = (byte) (bits >>> bitCount - 8);
            }
            if (bitCount == 18) {
                out[outEnd++] = (byte) (bits >>> 2);
            }
            bitCount = 0;
        }
    }

    @Override
    public void close() throws IOException { encoded.close(); }
}
