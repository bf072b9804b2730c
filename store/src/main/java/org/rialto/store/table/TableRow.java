package org.rialto.store.table;

/// A row as a client sees it in a table.
public sealed interface TableRow {
    /// How many categories the row is inside of (PidTagDepth).
    int depth();

    /// A row of the source.
    ///
    /// @param instance number of the value in a multivalue instance column, else 0
    record Leaf(long id, int instance, int depth) implements TableRow {}

    /// The header of a category.
    ///
    /// @param categoryId names the category in this table (PidTagInstID of the header)
    /// @param sampleId a row inside, from which the category's own column values can be read
    /// @param contentCount rows of the source inside, at any depth
    /// @param unreadCount those of them that are messages not read
    record Header(long categoryId, long sampleId, int sampleInstance, int depth, boolean expanded,
            int contentCount, int unreadCount) implements TableRow {}
}
