package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;

class ReadMarksTest {
    @Test
    void keepsWhatIsPutIn() {
        Random random = new Random(7);
        Set<Long> expected = new HashSet<>();
        ReadMarks marks = ReadMarks.NONE;
        for (int round = 0; round < 300; round++) {
            long[] some = random.longs(1 + random.nextInt(5), 1, 300).toArray();
            boolean read = random.nextInt(3) > 0;
            marks = ReadMarks.decode(marks.with(some, read).encode());
            for (long id : some) {
                if (read) {
                    expected.add(id);
                } else {
                    expected.remove(id);
                }
            }
            assertThat(marks.size()).isEqualTo(expected.size());
            for (long id = 0; id <= 300; id++) {
                assertThat(marks.contains(id)).isEqualTo(expected.contains(id));
            }
        }
    }

    @Test
    void refusesWhatIsCutOffOrInNoOrder() {
        byte[] bytes = ReadMarks.of(new long[]{5, 1_000, 1L << 39}).encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ReadMarks.decode(cut))
                    .isInstanceOf(MalformedDataException.class);
        }
        assertThatThrownBy(() -> ReadMarks.decode(new byte[]{1, 2, 5, 0}))
                .isInstanceOf(MalformedDataException.class);
    }
}
