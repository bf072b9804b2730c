package org.rialto.formats.mime;

import java.util.Locale;

/// How a part's bytes are encoded for transfer, RFC 2045 §6.
public enum TransferEncoding {
    SEVEN_BIT("7bit"), EIGHT_BIT("8bit"), BINARY("binary"), QUOTED_PRINTABLE(
            "quoted-printable"), BASE64("base64"),
    /// A name nobody knows: the content is opaque (RFC 2045 §6.4) and IMAP's BINARY refuses it.
    UNKNOWN("unknown");

    private final String text;

    TransferEncoding(String text) { this.text = text; }

    /// As it is written in a header.
    public String text() { return text; }

    /// Whether decoding is copying.
    public boolean isIdentity() { return this == SEVEN_BIT || this == EIGHT_BIT || this == BINARY; }

    /// The encoding a header names; common misspellings are understood.
    public static TransferEncoding of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "7bit", "7-bit", "7 bit", "" -> SEVEN_BIT;
            case "8bit", "8-bit", "8 bit", "8bits" -> EIGHT_BIT;
            case "binary" -> BINARY;
            case "quoted-printable", "quotedprintable", "quoted_printable", "qp" ->
                QUOTED_PRINTABLE;
            case "base64", "base-64" -> BASE64;
            default -> UNKNOWN;
        };
    }
}
