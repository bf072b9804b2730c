package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The values of a known list of columns. MS-OXCDATA §2.8.1: the standard form where every value
/// is there, the flagged form otherwise. A column of unspecified type has its type beside its
/// value.
public record PropertyRow(List<PropertyCell> cells) {
    private static final int STANDARD = 0x00;
    private static final int FLAGGED = 0x01;

    private static final int PRESENT = 0x00;
    private static final int ABSENT = 0x01;
    private static final int ERROR = 0x0A;

    public PropertyRow { cells = List.copyOf(cells); }

    /// The values that `source` has for the columns; `NotFound` for those that it has not.
    public static PropertyRow of(List<PropertyTag> columns, PropertySource source) {
        List<PropertyCell> cells = new ArrayList<>(columns.size());
        for (PropertyTag column : columns) {
            Object value = column.hasKnownType() ? source.get(column) : null;
            cells.add(value == null ? PropertyCell.NOT_FOUND : cell(column, value));
        }
        return new PropertyRow(cells);
    }

    private static PropertyCell cell(PropertyTag column, Object value) {
        PropertyType type = column.type();
        if (type == PropertyType.UNSPECIFIED) {
            type = typeOf(value);
        }
        return type == PropertyType.OBJECT
                // A stream or table is opened, not read. MS-OXCPRPT §3.2.5.1.
                ? PropertyCell.failed(ErrorCodes.OutOfMemory)
                : new PropertyCell.Value(type, value);
    }

    /// The type whose values are of the value's class; text is Unicode.
    private static PropertyType typeOf(Object value) {
        for (PropertyType type : PropertyType.values()) {
            if (type != PropertyType.OBJECT && type != PropertyType.STRING8
                    && type != PropertyType.MULTIPLE_STRING8 && type.accepts(value)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no property type has a " + value.getClass());
    }

    /// Whether every value is there.
    public boolean isComplete() {
        return cells.stream().allMatch(cell -> cell instanceof PropertyCell.Value);
    }

    public @Nullable Object value(int column) { return cells.get(column).valueOrNull(); }

    public static PropertyRow read(ByteReader in, List<PropertyTag> columns, ValueFormat format) {
        int flag = in.readUint8();
        if (flag != STANDARD && flag != FLAGGED) {
            throw in.malformed("a property row's flag of " + flag + " is not known");
        }
        ValueReader values = new ValueReader(in, format);
        List<PropertyCell> cells = new ArrayList<>(columns.size());
        for (PropertyTag column : columns) {
            PropertyType type = column.type() == PropertyType.UNSPECIFIED
                    ? values.readType()
                    : column.type();
            cells.add(flag == STANDARD ? readPresent(values, type) : readFlagged(values, type));
        }
        return new PropertyRow(cells);
    }

    private static PropertyCell readPresent(ValueReader values, PropertyType type) {
        return new PropertyCell.Value(type, values.readValue(type));
    }

    private static PropertyCell readFlagged(ValueReader values, PropertyType type) {
        int flag = values.in().readUint8();
        return switch (flag) {
            case PRESENT -> readPresent(values, type);
            case ABSENT -> PropertyCell.ABSENT;
            case ERROR -> new PropertyCell.Failed(new ErrorCode(values.in().readInt32()));
            default -> throw values.in().malformed("a value's flag of " + flag + " is not known");
        };
    }

    /// Writes the row for the columns that it was made for.
    public void write(ByteWriter out, List<PropertyTag> columns, ValueFormat format) {
        if (columns.size() != cells.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " values for " + columns.size() + " columns");
        }
        boolean complete = isComplete();
        out.writeInt8(complete ? STANDARD : FLAGGED);
        ValueWriter values = new ValueWriter(out, format);
        for (int i = 0; i < cells.size(); i++) {
            boolean typed = columns.get(i).typeCode() == PropertyType.UNSPECIFIED.code();
            write(values, cells.get(i), typed, !complete);
        }
    }

    private static void write(ValueWriter values, PropertyCell cell, boolean typed,
            boolean flagged) {
        ByteWriter out = values.out();
        switch (cell) {
            case PropertyCell.Value value -> {
                if (typed) {
                    out.writeInt16(value.type().code());
                }
                if (flagged) {
                    out.writeInt8(PRESENT);
                }
                values.writeValue(value.type(), value.value());
            }
            case PropertyCell.Absent absent -> {
                if (typed) {
                    out.writeInt16(PropertyType.UNSPECIFIED.code());
                }
                out.writeInt8(ABSENT);
            }
            case PropertyCell.Failed failed -> {
                if (typed) {
                    out.writeInt16(PropertyType.ERROR_CODE.code());
                }
                out.writeInt8(ERROR).writeInt32(failed.error().value());
            }
        }
    }

    /// PropertyRowSet structure, §2.8.2.1: a 16-bit count and the rows.
    public static List<PropertyRow> readSet(ByteReader in, List<PropertyTag> columns,
            ValueFormat format) {
        int count = in.checkCount(in.readUint16(), 1);
        List<PropertyRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(read(in, columns, format));
        }
        return rows;
    }

    public static void writeSet(ByteWriter out, List<PropertyRow> rows,
            List<PropertyTag> columns, ValueFormat format) {
        if (rows.size() > 0xFFFF) {
            throw new MailError.TooLarge("a row set holds 65,535 rows");
        }
        out.writeInt16(rows.size());
        rows.forEach(row -> row.write(out, columns, format));
    }
}
