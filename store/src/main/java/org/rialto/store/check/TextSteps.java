package org.rialto.store.check;

import java.sql.SQLException;
import java.util.Arrays;
import org.rialto.store.search.TextIndex;

/// A mailbox's part of the full-text index. A message whose text is missing is indexed again by
/// the server, which looks for messages without one.
final class TextSteps {
    private TextSteps() {}

    static void texts(Scope scope) throws SQLException {
        long[] texts = TextIndex.textIds(scope.sql, scope.mailboxId);
        Arrays.sort(texts);
        long[] used = scope.sql.query("SELECT DISTINCT text_id FROM message WHERE mailbox_id = ?"
                + " AND text_id <> 0", row -> row.getLong(1), scope.mailboxId).stream()
                .mapToLong(Long::longValue).sorted().toArray();
        long[] missing = without(used, texts);
        if (missing.length > 0) {
            scope.mendable(Finding.Kind.TEXT, missing.length
                    + " texts are missing in the full-text index; they are indexed again");
            if (scope.repair) {
                scope.sql.update("UPDATE message SET text_id = 0 WHERE mailbox_id = ? AND "
                        + scope.sql.dialect().isAnyOf("text_id"), scope.mailboxId,
                        scope.sql.dialect().numbers(missing));
            }
        }
        long[] dead = without(texts, used);
        // A copy that was deleted leaves its text to the sweep: only repairs look at those.
        if (scope.repair && dead.length > 0) {
            TextIndex.remove(scope.sql, scope.mailboxId, dead);
        }
    }

    /// Those of `sorted` that are not in `others`, sorted, too.
    static long[] without(long[] sorted, long[] others) {
        return Arrays.stream(sorted).filter(id -> Arrays.binarySearch(others, id) < 0).toArray();
    }

    /// All texts of the mailbox are indexed anew.
    static void rebuild(Scope scope) throws SQLException {
        TextIndex.clear(scope.sql, scope.mailboxId);
        scope.sql.update("UPDATE message SET text_id = 0 WHERE mailbox_id = ? AND text_id <> 0",
                scope.mailboxId);
    }
}
