package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.SelectCommand.Resynchronize;
import org.rialto.imap.wire.SequenceSet;
import org.rialto.store.FolderChanges;

/// Brings a client that was away up to date. QRESYNC, RFC 7162 §3.2.5 and §3.2.6.
final class ResynchronizeWriter {
    private ResynchronizeWriter() {}

    /// The answer to SELECT's QRESYNC parameter: what vanished, and the flags of what changed.
    static void write(ImapWriter out, SelectedFolder folder, Resynchronize client)
            throws IOException {
        if (client.uidValidity() != Integer.toUnsignedLong(folder.uidValidity())) {
            return;
        }
        MessageView view = folder.view();
        NumberSet known = client.knownUids() == null
                ? NumberSet.range(1, Math.max(1, folder.nextUid() - 1L))
                : client.knownUids().resolve(folder.nextUid());
        writeVanished(out, folder, client.modSeq(), known);
        for (int position = 0; position < view.count(); position++) {
            if (view.changeNumber(position) > client.modSeq()
                    && known.contains(view.uid(position))) {
                folder.writeFlags(out, position, true);
            }
        }
    }

    /// The answer to UID FETCH's VANISHED modifier.
    static void writeVanished(ImapWriter out, SelectedFolder folder, long since, SequenceSet set)
            throws IOException {
        long largest = Math.max(1, folder.nextUid() - 1L);
        NumberSet asked = set.isSavedResult()
                ? NumberSet.EMPTY
                : set.resolve(largest);
        writeVanished(out, folder, since, asked);
    }

    private static void writeVanished(ImapWriter out, SelectedFolder folder, long since,
            NumberSet known) throws IOException {
        FolderChanges changes = folder.mailbox()
                .read(snapshot -> snapshot.changesSince(folder.folderId(), since));
        NumberSet.Builder vanished = new NumberSet.Builder();
        if (changes.complete()) {
            for (int uid : changes.deletedUids()) {
                if (known.contains(uid)) {
                    vanished.add(uid);
                }
            }
        } else {
            addMissing(folder, known, vanished);
        }
        if (!vanished.isEmpty()) {
            out.untagged().text("VANISHED (EARLIER) ").numbers(vanished.build()).endLine();
        }
    }

    /// Too old to know what was deleted when: all that the client knows and is not there.
    private static void addMissing(SelectedFolder folder, NumberSet known,
            NumberSet.Builder vanished) {
        MessageView view = folder.view();
        long largest = folder.nextUid() - 1L;
        int position = 0;
        for (int range = 0; range < known.rangeCount(); range++) {
            long next = known.first(range);
            long last = Math.min(known.last(range), largest);
            while (next <= last) {
                while (position < view.count() && view.uid(position) < next) {
                    position++;
                }
                long present = position < view.count() ? view.uid(position) : Long.MAX_VALUE;
                if (present > next) {
                    vanished.addRange(next, Math.min(last, present - 1));
                }
                next = present == Long.MAX_VALUE ? last + 1 : Math.max(next, present) + 1;
            }
        }
    }
}
