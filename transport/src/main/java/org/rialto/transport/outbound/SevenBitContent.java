package org.rialto.transport.outbound;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.coding.Base64OutputStream;
import org.rialto.formats.coding.QuotedPrintableOutputStream;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeScanner;

/// A message converted for a peer that knows neither 8BITMIME nor BINARYMIME: each part that needs
/// it becomes quoted-printable or base64. RFC 6152 §3, RFC 2045 §6. Small messages are converted in
/// memory, larger ones in a temporary file that close removes.
final class SevenBitContent implements Content, AutoCloseable {
    private static final long MEMORY_BYTES = 1 << 20;
    /// A part's header that is rewritten is held in memory.
    private static final int HEADER_BYTES = 1 << 20;
    private static final int LINE_BYTES = 998;
    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private final long size;

    private SevenBitContent(byte @Nullable [] bytes, @Nullable Path file, long size) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
    }

    /// What cannot be converted: a part that must not be encoded and holds what has to be.
    static final class Unconvertible extends Exception {
        private static final long serialVersionUID = 1L;

        Unconvertible(String problem) { super(problem); }
    }

    static SevenBitContent of(Content original) throws IOException, Unconvertible {
        MimePart root;
        try (InputStream in = original.open()) {
            root = MimeScanner.scan(in).structure().root();
        }
        List<Stretch> stretches = new ArrayList<>();
        flatten(root, stretches, original.sizeBytes());
        try (InputStream in = new BufferedInputStream(original.open())) {
            inspect(in, stretches);
        }
        if (original.sizeBytes() <= MEMORY_BYTES) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            convert(original, stretches, out);
            return new SevenBitContent(out.toByteArray(), null, out.size());
        }
        Path file = Files.createTempFile("rialto-7bit", ".eml");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                convert(original, stretches, out);
            }
            return new SevenBitContent(null, file, Files.size(file));
        } catch (IOException | Unconvertible | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private enum Kind {
        /// A part's header.
        HEADER,
        /// A leaf's body.
        BODY,
        /// Between parts: delimiters, preambles, epilogues.
        BETWEEN
    }

    /// A piece of the message; together they are all of it, in order.
    private static final class Stretch {
        private final Kind kind;
        private final long length;
        private final MimePart part;
        /// Bytes that may not stay as they are: of a header, in the body that follows it.
        private boolean needsCoding;

        Stretch(Kind kind, long length, MimePart part) {
            this.kind = kind;
            this.length = length;
            this.part = part;
        }
    }

    private static void flatten(MimePart root, List<Stretch> stretches, long size) {
        long at = part(root, stretches);
        if (at < size) {
            stretches.add(new Stretch(Kind.BETWEEN, size - at, root));
        }
    }

    /// Adds a part's stretches; answers where the part ends.
    private static long part(MimePart part, List<Stretch> stretches) {
        stretches.add(new Stretch(Kind.HEADER, part.headerSize(), part));
        long at = part.bodyOffset();
        if (part.isLeaf()) {
            stretches.add(new Stretch(Kind.BODY, part.bodySize(), part));
            return part.bodyEnd();
        }
        for (MimePart child : part.children()) {
            if (child.headerOffset() > at) {
                stretches.add(new Stretch(Kind.BETWEEN, child.headerOffset() - at, part));
            }
            at = part(child, stretches);
        }
        if (part.bodyEnd() > at) {
            stretches.add(new Stretch(Kind.BETWEEN, part.bodyEnd() - at, part));
        }
        return Math.max(at, part.bodyEnd());
    }

    private static void inspect(InputStream in, List<Stretch> stretches)
            throws IOException, Unconvertible {
        Stretch header = null;
        for (Stretch stretch : stretches) {
            boolean needs = inspect(in, stretch.length);
            if (stretch.kind == Kind.HEADER) {
                header = stretch;
            } else if (stretch.kind == Kind.BODY && needs && header != null) {
                if (!stretch.part.encoding().isIdentity() || stretch.part.contentType()
                        .isMultipart()) {
                    throw new Unconvertible("a part holds bytes that its encoding does not allow");
                }
                stretch.needsCoding = true;
                header.needsCoding = true;
            }
        }
    }

    private static boolean inspect(InputStream in, long length) throws IOException {
        boolean needs = false;
        int line = 0;
        int previous = '\n';
        for (long i = 0; i < length; i++) {
            int next = read(in);
            needs |= next > 0x7F || next == 0 || previous == '\r' && next != '\n'
                    || next == '\n' && previous != '\r' && i > 0;
            line = next == '\n' ? 0 : line + 1;
            needs |= line > LINE_BYTES + 1;
            previous = next;
        }
        return needs;
    }

    private static int read(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("a message is shorter than its structure");
        }
        return next;
    }

    private static void convert(Content original, List<Stretch> stretches, OutputStream out)
            throws IOException, Unconvertible {
        try (InputStream in = new BufferedInputStream(original.open())) {
            for (Stretch stretch : stretches) {
                switch (stretch.kind) {
                    case HEADER -> header(in, stretch, out);
                    case BODY -> body(in, stretch, out);
                    case BETWEEN -> plain(in, stretch.length, out);
                }
            }
        }
    }

    /// What is no part's content matters to nobody: bytes over 127 become question marks.
    private static void plain(InputStream in, long length, OutputStream out) throws IOException {
        for (long i = 0; i < length; i++) {
            int next = read(in);
            out.write(next > 0x7F || next == 0 ? '?' : next);
        }
    }

    private static void header(InputStream in, Stretch stretch, OutputStream out)
            throws IOException, Unconvertible {
        MimePart part = stretch.part;
        boolean root = part.headerOffset() == 0;
        boolean declaresHigh = part.encoding().isIdentity()
                && !part.encodingName().equalsIgnoreCase("7bit");
        if (!stretch.needsCoding && !declaresHigh) {
            plain(in, stretch.length, out);
            return;
        }
        if (stretch.length > HEADER_BYTES) {
            throw new Unconvertible("a part's header is too large to be rewritten");
        }
        byte[] header = in.readNBytes((int) stretch.length);
        HeaderFields fields = HeaderFields.parse(header, 0, header.length, Integer.MAX_VALUE);
        int at = 0;
        for (int field = fields.find("Content-Transfer-Encoding", 0); field >= 0; field = fields
                .find("Content-Transfer-Encoding", field + 1)) {
            plain(new ByteArrayInputStream(header, at, fields.start(field) - at),
                    fields.start(field) - at, out);
            at = fields.fieldEnd(field);
        }
        int end = endOfFields(header);
        plain(new ByteArrayInputStream(header, at, end - at), Math.max(0, end - at), out);
        if (root && fields.find("MIME-Version", 0) < 0) {
            out.write("MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        String encoding = !stretch.needsCoding
                ? "7bit"
                : part.contentType().isText() ? "quoted-printable" : "base64";
        out.write(("Content-Transfer-Encoding: " + encoding + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /// Where the empty line begins that closes the header, or the header's end when it lacks one.
    private static int endOfFields(byte[] header) {
        int length = header.length;
        if (length >= 2 && header[length - 2] == '\r' && header[length - 1] == '\n'
                && (length == 2 || header[length - 3] == '\n')) {
            return length - 2;
        }
        if (length >= 1 && header[length - 1] == '\n'
                && (length == 1 || header[length - 2] == '\n')) {
            return length - 1;
        }
        return length;
    }

    private static void body(InputStream in, Stretch stretch, OutputStream out)
            throws IOException {
        if (!stretch.needsCoding) {
            plain(in, stretch.length, out);
            return;
        }
        if (stretch.part.contentType().isText()) {
            QuotedPrintableOutputStream coded = new QuotedPrintableOutputStream(out, false);
            copy(in, stretch.length, coded);
            coded.finish();
        } else {
            Base64OutputStream coded = new Base64OutputStream(out);
            copy(in, stretch.length, coded);
            coded.finish();
        }
    }

    private static void copy(InputStream in, long length, OutputStream out) throws IOException {
        for (long i = 0; i < length; i++) {
            out.write(read(in));
        }
    }

    @Override
    public InputStream open() throws IOException {
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        if (file == null) {
            throw new IllegalStateException("neither bytes nor a file");
        }
        return Files.newInputStream(file);
    }

    @Override
    public long sizeBytes() { return size; }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
