package org.rialto.imap.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Mailbox names outside ASCII as IMAP4rev1 sends them: UTF-16 in modified BASE64 between `&` and
/// `-`. RFC 3501 §5.1.3.
public final class ModifiedUtf7 {
    private static final byte[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,"
            .getBytes(StandardCharsets.US_ASCII);

    private ModifiedUtf7() {}

    public static String encode(String name) {
        StringBuilder out = new StringBuilder(name.length() + 8);
        int at = 0;
        while (at < name.length()) {
            char character = name.charAt(at);
            if (character == '&') {
                out.append("&-");
                at++;
            } else if (isDirect(character)) {
                out.append(character);
                at++;
            } else {
                int start = at;
                while (at < name.length() && !isDirect(name.charAt(at))) {
                    at++;
                }
                out.append('&');
                encodeRun(name, start, at, out);
                out.append('-');
            }
        }
        return out.toString();
    }

    private static void encodeRun(String name, int start, int end, StringBuilder out) {
        int bits = 0;
        int count = 0;
        for (int i = start; i < end; i++) {
            bits = bits << 16 | name.charAt(i);
            count += 16;
            while (count >= 6) {
                count -= 6;
                out.append((char) ALPHABET[bits >>> count & 63]);
            }
            bits &= (1 << count) - 1;
        }
        if (count > 0) {
            out.append((char) ALPHABET[bits << 6 - count & 63]);
        }
    }

    /// The name, or null when `text` is not modified UTF-7: unknown letters, a shift that does not
    /// end, left-over bits, a lone surrogate, or an ASCII character in disguise (which would give
    /// one mailbox two names).
    public static @Nullable String decode(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != '&') {
                if (!isDirect(character)) {
                    return null;
                }
                out.append(character);
                continue;
            }
            int end = text.indexOf('-', at);
            if (end < 0) {
                return null;
            }
            if (end == at) {
                out.append('&');
            } else if (!decodeRun(text, at, end, out)) {
                return null;
            }
            at = end + 1;
        }
        return out.toString();
    }

    private static boolean decodeRun(String text, int start, int end, StringBuilder out) {
        int bits = 0;
        int count = 0;
        char high = 0;
        for (int i = start; i < end; i++) {
            int value = valueOf(text.charAt(i));
            if (value < 0) {
                return false;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 16) {
                count -= 16;
                char unit = (char) (bits >>> count);
                bits &= (1 << count) - 1;
                if (Character.isLowSurrogate(unit) != (high != 0) || isDirect(unit)
                        || unit == '&') {
                    return false;
                }
                high = Character.isHighSurrogate(unit) ? unit : 0;
                out.append(unit);
            }
        }
        return high == 0 && count < 6 && bits == 0;
    }

    private static boolean isDirect(char character) {
        return character >= 0x20 && character <= 0x7E;
    }

    private static int valueOf(char letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return letter - 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a' + 26;
        }
        if (letter >= '0' && letter <= '9') {
            return letter - '0' + 52;
        }
        return switch (letter) {
            case '+' -> 62;
            case ',' -> 63;
            default -> -1;
        };
    }
}
