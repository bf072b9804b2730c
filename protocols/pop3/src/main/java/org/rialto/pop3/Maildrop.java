package org.rialto.pop3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobRef;
import org.rialto.store.FlagChange;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;

/// The inbox as one session sees it: fixed when opened, numbered from 1, marks for deletion kept
/// until QUIT. RFC 1939 §5. Used by one thread.
public final class Maildrop implements AutoCloseable {
    private static final int BATCH_ROWS = 2000;

    private final Mailbox mailbox;
    private final MaildropLocks locks;
    private final long mailboxId;
    private final long folderId;
    private final int uidValidity;
    private final int[] uids;
    private final long[] sizes;
    private final BlobRef[] blobs;
    private final BitSet deleted = new BitSet();
    private final BitSet retrieved = new BitSet();
    private long totalSize;
    private boolean closed;

    private Maildrop(Mailbox mailbox, long mailboxId, MaildropLocks locks, Folder folder,
            List<MessageRow> rows) {
        this.mailbox = mailbox;
        this.mailboxId = mailboxId;
        this.locks = locks;
        this.folderId = folder.folderId();
        this.uidValidity = folder.uidValidity();
        this.uids = new int[rows.size()];
        this.sizes = new long[rows.size()];
        this.blobs = new BlobRef[rows.size()];
        for (int at = 0; at < uids.length; at++) {
            MessageRow row = rows.get(at);
            BlobRef mime = row.mime();
            if (mime == null) {
                throw new IllegalStateException("a message without MIME");
            }
            uids[at] = row.uid();
            sizes[at] = row.mimeSize();
            blobs[at] = mime;
            totalSize += row.mimeSize();
        }
    }

    /// Locks and lists the inbox; null when another session has it.
    public static @Nullable Maildrop open(MailboxSession session, MaildropLocks locks) {
        Mailbox mailbox = session.mailbox();
        long mailboxId = mailbox.info().mailboxId();
        if (!locks.lock(mailboxId)) {
            return null;
        }
        boolean opened = false;
        try {
            Folder inbox = mailbox.read(snapshot -> snapshot.folder(SpecialFolder.INBOX));
            Maildrop maildrop = new Maildrop(mailbox, mailboxId, locks, inbox,
                    rows(mailbox, inbox.folderId()));
            opened = true;
            return maildrop;
        } finally {
            if (!opened) {
                locks.release(mailboxId);
            }
        }
    }

    private static List<MessageRow> rows(Mailbox mailbox, long folderId) {
        List<MessageRow> rows = new ArrayList<>();
        int next = 1;
        while (true) {
            int from = next;
            List<MessageRow> batch = mailbox.read(snapshot -> snapshot.messages(folderId, from,
                    Integer.MAX_VALUE, BATCH_ROWS, Set.of()));
            for (MessageRow row : batch) {
                if (row.mime() != null) {
                    rows.add(row);
                }
            }
            if (batch.size() < BATCH_ROWS || batch.getLast().uid() == Integer.MAX_VALUE) {
                return rows;
            }
            next = batch.getLast().uid() + 1;
        }
    }

    /// The highest message number, deleted ones included.
    public int highest() { return uids.length; }

    /// Whether the number is that of a message not marked as deleted.
    public boolean has(int number) {
        return number >= 1 && number <= uids.length && !deleted.get(number - 1);
    }

    /// Messages not marked as deleted.
    public int count() { return uids.length - deleted.cardinality(); }

    /// Octets of those.
    public long size() { return totalSize; }

    /// Octets of a message as RETR sends it, without stuffing and end.
    public long size(int number) { return sizes[number - 1]; }

    /// `unique-id = 1*70("!" to "~")`: stable for the life of the folder (RFC 1939 §7).
    public String uniqueId(int number) {
        return Integer.toUnsignedString(uidValidity) + "." + uids[number - 1];
    }

    public BlobRef blob(int number) { return blobs[number - 1]; }

    public void delete(int number) {
        deleted.set(number - 1);
        totalSize -= sizes[number - 1];
    }

    public void undelete() {
        deleted.clear();
        totalSize = Arrays.stream(sizes).sum();
    }

    /// RETR has sent it whole.
    public void retrieved(int number) { retrieved.set(number - 1); }

    /// QUIT: deletes what is marked and marks as read what was retrieved; durable on return.
    /// Returns how many of the deletions found their message.
    ///
    /// @throws MailError when it could not be done; nothing is then deleted
    public int update() {
        int[] gone = chosen(deleted);
        retrieved.andNot(deleted);
        int[] read = chosen(retrieved);
        if (gone.length == 0 && read.length == 0) {
            return 0;
        }
        return mailbox.write(change -> {
            if (read.length > 0) {
                change.changeFlags(folderId, read, FlagChange.set(MessageFlags.READ));
            }
            return gone.length == 0 ? 0 : change.deleteMessages(folderId, gone, false).length;
        });
    }

    private int[] chosen(BitSet numbers) { return numbers.stream().map(at -> uids[at]).toArray(); }

    /// Lets the next session in.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            locks.release(mailboxId);
        }
    }
}
