package org.rialto.protocols.rops.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageRow;
import org.rialto.store.Snapshot;
import org.rialto.store.StoreEvent;
import org.rialto.store.Subscription;

/// What happened to a table's rows since the table last looked. Made before the table, so that
/// nothing is missed; filled by a thread of the store.
public final class TableChanges implements AutoCloseable {
    /// Further ids are not worth keeping: the table looks at everything again.
    private static final int MOST = 10_000;

    private final Set<Long> ids = new LinkedHashSet<>();
    private final Set<Integer> uids = new LinkedHashSet<>();
    private final @Nullable Mailbox mailbox;
    private final long folderId;
    private @Nullable Subscription subscription;
    private boolean overflowed;

    private TableChanges(@Nullable Mailbox mailbox, long folderId) {
        this.mailbox = mailbox;
        this.folderId = folderId;
    }

    /// Of rows that do not change while the table is open.
    public static TableChanges none() { return new TableChanges(null, 0); }

    /// Of the messages of a folder.
    static TableChanges ofContents(Mailbox mailbox, long folderId) {
        TableChanges changes = new TableChanges(mailbox, folderId);
        changes.subscription = mailbox.subscribe(changes::contentsEvent, changes::overflow);
        return changes;
    }

    /// Of the folders below a folder.
    static TableChanges ofHierarchy(Mailbox mailbox, long folderId) {
        TableChanges changes = new TableChanges(mailbox, folderId);
        changes.subscription = mailbox.subscribe(event -> changes.add(event.folderId()),
                changes::overflow);
        return changes;
    }

    private void contentsEvent(StoreEvent event) {
        if (event.folderId() != folderId) {
            return;
        }
        switch (event) {
            case StoreEvent.MessageCreated created -> add(created.messageId());
            case StoreEvent.MessageModified modified -> add(modified.messageId());
            case StoreEvent.MessagesDeleted deleted -> add(deleted.messageIds());
            case StoreEvent.MessageCopied copied -> add(copied.messageId());
            case StoreEvent.FlagsChanged flags -> addUids(flags.uids());
            case StoreEvent.FolderCreated _,StoreEvent.FolderModified _,StoreEvent.FolderDeleted _,StoreEvent.FolderMoved _,StoreEvent.SearchComplete _ ->
                {
                }
        }
    }

    private synchronized void add(long... some) {
        for (long id : some) {
            ids.add(id);
        }
        checkSize();
    }

    private synchronized void addUids(int[] some) {
        for (int uid : some) {
            uids.add(uid);
        }
        checkSize();
    }

    private void checkSize() {
        if (ids.size() + uids.size() > MOST) {
            overflow();
        }
    }

    private synchronized void overflow() {
        overflowed = true;
        ids.clear();
        uids.clear();
    }

    /// Whether everything must be looked at again; says so once.
    boolean overflowed() {
        boolean restart;
        synchronized (this) {
            restart = overflowed;
            overflowed = false;
        }
        return restart;
    }

    /// The rows that changed, once.
    long[] take() {
        Set<Long> all;
        int[] changedUids;
        synchronized (this) {
            if (ids.isEmpty() && uids.isEmpty()) {
                return new long[0];
            }
            all = new LinkedHashSet<>(ids);
            changedUids = uids.stream().mapToInt(Integer::intValue).sorted().toArray();
            ids.clear();
            uids.clear();
        }
        if (changedUids.length > 0 && mailbox != null) {
            List<MessageRow> rows = mailbox.read((Snapshot snapshot) -> snapshot
                    .messages(folderId, changedUids, Set.of()));
            rows.forEach(row -> all.add(row.messageId()));
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {
        Subscription open = subscription;
        if (open != null) {
            open.close();
        }
    }
}
