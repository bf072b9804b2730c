package org.rialto.protocols.rops.transfer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.sync.CounterSet;
import org.rialto.protocols.rops.sync.ProgressInformation;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.store.Folder;
import org.rialto.store.FolderIndex;
import org.rialto.store.FolderType;
import org.rialto.store.GroupChanges;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;
import org.rialto.store.Snapshot;
import org.rialto.store.table.TagsOf;

/// What is to be told of a folder's messages to a client with a state, as of one snapshot.
/// MS-OXCFXICS §3.2.5.3. Nothing but numbers: some ten bytes a message that is to be sent.
///
/// A message's change number is that of its content; that of any change, where it differs, is that of
/// its read state (§3.2.5.6).
final class ContentsPlan {
    private static final int ROWS = 2_000;
    private static final int ROWS_WITH_BAGS = 500;

    /// What is to be sent, in order: UID, id, change number, and number of any change of each.
    final int[] uids;
    final long[] ids;
    final long[] numbers;
    final long[] stateNumbers;
    final BitSet associated;
    /// Of messages that the client has already, by place: the numbers of earlier changes that it has
    /// not seen either.
    final Map<Integer, long[]> earlier = new HashMap<>();
    final ProgressInformation progress;

    /// Ids of the mailbox's own replica.
    final CounterSet deleted;
    final CounterSet noLongerInScope;
    final CounterSet read;
    final CounterSet unread;

    /// The change numbers of messages that are not in the scope.
    final long[] normalOutOfScope;
    final long[] associatedOutOfScope;
    final long lastNumber;

    private ContentsPlan(Builder built, long lastNumber) {
        int[] order = built.order();
        int count = order.length;
        uids = new int[count];
        ids = new long[count];
        numbers = new long[count];
        stateNumbers = new long[count];
        associated = new BitSet();
        for (int i = 0; i < count; i++) {
            uids[i] = (int) built.uids.get(order[i]);
            ids[i] = built.ids.get(order[i]);
            numbers[i] = built.numbers.get(order[i]);
            stateNumbers[i] = built.stateNumbers.get(order[i]);
            associated.set(i, built.associated.get(order[i]));
            long[] before = built.earlier.get(order[i]);
            if (before != null) {
                earlier.put(i, before);
            }
        }
        progress = built.progress();
        deleted = built.deleted;
        noLongerInScope = CounterSet.of(built.gone.toArray());
        read = CounterSet.of(built.read.toArray());
        unread = CounterSet.of(built.unread.toArray());
        normalOutOfScope = built.normalOutOfScope.toArray();
        associatedOutOfScope = built.associatedOutOfScope.toArray();
        this.lastNumber = lastNumber;
    }

    static ContentsPlan of(Snapshot snapshot, ContentsScope scope, SynchronizationState state) {
        Folder folder = snapshot.folder(scope.folderId());
        if (folder.type() == FolderType.SEARCH) {
            throw new MailError.Invalid("a search folder is not synchronized");
        }
        Builder builder = new Builder(snapshot, scope, state);
        FolderIndex index = snapshot.index(scope.folderId());
        builder.normal(index);
        builder.associated(folder);
        builder.deletions(index);
        return new ContentsPlan(builder, snapshot.lastNumber());
    }

    int count() { return uids.length; }

    private static final class Builder {
        private final Snapshot snapshot;
        private final ContentsScope scope;
        private final ObjectIds objectIds;
        private final CounterSet given;
        private final CounterSet seen;
        private final CounterSet seenAssociated;
        private final CounterSet seenReadStates;
        private final LongList uids = new LongList();
        private final LongList ids = new LongList();
        private final LongList numbers = new LongList();
        private final LongList stateNumbers = new LongList();
        private final LongList received = new LongList();
        private final Map<Integer, long[]> earlier = new HashMap<>();
        private final BitSet associated = new BitSet();
        private final LongList associatedIds = new LongList();
        private final LongList gone = new LongList();
        private final LongList read = new LongList();
        private final LongList unread = new LongList();
        private final LongList normalOutOfScope = new LongList();
        private final LongList associatedOutOfScope = new LongList();
        private CounterSet deleted = new CounterSet();
        private long normalBytes;
        private long associatedBytes;

        private Builder(Snapshot snapshot, ContentsScope scope, SynchronizationState state) {
            this.snapshot = snapshot;
            this.scope = scope;
            this.objectIds = new ObjectIds(snapshot.info());
            UUID own = objectIds.mailbox().replicaGuid();
            given = state.given().counters(own);
            seen = state.seen().counters(own);
            seenAssociated = state.seenAssociated().counters(own);
            seenReadStates = state.read().counters(own);
        }

        /// Those of which the index does not say that there is no news.
        private void normal(FolderIndex index) {
            Restriction restriction = scope.restriction();
            boolean states = scope.flags().hasReadStates();
            int[] candidates = IntStream.range(0, index.count())
                    .filter(i -> restriction != null || !seen.contains(index.changeNumbers()[i])
                            || states && !seenReadStates.contains(index.changeNumbers()[i]))
                    .map(i -> index.uids()[i]).toArray();
            Set<MessagePart> parts = parts();
            int batch = parts.isEmpty() ? ROWS : ROWS_WITH_BAGS;
            for (int from = 0; from < candidates.length; from += batch) {
                int to = Math.min(candidates.length, from + batch);
                snapshot.messages(scope.folderId(), Arrays.copyOfRange(candidates, from, to),
                        parts).forEach(this::add);
            }
        }

        private void associated(Folder folder) {
            if (folder.associatedCount() == 0) {
                return;
            }
            Set<MessagePart> parts = parts();
            int batch = parts.isEmpty() ? ROWS : ROWS_WITH_BAGS;
            for (int next = 1; next > 0;) {
                List<MessageRow> rows = snapshot.contents(scope.folderId(), true, next, batch,
                        parts);
                rows.forEach(row -> {
                    associatedIds.add(row.messageId());
                    add(row);
                });
                next = rows.size() < batch ? 0 : rows.getLast().uid() + 1;
            }
        }

        private Set<MessagePart> parts() {
            Restriction restriction = scope.restriction();
            return restriction == null
                    ? Set.of()
                    : MessageValues.parts(TagsOf.restriction(restriction));
        }

        private void add(MessageRow row) {
            long number = row.contentChangeNumber();
            long state = row.changeNumber();
            if (!matches(row)) {
                LongList out = row.associated() ? associatedOutOfScope : normalOutOfScope;
                out.add(number);
                if (state != number) {
                    out.add(state);
                }
                if (given.contains(row.messageId())) {
                    gone.add(row.messageId());
                    for (long each : earlier(row)) {
                        out.add(each);
                    }
                }
                return;
            }
            CounterSet known = row.associated() ? seenAssociated : seen;
            boolean wanted = row.associated()
                    ? scope.flags().hasAssociated()
                    : scope.flags().hasNormal();
            if (!known.contains(number)) {
                if (wanted) {
                    change(row);
                }
            } else if (!row.associated() && scope.flags().hasReadStates() && state != number
                    && !seenReadStates.contains(state) && given.contains(row.messageId())) {
                boolean isRead = (row.flags() & MessageFlags.READ) != 0;
                (isRead ? read : unread).add(row.messageId());
            }
        }

        /// The numbers of what was changed in a message that the client may have, but for the last
        /// one's. Whoever is not sent the message has seen none of them.
        private long[] earlier(MessageRow row) {
            return row.associated()
                    ? new long[0]
                    : Arrays.stream(GroupChanges.of(row).numbers())
                            .filter(each -> each != row.contentChangeNumber()
                                    && !seen.contains(each))
                            .toArray();
        }

        private boolean matches(MessageRow row) {
            Restriction restriction = scope.restriction();
            return restriction == null || restriction.matches(new MessageValues(objectIds, row,
                    () -> snapshot.content(row.messageId())));
        }

        private void change(MessageRow row) {
            associated.set(uids.size(), row.associated());
            if (given.contains(row.messageId())) {
                long[] before = earlier(row);
                if (before.length > 0) {
                    earlier.put(uids.size(), before);
                }
            }
            uids.add(row.uid());
            ids.add(row.messageId());
            numbers.add(row.contentChangeNumber());
            stateNumbers.add(row.changeNumber());
            if (scope.flags().isOrderedByDelivery()) {
                received.add(FileTime.fromInstant(row.received()));
            }
            if (row.associated()) {
                associatedBytes += row.size();
            } else {
                normalBytes += row.size();
            }
        }

        /// FAI messages first, each kind by UID; or the newest of all first.
        private int[] order() {
            int count = uids.size();
            if (!scope.flags().isOrderedByDelivery()) {
                return IntStream.concat(
                        IntStream.range(0, count).filter(associated::get),
                        IntStream.range(0, count).filter(i -> !associated.get(i))).toArray();
            }
            return IntStream.range(0, count).boxed()
                    .sorted(Comparator.comparingLong((Integer i) -> received.get(i)).reversed())
                    .mapToInt(Integer::intValue).toArray();
        }

        private ProgressInformation progress() {
            int others = associated.cardinality();
            return new ProgressInformation(others, associatedBytes, uids.size() - others,
                    normalBytes);
        }

        /// What the client has and the folder has not, whatever it asks for besides.
        private void deletions(FolderIndex index) {
            deleted = given.copy();
            if (!deleted.isEmpty()) {
                deleted.removeAll(
                        CounterSet.of(Arrays.copyOf(index.messageIds(), index.count())));
                deleted.removeAll(CounterSet.of(associatedIds.toArray()));
            }
        }
    }
}
