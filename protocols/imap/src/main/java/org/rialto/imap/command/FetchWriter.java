package org.rialto.imap.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.ImapStructureWriter;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.FetchItem;
import org.rialto.imap.wire.FetchItem.Attribute;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.Section;
import org.rialto.mapi.MailError;

/// Writes the answer for one message after another: `message-data` of RFC 9051 §7.5.2.
final class FetchWriter {
    private static final int WINDOW = 32 << 10;
    private static final int HEADER_WINDOW = 8 << 10;
    private final SelectedFolder folder;
    private final FetchPlan plan;
    private final ImapWriter out;
    private byte[] buffer = new byte[0];

    FetchWriter(SelectedFolder folder, FetchPlan plan, ImapWriter out) {
        this.folder = folder;
        this.plan = plan;
        this.out = out;
    }

    /// @param message   null when the plan needs no row
    /// @param flagsToo  the flags were changed by this fetch and are told besides
    void write(int position, @Nullable OpenMessage message, boolean flagsToo) throws IOException {
        if (message != null && (plan.bytes() || message.row().mimeSize() < 0)) {
            // What fails must fail before the first octet of the answer.
            message.preload(buffer());
        }
        if (message != null && plan.parts().contains(org.rialto.store.MessagePart.STRUCTURE)) {
            message.structure();
        }
        out.untagged().number(position + 1).text(" FETCH (");
        boolean flagsWritten = false;
        boolean first = true;
        for (FetchItem item : plan.items()) {
            if (!first) {
                out.put(' ');
            }
            first = false;
            switch (item) {
                case Attribute attribute -> {
                    flagsWritten |= attribute == Attribute.FLAGS;
                    writeAttribute(attribute, position, message);
                }
                case FetchItem.Body body -> writeBody(body, require(message));
                case FetchItem.Binary binary -> writeBinary(binary, require(message));
                case FetchItem.BinarySize size -> writeBinarySize(size, require(message));
                case FetchItem.Preview _ -> {
                    out.text("PREVIEW ");
                    out.nstring(PreviewText.of(require(message)));
                }
            }
        }
        if (flagsToo && !flagsWritten) {
            out.text(" FLAGS ");
            folder.writeFlagList(out, position);
        }
        out.put(')').endLine();
    }

    private byte[] buffer() {
        if (buffer.length == 0) {
            buffer = new byte[plan.headersOnly() ? HEADER_WINDOW : WINDOW];
        }
        return buffer;
    }

    private static OpenMessage require(@Nullable OpenMessage message) {
        return Objects.requireNonNull(message, "the plan asked for the row");
    }

    private void writeAttribute(Attribute attribute, int position, @Nullable OpenMessage message)
            throws IOException {
        MessageView view = folder.view();
        out.text(attribute.grammarName()).put(' ');
        switch (attribute) {
            case UID -> out.number(view.uid(position));
            case FLAGS -> folder.writeFlagList(out, position);
            case MODSEQ -> out.put('(').number(view.changeNumber(position)).put(')');
            case INTERNALDATE -> out.dateTime(require(message).row().received().toEpochMilli());
            case RFC822_SIZE -> out.number(require(message).size());
            case SAVEDATE -> out.dateTime(require(message).row().saved().toEpochMilli());
            case EMAILID -> out.put('(')
                    .text(ObjectIds.emailId(folder.mailbox(), require(message).row())).put(')');
            case THREADID -> writeThreadId(require(message));
            case ENVELOPE -> {
                ImapStructureWriter writer = new ImapStructureWriter(out.isUtf8());
                writer.write(require(message).structure().envelope());
                out.bytes(writer.toByteArray());
            }
            case BODY -> out.bytes(ImapStructureWriter.body(require(message).structure(), false,
                    out.isUtf8()));
            case BODYSTRUCTURE -> out.bytes(ImapStructureWriter
                    .body(require(message).structure(), true, out.isUtf8()));
        }
    }

    private void writeThreadId(OpenMessage message) throws IOException {
        String id = ObjectIds.threadId(message.row());
        if (id == null) {
            out.nil();
        } else {
            out.put('(').text(id).put(')');
        }
    }

    // ---- BODY[…]

    private void writeBody(FetchItem.Body body, OpenMessage message) throws IOException {
        Section section = body.section();
        out.text(body.label());
        if (body.label().equals("BODY")) {
            section.write(out);
            if (body.offset() >= 0) {
                out.put('<').number(body.offset()).put('>');
            }
        }
        out.put(' ');
        if (section.kind() == Section.Kind.HEADER_FIELDS
                || section.kind() == Section.Kind.HEADER_FIELDS_NOT) {
            writeHeaderFields(body, message);
            return;
        }
        ByteRange range = section.equals(Section.MESSAGE)
                ? new ByteRange(0, message.size())
                : message.structure().section(section.part(), kindOf(section));
        if (range == null) {
            out.nil();
            return;
        }
        if (body.offset() >= 0) {
            range = range.partial(body.offset(), body.count());
        }
        out.literal(range.length());
        message.copyTo(out, range);
    }

    private static MimeStructure.Section kindOf(Section section) {
        return switch (section.kind()) {
            case WHOLE -> MimeStructure.Section.ALL;
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT -> MimeStructure.Section.HEADER;
            case TEXT -> MimeStructure.Section.TEXT;
            case MIME -> MimeStructure.Section.MIME;
        };
    }

    private void writeHeaderFields(FetchItem.Body body, OpenMessage message) throws IOException {
        Section section = body.section();
        MimePart part = message.structure().find(section.part());
        if (part != null && !section.part().isEmpty()) {
            part = part.embeddedMessage();
        }
        if (part == null) {
            out.nil();
            return;
        }
        HeaderFields header = message.headerFields(part);
        byte[] selected = header.select(section.fields(),
                section.kind() == Section.Kind.HEADER_FIELDS_NOT);
        ByteRange range = new ByteRange(0, selected.length);
        if (body.offset() >= 0) {
            range = range.partial(body.offset(), body.count());
        }
        out.literal(range.length());
        out.bytes(selected, (int) range.offset(), (int) range.length());
    }

    // ---- BINARY[…]

    private void writeBinary(FetchItem.Binary binary, OpenMessage message) throws IOException {
        out.text("BINARY");
        binary.section().write(out);
        if (binary.offset() >= 0) {
            out.put('<').number(binary.offset()).put('>');
        }
        out.put(' ');
        MimePart part = message.structure().find(binary.section().part());
        if (part == null) {
            out.nil();
            return;
        }
        long size = decodedSize(message, part, binary.section());
        ByteRange range = new ByteRange(0, size);
        if (binary.offset() >= 0) {
            range = range.partial(binary.offset(), binary.count());
        }
        out.literal8(range.length());
        try (InputStream decoded = openDecoded(message, part, binary.section())) {
            decoded.skipNBytes(range.offset());
            out.copy(decoded, range.length());
        }
    }

    private void writeBinarySize(FetchItem.BinarySize item, OpenMessage message)
            throws IOException {
        out.text("BINARY.SIZE");
        item.section().write(out);
        out.put(' ');
        MimePart part = message.structure().find(item.section().part());
        out.number(part == null ? 0 : decodedSize(message, part, item.section()));
    }

    private static long decodedSize(OpenMessage message, MimePart part, Section section)
            throws IOException {
        return section.part().isEmpty() ? message.size() : message.decodedSize(part);
    }

    private static InputStream openDecoded(OpenMessage message, MimePart part, Section section)
            throws IOException {
        return section.part().isEmpty()
                ? message.open(0, message.size())
                : message.openDecoded(part);
    }

    /// Whether every part asked for with BINARY can be decoded; RFC 3516 §4.3 wants NO otherwise.
    static void requireDecodable(List<FetchItem> items, OpenMessage message) {
        for (FetchItem item : items) {
            Section section = switch (item) {
                case FetchItem.Binary binary -> binary.section();
                case FetchItem.BinarySize size -> size.section();
                case Attribute _,FetchItem.Body _,FetchItem.Preview _ -> null;
            };
            MimePart part = section == null ? null : message.structure().find(section.part());
            if (part != null && part.isLeaf() && part.encoding() == TransferEncoding.UNKNOWN) {
                throw Refusal.no(ResponseCode.UNKNOWN_CTE,
                        "The part has an unknown transfer encoding");
            }
        }
    }

    /// For a message that cannot be read: said once, at the end of the command.
    static Refusal unreadable(MailError error) {
        return Refusal.no(error instanceof MailError.NotFound
                ? ResponseCode.EXPUNGEISSUED
                : ResponseCode.CORRUPTION, "Some messages could not be read");
    }
}
