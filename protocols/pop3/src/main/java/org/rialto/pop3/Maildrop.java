package org.rialto.pop3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;
import org.rialto.store.FlagChange;
import org.rialto.store.Folder;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The inbox as one session sees it: fixed when opened, numbered from 1, marks for deletion kept
/// until QUIT. RFC 1939 §5. Used by one thread.
public final class Maildrop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Maildrop.class);
    private static final int BATCH_ROWS = 2000;

    private final Mailbox mailbox;
    private final Maildrops maildrops;
    private final Blobs blobs;
    private final long mailboxId;
    private final long folderId;
    private final int uidValidity;
    private final int[] uids;
    private final long[] sizes;
    /// Null for those whose MIME is generated.
    private final @Nullable BlobRef[] stored;
    private final Map<Integer, MessageRow> generated;
    private final BitSet deleted = new BitSet();
    private final BitSet retrieved = new BitSet();
    private long totalSize;
    private boolean closed;

    private Maildrop(Mailbox mailbox, long mailboxId, Maildrops maildrops, Blobs blobs,
            Folder folder, List<Listed> listed) {
        this.mailbox = mailbox;
        this.mailboxId = mailboxId;
        this.maildrops = maildrops;
        this.blobs = blobs;
        this.folderId = folder.folderId();
        this.uidValidity = folder.uidValidity();
        this.uids = new int[listed.size()];
        this.sizes = new long[listed.size()];
        this.stored = new BlobRef[listed.size()];
        this.generated = new HashMap<>();
        for (int at = 0; at < uids.length; at++) {
            MessageRow row = listed.get(at).row();
            uids[at] = row.uid();
            sizes[at] = listed.get(at).size();
            stored[at] = row.mime();
            if (row.mime() == null) {
                generated.put(at, row);
            }
            totalSize += sizes[at];
        }
    }

    private record Listed(MessageRow row, long size) {}

    /// Locks and lists the inbox; null when another session has it.
    public static @Nullable Maildrop open(MailboxSession session, Maildrops maildrops,
            Blobs blobs) {
        Mailbox mailbox = session.mailbox();
        long mailboxId = mailbox.info().mailboxId();
        if (!maildrops.lock(mailboxId)) {
            return null;
        }
        boolean opened = false;
        try {
            Folder inbox = mailbox.read(snapshot -> snapshot.folder(SpecialFolder.INBOX));
            Maildrop maildrop = new Maildrop(mailbox, mailboxId, maildrops, blobs, inbox,
                    listed(mailbox, mailboxId, maildrops, blobs, rows(mailbox, inbox.folderId())));
            opened = true;
            return maildrop;
        } finally {
            if (!opened) {
                maildrops.release(mailboxId);
            }
        }
    }

    private static List<Listed> listed(Mailbox mailbox, long mailboxId, Maildrops maildrops,
            Blobs blobs, List<MessageRow> rows) {
        MimeGeneration generation = new MimeGeneration(blobs);
        List<Listed> listed = new ArrayList<>(rows.size());
        for (MessageRow row : rows) {
            try {
                listed.add(new Listed(row, row.mime() != null
                        ? row.mimeSize()
                        : maildrops.size(mailboxId, row, one -> measure(generation, mailbox,
                                one))));
            } catch (MailError.NotFound | MailError.Gone e) {
                // Deleted a moment ago.
            } catch (MailError.Damaged | UncheckedIOException e) {
                log.warn("Message {} of mailbox {} has no MIME form and is not listed: {}",
                        row.messageId(), mailboxId, e.getMessage());
            }
        }
        return listed;
    }

    private static long measure(MimeGeneration generation, Mailbox mailbox, MessageRow row) {
        long[] length = new long[1];
        try {
            generation.write(mailbox, row, new OutputStream() {
                @Override
                public void write(int octet) { length[0]++; }

                @Override
                public void write(byte[] bytes, int offset, int count) { length[0] += count; }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return length[0];
    }

    private static List<MessageRow> rows(Mailbox mailbox, long folderId) {
        List<MessageRow> rows = new ArrayList<>();
        int next = 1;
        while (true) {
            int from = next;
            List<MessageRow> batch = mailbox.read(snapshot -> snapshot.messages(folderId, from,
                    Integer.MAX_VALUE, BATCH_ROWS, Set.of()));
            rows.addAll(batch);
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

    /// Opens a message's bytes. What is no MIME yet becomes a blob now, which nothing refers to: it
    /// is collected later.
    ///
    /// @throws MailError.NotFound when the message is gone
    public BlobReader open(int number) {
        BlobRef blob = stored[number - 1];
        MessageRow row = generated.get(number - 1);
        if (row != null) {
            try (BlobWriter writer = blobs.create()) {
                new MimeGeneration(blobs).write(mailbox, row, writer);
                blob = writer.finish();
            } catch (IOException e) {
                throw new MailError.Damaged("message " + row.messageId() + " has no MIME form", e);
            }
        }
        return blobs.open(Objects.requireNonNull(blob));
    }

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
    /// @throws MailError when it could not be done; some of the messages may be deleted, and no
    ///         others (RFC 1939 §6)
    public int update() {
        int[] gone = chosen(deleted);
        retrieved.andNot(deleted);
        int[] read = chosen(retrieved);
        if (gone.length == 0 && read.length == 0) {
            return 0;
        }
        if (read.length > 0) {
            mailbox.changeFlags(folderId, read, FlagChange.set(MessageFlags.READ));
        }
        return gone.length == 0 ? 0 : mailbox.deleteMessages(folderId, gone, false).length;
    }

    private int[] chosen(BitSet numbers) { return numbers.stream().map(at -> uids[at]).toArray(); }

    /// Lets the next session in.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            maildrops.release(mailboxId);
        }
    }
}
