package org.rialto.store.table;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.SortOrder;
import org.rialto.store.search.Words;

/// Turns values into bytes that compare, unsigned, as the values sort: so that a table of any sort
/// order is sorted, searched and kept by comparing arrays. A missing value sorts before all others
/// in ascending order; text without regard to letter case and accents.
final class SortKeys {
    private static final int TEXT_CHARACTERS = 255;
    private byte[] bytes = new byte[64];
    private int length;

    int length() { return length; }

    byte[] take() {
        byte[] key = java.util.Arrays.copyOf(bytes, length);
        length = 0;
        return key;
    }

    /// Appends one column.
    void add(@Nullable Object value, SortOrder.Direction direction) {
        int start = length;
        if (value == null) {
            put(0);
        } else {
            put(1);
            encode(value);
        }
        boolean invert = switch (direction) {
            case ASCENDING -> false;
            case DESCENDING, MAXIMUM_CATEGORY -> true;
        };
        if (invert) {
            for (int i = start; i < length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
    }

    private void encode(Object value) {
        switch (value) {
            case String text -> encodeText(text);
            case Short number -> putLong(number, 2);
            case Integer number -> putLong(number, 4);
            case Long number -> putLong(number, 8);
            case Boolean truth -> put(truth ? 1 : 0);
            case Instant time -> putLong(FileTime.fromInstant(time) ^ Long.MIN_VALUE, 8);
            case Float number -> putDouble(number);
            case Double number -> putDouble(number);
            case Binary binary -> encodeBinary(binary);
            case UUID guid -> {
                putLong(guid.getMostSignificantBits(), 8);
                putLong(guid.getLeastSignificantBits(), 8);
            }
            case List<?> list -> {
                if (!list.isEmpty()) {
                    encode(list.getFirst());
                }
            }
            default -> encodeText(value.toString());
        }
    }

    private void encodeText(String text) {
        String start = text.length() > TEXT_CHARACTERS ? text.substring(0, TEXT_CHARACTERS) : text;
        for (byte each : Words.fold(start).getBytes(StandardCharsets.UTF_8)) {
            put(each == 0 ? 1 : each);
        }
        put(0);
    }

    /// A zero is followed by 0xFF, the end is two zeros: so a prefix sorts first.
    private void encodeBinary(Binary binary) {
        for (int i = 0; i < Math.min(binary.length(), TEXT_CHARACTERS); i++) {
            put(binary.byteAt(i));
            if (binary.byteAt(i) == 0) {
                put(0xFF);
            }
        }
        put(0);
        put(0);
    }

    private void putDouble(double number) {
        long bits = Double.doubleToLongBits(number);
        putLong(bits < 0 ? ~bits ^ Long.MIN_VALUE : bits, 8);
    }

    /// Big-endian with the sign turned, so that negative numbers come first.
    private void putLong(long number, int size) {
        long flipped = number ^ 1L << size * 8 - 1;
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            put((int) (flipped >>> shift));
        }
    }

    private void put(int each) {
        if (length == bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) each;
    }
}
