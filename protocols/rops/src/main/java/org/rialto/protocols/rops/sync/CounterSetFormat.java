package org.rialto.protocols.rops.sync;

import java.util.Arrays;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The encoding of a [CounterSet] as commands over a stack of common high-order bytes.
/// MS-OXCFXICS §2.2.2.6 and §3.1.5.4.3.
///
/// A decoded set has at most five ranges for three bytes of input, so that memory is bounded by
/// the input. What the encoder may not write, the decoder refuses.
final class CounterSetFormat {
    private static final int COUNTER_BYTES = 6;
    private static final int END = 0x00;
    private static final int BITMASK = 0x42;
    private static final int POP = 0x50;
    private static final int RANGE = 0x52;
    /// How far past its starting value a bitmask reaches.
    private static final int BITMASK_REACH = 8;

    private CounterSetFormat() {}

    static void write(CounterSet set, ByteWriter out) {
        writeRanges(set, 0, set.ranges(), 0, out);
        out.writeInt8(END);
    }

    /// Writes the ranges `from` to `to` (exclusive), which have `common` bytes on the stack.
    private static void writeRanges(CounterSet set, int from, int to, int common, ByteWriter out) {
        int at = from;
        while (at < to) {
            if (common == COUNTER_BYTES - 1) {
                at = writeLowBytes(set, at, to, out);
                continue;
            }
            int end = at + 1;
            int shift = 8 * (COUNTER_BYTES - 1 - common);
            long head = set.low(at) >>> shift;
            while (end < to && set.high(at) >>> shift == head
                    && set.high(end) >>> shift == head) {
                end++;
            }
            writeGroup(set, at, end, common, out);
            at = end;
        }
    }

    /// Writes ranges of which either all share a further byte, or there is just one.
    private static void writeGroup(CounterSet set, int from, int to, int common, ByteWriter out) {
        long low = set.low(from);
        int shared = sharedBytes(low, set.high(to - 1));
        if (shared == COUNTER_BYTES) {
            push(low, common, COUNTER_BYTES, out);
        } else if (to - from == 1 && shared - common < 2) {
            // Putting a byte or none on the stack, and off again, would be longer.
            range(low, set.high(from), common, out);
        } else {
            push(low, common, shared, out);
            writeRanges(set, from, to, shared, out);
            out.writeInt8(POP);
        }
    }

    /// Writes the next ranges that differ in the last byte only, as one command.
    private static int writeLowBytes(CounterSet set, int from, int to, ByteWriter out) {
        long start = set.low(from);
        int end = from + 1;
        while (end < to && set.high(end) <= start + BITMASK_REACH) {
            end++;
        }
        if (end - from > 1 && set.high(from) <= start + BITMASK_REACH) {
            int mask = 0;
            for (int i = from; i < end; i++) {
                for (long each = Math.max(start + 1, set.low(i)); each <= set.high(i); each++) {
                    mask |= 1 << (each - start - 1);
                }
            }
            out.writeInt8(BITMASK).writeInt8((int) start).writeInt8(mask);
            return end;
        }
        if (start == set.high(from)) {
            push(start, COUNTER_BYTES - 1, COUNTER_BYTES, out);
        } else {
            range(start, set.high(from), COUNTER_BYTES - 1, out);
        }
        return from + 1;
    }

    private static void push(long counter, int from, int to, ByteWriter out) {
        if (to > from) {
            out.writeInt8(to - from);
            bytes(counter, from, to, out);
        }
    }

    private static void range(long low, long high, int common, ByteWriter out) {
        out.writeInt8(RANGE);
        bytes(low, common, COUNTER_BYTES, out);
        bytes(high, common, COUNTER_BYTES, out);
    }

    private static void bytes(long counter, int from, int to, ByteWriter out) {
        for (int i = from; i < to; i++) {
            out.writeInt8((int) (counter >>> (8 * (COUNTER_BYTES - 1 - i))));
        }
    }

    /// How many high-order bytes two counters have in common.
    private static int sharedBytes(long low, long high) {
        return low == high
                ? COUNTER_BYTES
                : (Long.numberOfLeadingZeros(low ^ high) - 16) / 8;
    }

    static CounterSet read(ByteReader in) { return new Decoder(in).read(); }

    private static final class Decoder {
        private final ByteReader in;
        /// The counter whose high-order bytes are those on the stack, the others zero.
        private long stack;
        private int common;
        /// How many bytes each Push put on the stack.
        private final int[] pushes = new int[COUNTER_BYTES];
        private int depth;
        private long[] lows = new long[8];
        private long[] highs = new long[8];
        private int count;

        Decoder(ByteReader in) { this.in = in; }

        CounterSet read() {
            while (true) {
                int command = in.readUint8();
                switch (command) {
                    case 1, 2, 3, 4, 5, 6 -> push(command);
                    case POP -> pop();
                    case BITMASK -> bitmask();
                    case RANGE -> range();
                    case END -> {
                        if (depth > 0) {
                            throw in.malformed("an id set ends with bytes on its stack");
                        }
                        return CounterSet.union(lows, highs, count);
                    }
                    default -> throw in.malformed(
                            String.format("0x%02X is no command of an id set", command));
                }
            }
        }

        private void push(int size) {
            if (size > COUNTER_BYTES - common) {
                throw in.malformed("an id set pushes more bytes than a counter has");
            }
            long next = stack | (counter(size) << (8 * (COUNTER_BYTES - common - size)));
            if (common + size == COUNTER_BYTES) {
                // A whole counter; its bytes leave the stack again by themselves.
                add(next, next);
                return;
            }
            stack = next;
            common += size;
            pushes[depth++] = size;
        }

        private void pop() {
            if (depth == 0) {
                throw in.malformed("an id set pops from an empty stack");
            }
            common -= pushes[--depth];
            int zero = 8 * (COUNTER_BYTES - common);
            stack = stack >>> zero << zero;
        }

        private void bitmask() {
            if (common != COUNTER_BYTES - 1) {
                throw in.malformed("a bitmask of an id set needs five common bytes");
            }
            int start = in.readUint8();
            int mask = in.readUint8() << 1 | 1;
            while (mask != 0) {
                int skipped = Integer.numberOfTrailingZeros(mask);
                int length = Integer.numberOfTrailingZeros(~(mask >>> skipped));
                int low = start + skipped;
                if (low + length - 1 > 0xFF) {
                    throw in.malformed("a bitmask of an id set goes past the last byte");
                }
                add(stack | low, stack | (low + length - 1));
                start = low + length;
                mask = mask >>> skipped >>> length;
            }
        }

        private void range() {
            long low = stack | counter(COUNTER_BYTES - common);
            long high = stack | counter(COUNTER_BYTES - common);
            if (low > high) {
                throw in.malformed("a range of an id set ends before it begins");
            }
            add(low, high);
        }

        private long counter(int bytes) {
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value = value << 8 | in.readUint8();
            }
            return value;
        }

        private void add(long low, long high) {
            if (count == lows.length) {
                lows = Arrays.copyOf(lows, 2 * count);
                highs = Arrays.copyOf(highs, 2 * count);
            }
            lows[count] = low;
            highs[count++] = high;
        }
    }
}
