package org.rialto.store;

/// Large bytes, content-addressed, stored once.
public interface Blobs {
    /// Begins a new blob.
    BlobWriter create();

    /// Opens a blob; [org.rialto.mapi.MailError.NotFound] when nothing holds it any more.
    BlobReader open(BlobRef blob);
}
