package org.rialto.imap.command;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;

/// Some of the messages that a command goes through: few enough that a connection holds little,
/// whatever their number and however large what is read of each.
///
/// @param positions ascending, one at least
/// @param rows ascending by UID; those of messages that are gone are missing
record MessageBatch(int[] positions, List<MessageRow> rows) {
    /// At most so many messages at a time.
    private static final int MESSAGES = 500;
    /// And as many as have so many bytes together.
    static final long BYTES = 2 << 20;

    /// Reads the next ones.
    ///
    /// @param all ascending
    /// @param from where in `all` to begin; not its end
    static MessageBatch read(SelectedFolder folder, int[] all, int from,
            Set<MessagePart> parts) {
        int[] positions = Arrays.copyOfRange(all, from, Math.min(all.length, from + MESSAGES));
        int[] uids = folder.view().uidsAt(positions);
        if (uids.length == 0) {
            return new MessageBatch(positions, List.of());
        }
        List<MessageRow> rows = folder.mailbox()
                .read(snapshot -> snapshot.firstMessages(folder.folderId(), uids, parts, BYTES));
        if (rows.isEmpty() || rows.getLast().uid() == uids[uids.length - 1]) {
            return new MessageBatch(positions, rows);
        }
        // The rest is gone, or did not fit: only the next reading can tell.
        int last = folder.view().position(rows.getLast().uid());
        int covered = Arrays.binarySearch(positions, last) + 1;
        return new MessageBatch(Arrays.copyOf(positions, covered), rows);
    }
}
