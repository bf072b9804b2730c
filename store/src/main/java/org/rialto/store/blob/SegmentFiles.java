package org.rialto.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;

/// The segment files: blobs one after the other, each behind a header (magic, length, SHA-256) by
/// which they could be found again without a database. Appended to by anyone, synced once for each
/// commit; what a crash left half-written at the end is named by no row and skipped for ever.
///
/// A thread that is interrupted while it uses a channel closes it for all (so the JDK has it):
/// whoever finds a channel closed opens the file again.
final class SegmentFiles implements AutoCloseable {
    static final int HEADER_BYTES = 4 + 8 + 32;
    static final int MAGIC = 0x424C_4252;
    private static final int COPY_BYTES = 64 * 1024;
    private static final String PREFIX = "segment-";

    /// Where a blob's bytes are. Segment 0 is a file of its own, named by the blob's id.
    record Location(int segment, long position) {}

    private interface ChannelAction {
        int on(FileChannel channel) throws IOException;
    }

    private final Path directory;
    private final long segmentBytes;
    private final Map<Integer, FileChannel> open = new ConcurrentHashMap<>();
    private final Object appending = new Object();
    private final Set<Integer> unsynced = new HashSet<>();
    private int current;
    private long end;

    SegmentFiles(Path directory, long segmentBytes) throws IOException {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "new-*")) {
            for (Path file : files) {
                Files.delete(file); // a blob that was on its way in when the server stopped
            }
        }
        int[] segments = segments();
        current = segments.length == 0 ? 1 : segments[segments.length - 1];
        end = create(current);
    }

    Path directory() { return directory; }

    Path path(int segment) { return directory.resolve(PREFIX + "%08x".formatted(segment)); }

    Path ownFile(long blobId) { return directory.resolve("blob-%012x".formatted(blobId)); }

    int currentSegment() {
        synchronized (appending) {
            return current;
        }
    }

    int[] segments() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX))
                    .mapToInt(name -> Integer.parseInt(name.substring(PREFIX.length()), 16))
                    .sorted().toArray();
        }
    }

    /// Appends a blob; its bytes are in `memory`, or else in `file`.
    Location append(byte[] hash, long length, List<ByteBuffer> memory, @Nullable FileChannel file)
            throws IOException {
        byte[] header = new ByteWriter(HEADER_BYTES).writeInt32(MAGIC).writeInt64(length)
                .writeBytes(hash).toByteArray();
        synchronized (appending) {
            if (end > 0 && end + HEADER_BYTES + length > segmentBytes) {
                end = create(current + 1);
                current++;
            }
            long position = end + HEADER_BYTES;
            unsynced.add(current);
            write(ByteBuffer.wrap(header), end);
            if (file != null) {
                copy(file, length, position);
            } else {
                long next = position;
                for (ByteBuffer bytes : memory) {
                    int count = bytes.remaining();
                    write(bytes, next);
                    next += count;
                }
            }
            // Only now: bytes that failed to be written are written over by the next blob.
            end = position + length;
            return new Location(current, position);
        }
    }

    private void copy(FileChannel from, long length, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
        for (long done = 0; done < length;) {
            buffer.clear();
            int count = from.read(buffer, done);
            if (count < 0) {
                throw new IOException("the temporary file ended early");
            }
            buffer.flip();
            write(buffer, position + done);
            done += count;
        }
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        long start = position - bytes.position();
        while (bytes.hasRemaining()) {
            onChannel(current, channel -> channel.write(bytes, start + bytes.position()));
        }
    }

    /// Makes everything that was appended durable; answers how many syncs that took.
    int sync() throws IOException {
        int syncs = 0;
        for (int segment : takeUnsynced()) {
            onChannel(segment, channel -> {
                channel.force(false);
                return 0;
            });
            syncs++;
        }
        return syncs;
    }

    private int[] takeUnsynced() {
        synchronized (appending) {
            int[] taken = unsynced.stream().mapToInt(Integer::intValue).sorted().toArray();
            unsynced.clear();
            return taken;
        }
    }

    /// Begins a new segment. After a failed sync, because the system may have dropped what it
    /// could not write and would report the next sync as good.
    void startNewSegment() throws IOException {
        synchronized (appending) {
            end = create(current + 1);
            current++;
        }
    }

    /// Reads into `buffer` at `position`; the number of bytes read, or -1 at the end.
    int read(int segment, ByteBuffer buffer, long position) throws IOException {
        int start = buffer.position();
        return onChannel(segment, channel -> {
            buffer.position(start);
            return channel.read(buffer, position);
        });
    }

    private int onChannel(int segment, ChannelAction action) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel channel = channel(segment);
                try {
                    return action.on(channel);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    open.remove(segment, channel);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FileChannel channel(int segment) throws IOException {
        FileChannel channel = open.get(segment);
        if (channel != null) {
            return channel;
        }
        FileChannel opened = FileChannel.open(path(segment), StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileChannel other = open.putIfAbsent(segment, opened);
        if (other != null) {
            opened.close();
            return other;
        }
        return opened;
    }

    /// Creates the file unless it is there; answers its size.
    private long create(int segment) throws IOException {
        if (Files.notExists(path(segment))) {
            Files.createFile(path(segment));
            syncDirectory();
        }
        return Files.size(path(segment));
    }

    void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Removes a segment that no row names any more. A reader that still knew it gets
    /// [NoSuchFileException] and asks the database again.
    void delete(int segment) throws IOException {
        Files.deleteIfExists(path(segment));
        FileChannel channel = open.remove(segment);
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() {
        for (int segment : Set.copyOf(open.keySet())) {
            FileChannel channel = open.remove(segment);
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
