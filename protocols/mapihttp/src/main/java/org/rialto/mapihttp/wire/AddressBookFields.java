package org.rialto.mapihttp.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueReader;
import org.rialto.mapi.ValueWriter;
import org.rialto.protocols.nspi.Answers.RowSet;
import org.rialto.protocols.nspi.Stat;
import org.rialto.protocols.nspi.TextForm;

/// Fields that bodies of the address book share. MS-OXCMAPIHTTP §2.2.1, §2.2.5. What is optional
/// follows a byte that says whether it is there; null when it is not.
final class AddressBookFields {
    /// LargePropertyTagArray and explicit tables, §2.2.1.8, §2.2.5.12.1.
    static final int MOST_ELEMENTS = 100_000;
    private static final int SMALLEST_ROW = 1;
    private static final int SMALLEST_LIST = 4;

    private AddressBookFields() {}

    static ValueFormat format(int codePage) {
        return ValueFormat.addressBook(TextForm.charset(codePage));
    }

    static int codePage(@Nullable Stat state) { return state == null ? 0 : state.codePage(); }

    /// Any value but zero is true.
    static boolean readFlag(ByteReader in) { return in.readUint8() != 0; }

    static void writeFlag(ByteWriter out, boolean flag) { out.writeInt8(flag ? 0xFF : 0); }

    @Nullable
    static Stat readState(ByteReader in) { return readFlag(in) ? Stat.read(in) : null; }

    static void writeState(ByteWriter out, @Nullable Stat state) {
        writeFlag(out, state != null);
        if (state != null) {
            state.write(out);
        }
    }

    @Nullable
    static List<PropertyTag> readTags(ByteReader in) {
        return readFlag(in) ? readTagArray(in) : null;
    }

    static void writeTags(ByteWriter out, @Nullable List<PropertyTag> tags) {
        writeFlag(out, tags != null);
        if (tags != null) {
            writeTagArray(out, tags);
        }
    }

    /// LargePropertyTagArray, §2.2.1.8.
    private static List<PropertyTag> readTagArray(ByteReader in) {
        int count = readCount(in, 4);
        List<PropertyTag> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(PropertyTag.read(in));
        }
        return List.copyOf(tags);
    }

    private static void writeTagArray(ByteWriter out, List<PropertyTag> tags) {
        out.writeInt32(tags.size());
        tags.forEach(tag -> tag.write(out));
    }

    /// The count of an array that has no more elements than the document allows.
    private static int readCount(ByteReader in, int smallest) {
        int count = in.checkCount(in.readInt32() & 0xFFFF_FFFFL, smallest);
        if (count > MOST_ELEMENTS) {
            throw in.malformed("an array of " + count + " elements");
        }
        return count;
    }

    @Nullable
    static List<Integer> readMinimalIds(ByteReader in) {
        return readFlag(in) ? readMinimalIdArray(in) : null;
    }

    static void writeMinimalIds(ByteWriter out, @Nullable List<Integer> minimalIds) {
        writeFlag(out, minimalIds != null);
        if (minimalIds != null) {
            writeMinimalIdArray(out, minimalIds);
        }
    }

    static List<Integer> readMinimalIdArray(ByteReader in) {
        int count = readCount(in, 4);
        List<Integer> minimalIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            minimalIds.add(in.readInt32());
        }
        return List.copyOf(minimalIds);
    }

    static void writeMinimalIdArray(ByteWriter out, List<Integer> minimalIds) {
        out.writeInt32(minimalIds.size());
        minimalIds.forEach(out::writeInt32);
    }

    /// Columns, RowCount and RowData.
    @Nullable
    static RowSet readRows(ByteReader in, int codePage) {
        if (!readFlag(in)) {
            return null;
        }
        List<PropertyTag> columns = readTagArray(in);
        for (PropertyTag column : columns) {
            if (!column.hasKnownType()) {
                throw in.malformed("a column of no known type");
            }
        }
        int count = readCount(in, SMALLEST_ROW);
        List<PropertyRow> rows = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            rows.add(PropertyRow.read(in, columns, format(codePage)));
        }
        return new RowSet(columns, rows);
    }

    static void writeRows(ByteWriter out, @Nullable RowSet rows, int codePage) {
        writeFlag(out, rows != null);
        if (rows != null) {
            writeTagArray(out, rows.columns());
            out.writeInt32(rows.rows().size());
            ValueFormat format = format(codePage);
            rows.rows().forEach(row -> row.write(out, rows.columns(), format));
        }
    }

    @Nullable
    static List<PropertyValue> readValues(ByteReader in, int codePage) {
        return readFlag(in) ? readValueList(in, codePage) : null;
    }

    static void writeValues(ByteWriter out, @Nullable List<PropertyValue> values, int codePage) {
        writeFlag(out, values != null);
        if (values != null) {
            writeValueList(out, values, codePage);
        }
    }

    /// AddressBookPropertyValueList, §2.2.1.3.
    static List<PropertyValue> readValueList(ByteReader in, int codePage) {
        int count = readCount(in, SMALLEST_LIST);
        ValueReader values = new ValueReader(in, format(codePage));
        List<PropertyValue> list = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            list.add(values.readTagged());
        }
        return List.copyOf(list);
    }

    static void writeValueList(ByteWriter out, List<PropertyValue> values, int codePage) {
        out.writeInt32(values.size());
        ValueWriter writer = new ValueWriter(out, format(codePage));
        values.forEach(writer::writeTagged);
    }

    @Nullable
    static List<List<PropertyValue>> readValueLists(ByteReader in, int codePage) {
        if (!readFlag(in)) {
            return null;
        }
        int count = readCount(in, SMALLEST_LIST);
        List<List<PropertyValue>> rows = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            rows.add(readValueList(in, codePage));
        }
        return List.copyOf(rows);
    }

    static void writeValueLists(ByteWriter out, @Nullable List<List<PropertyValue>> rows,
            int codePage) {
        writeFlag(out, rows != null);
        if (rows != null) {
            out.writeInt32(rows.size());
            rows.forEach(row -> writeValueList(out, row, codePage));
        }
    }

    /// Latin-1 byte for byte, where the document says ASCII.
    static String readText(ByteReader in) {
        return new String(in.readBytesToNull(), StandardCharsets.ISO_8859_1);
    }

    static void writeText(ByteWriter out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1)).writeInt8(0);
    }

    /// A count of strings and the strings, each of at least `smallest` bytes.
    static int readTextCount(ByteReader in, int smallest) { return readCount(in, smallest); }
}
