package org.rialto.transport.submission;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.RowTable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Change;
import org.rialto.store.MessageRow;
import org.rialto.store.backup.MailboxRestore.Numbers;
import org.rialto.store.backup.MailboxRows;

/// What waits to be sent, in backups of mailboxes. A restored message goes on waiting only when
/// nobody can have sent it since the backup, and nobody else is going to; else it is a draft, and the
/// administrator is told.
public final class KeptSubmissions implements MailboxRows {
    private static final RowTable TABLE = RowTable.of("submission", "message_id", "message_id:n",
            "submitter:t", "state:n", "due_millis:n", "node:t");
    private final Clock clock;
    private final boolean asDrafts;

    /// @param asDrafts nothing that is restored is to be sent, whatever is known of it
    public KeptSubmissions(Database database, Clock clock, boolean asDrafts) {
        SubmissionRows.migrate(database);
        this.clock = clock;
        this.asDrafts = asDrafts;
    }

    @Override
    public String room() { return "submission"; }

    @Override
    public RowTable table() { return TABLE; }

    @Override
    public void restored(Restored mailbox, List<@Nullable Object[]> rows) throws SQLException {
        Set<Long> drafts = new HashSet<>(mailbox.submitted());
        for (@Nullable
        Object[] values : rows) {
            SubmissionRows.Row row = row(mailbox, values);
            if (row != null && drafts.contains(row.messageId())) {
                SubmissionRows.Row waits = waiting(mailbox, row,
                        values[4] instanceof String node && !node.isEmpty());
                if (waits != null) {
                    SubmissionRows.insert(mailbox.sql(), waits);
                    drafts.remove(row.messageId());
                }
            }
        }
        for (long messageId : drafts.stream().sorted().toList()) {
            release(mailbox, messageId);
        }
        if (mailbox.replaced() != 0) {
            SubmissionRows.removeAll(mailbox.sql(), mailbox.replaced());
        }
    }

    /// Null for a row that makes no sense.
    private static SubmissionRows.@Nullable Row row(Restored mailbox, @Nullable Object[] values) {
        if (values[0] instanceof Long messageId && values[1] instanceof String submitter
                && values[2] instanceof Long state && values[3] instanceof Long due
                && (state == SubmissionRows.WAITING || state == SubmissionRows.LEFT_TO_SPOOLER)) {
            try {
                return new SubmissionRows.Row(mailbox.change().info().mailboxId(), messageId,
                        UUID.fromString(submitter), state.intValue(), SubmissionRows.due(due));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    /// As what it goes on waiting; null when it does not.
    ///
    /// @param claimed whether it was about to be sent at the time of the backup
    private SubmissionRows.@Nullable Row waiting(Restored mailbox, SubmissionRows.Row row,
            boolean claimed) throws SQLException {
        if (asDrafts || mailbox.copy()) {
            return null;
        }
        if (mailbox.replaced() != 0) {
            SubmissionRows.Row now = SubmissionRows.find(mailbox.sql(), mailbox.replaced(),
                    row.messageId());
            // It is in the place of that, to be sent when that would have been.
            return now == null || now.state() != row.state()
                    ? null
                    : new SubmissionRows.Row(row.mailboxId(), row.messageId(), row.submitter(),
                            row.state(), now.due());
        }
        if (mailbox.numbers() == Numbers.AS_THEY_WERE) {
            return row; // the administrator says that nothing was done since
        }
        Instant due = row.due();
        boolean surelyNotSent = due != null && !claimed && due.isAfter(clock.instant());
        return surelyNotSent ? row : null;
    }

    private static void release(Restored mailbox, long messageId) {
        Change change = mailbox.change();
        MessageRow row;
        try {
            row = change.message(messageId, Set.of());
        } catch (MailError.NotFound e) {
            return; // the check of the restored mailbox left it out
        }
        Submission.release(change, row);
        String subject = change.content(messageId).properties()
                .getString(PropertyTags.PidTagSubject, "");
        mailbox.warnings().accept(mailbox.label() + ": a message that was to be sent is a draft"
                + " again, because it may have been sent since the backup, or may yet be: \""
                + subject + "\"");
    }
}
