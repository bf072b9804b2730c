package org.rialto.base;

import java.util.Arrays;
import java.util.UUID;

/// Reads little-endian binary structures from a range of an array. Every read checks its bounds
/// and throws [MalformedDataException] naming the position; nothing is allocated for a count that
/// the remaining bytes cannot hold.
public final class ByteReader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;

    public ByteReader(byte[] bytes) { this(bytes, 0, bytes.length); }

    public ByteReader(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new IndexOutOfBoundsException(offset);
        }
        this.bytes = bytes;
        this.start = offset;
        this.position = offset;
        this.end = offset + length;
    }

    /// Bytes consumed since the start of the range.
    public int position() { return position - start; }

    public int remaining() { return end - position; }

    public boolean hasRemaining() { return position < end; }

    public int readUint8() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    public short readInt16() { return (short) readUint16(); }

    public int readUint16() {
        need(2);
        int value = (bytes[position] & 0xFF) | (bytes[position + 1] & 0xFF) << 8;
        position += 2;
        return value;
    }

    public int readInt32() {
        need(4);
        int value = (bytes[position] & 0xFF) | (bytes[position + 1] & 0xFF) << 8
                | (bytes[position + 2] & 0xFF) << 16 | bytes[position + 3] << 24;
        position += 4;
        return value;
    }

    /// What [#readInt32] would answer, without moving on.
    public int peekInt32() {
        int value = readInt32();
        position -= 4;
        return value;
    }

    public long readInt64() {
        long low = readInt32() & 0xFFFF_FFFFL;
        return low | (long) readInt32() << 32;
    }

    /// A GUID in its mixed-endian packet representation (MS-DTYP §2.3.4.2).
    public UUID readGuid() {
        need(16);
        long first = readInt32() & 0xFFFF_FFFFL;
        long second = readUint16();
        long third = readUint16();
        long low = Long.reverseBytes(readInt64());
        return new UUID(first << 32 | second << 16 | third, low);
    }

    /// A copy of the next `count` bytes.
    public byte[] readBytes(int count) {
        need(count);
        byte[] copy = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return copy;
    }

    /// A reader over the next `count` bytes, which this reader skips.
    public ByteReader slice(int count) {
        need(count);
        ByteReader slice = new ByteReader(bytes, position, count);
        position += count;
        return slice;
    }

    /// A reader over the same range at the same position, which moves on by itself.
    public ByteReader copy() {
        ByteReader copy = new ByteReader(bytes, start, end - start);
        copy.position = position;
        return copy;
    }

    public void skip(int count) {
        need(count);
        position += count;
    }

    /// UTF-16LE up to and without its terminating null character. Surrogates without a partner are
    /// kept as they are: what a client stored comes back unchanged.
    public String readUtf16z() {
        for (int at = position; at + 1 < end; at += 2) {
            if (bytes[at] == 0 && bytes[at + 1] == 0) {
                String text = utf16(at);
                position = at + 2;
                return text;
            }
        }
        throw malformed("a UTF-16 string has no terminating null character");
    }

    /// UTF-16LE of `count` bytes, an even number.
    public String readUtf16(int count) {
        need(count);
        if (count % 2 != 0) {
            throw malformed("a UTF-16 string has an odd number of bytes");
        }
        String text = utf16(position + count);
        position += count;
        return text;
    }

    private String utf16(int to) {
        char[] characters = new char[(to - position) / 2];
        for (int i = 0, at = position; i < characters.length; i++, at += 2) {
            characters[i] = (char) (bytes[at] & 0xFF | bytes[at + 1] << 8);
        }
        return new String(characters);
    }

    /// The bytes up to and without the next zero byte, which is consumed.
    public byte[] readBytesToNull() {
        for (int at = position; at < end; at++) {
            if (bytes[at] == 0) {
                byte[] copy = Arrays.copyOfRange(bytes, position, at);
                position = at + 1;
                return copy;
            }
        }
        throw malformed("an 8-bit string has no terminating null character");
    }

    /// See [ByteWriter#writeVarint].
    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readUint8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw malformed("a variable-length integer is longer than ten bytes");
    }

    /// Checks that `count` elements of at least `minimumSize` bytes each can still follow, before
    /// anything is allocated for them.
    public int checkCount(long count, int minimumSize) {
        if (count < 0 || count > remaining() / Math.max(1, minimumSize)) {
            throw malformed(
                    "a count of " + count + " elements does not fit in " + remaining() + " bytes");
        }
        return (int) count;
    }

    public MalformedDataException malformed(String problem) {
        return new MalformedDataException(problem, position());
    }

    private void need(int count) {
        if (count < 0 || count > end - position) {
            throw malformed("needs " + count + " bytes where " + remaining() + " are left");
        }
    }
}
