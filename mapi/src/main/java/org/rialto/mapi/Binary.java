package org.rialto.mapi;

import java.util.Arrays;
import java.util.HexFormat;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// Bytes that never change and are equal by value: a PtypBinary value. MS-OXCDATA §2.11.1.
public final class Binary implements Comparable<Binary> {
    public static final Binary EMPTY = new Binary(new byte[0]);
    private static final int SHOWN = 64;

    private final byte[] bytes;

    private Binary(byte[] bytes) { this.bytes = bytes; }

    /// A copy of `bytes`.
    public static Binary of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Binary(bytes.clone());
    }

    /// Takes the array itself: the caller must not change it any more.
    public static Binary wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Binary(bytes);
    }

    /// From hexadecimal digits; spaces and line ends between bytes are allowed.
    public static Binary ofHex(String digits) {
        return wrap(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }

    public int length() { return bytes.length; }

    public boolean isEmpty() { return bytes.length == 0; }

    public byte byteAt(int index) { return bytes[index]; }

    /// A copy.
    public byte[] toByteArray() { return bytes.clone(); }

    /// Copies the bytes to a place in an array.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    public Binary slice(int start, int end) { return wrap(Arrays.copyOfRange(bytes, start, end)); }

    public boolean startsWith(Binary prefix) {
        return bytes.length >= prefix.bytes.length && Arrays.equals(bytes, 0, prefix.bytes.length,
                prefix.bytes, 0, prefix.bytes.length);
    }

    /// Whether `part` occurs anywhere.
    public boolean contains(Binary part) {
        for (int at = 0; at <= bytes.length - part.bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.bytes.length, part.bytes, 0,
                    part.bytes.length)) {
                return true;
            }
        }
        return false;
    }

    public ByteReader reader() { return new ByteReader(bytes); }

    /// Writes the bytes alone, without a count.
    public void write(ByteWriter out) { out.writeBytes(bytes); }

    public String hex() { return HexFormat.of().withUpperCase().formatHex(bytes); }

    /// Unsigned, byte by byte; a prefix comes first.
    @Override
    public int compareTo(Binary other) { return Arrays.compareUnsigned(bytes, other.bytes); }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
    }

    @Override
    public int hashCode() { return Arrays.hashCode(bytes); }

    @Override
    public String toString() {
        return bytes.length <= SHOWN
                ? hex()
                : HexFormat.of().withUpperCase().formatHex(bytes, 0, SHOWN) + "… (" + bytes.length
                        + " bytes)";
    }
}
