package org.rialto.store;

import java.util.function.Consumer;
import java.util.function.Function;

/// A mailbox opened for one [Access]; every call checks its rights. Cheap to make, holds no
/// connection. Opened by [Store#open]; protocols get theirs from the `mailbox` room.
public interface Mailbox {
    MailboxInfo info();

    Access access();

    /// Runs `work` on a consistent snapshot. It must not wait for the network: gather a batch,
    /// return it, write it out, come back for the next.
    <T> T read(Function<Snapshot, T> work);

    /// Runs a unit of work: when this returns normally the change is on disk; when `work` throws,
    /// nothing of it happened and the exception is passed on. It runs on the writer's thread:
    /// quick, no hashing, parsing or network in it. It may run again after a conflict of
    /// transactions, so it must have no other effects.
    <T> T write(Function<Change, T> work);

    /// Calls `listener` with each event of this mailbox after its commit, in order, on a thread of
    /// the store; it must return quickly and not call back into the store. Events of folders that
    /// the access may not see are left out. A listener that falls behind is sent nothing more and
    /// its `overflowed` is run once; it should then re-read.
    Subscription subscribe(Consumer<StoreEvent> listener, Runnable overflowed);
}
