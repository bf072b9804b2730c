package org.rialto.protocols.rops.message;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.items.mail.AttachmentBytes;
import org.rialto.mapi.MailError;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;

/// The data of a stored attachment, read where it is. Nothing is open in the store between two
/// reads; encoded data is decoded on from where the last read ended.
final class StoredBytes {
    private static final int PIECE = 16 << 10;
    private final Blobs blobs;
    private final AttachmentData.InMime range;
    private final boolean encoded;
    private final long size;
    private @Nullable InputStream decoding;
    private long decoded;

    private StoredBytes(Blobs blobs, AttachmentData.InMime range, boolean encoded, long size) {
        this.blobs = blobs;
        this.range = range;
        this.encoded = encoded;
        this.size = size;
    }

    static StoredBytes of(Blobs blobs, BlobRef blob) {
        return new StoredBytes(blobs, new AttachmentData.InMime(blob, 0, blob.length(), "binary"),
                false, blob.length());
    }

    /// Looks through what is encoded once, to know how long it is.
    static StoredBytes of(Blobs blobs, AttachmentData.InMime range) {
        if (TransferEncoding.of(range.encoding()).isIdentity()) {
            return new StoredBytes(blobs, range, false, range.length());
        }
        StoredBytes all = new StoredBytes(blobs, range, true, Long.MAX_VALUE);
        try (InputStream in = all.decode()) {
            return new StoredBytes(blobs, range, true,
                    in.transferTo(OutputStream.nullOutputStream()));
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /// The same for another reader.
    StoredBytes again() { return new StoredBytes(blobs, range, encoded, size); }

    long size() { return size; }

    void read(long position, byte[] into, int offset, int count) {
        try {
            if (encoded) {
                readDecoded(position, into, offset, count);
            } else {
                readBlob(range.offset() + position, into, offset, count);
            }
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static MailError damaged(IOException e) {
        return new MailError.Damaged("an attachment cannot be read", e);
    }

    private void readDecoded(long position, byte[] into, int offset, int count)
            throws IOException {
        InputStream in = decoding;
        if (in == null || decoded > position) {
            in = decode();
            decoding = in;
            decoded = 0;
        }
        in.skipNBytes(position - decoded);
        if (in.readNBytes(into, offset, count) < count) {
            throw new EOFException();
        }
        decoded = position + count;
    }

    private InputStream decode() { return AttachmentBytes.decoded(new Pieces(), range.encoding()); }

    private void readBlob(long position, byte[] into, int offset, int count) throws IOException {
        try (BlobReader reader = blobs.open(range.mime())) {
            for (int done = 0; done < count;) {
                int read = reader.read(position + done, into, offset + done, count - done);
                if (read <= 0) {
                    throw new EOFException();
                }
                done += read;
            }
        }
    }

    void close() { decoding = null; }

    /// What is encoded, some at a time.
    private final class Pieces extends InputStream {
        private byte[] piece = new byte[0];
        private int at;
        private long next;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (at == piece.length) {
                piece = new byte[(int) Math.min(PIECE, range.length() - next)];
                readBlob(range.offset() + next, piece, 0, piece.length);
                next += piece.length;
                at = 0;
            }
            int most = Math.min(count, piece.length - at);
            System.arraycopy(piece, at, into, offset, most);
            at += most;
            return most == 0 && count > 0 ? -1 : most;
        }
    }
}
