package org.rialto.pop3.wire;

/// A status line: `+OK text` or `-ERR [code] text`. RFC 1939 §3, RFC 2449 §8, RFC 3206.
///
/// @param code an extended response code, or ""
public record Pop3Reply(boolean ok, String code, String text) {
    /// The handler has answered already.
    public static final Pop3Reply NONE = new Pop3Reply(true, "", "");

    public static Pop3Reply ok(String text) { return new Pop3Reply(true, "", text); }

    public static Pop3Reply error(String text) { return new Pop3Reply(false, "", text); }

    public static Pop3Reply error(String code, String text) {
        return new Pop3Reply(false, code, text);
    }

    /// With its CRLF. A line break in a text, from wherever, must not become a second line.
    public String line() {
        StringBuilder line = new StringBuilder(ok ? "+OK" : "-ERR");
        if (!code.isEmpty()) {
            line.append(" [").append(code).append(']');
        }
        if (!text.isEmpty()) {
            line.append(' ');
        }
        int length = Math.min(text.length(), 400);
        for (int at = 0; at < length; at++) {
            char c = text.charAt(at);
            line.append(c < ' ' || c == 0x7F ? ' ' : c);
        }
        return line.append("\r\n").toString();
    }
}
