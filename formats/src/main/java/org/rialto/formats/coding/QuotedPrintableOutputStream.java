package org.rialto.formats.coding;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Encodes content in quoted-printable, RFC 2045 §6.7. Text keeps its lines, whatever their ends
/// were, as CRLF; in binary content CR and LF are encoded. [#finish] must be called; closing does
/// not close the stream beneath.
public final class QuotedPrintableOutputStream extends OutputStream {
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_CHARACTERS = 76;

    private final OutputStream out;
    private final boolean binary;
    private final byte[] line = new byte[LINE_CHARACTERS + 4];
    private int length;
    private int blank = -1;
    private boolean cr;

    public QuotedPrintableOutputStream(OutputStream out, boolean binary) {
        this.out = out;
        this.binary = binary;
    }

    @Override
    public void write(int value) throws IOException {
        int b = value & 0xFF;
        if (!binary && b == '\n') {
            cr = false;
            endLine();
            return;
        }
        if (cr) {
            cr = false;
            releaseBlank();
            escape('\r');
        }
        if (!binary && b == '\r') {
            cr = true;
            return;
        }
        releaseBlank();
        if (b == ' ' || b == '\t') {
            blank = b;
        } else if (b < ' ' || b > '~' || b == '=') {
            escape(b);
        } else if (length == 0 && (b == '.' || b == 'F')) {
            // Dots and From at the start of a line do not survive every relay.
            escape(b);
        } else {
            put(b);
        }
    }

    // White space may stay only when something follows it on its line.
    private void releaseBlank() throws IOException {
        if (blank >= 0) {
            int held = blank;
            blank = -1;
            put(held);
        }
    }

    private void endLine() throws IOException {
        if (blank >= 0) {
            int held = blank;
            blank = -1;
            escape(held);
        }
        line[length++] = '\r';
        line[length++] = '\n';
        out.write(line, 0, length);
        length = 0;
    }

    private void put(int b) throws IOException {
        softBreak(1);
        line[length++] = (byte) b;
    }

    private void escape(int b) throws IOException {
        softBreak(3);
        line[length++] = '=';
        line[length++] = DIGITS[b >> 4];
        line[length++] = DIGITS[b & 15];
    }

    // A line holds 76 characters, its soft break included.
    private void softBreak(int needed) throws IOException {
        if (length + needed > LINE_CHARACTERS - 1) {
            line[length++] = '=';
            line[length++] = '\r';
            line[length++] = '\n';
            out.write(line, 0, length);
            length = 0;
        }
    }

    /// Writes what is left. Nothing may be written afterwards.
    public void finish() throws IOException {
        if (cr) {
            cr = false;
            releaseBlank();
            escape('\r');
        }
        if (blank >= 0) {
            int held = blank;
            blank = -1;
            escape(held);
        }
        out.write(line, 0, length);
        length = 0;
    }

    @Override
    public void close() throws IOException { finish(); }
}
