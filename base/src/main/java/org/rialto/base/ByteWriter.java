package org.rialto.base;

import java.util.Arrays;
import java.util.UUID;

/// Writes little-endian binary structures into a growing array. Every Exchange wire structure is
/// little-endian (MS-OXCDATA §1.3); text protocols do not use this.
public final class ByteWriter {
    private byte[] bytes;
    private int length;

    public ByteWriter() { this(64); }

    public ByteWriter(int capacity) { bytes = new byte[Math.max(8, capacity)]; }

    /// Bytes written so far.
    public int length() { return length; }

    /// A copy of what was written.
    public byte[] toByteArray() { return Arrays.copyOf(bytes, length); }

    /// What was written, without a copy where it fills the capacity that was asked for. Nothing may
    /// be written any more.
    public byte[] finish() { return bytes.length == length ? bytes : toByteArray(); }

    /// Writes all that was written here to another.
    public void copyTo(ByteWriter other) { other.writeBytes(bytes, 0, length); }

    /// Takes back what was written after the first bytes.
    public void truncate(int shorter) {
        if (shorter < 0 || shorter > length) {
            throw new IndexOutOfBoundsException(shorter);
        }
        length = shorter;
    }

    public ByteWriter writeInt8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteWriter writeInt16(int value) {
        room(2);
        bytes[length++] = (byte) value;
        bytes[length++] = (byte) (value >>> 8);
        return this;
    }

    public ByteWriter writeInt32(int value) {
        room(4);
        putInt32(length, value);
        length += 4;
        return this;
    }

    public ByteWriter writeInt64(long value) {
        return writeInt32((int) value).writeInt32((int) (value >>> 32));
    }

    /// A GUID in its mixed-endian packet representation (MS-DTYP §2.3.4.2).
    public ByteWriter writeGuid(UUID guid) {
        long high = guid.getMostSignificantBits();
        writeInt32((int) (high >>> 32));
        writeInt16((int) (high >>> 16));
        writeInt16((int) high);
        long low = Long.reverseBytes(guid.getLeastSignificantBits());
        return writeInt64(low);
    }

    public ByteWriter writeBytes(byte[] source) { return writeBytes(source, 0, source.length); }

    public ByteWriter writeBytes(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /// UTF-16LE with its terminating null character. The text ends at its first null character,
    /// if it has one: what follows would be read as something else.
    public ByteWriter writeUtf16z(String text) {
        int end = text.indexOf('\0');
        return writeUtf16(end < 0 ? text : text.substring(0, end)).writeInt16(0);
    }

    /// UTF-16LE as it is, surrogates without a partner too.
    public ByteWriter writeUtf16(String text) {
        room(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            bytes[length++] = (byte) next;
            bytes[length++] = (byte) (next >>> 8);
        }
        return this;
    }

    /// An unsigned variable-length integer, seven bits a byte, least significant first. Used in
    /// the store's own encodings, never on a wire.
    public ByteWriter writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeInt8((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return writeInt8((int) rest);
    }

    /// Overwrites four bytes at `position`, for sizes known only afterwards.
    public void setInt32(int position, int value) {
        check(position, 4);
        putInt32(position, value);
    }

    /// Overwrites two bytes at `position`.
    public void setInt16(int position, int value) {
        check(position, 2);
        bytes[position] = (byte) value;
        bytes[position + 1] = (byte) (value >>> 8);
    }

    /// Overwrites the byte at `position`.
    public void setInt8(int position, int value) {
        check(position, 1);
        bytes[position] = (byte) value;
    }

    private void check(int position, int count) {
        if (position < 0 || position > length - count) {
            throw new IndexOutOfBoundsException(position);
        }
    }

    private void putInt32(int position, int value) {
        bytes[position] = (byte) value;
        bytes[position + 1] = (byte) (value >>> 8);
        bytes[position + 2] = (byte) (value >>> 16);
        bytes[position + 3] = (byte) (value >>> 24);
    }

    private void room(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(length, count),
                            (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 16)));
        }
    }
}
