package org.rialto.transport.outbound;

import java.nio.charset.StandardCharsets;

/// Parameter values of RFC 3461 §4 (`xtext`) and RFC 6533 §3 (`utf-8-addr-unitext`).
final class Xtext {
    private Xtext() {}

    /// ```
    /// xtext   = *( xchar / hexchar )
    /// hexchar = ASCII "+" immediately followed by two upper case hexadecimal digits
    /// ```
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            int value = next & 0xFF;
            if (value > ' ' && value < 0x7F && value != '+' && value != '=') {
                encoded.append((char) value);
            } else {
                encoded.append('+').append(String.format("%02X", value));
            }
        }
        return encoded.toString();
    }

    /// An internationalised address for a peer with SMTPUTF8: UTF-8 stays, the rest as xtext.
    static String encodeUnicode(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point > 0x9F) {
                encoded.appendCodePoint(point);
            } else {
                encoded.append(encode(Character.toString(point)));
            }
        });
        return encoded.toString();
    }

    /// An internationalised address for a peer without SMTPUTF8:
    ///
    /// ```
    /// EmbeddedUnicodeChar = %x5C.78 "{" HEXPOINT "}"
    /// ```
    /// which is then written as xtext.
    static String embedUnicode(String text) {
        StringBuilder embedded = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point > ' ' && point < 0x7F && point != '\\' && point != '+' && point != '=') {
                embedded.appendCodePoint(point);
            } else {
                embedded.append("\\x{").append(String.format("%02X", point)).append('}');
            }
        });
        return embedded.toString();
    }
}
