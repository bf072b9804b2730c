package org.rialto.formats.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.rialto.formats.coding.Base64InputStream;
import org.rialto.formats.coding.QuotedPrintableInputStream;

/// Where a message's bytes can be read from at any offset: an array, or a blob of the store.
@FunctionalInterface
public interface MessageBytes {
    /// The `length` bytes from `offset`. The caller closes the stream.
    InputStream open(long offset, long length) throws IOException;

    /// A message held in memory.
    static MessageBytes of(byte[] message) {
        return (offset, length) -> new ByteArrayInputStream(message, Math.toIntExact(offset),
                Math.toIntExact(length));
    }

    default InputStream open(ByteRange range) throws IOException {
        return open(range.offset(), range.length());
    }

    /// The body of a part in its transfer encoding.
    default InputStream openBody(MimePart part) throws IOException {
        return open(part.bodyOffset(), part.bodySize());
    }

    /// The body of a part, its transfer encoding taken off (IMAP's BINARY, RFC 9051 §6.4.5.1). An
    /// unknown encoding is left as it is; ask [MimePart#encoding] first where that matters.
    default InputStream openDecoded(MimePart part) throws IOException {
        InputStream body = openBody(part);
        // Multiparts and messages are only ever encoded by mistake of their header.
        TransferEncoding encoding = part.isLeaf() ? part.encoding() : TransferEncoding.BINARY;
        return switch (encoding) {
            case BASE64 -> new Base64InputStream(body);
            case QUOTED_PRINTABLE -> new QuotedPrintableInputStream(body);
            case SEVEN_BIT, EIGHT_BIT, BINARY, UNKNOWN -> body;
        };
    }

    /// Bytes of a part's decoded body (IMAP's BINARY.SIZE), which are counted by reading it.
    default long decodedSize(MimePart part) throws IOException {
        if (!part.isLeaf() || part.encoding().isIdentity()) {
            return part.bodySize();
        }
        long size = 0;
        byte[] buffer = new byte[8192];
        try (InputStream decoded = openDecoded(part)) {
            for (int n = decoded.read(buffer); n >= 0; n = decoded.read(buffer)) {
                size += n;
            }
        }
        return size;
    }
}
