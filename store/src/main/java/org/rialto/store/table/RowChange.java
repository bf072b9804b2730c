package org.rialto.store.table;

import org.jspecify.annotations.Nullable;

/// What happened to one visible row of a table. Several are told in an order that somebody who
/// shows the rows can follow: first those that went, then the others from the top down, so that
/// the row `after` which one stands is always in its place already.
public sealed interface RowChange {
    TableRow row();

    /// @param after the row before it; null at the top
    record Added(TableRow row, @Nullable TableRow after) implements RowChange {}

    /// It has other values or another place.
    ///
    /// @param after the row before it now; null at the top
    record Modified(TableRow row, @Nullable TableRow after) implements RowChange {}

    record Deleted(TableRow row) implements RowChange {}
}
