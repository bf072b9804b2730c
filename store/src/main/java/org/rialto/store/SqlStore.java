package org.rialto.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rialto.base.Uninterruptibly;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.database.Migrations;
import org.rialto.database.Sql;
import org.rialto.database.UncheckedSqlException;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.blob.ChunkBlobs;
import org.rialto.store.blob.SegmentBlobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.rialto.store.search.TextIndex;

/// The store in an SQL database. See README.md for the schema and what always holds.
final class SqlStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(SqlStore.class);
    private static final long TIDY_MILLIS = 10 * 60_000;
    private static final long BLOB_GRACE_SECONDS = 3_600;
    private static final long FIRST_COUNTER = 1;
    private static final int DELETE_AT_A_TIME = 500;
    private static final long LOST_MAILBOXES = 1_000;
    /// A mailbox that is being restored, and of which nothing was heard for so long, is not any more.
    private static final long BUILDING_MILLIS = 6 * 3_600_000L;

    private final Database database;
    private final Blobs blobs;
    private final Thread tidying;
    private final FolderIndexCache indexes = new FolderIndexCache();
    private final StoreEvents events = new StoreEvents();
    private final RemoteEvents remote;
    private final SearchUpdater searches = new SearchUpdater(this);
    private final UnfinishedWork unfinished;
    private final RecoverableItems recoverable = new RecoverableItems(this);
    private final Map<Long, Map<SpecialFolder, Long>> specialFolders = new ConcurrentHashMap<>();
    private volatile boolean closing;

    SqlStore(Database database, StoreConfiguration configuration) {
        this.database = database;
        new Migrations("store", SqlStore.class).run(database);
        TextIndex.migrate(database);
        this.blobs = switch (database.dialect()) {
            case SQLITE -> new SegmentBlobs(database, configuration);
            case POSTGRES -> new ChunkBlobs(database, configuration);
        };
        this.remote = new RemoteEvents(database, events, indexes);
        this.unfinished = new UnfinishedWork(this);
        // On SQLite nobody but this process can be at any of them.
        List<Long> interrupted = interrupted(database.dialect() == Dialect.SQLITE);
        this.tidying = Thread.ofVirtual().name("store-tidy").start(() -> tidy(interrupted));
    }

    private void tidy(List<Long> interrupted) {
        try {
            finish(interrupted);
        } catch (RuntimeException e) {
            log.warn("A deletion that was cut off could not be finished and will be later: {}",
                    e.toString());
        }
        try {
            while (true) {
                Thread.sleep(TIDY_MILLIS);
                try {
                    blobs.collect(BLOB_GRACE_SECONDS);
                } catch (RuntimeException e) {
                    log.warn("Collecting unused blobs failed and will be tried again", e);
                }
            }
        } catch (InterruptedException e) {
            // The store is being closed.
        }
    }

    Database database() { return database; }

    FolderIndexCache indexes() { return indexes; }

    StoreEvents events() { return events; }

    RemoteEvents remote() { return remote; }

    SearchUpdater searches() { return searches; }

    UnfinishedWork unfinished() { return unfinished; }

    RecoverableItems recoverable() { return recoverable; }

    @Override
    public Blobs blobs() { return blobs; }

    @Override
    public MailboxInfo createMailbox(NewMailbox mailbox) {
        return database.write(sql -> {
            long taken = sql.number("SELECT COUNT(*) FROM mailbox WHERE guid = ?", 0,
                    mailbox.guid().toString());
            if (taken > 0) {
                throw new MailError.Exists("there is a mailbox " + mailbox.guid() + " already");
            }
            long mailboxId = insert(sql, mailbox);
            SqlChange change = new SqlChange(this, sql, mailboxId, Access.SYSTEM);
            FolderEditor editor = new FolderEditor(change);
            Map<SpecialFolder, Long> ids = new EnumMap<>(SpecialFolder.class);
            for (SpecialFolder special : SpecialFolder.values()) {
                if (special.isIn(mailbox.kind())) {
                    long parent = special.parent() == null
                            ? 0
                            : java.util.Objects.requireNonNull(ids.get(special.parent()));
                    ids.put(special, editor.insert(parent, new NewFolder(special.type(),
                            special.displayName(), special.containerClass(), new PropertyBag()),
                            special));
                }
            }
            change.settle();
            return change.mailbox.toInfo();
        });
    }

    private static long insert(Sql sql, NewMailbox mailbox) throws SQLException {
        sql.update("INSERT INTO store_counter (name, last) VALUES ('mailbox', 1)"
                + " ON CONFLICT (name) DO UPDATE SET last = store_counter.last + 1");
        long mailboxId = sql.number("SELECT last FROM store_counter WHERE name = 'mailbox'", 0);
        UUID replica = UUID.randomUUID();
        MailboxInfo.Quota quota = mailbox.quota();
        sql.update("INSERT INTO mailbox (mailbox_id, guid, kind, display_name, replica_guid,"
                + " counter, uid_validity, quota_warning, quota_send, quota_receive,"
                + " quota_recoverable, content_size, message_count, recoverable_size, created)"
                + " VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, 0, 0, 0, ?)", mailboxId,
                mailbox.guid().toString(), mailbox.kind().ordinal(), mailbox.displayName(),
                replica.toString(), FIRST_COUNTER, quota.warningBytes(), quota.prohibitSendBytes(),
                quota.prohibitReceiveBytes(), quota.recoverableBytes(),
                FileTime.fromInstant(Instant.now()));
        sql.update("INSERT INTO replica (mailbox_id, replica_id, guid) VALUES (?, 1, ?)",
                mailboxId, replica.toString());
        return mailboxId;
    }

    @Override
    public Optional<MailboxInfo> findMailbox(UUID guid) {
        MailboxState found = database.read(sql -> sql.first(MailboxState.select("guid = ?"),
                MailboxState::read, guid.toString()));
        return Optional.ofNullable(found).map(MailboxState::toInfo);
    }

    @Override
    public List<MailboxInfo> mailboxes() {
        return database.read(sql -> sql.query(MailboxState.select("1 = 1") + " ORDER BY mailbox_id",
                row -> MailboxState.read(row).toInfo()));
    }

    @Override
    public Mailbox open(long mailboxId, Supplier<Access> access) {
        database.read(sql -> MailboxState.get(sql, mailboxId, false));
        return new SqlMailbox(this, mailboxId, access);
    }

    @Override
    public SqlChange join(Sql sql, long mailboxId, Access access) {
        // Until the events are published: that is what keeps them in order.
        sql.exclusive(mailboxId);
        return UncheckedSqlException.of(() -> new SqlChange(this, sql, mailboxId, access));
    }

    @Override
    public Snapshot joinRead(Sql sql, long mailboxId, Access access) {
        return new SqlSnapshot(this, sql, mailboxId, access);
    }

    @Override
    public List<MailboxInfo> mailboxesGranting(Set<UUID> principals) {
        Map<Long, MailboxInfo> found = new TreeMap<>();
        database.read(sql -> {
            for (UUID principal : principals) {
                for (long id : sql.query(
                        "SELECT DISTINCT mailbox_id FROM permission WHERE principal = ?",
                        row -> row.getLong(1), principal.toString())) {
                    MailboxState mailbox = sql.first(MailboxState.select("mailbox_id = ?"),
                            MailboxState::read, id);
                    if (mailbox != null) {
                        found.put(id, mailbox.toInfo());
                    }
                }
            }
            return null;
        });
        return new ArrayList<>(found.values());
    }

    /// Which folder has which role; never changes in a mailbox's life.
    Map<SpecialFolder, Long> specialFolders(Sql sql, long mailboxId) throws SQLException {
        Map<SpecialFolder, Long> known = specialFolders.get(mailboxId);
        if (known != null) {
            return known;
        }
        Map<SpecialFolder, Long> read = new EnumMap<>(SpecialFolder.class);
        sql.forEach("SELECT special, folder_id FROM folder"
                + " WHERE mailbox_id = ? AND special IS NOT NULL",
                row -> read.put(SpecialFolder.valueOf(row.getString(1)), row.getLong(2)),
                mailboxId);
        if (!read.isEmpty()) {
            specialFolders.put(mailboxId, read);
        }
        return read;
    }

    @Override
    public void deleteMailbox(long mailboxId) {
        database.write(sql -> {
            MailboxState.get(sql, mailboxId, true);
            return sql.update("UPDATE mailbox SET deleting = 1 WHERE mailbox_id = ?", mailboxId);
        });
        finishDeletion(mailboxId);
    }

    @Override
    public void finishDeletion(long mailboxId) {
        specialFolders.remove(mailboxId);
        long deleting = database.read(sql -> sql.number("SELECT deleting FROM mailbox"
                + " WHERE mailbox_id = ?", 0, mailboxId));
        if (deleting == 0) {
            return;
        }
        boolean more = true;
        while (more) {
            if (closing) {
                return;
            }
            more = database.write(sql -> deleteSome(sql, mailboxId));
        }
        database.write(sql -> {
            TextIndex.clear(sql, mailboxId);
            sql.update("DELETE FROM store_counter WHERE name = ?", building(mailboxId));
            for (String table : List.of("permission", "folder_keyword", "dangling_subscription",
                    "folder_tombstone", "tombstone", "search_link", "search_pending",
                    "search_progress", "counter_mark", "search_folder", "named_property", "replica",
                    "folder", "deleted_folder", "unfinished_copy", "rule", "rule_reply",
                    "local_id", "deleted_local_id", "deleted_source_key",
                    "foreign_source_key", "user_read", "per_user", "mailbox")) {
                sql.update("DELETE FROM " + table + " WHERE mailbox_id = ?", mailboxId);
            }
            return null;
        });
    }

    @Override
    public int renumber() {
        List<MailboxInfo> all = mailboxes();
        database.write(sql -> sql.update("UPDATE store_counter SET last = last + ?"
                + " WHERE name = 'mailbox'", LOST_MAILBOXES));
        for (MailboxInfo mailbox : all) {
            database.write(sql -> {
                Renumbering.afterLoss(sql, mailbox.mailboxId());
                return null;
            });
        }
        events.overflow();
        return all.size();
    }

    @Override
    public int finishInterrupted() { return finish(interrupted(false)); }

    private int finish(List<Long> mailboxIds) {
        for (long mailboxId : mailboxIds) {
            log.info("Finishing the deletion of mailbox {}, which was cut off", mailboxId);
            finishDeletion(mailboxId);
        }
        return mailboxIds.size();
    }

    /// Mailboxes being deleted, and those being restored that nobody goes on with.
    private List<Long> interrupted(boolean alone) {
        long silent = alone ? Long.MAX_VALUE : System.currentTimeMillis() - BUILDING_MILLIS;
        return database.read(sql -> sql.query("SELECT m.mailbox_id FROM mailbox m"
                + " LEFT JOIN store_counter c ON c.name = 'building-' || m.mailbox_id"
                + " WHERE m.deleting = 1 OR m.deleting = 2 AND COALESCE(c.last, 0) < ?"
                + " ORDER BY m.mailbox_id", row -> row.getLong(1), silent));
    }

    private static String building(long mailboxId) { return "building-" + mailboxId; }

    @Override
    public void building(Sql sql, long mailboxId) throws SQLException {
        sql.update("INSERT INTO store_counter (name, last) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET last = excluded.last", building(mailboxId),
                System.currentTimeMillis());
        sql.update("UPDATE mailbox SET deleting = 2 WHERE mailbox_id = ?", mailboxId);
    }

    @Override
    public void built(Sql sql, long mailboxId) throws SQLException {
        sql.update("DELETE FROM store_counter WHERE name = ?", building(mailboxId));
        sql.update("UPDATE mailbox SET deleting = 0 WHERE mailbox_id = ?", mailboxId);
    }

    @Override
    public int purgeRecoverable(Instant savedBefore) {
        int purged = 0;
        for (MailboxInfo info : mailboxes()) {
            purged += purgeRecoverable(info.mailboxId(), savedBefore);
        }
        return purged;
    }

    @Override
    public int purgeRecoverable(long mailboxId, Instant savedBefore) {
        return recoverable.purgeOld(mailboxId, savedBefore);
    }

    @Override
    public int purgeOverQuota(long mailboxId) { return recoverable.purgeOverQuota(mailboxId); }

    @Override
    public int purgeTombstones(long mailboxId, Instant before) {
        return new TombstonePurge(database).run(mailboxId, before);
    }

    /// Some messages with their blobs; whether there were any.
    private boolean deleteSome(Sql sql, long mailboxId) throws SQLException {
        MessageRows messages = new MessageRows(sql, mailboxId);
        List<MessageRow> rows = messages.some(DELETE_AT_A_TIME);
        for (MessageRow row : rows) {
            List<Attachment> attachments = messages.content(row.messageId()).attachments();
            for (BlobRef blob : MessageAdder.blobs(row.mime(), attachments)) {
                blobs.release(sql, blob);
            }
            sql.update("DELETE FROM message_item WHERE mailbox_id = ? AND message_key = ?",
                    mailboxId, MessageRows.keyOffset(sql.dialect(), mailboxId) + row.messageId());
            sql.update("DELETE FROM message WHERE mailbox_id = ? AND folder_id = ? AND uid = ?",
                    mailboxId, row.folderId(), row.uid());
        }
        return !rows.isEmpty();
    }

    @Override
    public void updateSearchFolders(long mailboxId) { searches.update(mailboxId); }

    @Override
    public void clearDeletedFolders(long mailboxId) { unfinished.finish(mailboxId, 0); }

    @Override
    public int sweepTexts(long mailboxId) {
        return database.write(sql -> new TextRows(sql, mailboxId).sweep());
    }

    @Override
    public Subscription subscribe(Consumer<StoreEvent> listener, Runnable overflowed) {
        return events.subscribe(listener, overflowed);
    }

    @Override
    public void close() {
        unfinished.close();
        closing = true;
        remote.close();
        searches.close();
        recoverable.close();
        tidying.interrupt();
        Uninterruptibly.join(tidying);
        blobs.close();
    }
}
