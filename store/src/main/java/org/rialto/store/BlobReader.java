package org.rialto.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Positional access to a blob's bytes.
public interface BlobReader extends AutoCloseable {
    long length();

    /// Reads up to `count` bytes from `position`; the number read, -1 at the end.
    int read(long position, byte[] buffer, int offset, int count) throws IOException;

    /// Copies `count` bytes from `position`.
    void transferTo(OutputStream out, long position, long count) throws IOException;

    /// A stream over a range.
    InputStream stream(long position, long count);

    @Override
    void close();
}
