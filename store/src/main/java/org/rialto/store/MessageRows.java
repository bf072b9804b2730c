package org.rialto.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Dialect;
import org.rialto.database.RowReader;
import org.rialto.database.Sql;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;

/// Reads tables message and message_item of one mailbox.
final class MessageRows {
    private static final String COLUMNS = "m.folder_id, m.message_id, m.uid, m.associated, m.flags,"
            + " m.keywords, m.change_number, m.content_change_number, m.size, m.mime_size,"
            + " m.received, m.saved, m.mime_blob, m.text_id, m.group_changes, m.modified,"
            + " m.committed";
    private static final int UIDS_AT_A_TIME = 1_000;
    private final Sql sql;
    private final long mailboxId;
    private final long keyOffset;

    MessageRows(Sql sql, long mailboxId) {
        this.sql = sql;
        this.mailboxId = mailboxId;
        this.keyOffset = keyOffset(sql.dialect(), mailboxId);
    }

    /// What added to a message id gives its key in message_item.
    static long keyOffset(Dialect dialect, long mailboxId) {
        return switch (dialect) {
            case SQLITE -> mailboxId << MailboxState.COUNTER_BITS;
            case POSTGRES -> 0;
        };
    }

    /// Where a message is, or null.
    @Nullable
    Place place(long messageId) throws SQLException {
        return sql.first("SELECT folder_id, uid, origin_folder_id, creator FROM message_item"
                + " WHERE mailbox_id = ? AND message_key = ?",
                row -> new Place(row.getLong(1), row.getInt(2), row.getLong(3), row.getString(4)),
                mailboxId, keyOffset + messageId);
    }

    record Place(long folderId, int uid, long originFolderId, @Nullable String creator) {}

    /// [MailError.Denied] unless the messages were made by the access's actor.
    void requireCreator(long folderId, int[] uids, Access access) throws SQLException {
        if (createdBy(access, folderId, uids).length < uids.length) {
            throw new MailError.Denied("the right to do this to others' messages is missing");
        }
    }

    /// Those of the messages that were made by the access's actor.
    int[] createdBy(Access access, long folderId, int[] uids) throws SQLException {
        Set<Integer> own = new HashSet<>();
        for (int from = 0; from < uids.length; from += UIDS_AT_A_TIME) {
            int[] some = Arrays.copyOfRange(uids, from,
                    Math.min(uids.length, from + UIDS_AT_A_TIME));
            own.addAll(sql.query("SELECT m.uid FROM message m JOIN message_item i"
                    + " ON i.mailbox_id = m.mailbox_id AND i.message_key = m.message_id + ?"
                    + " WHERE m.mailbox_id = ? AND m.folder_id = ? AND "
                    + sql.dialect().isAnyOf("m.uid") + " AND i.creator = ?",
                    row -> row.getInt(1), keyOffset, mailboxId, folderId, numbers(sql, some),
                    access.actor().toString()));
        }
        return Arrays.stream(uids).filter(own::contains).toArray();
    }

    List<MessageRow> range(long folderId, int first, int last, int limit, Set<MessagePart> parts)
            throws SQLException {
        return query(parts, " WHERE m.mailbox_id = ? AND m.folder_id = ? AND m.uid >= ?"
                + " AND m.uid <= ? AND m.associated = 0 ORDER BY m.uid LIMIT ?", mailboxId,
                folderId, first, last, limit);
    }

    List<MessageRow> contents(long folderId, boolean associated, int first, int limit,
            Set<MessagePart> parts) throws SQLException {
        return query(parts, " WHERE m.mailbox_id = ? AND m.folder_id = ? AND m.associated = ?"
                + " AND m.uid >= ? ORDER BY m.uid LIMIT ?", mailboxId, folderId, associated, first,
                limit);
    }

    /// Messages of one kind in recoverable items that were deleted from a folder.
    List<MessageRow> deletedFrom(long origin, long recoverableId, boolean associated, int first,
            int limit, Set<MessagePart> parts) throws SQLException {
        List<Integer> uids = sql.query("SELECT m.uid FROM message m JOIN message_item i"
                + " ON i.mailbox_id = m.mailbox_id AND i.message_key = m.message_id + ?"
                + " WHERE m.mailbox_id = ? AND m.folder_id = ? AND m.associated = ?"
                + " AND m.uid >= ? AND i.origin_folder_id = ? ORDER BY m.uid LIMIT ?",
                row -> row.getInt(1), keyOffset, mailboxId, recoverableId, associated, first,
                origin, limit);
        return ofUids(recoverableId, uids.stream().mapToInt(Integer::intValue).toArray(), parts);
    }

    /// Those of these ids, of any kind, unsorted.
    List<MessageRow> deletedFrom(long origin, long recoverableId, long[] messageIds,
            Set<MessagePart> parts) throws SQLException {
        if (messageIds.length == 0) {
            return List.of();
        }
        long[] keys = Arrays.stream(messageIds).map(id -> id + keyOffset).toArray();
        List<Integer> uids = sql.query("SELECT uid FROM message_item WHERE mailbox_id = ? AND "
                + sql.dialect().isAnyOf("message_key")
                + " AND folder_id = ? AND origin_folder_id = ?", row -> row.getInt(1), mailboxId,
                sql.dialect().numbers(keys), recoverableId, origin);
        return ofUids(recoverableId, uids.stream().mapToInt(Integer::intValue).toArray(), parts);
    }

    /// Of any kind, unsorted; those that are not in the folder are left out.
    List<MessageRow> ofIds(long folderId, long[] messageIds, Set<MessagePart> parts)
            throws SQLException {
        if (messageIds.length == 0) {
            return List.of();
        }
        long[] keys = Arrays.stream(messageIds).map(id -> id + keyOffset).toArray();
        List<Integer> uids = sql.query("SELECT uid FROM message_item WHERE mailbox_id = ? AND "
                + sql.dialect().isAnyOf("message_key") + " AND folder_id = ?",
                row -> row.getInt(1), mailboxId, sql.dialect().numbers(keys), folderId);
        return ofUids(folderId, uids.stream().mapToInt(Integer::intValue).toArray(), parts);
    }

    /// The first messages of the folder, of any kind.
    List<MessageRow> some(long folderId, int limit) throws SQLException {
        return query(Set.of(), " WHERE m.mailbox_id = ? AND m.folder_id = ? ORDER BY m.uid"
                + " LIMIT ?", mailboxId, folderId, limit);
    }

    /// UIDs of messages of any kind.
    int[] between(long folderId, int firstUid, int lastUid) throws SQLException {
        return sql.query("SELECT uid FROM message WHERE mailbox_id = ? AND folder_id = ?"
                + " AND uid >= ? AND uid <= ?", row -> row.getInt(1), mailboxId, folderId,
                firstUid, lastUid).stream().mapToInt(Integer::intValue).toArray();
    }

    /// Normal messages without a text in the full-text index.
    List<MessageRow> unindexed(int limit, Set<MessagePart> parts) throws SQLException {
        return query(parts, " WHERE m.mailbox_id = ? AND m.text_id = 0 AND m.associated = 0"
                + " ORDER BY m.folder_id, m.uid LIMIT ?", mailboxId, limit);
    }

    /// Any messages of the mailbox.
    List<MessageRow> some(int limit) throws SQLException {
        return query(Set.of(), " WHERE m.mailbox_id = ? LIMIT ?", mailboxId, limit);
    }

    /// Of any kind, ascending.
    List<MessageRow> ofUids(long folderId, int[] uids, Set<MessagePart> parts)
            throws SQLException {
        return first(folderId, uids, parts, Long.MAX_VALUE);
    }

    /// The first of them, until what was read of them are `mostBytes`.
    List<MessageRow> first(long folderId, int[] uids, Set<MessagePart> parts, long mostBytes)
            throws SQLException {
        if (uids.length == 0) {
            return List.of();
        }
        int[] sorted = sorted(uids);
        int first = sorted[0];
        int last = sorted[sorted.length - 1];
        if (last - first == sorted.length - 1) {
            return query(mostBytes, parts, " WHERE m.mailbox_id = ? AND m.folder_id = ?"
                    + " AND m.uid >= ? AND m.uid <= ? ORDER BY m.uid", mailboxId, folderId, first,
                    last);
        }
        return query(mostBytes, parts, " WHERE m.mailbox_id = ? AND m.folder_id = ? AND "
                + sql.dialect().isAnyOf("m.uid") + " ORDER BY m.uid", mailboxId, folderId,
                numbers(sql, sorted));
    }

    /// The first of them, of any kind and whole, until what was read of them are `mostBytes`.
    List<WholeMessage> whole(long folderId, int[] uids, long mostBytes) throws SQLException {
        if (uids.length == 0) {
            return List.of();
        }
        int[] sorted = sorted(uids);
        int first = sorted[0];
        int last = sorted[sorted.length - 1];
        boolean gapless = last - first == sorted.length - 1;
        String select = "SELECT " + COLUMNS + ", i.structure, i.properties, i.recipients,"
                + " i.attachments FROM message m JOIN message_item i"
                + " ON i.mailbox_id = m.mailbox_id AND i.message_key = m.message_id + ?"
                + " WHERE m.mailbox_id = ? AND m.folder_id = ? AND "
                + (gapless ? "m.uid >= ? AND m.uid <= ?" : sql.dialect().isAnyOf("m.uid"))
                + " ORDER BY m.uid";
        RowReader<WholeMessage> reader = row -> new WholeMessage(
                read(row, row.getBytes(18), row.getBytes(19)), row.getBytes(20),
                row.getBytes(21));
        AtomicLong bytes = new AtomicLong();
        return sql.queryUntil(select, reader,
                message -> bytes.addAndGet(message.partBytes()) >= mostBytes,
                gapless
                        ? new Object[]{keyOffset, mailboxId, folderId, first, last}
                        : new Object[]{keyOffset, mailboxId, folderId, numbers(sql, sorted)});
    }

    static String numbers(Sql sql, int[] uids) {
        return sql.dialect().numbers(Arrays.stream(uids).asLongStream().toArray());
    }

    /// Ascending and without repetition.
    static int[] sorted(int[] uids) {
        for (int i = 1; i < uids.length; i++) {
            if (uids[i] <= uids[i - 1]) {
                return Arrays.stream(uids).sorted().distinct().toArray();
            }
        }
        return uids;
    }

    MessageRow get(long messageId, Set<MessagePart> parts) throws SQLException {
        Place place = place(messageId);
        List<MessageRow> found = place == null
                ? List.of()
                : ofUids(place.folderId(), new int[]{place.uid()}, parts);
        if (found.isEmpty()) {
            throw new MailError.NotFound("there is no message " + messageId);
        }
        return found.getFirst();
    }

    private List<MessageRow> query(Set<MessagePart> parts, String where,
            @Nullable Object... arguments) throws SQLException {
        return query(Long.MAX_VALUE, parts, where, arguments);
    }

    private List<MessageRow> query(long mostBytes, Set<MessagePart> parts, String where,
            @Nullable Object... arguments) throws SQLException {
        boolean structure = parts.contains(MessagePart.STRUCTURE);
        boolean properties = parts.contains(MessagePart.PROPERTIES);
        if (!structure && !properties) {
            return sql.query("SELECT " + COLUMNS + " FROM message m" + where,
                    row -> read(row, null, null), arguments);
        }
        List<@Nullable Object> all = new ArrayList<>();
        all.add(keyOffset);
        all.addAll(Arrays.asList(arguments));
        String select = "SELECT " + COLUMNS + (structure ? ", i.structure" : "")
                + (properties ? ", i.properties" : "")
                + " FROM message m JOIN message_item i ON i.mailbox_id = m.mailbox_id"
                + " AND i.message_key = m.message_id + ?" + where;
        RowReader<MessageRow> reader = row -> read(row, structure ? row.getBytes(18) : null,
                properties ? row.getBytes(structure ? 19 : 18) : null);
        if (mostBytes == Long.MAX_VALUE) {
            return sql.query(select, reader, all.toArray());
        }
        AtomicLong bytes = new AtomicLong();
        return sql.queryUntil(select, reader,
                row -> bytes.addAndGet(row.partBytes()) >= mostBytes, all.toArray());
    }

    private static MessageRow read(ResultSet row, byte @Nullable [] structure,
            byte @Nullable [] properties) throws SQLException {
        long mimeSize = row.getLong(10);
        long blob = row.getLong(13);
        BlobRef mime = mimeSize < 0 || blob == 0 ? null : new BlobRef(blob, mimeSize);
        return new MessageRow(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4) != 0,
                MessageFlags.ofTable(row.getInt(5)), row.getLong(6), row.getLong(7), row.getLong(8),
                row.getLong(9),
                mimeSize, FileTime.toInstant(row.getLong(11)), FileTime.toInstant(row.getLong(12)),
                row.getLong(16), row.getLong(17), mime, row.getLong(14), row.getBytes(15),
                structure, properties);
    }

    MessageContent content(long messageId) throws SQLException {
        MessageContent content = sql.first("SELECT properties, recipients, attachments"
                + " FROM message_item WHERE mailbox_id = ? AND message_key = ?",
                row -> new MessageContent(PropertyBag.decode(row.getBytes(1)),
                        ContentFormat.decodeRecipients(row.getBytes(2)),
                        ContentFormat.decodeAttachments(row.getBytes(3))),
                mailboxId, keyOffset + messageId);
        if (content == null) {
            throw new MailError.NotFound("there is no message " + messageId);
        }
        return content;
    }

    /// The normal messages of a folder.
    FolderIndex index(FolderState folder) throws SQLException {
        IndexColumns columns = new IndexColumns(folder.folderId, (int) folder.contentCount);
        sql.forEach("SELECT uid, message_id, flags, keywords, change_number FROM message"
                + " WHERE mailbox_id = ? AND folder_id = ? AND associated = 0 ORDER BY uid",
                row -> columns.append(row.getInt(1), row.getLong(2),
                        MessageFlags.ofTable(row.getInt(3)), row.getLong(4), row.getLong(5)),
                mailboxId, folder.folderId);
        return columns.toIndex(folder.contentsChangeNumber);
    }
}
