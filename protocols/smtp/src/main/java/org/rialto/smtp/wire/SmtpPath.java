package org.rialto.smtp.wire;

import java.util.Optional;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.SmtpAddress;

/// A path of MAIL or RCPT: an address, or none for the null reverse-path `<>`. RFC 5321 §4.1.2,
/// RFC 6531 §3.3. Source routes are read and dropped, as RFC 5321's appendix C asks.
///
/// @param postmaster `<Postmaster>`, which alone needs no domain (RFC 5321 §4.5.1)
public record SmtpPath(Optional<SmtpAddress> address, boolean postmaster) {

    /// ```
    /// Reverse-path = Path / "<>"
    /// Path         = "<" [ A-d-l ":" ] Mailbox ">"
    /// A-d-l        = At-domain *( "," At-domain )
    /// ```
    public static SmtpPath read(LineCursor cursor) {
        // Some devices write `MAIL FROM: <a@b>`.
        cursor.skipSpaces();
        if (!cursor.skip('<')) {
            throw cursor.malformed("an address must be inside < and >");
        }
        if (cursor.peek() == '@') {
            skipRoute(cursor);
        }
        String mailbox = mailbox(cursor);
        if (mailbox.isEmpty()) {
            return new SmtpPath(Optional.empty(), false);
        }
        if (mailbox.equalsIgnoreCase("postmaster")) {
            return new SmtpPath(Optional.empty(), true);
        }
        return new SmtpPath(Optional.of(address(mailbox)), false);
    }

    /// Dots where a dot-string has none are let through, because real mailboxes have them: such a
    /// local part is quoted from here on.
    private static SmtpAddress address(String mailbox) {
        int at = mailbox.lastIndexOf('@');
        String local = at < 0 ? "" : mailbox.substring(0, at);
        boolean oddDots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
        if (oddDots && local.indexOf('"') < 0 && local.indexOf('\\') < 0) {
            return parse('"' + local + '"' + mailbox.substring(at));
        }
        return parse(mailbox);
    }

    private static SmtpAddress parse(String mailbox) {
        SmtpAddress address = SmtpAddress.parseOrNull(mailbox);
        if (address == null) {
            throw new MalformedDataException("not a mail address", 0);
        }
        return address;
    }

    /// Up to the ">" that is not inside a quoted string, which is consumed.
    private static String mailbox(LineCursor cursor) {
        int start = cursor.position();
        boolean quoted = false;
        while (true) {
            int c = cursor.peek();
            if (c < 0) {
                throw cursor.malformed("the address has no closing >");
            }
            if (c == '>' && !quoted) {
                String mailbox = cursor.textFrom(start);
                cursor.next();
                return mailbox;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                cursor.next();
            }
            cursor.next();
        }
    }

    private static void skipRoute(LineCursor cursor) {
        int c;
        do {
            c = cursor.next();
            if (c < 0 || c == '>' || c == ' ' || c == '"') {
                throw cursor.malformed("a source route has no closing colon");
            }
        } while (c != ':');
    }

    /// With its angle brackets.
    public String text() {
        return "<" + (postmaster ? "Postmaster" : address.map(SmtpAddress::toString).orElse(""))
                + ">";
    }
}
