package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileTimeTest {
    @Test
    void everyValueComesBack() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long intervals = random.nextLong() >>> random.nextInt(64);
            assertThat(FileTime.fromInstant(FileTime.toInstant(intervals))).isEqualTo(intervals);
        }
        for (long edge : new long[]{0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(FileTime.fromInstant(FileTime.toInstant(edge))).isEqualTo(edge);
        }
    }

    @Test
    void knowsTheEpochs() {
        assertThat(FileTime.toInstant(0)).isEqualTo(Instant.parse("1601-01-01T00:00:00Z"));
        assertThat(FileTime.fromInstant(Instant.EPOCH)).isEqualTo(116_444_736_000_000_000L);
    }

    @Test
    void instantsOutOfRangeBecomeTheNearest() {
        assertThat(FileTime.fromInstant(Instant.MIN)).isZero();
        assertThat(FileTime.fromInstant(Instant.MAX)).isEqualTo(-1);
        assertThat(FileTime.round(Instant.parse("0001-01-01T00:00:00Z")))
                .isEqualTo(FileTime.EARLIEST);
    }
}
