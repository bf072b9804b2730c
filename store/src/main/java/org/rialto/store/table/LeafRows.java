package org.rialto.store.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrderSet;

/// The rows of a source that satisfy a restriction, sorted: a table's own, or, without a
/// restriction, those of a view that the tables of a folder share. Built once, then kept by
/// applying what changed.
final class LeafRows {
    private final TableSource source;
    private final RowKeys keys;
    private final @Nullable FolderView view;
    private SortedRows rows;

    LeafRows(TableSource source, SortOrderSet order, @Nullable Restriction restriction,
            @Nullable PropertyTag instanceColumn) {
        this.source = source;
        this.keys = new RowKeys(order, restriction, instanceColumn);
        this.view = restriction == null && instanceColumn == null
                && source.sorted() instanceof FolderContents contents
                        ? contents.view(order)
                        : null;
        if (view != null) {
            rows = view.current();
        } else {
            List<LeafRow> all = new ArrayList<>();
            source.forEach(keys.columns(), (row, id) -> keys.examine(id, row, all));
            rows = SortedRows.of(order, all);
        }
    }

    List<LeafRow> sorted() { return rows.list(); }

    SortedRows rows() { return rows; }

    /// How many source rows this table looked at so far, without those of a shared view.
    long examined() { return keys.examined(); }

    /// Takes in what the source's rows of these ids are now. Answers whether anything changed here.
    boolean refresh(long[] ids) {
        SortedRows before = rows;
        if (view != null) {
            rows = view.current();
            return rows != before;
        }
        List<LeafRow> fresh = new ArrayList<>();
        List<@Nullable PropertySource> now = source.read(ids);
        for (int i = 0; i < ids.length; i++) {
            PropertySource row = now.get(i);
            if (row != null) {
                keys.examine(ids[i], row, fresh);
            }
        }
        rows = before.changed(ids, fresh);
        return rows != before;
    }
}
