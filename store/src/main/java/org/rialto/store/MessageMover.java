package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;

/// Copies, moves and deletes messages in a unit of work.
final class MessageMover {
    private final SqlChange change;
    private final Sql sql;
    private final long mailboxId;
    private final long keyOffset;

    MessageMover(SqlChange change) {
        this.change = change;
        this.sql = change.sql;
        this.mailboxId = change.mailboxId;
        this.keyOffset = MessageRows.keyOffset(sql.dialect(), mailboxId);
    }

    List<Change.Copied> copy(long folderId, int[] uids, long targetFolderId) throws SQLException {
        FolderState source = change.holding(folderId);
        FolderState target = target(targetFolderId);
        List<MessageRow> rows = rows(source, uids);
        MessageAdder.requireQuota(change.mailbox,
                rows.stream().mapToLong(MessageRow::size).sum());
        KeywordMap keywords = new KeywordMap(sql, mailboxId, source.folderId, target);
        List<Change.Copied> copies = new ArrayList<>(rows.size());
        for (MessageRow row : rows) {
            long messageId = change.mailbox.next();
            change.note(new StoreEvent.MessageCopied(mailboxId, target.folderId, messageId,
                    source.folderId, row.messageId(), false));
            Change.Copied copied = place(row, messageId, target, keywords.map(row.keywords()));
            sql.update("INSERT INTO message_item (message_key, mailbox_id, folder_id, uid,"
                    + " origin_folder_id, creator, structure, properties, recipients, attachments)"
                    + " SELECT CAST(? AS BIGINT), mailbox_id, CAST(? AS BIGINT),"
                    + " CAST(? AS BIGINT), 0, creator, structure, properties, recipients,"
                    + " attachments FROM message_item WHERE mailbox_id = ? AND message_key = ?",
                    keyOffset + messageId, target.folderId, copied.uid(), mailboxId,
                    keyOffset + row.messageId());
            for (BlobRef blob : blobs(row)) {
                change.store.blobs().reference(sql, blob);
            }
            copies.add(copied);
        }
        return copies;
    }

    private Set<BlobRef> blobs(MessageRow row) throws SQLException {
        List<Attachment> attachments = (row.flags() & MessageFlags.HAS_ATTACHMENTS) == 0
                ? List.of()
                : change.messages.content(row.messageId()).attachments();
        return MessageAdder.blobs(row.mime(), attachments);
    }

    List<Change.Copied> move(long folderId, int[] uids, long targetFolderId) throws SQLException {
        return move(folderId, uids, targetFolderId, null);
    }

    /// One message, to the place and the id that a client gave it. [MailError.NotFound] when it is
    /// not there.
    Change.Copied move(long folderId, int uid, long targetFolderId, ImportedVersion version)
            throws SQLException {
        List<Change.Copied> moved = move(folderId, new int[]{uid}, targetFolderId, version);
        if (moved.isEmpty()) {
            throw new MailError.NotFound("the message is not there any more");
        }
        return moved.getFirst();
    }

    private List<Change.Copied> move(long folderId, int[] uids, long targetFolderId,
            @Nullable ImportedVersion version) throws SQLException {
        FolderState source = change.holding(folderId);
        FolderState target = target(targetFolderId);
        List<MessageRow> rows = rows(source, uids);
        requireDelete(source, rows);
        List<Change.Copied> moved = new ArrayList<>(rows.size());
        long[] messageIds = new long[rows.size()];
        for (int i = 0; i < messageIds.length; i++) {
            messageIds[i] = version == null
                    ? change.mailbox.next()
                    : new ImportEditor(change).take(change, List.of(targetFolderId),
                            version.sourceKey());
            change.note(new StoreEvent.MessageCopied(mailboxId, target.folderId, messageIds[i],
                    source.folderId, rows.get(i).messageId(), true));
        }
        KeywordMap keywords = new KeywordMap(sql, mailboxId, source.folderId, target);
        if (!rows.isEmpty()) {
            leave(source, rows);
        }
        for (int i = 0; i < messageIds.length; i++) {
            MessageRow row = rows.get(i);
            long messageId = messageIds[i];
            Change.Copied copied = place(row, messageId, target, keywords.map(row.keywords()),
                    version != null);
            if (version != null) {
                keep(row.messageId(), messageId, version);
            }
            sql.update("UPDATE message_item SET message_key = ?, folder_id = ?, uid = ?,"
                    + " origin_folder_id = ? WHERE mailbox_id = ? AND message_key = ?",
                    keyOffset + messageId, target.folderId, copied.uid(), source.folderId,
                    mailboxId, keyOffset + row.messageId());
            moved.add(copied);
        }
        return moved;
    }

    /// The version that a message is of from now on, with its new id and change number.
    private void keep(long oldId, long messageId, ImportedVersion version) throws SQLException {
        PropertyBag properties = change.messages.content(oldId).properties();
        long number = change.mailbox.lastNumber() - 1; // it was just placed, with its read state
        properties.set(ImportedVersion.STORED, KeptVersion.of(
                new ObjectIds(change.mailbox.toInfo()), messageId, number, version).encode());
        sql.update("UPDATE message_item SET properties = ? WHERE mailbox_id = ?"
                + " AND message_key = ?", properties.encode(), mailboxId, keyOffset + oldId);
    }

    private FolderState target(long folderId) throws SQLException {
        FolderState target = change.state(folderId, Rights.CREATE);
        if (target.type == FolderType.SEARCH) {
            throw new MailError.Invalid("a search folder holds no messages of its own");
        }
        return target;
    }

    /// In the order asked for; those that are gone left out.
    private List<MessageRow> rows(FolderState source, int[] uids) throws SQLException {
        List<MessageRow> found = change.messages.ofUids(source.folderId, uids, Set.of());
        if (MessageRows.sorted(uids) == uids) {
            return found;
        }
        Map<Integer, MessageRow> byUid = new HashMap<>();
        found.forEach(row -> byUid.put(row.uid(), row));
        return Arrays.stream(uids).distinct().mapToObj(byUid::get)
                .filter(java.util.Objects::nonNull).toList();
    }

    /// A new state row in `target`, counted, noted and announced.
    private Change.Copied place(MessageRow row, long messageId, FolderState target, long keywords)
            throws SQLException {
        return place(row, messageId, target, keywords, false);
    }

    /// @param imported whether a client did that, which need not know of the read state: that is a
    ///        change of its own then
    private Change.Copied place(MessageRow row, long messageId, FolderState target, long keywords,
            boolean imported) throws SQLException {
        int uid = target.takeUid();
        long tags = change.rights.mayTag(target.folderId) ? keywords : 0;
        // What is sent is the message that was submitted, where it is.
        int flags = change.rights.settable(target.folderId, row.flags())
                & ~MessageFlags.SUBMITTED;
        long version = change.mailbox.next();
        long number = imported ? change.mailbox.next() : version;
        // Somebody may have had another version under that id already.
        boolean isKnown = imported || messageId == row.messageId();
        BlobRef mime = row.mime();
        sql.update("INSERT INTO message (mailbox_id, folder_id, uid, message_id, associated,"
                + " flags, keywords, change_number, content_change_number, size, mime_size,"
                + " mime_blob, received, saved, text_id, group_changes, modified, committed)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                mailboxId, target.folderId, uid, messageId, row.associated(),
                MessageFlags.toTable(flags), tags, number, version, row.size(),
                row.mimeSize(),
                mime == null ? null : mime.blobId(),
                org.rialto.mapi.FileTime.fromInstant(row.received()), change.now,
                row.textId(), isKnown ? GroupChanges.wholeAt(version).encode() : null,
                row.modified(), row.committed());
        target.count(1, row.associated(), flags, row.size());
        target.contentsChanged(number);
        change.mailbox.count(1, target.isRecoverable(), row.size());
        if (!row.associated()) {
            change.note(target, new IndexDelta.Added(uid, messageId, flags,
                    tags, number,
                    number));
        }
        change.note(new StoreEvent.MessageCreated(mailboxId, target.folderId, messageId, uid,
                number, row.associated(), false));
        return new Change.Copied(row.uid(), row.messageId(), uid, messageId);
    }

    /// Takes state rows out of their folder, with tombstones, counted, noted and announced.
    private void leave(FolderState source, List<MessageRow> rows) throws SQLException {
        int[] uids = rows.stream().mapToInt(MessageRow::uid).sorted().toArray();
        long number = change.mailbox.next();
        UidSet.Where where = new UidSet(uids).where(sql, mailboxId, source.folderId);
        sql.update("INSERT INTO tombstone (mailbox_id, folder_id, change_number, uid, message_id)"
                + " SELECT mailbox_id, folder_id, CAST(? AS BIGINT), uid, message_id FROM message"
                + " WHERE " + where.sql(), where.after(number));
        sql.update("DELETE FROM message WHERE " + where.sql(), where.arguments().toArray());
        long[] ids = new long[rows.size()];
        Map<Integer, Long> idByUid = new HashMap<>();
        for (MessageRow row : rows) {
            source.count(-1, row.associated(), row.flags(), row.size());
            change.mailbox.count(-1, source.isRecoverable(), row.size());
            idByUid.put(row.uid(), row.messageId());
        }
        for (int i = 0; i < uids.length; i++) {
            ids[i] = java.util.Objects.requireNonNull(idByUid.get(uids[i]));
        }
        source.deletedCount += uids.length;
        source.contentsChanged(number);
        change.note(source, new IndexDelta.Removed(uids, number));
        change.note(new StoreEvent.MessagesDeleted(mailboxId, source.folderId, uids, ids, number));
    }

    int[] delete(long folderId, int[] uids, boolean hard) throws SQLException {
        FolderState source = change.holding(folderId);
        List<MessageRow> rows = change.messages.ofUids(folderId, uids, Set.of());
        requireDelete(source, rows);
        delete(source, rows, hard);
        return rows.stream().mapToInt(MessageRow::uid).toArray();
    }

    /// Takes messages of a folder that is gone itself to recoverable items, or away for good.
    void clear(long folderId, List<MessageRow> rows, boolean hard) throws SQLException {
        int[] uids = rows.stream().mapToInt(MessageRow::uid).toArray();
        UidSet.Where where = new UidSet(uids).where(sql, mailboxId, folderId);
        sql.update("DELETE FROM message WHERE " + where.sql(), where.arguments().toArray());
        rows.forEach(row -> change.mailbox.count(-1, false, row.size()));
        if (hard || change.mailbox.kind != MailboxKind.PRIVATE) {
            purge(rows);
        } else {
            keep(folderId, rows);
        }
    }

    private void delete(FolderState source, List<MessageRow> rows, boolean hard)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        boolean recoverable = !hard && !source.isRecoverable()
                && change.mailbox.kind == MailboxKind.PRIVATE;
        if (!recoverable) {
            purge(rows);
            leave(source, rows);
            return;
        }
        leave(source, rows);
        keep(source.folderId, rows);
    }

    /// Places messages that have left their folder in recoverable items.
    private void keep(long folderId, List<MessageRow> rows) throws SQLException {
        FolderState target = change
                .state(change.specialFolderId(SpecialFolder.RECOVERABLE_DELETIONS));
        KeywordMap keywords = new KeywordMap(sql, mailboxId, folderId, target);
        for (MessageRow row : rows) {
            // The message keeps its id: it is the same one, out of sight.
            Change.Copied kept = place(row, row.messageId(), target, keywords.map(row.keywords()));
            sql.update("UPDATE message_item SET folder_id = ?, uid = ?, origin_folder_id = ?"
                    + " WHERE mailbox_id = ? AND message_key = ?", target.folderId, kept.uid(),
                    folderId, mailboxId, keyOffset + row.messageId());
        }
    }

    private void purge(List<MessageRow> rows) throws SQLException {
        for (MessageRow row : rows) {
            for (BlobRef blob : blobs(row)) {
                change.store.blobs().release(sql, blob);
            }
        }
        sql.update("DELETE FROM message_item WHERE mailbox_id = ? AND "
                + sql.dialect().isAnyOf("message_key"), mailboxId,
                sql.dialect().numbers(rows.stream()
                        .mapToLong(row -> keyOffset + row.messageId()).toArray()));
    }

    private void requireDelete(FolderState source, List<MessageRow> rows) throws SQLException {
        int rights = change.rights.of(source.folderId);
        if ((rights & Rights.DELETE_ANY) != 0) {
            return;
        }
        change.rights.require(source, Rights.DELETE_OWNED);
        change.messages.requireCreator(source.folderId,
                rows.stream().mapToInt(MessageRow::uid).toArray(), change.access);
    }
}
