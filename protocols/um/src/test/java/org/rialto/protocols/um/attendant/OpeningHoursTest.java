package org.rialto.protocols.um.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursTest {
    /// 21 November 2026 is a Saturday.
    private static boolean isOpen(String moment, String... hours) {
        return OpeningHours.parse(List.of(hours)).contains(ZonedDateTime.parse(moment
                + ":00+01:00"));
    }

    @Test
    void opensAndClosesToTheMinute() {
        String[] hours = {"Mon-Fri 09:00-17:30", "Sat 10:00-14:00"};
        assertThat(isOpen("2026-11-20T08:59", hours)).isFalse();
        assertThat(isOpen("2026-11-20T09:00", hours)).isTrue();
        assertThat(isOpen("2026-11-20T17:29", hours)).isTrue();
        assertThat(isOpen("2026-11-20T17:30", hours)).isFalse();
        assertThat(isOpen("2026-11-21T13:59", hours)).isTrue();
        assertThat(isOpen("2026-11-22T13:00", hours)).isFalse();
    }

    @Test
    void goesOverMidnightIntoTheNextDay() {
        assertThat(isOpen("2026-11-21T05:59", "Fri 22:00-06:00")).isTrue();
        assertThat(isOpen("2026-11-21T22:30", "Fri 22:00-06:00")).isFalse();
        assertThat(isOpen("2026-11-20T23:00", "Fri 22:00-06:00")).isTrue();
        assertThat(isOpen("2026-11-21T03:00", "daily 22:00-06:00")).isTrue();
        assertThat(isOpen("2026-11-22T03:00", "Sat 00:00-24:00")).isFalse();
        assertThat(isOpen("2026-11-21T23:59", "Sat 00:00-24:00")).isTrue();
    }

    @Test
    void daysGoAroundTheWeek() {
        assertThat(isOpen("2026-11-22T12:00", "Saturday - Monday 10:00-14:00")).isTrue();
        assertThat(isOpen("2026-11-24T12:00", "Saturday - Monday 10:00-14:00")).isFalse();
        assertThat(isOpen("2026-11-24T12:00", "always")).isTrue();
        assertThat(isOpen("2026-11-24T12:00")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mon", "Mon 9-17", "Mon 25:00-26:00", "Xyz 09:00-10:00"})
    void saysWhatIsNoTime(String text) {
        assertThatThrownBy(() -> OpeningHours.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"");
    }

    @Test
    void holidaysAreDaysWithNames() {
        assertThat(Holiday.parse("2026-12-24/2026-12-26 Christmas"))
                .isEqualTo(new Holiday(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 26),
                        "Christmas"));
        assertThatThrownBy(() -> Holiday.parse("Christmas"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Holiday.parse("2026-12-26/2026-12-24"))
                .hasMessageContaining("ends before it begins");
    }
}
