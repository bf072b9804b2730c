package org.rialto.store.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.rialto.store.BlobReader;

/// What every blob reader does by [BlobReader#read] alone.
abstract class PositionalReader implements BlobReader {
    private static final int COPY_BYTES = 64 * 1024;
    private final long length;

    PositionalReader(long length) { this.length = length; }

    @Override
    public final long length() { return length; }

    @Override
    public void transferTo(OutputStream out, long position, long count) throws IOException {
        Objects.checkFromIndexSize(position, count, length);
        byte[] buffer = new byte[(int) Math.min(count, COPY_BYTES)];
        for (long done = 0; done < count;) {
            int read = read(position + done, buffer, 0,
                    (int) Math.min(buffer.length, count - done));
            if (read < 0) {
                throw new IOException("a blob ends before its length");
            }
            out.write(buffer, 0, read);
            done += read;
        }
    }

    @Override
    public InputStream stream(long position, long count) {
        Objects.checkFromIndexSize(position, count, length);
        return new RangeStream(position, position + count);
    }

    private final class RangeStream extends InputStream {
        private final long end;
        private long at;

        RangeStream(long at, long end) {
            this.at = at;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, buffer.length);
            if (count == 0) {
                return 0;
            }
            if (at >= end) {
                return -1;
            }
            int read = PositionalReader.this.read(at, buffer, offset,
                    (int) Math.min(count, end - at));
            if (read < 0) {
                throw new IOException("a blob ends before its length");
            }
            at += read;
            return read;
        }

        @Override
        public int available() { return (int) Math.min(Integer.MAX_VALUE, end - at); }

        @Override
        public long skip(long count) {
            long skipped = Math.clamp(count, 0, end - at);
            at += skipped;
            return skipped;
        }
    }
}
