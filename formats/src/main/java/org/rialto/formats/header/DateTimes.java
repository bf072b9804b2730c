package org.rialto.formats.header;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Dates of headers, RFC 5322 §3.3 and §4.3, and what is sent instead: two-digit years, missing
/// seconds or zones, months before days, dashes, ISO 8601. Comments are skipped.
public final class DateTimes {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String[] DAY_NAMES = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTH_NAMES = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
            "Aug", "Sep", "Oct", "Nov", "Dec"};
    // §4.3; other names and the military letters are unknown, "-0000".
    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(Map.entry("ut", 0),
            Map.entry("gmt", 0), Map.entry("utc", 0), Map.entry("z", 0), Map.entry("est", -5),
            Map.entry("edt", -4), Map.entry("cst", -6), Map.entry("cdt", -5), Map.entry("mst", -7),
            Map.entry("mdt", -6), Map.entry("pst", -8), Map.entry("pdt", -7),
            Map.entry("cet", 1), Map.entry("cest", 2), Map.entry("met", 1), Map.entry("mest", 2),
            Map.entry("eet", 2), Map.entry("eest", 3), Map.entry("bst", 1), Map.entry("wet", 0),
            Map.entry("west", 1), Map.entry("jst", 9), Map.entry("kst", 9), Map.entry("msk", 3));

    private final String raw;
    private int at;
    private int day = -1;
    private int month = -1;
    private int year = -1;
    private int hour = -1;
    private int minute;
    private int second;
    private int offsetSeconds;
    private boolean zoned;

    private DateTimes(String raw) { this.raw = raw; }

    /// The date and time of a raw value, or null when it holds none. Without a zone it is UTC.
    public static @Nullable OffsetDateTime parse(@Nullable String raw) {
        if (raw == null || raw.length() > 1000) {
            return null;
        }
        DateTimes date = new DateTimes(raw);
        date.read();
        return date.build();
    }

    /// `Sat, 21 Nov 2026 05:36:53 +0000`.
    public static String format(OffsetDateTime time) {
        int offset = time.getOffset().getTotalSeconds() / 60;
        return String.format(Locale.ROOT, "%s, %d %s %04d %02d:%02d:%02d %s%02d%02d",
                DAY_NAMES[time.getDayOfWeek().getValue() - 1], time.getDayOfMonth(),
                MONTH_NAMES[time.getMonthValue() - 1], time.getYear(), time.getHour(),
                time.getMinute(), time.getSecond(), offset < 0 ? "-" : "+", Math.abs(offset) / 60,
                Math.abs(offset) % 60);
    }

    private void read() {
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c >= '0' && c <= '9') {
                number();
            } else if (isLetter(c)) {
                word();
            } else if ((c == '+' || c == '-') && hour >= 0 && !zoned) {
                zone(c == '-' ? -1 : 1);
            } else if (c == '(') {
                comment();
            } else {
                at++;
            }
        }
    }

    private void comment() {
        int depth = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return;
            }
        }
    }

    private static boolean isLetter(char c) { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'; }

    private int digits() {
        int value = 0;
        while (at < raw.length() && raw.charAt(at) >= '0' && raw.charAt(at) <= '9') {
            value = Math.min(99_999_999, value * 10 + raw.charAt(at++) - '0');
        }
        return value;
    }

    private boolean isNext(char c) { return at < raw.length() && raw.charAt(at) == c; }

    private boolean isDigitNext() {
        return at < raw.length() && raw.charAt(at) >= '0' && raw.charAt(at) <= '9';
    }

    private void number() {
        int start = at;
        int value = digits();
        int length = at - start;
        if (hour < 0 && length <= 2 && day >= 0) {
            skipBlankBefore(':');
        }
        if (hour < 0 && (isNext(':') || isNext('.') && day >= 0 && month >= 0 && year >= 0)) {
            time(value);
        } else if (length == 4 && year < 0 && month < 0 && isNext('-')) {
            isoDate(value);
        } else if (day < 0 && length <= 2 && value >= 1 && value <= 31) {
            day = value;
        } else if (year < 0 && length >= 2) {
            year = length == 2
                    ? value + (value < 50 ? 2000 : 1900)
                    : length == 3 ? value + 1900 : value;
        } else if (hour < 0 && isNext(':')) {
            time(value);
        }
    }

    // `time-of-day = hour ":" minute [ ":" second ]`; dots for colons, and fractions, occur.
    private void time(int hours) {
        hour = hours;
        at++;
        skipBlank();
        minute = digits();
        skipBlankBefore(':');
        if (isNext(':') || isNext('.')) {
            at++;
            skipBlank();
            second = digits();
            if (isNext('.') || isNext(',')) {
                at++;
                digits();
            }
        }
    }

    // Obsolete syntax has comments and white space inside times, RFC 5322 §4.3.
    private void skipBlank() {
        while (isNext(' ') || isNext('\t') || isNext('(')) {
            if (isNext('(')) {
                comment();
            } else {
                at++;
            }
        }
    }

    private void skipBlankBefore(char c) {
        int here = at;
        skipBlank();
        if (!isNext(c)) {
            at = here;
        }
    }

    private void isoDate(int fullYear) {
        year = fullYear;
        at++;
        if (isDigitNext()) {
            month = digits();
            if (isNext('-')) {
                at++;
                day = digits();
            }
            if (isNext('T')) {
                at++;
            }
        }
    }

    private void word() {
        int start = at;
        while (at < raw.length() && isLetter(raw.charAt(at))) {
            at++;
        }
        String word = raw.substring(start, at).toLowerCase(Locale.ROOT);
        if (word.equals("pm") && hour >= 0 && hour < 12) {
            hour += 12;
            return;
        }
        if (word.equals("am") && hour == 12) {
            hour = 0;
            return;
        }
        if (month < 0 && word.length() >= 3) {
            int index = MONTHS.indexOf(word.substring(0, 3));
            if (index >= 0 && index % 3 == 0) {
                month = index / 3 + 1;
                return;
            }
        }
        Integer hours = hour >= 0 && !zoned ? ZONE_HOURS.get(word) : null;
        if (hours != null) {
            offsetSeconds = hours * 3600;
            // `GMT+0200`: what follows the name is what counts.
            zoned = !isNext('+') && !isNext('-');
        }
    }

    private void zone(int sign) {
        at++;
        int start = at;
        int value = digits();
        int length = at - start;
        if (length == 0) {
            return;
        }
        int minutes;
        if (length <= 2) {
            minutes = value * 60;
            if (isNext(':')) {
                at++;
                minutes += digits();
            }
        } else {
            minutes = value / 100 * 60 + value % 100;
        }
        offsetSeconds = minutes <= 18 * 60 ? sign * minutes * 60 : 0;
        zoned = true;
    }

    private @Nullable OffsetDateTime build() {
        if (day < 1 || month < 1 || year < 0) {
            return null;
        }
        try {
            // A leap second is the last one of its minute.
            LocalDateTime local = LocalDateTime.of(year, month, day, Math.max(0, hour), minute,
                    Math.min(second, 59));
            return local.atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds));
        } catch (DateTimeException impossible) {
            return null;
        }
    }
}
