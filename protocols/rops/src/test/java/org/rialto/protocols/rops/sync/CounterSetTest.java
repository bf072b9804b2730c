package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

class CounterSetTest {
    private static final int UNIVERSE = 200;

    static Binary encode(CounterSet set) {
        ByteWriter out = new ByteWriter();
        CounterSetFormat.write(set, out);
        return Binary.wrap(out.toByteArray());
    }

    static CounterSet decode(String hex) {
        ByteReader in = Binary.ofHex(hex).reader();
        CounterSet set = CounterSetFormat.read(in);
        assertThat(in.hasRemaining()).isFalse();
        return set;
    }

    private static BitSet model(CounterSet set) {
        BitSet model = new BitSet();
        set.forEachRange((low, high) -> model.set((int) low, (int) high + 1));
        return model;
    }

    private static void assertCanonical(CounterSet set) {
        for (int i = 0; i < set.ranges(); i++) {
            assertThat(set.low(i)).isLessThanOrEqualTo(set.high(i));
            if (i > 0) {
                assertThat(set.low(i)).isGreaterThan(set.high(i - 1) + 1);
            }
        }
    }

    @Test
    void behavesAsASetOfNumbersDoes() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            CounterSet set = new CounterSet();
            BitSet model = new BitSet();
            for (int step = 0; step < 60; step++) {
                int low = random.nextInt(UNIVERSE);
                int high = Math.min(UNIVERSE - 1, low + random.nextInt(12));
                CounterSet other = random(random);
                switch (random.nextInt(7)) {
                    case 0, 1 -> {
                        set.addRange(low, high);
                        model.set(low, high + 1);
                    }
                    case 2 -> {
                        set.removeRange(low, high);
                        model.clear(low, high + 1);
                    }
                    case 3 -> {
                        set.addAll(other);
                        model.or(model(other));
                    }
                    case 4 -> {
                        set.removeAll(other);
                        model.andNot(model(other));
                    }
                    case 5 -> {
                        if (random.nextInt(3) == 0) {
                            set.retainAll(other);
                            model.and(model(other));
                        }
                    }
                    default -> {
                        set.add(low);
                        model.set(low);
                    }
                }
                check(set, model, other);
            }
        }
    }

    private static CounterSet random(Random random) {
        CounterSet set = new CounterSet();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int low = random.nextInt(UNIVERSE);
            set.addRange(low, Math.min(UNIVERSE - 1, low + random.nextInt(9)));
        }
        return set;
    }

    private static void check(CounterSet set, BitSet model, CounterSet other) {
        assertCanonical(set);
        assertThat(model(set)).isEqualTo(model);
        assertThat(set.size()).isEqualTo(model.cardinality());
        assertThat(set.isEmpty()).isEqualTo(model.isEmpty());
        BitSet rest = model(other);
        rest.andNot(model);
        assertThat(set.containsAll(other)).isEqualTo(rest.isEmpty());
        assertThat(set.intersects(other)).isEqualTo(model(other).intersects(model));
        for (int i = 0; i < UNIVERSE; i++) {
            assertThat(set.contains(i)).isEqualTo(model.get(i));
        }
        assertThat(decode(encode(set).hex())).isEqualTo(set).isEqualTo(set.copy())
                .hasSameHashCodeAs(set.copy());
    }

    @Test
    void takesNumbersInAnyOrder() {
        assertThat(CounterSet.of(9, 3, 4, 3, 5)).hasToString("{3-5, 9}");
        assertThat(CounterSet.union(new long[]{40, 1, 6, 3}, new long[]{50, 5, 6, 4}, 4))
                .hasToString("{1-6, 28-32}");
    }

    @Test
    void refusesWhatIsNoCounter() {
        CounterSet set = new CounterSet();
        assertThatThrownBy(() -> set.add(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set.add(CounterSet.LARGEST + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> set.addRange(5, 4)).isInstanceOf(IllegalArgumentException.class);
        set.addRange(0, CounterSet.LARGEST);
        assertThat(decode(encode(set).hex())).isEqualTo(set);
    }

    /// §3.1.5.4.3.1.3: a starting value of 0x01 and a bitmask of 0xEB.
    @Test
    void bitmaskIsTheOneOfTheDocument() {
        CounterSet set = new CounterSet().addRange(1, 3).add(5).addRange(7, 9);
        assertThat(encode(set).hex()).isEqualTo("05000000000042" + "01EB" + "5000");
        assertThat(decode("05000000000042" + "01EB" + "5000")).isEqualTo(set);
    }

    /// §3.1.5.4.3.1.1: two bytes in common are pushed once; a push up to six bytes is a counter.
    @Test
    void commonBytesAreWrittenOnce() {
        CounterSet set = CounterSet.of(0x0102_0000_0001L, 0x0102_1000_0000L);
        assertThat(encode(set).hex()).isEqualTo("020102" + "0400000001" + "0410000000" + "5000");
        assertThat(encode(CounterSet.of(0x0102_0304_0506L)).hex()).isEqualTo("0601020304050600");
        assertThat(encode(CounterSet.ofRange(1, 0x300)).hex())
                .isEqualTo("0400000000" + "5200010300" + "5000");
    }

    @Test
    void readsTheSameSetFromOtherCommands() {
        CounterSet set = CounterSet.of(5, 6, 0x10);
        assertThat(decode("06000000000010" + "06000000000005" + "06000000000006" + "00"))
                .isEqualTo(set);
        assertThat(decode("03000000" + "020000" + "0110" + "520506" + "5050" + "00"))
                .isEqualTo(set);
        assertThat(decode("52000000000005000000000006" + "52000000000010000000000010" + "00"))
                .isEqualTo(set);
        assertThat(decode("00")).isEqualTo(new CounterSet());
    }

    @Test
    void refusesWhatNoEncoderWrites() {
        for (String malformed : List.of("", "01", "0105", "010500", "5000", "4201EB00",
                "0400000000" + "4201EB" + "5000", "050000000000" + "42FFFF" + "5000", "07", "FF",
                "03000000" + "0400000000", "050000000000" + "520605" + "5000", "520000000000",
                "060000000000")) {
            assertThatThrownBy(() -> CounterSetFormat.read(Binary.ofHex(malformed).reader()))
                    .as(malformed).isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = encode(CounterSet.of(1, 3, 5, 900, 901, 902, 70_000, 1L << 40)
                .addRange(1L << 41, 1L << 42)).toByteArray();
        for (int length = 0; length < bytes.length; length++) {
            ByteReader in = new ByteReader(bytes, 0, length);
            assertThatThrownBy(() -> CounterSetFormat.read(in))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void idsOfABusyFolderTakeLittleRoom() {
        // Every third of 100,000 neighbours: about a byte each, not the six of a counter.
        CounterSet set = new CounterSet();
        for (int i = 0; i < 100_000; i++) {
            set.add(0x1000_0000L + 3L * i);
        }
        assertThat(set.ranges()).isEqualTo(100_000);
        Binary encoded = encode(set);
        assertThat(encoded.length()).isLessThan(110_000);
        assertThat(decode(encoded.hex())).isEqualTo(set);
    }

    @Test
    void rangesInTheWorstOrderAreStillReadAtOnce() {
        ByteWriter out = new ByteWriter();
        for (int i = 200_000; i > 0; i--) {
            out.writeInt8(6).writeInt16(0).writeInt32(Integer.reverseBytes(2 * i));
        }
        byte[] bytes = out.writeInt8(0).toByteArray();
        long began = System.nanoTime();
        assertThat(CounterSetFormat.read(new ByteReader(bytes)).ranges()).isEqualTo(200_000);
        // A thousand times what a sort takes, and less than moving each takes.
        assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
    }
}
