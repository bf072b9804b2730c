package org.rialto.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A request's body, read up to a limit, counted, and not slower than a client may be.
final class LimitedBody extends FilterInputStream {
    private static final long GRACE_NANOS = 10_000_000_000L;

    private final long limitBytes;
    private final int bytesPerSecond;
    private final long begunNanos = System.nanoTime();
    private long count;

    /// @param bytesPerSecond the slowest average rate; 0 for any
    LimitedBody(InputStream in, long limitBytes, int bytesPerSecond) {
        super(in);
        this.bytesPerSecond = bytesPerSecond;
        this.limitBytes = limitBytes;
    }

    long count() { return count; }

    private void counted(long bytes) throws IOException {
        count += bytes;
        if (count > limitBytes)
            throw new BodyTooLargeException(limitBytes);
        double late = (System.nanoTime() - begunNanos - GRACE_NANOS) / 1e9;
        if (late > 0 && count < late * bytesPerSecond)
            throw new IOException("the client sends too slowly");
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0)
            counted(1);
        return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0)
            counted(read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        counted(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() { return false; }
}
