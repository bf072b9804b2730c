package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyType;

/// Which values an answer gives up when it has no room for all. MS-OXCPRPT §3.2.5.1.
class ShorteningTest {
    private static final PropertyCell GIVEN_UP = PropertyCell.failed(ErrorCodes.OutOfMemory);

    private static PropertyCell cell(int bytes) {
        return new PropertyCell.Value(PropertyType.BINARY, Binary.wrap(new byte[bytes]));
    }

    private static int bytes(PropertyCell cell) {
        return cell.equals(GIVEN_UP) ? 5 : 3 + RowEncoder.sizeBytes(cell);
    }

    private static long all(List<PropertyCell> cells) {
        return cells.stream().mapToLong(ShorteningTest::bytes).sum();
    }

    @Test
    void theLongestGoAndNoMoreThanMust() {
        List<PropertyCell> cells = new ArrayList<>(List.of(cell(10), cell(30), cell(9), cell(30),
                cell(20), cell(8)));
        Shortening.fit(cells, i -> bytes(cells.get(i)), 100);
        assertThat(cells).containsExactly(cell(10), GIVEN_UP, cell(9), cell(30), cell(20),
                cell(8));
        Shortening.fit(cells, i -> bytes(cells.get(i)), 0);
        assertThat(cells).containsExactly(GIVEN_UP, GIVEN_UP, GIVEN_UP, GIVEN_UP, GIVEN_UP,
                cell(8));
    }

    @Test
    void eachIsLookedAtTwiceAtMostHoweverManyThereAre() {
        Random random = new Random(5);
        int count = 20_000;
        List<PropertyCell> cells = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(_ -> cell(9 + random.nextInt(500))).toList());
        int shortest = Integer.MAX_VALUE;
        List<PropertyCell> before = List.copyOf(cells);
        AtomicInteger asked = new AtomicInteger();
        long most = all(cells) / 2;
        Shortening.fit(cells, i -> {
            asked.incrementAndGet();
            return bytes(cells.get(i));
        }, most);
        int gone = 0;
        int longestKept = 0;
        for (int i = 0; i < count; i++) {
            if (cells.get(i).equals(GIVEN_UP)) {
                gone++;
                shortest = Math.min(shortest, RowEncoder.sizeBytes(before.get(i)));
            } else {
                longestKept = Math.max(longestKept, RowEncoder.sizeBytes(cells.get(i)));
            }
        }
        assertThat(asked.get()).isEqualTo(count + gone);
        assertThat(all(cells)).isBetween(most - 510, most);
        assertThat(longestKept).isLessThanOrEqualTo(shortest);
    }
}
