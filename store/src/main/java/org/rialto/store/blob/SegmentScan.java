package org.rialto.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds blobs in their files without a database, by the header before each: for when rows are lost.
public final class SegmentScan {
    private static final int WINDOW_BYTES = 1 << 20;

    /// Where a blob's bytes are. Segment 0 is a file of its own.
    public record Found(int segment, long position, long length, byte[] hash) {}

    private final SegmentFiles files;

    public SegmentScan(Path directory) throws IOException {
        files = new SegmentFiles(directory, Long.MAX_VALUE);
    }

    /// Every blob in a segment whose bytes are those of its header.
    public List<Found> all() throws IOException {
        List<Found> found = new ArrayList<>();
        for (int segment : files.segments()) {
            try (FileChannel file = FileChannel.open(files.path(segment),
                    StandardOpenOption.READ)) {
                for (long at = 0; at < file.size();) {
                    Found blob = header(file, segment, at);
                    if (blob != null) {
                        found.add(blob);
                        at = blob.position() + blob.length();
                    } else {
                        at = next(file, at + 1);
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable Found header(FileChannel file, int segment, long at)
            throws IOException {
        ByteBuffer header = read(file, at, SegmentFiles.HEADER_BYTES);
        if (header.remaining() < SegmentFiles.HEADER_BYTES
                || header.getInt() != SegmentFiles.MAGIC) {
            return null;
        }
        long length = header.getLong();
        byte[] hash = new byte[32];
        header.get(hash);
        long position = at + SegmentFiles.HEADER_BYTES;
        if (length < 0 || length > file.size() - position) {
            return null;
        }
        return MessageDigest.isEqual(hash, hash(file, position, length))
                ? new Found(segment, position, length, hash)
                : null;
    }

    /// Where the next header may be; behind what a crash left half-written there is one.
    private static long next(FileChannel file, long from) throws IOException {
        long at = from;
        while (at < file.size()) {
            ByteBuffer window = read(file, at, WINDOW_BYTES);
            for (int i = 0; i + 4 <= window.limit(); i++) {
                if (window.getInt(i) == SegmentFiles.MAGIC) {
                    return at + i;
                }
            }
            at += Math.max(1, window.limit() - 3);
            if (window.limit() < WINDOW_BYTES) {
                return file.size();
            }
        }
        return file.size();
    }

    private static ByteBuffer read(FileChannel file, long at, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) > 0) {
            // On to the rest.
        }
        return buffer.flip();
    }

    private static byte[] hash(FileChannel file, long position, long length) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long at = 0; at < length;) {
                ByteBuffer some = read(file, position + at,
                        (int) Math.min(WINDOW_BYTES, length - at));
                if (!some.hasRemaining()) {
                    break;
                }
                at += some.remaining();
                digest.update(some);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A blob's file of its own, when it is there and of that length.
    public @Nullable Found own(long blobId, long length) throws IOException {
        Path own = files.ownFile(blobId);
        if (!Files.exists(own) || Files.size(own) != length) {
            return null;
        }
        try (FileChannel file = FileChannel.open(own, StandardOpenOption.READ)) {
            return new Found(0, 0, length, hash(file, 0, length));
        }
    }

    /// The first bytes of a blob, at most that many.
    public byte[] head(long blobId, Found blob, int most) throws IOException {
        try (FileChannel file = open(blobId, blob)) {
            ByteBuffer some = read(file, blob.position(), (int) Math.min(most, blob.length()));
            byte[] bytes = new byte[some.remaining()];
            some.get(bytes);
            return bytes;
        }
    }

    public void copy(long blobId, Found blob, Path target) throws IOException {
        try (FileChannel file = open(blobId, blob);
                FileChannel out = FileChannel.open(target,
                        StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long at = 0; at < blob.length();) {
                long some = file.transferTo(blob.position() + at, blob.length() - at, out);
                if (some <= 0) {
                    throw new IOException("the file ended early");
                }
                at += some;
            }
        }
    }

    private FileChannel open(long blobId, Found blob) throws IOException {
        return FileChannel.open(blob.segment() == 0
                ? files.ownFile(blobId)
                : files.path(blob.segment()), StandardOpenOption.READ);
    }
}
