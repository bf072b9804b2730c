package org.rialto.transport.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.transport.EnhancedStatus;

/// A peer's reply to a command. RFC 5321 §4.2, with the status code of RFC 2034 where the peer sent
/// one.
///
/// @param code  200 to 599
/// @param lines texts without code and enhanced status, at least one
public record SmtpReply(int code, @Nullable EnhancedStatus status, List<String> lines) {
    /// A peer that sends more than this is not speaking SMTP.
    static final int LINES = 256;
    private static final int SHOWN_CHARACTERS = 1000;

    public SmtpReply { lines = List.copyOf(lines); }

    public boolean isPositive() { return code >= 200 && code < 300; }

    public boolean isIntermediate() { return code >= 300 && code < 400; }

    public boolean isTransient() { return code >= 400 && code < 500; }

    public boolean isPermanent() { return code >= 500; }

    /// Reads one reply; each element is a line without its line end.
    ///
    /// ```
    /// Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
    /// ```
    ///
    /// @throws MalformedDataException when the lines are not one reply
    static SmtpReply parse(List<String> lines) {
        if (lines.isEmpty()) {
            throw new MalformedDataException("an SMTP reply has no line", 0);
        }
        int code = code(lines.getFirst());
        EnhancedStatus status = EnhancedStatus.parse(text(lines.getFirst()));
        if (status != null && status.category() != code / 100) {
            status = null;
        }
        List<String> texts = new java.util.ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (code(line) != code || isLast(line) != (i == lines.size() - 1)) {
                throw new MalformedDataException("the lines of an SMTP reply disagree", i);
            }
            texts.add(withoutStatus(text(line), status));
        }
        return new SmtpReply(code, status, texts);
    }

    /// Whether a line ends its reply.
    static boolean isLast(String line) {
        code(line);
        return line.length() == 3 || line.charAt(3) == ' ';
    }

    private static int code(String line) {
        boolean wellFormed = line.length() >= 3 && line.charAt(0) >= '2' && line.charAt(0) <= '5'
                && isDigit(line.charAt(1)) && isDigit(line.charAt(2))
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
        if (!wellFormed) {
            throw new MalformedDataException("not an SMTP reply line", 0);
        }
        return Integer.parseInt(line.substring(0, 3));
    }

    private static boolean isDigit(char c) { return c >= '0' && c <= '9'; }

    private static String text(String line) { return line.length() > 4 ? line.substring(4) : ""; }

    private static String withoutStatus(String text, @Nullable EnhancedStatus status) {
        if (status == null) {
            return text;
        }
        int space = text.indexOf(' ');
        String first = space < 0 ? text : text.substring(0, space);
        return first.equals(status.toString()) ? space < 0 ? "" : text.substring(space + 1) : text;
    }

    /// What the reply says about a recipient: the peer's own status, or the nearest to its code.
    EnhancedStatus statusOr(EnhancedStatus fallback) {
        if (status != null) {
            return status;
        }
        return switch (code) {
            case 421, 450, 451 -> EnhancedStatus.OTHER_TRANSIENT;
            case 452 -> new EnhancedStatus(4, 2, 2);
            case 552 -> new EnhancedStatus(5, 2, 2);
            case 550, 551, 553 -> new EnhancedStatus(5, 1, 0);
            case 535, 530, 534 -> new EnhancedStatus(5, 7, 8);
            case 556 -> EnhancedStatus.NULL_MX;
            default -> code < 500 == (fallback.category() == 4)
                    ? fallback
                    : fallback.as(code < 500 ? 4 : 5);
        };
    }

    /// The reply on one line, for diagnostic codes and the log: printable, at most 1,000 characters.
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder().append(code);
        if (status != null) {
            all.append(' ').append(status);
        }
        for (String line : lines) {
            if (!line.isEmpty()) {
                all.append(' ').append(line);
            }
        }
        for (int i = 0; i < all.length(); i++) {
            if (Character.isISOControl(all.charAt(i))) {
                all.setCharAt(i, ' ');
            }
        }
        if (all.length() > SHOWN_CHARACTERS) {
            all.setLength(SHOWN_CHARACTERS - 1);
            all.append('…');
        }
        return all.toString();
    }
}
