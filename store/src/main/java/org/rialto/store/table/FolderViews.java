package org.rialto.store.table;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.rialto.mapi.MailError;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;

/// The sorted rows of folders that were looked at lately, for all tables without a restriction: so
/// that opening a table of a large folder again, in any order, costs what changed since. One for a
/// store; bounded by bytes, those not used longest go first.
public final class FolderViews {
    /// Of the heap, for views that are kept.
    private static final int OF_HEAP = 16;
    /// Of the heap, for the rows of all tables and views together.
    private static final int OF_HEAP_IN_ALL = 3;
    /// What a view itself weighs.
    private static final int VIEW_BYTES = 1_600;

    record Key(long mailboxId, long folderId, List<SortOrder> orders, int categories) {}

    private final long mostBytes;
    private final RowMemory memory;
    private final LinkedHashMap<Key, FolderView.Shared> views = new LinkedHashMap<>(64, 0.75f,
            true);
    private long keptBytes;
    private final AtomicLong examined = new AtomicLong();

    public FolderViews() { this(Runtime.getRuntime().maxMemory() / OF_HEAP); }

    /// @param mostBytes of views that are kept
    public FolderViews(long mostBytes) {
        this(mostBytes, Math.max(mostBytes, Runtime.getRuntime().maxMemory() / OF_HEAP_IN_ALL));
    }

    /// @param mostBytesInAll of the rows of all tables and views
    public FolderViews(long mostBytes, long mostBytesInAll) {
        this.mostBytes = mostBytes;
        this.memory = new RowMemory(mostBytesInAll, () -> new MailError.Unavailable(
                "tables hold all the memory there is for their rows"));
    }

    /// What the rows of all tables hold.
    public RowMemory memory() { return memory; }

    /// Rows of sources that were looked at so far: what keeping the views cost.
    public long examinedRows() { return examined.get(); }

    /// What the views hold that are kept.
    public synchronized long keptBytes() { return keptBytes; }

    /// A view for one table, which is to release it.
    synchronized FolderView get(FolderContents contents, SortOrderSet order) {
        Key key = new Key(contents.mailboxId(), contents.folder().folderId(), order.orders(),
                order.categoryCount());
        FolderView.Shared shared = views.computeIfAbsent(key,
                absent -> new FolderView.Shared(absent, memory.share()));
        shared.hold(1);
        return new FolderView(this, shared, contents,
                new RowKeys(order, null, null, shared.memory()));
    }

    synchronized void release(FolderView.Shared shared) {
        if (shared.hold(-1) == 0 && views.get(shared.key()) != shared) {
            shared.memory().close();
        }
    }

    /// Counts what a view holds now, and makes room. One that no longer belongs here counts not.
    synchronized void used(FolderView.Shared shared, long bytes, long lookedAt) {
        examined.addAndGet(lookedAt);
        shared.memory().hold(bytes);
        if (views.get(shared.key()) != shared) {
            return;
        }
        keptBytes += VIEW_BYTES + bytes - shared.count(VIEW_BYTES + bytes);
        Iterator<FolderView.Shared> eldest = views.values().iterator();
        while (keptBytes > mostBytes && eldest.hasNext()) {
            FolderView.Shared other = eldest.next();
            eldest.remove();
            keptBytes -= other.count(0);
            if (other.hold(0) == 0) {
                other.memory().close();
            }
        }
    }
}
