package org.rialto.store.backup;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.database.RowTable;
import org.rialto.database.RowTable.Column;
import org.rialto.database.Sql;

/// Rows of another room's table, in a backup: a TABLE frame, which names the columns it has.
///
/// @param rows values in the order of the columns: `Long`, `String`, `byte[]` or null
public record RoomTable(String room, String table, List<Column> columns,
        List<@Nullable Object[]> rows) {
    private static final int FRAME_BYTES = 256 * 1024;
    private static final int MOST_COLUMNS = 200;

    static void write(Sql sql, String room, RowTable table, Consumer<ByteWriter> frames)
            throws SQLException {
        write(sql, room, table, frames, table.select());
    }

    static void write(Sql sql, String room, RowTable table, Consumer<ByteWriter> frames,
            String select, Object... parameters) throws SQLException {
        List<ByteWriter> gathered = new ArrayList<>();
        long[] bytes = {0};
        sql.forEach(select, row -> {
            ByteWriter one = new ByteWriter(256);
            Row.write(one, Row.values(row, table.columns()));
            if (!gathered.isEmpty() && bytes[0] + one.length() > FRAME_BYTES) {
                frames.accept(frame(room, table, gathered));
                gathered.clear();
                bytes[0] = 0;
            }
            gathered.add(one);
            bytes[0] += one.length();
        }, parameters);
        // Without rows too: that an older program had no such table is something else.
        frames.accept(frame(room, table, gathered));
    }

    private static ByteWriter frame(String room, RowTable table, List<ByteWriter> rows) {
        ByteWriter out = new ByteWriter(FRAME_BYTES);
        text(out, room);
        text(out, table.name());
        out.writeVarint(table.columns().size());
        table.columns().forEach(column -> text(out, column.text()));
        out.writeVarint(rows.size());
        rows.forEach(row -> out.writeBytes(row.toByteArray()));
        return out;
    }

    private static void text(ByteWriter out, String text) {
        Row.counted(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The rows in the columns of a table, null where this has none.
    List<@Nullable Object[]> as(RowTable wanted) {
        int[] from = new int[wanted.columns().size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = columns.indexOf(wanted.columns().get(i));
        }
        if (!wanted.name().equals(table) || !wanted.columns().containsAll(columns)) {
            throw Frame.malformed("a table " + table + " that is not known", 0);
        }
        List<@Nullable Object[]> all = new ArrayList<>(rows.size());
        for (@Nullable
        Object[] row : rows) {
            @Nullable
            Object[] one = new @Nullable Object[from.length];
            for (int i = 0; i < from.length; i++) {
                one[i] = from[i] < 0 ? null : row[from[i]];
            }
            all.add(one);
        }
        return all;
    }

    static RoomTable read(byte[] frame) {
        ByteReader in = new ByteReader(frame);
        String room = Row.text(in);
        String table = Row.text(in);
        int count = in.checkCount(in.readVarint(), 4);
        if (count < 1 || count > MOST_COLUMNS) {
            throw in.malformed("a table of " + count + " columns");
        }
        List<Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try {
                columns.add(Column.of(Row.text(in)));
            } catch (IllegalArgumentException e) {
                throw in.malformed("a column that is none");
            }
        }
        int number = in.checkCount(in.readVarint(), count);
        List<@Nullable Object[]> rows = new ArrayList<>(Math.min(number, 10_000));
        for (int i = 0; i < number; i++) {
            rows.add(Row.readValues(in, columns));
        }
        if (in.hasRemaining()) {
            throw in.malformed("bytes after the last row");
        }
        return new RoomTable(room, table, List.copyOf(columns), rows);
    }
}
