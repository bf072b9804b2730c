package org.rialto.formats.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {
    // The first five: RFC 5322 appendix A.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Fri, 21 Nov 1997 09:55:06 -0600|1997-11-21T09:55:06-06:00",
            "Tue, 1 Jul 2003 10:52:37 +0200|2003-07-01T10:52:37+02:00",
            "Thu, 13 Feb 1969 23:32:54 -0330|1969-02-13T23:32:54-03:30",
            "21 Nov 97 09:55:06 GMT|1997-11-21T09:55:06Z",
            "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600|1997-11-21T09:55:06-06:00",
            "Wed, 17 Jul 1996 02:23:25 -0700 (PDT)|1996-07-17T02:23:25-07:00",
            "Wed Jul 17 02:23:25 1996|1996-07-17T02:23:25Z",
            "Wed Jul 17 02:23:25 EDT 1996|1996-07-17T02:23:25-04:00",
            "17-Jul-1996 02:23:25 +0000|1996-07-17T02:23:25Z", "1 Jan 03 1:02|2003-01-01T01:02:00Z",
            "Mon, 01 January 2024 10:00:00 pm +0100|2024-01-01T22:00:00+01:00",
            "Jan 5, 2024 3:04:05 PM|2024-01-05T15:04:05Z",
            "2003-11-21T05:36:53Z|2003-11-21T05:36:53Z",
            "2003-11-21 05:36:53.123 +01:00|2003-11-21T05:36:53+01:00",
            "Fri, 31 Dec 1999 23:59:60 GMT|1999-12-31T23:59:59Z",
            "Fri, 21 Nov 103 09:55:06 -0600|2003-11-21T09:55:06-06:00",
            "Sat, 21 Nov 2026 05:36:53 GMT+0200|2026-11-21T05:36:53+02:00",
            "Sat, 21 Nov 2026 05.36.53 -0000|2026-11-21T05:36:53Z",
            "Sat, 21 Nov 2026 05:36:53 +9999|2026-11-21T05:36:53Z"})
    void dates(String raw, OffsetDateTime expected) {
        assertThat(DateTimes.parse(raw)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "32 Foo 2003", "99:99:99",
            "31 Feb 2003 00:00:00 +0000"})
    void whatIsNoDateIsNull(String raw) { assertThat(DateTimes.parse(raw)).isNull(); }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T05:36:53Z", "1999-01-01T00:00:00-03:30",
            "2026-02-03T04:05:06+14:00"})
    void writtenDatesReadBack(OffsetDateTime time) {
        assertThat(DateTimes.parse(DateTimes.format(time))).isEqualTo(time);
    }
}
