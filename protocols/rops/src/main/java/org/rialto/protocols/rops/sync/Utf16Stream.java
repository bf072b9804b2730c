package org.rialto.protocols.rops.sync;

import java.io.InputStream;

/// Text as UTF-16LE with a null character at its end.
final class Utf16Stream extends InputStream {
    private final String text;
    private int at;

    Utf16Stream(String text) { this.text = text; }

    @Override
    public int read() {
        if (at > 2 * text.length() + 1) {
            return -1;
        }
        char unit = at / 2 < text.length() ? text.charAt(at / 2) : 0;
        return at++ % 2 == 0 ? unit & 0xFF : unit >>> 8;
    }

    @Override
    public int read(byte[] to, int offset, int count) {
        int read = 0;
        while (read < count) {
            int next = read();
            if (next < 0) {
                return read == 0 ? -1 : read;
            }
            to[offset + read++] = (byte) next;
        }
        return read;
    }
}
