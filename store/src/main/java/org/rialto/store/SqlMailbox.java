package org.rialto.store;

import java.util.function.Consumer;
import java.util.function.Function;

/// A mailbox of an [SqlStore], opened for one access.
record SqlMailbox(SqlStore store, long mailboxId, Access access) implements Mailbox {
    @Override
    public MailboxInfo info() { return read(Snapshot::info); }

    @Override
    public <T> T read(Function<Snapshot, T> work) {
        return store.database().read(sql -> work.apply(store.joinRead(sql, mailboxId, access)));
    }

    @Override
    public <T> T write(Function<Change, T> work) {
        return store.database().write(sql -> work.apply(store.join(sql, mailboxId, access)));
    }

    @Override
    public Subscription subscribe(Consumer<StoreEvent> listener, Runnable overflowed) {
        return store.events().subscribe(mailboxId, listener, overflowed, event -> access.full()
                || read(snapshot -> ((SqlSnapshot) snapshot).mayHear(event)));
    }
}
