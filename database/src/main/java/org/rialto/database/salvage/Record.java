package org.rialto.database.salvage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// A record of SQLite: `Long`, `Double`, `String`, `byte[]` or null for each column
/// (sqlite.org/fileformat2.html, "Record Format").
final class Record {
    private static final int MOST_COLUMNS = 2_000;

    private Record() {}

    /// A variable-length integer at the buffer's position: big-endian, up to nine bytes.
    static long varint(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte next = get(in);
            value = value << 7 | next & 0x7F;
            if (next >= 0) {
                return value;
            }
        }
        return value << 8 | get(in) & 0xFF;
    }

    private static byte get(ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw new MalformedDataException("a number that is cut off", in.position());
        }
        return in.get();
    }

    static List<@Nullable Object> read(byte[] payload) {
        ByteBuffer header = ByteBuffer.wrap(payload);
        long headerBytes = varint(header);
        if (headerBytes < header.position() || headerBytes > payload.length) {
            throw new MalformedDataException("a record's header that makes no sense", 0);
        }
        ByteBuffer body = ByteBuffer.wrap(payload, (int) headerBytes,
                payload.length - (int) headerBytes);
        header.limit((int) headerBytes);
        List<@Nullable Object> values = new ArrayList<>();
        while (header.hasRemaining()) {
            if (values.size() == MOST_COLUMNS) {
                throw new MalformedDataException("a record of too many columns", 0);
            }
            values.add(value(varint(header), body));
        }
        if (body.hasRemaining()) {
            throw new MalformedDataException("a record that is longer than its columns", 0);
        }
        return values;
    }

    private static @Nullable Object value(long type, ByteBuffer body) {
        if (type >= 12) {
            byte[] bytes = bytes(body, (type - 12) / 2);
            return type % 2 == 0 ? bytes : new String(bytes, StandardCharsets.UTF_8);
        }
        return switch ((int) type) {
            case 0 -> null;
            case 1 -> number(body, 1);
            case 2 -> number(body, 2);
            case 3 -> number(body, 3);
            case 4 -> number(body, 4);
            case 5 -> number(body, 6);
            case 6 -> number(body, 8);
            case 7 -> Double.longBitsToDouble(number(body, 8));
            case 8 -> 0L;
            case 9 -> 1L;
            default -> throw new MalformedDataException("a value of the unknown type " + type, 0);
        };
    }

    private static Long number(ByteBuffer body, int count) {
        long value = 0;
        byte[] bytes = bytes(body, count);
        for (int i = 0; i < count; i++) {
            value = i == 0 ? bytes[0] : value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    private static byte[] bytes(ByteBuffer body, long count) {
        if (count < 0 || count > body.remaining()) {
            throw new MalformedDataException("a value that is cut off", 0);
        }
        byte[] bytes = new byte[(int) count];
        body.get(bytes);
        return bytes;
    }
}
