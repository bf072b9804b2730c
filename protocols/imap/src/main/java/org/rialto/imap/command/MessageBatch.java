package org.rialto.imap.command;

import java.util.List;
import java.util.Set;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;

/// Reads the rows of some positions of a selected mailbox.
final class MessageBatch {
    private MessageBatch() {}

    /// Rows ascending by UID; messages that are gone are left out. Neighbours are read as one range
    /// of the index, anything else one by one.
    ///
    /// @param positions ascending, some hundred
    static List<MessageRow> read(SelectedFolder folder, int[] positions, Set<MessagePart> parts) {
        int[] uids = folder.view().uidsAt(positions);
        if (uids.length == 0) {
            return List.of();
        }
        boolean neighbours = positions[positions.length - 1] - positions[0] == positions.length - 1;
        return folder.mailbox().read(snapshot -> neighbours
                ? snapshot.messages(folder.folderId(), uids[0], uids[uids.length - 1],
                        positions.length, parts)
                : snapshot.messages(folder.folderId(), uids, parts));
    }
}
