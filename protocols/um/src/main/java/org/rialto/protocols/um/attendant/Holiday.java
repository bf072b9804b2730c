package org.rialto.protocols.um.attendant;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Days on which an attendant is closed: `2026-12-25 Christmas`, `2026-12-24/2026-12-26`.
///
/// @param last the last of them
/// @param name as callers hear it; empty for none
public record Holiday(LocalDate first, LocalDate last, String name) {
    boolean contains(LocalDate day) { return !day.isBefore(first) && !day.isAfter(last); }

    /// @throws IllegalArgumentException that says what is wrong, for people
    public static Holiday parse(String text) {
        String[] parts = text.strip().split(" ", 2);
        String[] days = parts[0].split("/", 2);
        try {
            LocalDate first = LocalDate.parse(days[0]);
            LocalDate last = days.length == 1 ? first : LocalDate.parse(days[1]);
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("\"" + text + "\" ends before it begins");
            }
            return new Holiday(first, last, parts.length == 1 ? "" : parts[1].strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not a day such as \"2026-12-25 Christmas\"");
        }
    }
}
