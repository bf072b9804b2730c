package org.rialto.formats.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.EncodedWords;

/// One part of a message: what its header says and where its bytes are. Offsets are into the whole
/// message. Strings that a header gave are raw (one character a byte).
///
/// @param contentType declared, or the default of RFC 2045 §5.2 and RFC 2046 §5.1.5
/// @param encodingName the transfer encoding as it was written; `7bit` when there was none
/// @param languages the tags of Content-Language
/// @param headerOffset where the header starts
/// @param headerSize its bytes, with the empty line that closes it
/// @param bodySize bytes of the body in its transfer encoding, without the line end before a
///        boundary
/// @param bodyLines line feeds in the body
/// @param children the parts of a multipart, at least one; the message of an embedded message;
///        else none
/// @param envelope of the root of a message, embedded ones too; else null
public record MimePart(ContentType contentType, String encodingName,
        @Nullable ContentDisposition disposition, @Nullable String id,
        @Nullable String description, @Nullable String md5, List<String> languages,
        @Nullable String location, long headerOffset, long headerSize, long bodySize,
        long bodyLines, List<MimePart> children, @Nullable ImapEnvelope envelope) {

    /// Where the body starts.
    public long bodyOffset() { return headerOffset + headerSize; }

    /// One past the last byte of the body.
    public long bodyEnd() { return bodyOffset() + bodySize; }

    public TransferEncoding encoding() { return TransferEncoding.of(encodingName); }

    public boolean isMultipart() { return contentType.isMultipart() && !children.isEmpty(); }

    /// The embedded message that this part is, or null. A message/rfc822 part that is itself
    /// base64 or quoted-printable (which RFC 2046 §5.2.1 forbids) is a leaf.
    public @Nullable MimePart embeddedMessage() {
        return contentType.isMessage() && !children.isEmpty() ? children.getFirst() : null;
    }

    /// The name of the file that this part is, decoded, without any path; null when it has none.
    /// Encoded words in parameters, which RFC 2047 §5 forbids and everyone sends, are read.
    public @Nullable String fileName() {
        MimeParameter name = disposition == null
                ? null
                : ContentType.find(disposition.parameters(), "filename");
        if (name == null) {
            name = ContentType.find(contentType.parameters(), "name");
        }
        if (name == null) {
            return null;
        }
        String text = name.extended() ? name.value() : EncodedWords.decode(name.raw());
        int path = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
        String last = text.substring(path + 1).strip();
        return last.isEmpty() ? null : last;
    }

    public boolean isLeaf() { return children.isEmpty(); }
}
