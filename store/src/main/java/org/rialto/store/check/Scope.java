package org.rialto.store.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rialto.database.Sql;

/// One mailbox in the hands of one step of a check: a snapshot, or a unit of work when it mends.
final class Scope {
    private static final int MOST_FINDINGS = 100;
    final Sql sql;
    final long mailboxId;
    final boolean repair;
    private final String name;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);

    Scope(Sql sql, long mailboxId, String name, boolean repair) throws SQLException {
        this.sql = sql;
        this.mailboxId = mailboxId;
        this.name = name;
        this.repair = repair;
        if (repair) {
            // Every writer of the mailbox takes this row first.
            sql.first("SELECT counter FROM mailbox WHERE mailbox_id = ?"
                    + sql.dialect().forUpdate(), row -> row.getLong(1), mailboxId);
        }
    }

    /// Notes something that this step mends when it may.
    void mendable(Finding.Kind kind, String text) {
        add(kind, text, repair ? Finding.Outcome.REPAIRED : Finding.Outcome.REPAIRABLE);
    }

    void kept(Finding.Kind kind, String text) { add(kind, text, Finding.Outcome.KEPT); }

    private void add(Finding.Kind kind, String text, Finding.Outcome outcome) {
        if (counts.merge(kind, 1, Integer::sum) <= MOST_FINDINGS) {
            findings.add(new Finding(name, kind, text, outcome));
        }
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        counts.forEach((kind, count) -> {
            if (count > MOST_FINDINGS) {
                all.add(new Finding(name, kind, "and " + (count - MOST_FINDINGS)
                        + " more of the same kind",
                        repair ? Finding.Outcome.REPAIRED : Finding.Outcome.REPAIRABLE));
            }
        });
        return all;
    }

    /// The next number of the mailbox's counter.
    long next() throws SQLException {
        sql.update("UPDATE mailbox SET counter = counter + 1 WHERE mailbox_id = ?", mailboxId);
        return sql.number("SELECT counter FROM mailbox WHERE mailbox_id = ?", 0, mailboxId) - 1;
    }
}
