package org.rialto.protocols.rops.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueReader;
import org.rialto.mapi.ValueWriter;

/// Kinds of fields that many operations have, as MS-OXCROPS §2.2 lays them out.
public final class RopFields {
    private static final int WIDEST = 0xFFFF;
    private static final int SMALLEST_VALUE = 5;

    private RopFields() {}

    /// Texts of the document's "ASCII" fields, byte by byte, so that what a client sends is never
    /// changed.
    private static final Charset ASCII = StandardCharsets.ISO_8859_1;

    public static String readAscii(ByteReader in) {
        return new String(in.readBytesToNull(), ASCII);
    }

    public static void writeAscii(ByteWriter out, String text) { writeNarrow(out, text, ASCII); }

    /// Text of UTF-16 characters where `unicode` says so, else of the format's character set.
    public static String readText(ByteReader in, boolean unicode, ValueFormat format) {
        return unicode ? in.readUtf16z() : new String(in.readBytesToNull(), format.charset());
    }

    public static void writeText(ByteWriter out, String text, boolean unicode,
            ValueFormat format) {
        if (unicode) {
            out.writeUtf16z(text);
        } else {
            writeNarrow(out, text, format.charset());
        }
    }

    /// The text ends at its first null character, if it has one.
    private static void writeNarrow(ByteWriter out, String text, Charset charset) {
        int end = text.indexOf('\0');
        out.writeBytes((end < 0 ? text : text.substring(0, end)).getBytes(charset)).writeInt8(0);
    }

    public static boolean readBoolean(ByteReader in) { return in.readUint8() != 0; }

    public static void writeBoolean(ByteWriter out, boolean value) { out.writeInt8(value ? 1 : 0); }

    /// A 16-bit size and that many bytes.
    public static Binary readBinary(ByteReader in) {
        return Binary.wrap(in.readBytes(in.readUint16()));
    }

    public static void writeBinary(ByteWriter out, Binary bytes) {
        writeCount(out, bytes.length());
        bytes.write(out);
    }

    /// A 32-bit size and that many bytes.
    public static Binary readLargeBinary(ByteReader in) {
        return Binary.wrap(in.readBytes(in.checkCount(in.readInt32() & 0xFFFF_FFFFL, 1)));
    }

    public static void writeLargeBinary(ByteWriter out, Binary bytes) {
        out.writeInt32(bytes.length());
        bytes.write(out);
    }

    /// A 16-bit count.
    public static void writeCount(ByteWriter out, int count) {
        if (count > WIDEST) {
            throw new MailError.TooLarge(
                    count + " bytes or elements do not fit in a field of a ROP buffer");
        }
        out.writeInt16(count);
    }

    /// A 16-bit count and that many identifiers.
    public static List<MessageId> readMessageIds(ByteReader in) {
        int count = in.checkCount(in.readUint16(), Long.BYTES);
        List<MessageId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(MessageId.read(in));
        }
        return ids;
    }

    public static void writeMessageIds(ByteWriter out, List<MessageId> ids) {
        writeCount(out, ids.size());
        ids.forEach(id -> id.write(out));
    }

    /// A 16-bit count and that many identifiers.
    public static List<FolderId> readFolderIds(ByteReader in) {
        int count = in.checkCount(in.readUint16(), Long.BYTES);
        List<FolderId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(FolderId.read(in));
        }
        return ids;
    }

    public static void writeFolderIds(ByteWriter out, List<FolderId> ids) {
        writeCount(out, ids.size());
        ids.forEach(id -> id.write(out));
    }

    /// A 16-bit count and that many LongTermID structures.
    public static List<GlobalId> readLongTermIds(ByteReader in) {
        int count = in.checkCount(in.readUint16(), 24);
        List<GlobalId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(GlobalId.readLongTerm(in));
        }
        return ids;
    }

    public static void writeLongTermIds(ByteWriter out, List<GlobalId> ids) {
        writeCount(out, ids.size());
        ids.forEach(id -> id.writeLongTerm(out));
    }

    /// A 16-bit count and that many property ids of 16 bits.
    public static List<Integer> readPropertyIds(ByteReader in) {
        return readPropertyIds(in, in.readUint16());
    }

    public static List<Integer> readPropertyIds(ByteReader in, int count) {
        in.checkCount(count, Short.BYTES);
        List<Integer> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(in.readUint16());
        }
        return ids;
    }

    public static void writePropertyIds(ByteWriter out, List<Integer> ids) {
        writeCount(out, ids.size());
        ids.forEach(out::writeInt16);
    }

    /// A 16-bit count and that many tags.
    public static void writeTags(ByteWriter out, List<PropertyTag> tags) {
        writeCount(out, tags.size());
        tags.forEach(tag -> tag.write(out));
    }

    /// A 16-bit count and that many TaggedPropertyValue structures.
    public static List<PropertyValue> readValues(ByteReader in, ValueFormat format) {
        return new ValueReader(in, format)
                .readTaggedList(in.checkCount(in.readUint16(), SMALLEST_VALUE));
    }

    public static void writeValues(ByteWriter out, List<PropertyValue> values,
            ValueFormat format) {
        writeCount(out, values.size());
        ValueWriter writer = new ValueWriter(out, format);
        values.forEach(writer::writeTagged);
    }

    /// A 16-bit size of what follows, a 16-bit count and that many TaggedPropertyValue structures.
    public static List<PropertyValue> readSizedValues(ByteReader in, ValueFormat format) {
        ByteReader sized = in.slice(in.readUint16());
        List<PropertyValue> values = readValues(sized, format);
        checkEnd(sized);
        return values;
    }

    public static void writeSizedValues(ByteWriter out, List<PropertyValue> values,
            ValueFormat format) {
        int at = beginSized(out);
        writeValues(out, values, format);
        endSized(out, at);
    }

    /// A 16-bit size and a restriction packet; null where the size is zero.
    public static @Nullable Restriction readRestriction(ByteReader in, ValueFormat format) {
        int size = in.readUint16();
        if (size == 0) {
            return null;
        }
        ByteReader sized = in.slice(size);
        Restriction restriction = new ValueReader(sized, format).readRestriction();
        checkEnd(sized);
        return restriction;
    }

    public static void writeRestriction(ByteWriter out, @Nullable Restriction restriction,
            ValueFormat format) {
        int at = beginSized(out);
        if (restriction != null) {
            new ValueWriter(out, format).writeRestriction(restriction);
        }
        endSized(out, at);
    }

    /// Begins a field whose 16-bit size stands before it; answers what [#endSized] needs.
    public static int beginSized(ByteWriter out) {
        out.writeInt16(0);
        return out.length();
    }

    /// Ends it, and writes its size in its place.
    public static void endSized(ByteWriter out, int start) {
        int size = out.length() - start;
        if (size > WIDEST) {
            throw new MailError.TooLarge(
                    "a field of " + size + " bytes does not fit in a ROP buffer");
        }
        out.setInt16(start - Short.BYTES, size);
    }

    public static void checkEnd(ByteReader sized) {
        if (sized.hasRemaining()) {
            throw sized.malformed("bytes follow what a field of known size holds");
        }
    }

    /// `count` texts.
    public static List<String> readAsciiTexts(ByteReader in, int count) {
        in.checkCount(count, 1);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(readAscii(in));
        }
        return texts;
    }

    /// The bytes of the next `count` property rows, which only the columns tell the end of.
    public static Binary readRows(ByteReader in, int count, List<PropertyTag> columns,
            ValueFormat format) {
        ByteReader start = in.copy();
        for (int i = 0; i < count; i++) {
            readRow(in, columns, format);
        }
        return Binary.wrap(start.readBytes(in.position() - start.position()));
    }

    /// A row; columns of a type that no value has are malformed here.
    public static PropertyRow readRow(ByteReader in, List<PropertyTag> columns,
            ValueFormat format) {
        for (PropertyTag column : columns) {
            if (!column.hasKnownType()) {
                throw in.malformed("a row has a column " + column + " of an unknown type");
            }
        }
        return PropertyRow.read(in, columns, format);
    }

    /// The rows as values.
    public static List<PropertyRow> rows(Binary rowData, int count, List<PropertyTag> columns,
            ValueFormat format) {
        ByteReader in = rowData.reader();
        List<PropertyRow> rows = new ArrayList<>(Math.min(count, rowData.length()));
        for (int i = 0; i < count; i++) {
            rows.add(readRow(in, columns, format));
        }
        return rows;
    }

    /// The bytes of the rows.
    public static Binary rowData(List<PropertyRow> rows, List<PropertyTag> columns,
            ValueFormat format) {
        ByteWriter out = new ByteWriter(256);
        rows.forEach(row -> row.write(out, columns, format));
        return Binary.wrap(out.toByteArray());
    }
}
