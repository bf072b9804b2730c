package org.rialto.imap.command;

import java.io.IOException;
import java.util.Set;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.StatusCommand;
import org.rialto.imap.wire.StatusItem;
import org.rialto.store.Folder;
import org.rialto.store.FolderIndex;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.Rights;
import org.rialto.store.Snapshot;

/// STATUS. RFC 9051 §6.3.11. Answered from the folder's maintained counts.
public final class StatusHandler {
    private static final int BATCH = 500;

    private StatusHandler() {}

    public static Completion handle(ImapSession session, StatusCommand command)
            throws IOException {
        FolderPlace place = session.account().require(command.mailbox());
        if (!place.folder().allows(Rights.READ_ANY)) {
            throw Refusal.no(ResponseCode.NOPERM, "You may not read that mailbox");
        }
        if (command.items().contains(StatusItem.HIGHESTMODSEQ)) {
            session.enableCondstore();
        }
        write(session, place, command.items());
        return Completion.ok("STATUS done");
    }

    /// `* STATUS name (…)`
    static void write(ImapSession session, FolderPlace place, Set<StatusItem> items)
            throws IOException {
        ImapWriter out = session.out();
        Folder folder = place.folder();
        int recent = items.contains(StatusItem.RECENT) ? recent(place) : 0;
        long deletedSize = items.contains(StatusItem.DELETED_STORAGE)
                && folder.markedDeletedCount() > 0 ? deletedSize(place) : 0;
        out.untagged().text("STATUS ").mailbox(place.name()).text(" (");
        boolean first = true;
        for (StatusItem item : items) {
            if (!first) {
                out.put(' ');
            }
            first = false;
            out.text(item.grammarName()).put(' ');
            switch (item) {
                case MESSAGES -> out.number(folder.contentCount());
                case RECENT -> out.number(recent);
                case UIDNEXT -> out.number(Integer.toUnsignedLong(folder.nextUid()));
                case UIDVALIDITY -> out.number(Integer.toUnsignedLong(folder.uidValidity()));
                case UNSEEN -> out.number(folder.unreadCount());
                case DELETED -> out.number(folder.markedDeletedCount());
                case SIZE -> out.number(folder.contentSize());
                case HIGHESTMODSEQ -> out.number(Math.max(1, folder.contentsChangeNumber()));
                case MAILBOXID -> out.put('(')
                        .text(ObjectIds.mailboxId(place.mailbox(), place.folderId())).put(')');
                case APPENDLIMIT -> out
                        .number(session.server().configuration().limits().maxMessageBytes());
                case DELETED_STORAGE -> out.number(deletedSize);
            }
        }
        out.put(')').endLine();
    }

    private static int recent(FolderPlace place) {
        Folder folder = place.folder();
        if (folder.recentUid() >= folder.nextUid()) {
            return 0;
        }
        FolderIndex index = place.mailbox().read(snapshot -> snapshot.index(folder.folderId()));
        int count = 0;
        for (int i = index.count() - 1; i >= 0 && index.uids()[i] >= folder.recentUid(); i--) {
            count++;
        }
        return count;
    }

    private static long deletedSize(FolderPlace place) {
        return place.mailbox().read(snapshot -> deletedSize(snapshot, place.folderId()));
    }

    private static long deletedSize(Snapshot snapshot, long folderId) {
        FolderIndex index = snapshot.index(folderId);
        int[] uids = new int[index.count()];
        int count = 0;
        for (int i = 0; i < index.count(); i++) {
            if ((index.flags()[i] & MessageFlags.MARKED_DELETED) != 0) {
                uids[count++] = index.uids()[i];
            }
        }
        long size = 0;
        for (int start = 0; start < count; start += BATCH) {
            int[] some = java.util.Arrays.copyOfRange(uids, start, Math.min(count, start + BATCH));
            for (MessageRow row : snapshot.messages(folderId, some, Set.of())) {
                size += row.size();
            }
        }
        return size;
    }
}
