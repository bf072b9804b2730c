package org.rialto.formats.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds and counts line feeds eight bytes at a time.
final class LineFeeds {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long FEEDS = 0x0A0A_0A0A_0A0A_0A0AL;
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

    private LineFeeds() {}

    /// The first line feed in `bytes[from, to)`, or -1.
    static int find(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - 8; at += 8) {
            long marks = marks(bytes, at);
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        for (; at <= to - 8; at += 8) {
            count += Long.bitCount(marks(bytes, at));
        }
        for (; at < to; at++) {
            count += bytes[at] == '\n' ? 1 : 0;
        }
        return count;
    }

    // The high bit of each byte that is a line feed, exactly.
    private static long marks(byte[] bytes, int at) {
        long differences = (long) LONGS.get(bytes, at) ^ FEEDS;
        return ~((differences & LOW_BITS) + LOW_BITS | differences | LOW_BITS);
    }
}
