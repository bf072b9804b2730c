package org.rialto.protocols.rops.sync;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Text as UTF-16LE, many characters at a time.
final class Utf16 {
    /// Text of as many characters is copied in parts, other text one by one.
    static final int BULK_TEXT = 48;
    static final int BULK_UNITS = 1024;
    private static final VarHandle INT64 = MethodHandles
            .byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfChar UNIT = ValueLayout.JAVA_CHAR_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf16() {}

    /// Writes text that is ASCII, twice as long; false where it is not.
    static boolean ofAscii(byte[] from, int offset, int count, byte[] to, int start) {
        int at = start;
        int end = offset + count;
        int i = offset;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) INT64.get(from, i);
            if ((eight & NOT_ASCII) != 0) {
                return false;
            }
            INT64.set(to, at, wide(eight & 0xFFFF_FFFFL));
            INT64.set(to, at + Long.BYTES, wide(eight >>> 32));
            at += 2 * Long.BYTES;
        }
        for (; i < end; i++) {
            byte next = from[i];
            if (next < 0) {
                return false;
            }
            to[at] = next;
            to[at + 1] = 0;
            at += 2;
        }
        return true;
    }

    /// Four bytes with a zero behind each.
    private static long wide(long four) {
        long two = (four | four << 16) & 0x0000_FFFF_0000_FFFFL;
        return (two | two << 8) & 0x00FF_00FF_00FF_00FFL;
    }

    /// @param units for text of [#BULK_TEXT] and more; overwritten
    static void of(String text, byte[] to, int start, char[] units) {
        int count = text.length();
        int at = start;
        if (count < BULK_TEXT) {
            for (int i = 0; i < count; i++) {
                char next = text.charAt(i);
                to[at] = (byte) next;
                to[at + 1] = (byte) (next >>> 8);
                at += 2;
            }
            return;
        }
        MemorySegment target = MemorySegment.ofArray(to);
        for (int from = 0; from < count; from += units.length) {
            int some = Math.min(units.length, count - from);
            text.getChars(from, from + some, units, 0);
            MemorySegment.copy(units, 0, target, UNIT, at, some);
            at += 2 * some;
        }
    }
}
