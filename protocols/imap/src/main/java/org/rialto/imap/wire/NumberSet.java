package org.rialto.imap.wire;

import java.util.Arrays;

/// A set of message numbers or unique identifiers (1 to 2³²−1) as sorted, disjoint ranges. What a
/// [SequenceSet] becomes once `*` has a meaning; also the answer of ESEARCH, VANISHED and MODIFIED.
public final class NumberSet {
    public static final NumberSet EMPTY = new NumberSet(new long[0], 0);
    static final long MAX = 0xFFFF_FFFFL;

    private final long[] bounds;
    private final int ranges;

    private NumberSet(long[] bounds, int ranges) {
        this.bounds = bounds;
        this.ranges = ranges;
    }

    /// From pairs first, last in any order, overlapping or not.
    static NumberSet ofRanges(long[] firsts, long[] lasts, int count) {
        long[][] pairs = new long[count][];
        for (int i = 0; i < count; i++) {
            pairs[i] = new long[]{firsts[i], lasts[i]};
        }
        Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
        Builder builder = new Builder();
        for (long[] pair : pairs) {
            builder.addRange(pair[0], pair[1]);
        }
        return builder.build();
    }

    public static NumberSet of(long... sorted) {
        Builder builder = new Builder();
        for (long number : sorted) {
            builder.add(number);
        }
        return builder.build();
    }

    public static NumberSet range(long first, long last) {
        return new Builder().addRange(first, last).build();
    }

    public boolean isEmpty() { return ranges == 0; }

    public int rangeCount() { return ranges; }

    public long first(int range) { return bounds[2 * range]; }

    public long last(int range) { return bounds[2 * range + 1]; }

    /// How many numbers are in it.
    public long size() {
        long size = 0;
        for (int i = 0; i < ranges; i++) {
            size += last(i) - first(i) + 1;
        }
        return size;
    }

    public boolean contains(long number) {
        int low = 0;
        int high = ranges - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (number < first(middle)) {
                high = middle - 1;
            } else if (number > last(middle)) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /// The grammar's form, `1:3,7`; empty text for the empty set, which the grammar cannot say.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ranges; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(first(i));
            if (last(i) != first(i)) {
                text.append(':').append(last(i));
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberSet set && set.ranges == ranges
                && Arrays.equals(bounds, 0, 2 * ranges, set.bounds, 0, 2 * ranges);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < 2 * ranges; i++) {
            hash = 31 * hash + Long.hashCode(bounds[i]);
        }
        return hash;
    }

    /// Collects numbers that come in ascending order of their first.
    public static final class Builder {
        private long[] bounds = new long[8];
        private int ranges;

        public Builder add(long number) { return addRange(number, number); }

        public Builder addRange(long first, long last) {
            if (first > last) {
                throw new IllegalArgumentException("an empty range");
            }
            if (ranges > 0 && first < bounds[2 * ranges - 2]) {
                throw new IllegalArgumentException("numbers come in ascending order");
            }
            if (ranges > 0 && first <= bounds[2 * ranges - 1] + 1) {
                bounds[2 * ranges - 1] = Math.max(last, bounds[2 * ranges - 1]);
                return this;
            }
            if (2 * ranges == bounds.length) {
                bounds = Arrays.copyOf(bounds, bounds.length * 2);
            }
            bounds[2 * ranges] = first;
            bounds[2 * ranges + 1] = last;
            ranges++;
            return this;
        }

        public boolean isEmpty() { return ranges == 0; }

        public NumberSet build() {
            return ranges == 0 ? EMPTY : new NumberSet(Arrays.copyOf(bounds, 2 * ranges), ranges);
        }
    }
}
