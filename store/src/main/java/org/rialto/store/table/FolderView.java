package org.rialto.store.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.store.FolderChanges;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageValues;

/// All normal messages of a folder in one sort order, as one table's access sees the shared
/// [Shared] rows: brought up to date by looking only at what changed since they were last.
record FolderView(FolderViews views, Shared shared, FolderContents contents, RowKeys keys) {
    /// The rows that all views of a folder and order share.
    static final class Shared {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable SortedRows rows;
        /// The folder's contents change number that `rows` are up to date with.
        private long changeNumber;
        private final FolderViews.Key key;
        private final RowMemory.Share memory;
        /// How many tables show it; under the lock of [FolderViews].
        private int holders;
        private long counted;

        Shared(FolderViews.Key key, RowMemory.Share memory) {
            this.key = key;
            this.memory = memory;
        }

        FolderViews.Key key() { return key; }

        RowMemory.Share memory() { return memory; }

        /// One table more or less; answers how many there are.
        int hold(int more) {
            holders += more;
            return holders;
        }

        /// Notes how many bytes [FolderViews] counts this as, under its lock; answers the number
        /// before.
        long count(long count) {
            long before = counted;
            counted = count;
            return before;
        }
    }

    /// The table shows it no longer.
    void release() { views.release(shared); }

    /// The rows as of now. Checks the access's rights on the folder.
    SortedRows current() {
        shared.lock.lock();
        long before = keys.examined();
        long changeNumber = shared.changeNumber;
        try {
            SortedRows rows = shared.rows;
            if (rows == null) {
                rows = build();
            }
            rows = update(rows);
            views.used(shared, rows.bytes(), keys.examined() - before);
            shared.rows = rows;
            return rows;
        } catch (RuntimeException e) {
            // What changed is looked at again next time.
            shared.changeNumber = changeNumber;
            SortedRows kept = shared.rows;
            shared.memory.hold(Math.min(shared.memory.bytes(), kept == null ? 0 : kept.bytes()));
            throw e;
        } finally {
            shared.lock.unlock();
        }
    }

    private SortedRows build() {
        shared.changeNumber = contents.mailbox().read(
                snapshot -> snapshot.folder(contents.folder().folderId()).contentsChangeNumber());
        List<LeafRow> all = new ArrayList<>();
        keys.begin(0);
        contents.forEach(keys.columns(), (row, id) -> keys.examine(id, row, all));
        return SortedRows.of(keys.order(), all);
    }

    private SortedRows update(SortedRows rows) {
        FolderChanges changes = contents.mailbox().read(snapshot -> snapshot
                .changesSince(contents.folder().folderId(), shared.changeNumber));
        boolean many = changes.changedUids().length > Math.max(1_000, rows.size() / 2);
        if (!changes.complete() || many && shared.rows != null) {
            return build();
        }
        long[] changed = changes.changedMessageIds();
        long[] ids = LongStream.concat(Arrays.stream(changed),
                Arrays.stream(changes.deletedMessageIds())).toArray();
        if (ids.length > 0) {
            Set<MessagePart> parts = MessageValues.parts(keys.columns());
            List<LeafRow> fresh = new ArrayList<>();
            keys.begin(rows.bytes());
            List<@Nullable PropertySource> now = contents.read(changed, parts);
            for (int i = 0; i < changed.length; i++) {
                PropertySource row = now.get(i);
                if (row != null) {
                    keys.examine(changed[i], row, fresh);
                }
            }
            rows = rows.changed(ids, fresh);
        }
        shared.changeNumber = changes.contentsChangeNumber();
        return rows;
    }
}
