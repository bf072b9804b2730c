package org.rialto.formats.coding;

import java.io.IOException;
import java.io.InputStream;

/// Decodes quoted-printable content, RFC 2045 §6.7. Lenient: lower case digits are read, an equals
/// sign that starts nothing stays, and white space at the end of a line goes, as §6.7 (3) asks.
public final class QuotedPrintableInputStream extends InputStream {
    // White space that may turn out to end a line; a longer run is passed on.
    private static final int BLANKS = 1024;

    private enum State {
        TEXT, SIGN, DIGIT, SIGN_AND_BLANKS
    }

    private final InputStream encoded;
    private final byte[] in = new byte[4096];
    private int inAt;
    private int inEnd;
    private final byte[] out = new byte[4096 + BLANKS + 8];
    private int outAt;
    private int outEnd;
    private final byte[] blanks = new byte[BLANKS];
    private int blankCount;
    private State state = State.TEXT;
    private byte digit;
    private boolean ended;

    public QuotedPrintableInputStream(InputStream encoded) { this.encoded = encoded; }

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
                if (inEnd == 0) {
                    ended = true;
                    finish();
                }
            }
            while (inAt < inEnd && outEnd < out.length - BLANKS - 8) {
                decode(in[inAt++]);
            }
        }
        return outEnd > 0;
    }

    private void decode(byte b) {
        switch (state) {
            case TEXT -> text(b);
            case SIGN -> {
                if (hex(b) >= 0) {
                    digit = b;
                    state = State.DIGIT;
                } else if (b == '\n') {
                    state = State.TEXT;
                } else if (isBlank(b)) {
                    state = State.SIGN_AND_BLANKS;
                    blanks[blankCount++] = b;
                } else {
                    emit('=');
                    text(b);
                }
            }
            case DIGIT -> {
                if (hex(b) >= 0) {
                    emit(hex(digit) << 4 | hex(b));
                    state = State.TEXT;
                } else {
                    emit('=');
                    emit(digit);
                    text(b);
                }
            }
            case SIGN_AND_BLANKS -> {
                if (b == '\n') {
                    blankCount = 0;
                    state = State.TEXT;
                } else if (isBlank(b) && blankCount < BLANKS) {
                    blanks[blankCount++] = b;
                } else {
                    emit('=');
                    text(b);
                }
            }
        }
    }

    private void text(byte b) {
        state = State.TEXT;
        if (b == '\n') {
            boolean cr = blankCount > 0 && blanks[blankCount - 1] == '\r';
            blankCount = 0;
            if (cr) {
                emit('\r');
            }
            emit('\n');
        } else if (isBlank(b) && blankCount < BLANKS) {
            blanks[blankCount++] = b;
        } else {
            releaseBlanks();
            if (b == '=') {
                state = State.SIGN;
            } else {
                emit(b);
            }
        }
    }

    private void finish() {
        switch (state) {
            case TEXT -> blankCount = 0;
            case SIGN, SIGN_AND_BLANKS -> blankCount = 0;
            case DIGIT -> {
                emit('=');
                emit(digit);
            }
        }
    }

    private void releaseBlanks() {
        System.arraycopy(blanks, 0, out, outEnd, blankCount);
        outEnd += blankCount;
        blankCount = 0;
    }

    private void emit(int b) { out[outEnd++] = (byte) b; }

    private static boolean isBlank(byte b) { return b == ' ' || b == '\t' || b == '\r'; }

    private static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    @Override
    public void close() throws IOException { encoded.close(); }
}
