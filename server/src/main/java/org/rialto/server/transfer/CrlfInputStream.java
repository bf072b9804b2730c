package org.rialto.server.transfer;

import java.io.IOException;
import java.io.InputStream;

/// Mail as it travels: a line feed without a carriage return before it gets one.
final class CrlfInputStream extends InputStream {
    private final InputStream in;
    private int previous = -1;
    private int pending = -1;

    CrlfInputStream(InputStream in) { this.in = in; }

    @Override
    public int read() throws IOException {
        if (pending >= 0) {
            int next = pending;
            pending = -1;
            previous = next;
            return next;
        }
        int next = in.read();
        if (next == '\n' && previous != '\r') {
            pending = '\n';
            previous = '\r';
            return '\r';
        }
        previous = next;
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0)
                break;
            into[offset + count++] = (byte) next;
        }
        return count == 0 && length > 0 ? -1 : count;
    }
}
