package org.rialto.formats.coding;

import java.io.InputStream;

/// Decodes quoted-printable content, RFC 2045 §6.7. Lenient: lower case digits are read, an equals
/// sign that starts nothing stays, and white space at the end of a line goes, as §6.7 (3) asks.
public final class QuotedPrintableInputStream extends DecodingStream {
    // White space that may turn out to end a line; a longer run is passed on.
    private static final int BLANKS = 1024;

    private enum State {
        TEXT, SIGN, DIGIT, SIGN_AND_BLANKS
    }

    private final byte[] blanks = new byte[BLANKS];
    private int blankCount;
    private State state = State.TEXT;
    private byte digit;

    public QuotedPrintableInputStream(InputStream encoded) {
        super(encoded, 4096, 4096 + BLANKS + 8);
    }

    @Override
    void decode() {
        while (inAt < inEnd && outEnd < out.length - BLANKS - 8) {
            decode(in[inAt++]);
        }
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

    @Override
    void finish() {
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
}
