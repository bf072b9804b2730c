package org.rialto.formats.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.HeaderName;

/// A part whose end has not been met yet; one frame of the scanner's stack.
final class PartBuilder {
    final boolean messageRoot;
    private final ContentType defaultType;
    private final long headerOffset;
    private long headerSize;
    private long firstBodyLine;
    private ContentType contentType;
    private String encodingName = "7bit";
    private @Nullable ContentDisposition disposition;
    private @Nullable String id;
    private @Nullable String description;
    private @Nullable String md5;
    private List<String> languages = List.of();
    private @Nullable String location;
    private @Nullable ImapEnvelope envelope;
    private final List<MimePart> children = new ArrayList<>(0);

    /// The boundary that is looked for, with its two leading hyphens; null before the body and
    /// after the closing delimiter.
    byte @Nullable [] delimiter;

    PartBuilder(long headerOffset, ContentType defaultType, boolean messageRoot) {
        this.headerOffset = headerOffset;
        this.defaultType = defaultType;
        this.contentType = defaultType;
        this.messageRoot = messageRoot;
    }

    ContentType contentType() { return contentType; }

    boolean isEncoded() { return !TransferEncoding.of(encodingName).isIdentity(); }

    void readHeader(HeaderFields header, MimeLimits limits) {
        String type = header.raw(HeaderName.CONTENT_TYPE);
        contentType = type == null || type.isEmpty()
                ? defaultType
                : ParameterParser.contentType(type);
        String encoding = header.raw(HeaderName.CONTENT_TRANSFER_ENCODING);
        if (encoding != null) {
            String token = ParameterParser.token(encoding);
            encodingName = token.isEmpty() ? "7bit" : token;
        }
        String shown = header.raw(HeaderName.CONTENT_DISPOSITION);
        if (shown != null && !shown.isEmpty()) {
            disposition = ParameterParser.disposition(shown);
        }
        id = header.raw(HeaderName.CONTENT_ID);
        description = header.raw(HeaderName.CONTENT_DESCRIPTION);
        md5 = header.raw(HeaderName.CONTENT_MD5);
        location = header.raw(HeaderName.CONTENT_LOCATION);
        String language = header.raw(HeaderName.CONTENT_LANGUAGE);
        if (language != null) {
            languages = ParameterParser.languages(language);
        }
        if (messageRoot) {
            envelope = EnvelopeReader.read(header, limits);
        }
    }

    /// @param line how many lines precede the body
    void startBody(long bodyOffset, long line) {
        headerSize = Math.max(0, bodyOffset - headerOffset);
        firstBodyLine = line;
    }

    /// What the lines of this multipart are separated by, or null when it names no boundary.
    byte @Nullable [] declaredDelimiter() {
        MimeParameter boundary = ContentType.find(contentType.parameters(), "boundary");
        if (boundary == null || boundary.raw().isEmpty()) {
            return null;
        }
        return ("--" + boundary.raw()).stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
    }

    void add(MimePart child) { children.add(child); }

    ContentType defaultChildType() {
        return contentType.subtype().equalsIgnoreCase("digest")
                ? ContentType.MESSAGE_RFC822
                : ContentType.TEXT_PLAIN;
    }

    /// @param end where the line that ends this part starts
    /// @param lineEnd bytes of the line end before it, which belong to a delimiter; 0 when the
    ///        message is what ends
    /// @param line how many lines there are up to `end`
    MimePart build(long end, int lineEnd, long line) {
        long bodyOffset = headerOffset + headerSize;
        long least = children.isEmpty() ? bodyOffset : children.getLast().bodyEnd();
        boolean trims = lineEnd > 0 && end - lineEnd >= least;
        long bodySize = Math.max(0, trims ? end - lineEnd - bodyOffset : end - bodyOffset);
        long lines = Math.max(0, line - firstBodyLine - (trims ? 1 : 0));
        if (contentType.isMultipart() && children.isEmpty()) {
            // Without delimiters its content is one part (IMAP's grammar knows no empty
            // multipart), shown as the text it most likely is.
            children.add(new MimePart(ContentType.TEXT_PLAIN, encodingName, null, null, null, null,
                    List.of(), null, bodyOffset, 0, bodySize, lines, List.of(), null));
        }
        return new MimePart(contentType, encodingName, disposition, id, description, md5,
                languages, location, headerOffset, headerSize, bodySize, lines,
                List.copyOf(children), envelope);
    }
}
