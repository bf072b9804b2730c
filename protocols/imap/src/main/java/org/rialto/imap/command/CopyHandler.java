package org.rialto.imap.command;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.CopyCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.store.Change.Copied;

/// COPY, MOVE and their UID forms. RFC 9051 §6.4.7, §6.4.8; COPYUID RFC 4315. All or nothing.
public final class CopyHandler {
    private CopyHandler() {}

    public static Completion handle(ImapSession session, CopyCommand command) throws IOException {
        SelectedFolder folder = session.selected();
        if (command.move()) {
            folder.requireWritable();
            if (!folder.allowsDeleting()) {
                throw Refusal.no(ResponseCode.NOPERM, "You may not move messages away");
            }
        }
        int[] positions = folder.positions(command.set(), command.uid());
        FolderPlace target = session.account().require(command.mailbox(), ResponseCode.TRYCREATE);
        int[] uids = folder.view().uidsAt(positions);
        if (uids.length < positions.length) {
            throw Refusal.no(ResponseCode.EXPUNGEISSUED, "Some messages exist no longer");
        }
        if (uids.length == 0) {
            return Completion.ok("No messages");
        }
        List<Copied> copied = copy(folder, target, uids, command.move());
        ResponseCode code = copyUid(target, copied);
        if (!command.move()) {
            return Completion.ok(code, "Messages copied");
        }
        if (code != null) {
            session.out().status("*", "OK", code, "Messages moved");
        }
        folder.update(session.out(), true, true);
        return Completion.ok("MOVE done");
    }

    private static List<Copied> copy(SelectedFolder folder, FolderPlace target, int[] uids,
            boolean move) {
        if (!target.mailbox().info().guid().equals(folder.mailbox().info().guid())) {
            return CrossMailboxCopy.copy(folder, target, uids, move);
        }
        return folder.mailbox().write(change -> move
                ? change.moveMessages(folder.folderId(), uids, target.folderId())
                : change.copyMessages(folder.folderId(), uids, target.folderId()));
    }

    static @Nullable ResponseCode copyUid(FolderPlace target, List<Copied> copied) {
        if (copied.isEmpty()) {
            return null;
        }
        UidRuns sources = new UidRuns();
        UidRuns destinations = new UidRuns();
        for (Copied one : copied) {
            sources.add(one.sourceUid());
            destinations.add(one.uid());
        }
        return ResponseCode.copyUid(Integer.toUnsignedLong(target.folder().uidValidity()),
                sources.toString(), destinations.toString());
    }

    /// A set in the order given, consecutive UIDs as a range.
    private static final class UidRuns {
        private final StringBuilder text = new StringBuilder();
        private int first;
        private int last;

        void add(int uid) {
            if (last != 0 && uid == last + 1) {
                last = uid;
                return;
            }
            end();
            first = uid;
            last = uid;
        }

        private void end() {
            if (last == 0) {
                return;
            }
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (last != first) {
                text.append(':').append(last);
            }
        }

        @Override
        public String toString() {
            end();
            last = 0;
            return text.toString();
        }
    }
}
