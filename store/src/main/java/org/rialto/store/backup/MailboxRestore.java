package org.rialto.store.backup;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.store.Access;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.ContentFormat;
import org.rialto.store.GroupChanges;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.Renumbering;
import org.rialto.store.Store;
import org.rialto.store.check.BlobHolders;
import org.rialto.store.check.CheckOptions;
import org.rialto.store.check.StoreCheck;

/// Restores one mailbox of a backup into a store that may be in use. It is built unseen, some rows
/// at a time, mended where its rows do not fit together, and shown by one commit, which replaces
/// the mailbox that was there. What was built is removed when something fails; what a crash leaves,
/// the next start removes.
public final class MailboxRestore {
    private static final int ROWS_AT_A_TIME = 200;

    /// What becomes of UIDs, change numbers and ids.
    public enum Numbers {
        /// They go on beyond whatever was given out since the backup, here or where it was written.
        MOVED_ON,
        /// They stay: nothing was changed since the backup, as in a move to another machine.
        AS_THEY_WERE
    }

    private final Database database;
    private final Store store;
    private final BackupFile backup;
    private final BackupProgress progress;
    private final List<MailboxRows> ofMailboxes;
    private final List<String> warnings = new ArrayList<>();
    /// Of blobs in the file: those in the store, taken in for the rows at hand.
    private final Map<Long, BlobRef> taken = new HashMap<>();
    private final Set<Long> submitted = new HashSet<>();
    private long messages;
    private long mailboxId;

    public MailboxRestore(Database database, Store store, BackupFile backup,
            BackupProgress progress) {
        this(database, store, backup, progress, List.of());
    }

    /// @param ofMailboxes what other rooms keep of the mailboxes
    public MailboxRestore(Database database, Store store, BackupFile backup,
            BackupProgress progress, List<MailboxRows> ofMailboxes) {
        this.database = database;
        this.store = store;
        this.backup = backup;
        this.progress = progress;
        this.ofMailboxes = List.copyOf(ofMailboxes);
    }

    /// Restores mailbox `source` of the file as mailbox `target`; [MailError.Exists] when that is
    /// there and not to be replaced. Unless the numbers stay, the mailbox never gives a UID or a
    /// change number twice, and tells who synchronises to compare whole folders ([Renumbering]).
    public BackupSummary run(UUID source, UUID target, boolean replace, Numbers numbers)
            throws IOException {
        BackupFile.Section section = backup.section(source);
        if (!replace && store.findMailbox(target).isPresent()) {
            throw new MailError.Exists("there is a mailbox " + section.content().label()
                    + " already: restore with --replace to put the backup in its place");
        }
        Checked.row(section.row());
        mailboxId = begin(section.row());
        boolean shown = false;
        try {
            backup.rows(section, rows -> take(section, rows));
            countRules();
            settle();
            new StoreCheck(database, store, BlobHolders.NONE, (guid, name) -> name)
                    .check(mailboxId, section.content().label(),
                            new CheckOptions(true, true, false), count -> {})
                    .forEach(finding -> warnings.add(finding.toString()));
            long old = show(section, target, replace, numbers);
            shown = true;
            if (old > 0) {
                store.finishDeletion(old);
            }
        } finally {
            if (!shown) {
                store.finishDeletion(mailboxId);
            }
        }
        return new BackupSummary(1, messages, 0, List.copyOf(warnings));
    }

    /// What a backup does not say of folders: how many rules they have, and that they may have some.
    private void countRules() {
        String rules = " FROM rule WHERE rule.mailbox_id = folder.mailbox_id"
                + " AND rule.folder_id = folder.folder_id)";
        database.write(sql -> sql.update("UPDATE folder SET rules_version = 1, rule_count ="
                + " (SELECT COUNT(*)" + rules + " WHERE mailbox_id = ? AND (associated_count > 0"
                + " OR EXISTS (SELECT 1" + rules + ")", mailboxId));
    }

    /// What a backup does not say of messages, and an older one not of folders.
    private void settle() {
        database.write(sql -> {
            sql.update("UPDATE message SET group_changes = ? WHERE mailbox_id = ?"
                    + " AND content_change_number <> message_id + 1", GroupChanges.unknown(),
                    mailboxId);
            // What a client said to be changed later than now, it did not know.
            String known = "CASE WHEN modified > ? THEN created ELSE modified END";
            long now = FileTime.fromInstant(Instant.now());
            return sql.update("UPDATE folder SET committed = " + known + ","
                    + " contents_committed = COALESCE((SELECT MAX(message.saved) FROM message"
                    + " WHERE message.mailbox_id = folder.mailbox_id"
                    + " AND message.folder_id = folder.folder_id), " + known + "),"
                    + " hierarchy_committed ="
                    + " (SELECT MAX(" + known + ") FROM folder WHERE mailbox_id = ?),"
                    + " hierarchy_changes = (SELECT COUNT(*) FROM folder child WHERE"
                    + " child.mailbox_id = folder.mailbox_id"
                    + " AND child.parent_id = folder.folder_id)"
                    + " WHERE mailbox_id = ? AND committed = 0", now, now, now, mailboxId,
                    mailboxId);
        });
    }

    /// A mailbox that nobody sees yet, under a GUID of nobody.
    private long begin(Row row) {
        return database.write(sql -> {
            sql.update("INSERT INTO store_counter (name, last) VALUES ('mailbox', 1)"
                    + " ON CONFLICT (name) DO UPDATE SET last = store_counter.last + 1");
            long id = sql.number("SELECT last FROM store_counter WHERE name = 'mailbox'", 0);
            @Nullable
            Object[] values = row.parameters(id);
            values[1] = UUID.randomUUID().toString();
            sql.update(BackupTable.MAILBOX.insert(), values);
            store.building(sql, id);
            return id;
        });
    }

    private void take(BackupFile.Section section, List<Row> rows) throws IOException {
        for (int from = 0; from < rows.size(); from += ROWS_AT_A_TIME) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_A_TIME));
            Map<Row, Set<BlobRef>> held = new HashMap<>();
            for (Row row : some) {
                Checked.row(row);
                switch (row.table()) {
                    case MESSAGE -> {
                        held.put(row, mime(section, row));
                        if ((row.number("flags") & MessageFlags.SUBMITTED) != 0) {
                            submitted.add(row.number("message_id"));
                        }
                    }
                    case MESSAGE_ITEM -> held.put(row, attachments(section, row));
                    default -> {
                    }
                }
            }
            try {
                database.write(sql -> {
                    store.building(sql, mailboxId);
                    insert(sql, some, held);
                    return null;
                });
            } catch (MailError.Exists e) {
                throw Frame.malformed("the same row of " + some.getFirst().table() + " twice", 0);
            }
            taken.clear();
            if (some.getFirst().table() == BackupTable.MESSAGE) {
                messages += some.size();
            }
            progress.at(section.content().label(), messages, section.content().messages());
        }
    }

    private void insert(Sql sql, List<Row> rows, Map<Row, Set<BlobRef>> held)
            throws SQLException {
        long offset = sql.dialect() == Dialect.SQLITE ? mailboxId << 40 : 0;
        for (Row row : rows) {
            Set<BlobRef> blobs = held.getOrDefault(row, Set.of());
            BlobRef mime = row.table() == BackupTable.MESSAGE_ITEM
                    ? mimeOf(sql, row)
                    : null;
            for (BlobRef blob : blobs) {
                // A message holds one reference on a blob, however it names it.
                if (mime == null || mime.blobId() != blob.blobId()) {
                    store.blobs().reference(sql, blob);
                }
            }
            @Nullable
            Object[] values = row.parameters(mailboxId);
            if (row.table() == BackupTable.MESSAGE_ITEM) {
                values[1 + row.table().index("message_key")] = row.number("message_key") + offset;
            }
            switch (row.table()) {
                case FOLDER_COMMITS -> commits(sql, row);
                case MESSAGE_TIMES -> sql.update("UPDATE message SET modified = ?, committed = ?"
                        + " WHERE mailbox_id = ? AND folder_id = ? AND uid = ?",
                        row.number("modified"), row.number("committed"), mailboxId,
                        row.number("folder_id"), row.number("uid"));
                default -> sql.update(row.table().insert(), values);
            }
        }
    }

    private void commits(Sql sql, Row row) throws SQLException {
        sql.update("UPDATE folder SET committed = ?, contents_committed = ?,"
                + " hierarchy_committed = ?, hierarchy_changes = ?, deleted_count = ?"
                + " WHERE mailbox_id = ? AND folder_id = ?", row.number("committed"),
                row.number("contents_committed"), row.number("hierarchy_committed"),
                row.number("hierarchy_changes"), row.number("deleted_count"), mailboxId,
                row.number("folder_id"));
    }

    private @Nullable BlobRef mimeOf(Sql sql, Row item) throws SQLException {
        return sql.first("SELECT mime_blob, mime_size FROM message WHERE mailbox_id = ?"
                + " AND folder_id = ? AND uid = ? AND message_id = ? AND mime_blob IS NOT NULL",
                row -> new BlobRef(row.getLong(1), row.getLong(2)), mailboxId,
                item.number("folder_id"), item.number("uid"), item.number("message_key"));
    }

    private Set<BlobRef> mime(BackupFile.Section section, Row row) throws IOException {
        if (row.get("mime_blob") == null || row.number("mime_size") < 0) {
            row.set("mime_blob", null);
            row.set("mime_size", -1L);
            return Set.of();
        }
        BlobRef blob = take(new BlobRef(row.number("mime_blob"), row.number("mime_size")));
        if (blob == null) {
            row.set("mime_blob", null);
            row.set("mime_size", -1L);
            warnings.add(section.content().label() + ": the backup lacks the bytes of message "
                    + row.number("message_id"));
            return Set.of();
        }
        row.set("mime_blob", blob.blobId());
        return Set.of(blob);
    }

    private Set<BlobRef> attachments(BackupFile.Section section, Row row) throws IOException {
        List<Attachment> stored;
        try {
            stored = ContentFormat.decodeAttachments(row.bytes("attachments"));
        } catch (MalformedDataException e) {
            stored = List.of();
            warnings.add(section.content().label() + ": the attachments of message "
                    + row.number("message_key") + " are damaged and left out");
        }
        List<Attachment> mapped = new ArrayList<>();
        for (Attachment attachment : stored) {
            mapped.add(map(attachment));
        }
        row.set("attachments", ContentFormat.encodeAttachments(mapped));
        return new LinkedHashSet<>(ContentFormat.blobs(mapped));
    }

    private Attachment map(Attachment attachment) throws IOException {
        AttachmentData data = switch (attachment.data()) {
            case AttachmentData.InBlob in -> {
                BlobRef blob = take(in.blob());
                yield blob == null ? new AttachmentData.None() : new AttachmentData.InBlob(blob);
            }
            case AttachmentData.InMime in -> {
                BlobRef blob = take(in.mime());
                yield blob == null
                        ? new AttachmentData.None()
                        : new AttachmentData.InMime(blob, in.offset(), in.length(),
                                in.encoding());
            }
            case AttachmentData.Embedded in -> {
                List<Attachment> inner = new ArrayList<>();
                for (Attachment each : in.message().attachments()) {
                    inner.add(map(each));
                }
                yield new AttachmentData.Embedded(new MessageContent(in.message().properties(),
                        in.message().recipients(), inner));
            }
            case AttachmentData.None none -> none;
            case AttachmentData.Inline inline -> inline;
        };
        return new Attachment(attachment.number(), attachment.properties(), data);
    }

    /// The blob in the store, brought in from the file; null when the file has lost it.
    private @Nullable BlobRef take(BlobRef named) throws IOException {
        BlobRef known = taken.get(named.blobId());
        if (known != null) {
            return known;
        }
        BackupFile.StoredBlob stored = backup.blob(named.blobId());
        if (stored == null || stored.lost() || stored.length() != named.length()) {
            return null;
        }
        try (BlobWriter writer = store.blobs().create()) {
            backup.bytes(stored, writer::write);
            BlobRef blob = writer.finish();
            taken.put(named.blobId(), blob);
            return blob;
        }
    }

    /// Puts the new mailbox in place of the old one; the old one's number, or 0.
    private long show(BackupFile.Section section, UUID target, boolean replace, Numbers numbers)
            throws IOException {
        Map<MailboxRows, List<@Nullable Object[]>> rows = new LinkedHashMap<>();
        for (MailboxRows each : ofMailboxes) {
            rows.put(each, backup.rowsOf(section, each));
        }
        UUID source = section.content().guid();
        List<String> told = new ArrayList<>();
        long replaced = database.write(sql -> {
            told.clear();
            Long old = sql.first("SELECT mailbox_id FROM mailbox WHERE guid = ?"
                    + sql.dialect().forUpdate(), found -> found.getLong(1), target.toString());
            if (old != null) {
                if (!replace) {
                    throw new MailError.Exists("a mailbox of that user was made meanwhile");
                }
                sql.update("UPDATE mailbox SET guid = ?, deleting = 1 WHERE mailbox_id = ?",
                        UUID.randomUUID().toString(), old);
            }
            boolean laterSelf = old != null
                    && replica(sql, old).equals(replica(sql, mailboxId));
            if (old != null && laterSelf) {
                outdo(sql, old);
            } else if (numbers == Numbers.MOVED_ON) {
                Renumbering.afterLoss(sql, mailboxId);
            }
            sql.update("UPDATE mailbox SET guid = ? WHERE mailbox_id = ?", target.toString(),
                    mailboxId);
            store.built(sql, mailboxId);
            boolean copy = sql.number("SELECT COUNT(*) FROM mailbox WHERE guid = ?"
                    + " AND mailbox_id <> ? AND deleting = 0", 0, source.toString(),
                    mailboxId) > 0;
            MailboxRows.Restored restored = new MailboxRows.Restored(sql,
                    store.join(sql, mailboxId, Access.SYSTEM), section.content().label(),
                    old != null && laterSelf ? old : 0, copy, numbers, Set.copyOf(submitted),
                    told::add);
            for (Map.Entry<MailboxRows, List<@Nullable Object[]>> each : rows.entrySet()) {
                each.getKey().restored(restored, each.getValue());
            }
            return old == null ? 0 : old;
        });
        warnings.addAll(told);
        return replaced;
    }

    private static String replica(Sql sql, long id) throws SQLException {
        String guid = sql.first("SELECT replica_guid FROM mailbox WHERE mailbox_id = ?",
                row -> row.getString(1), id);
        return String.valueOf(guid);
    }

    /// Nothing that the old mailbox, a later self of the new one, gave out is given out again for
    /// something else.
    private void outdo(Sql sql, long old) throws SQLException {
        long counter = Math.max(counter(sql, old), counter(sql, mailboxId));
        long validity = Math.max(validity(sql, old), validity(sql, mailboxId));
        sql.update("UPDATE mailbox SET uid_validity = ? WHERE mailbox_id = ?", validity, mailboxId);
        long next = counter;
        for (long[] gone : sql.query("SELECT folder_id, parent_id FROM folder o"
                + " WHERE o.mailbox_id = ? AND NOT EXISTS (SELECT 1 FROM folder n"
                + " WHERE n.mailbox_id = ? AND n.folder_id = o.folder_id)",
                row -> new long[]{row.getLong(1), row.getLong(2)}, old, mailboxId)) {
            sql.update("INSERT INTO folder_tombstone (mailbox_id, change_number, folder_id,"
                    + " parent_id) VALUES (?, ?, ?, ?)", mailboxId, next++, gone[0], gone[1]);
        }
        String later = "(SELECT o.%1$s FROM folder o WHERE o.mailbox_id = ?"
                + " AND o.folder_id = folder.folder_id AND o.%1$s > folder.%1$s)";
        for (String column : List.of("committed", "contents_committed", "hierarchy_committed",
                "hierarchy_changes", "deleted_count")) {
            sql.update("UPDATE folder SET " + column + " = COALESCE(" + later.formatted(column)
                    + ", " + column + ") WHERE mailbox_id = ?", old, mailboxId);
        }
        Renumbering.changeAll(sql, mailboxId, next);
        sql.update("UPDATE folder SET next_uid = (SELECT o.next_uid FROM folder o"
                + " WHERE o.mailbox_id = ? AND o.folder_id = folder.folder_id)"
                + " WHERE mailbox_id = ? AND EXISTS (SELECT 1 FROM folder o"
                + " WHERE o.mailbox_id = ? AND o.folder_id = folder.folder_id"
                + " AND o.next_uid > folder.next_uid)", old, mailboxId, old);
        // What the old one gave in folders that it deleted, it does not know any more.
        for (long folderId : sql.query("SELECT folder_id FROM folder n WHERE n.mailbox_id = ?"
                + " AND NOT EXISTS (SELECT 1 FROM folder o WHERE o.mailbox_id = ?"
                + " AND o.folder_id = n.folder_id)", row -> row.getLong(1), mailboxId, old)) {
            Renumbering.skipUids(sql, mailboxId, folderId);
        }
    }

    private static long counter(Sql sql, long id) throws SQLException {
        return sql.number("SELECT counter FROM mailbox WHERE mailbox_id = ?", 0, id);
    }

    private static long validity(Sql sql, long id) throws SQLException {
        return sql.number("SELECT uid_validity FROM mailbox WHERE mailbox_id = ?", 0, id);
    }
}
