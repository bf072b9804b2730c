package org.rialto.protocols.rops.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.rialto.mapi.MailError;

/// The temporary file of a session: pages of values that are too long for memory. It is one for all
/// of them, so that no number of values takes more descriptors.
final class SpillFile implements AutoCloseable {
    static final int PAGE_BYTES = 64 << 10;
    private final FileChannel file;
    private final BitSet used = new BitSet();

    SpillFile() {
        try {
            Path path = Files.createTempFile("rialto", ".values");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private static MailError noRoom(IOException e) {
        return new MailError.Unavailable("there is no room for a temporary file", e);
    }

    /// A page of zeros.
    int allocate() {
        int page = used.nextClearBit(0);
        write(page, 0, new byte[PAGE_BYTES], 0, PAGE_BYTES);
        used.set(page);
        return page;
    }

    void free(int page) { used.clear(page); }

    void read(int page, int from, byte[] into, int offset, int count) {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
        long at = (long) page * PAGE_BYTES + from;
        try {
            while (buffer.hasRemaining()) {
                int read = file.read(buffer, at + buffer.position() - offset);
                if (read < 0) {
                    throw new IOException("the temporary file was cut");
                }
            }
        } catch (IOException e) {
            throw new MailError.Unavailable("a temporary file cannot be read", e);
        }
    }

    void write(int page, int to, byte[] from, int offset, int count) {
        ByteBuffer buffer = ByteBuffer.wrap(from, offset, count);
        long at = (long) page * PAGE_BYTES + to;
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer, at + buffer.position() - offset);
            }
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /// Whether there are more free pages in it than others.
    boolean isSparse() { return used.length() > 2 * used.cardinality(); }

    /// The page, or one closer to the beginning that has its bytes now.
    int moveDown(int page) {
        int free = used.nextClearBit(0);
        if (free > page) {
            return page;
        }
        byte[] bytes = new byte[PAGE_BYTES];
        read(page, 0, bytes, 0, PAGE_BYTES);
        write(free, 0, bytes, 0, PAGE_BYTES);
        used.set(free);
        used.clear(page);
        return free;
    }

    /// Gives back what is behind the last page.
    void cut() {
        try {
            file.truncate((long) used.length() * PAGE_BYTES);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw noRoom(e);
        }
    }
}
