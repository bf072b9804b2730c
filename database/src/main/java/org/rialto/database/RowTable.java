package org.rialto.database;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A table of a room, as far as whoever carries its rows elsewhere must know: its columns and an
/// order in which its rows can be put in again.
public record RowTable(String name, String order, List<Column> columns) {
    /// @param kind `n`umber, `t`ext or `b`ytes
    public record Column(String name, char kind, boolean nullable) {
        /// `name:kind`, with a `?` behind it when the column may be null.
        public static Column of(String text) {
            int colon = text.indexOf(':');
            boolean nullable = text.endsWith("?");
            if (colon < 1 || text.length() != colon + (nullable ? 3 : 2)
                    || "ntb".indexOf(text.charAt(colon + 1)) < 0) {
                throw new IllegalArgumentException("not a column: " + text);
            }
            return new Column(text.substring(0, colon), text.charAt(colon + 1), nullable);
        }

        public String text() { return name + ":" + kind + (nullable ? "?" : ""); }
    }

    public static RowTable of(String name, String order, String... columns) {
        return new RowTable(name, order, Arrays.stream(columns).map(Column::of).toList());
    }

    public String select() {
        return "SELECT " + names(columns) + " FROM " + name + " ORDER BY " + order;
    }

    /// The rows that have one value in a further column.
    public String selectBy(String column) {
        return "SELECT " + names(columns) + " FROM " + name + " WHERE " + column
                + " = ? ORDER BY " + order;
    }

    /// Of some of the columns.
    public String insert(List<Column> some) {
        return "INSERT INTO " + name + " (" + names(some) + ") VALUES (?"
                + ", ?".repeat(some.size() - 1) + ")";
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
