package org.rialto.formats.mime;

import java.nio.charset.StandardCharsets;
import org.rialto.formats.header.RawText;

/// A parameter of Content-Type or Content-Disposition, RFC 2045 §5.1, its RFC 2231 pieces joined.
///
/// @param name as it was written, without `*` marks
/// @param raw one character a byte: as it stood, or the UTF-8 of the value when `extended`
/// @param extended whether the value named its charset (RFC 2231 §4)
public record MimeParameter(String name, String raw, boolean extended) {
    /// The value as text: RFC 2231 decoded, 8-bit bytes as UTF-8 or else Windows-1252. Encoded
    /// words (a common abuse) are left as they are.
    public String value() { return RawText.decode(raw); }

    /// The name IMAP shows: with `*` when the value named its charset, RFC 9051 §7.5.2.
    public String imapName() { return extended ? name + "*" : name; }

    /// The value in RFC 2231 extended form, which is ASCII, for clients without UTF-8.
    public String extendedValue() {
        StringBuilder out = new StringBuilder("utf-8''");
        for (byte b : raw.getBytes(StandardCharsets.ISO_8859_1)) {
            boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
                    || b == '.' || b == '-' || b == '_' || b == '~';
            if (plain) {
                out.append((char) b);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return out.toString();
    }
}
