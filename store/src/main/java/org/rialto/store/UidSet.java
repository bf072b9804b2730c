package org.rialto.store;

import java.util.ArrayList;
import java.util.List;
import org.rialto.database.Sql;

/// Some messages of a folder as an SQL condition: a few ranges where that does, else a list.
///
/// @param first the lowest UID
/// @param last the highest
record UidSet(int[] uids, int first, int last) {
    /// @param uids ascending and at least one
    UidSet(int[] uids) { this(uids, uids[0], uids[uids.length - 1]); }

    /// A condition for column uid, its parameters appended to `arguments`.
    String condition(Sql sql, List<Object> arguments) {
        if (last - first == uids.length - 1) {
            arguments.add(first);
            arguments.add(last);
            return "uid >= ? AND uid <= ?";
        }
        if (uids.length == 1) {
            arguments.add(first);
            return "uid = ?";
        }
        arguments.add(MessageRows.numbers(sql, uids));
        return sql.dialect().isAnyOf("uid");
    }

    /// The condition on one folder's rows and all its parameters.
    Where where(Sql sql, long mailboxId, long folderId) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(mailboxId);
        arguments.add(folderId);
        String condition = condition(sql, arguments);
        return new Where("mailbox_id = ? AND folder_id = ? AND " + condition, arguments);
    }

    record Where(String sql, List<Object> arguments) {
        /// The arguments after some others.
        Object[] after(Object... before) {
            List<Object> all = new ArrayList<>(List.of(before));
            all.addAll(arguments);
            return all.toArray();
        }
    }
}
