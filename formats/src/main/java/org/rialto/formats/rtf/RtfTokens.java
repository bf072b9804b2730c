package org.rialto.formats.rtf;

import java.nio.charset.StandardCharsets;

/// The tokens of an RTF document, one after another: groups, control words and symbols, bytes of
/// text. Total: whatever the bytes are, they are some tokens. Line ends between them are nothing.
final class RtfTokens {
    enum Kind {
        GROUP_START, GROUP_END,
        /// A backslash and letters; `parameter` where there is one.
        WORD,
        /// A backslash and another character: [#symbol].
        SYMBOL,
        /// One byte of text, or one that is written as `\'hh`: [#value].
        BYTE, END
    }

    private static final int LONGEST_WORD = 32;

    private final byte[] bytes;
    private int at;
    private String word = "";
    private boolean hasParameter;
    private int parameter;
    private int value;

    RtfTokens(byte[] bytes) { this.bytes = bytes; }

    String word() { return word; }

    boolean hasParameter() { return hasParameter; }

    /// The parameter of a word, 0 where it has none.
    int parameter() { return parameter; }

    char symbol() { return (char) value; }

    byte value() { return (byte) value; }

    Kind next() {
        while (at < bytes.length) {
            int next = bytes[at++] & 0xFF;
            switch (next) {
                case '\r', '\n', 0 -> {
                    // Nothing; zeros are what some documents end with.
                }
                case '{' -> {
                    return Kind.GROUP_START;
                }
                case '}' -> {
                    return Kind.GROUP_END;
                }
                case '\\' -> {
                    return control();
                }
                default -> {
                    value = next;
                    return Kind.BYTE;
                }
            }
        }
        return Kind.END;
    }

    private Kind control() {
        if (at == bytes.length) {
            return Kind.END;
        }
        int first = bytes[at] & 0xFF;
        if (isLetter(first)) {
            return word(at);
        }
        at++;
        if (first == '\'') {
            int high = digit(at);
            int low = digit(at + 1);
            if (high >= 0 && low >= 0) {
                at += 2;
                value = high << 4 | low;
                return Kind.BYTE;
            }
        }
        value = first;
        return Kind.SYMBOL;
    }

    private Kind word(int from) {
        while (at < bytes.length && isLetter(bytes[at])) {
            at++;
        }
        int length = Math.min(LONGEST_WORD, at - from);
        word = new String(bytes, from, length, StandardCharsets.US_ASCII);
        boolean negative = at + 1 < bytes.length && bytes[at] == '-' && isDigit(bytes[at + 1]);
        if (negative) {
            at++;
        }
        hasParameter = at < bytes.length && isDigit(bytes[at]);
        long number = 0;
        while (at < bytes.length && isDigit(bytes[at])) {
            number = Math.min(Integer.MAX_VALUE, number * 10 + bytes[at++] - '0');
        }
        parameter = (int) (negative ? -number : number);
        if (at < bytes.length && bytes[at] == ' ') {
            at++;
        }
        return Kind.WORD;
    }

    /// Leaves out `count` bytes: the data of `\bin`.
    void skip(int count) { at = (int) Math.min(bytes.length, (long) at + Math.max(0, count)); }

    private int digit(int index) {
        return index < bytes.length ? Character.digit(bytes[index], 16) : -1;
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static boolean isDigit(int character) { return character >= '0' && character <= '9'; }
}
