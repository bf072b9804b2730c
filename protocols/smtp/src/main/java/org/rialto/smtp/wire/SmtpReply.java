package org.rialto.smtp.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A reply: code, enhanced status code or "" where there is none (greeting, EHLO, 334, 354), and
/// one or more lines of text. RFC 5321 §4.2, RFC 2034.
public record SmtpReply(int code, String status, List<String> lines) {

    /// The handler has answered already.
    public static final SmtpReply NONE = new SmtpReply(0, "", List.of(""));

    public SmtpReply {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
    }

    public static SmtpReply of(int code, String status, String text) {
        return new SmtpReply(code, status, List.of(text));
    }

    public boolean isPositive() { return code < 400; }

    /// ```
    /// Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
    /// ```
    public byte[] write() {
        StringBuilder text = new StringBuilder(lines.size() * 64);
        for (int at = 0; at < lines.size(); at++) {
            text.append(code).append(at + 1 < lines.size() ? '-' : ' ');
            if (!status.isEmpty()) {
                text.append(status).append(' ');
            }
            appendClean(text, lines.get(at));
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A line break in a text, from wherever, must not become a second reply.
    private static void appendClean(StringBuilder text, String line) {
        int length = Math.min(line.length(), 480);
        for (int at = 0; at < length; at++) {
            char c = line.charAt(at);
            text.append(c < ' ' || c == 0x7F ? ' ' : c);
        }
    }
}
