package org.rialto.store.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;

/// A blob on its way in: hashed as it comes, kept in memory up to the spill limit, then in a
/// temporary file.
final class NewBlob extends BlobWriter {
    private static final int FIRST_BYTES = 8 * 1024;
    private static final int WRITE_BYTES = 64 * 1024;
    private final MessageDigest digest = sha256();
    private final int spillBytes;
    private final Path directory;
    private final Function<NewBlob, BlobRef> keeper;
    private byte[] memory = new byte[FIRST_BYTES];
    private int inMemory;
    private long length;
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private @Nullable BlobRef kept;
    private byte @Nullable [] hash;
    private boolean closed;

    /// @param keeper stores the finished bytes
    NewBlob(Path directory, int spillBytes, Function<NewBlob, BlobRef> keeper) {
        this.directory = directory;
        this.spillBytes = spillBytes;
        this.keeper = keeper;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long length() { return length; }

    @Override
    public void write(int one) throws IOException { write(new byte[]{(byte) one}, 0, 1); }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (closed || kept != null) {
            throw new IOException("the blob is finished");
        }
        digest.update(bytes, offset, count);
        length += count;
        if (channel == null && length > spillBytes) {
            spill();
        }
        if (channel == null || count < WRITE_BYTES - inMemory) {
            if (inMemory + count > memory.length) {
                memory = Arrays.copyOf(memory, Math.max(inMemory + count, 2 * memory.length));
            }
            System.arraycopy(bytes, offset, memory, inMemory, count);
            inMemory += count;
        } else {
            drain();
            writeFully(channel, ByteBuffer.wrap(bytes, offset, count));
        }
    }

    private void spill() throws IOException {
        Path spilled = Files.createTempFile(directory, "new-", ".blob");
        file = spilled;
        channel = FileChannel.open(spilled, StandardOpenOption.WRITE, StandardOpenOption.READ);
        drain();
        memory = new byte[WRITE_BYTES];
    }

    private void drain() throws IOException {
        if (channel != null && inMemory > 0) {
            writeFully(channel, ByteBuffer.wrap(memory, 0, inMemory));
            inMemory = 0;
        }
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public BlobRef finish() {
        if (kept != null) {
            return kept;
        }
        if (closed) {
            throw new IllegalStateException("the blob was discarded");
        }
        try {
            drain();
        } catch (IOException e) {
            throw new MailError.Unavailable("the disk is full or failed", e);
        }
        hash = digest.digest();
        BlobRef blob = keeper.apply(this);
        kept = blob;
        close();
        return blob;
    }

    byte[] hash() { return Objects.requireNonNull(hash); }

    /// The bytes, when they are in memory: those of the array before [#length].
    byte @Nullable [] memory() { return channel == null ? memory : null; }

    /// The file with the bytes, when they are not in memory. Who moves it away need not tell.
    @Nullable
    FileChannel channel() { return channel; }

    @Nullable
    Path file() { return file; }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        memory = new byte[0];
        try {
            if (channel != null) {
                channel.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
