package org.rialto.smtp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.rialto.base.MalformedDataException;

/// A cursor over one command line, without its CRLF. RFC 5321 §4.1.1, with the UTF-8 of RFC 6531
/// §3.3 decoded strictly. Positions in errors count characters.
public final class LineCursor {
    private final String line;
    private int position;

    public LineCursor(String line) { this.line = line; }

    /// Decodes a line, refusing invalid UTF-8 and control characters: a command never needs them,
    /// and a CR or NUL inside one is somebody trying something.
    public static LineCursor of(byte[] bytes, int offset, int length) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedDataException("the line is not valid UTF-8", 0);
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                throw new MalformedDataException("a control character is not allowed", at);
            }
        }
        return new LineCursor(text);
    }

    public boolean atEnd() { return position >= line.length(); }

    /// The next character, or -1 at the end of the line.
    public int peek() { return position < line.length() ? line.charAt(position) : -1; }

    public int next() { return position < line.length() ? line.charAt(position++) : -1; }

    public boolean skip(char expected) {
        if (peek() == expected) {
            position++;
            return true;
        }
        return false;
    }

    public void require(char expected) {
        if (!skip(expected)) {
            throw malformed("expected \"" + expected + "\"");
        }
    }

    /// Skips `text` when it comes next, in any letter case.
    public boolean skipIgnoringCase(String text) {
        if (line.regionMatches(true, position, text, 0, text.length())) {
            position += text.length();
            return true;
        }
        return false;
    }

    public void skipSpaces() {
        while (peek() == ' ' || peek() == '\t') {
            position++;
        }
    }

    /// Everything up to the next space or the end; may be empty.
    public String word() {
        int from = position;
        while (!atEnd() && peek() != ' ' && peek() != '\t') {
            position++;
        }
        return line.substring(from, position);
    }

    /// Everything that is left, without trailing spaces.
    public String rest() {
        String rest = line.substring(position).strip();
        position = line.length();
        return rest;
    }

    /// Trailing spaces are forgiven (RFC 5321 §4.1.1 asks servers to), anything else is not.
    public void requireEnd() {
        skipSpaces();
        if (!atEnd()) {
            throw malformed("unexpected text after the command");
        }
    }

    public int position() { return position; }

    public String textFrom(int start) { return line.substring(start, position); }

    public MalformedDataException malformed(String problem) {
        return new MalformedDataException(problem, position);
    }
}
