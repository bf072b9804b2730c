package org.rialto.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A request's body, read up to a limit and counted.
final class LimitedBody extends FilterInputStream {
    private final long limitBytes;
    private long count;

    LimitedBody(InputStream in, long limitBytes) {
        super(in);
        this.limitBytes = limitBytes;
    }

    long count() { return count; }

    private void counted(long bytes) throws BodyTooLargeException {
        count += bytes;
        if (count > limitBytes)
            throw new BodyTooLargeException(limitBytes);
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
