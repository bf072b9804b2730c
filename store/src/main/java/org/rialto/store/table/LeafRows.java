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
final class LeafRows implements AutoCloseable {
    private final TableSource source;
    private final RowMemory.Share memory;
    private final RowKeys keys;
    private final @Nullable FolderView view;
    private SortedRows rows;

    LeafRows(TableSource source, SortOrderSet order, @Nullable Restriction restriction,
            @Nullable PropertyTag instanceColumn, RowMemory memory) {
        this.source = source;
        this.view = restriction == null && instanceColumn == null
                && source.sorted() instanceof FolderContents contents
                        ? contents.view(order)
                        : null;
        this.memory = view == null ? memory.share() : memory.shareOf(view.shared());
        this.keys = new RowKeys(order, restriction, instanceColumn, this.memory);
        boolean done = false;
        try {
            if (view != null) {
                rows = view.current();
            } else {
                List<LeafRow> all = new ArrayList<>();
                source.forEach(keys.columns(), (row, id) -> keys.examine(id, row, all));
                rows = SortedRows.of(order, all);
            }
            this.memory.hold(rows.bytes());
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    List<LeafRow> sorted() { return rows.list(); }

    SortedRows rows() { return rows; }

    /// How many source rows this table looked at so far, without those of a shared view.
    long examined() { return keys.examined(); }

    /// How many were looked at for it, also for a view that it shares.
    long lookedAt() { return keys.examined() + (view == null ? 0 : view.keys().examined()); }

    /// Takes in what the source's rows of these ids are now. Answers whether anything changed here.
    boolean refresh(long[] ids) {
        SortedRows before = rows;
        SortedRows after;
        if (view != null) {
            after = view.current();
        } else {
            List<LeafRow> fresh = new ArrayList<>();
            List<@Nullable PropertySource> now = source.read(ids);
            keys.begin(before.bytes());
            for (int i = 0; i < ids.length; i++) {
                PropertySource row = now.get(i);
                if (row != null) {
                    keys.examine(ids[i], row, fresh);
                }
            }
            after = before.changed(ids, fresh);
        }
        memory.hold(after.bytes());
        rows = after;
        return after != before;
    }

    @Override
    public void close() {
        memory.close();
        if (view != null) {
            view.release();
        }
    }
}
