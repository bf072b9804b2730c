package org.rialto.items.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.rialto.formats.coding.Base64InputStream;
import org.rialto.formats.coding.QuotedPrintableInputStream;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;

/// Reads attachments wherever their bytes are, any transfer encoding taken off.
public final class AttachmentBytes {
    private final BlobSource blobs;

    /// Where attachments' blobs are read from.
    @FunctionalInterface
    interface BlobSource {
        InputStream open(BlobRef blob, long offset, long length) throws IOException;
    }

    public AttachmentBytes(Blobs blobs) { this(blobs::stream); }

    AttachmentBytes(BlobSource blobs) { this.blobs = blobs; }

    /// The bytes of an attachment by value; none of one that has none. The caller closes.
    public InputStream open(AttachmentData data) throws IOException {
        return switch (data) {
            case AttachmentData.None none -> InputStream.nullInputStream();
            case AttachmentData.Inline inline -> new ByteArrayInputStream(inline.bytes());
            case AttachmentData.InBlob in -> blobs.open(in.blob(), 0, in.blob().length());
            case AttachmentData.InMime range -> decoded(range);
            case AttachmentData.Embedded embedded ->
                throw new IllegalStateException("an embedded message is a part, not data");
        };
    }

    private InputStream decoded(AttachmentData.InMime range) throws IOException {
        return decoded(blobs.open(range.mime(), range.offset(), range.length()),
                range.encoding());
    }

    /// Takes a transfer encoding off.
    public static InputStream decoded(InputStream in, String encoding) {
        return switch (TransferEncoding.of(encoding)) {
            case BASE64 -> new Base64InputStream(in);
            case QUOTED_PRINTABLE -> new QuotedPrintableInputStream(in);
            case SEVEN_BIT, EIGHT_BIT, BINARY, UNKNOWN -> in;
        };
    }
}
