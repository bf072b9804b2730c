package org.rialto.smtp.authentication;

import java.util.Locale;

/// How a message is brought into one form before it is hashed. RFC 6376 §3.4.
public enum Canonicalization {
    /// As it is.
    SIMPLE,
    /// White space and letter case of names evened out.
    RELAXED;

    /// `c= header ["/" body]`; the body's is simple when not given.
    static Canonicalization of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "simple" -> SIMPLE;
            case "relaxed" -> RELAXED;
            default -> throw new org.rialto.base.MalformedDataException(
                    "an unknown canonicalization", 0);
        };
    }

    public String label() { return name().toLowerCase(Locale.ROOT); }

    /// A header field in this form, ISO 8859-1 text, with its CRLF. RFC 6376 §3.4.1 and §3.4.2.
    String field(HeaderField field) {
        if (this == SIMPLE) {
            return field.raw().endsWith("\r\n") ? field.raw() : field.raw() + "\r\n";
        }
        StringBuilder text = new StringBuilder(field.raw().length());
        text.append(field.lowerCaseName()).append(':');
        String value = field.rawValue();
        boolean space = false;
        boolean any = false;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (TagList.isSpace(c)) {
                space = true;
            } else {
                if (space && any) {
                    text.append(' ');
                }
                text.append(c);
                space = false;
                any = true;
            }
        }
        return text.append("\r\n").toString();
    }
}
