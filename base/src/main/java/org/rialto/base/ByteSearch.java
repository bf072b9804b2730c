package org.rialto.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for bytes of a kind in arrays, eight at a time: for scanners that every byte of a message
/// passes through.
public final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private ByteSearch() {}

    /// The first byte of `bytes[from, to)` that is a control character (below 0x20) or has its high
    /// bit set, or `to`.
    public static int controlOrHigh(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - 8; at += 8) {
            long eight = (long) LONGS.get(bytes, at);
            // A borrow can only mark a byte above one that is marked rightly.
            long marks = (eight - ONES * ' ' | eight) & HIGH_BITS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] < ' ') {
                return at;
            }
        }
        return to;
    }

    /// The first carriage return or line feed of `bytes[from, to)`, or `to`.
    public static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - 8; at += 8) {
            long eight = (long) LONGS.get(bytes, at);
            long marks = zeros(eight ^ ONES * '\r') | zeros(eight ^ ONES * '\n');
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\r' || bytes[at] == '\n') {
                return at;
            }
        }
        return to;
    }

    /// The high bit of each zero byte; above the first it may mark too many.
    private static long zeros(long eight) { return eight - ONES & ~eight & HIGH_BITS; }
}
