package org.rialto.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.rialto.database.Database;
import java.util.function.Supplier;
import org.rialto.database.Sql;

/// All mailboxes of this server, in one database.
public sealed interface Store extends AutoCloseable permits SqlStore {
    /// Opens the store in `database`, bringing its tables up to date.
    static Store open(Database database, StoreConfiguration configuration) {
        return new SqlStore(database, configuration);
    }

    Blobs blobs();

    /// Creates a mailbox with its special folders; [MailError.Exists] for a GUID that is there.
    MailboxInfo createMailbox(NewMailbox mailbox);

    Optional<MailboxInfo> findMailbox(UUID guid);

    List<MailboxInfo> mailboxes();

    /// Deletes a mailbox with everything in it, in bounded steps.
    void deleteMailbox(long mailboxId);

    /// Goes on with a deletion that was cut off; nothing when it is not being deleted.
    void finishDeletion(long mailboxId);

    /// Goes on with all deletions, and undoes all restores, that were cut off; answers how many. A
    /// start does so by itself, behind what is being served.
    int finishInterrupted();

    /// For a restore: in this unit of work the mailbox is being built, and nobody else is to see it.
    /// To be called again from time to time; one of which nothing is heard for hours is removed.
    void building(Sql sql, long mailboxId) throws SQLException;

    /// For a restore: from this unit of work on the mailbox is there.
    void built(Sql sql, long mailboxId) throws SQLException;

    /// After the database was put back to an earlier time: moves every mailbox's numbers beyond what
    /// was given out meanwhile ([Renumbering]), and tells all who listen to read again. Answers how
    /// many mailboxes.
    int renumber();

    /// Removes for good what came to recoverable items before that time, in every mailbox, in
    /// bounded steps. Answers how many messages.
    int purgeRecoverable(Instant savedBefore);

    /// As [#purgeRecoverable(Instant)], in one mailbox.
    int purgeRecoverable(long mailboxId, Instant savedBefore);

    /// Removes the oldest recoverable items for good while the mailbox has more of them than its
    /// quota says ([MailboxInfo.Quota#recoverableBytes]). Answers how many messages. By itself it
    /// follows each commit, a moment later.
    int purgeOverQuota(long mailboxId);

    /// Removes tombstones that are older than that, as far as their age is known, in bounded
    /// steps; see [FolderChanges#complete]. To be called about once a day: it also notes how far
    /// the mailbox's numbers are now. Answers how many.
    int purgeTombstones(long mailboxId, Instant before);

    /// Opens a mailbox; [MailError.NotFound] when it is not there.
    default Mailbox open(long mailboxId, Access access) { return open(mailboxId, () -> access); }

    /// The same for an access that may change: asked for with every call.
    Mailbox open(long mailboxId, Supplier<Access> access);

    /// A mailbox's unit of work inside a caller's own: so that one commit can hold a message in
    /// several mailboxes and, say, the removal of its queue row. Lock order on PostgreSQL: join
    /// mailboxes in ascending id, before anything else is done. Events are published after the caller's commit.
    Change join(Sql sql, long mailboxId, Access access);

    /// As [#join], for reading on a caller's snapshot.
    Snapshot joinRead(Sql sql, long mailboxId, Access access);

    /// Mailboxes in which a folder's permissions name one of these principals: whom somebody may
    /// look at besides the own mailbox. The one question that spans mailboxes.
    List<MailboxInfo> mailboxesGranting(Set<UUID> principals);

    /// Brings the mailbox's search folders up to date before it returns; by themselves they follow
    /// each commit, a moment later.
    void updateSearchFolders(long mailboxId);

    /// Clears what is left of deleted folders before it returns; by themselves they are cleared, a
    /// moment after the commit.
    void clearDeletedFolders(long mailboxId);

    /// Removes texts of deleted messages from the full-text index; answers how many. For quiet
    /// hours: it looks through all texts of the mailbox.
    int sweepTexts(long mailboxId);

    /// Every event of every mailbox that this process writes, as [Mailbox#subscribe]; for the full-text index, rules and
    /// metrics.
    Subscription subscribe(Consumer<StoreEvent> listener, Runnable overflowed);

    @Override
    void close();
}
