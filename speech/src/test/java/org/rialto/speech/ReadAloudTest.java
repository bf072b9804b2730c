package org.rialto.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadAloudTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource({"0,zero", "13,thirteen", "40,forty", "99,ninety nine", "100,one hundred",
            "1204,one thousand two hundred four", "1000000,one million",
            "70003,seventy thousand three", "-5,minus five",
            "123456789,one hundred twenty three million four hundred fifty six thousand seven"
                    + " hundred eighty nine"})
    void saysNumbers(long value, String words) {
        assertThat(ReadAloud.number(value)).isEqualTo(words);
    }

    @Test
    void saysTheLargestNumbers() {
        assertThat(ReadAloud.number(Long.MAX_VALUE)).startsWith("nine quintillion");
        assertThat(ReadAloud.number(Long.MIN_VALUE)).startsWith("minus");
    }

    @ParameterizedTest
    @CsvSource({"1,first", "2,second", "3,third", "5,fifth", "8,eighth", "9,ninth", "11,eleventh",
            "12,twelfth", "20,twentieth", "21,twenty first", "30,thirtieth", "31,thirty first"})
    void saysOrdinals(int value, String words) {
        assertThat(ReadAloud.ordinal(value)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"00:00,midnight,zero hundred hours", "12:00,noon,twelve hundred hours",
            "14:05,two oh five P M,fourteen oh five", "09:30,nine thirty A M,nine thirty",
            "12:01,twelve oh one P M,twelve oh one", "23:00,eleven P M,twenty three hundred hours"})
    void saysTimes(LocalTime time, String twelve, String twentyFour) {
        assertThat(ReadAloud.time(time, false)).isEqualTo(twelve);
        assertThat(ReadAloud.time(time, true)).isEqualTo(twentyFour);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2026-11-21|today", "2026-11-20|yesterday",
            "2026-11-22|tomorrow", "2026-11-17|Tuesday", "2026-11-14|Saturday, November fourteenth",
            "2025-03-03|Monday, March third, twenty twenty five",
            "2005-01-31|Monday, January thirty first, two thousand five",
            "1999-12-31|Friday, December thirty first, nineteen ninety nine"})
    void saysDates(LocalDate date, String words) {
        assertThat(ReadAloud.date(date, TODAY)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "+14255550123|plus one, four two five, five five five, zero one two three",
            "1001|one zero zero one",
            "(425) 555-0123|four two five, five five five, zero one two three",
            "+49 30 1234567|plus four nine three, zero one two, three four five, six seven",
            "*9#|star nine pound", "none|''"})
    void saysTelephoneNumbers(String number, String words) {
        assertThat(ReadAloud.telephoneNumber(number)).isEqualTo(words);
    }

    @Test
    void saysCountsAndDurations() {
        assertThat(ReadAloud.count(0, "message", "messages")).isEqualTo("no messages");
        assertThat(ReadAloud.count(1, "message", "messages")).isEqualTo("one message");
        assertThat(ReadAloud.duration(Duration.ofSeconds(90)))
                .isEqualTo("one minute thirty seconds");
        assertThat(ReadAloud.duration(Duration.ofMinutes(2))).isEqualTo("two minutes");
        assertThat(ReadAloud.duration(Duration.ofSeconds(7))).isEqualTo("seven seconds");
    }
}
