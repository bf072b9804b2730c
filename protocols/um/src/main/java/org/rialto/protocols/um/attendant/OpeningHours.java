package org.rialto.protocols.um.attendant;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times of the week, as people write them: `Mon-Fri 09:00-17:30`, `Sat 10:00-14:00`, `daily
/// 22:00-06:00` (over midnight, into the next day), `always`.
public record OpeningHours(List<Span> spans) {
    public static final OpeningHours ALWAYS = new OpeningHours(List.of(
            new Span(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
    private static final Pattern SPAN = Pattern
            .compile(
                    "([A-Za-z]{3,9})(?: ?- ?([A-Za-z]{3,9}))? +(\\d{1,2}:\\d{2}) ?- ?(\\d{1,2}:\\d{2})");
    private static final Map<String, DayOfWeek> DAYS = new TreeMap<>();

    static {
        for (DayOfWeek day : DayOfWeek.values()) {
            DAYS.put(day.name().substring(0, 3), day);
        }
    }

    /// @param days on which it begins
    /// @param end the first moment that is not in it; at or before `start`, of the next day
    public record Span(Set<DayOfWeek> days, LocalTime start, LocalTime end) {
        public Span { days = Set.copyOf(days); }

        boolean contains(DayOfWeek day, LocalTime time) {
            boolean today = days.contains(day) && !time.isBefore(start)
                    && (time.isBefore(end) || !end.isAfter(start));
            boolean sinceYesterday = !end.isAfter(start) && days.contains(day.minus(1))
                    && time.isBefore(end);
            return today || sinceYesterday;
        }
    }

    public OpeningHours { spans = List.copyOf(spans); }

    public boolean contains(ZonedDateTime time) {
        return spans.stream().anyMatch(span -> span.contains(time.getDayOfWeek(),
                time.toLocalTime()));
    }

    /// @throws IllegalArgumentException that says what is wrong, for people
    public static OpeningHours parse(List<String> texts) {
        List<Span> spans = new ArrayList<>();
        for (String text : texts) {
            if (text.strip().equalsIgnoreCase("always")) {
                return ALWAYS;
            }
            spans.add(span(text.strip()));
        }
        return new OpeningHours(spans);
    }

    private static Span span(String text) {
        Matcher match = SPAN.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not a time of the week such as \"Mon-Fri 09:00-17:30\"");
        }
        return new Span(days(match.group(1), match.group(2)), time(match.group(3)),
                time(match.group(4)));
    }

    private static Set<DayOfWeek> days(String first,
            @org.jspecify.annotations.Nullable String last) {
        if (first.equalsIgnoreCase("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        DayOfWeek from = day(first);
        DayOfWeek to = last == null ? from : day(last);
        Set<DayOfWeek> days = EnumSet.of(to);
        for (DayOfWeek each = from; each != to; each = each.plus(1)) {
            days.add(each);
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        DayOfWeek day = DAYS.get(text.substring(0, 3).toUpperCase(Locale.ROOT));
        if (day == null) {
            throw new IllegalArgumentException("\"" + text + "\" is not a day of the week");
        }
        return day;
    }

    private static LocalTime time(String text) {
        try {
            return text.equals("24:00")
                    ? LocalTime.MIDNIGHT
                    : LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of day");
        }
    }
}
