package org.rialto.smtp.wire;

import java.nio.charset.StandardCharsets;
import org.rialto.base.MalformedDataException;

/// The printable encoding of parameter values. RFC 3461 §4.
public final class Xtext {
    private Xtext() {}

    /// ```
    /// xtext   = *( xchar / hexchar )
    /// xchar   = any ASCII character between "!" (33) and "~" (126) except "+" and "="
    /// hexchar = "+" 2(%x30-39 / %x41-46)
    /// ```
    /// "=" is forgiven: clients write unencoded addresses that hold one.
    public static String decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '+') {
                int high = at + 2 < text.length() ? hex(text.charAt(at + 1)) : -1;
                int low = at + 2 < text.length() ? hex(text.charAt(at + 2)) : -1;
                // Encoded control characters would otherwise reach the lines of a report.
                if (high < 0 || low < 0 || (high << 4 | low) < ' ' || (high << 4 | low) == 0x7F) {
                    throw new MalformedDataException(
                            "\"+\" needs two hexadecimal digits of a printable character", at);
                }
                decoded.append((char) (high << 4 | low));
                at += 2;
            } else if (c > ' ' && c <= '~') {
                decoded.append(c);
            } else {
                throw new MalformedDataException("not a character of xtext", at);
            }
        }
        return decoded.toString();
    }

    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            if (c > ' ' && c <= '~' && c != '+' && c != '=') {
                encoded.append((char) c);
            } else {
                encoded.append('+').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }

    private static int hex(char c) {
        return c >= '0' && c <= '9'
                ? c - '0'
                : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
