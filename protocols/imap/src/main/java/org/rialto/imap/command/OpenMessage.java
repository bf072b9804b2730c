package org.rialto.imap.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageRow;

/// A message while its bytes are being read. Structure and bytes are fetched when first needed.
final class OpenMessage implements AutoCloseable, MessageBytes {
    private static final byte[] NOTHING = new byte[0];
    private static final int MAX_HEADER = 1 << 20;
    private static final int MAX_FIELDS = 5_000;
    private final Mailbox mailbox;
    private final Blobs blobs;
    private final MessageRow row;
    private @Nullable BlobRef mime;
    private @Nullable BlobReader reader;
    private @Nullable MimeStructure structure;
    private byte[] window = NOTHING;
    private int windowLength;

    OpenMessage(Mailbox mailbox, Blobs blobs, MessageRow row) {
        this.mailbox = mailbox;
        this.blobs = blobs;
        this.row = row;
        this.mime = row.mime();
    }

    MessageRow row() { return row; }

    long size() { return row.mimeSize() >= 0 ? row.mimeSize() : mime().length(); }

    /// The blob with the message's MIME. A message made by other means than MIME gets one now, which
    /// nothing refers to: it is collected later.
    private BlobRef mime() {
        BlobRef known = mime;
        if (known == null) {
            known = generate();
            mime = known;
        }
        return known;
    }

    private BlobRef generate() {
        MimeScanner scanner = new MimeScanner();
        try (BlobWriter writer = blobs.create()) {
            new MimeGeneration(blobs).write(mailbox, row, new Tee(writer, scanner));
            BlobRef written = writer.finish();
            structure = scanner.finish().structure();
            return written;
        } catch (IOException e) {
            throw new MailError.Damaged("Message " + row.messageId() + " has no MIME form", e);
        }
    }

    /// Scans what it passes on.
    private static final class Tee extends OutputStream {
        private final OutputStream out;
        private final MimeScanner scanner;

        Tee(OutputStream out, MimeScanner scanner) {
            this.out = out;
            this.scanner = scanner;
        }

        @Override
        public void write(int octet) throws IOException { write(new byte[]{(byte) octet}, 0, 1); }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            scanner.write(bytes, offset, count);
        }
    }

    /// Opens the bytes.
    ///
    /// @throws MailError.NotFound when they are gone
    BlobReader reader() {
        BlobReader open = reader;
        if (open == null) {
            open = blobs.open(mime());
            reader = open;
        }
        return open;
    }

    /// Reads the beginning into a buffer that the caller owns, so that most messages are read with
    /// one access, and one that cannot be read fails now.
    void preload(byte[] buffer) throws IOException {
        int count = (int) Math.min(buffer.length, size());
        fill(0, buffer, count);
        window = buffer;
        windowLength = count;
    }

    private boolean isPreloaded(long offset, long length) {
        return offset >= 0 && length <= windowLength && offset <= windowLength - length;
    }

    MimeStructure structure() {
        MimeStructure known = structure;
        if (known == null) {
            byte[] encoded = row.structure();
            if (encoded == null) {
                mime = null;
                mime();
                return structure();
            }
            known = decode(encoded);
            structure = known;
        }
        return known;
    }

    private MimeStructure decode(byte[] encoded) {
        try {
            return MimeStructure.decode(encoded);
        } catch (MalformedDataException e) {
            throw new MailError.Damaged(
                    "The stored structure of message " + row.messageId() + " cannot be read", e);
        }
    }

    @Override
    public InputStream open(long offset, long length) {
        return isPreloaded(offset, length)
                ? new ByteArrayInputStream(window, (int) offset, (int) length)
                : reader().stream(offset, length);
    }

    void copyTo(ImapWriter out, ByteRange range) throws IOException {
        if (isPreloaded(range.offset(), range.length())) {
            out.bytes(window, (int) range.offset(), (int) range.length());
        } else if (range.length() > 0) {
            reader().transferTo(out.asStream(), range.offset(), range.length());
        }
    }

    /// The header of a message part; an over-long one is cut.
    byte[] header(MimePart part) throws IOException {
        return bytes(new ByteRange(part.headerOffset(),
                Math.min(part.headerSize(), MAX_HEADER)));
    }

    HeaderFields headerFields(MimePart part) throws IOException {
        byte[] bytes = header(part);
        return HeaderFields.parse(bytes, 0, bytes.length, MAX_FIELDS);
    }

    private byte[] bytes(ByteRange range) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(range.length())];
        if (isPreloaded(range.offset(), range.length())) {
            System.arraycopy(window, (int) range.offset(), bytes, 0, bytes.length);
        } else {
            fill(range.offset(), bytes, bytes.length);
        }
        return bytes;
    }

    private void fill(long offset, byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = reader().read(offset + done, bytes, done, length - done);
            if (count < 0) {
                throw new MailError.Damaged("Message " + row.messageId() + " is cut short",
                        new java.io.EOFException());
            }
            done += count;
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
