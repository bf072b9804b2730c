package org.rialto.imap.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.store.Change;
import org.rialto.store.Change.Copied;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewMessage;

/// Copies messages into another mailbox. Their large bytes are shared, not copied. The copy is one
/// unit of work in the target; a move then removes the originals in one of the source, so that a
/// crash between the two leaves both, never none.
final class CrossMailboxCopy {
    private CrossMailboxCopy() {}

    private record Original(MessageRow row, NewMessage message) {}

    static List<Copied> copy(SelectedFolder folder, FolderPlace target, int[] uids, boolean move) {
        List<Original> originals = folder.mailbox().read(snapshot -> {
            List<String> names = snapshot.keywords(folder.folderId());
            List<Original> found = new ArrayList<>();
            for (MessageRow row : snapshot.messages(folder.folderId(), uids,
                    EnumSet.of(MessagePart.STRUCTURE))) {
                found.add(new Original(row,
                        new NewMessage(snapshot.content(row.messageId()), false, row.flags(),
                                keywords(row.keywords(), names), row.received(), row.mime(),
                                row.structure())));
            }
            return found;
        });
        List<Copied> copied = target.mailbox().write(change -> {
            List<Copied> all = new ArrayList<>();
            for (Original original : originals) {
                Change.Added added = change.addMessage(target.folderId(), original.message);
                all.add(new Copied(original.row.uid(), original.row.messageId(), added.uid(),
                        added.messageId()));
            }
            return all;
        });
        if (move) {
            folder.mailbox()
                    .write(change -> change.deleteMessages(folder.folderId(), uids, true));
        }
        return copied;
    }

    private static Set<String> keywords(long bits, List<String> names) {
        Set<String> keywords = new HashSet<>();
        for (int number = 0; number < names.size() && number < Long.SIZE; number++) {
            if ((bits >>> number & 1) != 0) {
                keywords.add(names.get(number));
            }
        }
        return keywords;
    }
}
