package org.rialto.store;

/// Where an attachment's bytes are.
public sealed interface AttachmentData {
    /// Nothing (attach by reference, or no data yet).
    record None() implements AttachmentData {}

    /// Small, in the row.
    record Inline(byte[] bytes) implements AttachmentData {}

    /// A blob of its own.
    record InBlob(BlobRef blob) implements AttachmentData {}

    /// A range of a MIME blob, still in its transfer encoding: of the message's own, or of the one
    /// it was made of before it was edited.
    ///
    /// @param encoding the Content-Transfer-Encoding, lower case
    record InMime(BlobRef mime, long offset, long length,
            String encoding) implements AttachmentData {}

    /// An embedded message (afEmbeddedMessage).
    record Embedded(MessageContent message) implements AttachmentData {}
}
