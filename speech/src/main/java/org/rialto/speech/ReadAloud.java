package org.rialto.speech;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Locale;

/// Numbers, times, dates and telephone numbers as they are said in English.
public final class ReadAloud {
    private static final String[] SMALL = {"zero", "one", "two", "three", "four", "five", "six",
            "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
            "sixteen", "seventeen", "eighteen", "nineteen"};
    private static final String[] TENS = {"", "", "twenty", "thirty", "forty", "fifty", "sixty",
            "seventy", "eighty", "ninety"};
    private static final String[] GROUPS = {"", " thousand", " million", " billion", " trillion",
            " quadrillion", " quintillion"};

    private ReadAloud() {}

    /// `1204` is "one thousand two hundred four".
    public static String number(long value) {
        if (value < 0) {
            return "minus " + (value == Long.MIN_VALUE ? "a very large number" : number(-value));
        }
        if (value < 1000) {
            return belowThousand((int) value);
        }
        String words = "";
        long rest = value;
        for (int group = 0; rest > 0; group++, rest /= 1000) {
            int part = (int) (rest % 1000);
            if (part > 0) {
                words = belowThousand(part) + GROUPS[group]
                        + (words.isEmpty() ? "" : " " + words);
            }
        }
        return words;
    }

    private static String belowThousand(int value) {
        if (value < 20) {
            return SMALL[value];
        }
        if (value < 100) {
            return TENS[value / 10] + (value % 10 == 0 ? "" : " " + SMALL[value % 10]);
        }
        return SMALL[value / 100] + " hundred"
                + (value % 100 == 0 ? "" : " " + belowThousand(value % 100));
    }

    /// `21` is "twenty first".
    public static String ordinal(int value) {
        String words = number(value);
        int at = words.lastIndexOf(' ') + 1;
        String last = words.substring(at);
        String nth = switch (last) {
            case "one" -> "first";
            case "two" -> "second";
            case "three" -> "third";
            case "five" -> "fifth";
            case "eight" -> "eighth";
            case "nine" -> "ninth";
            case "twelve" -> "twelfth";
            default -> last.endsWith("y")
                    ? last.substring(0, last.length() - 1) + "ieth"
                    : last + "th";
        };
        return words.substring(0, at) + nth;
    }

    /// "one message", "no messages", "twelve messages".
    public static String count(long value, String one, String many) {
        return (value == 0 ? "no" : number(value)) + " " + (value == 1 ? one : many);
    }

    /// `14:05` is "two oh five P M", or "fourteen oh five" of 24 hours.
    public static String time(LocalTime time, boolean twentyFourHours) {
        int hour = time.getHour();
        int minute = time.getMinute();
        String minutes = minute < 10 ? "oh " + number(minute) : number(minute);
        if (twentyFourHours) {
            return number(hour) + (minute == 0 ? " hundred hours" : " " + minutes);
        }
        if (minute == 0 && hour % 12 == 0) {
            return hour == 0 ? "midnight" : "noon";
        }
        int twelve = hour % 12 == 0 ? 12 : hour % 12;
        return number(twelve) + (minute == 0 ? "" : " " + minutes) + (hour < 12 ? " A M" : " P M");
    }

    /// "today", "yesterday", "Monday" within a week; else "Monday, March third", with the year
    /// where it is another.
    public static String date(LocalDate date, LocalDate today) {
        if (date.equals(today)) {
            return "today";
        }
        if (date.equals(today.minusDays(1))) {
            return "yesterday";
        }
        if (date.equals(today.plusDays(1))) {
            return "tomorrow";
        }
        String day = date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        if (date.isAfter(today.minusDays(7)) && date.isBefore(today)) {
            return day;
        }
        String words = day + ", " + date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                + " " + ordinal(date.getDayOfMonth());
        return date.getYear() == today.getYear() ? words : words + ", " + year(date.getYear());
    }

    /// `1999` is "nineteen ninety nine", `2005` "two thousand five", `2026` "twenty twenty six".
    public static String year(int year) {
        if (year < 1000 || year > 9999 || year % 1000 < 10) {
            return number(year);
        }
        int low = year % 100;
        return number(year / 100) + " "
                + (low == 0 ? "hundred" : low < 10 ? "oh " + number(low) : number(low));
    }

    /// "one minute thirty seconds".
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        if (minutes == 0) {
            return count(seconds, "second", "seconds");
        }
        return count(minutes, "minute", "minutes")
                + (seconds % 60 == 0 ? "" : " " + count(seconds % 60, "second", "seconds"));
    }

    /// A telephone number digit by digit in groups, with pauses: `+14255550123` is "plus one, four
    /// two five, five five five, zero one two three".
    public static String telephoneNumber(String number) {
        String plain = number.replaceAll("[^0-9+*#]", "");
        boolean international = plain.startsWith("+");
        String digits = plain.replace("+", "");
        if (digits.length() > 40) {
            digits = digits.substring(0, 40);
        }
        StringBuilder words = new StringBuilder(international ? "plus " : "");
        int at = 0;
        if (international && digits.startsWith("1") && digits.length() == 11) {
            words.append("one");
            at = 1;
        }
        while (at < digits.length()) {
            int left = digits.length() - at;
            int group = left <= 4 ? left : 3;
            words.append(at == 0 ? "" : ", ").append(digits(digits.substring(at, at + group)));
            at += group;
        }
        return words.toString().strip();
    }

    /// Each digit by itself; other characters of telephones by their names.
    public static String digits(String digits) {
        StringBuilder words = new StringBuilder();
        for (char digit : digits.toCharArray()) {
            String word = digit >= '0' && digit <= '9'
                    ? SMALL[digit - '0']
                    : digit == '*' ? "star" : digit == '#' ? "pound" : "";
            words.append(words.isEmpty() || word.isEmpty() ? "" : " ").append(word);
        }
        return words.toString();
    }
}
