package org.rialto.transport.submission;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Migrations;
import org.rialto.database.Sql;

/// The table of messages that are submitted and not sent yet. Every method is part of a caller's
/// unit of work or snapshot.
final class SubmissionRows {
    static final int WAITING = 0;
    static final int LEFT_TO_SPOOLER = 1;
    private static final long NEVER_MILLIS = Long.MAX_VALUE;
    private static final Migrations MIGRATIONS = new Migrations("submission",
            SubmissionRows.class);

    private SubmissionRows() {}

    static void migrate(Database database) { MIGRATIONS.run(database); }

    /// @param submitter GUID of the user who submitted it
    /// @param due       when it is sent; null is never, by this server
    record Row(long mailboxId, long messageId, UUID submitter, int state, @Nullable Instant due) {}

    static void insert(Sql sql, Row row) throws SQLException {
        sql.update("INSERT INTO submission (mailbox_id, message_id, submitter, state, due_millis)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (mailbox_id, message_id) DO UPDATE SET"
                + " submitter = excluded.submitter, state = excluded.state,"
                + " due_millis = excluded.due_millis", row.mailboxId(), row.messageId(),
                row.submitter().toString(), row.state(), millis(row.due()));
    }

    static @Nullable Instant due(long millis) {
        return millis == NEVER_MILLIS ? null : Instant.ofEpochMilli(millis);
    }

    private static long millis(@Nullable Instant due) {
        return due == null ? NEVER_MILLIS : due.toEpochMilli();
    }

    static @Nullable Row find(Sql sql, long mailboxId, long messageId) throws SQLException {
        return sql.first("SELECT submitter, state, due_millis FROM submission"
                + " WHERE mailbox_id = ? AND message_id = ?",
                row -> new Row(mailboxId, messageId, UUID.fromString(row.getString(1)),
                        row.getInt(2), due(row.getLong(3))),
                mailboxId, messageId);
    }

    /// Whether it was there.
    static boolean remove(Sql sql, long mailboxId, long messageId) throws SQLException {
        return sql.update("DELETE FROM submission WHERE mailbox_id = ? AND message_id = ?",
                mailboxId, messageId) == 1;
    }

    static void removeAll(Sql sql, long mailboxId) throws SQLException {
        sql.update("DELETE FROM submission WHERE mailbox_id = ?", mailboxId);
    }

    /// Takes what is due for this process for as long as `until`: another that shares the database
    /// leaves it alone, unless this one dies.
    static List<Row> claim(Sql sql, String node, Instant now, Instant until, int limit)
            throws SQLException {
        List<Row> due = sql.query("SELECT mailbox_id, message_id, submitter, state, due_millis"
                + " FROM submission WHERE due_millis <= ? ORDER BY due_millis LIMIT ?",
                row -> new Row(row.getLong(1), row.getLong(2), UUID.fromString(row.getString(3)),
                        row.getInt(4), Instant.ofEpochMilli(row.getLong(5))),
                now.toEpochMilli(), limit);
        for (Row row : due) {
            sql.update("UPDATE submission SET due_millis = ?, node = ? WHERE mailbox_id = ?"
                    + " AND message_id = ?", until.toEpochMilli(), node, row.mailboxId(),
                    row.messageId());
        }
        return due;
    }

    /// What a process had taken when it ended is due again.
    static int releaseClaims(Sql sql, String node, Instant now) throws SQLException {
        return sql.update("UPDATE submission SET due_millis = ?, node = '' WHERE node = ?",
                now.toEpochMilli(), node);
    }

    /// When the next is due; `Instant.MAX` for never.
    static Instant nextDue(Sql sql) throws SQLException {
        long millis = sql.number("SELECT due_millis FROM submission WHERE due_millis < ?"
                + " ORDER BY due_millis LIMIT 1", NEVER_MILLIS, NEVER_MILLIS);
        return millis == NEVER_MILLIS ? Instant.MAX : Instant.ofEpochMilli(millis);
    }
}
