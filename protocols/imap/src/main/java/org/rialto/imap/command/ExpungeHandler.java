package org.rialto.imap.command;

import java.io.IOException;
import java.util.Arrays;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.UidExpungeCommand;
import org.rialto.store.MessageFlags;

/// EXPUNGE (RFC 9051 §6.4.3), UID EXPUNGE (RFC 4315 §2.1), CLOSE (§6.4.1) and UNSELECT (§6.4.2).
/// Expunged messages go to the recoverable items, as when Outlook deletes for good.
public final class ExpungeHandler {
    private ExpungeHandler() {}

    public static Completion expunge(ImapSession session) throws IOException {
        SelectedFolder folder = session.selected();
        folder.requireWritable();
        // What another session just marked is meant too.
        folder.update(session.out(), false, true);
        return done(session, delete(folder, markedDeleted(folder.view(), null)));
    }

    public static Completion uidExpunge(ImapSession session, UidExpungeCommand command)
            throws IOException {
        SelectedFolder folder = session.selected();
        folder.requireWritable();
        folder.update(session.out(), false, true);
        int[] positions = folder.positions(command.uids(), true);
        return done(session, delete(folder, markedDeleted(folder.view(), positions)));
    }

    private static Completion done(ImapSession session, boolean any) throws IOException {
        SelectedFolder folder = session.selected();
        folder.update(session.out(), true, true);
        return session.features().condstore() && any
                ? Completion.ok(ResponseCode.highestModSeq(
                        Math.max(1, folder.view().contentsChangeNumber())), "EXPUNGE done")
                : Completion.ok("EXPUNGE done");
    }

    /// Removes without telling, then leaves the mailbox.
    public static Completion close(ImapSession session) {
        SelectedFolder folder = session.selected();
        if (!folder.isReadOnly()) {
            delete(folder, markedDeleted(folder.view(), null));
        }
        session.authenticated(session.account());
        return Completion.ok("CLOSE done");
    }

    public static Completion unselect(ImapSession session) {
        session.authenticated(session.account());
        return Completion.ok("UNSELECT done");
    }

    /// The UIDs with `\Deleted` at these positions, or at all.
    private static int[] markedDeleted(MessageView view,
            int @org.jspecify.annotations.Nullable [] positions) {
        int count = positions == null ? view.count() : positions.length;
        int[] uids = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            int position = positions == null ? i : positions[i];
            if ((view.flags(position) & MessageFlags.MARKED_DELETED) != 0
                    && !view.isGone(position)) {
                uids[size++] = view.uid(position);
            }
        }
        return Arrays.copyOf(uids, size);
    }

    private static boolean delete(SelectedFolder folder, int[] uids) {
        if (uids.length == 0) {
            return false;
        }
        folder.mailbox().deleteMessages(folder.folderId(), uids, false);
        return true;
    }
}
