package org.rialto.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.CopyCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.mapi.MailError;
import org.rialto.store.Change.Copied;

/// COPY, MOVE and their UID forms. RFC 9051 §6.4.7, §6.4.8; COPYUID RFC 4315. COPY is all or
/// nothing; a MOVE that fails in the middle tells what it moved, and then NO (RFC 6851 §3.3).
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
        if (command.move()) {
            return move(session, uids, target);
        }
        List<Copied> copied = folder.mailbox().copyMessages(folder.folderId(), uids,
                target.mailbox(), target.folderId());
        return Completion.ok(copyUid(target, copied), "Messages copied");
    }

    private static Completion move(ImapSession session, int[] uids, FolderPlace target)
            throws IOException {
        SelectedFolder folder = session.selected();
        List<Copied> moved = new ArrayList<>();
        MailError failure = null;
        try {
            folder.mailbox().moveMessages(folder.folderId(), uids, target.mailbox(),
                    target.folderId(), moved::addAll);
        } catch (MailError e) {
            failure = e;
        }
        ResponseCode code = copyUid(target, moved);
        if (code != null) {
            session.out().status("*", "OK", code, "Messages moved");
        }
        folder.update(session.out(), true, true);
        if (failure != null) {
            throw failure;
        }
        return Completion.ok("MOVE done");
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
