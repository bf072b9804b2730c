package org.rialto.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rialto.mapi.MailError;

/// Copies, moves, deletes and flags any number of messages, in units of work of bounded size: on
/// SQLite all writers share one thread, and nobody's delivery may wait for somebody's 100,000
/// messages. Between two units others come in.
///
/// What that costs: a failure in the middle leaves a move, a deletion or a change of flags half
/// done, message by message whole (RFC 6851 §3.3 allows it). A copy is all or nothing: its units are
/// noted ([UnfinishedCopy]), and those of one that fails are undone, after a crash by the next
/// start ([UnfinishedWork]).
final class BulkWork {
    /// At most so many messages are copied, moved or deleted in a unit of work.
    static final int MESSAGES = 500;
    /// At most so many messages' flags are changed in a unit of work: they cost much less.
    static final int FLAGS = 10_000;

    private final SqlMailbox mailbox;
    private final long folderId;

    BulkWork(SqlMailbox mailbox, long folderId) {
        this.mailbox = mailbox;
        this.folderId = folderId;
    }

    private interface Part<T> {
        T work(int[] uids);
    }

    /// Does one part after the other.
    private static <T> List<T> parts(int[] uids, int size, Part<T> part) {
        List<T> results = new ArrayList<>();
        for (int from = 0; from < uids.length; from += size) {
            results.add(part.work(Arrays.copyOfRange(uids, from,
                    Math.min(uids.length, from + size))));
        }
        return results;
    }

    int[] delete(int[] uids, boolean hard) {
        return join(parts(MessageRows.sorted(uids), MESSAGES,
                some -> mailbox.write(change -> change.deleteMessages(folderId, some, hard))));
    }

    private static int[] join(List<int[]> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().flatMapToInt(IntStream::of).toArray();
    }

    Change.FlagsChanged flags(int[] uids, FlagChange asked) {
        if (uids.length <= FLAGS) {
            return mailbox.write(change -> change.changeFlags(folderId, uids, asked));
        }
        List<Change.FlagsChanged> parts = parts(MessageRows.sorted(uids), FLAGS,
                some -> mailbox.write(change -> change.changeFlags(folderId, some, asked)));
        return new Change.FlagsChanged(
                join(parts.stream().map(Change.FlagsChanged::uids).toList()),
                join(parts.stream().map(Change.FlagsChanged::modifiedUids).toList()),
                parts.getLast().contentsChangeNumber());
    }

    /// Every message of the folder, and the folders below it.
    Mailbox.Emptied empty(boolean associatedToo, boolean hard) {
        MailError.Denied denied = null;
        boolean done = false;
        boolean left = false;
        for (Folder below : mailbox.read(snapshot -> snapshot.folders().stream()
                .filter(each -> each.parentId() == folderId).toList())) {
            if (below.special() != null) {
                left = true;
                continue;
            }
            try {
                mailbox.<Boolean>write(change -> {
                    change.deleteFolder(below.folderId(), hard);
                    return true;
                });
                done = true;
            } catch (MailError.Denied e) {
                denied = e;
            } catch (MailError.NotFound e) {
                // Somebody else was quicker.
                done = true;
            }
        }
        int messages = 0;
        for (boolean associated : associatedToo ? new boolean[]{false, true} : new boolean[1]) {
            try {
                Mailbox.Emptied some = emptyOf(associated, hard);
                messages += some.messages();
                left |= some.partial();
            } catch (MailError.Denied e) {
                denied = e;
            }
        }
        if (denied != null && !done && messages == 0) {
            throw denied;
        }
        return new Mailbox.Emptied(messages, left || denied != null);
    }

    /// @param next from which UID to go on; 0 at the end
    private record Some(int wanted, int deleted, int next) {}

    /// Who may delete the own messages only leaves the others.
    private Mailbox.Emptied emptyOf(boolean associated, boolean hard) {
        int messages = 0;
        boolean left = false;
        int next = 1;
        while (next > 0) {
            int first = next;
            Some some = mailbox.write(change -> {
                List<MessageRow> rows = change.contents(folderId, associated, first, MESSAGES,
                        Set.of());
                int[] uids = rows.stream().mapToInt(MessageRow::uid).toArray();
                int[] deletable = change.deletable(folderId, rows.stream()
                        .filter(row -> (row.flags() & MessageFlags.SUBMITTED) == 0)
                        .mapToInt(MessageRow::uid).toArray());
                int deleted = deletable.length == 0
                        ? 0
                        : change.deleteMessages(folderId, deletable, hard).length;
                return new Some(uids.length, deleted,
                        uids.length < MESSAGES ? 0 : uids[uids.length - 1] + 1);
            });
            messages += some.deleted();
            left |= some.deleted() < some.wanted();
            next = some.next();
        }
        return new Mailbox.Emptied(messages, left);
    }

    void move(int[] uids, Mailbox target, long targetFolderId,
            Consumer<List<Change.Copied>> moved) {
        parts(distinct(uids), MESSAGES, some -> {
            moved.accept(isOwn(target)
                    ? mailbox.write(change -> change.moveMessages(folderId, some, targetFolderId))
                    : elsewhere(target, targetFolderId, some).move());
            return some.length;
        });
    }

    private static int[] distinct(int[] uids) {
        return MessageRows.sorted(uids) == uids ? uids : Arrays.stream(uids).distinct().toArray();
    }

    private boolean isOwn(Mailbox target) {
        return target.info().mailboxId() == mailbox.mailboxId();
    }

    private CopyElsewhere elsewhere(Mailbox target, long targetFolderId, int[] uids) {
        return CopyElsewhere.read(mailbox, folderId, uids, target, targetFolderId);
    }

    List<Change.Copied> copy(int[] uids, Mailbox target, long targetFolderId) {
        int[] wanted = distinct(uids);
        if (wanted.length <= MESSAGES) {
            return copySome(wanted, target, targetFolderId, new Noted(0, 0, true));
        }
        long copyId = mailbox.store().database().write(sql -> mailbox.store()
                .join(sql, target.info().mailboxId(), Access.SYSTEM).reserveCounters(1));
        List<Change.Copied> copied = new ArrayList<>(wanted.length);
        boolean done = false;
        try {
            int noted = 0;
            for (int from = 0; from < wanted.length; from += MESSAGES) {
                int to = Math.min(wanted.length, from + MESSAGES);
                List<Change.Copied> some = copySome(Arrays.copyOfRange(wanted, from, to), target,
                        targetFolderId, new Noted(copyId, noted, to == wanted.length));
                noted += some.isEmpty() ? 0 : 1;
                copied.addAll(some);
            }
            done = true;
            return copied;
        } finally {
            if (!done) {
                mailbox.store().unfinished().undo(target.info().mailboxId(), copyId);
            }
        }
    }

    /// What a unit of a copy has to do with its notes.
    ///
    /// @param copyId 0 for a copy of one unit, which needs none
    private record Noted(long copyId, int before, boolean last) {}

    private List<Change.Copied> copySome(int[] uids, Mailbox target, long targetFolderId,
            Noted noted) {
        boolean own = isOwn(target);
        CopyElsewhere elsewhere = own ? null : elsewhere(target, targetFolderId, uids);
        return mailbox.writing(sql -> {
            SqlChange change = (SqlChange) mailbox.store().join(sql, target.info().mailboxId(),
                    own ? mailbox.access() : target.access());
            UnfinishedCopy notes = noted.copyId == 0
                    ? null
                    : new UnfinishedCopy(change, noted.copyId);
            if (notes != null) {
                notes.requireGoingOn(noted.before);
            }
            List<Change.Copied> copied = elsewhere == null
                    ? change.copyMessages(folderId, uids, targetFolderId)
                    : elsewhere.add(change);
            if (notes != null && noted.last) {
                notes.end();
            } else if (notes != null && !copied.isEmpty()) {
                notes.note(targetFolderId, copied);
            }
            return copied;
        });
    }
}
