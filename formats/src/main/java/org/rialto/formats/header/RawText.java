package org.rialto.formats.header;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Turns raw strings (one character a byte) into text: as UTF-8 (RFC 6532) when they are valid
/// UTF-8, else as Windows-1252, which is what unlabelled 8-bit headers mostly are.
public final class RawText {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private RawText() {}

    public static String decode(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) > 127) {
                return decode8Bit(raw.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return raw;
    }

    /// Bytes as text, by the same rule.
    public static String decode8Bit(byte[] bytes) {
        String lenient = new String(bytes, StandardCharsets.UTF_8);
        if (lenient.indexOf('\uFFFD') < 0) {
            return lenient;
        }
        // That character was there, or bytes that are none.
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WINDOWS_1252);
        }
    }

    /// The raw form of a text: the bytes of its UTF-8, one character each.
    public static String encode(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
