package org.rialto.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder indexes in use, kept current by committed changes: a change is noted when it is
/// committed and worked in when somebody looks. An index is right for exactly one contents change
/// number of its folder, so a reader whose snapshot has another number than the cache never gets
/// a wrong one.
final class FolderIndexCache {
    private static final long MOST_MESSAGES = 2_000_000;
    private static final int MOST_NOTED = 10_000;

    private record Key(long mailboxId, long folderId) {}

    private static final class Entry {
        private FolderIndex index;
        private final List<IndexDelta> noted = new ArrayList<>();

        private Entry(FolderIndex index) { this.index = index; }

        private long latest() {
            return noted.isEmpty()
                    ? index.contentsChangeNumber()
                    : noted.getLast().contentsChangeNumber();
        }

        private void work() {
            if (!noted.isEmpty()) {
                long latest = latest();
                IndexColumns columns = new IndexColumns(index);
                noted.forEach(columns::apply);
                noted.clear();
                index = columns.toIndex(latest);
            }
        }
    }

    private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long messages;

    /// The index of that contents change number, or null.
    synchronized @Nullable FolderIndex get(long mailboxId, long folderId,
            long contentsChangeNumber) {
        Entry entry = entries.get(new Key(mailboxId, folderId));
        if (entry == null || entry.latest() != contentsChangeNumber) {
            return null;
        }
        messages -= entry.index.count();
        entry.work();
        messages += entry.index.count();
        return entry.index;
    }

    /// Keeps an index that was read from a snapshot, unless the cache knows a later one.
    synchronized void put(long mailboxId, FolderIndex index) {
        Key key = new Key(mailboxId, index.folderId());
        Entry known = entries.get(key);
        if (known != null && known.latest() >= index.contentsChangeNumber()) {
            return;
        }
        remove(key);
        entries.put(key, new Entry(index));
        messages += index.count();
        Iterator<Key> eldest = List.copyOf(entries.keySet()).iterator();
        while (messages > MOST_MESSAGES && entries.size() > 1) {
            remove(eldest.next());
        }
    }

    private void remove(Key key) {
        Entry removed = entries.remove(key);
        if (removed != null) {
            messages -= removed.index.count();
        }
    }

    /// Notes what a unit of work did, after its commit and before the next one's of the mailbox.
    ///
    /// @param before the folder's contents change number when the unit began
    synchronized void committed(long mailboxId, long folderId, long before,
            List<IndexDelta> deltas) {
        Key key = new Key(mailboxId, folderId);
        Entry entry = entries.get(key);
        if (entry == null || entry.latest() >= deltas.getLast().contentsChangeNumber()) {
            return;
        }
        // Another number: the index was read before a commit that was noted before it came.
        if (entry.latest() != before || entry.noted.size() + deltas.size() > MOST_NOTED) {
            remove(key);
        } else {
            entry.noted.addAll(deltas);
        }
    }

    synchronized void forget(long mailboxId, long folderId) {
        remove(new Key(mailboxId, folderId));
    }
}
