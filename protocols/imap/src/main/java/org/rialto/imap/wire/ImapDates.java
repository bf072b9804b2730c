package org.rialto.imap.wire;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// The dates of RFC 9051 §9.
///
/// ```
/// date      = date-text / DQUOTE date-text DQUOTE
/// date-text = date-day "-" date-month "-" date-year
/// date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE
/// ```
public final class ImapDates {
    static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
            "Aug", "Sep", "Oct", "Nov", "Dec");

    private ImapDates() {}

    /// A day of a search key.
    static LocalDate date(ImapReader in) throws IOException {
        String[] parts = in.astring().split("-", -1);
        try {
            if (parts.length == 3 && parts[0].matches("[0-9]{1,2}")
                    && parts[2].matches("[0-9]{4}")) {
                return LocalDate.of(Integer.parseInt(parts[2]), month(parts[1]),
                        Integer.parseInt(parts[0]));
            }
        } catch (DateTimeException e) {
            throw in.syntax("no such day");
        }
        throw in.syntax("expected a date like 1-Feb-2026");
    }

    /// The date and time of APPEND.
    static Instant dateTime(ImapReader in) throws IOException {
        String text = in.string();
        if (!text.matches(
                "[ 0-9][0-9]-[A-Za-z]{3}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}")) {
            throw in.syntax("expected a date and time like \"01-Feb-2026 13:05:00 +0100\"");
        }
        try {
            LocalDateTime local = LocalDateTime.of(digits(text, 7, 11), month(text.substring(3, 6)),
                    digits(text, 0, 2), digits(text, 12, 14), digits(text, 15, 17),
                    Math.min(59, digits(text, 18, 20)));
            int minutes = digits(text, 22, 24) * 60 + digits(text, 24, 26);
            if (minutes > 18 * 60) {
                throw in.syntax("no such time zone");
            }
            int sign = text.charAt(21) == '-' ? -1 : 1;
            return local.toInstant(ZoneOffset.ofTotalSeconds(sign * minutes * 60));
        } catch (DateTimeException e) {
            throw in.syntax("no such date or time");
        }
    }

    private static int digits(String text, int start, int end) {
        return Integer.parseInt(text.substring(start, end).strip());
    }

    private static int month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return i + 1;
            }
        }
        throw new DateTimeException("no such month");
    }
}
