package org.rialto.protocols.um.menu;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.rialto.speech.ReadAloud;

/// Times, numbers and the like, as a person says them. Numbers of things are left to the synthesizer.
final class Spoken {
    private final Prompts prompts;
    private final Clock clock;
    private final ZoneId zone;
    private final boolean hours24;

    Spoken(Prompts prompts, Clock clock, ZoneId zone, boolean hours24) {
        this.prompts = prompts;
        this.clock = clock;
        this.zone = zone;
        this.hours24 = hours24;
    }

    /// `today at three oh five P M`, `on Tuesday at …` of the last six days, `on November 3 at …`, with the
    /// year where it is another.
    String when(Instant instant) {
        ZonedDateTime then = instant.atZone(zone);
        LocalDate day = then.toLocalDate();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        String time = time(then);
        if (day.equals(today)) {
            return prompts.say(Prompt.TODAY_AT, time);
        }
        if (day.equals(today.minusDays(1))) {
            return prompts.say(Prompt.YESTERDAY_AT, time);
        }
        String pattern = day.isBefore(today) && day.isAfter(today.minusDays(7))
                ? "EEEE"
                : day.getYear() == today.getYear() ? "MMMM d" : "MMMM d, yyyy";
        return prompts.say(Prompt.ON_DAY_AT,
                DateTimeFormatter.ofPattern(pattern, prompts.language()).format(day), time);
    }

    private String time(ZonedDateTime then) {
        if (prompts.language().getLanguage().equals("en")) {
            return ReadAloud.time(then.toLocalTime(), hours24);
        }
        return DateTimeFormatter.ofPattern(hours24 ? "H:mm" : "h:mm a", prompts.language())
                .format(then);
    }

    String now() { return time(clock.instant().atZone(zone)); }

    String length(int seconds) {
        int minutes = seconds / 60;
        int rest = seconds % 60;
        return minutes == 0
                ? prompts.say(Prompt.SECONDS, rest)
                : rest == 0
                        ? prompts.say(Prompt.MINUTES, minutes)
                        : prompts.say(Prompt.MINUTES, minutes) + " "
                                + prompts.say(Prompt.SECONDS, rest);
    }

    /// Digit by digit, with a breath where it was written with one.
    static String number(String telephone) {
        String plain = telephone.replaceAll("[^0-9+]+", " ").strip().replace("+", "");
        return plain.chars().mapToObj(c -> c == ' ' ? "," : String.valueOf((char) c))
                .collect(Collectors.joining(" ")).replace(" ,", ",");
    }
}
