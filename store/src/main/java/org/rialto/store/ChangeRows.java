package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Answers "what changed in this folder after N?" of the folder's index and its tombstones.
final class ChangeRows {
    private record Gone(int uid, long messageId) {}

    private final SqlSnapshot snapshot;

    ChangeRows(SqlSnapshot snapshot) { this.snapshot = snapshot; }

    FolderChanges since(FolderState folder, long changeNumber) throws SQLException {
        FolderIndex index = snapshot.indexOf(folder);
        int count = 0;
        for (int i = 0; i < index.count(); i++) {
            count += index.changeNumbers()[i] > changeNumber ? 1 : 0;
        }
        int[] uids = new int[count];
        long[] ids = new long[count];
        long[] numbers = new long[count];
        int next = 0;
        for (int i = 0; i < index.count(); i++) {
            if (index.changeNumbers()[i] > changeNumber) {
                uids[next] = index.uids()[i];
                ids[next] = index.messageIds()[i];
                numbers[next++] = index.changeNumbers()[i];
            }
        }
        List<Gone> gone = new ArrayList<>(snapshot.sql.query(
                "SELECT uid, message_id FROM tombstone WHERE mailbox_id = ? AND folder_id = ?"
                        + " AND change_number > ?",
                row -> new Gone(row.getInt(1), row.getLong(2)), snapshot.mailboxId,
                folder.folderId, changeNumber));
        gone.sort(Comparator.comparingInt(Gone::uid));
        return new FolderChanges(folder.contentsChangeNumber, uids, ids, numbers,
                gone.stream().mapToInt(Gone::uid).toArray(),
                gone.stream().mapToLong(Gone::messageId).toArray(),
                changeNumber >= folder.purgedChangeNumber);
    }
}
