package org.rialto.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;

/// What one unit of work holds of one mailbox, whoever acts in it: the mailbox's row (locked) and
/// the rows of the folders it touches, whose counters are written once, at its end; and what is to
/// be told after the commit.
final class UnitState {
    final MailboxState mailbox;
    /// When this unit of work runs, in FILETIME intervals.
    final long now = FileTime.fromInstant(Instant.now());
    final Map<Long, FolderState> folders = new LinkedHashMap<>();
    final Map<Long, List<IndexDelta>> deltas = new LinkedHashMap<>();
    final Set<Long> dropped = new HashSet<>();
    final List<StoreEvent> events = new ArrayList<>();
    /// Through which object an event came about, where that is known.
    final Map<StoreEvent, Object> origins = new IdentityHashMap<>();
    private final SqlStore store;
    private final Sql sql;

    private UnitState(SqlStore store, Sql sql, long mailboxId) throws SQLException {
        this.store = store;
        this.sql = sql;
        this.mailbox = MailboxState.get(sql, mailboxId, true);
        sql.beforeCommit(this::settle);
        sql.afterCommit(this::publish);
    }

    private record Key(SqlStore store, long mailboxId) {}

    /// The one state of the mailbox in this unit of work.
    static UnitState of(SqlStore store, Sql sql, long mailboxId) throws SQLException {
        Key key = new Key(store, mailboxId);
        if (sql.attachment(key) instanceof UnitState known) {
            return known;
        }
        UnitState first = new UnitState(store, sql, mailboxId);
        sql.attach(key, first);
        return first;
    }

    void settle() throws SQLException {
        for (FolderState folder : folders.values()) {
            if (folder.dirty) {
                folder.write(sql, mailbox.mailboxId, now);
            }
        }
        mailbox.write(sql);
    }

    private void publish() {
        long mailboxId = mailbox.mailboxId;
        deltas.forEach((folderId, some) -> {
            FolderState folder = folders.get(folderId);
            if (folder == null) {
                store.indexes().forget(mailboxId, folderId);
            } else {
                store.indexes().committed(mailboxId, folderId, folder.contentsBefore, some);
            }
        });
        dropped.forEach(folderId -> store.indexes().forget(mailboxId, folderId));
        store.events().publish(mailboxId, events, origins);
        store.remote().announce(mailboxId, events);
        store.recoverable().committed(mailbox);
        if (mailbox.hasSearches()) {
            store.searches().wake(mailboxId);
        }
    }
}
