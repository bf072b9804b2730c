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
import java.util.ArrayList;
import java.util.List;
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
    private static final int PIECE_BYTES = 32 * 1024;
    private final MessageDigest digest = sha256();
    private final int spillBytes;
    private final Path directory;
    private final Function<NewBlob, BlobRef> keeper;
    /// Full pieces, then the one being filled: bytes are not moved as they grow in number.
    private final List<byte[]> full = new ArrayList<>();
    private byte[] piece = new byte[FIRST_BYTES];
    private int inPiece;
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
        if (channel != null && count >= PIECE_BYTES) {
            drain();
            writeFully(channel, ByteBuffer.wrap(bytes, offset, count));
            return;
        }
        for (int done = 0; done < count;) {
            if (inPiece == piece.length) {
                nextPiece();
            }
            int some = Math.min(count - done, piece.length - inPiece);
            System.arraycopy(bytes, offset + done, piece, inPiece, some);
            inPiece += some;
            done += some;
        }
    }

    private void nextPiece() throws IOException {
        if (channel != null) {
            drain();
        } else {
            full.add(piece);
            piece = new byte[PIECE_BYTES];
            inPiece = 0;
        }
    }

    private void spill() throws IOException {
        Path spilled = Files.createTempFile(directory, "new-", ".blob");
        file = spilled;
        channel = FileChannel.open(spilled, StandardOpenOption.WRITE, StandardOpenOption.READ);
        drain();
        piece = new byte[PIECE_BYTES];
    }

    private void drain() throws IOException {
        if (channel != null) {
            for (ByteBuffer bytes : pieces()) {
                writeFully(channel, bytes);
            }
            full.clear();
            inPiece = 0;
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

    /// The bytes that are in memory, in order: all of them, or none, once finished.
    List<ByteBuffer> pieces() {
        List<ByteBuffer> pieces = new ArrayList<>(full.size() + 1);
        for (byte[] one : full) {
            pieces.add(ByteBuffer.wrap(one));
        }
        pieces.add(ByteBuffer.wrap(piece, 0, inPiece));
        return pieces;
    }

    /// The bytes in one array, when they are in memory.
    byte @Nullable [] memory() {
        if (channel != null) {
            return null;
        }
        ByteBuffer whole = ByteBuffer.allocate((int) length);
        pieces().forEach(whole::put);
        return whole.array();
    }

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
        full.clear();
        piece = new byte[0];
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
