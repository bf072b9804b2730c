package org.rialto.protocols.rops.sync;

import java.util.Arrays;

/// A set of 48-bit global counters of one replica, as sorted ranges that neither overlap nor touch
/// (GLOBSET). MS-OXCFXICS §2.2.2.5 and §2.2.2.6; its encoding is [CounterSetFormat].
///
/// Mutable, and for one thread at a time. Adding in ascending order costs nothing much; adding
/// in any order moves the ranges behind, so [#of(long...)] is there for many at once.
public final class CounterSet {
    public static final long LARGEST = 0xFFFF_FFFF_FFFFL;
    private static final int FIRST_CAPACITY = 4;

    /// What [#forEachRange] calls; both ends belong to the range.
    @FunctionalInterface
    public interface RangeConsumer {
        void accept(long low, long high);
    }

    /// Ends of ranges, low and high by turns: both belong to the range.
    private long[] ends;
    private int ranges;

    public CounterSet() { ends = new long[2 * FIRST_CAPACITY]; }

    private CounterSet(long[] ends, int ranges) {
        this.ends = ends;
        this.ranges = ranges;
    }

    /// About how much memory it takes.
    long memoryBytes() { return (long) Long.BYTES * ends.length; }

    /// The set of these counters, in any order.
    public static CounterSet of(long... counters) {
        long[] sorted = counters.clone();
        Arrays.sort(sorted);
        CounterSet set = new CounterSet();
        for (long counter : sorted) {
            set.add(counter);
        }
        return set;
    }

    public static CounterSet ofRange(long low, long high) {
        return new CounterSet().addRange(low, high);
    }

    /// The union of `count` ranges in any order, whose ends are in `lows` and `highs`; both arrays
    /// are used up. Time is that of a sort, whatever the order.
    static CounterSet union(long[] lows, long[] highs, int count) {
        // Where the range that begins next does so past the end of all that began before, there
        // is a gap. Which beginning belongs to which end does not matter for that.
        Arrays.sort(lows, 0, count);
        Arrays.sort(highs, 0, count);
        CounterSet set = new CounterSet(new long[2 * Math.max(1, count)], 0);
        int first = 0;
        for (int i = 0; i < count; i++) {
            if (i + 1 == count || lows[i + 1] > highs[i] + 1) {
                set.append(lows[first], highs[i]);
                first = i + 1;
            }
        }
        set.ends = Arrays.copyOf(set.ends, Math.max(2, 2 * set.ranges));
        return set;
    }

    public CounterSet copy() {
        return new CounterSet(Arrays.copyOf(ends, Math.max(2, 2 * ranges)), ranges);
    }

    public boolean isEmpty() { return ranges == 0; }

    /// How many ranges there are.
    public int ranges() { return ranges; }

    /// The lowest counter of a range.
    public long low(int range) { return ends[2 * check(range)]; }

    /// The highest counter of a range.
    public long high(int range) { return ends[2 * check(range) + 1]; }

    /// How many counters there are.
    public long size() {
        long size = 0;
        for (int i = 0; i < 2 * ranges; i += 2) {
            size += ends[i + 1] - ends[i] + 1;
        }
        return size;
    }

    public void forEachRange(RangeConsumer consumer) {
        for (int i = 0; i < 2 * ranges; i += 2) {
            consumer.accept(ends[i], ends[i + 1]);
        }
    }

    public boolean contains(long counter) {
        int at = firstEndingAtOrAfter(counter);
        return at < ranges && ends[2 * at] <= counter;
    }

    public boolean containsAll(CounterSet other) {
        for (int i = 0; i < other.ranges; i++) {
            int at = firstEndingAtOrAfter(other.high(i));
            if (at == ranges || ends[2 * at] > other.low(i)) {
                return false;
            }
        }
        return true;
    }

    public boolean intersects(CounterSet other) {
        int mine = 0;
        int theirs = 0;
        while (mine < ranges && theirs < other.ranges) {
            if (high(mine) < other.low(theirs)) {
                mine++;
            } else if (other.high(theirs) < low(mine)) {
                theirs++;
            } else {
                return true;
            }
        }
        return false;
    }

    public CounterSet add(long counter) { return addRange(counter, counter); }

    /// Adds all counters from `low` to `high`.
    public CounterSet addRange(long low, long high) {
        if (low < 0 || high > LARGEST || low > high) {
            throw new IllegalArgumentException(low + " to " + high + " is no range of 48 bits");
        }
        if (ranges == 0 || low > ends[2 * ranges - 1]) {
            append(low, high);
            return this;
        }
        int from = firstEndingAtOrAfter(low - 1);
        int to = from;
        long lowest = low;
        long highest = high;
        while (to < ranges && ends[2 * to] <= high + 1) {
            lowest = Math.min(lowest, ends[2 * to]);
            highest = Math.max(highest, ends[2 * to + 1]);
            to++;
        }
        resize(from, to, 1);
        ends[2 * from] = lowest;
        ends[2 * from + 1] = highest;
        return this;
    }

    public CounterSet addAll(CounterSet other) {
        if (other.ranges <= 2) {
            other.forEachRange(this::addRange);
            return this;
        }
        CounterSet all = new CounterSet(new long[2 * (ranges + other.ranges)], 0);
        int mine = 0;
        int theirs = 0;
        while (mine < ranges || theirs < other.ranges) {
            boolean takeMine = theirs == other.ranges
                    || (mine < ranges && low(mine) <= other.low(theirs));
            CounterSet from = takeMine ? this : other;
            int at = takeMine ? mine++ : theirs++;
            all.append(from.low(at), from.high(at));
        }
        return take(all);
    }

    public CounterSet remove(long counter) { return removeRange(counter, counter); }

    public CounterSet removeRange(long low, long high) {
        if (low > high) {
            return this;
        }
        int from = firstEndingAtOrAfter(low);
        int to = from;
        while (to < ranges && ends[2 * to] <= high) {
            to++;
        }
        if (from == to) {
            return this;
        }
        long before = ends[2 * from];
        long after = ends[2 * to - 1];
        int keep = (before < low ? 1 : 0) + (after > high ? 1 : 0);
        resize(from, to, keep);
        int at = 2 * from;
        if (before < low) {
            ends[at] = before;
            ends[at + 1] = low - 1;
            at += 2;
        }
        if (after > high) {
            ends[at] = high + 1;
            ends[at + 1] = after;
        }
        return this;
    }

    /// Removes what `other` has.
    public CounterSet removeAll(CounterSet other) {
        if (other.ranges <= 2) {
            other.forEachRange(this::removeRange);
            return this;
        }
        CounterSet rest = new CounterSet(new long[2 * (ranges + other.ranges)], 0);
        int theirs = 0;
        for (int mine = 0; mine < ranges; mine++) {
            long low = low(mine);
            long high = high(mine);
            while (theirs < other.ranges && other.high(theirs) < low) {
                theirs++;
            }
            for (int at = theirs; at < other.ranges && other.low(at) <= high; at++) {
                if (other.low(at) > low) {
                    rest.append(low, other.low(at) - 1);
                }
                low = other.high(at) + 1;
            }
            if (low <= high) {
                rest.append(low, high);
            }
        }
        return take(rest);
    }

    /// Removes what `other` has not.
    public CounterSet retainAll(CounterSet other) {
        CounterSet both = new CounterSet(new long[2 * Math.max(1, ranges + other.ranges)], 0);
        int mine = 0;
        int theirs = 0;
        while (mine < ranges && theirs < other.ranges) {
            long low = Math.max(low(mine), other.low(theirs));
            long high = Math.min(high(mine), other.high(theirs));
            if (low <= high) {
                both.append(low, high);
            }
            if (high(mine) < other.high(theirs)) {
                mine++;
            } else {
                theirs++;
            }
        }
        return take(both);
    }

    /// Adds a range that does not begin before the last one does.
    private void append(long low, long high) {
        if (ranges > 0 && low <= ends[2 * ranges - 1] + 1) {
            ends[2 * ranges - 1] = Math.max(ends[2 * ranges - 1], high);
            return;
        }
        if (2 * ranges == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(2 * FIRST_CAPACITY, 2 * ends.length));
        }
        ends[2 * ranges] = low;
        ends[2 * ranges + 1] = high;
        ranges++;
    }

    /// Makes the ranges `from` to `to` (exclusive) `keep` ranges, whose ends the caller writes.
    private void resize(int from, int to, int keep) {
        int total = ranges - (to - from) + keep;
        if (2 * total > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(2 * FIRST_CAPACITY, 2 * ends.length));
        }
        System.arraycopy(ends, 2 * to, ends, 2 * (from + keep), 2 * (ranges - to));
        ranges = total;
    }

    private CounterSet take(CounterSet other) {
        ends = other.ends;
        ranges = other.ranges;
        return this;
    }

    /// The first range that does not end before `counter`; the number of ranges if there is none.
    private int firstEndingAtOrAfter(long counter) {
        int low = 0;
        int high = ranges;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[2 * middle + 1] < counter) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int check(int range) {
        if (range < 0 || range >= ranges) {
            throw new IndexOutOfBoundsException(range);
        }
        return range;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CounterSet set
                && Arrays.equals(ends, 0, 2 * ranges, set.ends, 0, 2 * set.ranges);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < 2 * ranges; i++) {
            hash = 31 * hash + Long.hashCode(ends[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        forEachRange((low, high) -> {
            text.append(text.length() > 1 ? ", " : "").append(Long.toHexString(low));
            if (high > low) {
                text.append('-').append(Long.toHexString(high));
            }
        });
        return text.append('}').toString();
    }
}
