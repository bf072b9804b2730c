package org.rialto.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A mailbox opened for an [Access]; every call checks the rights it has then. Cheap to make, holds no
/// connection. Opened by [Store#open]; protocols get theirs from the `mailbox` room.
public interface Mailbox {
    MailboxInfo info();

    /// Of who asks, as of now.
    Access access();

    /// Runs `work` on a consistent snapshot. It must not wait for the network: gather a batch,
    /// return it, write it out, come back for the next.
    <T> T read(Function<Snapshot, T> work);

    /// Runs a unit of work: when this returns normally the change is on disk; when `work` throws,
    /// nothing of it happened and the exception is passed on. It runs on the writer's thread:
    /// quick, no hashing, parsing or network in it. It may run again after a conflict of
    /// transactions, so it must have no other effects.
    <T> T write(Function<Change, T> work);

    // Of any number of messages. Each is several units of work of bounded size, so that others'
    // come in between; [Change] has the same for a few messages together with other changes. A
    // failure, or a crash, leaves done what is done, message by message whole, but for copies.

    /// Copies messages, in the order given, into a folder of this mailbox or of another of the same
    /// store; UIDs that are gone are left out. All or nothing: the copies come into sight unit by
    /// unit, and go again when it fails (after a crash, with the next start).
    List<Change.Copied> copyMessages(long folderId, int[] uids, Mailbox target,
            long targetFolderId);

    /// Moves messages, as [#copyMessages]. `moved` is called after each unit of work with what it
    /// moved, so that it is known when a later one fails.
    void moveMessages(long folderId, int[] uids, Mailbox target, long targetFolderId,
            Consumer<List<Change.Copied>> moved);

    /// Removes messages; see [Change#deleteMessages].
    int[] deleteMessages(long folderId, int[] uids, boolean hard);

    /// Changes state bits and keywords; see [Change#changeFlags].
    Change.FlagsChanged changeFlags(long folderId, int[] uids, FlagChange change);

    /// Deletes the messages of the folder, with `associatedToo` its associated ones, and the
    /// folders below it. What the actor may not delete, messages that are submitted and not sent yet
    /// ([MessageFlags#SUBMITTED]), and special folders, are left.
    ///
    /// @throws org.rialto.mapi.MailError.Denied the actor may delete none of it
    Emptied emptyFolder(long folderId, boolean associatedToo, boolean hard);

    /// @param messages of its own that were deleted
    /// @param partial whether something was left
    record Emptied(int messages, boolean partial) {}

    /// Calls `listener` with each event of this mailbox after its commit, in order, on a thread of
    /// the store; it must return quickly and not call back into the store. Events of folders that
    /// the access may not see are left out. A listener that falls behind is sent nothing more and
    /// its `overflowed` is run once; it should then re-read.
    default Subscription subscribe(Consumer<StoreEvent> listener, Runnable overflowed) {
        return subscribe(listener, listener, overflowed);
    }

    /// As above, with a listener of their own for events of what was written by this very object.
    Subscription subscribe(Consumer<StoreEvent> others, Consumer<StoreEvent> own,
            Runnable overflowed);
}
