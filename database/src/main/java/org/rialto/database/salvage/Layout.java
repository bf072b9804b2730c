package org.rialto.database.salvage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a table's rows are stored: which column is which value of a record.
///
/// @param rowid whether rows are stored by number; else they are sorted by their key, which comes
/// first in the record
/// @param columns in the order of the record
record Layout(String table, int root, boolean rowid, List<Column> columns) {
    /// @param number whether it is the row's number, which the record leaves out
    record Column(String name, String type, boolean required, boolean number) {}

    private record Known(Column column, int key) {}

    /// Of a table that was made anew in `fresh`.
    static Layout of(Connection fresh, String table, int root) throws SQLException {
        boolean rowid = true;
        try (Statement statement = fresh.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT wr FROM pragma_table_list('"
                    + table.replace("'", "''") + "') WHERE schema = 'main'")) {
                rowid = !row.next() || row.getInt(1) == 0;
            }
            List<Known> known = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT name, type, \"notnull\", pk"
                    + " FROM pragma_table_info('" + table.replace("'", "''")
                    + "') ORDER BY cid")) {
                while (row.next()) {
                    String type = row.getString(2).toUpperCase(Locale.ROOT);
                    boolean number = rowid && row.getInt(4) == 1 && type.equals("INTEGER");
                    known.add(new Known(new Column(row.getString(1), type, row.getInt(3) != 0,
                            number), row.getInt(4)));
                }
            }
            if (!rowid) {
                known.sort(Comparator.comparingInt(each -> each.key() == 0
                        ? Integer.MAX_VALUE
                        : each.key()));
            }
            return new Layout(table, root, rowid, known.stream().map(Known::column).toList());
        }
    }

    String insert(int count) {
        List<String> names = columns.subList(0, count).stream()
                .map(column -> '"' + column.name() + '"').toList();
        return "INSERT OR IGNORE INTO \"" + table + "\" (" + String.join(", ", names)
                + ") VALUES (?" + ", ?".repeat(count - 1) + ")";
    }

    /// Whether a record looks like one of this table. Columns that came later may be missing.
    boolean fits(List<@Nullable Object> record) {
        if (record.size() > columns.size() || record.isEmpty()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Object value = i < record.size() ? record.get(i) : null;
            boolean optional = !column.required() || column.number() || i >= record.size();
            if (value == null ? !optional : !column.number() && !fits(column.type(), value)) {
                return false;
            }
        }
        return record.size() >= columns.size() - 3;
    }

    private static boolean fits(String type, Object value) {
        return switch (value) {
            case Long number -> type.contains("INT");
            case String text -> type.contains("CHAR") || type.contains("TEXT");
            case byte[] bytes -> type.contains("BLOB");
            default -> false;
        };
    }
}
