package org.rialto.formats.coding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/// Encodes content in base64 lines of 76 characters with CRLF, RFC 2045 §6.8. [#finish] writes the
/// padding and the last line end; closing does not close the stream beneath.
public final class Base64OutputStream extends OutputStream {
    private static final int LINE_BYTES = 57;
    private static final Base64.Encoder ENCODER = Base64.getEncoder();

    private final OutputStream out;
    private final byte[] line = new byte[LINE_BYTES];
    private int length;

    public Base64OutputStream(OutputStream out) { this.out = out; }

    @Override
    public void write(int b) throws IOException {
        line[length++] = (byte) b;
        if (length == LINE_BYTES) {
            flushLine();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            int size = Math.min(LINE_BYTES - length, end - at);
            System.arraycopy(bytes, at, line, length, size);
            length += size;
            at += size;
            if (length == LINE_BYTES) {
                flushLine();
            }
        }
    }

    private void flushLine() throws IOException {
        byte[] whole = length == LINE_BYTES ? line : java.util.Arrays.copyOf(line, length);
        out.write(ENCODER.encode(whole));
        out.write('\r');
        out.write('\n');
        length = 0;
    }

    /// Writes what is left. Nothing may be written afterwards.
    public void finish() throws IOException {
        if (length > 0) {
            flushLine();
        }
    }

    @Override
    public void close() throws IOException { finish(); }
}
