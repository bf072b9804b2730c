package org.rialto.telephony.media;

import java.util.Arrays;
import org.jitsi.utils.ByteArrayBuffer;

/// The bytes that jitsi-srtp works on.
final class PlainBuffer implements ByteArrayBuffer {
    private byte[] bytes;
    private int length;

    PlainBuffer(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    byte[] copy() { return Arrays.copyOf(bytes, length); }

    @Override
    public byte[] getBuffer() { return bytes; }

    @Override
    public int getOffset() { return 0; }

    @Override
    public int getLength() { return length; }

    @Override
    public void setLength(int count) { length = count; }

    @Override
    public void setOffset(int offset) { throw new UnsupportedOperationException(); }

    @Override
    public boolean isInvalid() { return false; }

    @Override
    public void readRegionToBuff(int from, int count, byte[] target) {
        System.arraycopy(bytes, from, target, 0, count);
    }

    @Override
    public void grow(int count) { bytes = Arrays.copyOf(bytes, bytes.length + count); }

    @Override
    public void append(byte[] more, int count) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length, length + count));
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    @Override
    public void shrink(int count) { length -= count; }
}
