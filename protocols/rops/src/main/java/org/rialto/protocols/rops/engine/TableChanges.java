package org.rialto.protocols.rops.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.store.Mailbox;
import org.rialto.store.Snapshot;
import org.rialto.store.StoreEvent;
import org.rialto.store.Subscription;

/// What happened to a table's rows since the table last looked. Made before the table, so that
/// nothing is missed; filled by a thread of the store.
public final class TableChanges implements AutoCloseable {
    /// Further ids are not worth keeping: the table looks at everything again.
    private static final int MOST = 10_000;

    private final Set<Long> ids = new LinkedHashSet<>();
    /// Of rows that the client changed itself, of which it is not told.
    private final Set<Long> quietIds = new LinkedHashSet<>();
    /// By folder.
    private final Map<Long, Set<Integer>> uids = new HashMap<>();
    private int uidCount;
    private final @Nullable Mailbox mailbox;
    private final long folderId;
    private final boolean ofFolders;
    private final boolean ownToo;
    private @Nullable Subscription subscription;
    private @Nullable Runnable whenChanged;
    private boolean overflowed;
    private boolean closed;

    private TableChanges(@Nullable Mailbox mailbox, long folderId, boolean ofFolders,
            boolean ownToo) {
        this.ownToo = ownToo;
        this.mailbox = mailbox;
        this.folderId = folderId;
        this.ofFolders = ofFolders;
        subscribe();
    }

    /// Of rows that do not change while the table is open.
    public static TableChanges none() { return new TableChanges(null, 0, false, true); }

    /// Of the messages of a folder.
    static TableChanges ofContents(Mailbox mailbox, long folderId) {
        return new TableChanges(mailbox, folderId, false, true);
    }

    /// Of the messages of all folders.
    static TableChanges ofMailbox(Mailbox mailbox) {
        return new TableChanges(mailbox, 0, false, true);
    }

    /// Of the folders below a folder.
    ///
    /// @param ownToo whether the client is told of what it does itself
    static TableChanges ofHierarchy(Mailbox mailbox, long folderId, boolean ownToo) {
        return new TableChanges(mailbox, folderId, true, ownToo);
    }

    private void subscribe() {
        if (mailbox == null) {
            return;
        }
        Consumer<StoreEvent> others = ofFolders
                ? event -> add(event.folderId())
                : this::contentsEvent;
        Subscription open = mailbox.subscribe(others,
                ownToo ? others : event -> addQuietly(event.folderId()), this::lost);
        synchronized (this) {
            if (!closed) {
                subscription = open;
                return;
            }
        }
        open.close();
    }

    /// Calls `task`, on a thread of the store, when there is something new. Null for no longer.
    synchronized void whenChanged(@Nullable Runnable task) { whenChanged = task; }

    private void contentsEvent(StoreEvent event) {
        if (folderId != 0 && event.folderId() != folderId) {
            return;
        }
        switch (event) {
            case StoreEvent.MessageCreated created -> add(created.messageId());
            case StoreEvent.MessageModified modified -> add(modified.messageId());
            case StoreEvent.MessagesDeleted deleted -> add(deleted.messageIds());
            case StoreEvent.FlagsChanged flags -> addUids(flags.folderId(), flags.uids());
            case StoreEvent.MessageCopied _,StoreEvent.FolderCreated _,StoreEvent.FolderCopied _,StoreEvent.FolderModified _,StoreEvent.FolderDeleted _,StoreEvent.FolderMoved _,StoreEvent.NewMail _,StoreEvent.SearchComplete _ ->
                {
                }
        }
    }

    private void add(long... some) {
        synchronized (this) {
            for (long id : some) {
                ids.add(id);
            }
            checkSize();
        }
        tell();
    }

    private synchronized void addQuietly(long id) {
        quietIds.add(id);
        checkSize();
    }

    private void addUids(long inFolder, int[] some) {
        synchronized (this) {
            Set<Integer> known = uids.computeIfAbsent(inFolder, _ -> new LinkedHashSet<>());
            for (int uid : some) {
                uidCount += known.add(uid) ? 1 : 0;
            }
            checkSize();
        }
        tell();
    }

    private void tell() {
        Runnable task;
        synchronized (this) {
            task = closed ? null : whenChanged;
        }
        if (task != null) {
            task.run();
        }
    }

    private void checkSize() {
        if (ids.size() + uidCount + quietIds.size() > MOST) {
            overflow();
        }
    }

    private void overflow() {
        overflowed = true;
        ids.clear();
        uids.clear();
        uidCount = 0;
    }

    /// The store's events did not all come, and no more will: listens anew.
    private void lost() {
        subscribe();
        synchronized (this) {
            overflow();
        }
        tell();
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

    /// The rows that the client changed itself, of which it is not to be told; once.
    synchronized long[] takeQuiet() {
        long[] quiet = quietIds.stream().filter(id -> !ids.contains(id))
                .mapToLong(Long::longValue).toArray();
        quietIds.clear();
        return quiet;
    }

    /// The rows that changed, once.
    long[] take() {
        Set<Long> all;
        Map<Long, int[]> changedUids = new HashMap<>();
        synchronized (this) {
            if (ids.isEmpty() && uids.isEmpty()) {
                return new long[0];
            }
            all = new LinkedHashSet<>(ids);
            uids.forEach((inFolder, some) -> changedUids.put(inFolder,
                    some.stream().mapToInt(Integer::intValue).sorted().toArray()));
            ids.clear();
            uids.clear();
            uidCount = 0;
        }
        if (!changedUids.isEmpty() && mailbox != null) {
            mailbox.<Boolean>read(snapshot -> {
                changedUids.forEach((inFolder, some) -> addIds(snapshot, inFolder, some, all));
                return true;
            });
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private static void addIds(Snapshot snapshot, long inFolder, int[] some, Set<Long> all) {
        try {
            snapshot.messages(inFolder, some, Set.of()).forEach(row -> all.add(row.messageId()));
        } catch (MailError.NotFound | MailError.Denied e) {
            // The folder is gone, which is another event; or was never shown.
            return;
        }
    }

    @Override
    public void close() {
        Subscription open;
        synchronized (this) {
            closed = true;
            open = subscription;
        }
        if (open != null) {
            open.close();
        }
    }
}
