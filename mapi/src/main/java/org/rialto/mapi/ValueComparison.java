package org.rialto.mapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How two property values compare, in restrictions and in sort orders. Numbers compare as
/// numbers whatever their widths, text without regard to case (as Exchange's tables do), binary
/// and GUIDs byte by byte.
public final class ValueComparison {
    private ValueComparison() {}

    /// The sign of `left` against `right`, or null where the two cannot be compared.
    public static @Nullable Integer compare(Object left, Object right) {
        return switch (left) {
            case Number l when right instanceof Number r -> compareNumbers(l, r);
            case String l when right instanceof String r -> compareText(l, r);
            case Boolean l when right instanceof Boolean r -> Boolean.compare(l, r);
            case Instant l when right instanceof Instant r -> l.compareTo(r);
            case Binary l when right instanceof Binary r -> l.compareTo(r);
            case UUID l when right instanceof UUID r -> compareGuids(l, r);
            case Currency l when right instanceof Currency r -> l.compareTo(r);
            case FloatingTime l when right instanceof FloatingTime r -> l.compareTo(r);
            case ErrorCode l when right instanceof ErrorCode r ->
                Integer.compareUnsigned(l.value(), r.value());
            case List<?> l when right instanceof List<?> r -> compareLists(l, r);
            default -> left.equals(right) ? 0 : null;
        };
    }

    /// Text without regard to case, code unit by code unit.
    public static int compareText(String left, String right) {
        return left.compareToIgnoreCase(right);
    }

    private static int compareNumbers(Number left, Number right) {
        boolean floating = left instanceof Double || left instanceof Float
                || right instanceof Double || right instanceof Float;
        return floating
                ? Double.compare(left.doubleValue(), right.doubleValue())
                : Long.compare(left.longValue(), right.longValue());
    }

    /// In the order of the packet representation's bytes.
    public static int compareGuids(UUID left, UUID right) {
        int high = Long.compareUnsigned(wireHigh(left), wireHigh(right));
        return high != 0
                ? high
                : Long.compareUnsigned(left.getLeastSignificantBits(),
                        right.getLeastSignificantBits());
    }

    private static long wireHigh(UUID guid) {
        long high = guid.getMostSignificantBits();
        long first = Integer.reverseBytes((int) (high >>> 32)) & 0xFFFF_FFFFL;
        int second = Short.reverseBytes((short) (high >>> 16)) & 0xFFFF;
        int third = Short.reverseBytes((short) high) & 0xFFFF;
        return first << 32 | (long) second << 16 | third;
    }

    private static @Nullable Integer compareLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            Integer sign = compare(left.get(i), right.get(i));
            if (sign == null || sign != 0) {
                return sign;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /// Bytes that a value takes on the wire, with a string's terminating null character but
    /// without counts: what a size restriction compares. MS-OXCDATA §2.12.8.
    public static long size(PropertyType type, Object value) {
        if (value instanceof List<?> list) {
            long sum = 0;
            for (Object each : list) {
                sum += size(type.element(), each);
            }
            return sum;
        }
        return switch (value) {
            case String text when type == PropertyType.STRING8 ->
                text.getBytes(StandardCharsets.UTF_8).length + 1L;
            case String text -> 2L * (text.length() + 1);
            case Binary binary -> binary.length();
            default -> type.size();
        };
    }
}
