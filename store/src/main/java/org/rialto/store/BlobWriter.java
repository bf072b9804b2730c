package org.rialto.store;

import java.io.OutputStream;

/// Receives the bytes of a new blob: small ones in memory, larger ones to disk as they come.
/// [#close] without [#finish] discards.
public abstract class BlobWriter extends OutputStream {
    /// Bytes written so far.
    public abstract long length();

    /// Hashes and stores the bytes, once however often they come. Synced by the commit of the next
    /// unit of work; a blob that nothing refers to is collected after an hour. Throws
    /// [org.rialto.mapi.MailError.Unavailable] when the disk is full.
    public abstract BlobRef finish();

    /// Discards what was not finished.
    @Override
    public abstract void close();
}
