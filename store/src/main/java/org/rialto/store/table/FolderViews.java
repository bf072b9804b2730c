package org.rialto.store.table;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;

/// The sorted rows of folders that were looked at lately, for all tables without a restriction: so
/// that opening a table of a large folder again, in any order, costs what changed since. One for a
/// store; bounded by rows, those not used longest go first.
public final class FolderViews {
    /// About 100 bytes each.
    private static final long MOST_ROWS = 1_000_000;

    /// What a view itself weighs, in rows.
    private static final int VIEW_ROWS = 16;

    record Key(long mailboxId, long folderId, List<SortOrder> orders, int categories) {}

    private final long mostRows;
    private final LinkedHashMap<Key, FolderView.Shared> views = new LinkedHashMap<>(64, 0.75f,
            true);
    private long rows;
    private final AtomicLong examined = new AtomicLong();

    public FolderViews() { this(MOST_ROWS); }

    public FolderViews(long mostRows) { this.mostRows = mostRows; }

    /// Rows of sources that were looked at so far: what keeping the views cost.
    public long examinedRows() { return examined.get(); }

    /// Rows that are kept now, with a few more for each view.
    public synchronized long rows() { return rows; }

    synchronized FolderView get(FolderContents contents, SortOrderSet order) {
        Key key = new Key(contents.mailboxId(), contents.folder().folderId(), order.orders(),
                order.categoryCount());
        FolderView.Shared shared = views.computeIfAbsent(key, FolderView.Shared::new);
        return new FolderView(this, shared, contents, new RowKeys(order, null, null));
    }

    /// Counts what a view holds now, and makes room. One that no longer belongs here counts not.
    synchronized void used(FolderView.Shared shared, int size, long lookedAt) {
        examined.addAndGet(lookedAt);
        if (views.get(shared.key()) != shared) {
            return;
        }
        rows += VIEW_ROWS + size - shared.count(VIEW_ROWS + size);
        Iterator<FolderView.Shared> eldest = views.values().iterator();
        while (rows > mostRows && eldest.hasNext()) {
            FolderView.Shared other = eldest.next();
            eldest.remove();
            rows -= other.count(0);
        }
    }
}
