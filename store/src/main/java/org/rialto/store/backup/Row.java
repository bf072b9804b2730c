package org.rialto.store.backup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.database.RowTable.Column;

/// One row of a table of a backup: `Long`, `String`, `byte[]` or null, one for each column.
final class Row {
    private static final int NULL = 0;
    private static final int NUMBER = 1;
    private static final int TEXT = 2;
    private static final int BYTES = 3;
    private final BackupTable table;
    private final @Nullable Object[] values;

    private Row(BackupTable table, @Nullable Object[] values) {
        this.table = table;
        this.values = values;
    }

    static Row of(BackupTable table, ResultSet row, long keyOffset) throws SQLException {
        Row made = new Row(table, values(row, table.columns()));
        if (table == BackupTable.MESSAGE_ITEM) {
            made.set("message_key", made.number("message_key") - keyOffset);
        }
        return made;
    }

    static @Nullable Object[] values(ResultSet row, List<Column> columns) throws SQLException {
        @Nullable
        Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            switch (columns.get(i).kind()) {
                case 'n' -> {
                    long number = row.getLong(i + 1);
                    values[i] = row.wasNull() ? null : (Object) number;
                }
                case 't' -> values[i] = row.getString(i + 1);
                default -> values[i] = row.getBytes(i + 1);
            }
        }
        return values;
    }

    BackupTable table() { return table; }

    @Nullable
    Object get(String column) { return values[table.index(column)]; }

    long number(String column) { return get(column) instanceof Long number ? number : 0; }

    byte @Nullable [] bytes(String column) {
        return get(column) instanceof byte[] bytes ? bytes : null;
    }

    String text(String column) { return get(column) instanceof String text ? text : ""; }

    void set(String column, @Nullable Object value) { values[table.index(column)] = value; }

    /// The parameters of [BackupTable#insert].
    @Nullable
    Object[] parameters(long mailboxId) {
        @Nullable
        Object[] all = new @Nullable Object[values.length + 1];
        all[0] = mailboxId;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    void write(ByteWriter out) { write(out, values); }

    static void write(ByteWriter out, @Nullable Object[] values) {
        for (Object value : values) {
            switch (value) {
                case null -> out.writeInt8(NULL);
                case Long number -> out.writeInt8(NUMBER)
                        .writeVarint(number << 1 ^ number >> 63);
                case String text -> counted(out.writeInt8(TEXT),
                        text.getBytes(StandardCharsets.UTF_8));
                case byte[] bytes -> counted(out.writeInt8(BYTES), bytes);
                default -> throw new IllegalStateException("a column of " + value.getClass());
            }
        }
    }

    static void counted(ByteWriter out, byte[] bytes) {
        out.writeVarint(bytes.length).writeBytes(bytes);
    }

    static Row read(BackupTable table, ByteReader in) {
        return new Row(table, readValues(in, table.columns()));
    }

    static @Nullable Object[] readValues(ByteReader in, List<Column> columns) {
        @Nullable
        Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(in, columns.get(i));
        }
        return values;
    }

    private static @Nullable Object value(ByteReader in, Column column) {
        int tag = in.readUint8();
        if (tag == NULL && column.nullable()) {
            return null;
        }
        if (tag == NUMBER && column.kind() == 'n') {
            long zigzag = in.readVarint();
            return zigzag >>> 1 ^ -(zigzag & 1);
        }
        if (tag == TEXT && column.kind() == 't') {
            return text(in);
        }
        if (tag == BYTES && column.kind() == 'b') {
            return in.readBytes(in.checkCount(in.readVarint(), 1));
        }
        throw in.malformed("column " + column.name() + " has a value of another kind");
    }

    /// Well-formed, and without the null character, which PostgreSQL does not store.
    static String text(ByteReader in) {
        byte[] bytes = in.readBytes(in.checkCount(in.readVarint(), 1));
        try {
            String text = StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw in.malformed("a text with a null character");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw in.malformed("a text that is not UTF-8");
        }
    }

    static List<Row> readAll(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        long number = in.readVarint();
        if (number < 1 || number >= BackupTable.values().length) {
            throw in.malformed("rows of the unknown table " + number);
        }
        BackupTable table = BackupTable.values()[(int) number];
        int count = in.checkCount(in.readVarint(), table.columns().size());
        List<Row> rows = new ArrayList<>(Math.min(count, 10_000));
        for (int i = 0; i < count; i++) {
            rows.add(read(table, in));
        }
        if (in.hasRemaining()) {
            throw in.malformed("bytes after the last row");
        }
        return rows;
    }
}
