package org.rialto.smtp.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One header field of a message, byte for byte: name, colon, value with its foldings, CRLF.
/// RFC 5322 §2.2. Text is seen as ISO 8859-1, so that bytes survive both ways.
public record HeaderField(String raw, String name) {

    static HeaderField of(String raw, int colon) {
        int end = colon;
        while (end > 0 && (raw.charAt(end - 1) == ' ' || raw.charAt(end - 1) == '\t')) {
            end--;
        }
        return new HeaderField(raw, raw.substring(0, end));
    }

    public boolean is(String otherName) { return name.equalsIgnoreCase(otherName); }

    public String lowerCaseName() { return name.toLowerCase(Locale.ROOT); }

    /// What follows the colon, foldings and all, without the last CRLF.
    public String rawValue() {
        int end = raw.endsWith("\r\n") ? raw.length() - 2 : raw.length();
        return raw.substring(raw.indexOf(':') + 1, end);
    }

    /// The value unfolded and trimmed, still as ISO 8859-1.
    public String value() { return rawValue().replace("\r\n", "").strip(); }

    /// The value as the UTF-8 it is in an internationalised message.
    public String utf8Value() {
        return new String(value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    public byte[] bytes() { return raw.getBytes(StandardCharsets.ISO_8859_1); }
}
