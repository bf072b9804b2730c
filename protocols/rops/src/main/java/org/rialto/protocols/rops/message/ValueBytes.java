package org.rialto.protocols.rops.message;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;

/// The bytes of a value, to be read and written at any place: few are in memory, more in a
/// temporary file that has no name and goes when nobody has the value any more (a channel that
/// is collected is closed). For one thread at a time.
public final class ValueBytes {
    /// The largest value, MS-OXCPRPT §2.2.19.2.
    public static final long LARGEST = Integer.MAX_VALUE;
    private static final int IN_MEMORY = 1 << 20;
    private static final int PIECE = 64 << 10;
    private byte[] memory = new byte[0];
    private @Nullable FileChannel file;
    private long size;

    public ValueBytes() {}

    public static ValueBytes of(byte[] bytes) {
        ValueBytes value = new ValueBytes();
        value.write(0, bytes, 0, bytes.length);
        return value;
    }

    /// All that a stream has; closes it.
    public static ValueBytes of(InputStream in) throws IOException {
        ValueBytes value = new ValueBytes();
        try (in) {
            byte[] piece = new byte[PIECE];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                value.write(value.size, piece, 0, count);
            }
        }
        return value;
    }

    public long size() { return size; }

    /// Reads up to `count` bytes from `position`; how many, 0 at the end.
    public int read(long position, byte[] into, int offset, int count) {
        int most = (int) Math.min(count, Math.max(0, size - position));
        if (most == 0) {
            return 0;
        }
        if (file == null) {
            System.arraycopy(memory, (int) position, into, offset, most);
            return most;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(into, offset, most);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, position + buffer.position() - offset) < 0) {
                    throw new EOFException();
                }
            }
            return most;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes, with zeros between the end and `position`. [MailError.TooLarge] past [#LARGEST].
    public void write(long position, byte[] from, int offset, int count) {
        if (position + count > LARGEST) {
            throw new MailError.TooLarge("a value has at most " + LARGEST + " bytes");
        }
        if (position > size) {
            setSize(position);
        }
        makeRoom(position + count);
        if (file == null) {
            System.arraycopy(from, offset, memory, (int) position, count);
        } else {
            toFile(file, position, from, offset, count);
        }
        size = Math.max(size, position + count);
    }

    private static void toFile(FileChannel file, long position, byte[] from, int offset,
            int count) {
        ByteBuffer buffer = ByteBuffer.wrap(from, offset, count);
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer, position + buffer.position() - offset);
            }
        } catch (IOException e) {
            throw new MailError.Unavailable("there is no room for a temporary file", e);
        }
    }

    /// Cuts the value, or fills it up with zeros.
    public void setSize(long newSize) {
        if (newSize > LARGEST) {
            throw new MailError.TooLarge("a value has at most " + LARGEST + " bytes");
        }
        if (newSize > size) {
            makeRoom(newSize);
            if (file != null) {
                byte[] zeros = new byte[PIECE];
                for (long at = size; at < newSize; at += PIECE) {
                    toFile(file, at, zeros, 0, (int) Math.min(PIECE, newSize - at));
                }
            }
        } else if (file == null) {
            Arrays.fill(memory, (int) newSize, (int) size, (byte) 0);
        }
        size = newSize;
    }

    private void makeRoom(long needed) {
        if (file != null) {
            return;
        }
        if (needed <= IN_MEMORY) {
            if (needed > memory.length) {
                memory = Arrays.copyOf(memory,
                        (int) Math.min(IN_MEMORY, Math.max(needed, 2L * memory.length)));
            }
            return;
        }
        try {
            Path path = Files.createTempFile("rialto", ".value");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new MailError.Unavailable("there is no room for a temporary file", e);
        }
        toFile(file, 0, memory, 0, (int) size);
        memory = new byte[0];
    }

    public ValueBytes copy() {
        ValueBytes copy = new ValueBytes();
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, size))];
        for (long at = 0; at < size;) {
            int count = read(at, piece, 0, piece.length);
            copy.write(at, piece, 0, count);
            at += count;
        }
        return copy;
    }

    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, size))];
        for (long at = 0; at < size;) {
            int count = read(at, piece, 0, piece.length);
            out.write(piece, 0, count);
            at += count;
        }
    }

    /// All in memory; [MailError.TooLarge] over `most` bytes.
    public byte[] toByteArray(int most) {
        if (size > most) {
            throw new MailError.TooLarge("a value of " + size + " bytes is over " + most);
        }
        byte[] all = new byte[(int) size];
        read(0, all, 0, all.length);
        return all;
    }
}
