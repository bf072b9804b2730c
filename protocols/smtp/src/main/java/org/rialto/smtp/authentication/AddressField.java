package org.rialto.smtp.authentication;

import java.util.ArrayList;
import java.util.List;
import org.rialto.directory.SmtpAddress;

/// The addresses of a From, Sender or similar field, display names and comments left out. RFC 5322
/// §3.4; what is no address is left out too.
public final class AddressField {
    private AddressField() {}

    /// ```
    /// mailbox-list = (mailbox *("," mailbox))
    /// mailbox      = [display-name] "<" addr-spec ">" / addr-spec
    /// group        = display-name ":" [group-list] ";"
    /// ```
    public static List<SmtpAddress> addresses(String value) { return parse(value).addresses(); }

    /// @param whole whether everything in the field was understood: each element an address
    public record Parsed(List<SmtpAddress> addresses, boolean whole) {}

    /// The same, and whether anything was left out.
    public static Parsed parse(String value) {
        List<SmtpAddress> addresses = new ArrayList<>();
        boolean whole = true;
        StringBuilder word = new StringBuilder();
        StringBuilder angle = new StringBuilder();
        boolean inAngle = false;
        boolean hasAngle = false;
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            StringBuilder current = inAngle ? angle : word;
            if (c == '"') {
                at = copyQuoted(value, at, current);
                continue;
            }
            if (c == '(') {
                at = skipComment(value, at);
                continue;
            }
            switch (c) {
                case '<' -> {
                    whole &= !hasAngle;
                    inAngle = true;
                    hasAngle = true;
                    angle.setLength(0);
                }
                case '>' -> inAngle = false;
                case ',', ';' -> {
                    whole &= add(hasAngle ? angle : word, addresses) & !inAngle;
                    word.setLength(0);
                    angle.setLength(0);
                    inAngle = false;
                    hasAngle = false;
                }
                case ':' -> {
                    // The end of a group's name, or of an obsolete route.
                    current.setLength(0);
                }
                case ' ', '\t', '\r', '\n' -> {
                }
                default -> {
                    // Nothing may stand between an address and the next comma.
                    whole &= inAngle || !hasAngle;
                    current.append(c);
                }
            }
            at++;
        }
        whole &= add(hasAngle ? angle : word, addresses) & !inAngle;
        return new Parsed(addresses, whole);
    }

    /// False for text that is no address.
    private static boolean add(StringBuilder text, List<SmtpAddress> addresses) {
        // A display name without address, or nonsense, is left out.
        SmtpAddress address = text.isEmpty() ? null : SmtpAddress.parseOrNull(text.toString());
        if (address != null) {
            addresses.add(address);
        }
        return address != null || text.isEmpty();
    }

    /// Copies a quoted string with its quotes; the position behind it.
    private static int copyQuoted(String value, int from, StringBuilder into) {
        int at = from + 1;
        while (at < value.length() && value.charAt(at) != '"') {
            at += value.charAt(at) == '\\' ? 2 : 1;
        }
        int end = Math.min(at + 1, value.length());
        into.append(value, from, end);
        return end;
    }

    private static int skipComment(String value, int from) {
        int depth = 0;
        int at = from;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return at + 1;
            }
            at++;
        }
        return value.length();
    }
}
