package org.rialto.telephony.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// [JitterBuffer] with a sender, a network and a clock of the test's.
final class JitterBufferTest {
    private record Arrival(double millis, int timestamp, int count) {}

    private final JitterBuffer buffer = new JitterBuffer();
    private final List<Short> heard = new ArrayList<>();

    /// A sample that tells its place.
    private static short sample(int timestamp) { return (short) (timestamp % 60_000 - 30_000); }

    private void run(List<Arrival> arrivals, double millis, double takeEveryMillis) {
        List<Arrival> sorted = new ArrayList<>(arrivals);
        sorted.sort(Comparator.comparingDouble(Arrival::millis));
        short[] frame = new short[160];
        int next = 0;
        for (double now = 0; now < millis; now += takeEveryMillis) {
            while (next < sorted.size() && sorted.get(next).millis <= now) {
                Arrival arrival = sorted.get(next++);
                short[] samples = new short[arrival.count];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = sample(arrival.timestamp + i);
                }
                buffer.put(arrival.timestamp, samples, samples.length,
                        (int) (arrival.millis * 8));
            }
            buffer.take(frame);
            for (short value : frame) {
                heard.add(value);
            }
        }
    }

    /// How many neighbours in what was heard were neighbours in what was said.
    private int inOrder() {
        int good = 0;
        for (int i = 1; i < heard.size(); i++) {
            if (heard.get(i) == heard.get(i - 1) + 1) {
                good++;
            }
        }
        return good;
    }

    @Test
    void givesASteadyStreamUnchanged() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            arrivals.add(new Arrival(i * 20, i * 160, 160));
        }
        run(arrivals, 2200, 20);
        assertThat(inOrder()).isEqualTo(100 * 160 - 1);
        assertThat(buffer.lostSamples() + buffer.lateSamples() + buffer.droppedFrames()).isZero();
    }

    @Test
    void takesPacketsOfAnyLengthDoubledAndOutOfOrder() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            // Every second packet comes before the one in front of it; all come twice.
            arrivals.add(new Arrival(i * 10 + (i % 2 == 0 ? 15 : 0), i * 80, 80));
            arrivals.add(new Arrival(i * 10 + (i % 2 == 0 ? 15 : 0) + 1, i * 80, 80));
        }
        run(arrivals, 2200, 20);
        assertThat(inOrder()).isGreaterThan(199 * 80);
    }

    @Test
    void getsOverJitterAfterAWhile() {
        Random random = new Random(5);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            arrivals.add(new Arrival(i * 20 + random.nextDouble() * 60, i * 160, 160));
        }
        run(arrivals, 20_200, 20);
        assertThat(inOrder()).isGreaterThan(1000 * 160 * 98 / 100);
        assertThat(buffer.jitter() / 8).isBetween(10, 40);
    }

    @Test
    void hidesALostPacketAndKeepsTheTime() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (i % 20 != 7) {
                arrivals.add(new Arrival(i * 20, i * 160, 160));
            }
        }
        run(arrivals, 2200, 20);
        assertThat(buffer.lostSamples()).isEqualTo(5 * 160);
        assertThat(heard.indexOf(sample(160 * 99)) - heard.indexOf(sample(160)))
                .isEqualTo(160 * 98);
        int lost = heard.indexOf(sample(160 * 7 - 1)) + 10;
        assertThat(heard.get(lost)).isNotZero();
    }

    @Test
    void waitsForWhatIsLateAndLosesNothing() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            // The network stands still for 300 ms, then all comes at once.
            double at = i * 20;
            arrivals.add(new Arrival(at > 1000 && at < 1300 ? 1300 : at, i * 160, 160));
        }
        run(arrivals, 4400, 20);
        assertThat(inOrder()).isGreaterThan(200 * 160 - 40);
        assertThat(buffer.lateSamples()).isZero();
    }

    @Test
    void keepsTheLengthOfPausesInWhichNothingIsSent() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (i < 50 || i > 150) {
                arrivals.add(new Arrival(i * 20, i * 160, 160));
            }
        }
        run(arrivals, 6100, 20);
        int between = heard.indexOf(sample(160 * 160)) - heard.indexOf(sample(160 * 40));
        assertThat(between).isBetween(160 * 118, 160 * 123);
    }

    @Test
    void followsASenderWhoseClockIsFast() {
        List<Arrival> arrivals = new ArrayList<>();
        // 0.5% too fast, for two minutes: 600 ms more than was taken.
        for (int i = 0; i < 6030; i++) {
            arrivals.add(new Arrival(i * 19.9, i * 160, 160));
        }
        run(arrivals, 120_000, 20);
        assertThat(buffer.droppedFrames()).isBetween(15L, 45L);
        assertThat(buffer.depth()).isLessThan(1200);
        assertThat(buffer.lateSamples()).isZero();
    }

    @Test
    void followsASenderWhoseClockIsSlow() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 5970; i++) {
            arrivals.add(new Arrival(i * 20.1, i * 160, 160));
        }
        run(arrivals, 120_000, 20);
        assertThat(buffer.lateSamples()).isZero();
        assertThat(buffer.waitedFrames()).isBetween(10L, 45L);
        assertThat(inOrder()).isGreaterThan(5900 * 160);
    }

    @Test
    void beginsAnewWhenTheTimeIsAnother() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            arrivals.add(new Arrival(i * 20, Integer.MAX_VALUE - 2000 + i * 160, 160));
        }
        for (int i = 50; i < 100; i++) {
            arrivals.add(new Arrival(i * 20, 500_000_000 + i * 160, 160));
        }
        run(arrivals, 2200, 20);
        assertThat(inOrder()).isGreaterThan(95 * 160);
    }
}
