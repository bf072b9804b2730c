package org.rialto.protocols.rops.transfer;

import java.util.Arrays;

/// Numbers, many of them.
final class LongList {
    private long[] numbers = new long[16];
    private int size;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    int size() { return size; }

    boolean isEmpty() { return size == 0; }

    long get(int index) { return numbers[index]; }

    long[] toArray() { return Arrays.copyOf(numbers, size); }
}
