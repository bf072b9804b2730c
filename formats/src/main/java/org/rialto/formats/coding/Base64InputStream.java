package org.rialto.formats.coding;

import java.io.InputStream;
import java.util.Arrays;

/// Decodes base64 content, RFC 2045 §6.8. Lenient: characters outside the alphabet are skipped,
/// missing padding is no error, and everything after the padding (list footers, mostly) is left.
public final class Base64InputStream extends DecodingStream {
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

    private int bits;
    private int bitCount;

    public Base64InputStream(InputStream encoded) { super(encoded, 8192, 6160); }

    @Override
    void decode() {
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
    }

    @Override
    void finish() {
        if (bitCount >= 12) {
            out[outEnd++] = (byte) (bits >>> bitCount - 8);
        }
        if (bitCount == 18) {
            out[outEnd++] = (byte) (bits >>> 2);
        }
        bitCount = 0;
    }
}
