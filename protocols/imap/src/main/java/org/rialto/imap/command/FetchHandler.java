package org.rialto.imap.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.FetchCommand;
import org.rialto.imap.wire.FetchItem;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.mapi.MailError;
import org.rialto.store.FlagChange;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// FETCH and UID FETCH. RFC 9051 §6.4.5; CHANGEDSINCE and VANISHED RFC 7162. Rows are read a
/// batch at a time, and nothing of the store is held while the answer goes out.
public final class FetchHandler {
    private static final Logger log = LoggerFactory.getLogger(FetchHandler.class);

    private final ImapSession session;
    private final SelectedFolder folder;
    private final FetchPlan plan;
    private final FetchWriter writer;
    private boolean someGone;
    private @Nullable MailError unreadable;

    private FetchHandler(ImapSession session, FetchPlan plan) {
        this.session = session;
        this.folder = session.selected();
        this.plan = plan;
        this.writer = new FetchWriter(folder, plan, session.out());
    }

    public static Completion handle(ImapSession session, FetchCommand command) throws IOException {
        SelectedFolder folder = session.selected();
        boolean modSeqAsked = command.items().contains(FetchItem.Attribute.MODSEQ)
                || command.changedSince() >= 0;
        if (modSeqAsked) {
            session.enableCondstore();
        }
        if (command.vanished() && !session.features().qresync()) {
            throw Refusal.bad("Enable QRESYNC first");
        }
        int[] positions = folder.positions(command.set(), command.uid());
        if (command.changedSince() >= 0) {
            if (command.vanished()) {
                ResynchronizeWriter.writeVanished(session.out(), folder,
                        command.changedSince(), command.set());
            }
            positions = changedSince(folder.view(), positions, command.changedSince());
        }
        boolean modSeq = command.changedSince() >= 0 || session.features().condstore()
                && command.items().contains(FetchItem.Attribute.FLAGS);
        FetchPlan plan = FetchPlan.of(command.items(), command.uid(), modSeq);
        return new FetchHandler(session, plan).fetch(positions);
    }

    private static int[] changedSince(MessageView view, int[] positions, long changeNumber) {
        int[] changed = new int[positions.length];
        int size = 0;
        for (int position : positions) {
            if (view.changeNumber(position) > changeNumber) {
                changed[size++] = position;
            }
        }
        return Arrays.copyOf(changed, size);
    }

    private Completion fetch(int[] positions) throws IOException {
        if (plan.rows()) {
            for (int start = 0; start < positions.length;) {
                MessageBatch batch = MessageBatch.read(folder, positions, start, plan.parts());
                write(batch);
                start += batch.positions().length;
            }
        } else {
            for (int position : positions) {
                writer.write(position, null, false);
            }
        }
        if (unreadable != null) {
            throw FetchWriter.unreadable(unreadable);
        }
        if (someGone) {
            throw Refusal.no(ResponseCode.EXPUNGEISSUED, "Some messages exist no longer");
        }
        return Completion.ok("FETCH done");
    }

    private void write(MessageBatch batch) throws IOException {
        int[] newlySeen = plan.marksSeen() ? markSeen(batch.positions()) : new int[0];
        List<MessageRow> rows = batch.rows();
        int next = 0;
        for (int position : batch.positions()) {
            int uid = folder.view().uid(position);
            while (next < rows.size() && rows.get(next).uid() < uid) {
                next++;
            }
            if (next == rows.size() || rows.get(next).uid() != uid) {
                someGone = true;
                continue;
            }
            one(position, rows.get(next), Arrays.binarySearch(newlySeen, uid) >= 0);
        }
    }

    private void one(int position, MessageRow row, boolean flagsToo) throws IOException {
        try (OpenMessage message = new OpenMessage(folder.mailbox(),
                session.server().blobs(), row)) {
            FetchWriter.requireDecodable(plan.items(), message);
            writer.write(position, message, flagsToo);
        } catch (MailError e) {
            if (!session.out().isAtLineStart()) {
                throw e;
            }
            log.warn("{}: message {} of mailbox {} cannot be read: {}",
                    session.connection().name(), row.messageId(),
                    folder.mailbox().info().mailboxId(), e.getMessage());
            unreadable = e;
        }
    }

    /// Sets `\Seen` where it is not yet, before the answer, which tells the new flags.
    private int[] markSeen(int[] positions) throws IOException {
        if (folder.isReadOnly()) {
            return new int[0];
        }
        MessageView view = folder.view();
        int[] unseen = new int[positions.length];
        int size = 0;
        for (int position : positions) {
            if ((view.flags(position) & MessageFlags.READ) == 0 && !view.isGone(position)) {
                unseen[size++] = view.uid(position);
            }
        }
        if (size == 0) {
            return new int[0];
        }
        int[] uids = Arrays.copyOf(unseen, size);
        try {
            folder.mailbox().write(change -> change.changeFlags(folder.folderId(), uids,
                    FlagChange.set(MessageFlags.READ)));
        } catch (MailError.Denied e) {
            return new int[0];
        }
        folder.update(session.out(), true, false, uid -> Arrays.binarySearch(uids, uid) >= 0);
        return uids;
    }
}
