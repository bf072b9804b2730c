package org.rialto.transport.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Migrations;
import org.rialto.database.Sql;
import org.rialto.directory.SmtpAddress;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.Envelope;
import org.rialto.transport.Envelope.Body;
import org.rialto.transport.Envelope.Client;
import org.rialto.transport.Envelope.ReturnContent;
import org.rialto.transport.MessageTraits;
import org.rialto.transport.Recipient;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.Recipient.OriginalRecipient;

/// The queue's tables. Every method is part of a caller's unit of work or snapshot. A message's row
/// holds a reference on its blob.
public final class QueueRows {
    private static final Migrations MIGRATIONS = new Migrations("queue", QueueRows.class);
    private static final long NEVER_MILLIS = Long.MAX_VALUE;
    private static final String MESSAGE_COLUMNS = "m.queue_id, m.arrived_millis, m.blob_id,"
            + " m.size_bytes, m.traits, m.held, m.sender, m.body, m.smtp_utf8, m.return_content,"
            + " m.envelope_id, m.require_tls, m.authenticated, m.client_address,"
            + " m.client_greeting, m.client_protocol, m.client_tls, m.return_path_bytes";
    private static final String RECIPIENT_COLUMNS = "number, address, notify, original_type,"
            + " original_address, destination, state, attempts, due_millis, tried_millis, status,"
            + " diagnostic, remote_host, replied, delay_reported";
    private final Blobs blobs;
    private final String node;

    /// @param node this process, among those that share the database
    public QueueRows(Database database, Blobs blobs, String node) {
        this.blobs = blobs;
        this.node = node;
        migrate(database);
    }

    /// Brings the tables up to date.
    public static void migrate(Database database) { MIGRATIONS.run(database); }

    /// Work that is due: a message and one of its destinations.
    public record Due(long queueId, String destination) {}

    /// Names the blob of each message, for checks of the counts of references.
    public static void forEachBlob(Sql sql, java.util.function.LongConsumer blobId)
            throws SQLException {
        sql.forEach("SELECT blob_id FROM queue_message", row -> blobId.accept(row.getLong(1)));
    }

    public void insert(Sql sql, QueuedMessage message, List<QueuedRecipient> recipients)
            throws SQLException {
        Envelope envelope = message.envelope();
        Client client = envelope.client();
        blobs.reference(sql, message.content());
        sql.update("INSERT INTO queue_message (queue_id, node, arrived_millis, blob_id, size_bytes,"
                + " traits, held, sender, body, smtp_utf8, return_content, envelope_id,"
                + " require_tls, authenticated, client_address, client_greeting, client_protocol,"
                + " client_tls, return_path_bytes)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                message.queueId(), node, message.arrived().toEpochMilli(),
                message.content().blobId(), message.content().length(), bits(message.traits()),
                message.held(), text(envelope.sender()), envelope.body().ordinal(),
                envelope.smtpUtf8(), code(envelope.returnContent()), envelope.envelopeId(),
                envelope.requireTls(), text(envelope.authenticated()), client.address(),
                client.greeting(), client.protocol(), client.tls(), message.returnPathBytes());
        insertRecipients(sql, message.queueId(), recipients);
    }

    private static void insertRecipients(Sql sql, long queueId, List<QueuedRecipient> recipients)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>(recipients.size());
        for (QueuedRecipient one : recipients) {
            rows.add(row(queueId, one));
        }
        sql.batch("INSERT INTO queue_recipient (queue_id, " + RECIPIENT_COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
    }

    private static @Nullable Object[] row(long queueId, QueuedRecipient one) {
        Recipient recipient = one.recipient();
        OriginalRecipient original = recipient.originalRecipient();
        QueuedRecipient.LastAttempt last = one.last();
        return new @Nullable Object[]{queueId, one.number(), recipient.address().toString(),
                bits(recipient.notifyOn()), original == null ? null : original.type(),
                original == null ? null : original.address(), one.destination(),
                one.state().code(), one.attempts(), one.due().toEpochMilli(),
                last == null ? 0L : last.when().toEpochMilli(),
                last == null ? null : last.status().toString(),
                last == null ? "" : last.diagnostic(), last == null ? "" : last.remoteHost(),
                last != null && last.replied(), one.delayReported()};
    }

    /// Puts others in the place of a recipient that turned out to be them.
    public void replace(Sql sql, long queueId, QueuedRecipient old, List<QueuedRecipient> others)
            throws SQLException {
        int next = (int) sql.number("SELECT MAX(number) FROM queue_recipient WHERE queue_id = ?",
                0, queueId) + 1;
        List<QueuedRecipient> numbered = new ArrayList<>();
        for (QueuedRecipient one : others) {
            numbered.add(new QueuedRecipient(next++, one.recipient(), one.destination(),
                    one.state(), one.attempts(), one.due(), one.last(), one.delayReported()));
        }
        insertRecipients(sql, queueId, numbered);
        remove(sql, queueId, List.of(old));
    }

    /// Writes what an attempt changed of a recipient.
    public void update(Sql sql, long queueId, QueuedRecipient one) throws SQLException {
        QueuedRecipient.LastAttempt last = one.last();
        sql.update("UPDATE queue_recipient SET destination = ?, state = ?, attempts = ?,"
                + " due_millis = CASE WHEN due_millis = " + NEVER_MILLIS
                + " THEN due_millis ELSE ? END, tried_millis = ?, status = ?, diagnostic = ?,"
                + " remote_host = ?, replied = ?"
                + " WHERE queue_id = ? AND number = ?", one.destination(), one.state().code(),
                one.attempts(), one.due().toEpochMilli(),
                last == null ? 0L : last.when().toEpochMilli(),
                last == null ? null : last.status().toString(),
                last == null ? "" : last.diagnostic(), last == null ? "" : last.remoteHost(),
                last != null && last.replied(), queueId, one.number());
    }

    /// Takes note that the sender was told of a delay; false when that was done before.
    public boolean markDelayReported(Sql sql, long queueId, int number) throws SQLException {
        return sql.update("UPDATE queue_recipient SET delay_reported = 1 WHERE queue_id = ?"
                + " AND number = ? AND delay_reported = 0", queueId, number) == 1;
    }

    /// Removes recipients that are done, and the message with its last one. Answers how many were
    /// there.
    public int remove(Sql sql, long queueId, List<QueuedRecipient> done) throws SQLException {
        int removed = 0;
        for (QueuedRecipient one : done) {
            removed += sql.update("DELETE FROM queue_recipient WHERE queue_id = ? AND number = ?",
                    queueId, one.number());
        }
        boolean more = sql.number("SELECT 1 FROM queue_recipient WHERE queue_id = ? LIMIT 1", 0,
                queueId) == 1;
        if (!more) {
            removeMessage(sql, queueId);
        }
        return removed;
    }

    private void removeMessage(Sql sql, long queueId) throws SQLException {
        BlobRef blob = sql.first("SELECT blob_id, size_bytes FROM queue_message"
                + " WHERE queue_id = ?" + sql.dialect().forUpdate(),
                row -> new BlobRef(row.getLong(1), row.getLong(2)), queueId);
        if (blob != null
                && sql.update("DELETE FROM queue_message WHERE queue_id = ?", queueId) == 1) {
            blobs.release(sql, blob);
        }
    }

    /// Removes a message with all its recipients; answers whether it was there.
    public boolean drop(Sql sql, long queueId) throws SQLException {
        int rows = sql.update("DELETE FROM queue_recipient WHERE queue_id = ?", queueId);
        removeMessage(sql, queueId);
        return rows > 0;
    }

    public @Nullable QueuedMessage message(Sql sql, long queueId) throws SQLException {
        return sql.first("SELECT " + MESSAGE_COLUMNS + " FROM queue_message m WHERE m.queue_id = ?",
                QueueRows::message, queueId);
    }

    /// The recipients of a message, all or those of one destination.
    public List<QueuedRecipient> recipients(Sql sql, long queueId, @Nullable String destination)
            throws SQLException {
        return destination == null
                ? sql.query("SELECT " + RECIPIENT_COLUMNS
                        + " FROM queue_recipient WHERE queue_id = ? ORDER BY number",
                        QueueRows::recipient, queueId)
                : sql.query("SELECT " + RECIPIENT_COLUMNS
                        + " FROM queue_recipient WHERE queue_id = ? AND destination = ?"
                        + " ORDER BY number", QueueRows::recipient, queueId, destination);
    }

    /// Messages by name, from `afterId` on, at most `limit`.
    public List<QueuedMessage> messages(Sql sql, long afterId, int limit) throws SQLException {
        return sql.query("SELECT " + MESSAGE_COLUMNS + " FROM queue_message m WHERE m.queue_id > ?"
                + " ORDER BY m.queue_id LIMIT ?", QueueRows::message, afterId, limit);
    }

    /// This process' work that is due, the longest waiting first.
    public List<Due> due(Sql sql, Instant now, int limit) throws SQLException {
        return sql.query("SELECT r.queue_id, r.destination, MIN(r.due_millis)"
                + " FROM queue_recipient r JOIN queue_message m ON m.queue_id = r.queue_id"
                + " WHERE r.due_millis <= ? AND m.node = ? AND m.held = 0"
                + " GROUP BY r.queue_id, r.destination ORDER BY 3 LIMIT ?",
                row -> new Due(row.getLong(1), row.getString(2)), now.toEpochMilli(), node, limit);
    }

    /// When something is due after `now`; `Instant.MAX` for never.
    public Instant nextDue(Sql sql, Instant now) throws SQLException {
        long millis = sql.number("SELECT due_millis FROM queue_recipient WHERE due_millis > ?"
                + " ORDER BY due_millis LIMIT 1", NEVER_MILLIS, now.toEpochMilli());
        return millis == NEVER_MILLIS ? Instant.MAX : Instant.ofEpochMilli(millis);
    }

    /// Puts off all that waits for a destination.
    public void postpone(Sql sql, String destination, Instant until) throws SQLException {
        sql.update("UPDATE queue_recipient SET due_millis = ? WHERE destination = ?"
                + " AND due_millis < ?", until.toEpochMilli(), destination, until.toEpochMilli());
    }

    /// Puts off one piece of work.
    public void putOff(Sql sql, Due due, Instant until) throws SQLException {
        sql.update("UPDATE queue_recipient SET due_millis = ? WHERE queue_id = ?"
                + " AND destination = ? AND due_millis < ?", until.toEpochMilli(), due.queueId(),
                due.destination(), until.toEpochMilli());
    }

    /// Makes all that waits due now: of one message, of one destination, or all.
    public int retryNow(Sql sql, @Nullable Long queueId, @Nullable String destination, Instant now)
            throws SQLException {
        return sql.update("UPDATE queue_recipient SET due_millis = ? WHERE due_millis > ?"
                + " AND due_millis < " + NEVER_MILLIS
                + (queueId == null ? "" : " AND queue_id = " + queueId)
                + (destination == null ? " AND ? = ''" : " AND destination = ?"),
                now.toEpochMilli(), now.toEpochMilli(), destination == null ? "" : destination);
    }

    /// Keeps a message from being tried, or lets it go on; answers whether it is there.
    public boolean hold(Sql sql, long queueId, boolean held, Instant now) throws SQLException {
        sql.update("UPDATE queue_recipient SET due_millis = ? WHERE queue_id = ?",
                held ? NEVER_MILLIS : now.toEpochMilli(), queueId);
        return sql.update("UPDATE queue_message SET held = ? WHERE queue_id = ?", held,
                queueId) == 1;
    }

    /// @param oldest arrival of the oldest message; null when the queue is empty
    public record Counts(long messages, long held, long bytes, long recipients, long deferred,
            long reports, @Nullable Instant oldest) {}

    public Counts counts(Sql sql) throws SQLException {
        long[] recipients = sql.first("SELECT COUNT(*),"
                + " COALESCE(SUM(CASE WHEN state = 0 AND attempts > 0 THEN 1 ELSE 0 END), 0),"
                + " COALESCE(SUM(CASE WHEN state > 0 THEN 1 ELSE 0 END), 0) FROM queue_recipient",
                row -> new long[]{row.getLong(1), row.getLong(2), row.getLong(3)});
        Counts counts = sql.first("SELECT COUNT(*), COALESCE(SUM(held), 0),"
                + " COALESCE(SUM(size_bytes), 0), COALESCE(MIN(arrived_millis), 0)"
                + " FROM queue_message",
                row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3),
                        recipients == null ? 0 : recipients[0],
                        recipients == null ? 0 : recipients[1],
                        recipients == null ? 0 : recipients[2],
                        row.getLong(4) == 0 ? null : Instant.ofEpochMilli(row.getLong(4))));
        return counts == null ? new Counts(0, 0, 0, 0, 0, 0, null) : counts;
    }

    /// Says that this process lives, and takes over what belongs to those that were silent since
    /// `silentSince`. Answers how many messages were taken over.
    public int takeOver(Sql sql, Instant now, Instant silentSince) throws SQLException {
        sql.update("INSERT INTO queue_node (node, alive_millis) VALUES (?, ?)"
                + " ON CONFLICT (node) DO UPDATE SET alive_millis = excluded.alive_millis", node,
                now.toEpochMilli());
        int taken = sql.update("UPDATE queue_message SET node = ? WHERE node <> ? AND node NOT IN"
                + " (SELECT node FROM queue_node WHERE alive_millis >= ?)", node, node,
                silentSince.toEpochMilli());
        sql.update("DELETE FROM queue_node WHERE alive_millis < ?",
                silentSince.toEpochMilli());
        return taken;
    }

    private static QueuedMessage message(ResultSet row) throws SQLException {
        Envelope envelope = new Envelope(address(row.getString(7)), Body.values()[row.getInt(8)],
                row.getInt(9) == 1, returnContent(row.getInt(10)), row.getString(11),
                row.getInt(12) == 1, row.getLong(4), address(row.getString(13)),
                new Client(row.getString(14), row.getString(15), row.getString(16),
                        row.getInt(17) == 1),
                List.of());
        return new QueuedMessage(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)),
                new BlobRef(row.getLong(3), row.getLong(4)), row.getInt(18), traits(row.getInt(5)),
                row.getInt(6) == 1, envelope);
    }

    private static QueuedRecipient recipient(ResultSet row) throws SQLException {
        String type = row.getString(4);
        OriginalRecipient original = type == null
                ? null
                : new OriginalRecipient(type, row.getString(5));
        String status = row.getString(11);
        EnhancedStatus parsed = status == null ? null : EnhancedStatus.parse(status);
        QueuedRecipient.LastAttempt last = parsed == null
                ? null
                : new QueuedRecipient.LastAttempt(Instant.ofEpochMilli(row.getLong(10)), parsed,
                        row.getString(12), row.getString(13), row.getInt(14) == 1);
        return new QueuedRecipient(row.getInt(1),
                new Recipient(SmtpAddress.parse(row.getString(2)), notify(row.getInt(3)), original),
                row.getString(6), QueuedRecipient.State.of(row.getInt(7)), row.getInt(8),
                Instant.ofEpochMilli(row.getLong(9)), last, row.getInt(15) == 1);
    }

    private static @Nullable String text(@Nullable SmtpAddress address) {
        return address == null ? null : address.toString();
    }

    private static @Nullable SmtpAddress address(@Nullable String text) {
        return text == null ? null : SmtpAddress.parse(text);
    }

    private static int bits(MessageTraits traits) {
        return (traits.utf8Header() ? 1 : 0) | (traits.eightBitBody() ? 2 : 0)
                | (traits.binaryBody() ? 4 : 0);
    }

    private static MessageTraits traits(int bits) {
        return new MessageTraits((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
    }

    private static int bits(Set<Notify> notify) {
        return notify.stream().mapToInt(one -> 1 << one.ordinal()).sum();
    }

    private static Set<Notify> notify(int bits) {
        Set<Notify> notify = EnumSet.noneOf(Notify.class);
        for (Notify one : Notify.values()) {
            if ((bits & 1 << one.ordinal()) != 0) {
                notify.add(one);
            }
        }
        return notify;
    }

    private static int code(@Nullable ReturnContent content) {
        return content == null ? 0 : content == ReturnContent.FULL ? 1 : 2;
    }

    private static @Nullable ReturnContent returnContent(int code) {
        return switch (code) {
            case 1 -> ReturnContent.FULL;
            case 2 -> ReturnContent.HEADERS;
            default -> null;
        };
    }
}
