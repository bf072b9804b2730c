package org.rialto.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rialto.base.MalformedDataException;
import org.rialto.database.SqlWork;
import org.rialto.mapi.MailError;

/// A mailbox of an [SqlStore], opened for whoever `current` says asks.
record SqlMailbox(SqlStore store, long mailboxId, Supplier<Access> current) implements Mailbox {
    @Override
    public Access access() { return current.get(); }

    @Override
    public MailboxInfo info() { return read(Snapshot::info); }

    @Override
    public <T> T read(Function<Snapshot, T> work) {
        Access access = access();
        try {
            return store.database().read(sql -> work.apply(store.joinRead(sql, mailboxId, access)));
        } catch (MailError.Damaged | MalformedDataException e) {
            throw damaged(e);
        }
    }

    @Override
    public <T> T write(Function<Change, T> work) {
        Access access = access();
        return writing(sql -> {
            SqlChange change = store.join(sql, mailboxId, access);
            int before = change.events();
            T result = work.apply(change);
            change.comesFrom(this, before);
            return result;
        });
    }

    /// A unit of work of this mailbox and others, or of more than its changes.
    <T> T writing(SqlWork<T> work) {
        try {
            return store.database().write(work);
        } catch (MailError.Damaged | MalformedDataException e) {
            throw damaged(e);
        }
    }

    @Override
    public List<Change.Copied> copyMessages(long folderId, int[] uids, Mailbox target,
            long targetFolderId) {
        return new BulkWork(this, folderId).copy(uids, target, targetFolderId);
    }

    @Override
    public void moveMessages(long folderId, int[] uids, Mailbox target, long targetFolderId,
            Consumer<List<Change.Copied>> moved) {
        new BulkWork(this, folderId).move(uids, target, targetFolderId, moved);
    }

    @Override
    public int[] deleteMessages(long folderId, int[] uids, boolean hard) {
        return new BulkWork(this, folderId).delete(uids, hard);
    }

    @Override
    public Change.FlagsChanged changeFlags(long folderId, int[] uids, FlagChange change) {
        return new BulkWork(this, folderId).flags(uids, change);
    }

    @Override
    public Emptied emptyFolder(long folderId, boolean associatedToo, boolean hard) {
        return new BulkWork(this, folderId).empty(associatedToo, hard);
    }

    /// What is stored cannot be read: by the engine, or by us.
    private MailError.Damaged damaged(RuntimeException cause) {
        return new MailError.Damaged("mailbox " + mailboxId + " is damaged (" + cause.getMessage()
                + "); `rialto check` tells more", cause);
    }

    @Override
    public Subscription subscribe(Consumer<StoreEvent> others, Consumer<StoreEvent> own,
            Runnable overflowed) {
        return store.events().subscribe(mailboxId,
                new EventQueue.Listeners(others, own, this, event -> access().full()
                        || read(snapshot -> ((SqlSnapshot) snapshot).mayHear(event))),
                overflowed);
    }
}
