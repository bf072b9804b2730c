package org.rialto.formats.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.rialto.formats.coding.Base64OutputStream;
import org.rialto.formats.coding.QuotedPrintableOutputStream;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.HeaderName;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeLimits;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.mime.TransferEncoding;

/// Writes a message for a host without 8BITMIME or BINARYMIME (RFC 6152 §3, RFC 3030 §3): parts
/// with bytes or lines that 7bit forbids are encoded, everything else stays as it is. Text becomes
/// quoted-printable, other content base64. Headers are not changed: 8-bit ones need SMTPUTF8.
public final class SevenBitWriter {
    private static final int LONGEST_LINE = 998;

    private final MessageBytes message;
    private final OutputStream out;

    private SevenBitWriter(MessageBytes message, OutputStream out) {
        this.message = message;
        this.out = out;
    }

    public static void write(MimeStructure structure, MessageBytes message, OutputStream out)
            throws IOException {
        SevenBitWriter writer = new SevenBitWriter(message, out);
        writer.part(structure.root());
    }

    private void part(MimePart part) throws IOException {
        boolean container = !part.isLeaf();
        boolean identity = part.encoding().isIdentity();
        // A part without a header has nowhere to say how it is encoded.
        boolean encodes = !container && identity && part.headerSize() > 0 && !isSevenBit(part);
        if (encodes) {
            boolean text = part.contentType().isText();
            header(part, text ? TransferEncoding.QUOTED_PRINTABLE : TransferEncoding.BASE64);
            encode(part, text);
        } else {
            boolean relabels = identity && part.headerSize() > 0
                    && part.encoding() != TransferEncoding.SEVEN_BIT;
            if (relabels) {
                header(part, TransferEncoding.SEVEN_BIT);
            } else {
                copy(part.headerOffset(), part.headerSize());
            }
            body(part);
        }
    }

    // The children, and what stands between them: preamble, delimiters, epilogue.
    private void body(MimePart part) throws IOException {
        long at = part.bodyOffset();
        for (MimePart child : part.children()) {
            copy(at, child.headerOffset() - at);
            part(child);
            at = child.bodyEnd();
        }
        copy(at, part.bodyEnd() - at);
    }

    private void header(MimePart part, TransferEncoding encoding) throws IOException {
        byte[] bytes;
        try (InputStream in = message.open(part.headerOffset(), part.headerSize())) {
            bytes = in.readNBytes(Math.toIntExact(Math.min(part.headerSize(),
                    Integer.MAX_VALUE - 16)));
        }
        HeaderFields fields = HeaderFields.parse(bytes, 0, bytes.length,
                MimeLimits.DEFAULT.headerFields());
        int end = bytes.length;
        // The empty line that closes the header, when there is one.
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        int at = 0;
        for (int field = fields.find(
                HeaderName.CONTENT_TRANSFER_ENCODING); field >= 0; field = fields.findNext(field)) {
            out.write(bytes, at, fields.start(field) - at);
            at = fields.fieldEnd(field);
        }
        if (at < end) {
            out.write(bytes, at, end - at);
            ascii("\r\n");
        }
        ascii("Content-Transfer-Encoding: " + encoding.text() + "\r\n\r\n");
    }

    private void encode(MimePart part, boolean text) throws IOException {
        try (InputStream in = message.openBody(part)) {
            if (text) {
                QuotedPrintableOutputStream encoder = new QuotedPrintableOutputStream(out, false);
                in.transferTo(encoder);
                encoder.finish();
            } else {
                Base64OutputStream encoder = new Base64OutputStream(out);
                in.transferTo(encoder);
                encoder.finish();
            }
        }
    }

    // `7bit`: no NUL, no byte over 127, CR and LF only together, lines to 998 (RFC 2045 §2.7).
    private boolean isSevenBit(MimePart part) throws IOException {
        int line = 0;
        boolean cr = false;
        byte[] buffer = new byte[8192];
        try (InputStream in = message.openBody(part)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    byte b = buffer[i];
                    if (b <= 0 || cr != (b == '\n') || line > LONGEST_LINE) {
                        return false;
                    }
                    cr = b == '\r';
                    line = b == '\n' ? 0 : cr ? line : line + 1;
                }
            }
        }
        return !cr && line <= LONGEST_LINE;
    }

    private void copy(long offset, long length) throws IOException {
        if (length > 0) {
            try (InputStream in = message.open(new ByteRange(offset, length))) {
                in.transferTo(out);
            }
        }
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
