package org.rialto.store;

import java.util.function.Consumer;
import java.util.function.Function;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;

/// A mailbox of an [SqlStore], opened for one access.
record SqlMailbox(SqlStore store, long mailboxId, Access access) implements Mailbox {
    @Override
    public MailboxInfo info() { return read(Snapshot::info); }

    @Override
    public <T> T read(Function<Snapshot, T> work) {
        try {
            return store.database().read(sql -> work.apply(store.joinRead(sql, mailboxId, access)));
        } catch (MailError.Damaged | MalformedDataException e) {
            throw damaged(e);
        }
    }

    @Override
    public <T> T write(Function<Change, T> work) {
        try {
            return store.database().write(sql -> work.apply(store.join(sql, mailboxId, access)));
        } catch (MailError.Damaged | MalformedDataException e) {
            throw damaged(e);
        }
    }

    /// What is stored cannot be read: by the engine, or by us.
    private MailError.Damaged damaged(RuntimeException cause) {
        return new MailError.Damaged("mailbox " + mailboxId + " is damaged (" + cause.getMessage()
                + "); `rialto check` tells more", cause);
    }

    @Override
    public Subscription subscribe(Consumer<StoreEvent> listener, Runnable overflowed) {
        return store.events().subscribe(mailboxId, listener, overflowed, event -> access.full()
                || read(snapshot -> ((SqlSnapshot) snapshot).mayHear(event)));
    }
}
