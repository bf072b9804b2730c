package org.rialto.store.check;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.PropertyBag;

/// Checks the rules of folders: that they can be read, and that folders know how many they have.
final class RuleSteps {
    private static final String REAL = "(SELECT COUNT(*) FROM rule"
            + " WHERE rule.mailbox_id = folder.mailbox_id AND rule.folder_id = folder.folder_id)";

    private RuleSteps() {}

    private record Wrong(long folderId, long said, long real) {}

    static void rules(Scope scope) throws SQLException {
        List<long[]> damaged = new ArrayList<>();
        scope.sql.forEach("SELECT folder_id, rule_id, properties FROM rule WHERE mailbox_id = ?",
                row -> {
                    try {
                        PropertyBag.decode(row.getBytes(3));
                    } catch (MalformedDataException e) {
                        damaged.add(new long[]{row.getLong(1), row.getLong(2)});
                    }
                }, scope.mailboxId);
        for (long[] one : damaged) {
            scope.mendable(Finding.Kind.DAMAGED, "a rule of folder " + one[0]
                    + " cannot be read; it is removed");
            if (scope.repair) {
                scope.sql.update("DELETE FROM rule WHERE mailbox_id = ? AND folder_id = ?"
                        + " AND rule_id = ?", scope.mailboxId, one[0], one[1]);
            }
        }
        List<Wrong> wrong = scope.sql.query("SELECT folder_id, rule_count, " + REAL
                + " FROM folder WHERE mailbox_id = ? AND rule_count <> " + REAL,
                row -> new Wrong(row.getLong(1), row.getLong(2), row.getLong(3)),
                scope.mailboxId);
        for (Wrong one : wrong) {
            scope.mendable(Finding.Kind.COUNT, "folder " + one.folderId + " says " + one.said
                    + " rules; it has " + one.real);
        }
        if (scope.repair && !(wrong.isEmpty() && damaged.isEmpty())) {
            count(scope.sql, scope.mailboxId);
        }
    }

    /// Counts the rules of the mailbox's folders anew. Who knows them reads them again.
    static void count(org.rialto.database.Sql sql, long mailboxId) throws SQLException {
        sql.update("UPDATE folder SET rule_count = " + REAL
                + ", rules_version = rules_version + 1 WHERE mailbox_id = ?", mailboxId);
    }
}
