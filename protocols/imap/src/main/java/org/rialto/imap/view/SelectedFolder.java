package org.rialto.imap.view;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.SequenceSet;
import org.rialto.mapi.MailError;
import org.rialto.store.Folder;
import org.rialto.store.FolderIndex;
import org.rialto.store.Mailbox;
import org.rialto.store.Rights;
import org.rialto.store.Snapshot;
import org.rialto.store.StoreEvent;
import org.rialto.store.Subscription;

/// The mailbox that a connection has selected: what the client knows of it, and the difference to
/// what is there now. RFC 9051 §7.4 and §5.5 say what may be told when.
public final class SelectedFolder implements AutoCloseable {
    private final Mailbox mailbox;
    private final long folderId;
    private final String name;
    private final boolean readOnly;
    private final ClientFeatures features;
    private final RecentUids recent = new RecentUids();
    /// Guarded by this object's monitor, with `closed`.
    private Subscription subscription;
    private boolean closed;
    private volatile boolean dirty;
    private volatile Runnable wakeUp = () -> {};
    private MessageView view;
    private List<String> keywordNames;
    private int uidValidity;
    private int nextUid;
    private int rights;
    private NumberSet savedUids = NumberSet.EMPTY;

    /// What one snapshot holds of the folder.
    private record Current(Folder folder, FolderIndex index, List<String> keywordNames) {
        static Current read(Snapshot snapshot, long folderId) {
            return new Current(snapshot.folder(folderId), snapshot.index(folderId),
                    snapshot.keywords(folderId));
        }
    }

    /// Selects a folder.
    ///
    /// @throws MailError as the store does, when it is not there or may not be read
    public SelectedFolder(Mailbox mailbox, long folderId, String name, boolean readOnly,
            ClientFeatures features) {
        this.mailbox = mailbox;
        this.folderId = folderId;
        this.name = name;
        this.readOnly = readOnly;
        this.features = features;
        // Subscribed before the first look, so that nothing falls between.
        synchronized (this) {
            this.subscription = mailbox.subscribe(this::changed, this::overflowed);
        }
        boolean done = false;
        try {
            Current current = mailbox.read(snapshot -> Current.read(snapshot, folderId));
            view = MessageView.of(current.index);
            keywordNames = current.keywordNames;
            uidValidity = current.folder.uidValidity();
            nextUid = current.folder.nextUid();
            rights = current.folder.rights();
            claimRecent(current.folder);
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void changed(StoreEvent event) {
        if (event.folderId() == folderId) {
            dirty = true;
            wakeUp.run();
        }
    }

    /// More happened at once than a subscription holds, which ended it: the next one begins before
    /// the look that finds what happened.
    private void overflowed() {
        synchronized (this) {
            if (closed) {
                return;
            }
            subscription = mailbox.subscribe(this::changed, this::overflowed);
        }
        dirty = true;
        wakeUp.run();
    }

    /// Calls `task` on a thread of the store when something changed; it must return quickly.
    public void whenChanged(Runnable task) { wakeUp = task; }

    public Mailbox mailbox() { return mailbox; }

    public long folderId() { return folderId; }

    public String name() { return name; }

    public boolean isReadOnly() { return readOnly; }

    public MessageView view() { return view; }

    public List<String> keywordNames() { return keywordNames; }

    public int uidValidity() { return uidValidity; }

    public int nextUid() { return nextUid; }

    /// Whether messages may be marked `\Deleted` (RFC 4314's right `t`).
    public boolean allowsDeleting() {
        return (rights & (Rights.DELETE_ANY | Rights.DELETE_OWNED)) != 0;
    }

    /// `\Recent` for this session.
    public boolean isRecent(int position) { return recent.contains(view.uid(position)); }

    public int recentCount() { return recent.count(view); }

    /// The saved result of the last search (RFC 5182).
    public void saveResult(NumberSet uids) { savedUids = uids; }

    /// The UIDs that `$` stands for.
    public NumberSet savedResult() { return savedUids; }

    /// The positions that a client's set names.
    public int[] positions(SequenceSet set, boolean uid) {
        if (set.isSavedResult()) {
            return view.positionsOfUids(savedUids);
        }
        if (uid) {
            return view.positionsOfUids(set.resolve(view.largestUid()));
        }
        if (view.count() == 0) {
            // Many clients ask for 1:* without looking whether there is anything.
            return new int[0];
        }
        if (set.largestWritten() > view.count()) {
            throw Refusal.bad("There is no message with that number");
        }
        return view.positionsOfNumbers(set.resolve(view.count()));
    }

    /// Throws unless messages and flags may be changed.
    public void requireWritable() {
        if (readOnly) {
            throw Refusal.no(null, "The mailbox is selected read-only");
        }
    }

    /// Marks new messages as announced and this session as the one that was told.
    private void claimRecent(Folder folder) {
        if (features.rev2() || folder.recentUid() >= folder.nextUid()) {
            return;
        }
        if (readOnly) {
            recent.add(folder.recentUid(), folder.nextUid());
            return;
        }
        try {
            int previous = mailbox.write(change -> change.claimRecent(folderId));
            recent.add(previous, folder.nextUid());
        } catch (MailError.Denied e) {
            recent.add(folder.recentUid(), folder.nextUid());
        }
    }

    /// Whether something may have changed since the last update.
    public boolean isDirty() { return dirty; }

    /// Tells the client what changed since it was told last.
    ///
    /// @param look       look even when no event came: an event may be a moment behind its commit
    /// @param mayExpunge whether message numbers may change now
    public void update(ImapWriter out, boolean look, boolean mayExpunge) throws IOException {
        update(out, look, mayExpunge, uid -> false);
    }

    /// The same, without telling the flags of messages that `knows` of.
    public void update(ImapWriter out, boolean look, boolean mayExpunge, IntPredicate knows)
            throws IOException {
        boolean release = mayExpunge && view.hasGone();
        if (!look && !dirty && !release) {
            return;
        }
        dirty = false;
        Current current = current();
        FolderIndex index = current.index;
        nextUid = current.folder.nextUid();
        rights = current.folder.rights();
        if (index.contentsChangeNumber() == view.contentsChangeNumber() && !release
                && index.count() == view.count()) {
            return;
        }
        MessageView before = view;
        Difference difference = new Difference(before, index);
        boolean holdsBack = difference.goneCount > 0 && !mayExpunge;
        if (holdsBack) {
            view = before.keepingGone(index);
        } else {
            view = MessageView.of(index);
            tellGone(out, before, difference);
        }
        if (difference.newCount > 0) {
            out.untagged().number(view.count()).text(" EXISTS").endLine();
            claimRecent(current.folder);
        }
        if (!features.rev2()
                && (difference.newCount > 0 || difference.goneCount > 0 && !holdsBack)) {
            out.untagged().number(recentCount()).text(" RECENT").endLine();
        }
        tellKeywords(out, current.keywordNames);
        tellChanged(out, before, knows);
    }

    private Current current() {
        try {
            return mailbox.read(snapshot -> Current.read(snapshot, folderId));
        } catch (MailError.NotFound | MailError.Gone e) {
            throw Refusal.bye(null,
                    "The selected mailbox was deleted, or may not be seen any more");
        } catch (MailError.Denied e) {
            throw Refusal.bye(ResponseCode.NOPERM,
                    "The right to read the selected mailbox was withdrawn");
        }
    }

    /// How many messages went and came.
    private static final class Difference {
        int goneCount;
        int newCount;

        Difference(MessageView before, FolderIndex index) {
            int mine = 0;
            int theirs = 0;
            while (mine < before.count() && theirs < index.count()) {
                int left = before.uid(mine);
                int right = index.uids()[theirs];
                if (left < right) {
                    goneCount++;
                    mine++;
                } else if (left > right) {
                    newCount++;
                    theirs++;
                } else {
                    mine++;
                    theirs++;
                }
            }
            goneCount += before.count() - mine;
            newCount += index.count() - theirs;
        }
    }

    /// Highest number first, so that each is right when it is told.
    private void tellGone(ImapWriter out, MessageView before, Difference difference)
            throws IOException {
        if (difference.goneCount == 0) {
            return;
        }
        int[] gone = new int[difference.goneCount];
        int size = 0;
        for (int position = 0; position < before.count(); position++) {
            if (view.position(before.uid(position)) < 0) {
                gone[size++] = position;
            }
        }
        if (features.qresync()) {
            NumberSet.Builder uids = new NumberSet.Builder();
            for (int position : gone) {
                uids.add(before.uid(position));
            }
            out.untagged().text("VANISHED ").numbers(uids.build()).endLine();
            return;
        }
        for (int i = gone.length - 1; i >= 0; i--) {
            out.untagged().number(gone[i] + 1).text(" EXPUNGE").endLine();
        }
    }

    private void tellKeywords(ImapWriter out, List<String> names) throws IOException {
        if (names.equals(keywordNames)) {
            return;
        }
        keywordNames = names;
        out.untagged().text("FLAGS ").text(FlagNames.list(names, false)).endLine();
        if (!readOnly) {
            out.untagged().text("OK [PERMANENTFLAGS ").text(FlagNames.list(names, true))
                    .text("] New keywords").endLine();
        }
    }

    private void tellChanged(ImapWriter out, MessageView before, IntPredicate knows)
            throws IOException {
        int old = 0;
        for (int position = 0; position < view.count(); position++) {
            int uid = view.uid(position);
            while (old < before.count() && before.uid(old) < uid) {
                old++;
            }
            if (old == before.count()) {
                return;
            }
            if (before.uid(old) != uid || view.isGone(position)) {
                continue;
            }
            boolean flags = before.flags(old) != view.flags(position)
                    || before.keywords(old) != view.keywords(position);
            boolean modSeq = features.condstore()
                    && before.changeNumber(old) != view.changeNumber(position);
            if ((flags || modSeq) && !knows.test(uid)) {
                writeFlags(out, position, true);
            }
        }
    }

    /// `* n FETCH (UID u FLAGS (…) MODSEQ (…))`
    public void writeFlags(ImapWriter out, int position, boolean withUid) throws IOException {
        out.untagged().number(position + 1).text(" FETCH (");
        if (withUid) {
            out.text("UID ").number(view.uid(position)).put(' ');
        }
        out.text("FLAGS ");
        writeFlagList(out, position);
        if (features.condstore()) {
            out.text(" MODSEQ (").number(view.changeNumber(position)).put(')');
        }
        out.put(')').endLine();
    }

    /// The flags of a message in parentheses.
    public void writeFlagList(ImapWriter out, int position) throws IOException {
        FlagNames.write(out, view.flags(position), view.keywords(position), keywordNames,
                !features.rev2() && isRecent(position));
    }

    /// The number of a keyword in the folder, or -1.
    public int keywordNumber(String keyword) {
        for (int i = 0; i < keywordNames.size(); i++) {
            if (keywordNames.get(i).equalsIgnoreCase(keyword)) {
                return i;
            }
        }
        return -1;
    }

    /// Message numbers or UIDs of these positions.
    public NumberSet numbers(int[] positions, boolean uid) {
        int[] sorted = positions.clone();
        Arrays.sort(sorted);
        NumberSet.Builder numbers = new NumberSet.Builder();
        for (int position : sorted) {
            numbers.add(uid ? view.uid(position) : position + 1);
        }
        return numbers.build();
    }

    @Override
    public synchronized void close() {
        closed = true;
        subscription.close();
    }
}
