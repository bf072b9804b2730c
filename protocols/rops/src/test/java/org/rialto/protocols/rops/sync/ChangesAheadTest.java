package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;

@Timeout(300)
class ChangesAheadTest {
    private final AtomicInteger read = new AtomicInteger();

    private static ContentsSource.MessageChange change(int number) {
        return new ContentsSource.MessageChange(null, null, Streams.header(true), number,
                PropertyBag::new, null);
    }

    private Iterator<ContentsSource.MessageChange> changes(int count, int failing) {
        return IntStream.range(0, count).peek(i -> {
            read.incrementAndGet();
            if (i == failing) {
                throw new MailError.Unavailable("not now");
            }
        }).mapToObj(ChangesAheadTest::change).iterator();
    }

    /// The numbers of the changes, as their steps come.
    private static List<Integer> numbers(ChangesAhead ahead, List<Integer> seen, int most) {
        List<Integer> steps = new ArrayList<>();
        while (steps.size() < most && ahead.hasNext()) {
            ahead.next().write(new FastTransferWriter(StringForm.UNICODE), new TransferPlan(null));
            steps.add(seen.getLast());
        }
        return steps;
    }

    private static ChangesAhead.Encoding into(List<Integer> seen) {
        return some -> some.stream()
                .map(each -> (TransferPlan.Step) (out, plan) -> seen.add(each.bytes()))
                .iterator();
    }

    @Test
    void givesEachChangeOnceAndInOrder() {
        List<Integer> seen = new ArrayList<>();
        try (ChangesAhead ahead = new ChangesAhead(changes(5_000, -1), into(seen))) {
            numbers(ahead, seen, Integer.MAX_VALUE);
        }
        assertThat(seen).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
    }

    @Test
    void readsNoMoreThanSomeChunksForOneWhoTakesNothing() {
        List<Integer> seen = new ArrayList<>();
        ChangesAhead ahead = new ChangesAhead(changes(5_000, -1), into(seen));
        numbers(ahead, seen, 17);
        Awaitility.await().during(Duration.ofMillis(200)).atMost(Duration.ofSeconds(60))
                .until(() -> read.get() < 600);
        ahead.close();
        assertThat(read.get()).isGreaterThan(17);
    }

    @Test
    void readsFewLargeChangesForOneWhoTakesNothing() {
        List<Integer> seen = new ArrayList<>();
        ChangesAhead ahead = new ChangesAhead(IntStream.range(0, 5_000)
                .peek(i -> read.incrementAndGet()).mapToObj(i -> change(100_000)).iterator(),
                into(seen));
        numbers(ahead, seen, 2);
        Awaitility.await().during(Duration.ofMillis(200)).atMost(Duration.ofSeconds(60))
                .until(() -> read.get() < 24);
        ahead.close();
    }

    @Test
    void failsAfterWhatWasReadBefore() {
        List<Integer> seen = new ArrayList<>();
        try (ChangesAhead ahead = new ChangesAhead(changes(5_000, 1_000), into(seen))) {
            assertThatThrownBy(() -> numbers(ahead, seen, Integer.MAX_VALUE))
                    .isInstanceOf(MailError.Unavailable.class);
        }
        assertThat(seen).hasSizeBetween(900, 1_000)
                .isEqualTo(IntStream.range(0, seen.size()).boxed().toList());
    }

    @Test
    void readsNothingOnceItIsClosed() {
        List<Integer> seen = new ArrayList<>();
        ChangesAhead ahead = new ChangesAhead(changes(5_000, -1), into(seen));
        numbers(ahead, seen, 40);
        ahead.close();
        int before = read.get();
        assertThat(before).isLessThan(5_000);
        Awaitility.await().during(Duration.ofMillis(100)).until(() -> read.get() == before);
    }

    @Test
    void hasNothingOfNothing() {
        try (ChangesAhead ahead = new ChangesAhead(changes(0, -1), into(new ArrayList<>()))) {
            assertThat(ahead.hasNext()).isFalse();
        }
    }
}
