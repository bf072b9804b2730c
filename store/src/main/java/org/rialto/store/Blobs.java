package org.rialto.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;

/// Large bytes, content-addressed, stored once.
public interface Blobs extends AutoCloseable {
    /// Begins a new blob.
    BlobWriter create();

    /// Opens a blob; [org.rialto.mapi.MailError.NotFound] when nothing holds it any more.
    BlobReader open(BlobRef blob);

    /// A stream over a range of a blob, which is closed with it. Fails as [#open].
    default InputStream stream(BlobRef blob, long position, long count) {
        BlobReader reader = open(blob);
        try {
            return new FilterInputStream(reader.stream(position, count)) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        reader.close();
                    }
                }
            };
        } catch (IndexOutOfBoundsException e) {
            reader.close();
            throw e;
        }
    }

    /// The bytes of small blobs that stand close together, as far as they can be read so; null in the
    /// place of any other, which [#open] reads, or says why not.
    default List<@Nullable Bytes> readTogether(List<BlobRef> blobs) {
        return Collections.nCopies(blobs.size(), null);
    }

    /// Bytes within an array that they share with others.
    record Bytes(byte[] array, int offset, int length) {}

    /// Takes a reference on a blob in a unit of work: from its commit on, the blob stays until the
    /// reference is released. Messages take theirs by themselves; this is for rows of other rooms
    /// (the spool). [org.rialto.mapi.MailError.NotFound] when the blob is gone.
    void reference(Sql sql, BlobRef blob) throws SQLException;

    /// Gives back one reference. The blob is collected some time after its last.
    void release(Sql sql, BlobRef blob) throws SQLException;

    /// Removes blobs that nothing has referred to for `graceSeconds`, and files with nothing else.
    /// Answers how many were removed. Runs in short units of work; safe at any time.
    int collect(long graceSeconds);

    /// Reclaims space among blobs that are in use, copying at most that many bytes, and only when the
    /// disk has room for the copies. For quiet hours. Answers how many bytes it gained.
    long compact(long mostBytes);

    /// Until what is returned is closed, this process collects nothing: for who reads many blobs of
    /// a snapshot that has ended.
    Kept keepAll();

    /// See [#keepAll].
    interface Kept extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    void close();
}
