package org.rialto.store.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.database.RowTable;
import org.rialto.database.Sql;
import org.rialto.store.Change;

/// What another room keeps about the messages of each mailbox, in a table with a column `mailbox_id`:
/// into a backup with the mailbox, and back with it.
public interface MailboxRows {
    String room();

    /// Without `mailbox_id`.
    RowTable table();

    /// Part of the unit of work that shows a restored mailbox.
    ///
    /// @param rows of the backup, in the columns of [#table], null where it has none; nobody vouches
    ///        for them
    void restored(Restored mailbox, List<@Nullable Object[]> rows) throws SQLException;

    /// A mailbox that is shown now.
    ///
    /// @param change of that mailbox
    /// @param replaced the mailbox in whose place it comes, a later self of it; 0: there is none
    /// @param copy whether the mailbox that was backed up is still here besides
    /// @param numbers whether something may have been done since the backup
    /// @param submitted messages that say they are submitted
    /// @param warnings what the administrator is told
    record Restored(Sql sql, Change change, String label, long replaced, boolean copy,
            MailboxRestore.Numbers numbers, Set<Long> submitted, Consumer<String> warnings) {}
}
