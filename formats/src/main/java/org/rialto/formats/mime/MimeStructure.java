package org.rialto.formats.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tree of a message's parts with the place of each in the message's bytes. Immutable; made by
/// [MimeScanner], kept in a row in the form of [#encode()].
///
/// @param root the message itself as a part
/// @param size bytes of the whole message
public record MimeStructure(MimePart root, long size) {

    /// What of a part is meant: IMAP's section-text, RFC 9051 §6.4.5.1.
    public enum Section {
        /// The content of a part, or the whole message.
        ALL,
        /// The header of a message.
        HEADER,
        /// The body of a message.
        TEXT,
        /// The header of a part.
        MIME
    }

    /// A compact form for storage, of a version of its own.
    public byte[] encode() { return MimeStructureCodec.encode(this); }

    /// Reads what [#encode()] wrote.
    ///
    /// @throws org.rialto.base.MalformedDataException when these bytes are nothing it wrote
    public static MimeStructure decode(byte[] encoded) {
        return MimeStructureCodec.decode(encoded, true);
    }

    /// As [#decode], with all that it refuses; but of envelopes nothing but Reply-To is read: for
    /// who has the rest from elsewhere.
    public static MimeStructure decodeParts(byte[] encoded) {
        return MimeStructureCodec.decode(encoded, false);
    }

    /// The envelope of the message.
    public ImapEnvelope envelope() {
        ImapEnvelope envelope = root.envelope();
        return envelope == null ? ImapEnvelope.EMPTY : envelope;
    }

    /// The part of that number (`1.2` is `[1, 2]`), or null. Numbers start at 1; a message that is
    /// no multipart has one part, 1 (RFC 9051 §6.4.5.1). An empty path is the message.
    public @Nullable MimePart find(List<Integer> path) {
        MimePart part = root;
        boolean numbered = false;
        for (int number : path) {
            MimePart embedded = numbered ? part.embeddedMessage() : part;
            MimePart container = embedded == null ? part : embedded;
            if (container.isMultipart()) {
                if (number < 1 || number > container.children().size()) {
                    return null;
                }
                part = container.children().get(number - 1);
            } else if (number == 1 && embedded != null) {
                part = container;
            } else {
                return null;
            }
            numbered = true;
        }
        return part;
    }

    /// Where the bytes of that section are, or null when there is no such part, or it is no message
    /// while its header or text is asked for.
    public @Nullable ByteRange section(List<Integer> path, Section section) {
        MimePart part = find(path);
        if (part == null) {
            return null;
        }
        MimePart message = path.isEmpty() ? part : part.embeddedMessage();
        return switch (section) {
            case ALL -> path.isEmpty()
                    ? new ByteRange(0, size)
                    : new ByteRange(part.bodyOffset(), part.bodySize());
            case MIME -> path.isEmpty()
                    ? null
                    : new ByteRange(part.headerOffset(), part.headerSize());
            case HEADER -> message == null
                    ? null
                    : new ByteRange(message.headerOffset(), message.headerSize());
            case TEXT -> message == null
                    ? null
                    : new ByteRange(message.bodyOffset(), message.bodySize());
        };
    }
}
