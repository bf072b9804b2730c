package org.rialto.protocols.rops.transfer;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.message.DownloadForm;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.message.StoredConflict;
import org.rialto.protocols.rops.message.StoredMessageSource;
import org.rialto.protocols.rops.sync.ContentsSource;
import org.rialto.protocols.rops.sync.CounterSet;
import org.rialto.protocols.rops.sync.FastTransferDownload;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.sync.MessageChangeHeader;
import org.rialto.protocols.rops.sync.MessageSource;
import org.rialto.protocols.rops.sync.ProgressInformation;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.GroupChanges;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageStatus;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;
import org.rialto.store.PropertyGroup;
import org.rialto.store.WholeMessage;

/// The changes of a folder's messages for a client with a state. MS-OXCFXICS §3.2.5.3.
///
/// What differs is decided once, of one snapshot; messages are read when they are sent, each as it
/// is then. The state says what was sent, and never more: what changes meanwhile is for next time.
public final class ContentsDownload implements ContentsSource {
    private static final int OWN_REPLICA = 1;
    private static final long[] NONE = {};
    /// MIME that is longer is read by itself.
    private static final int READ_TOGETHER_BYTES = 32 << 10;
    /// What it takes to read from MIME.
    private static final List<PropertyGroup> LARGE = List.of(PropertyGroup.BODY,
            PropertyGroup.HEADERS);

    private final MessageContext context;
    private final ObjectIds ids;
    private final UUID replica;
    private final ContentsScope scope;
    private final SynchronizationState initial;
    private final ContentsPlan plan;
    private final Function<UUID, @Nullable Integer> replicas;
    private final MessageBatches batches;
    private final GroupMapping mapping;
    /// Change numbers of normal messages that the client has seen.
    private final CounterSet seen;
    /// Places of messages that could not be sent: gone, or damaged.
    private final boolean[] failed;
    private final boolean[] gone;
    /// Of messages that were changed again before they were sent, by place: as they were sent.
    private final Map<Integer, MessageRow> later = new ConcurrentHashMap<>();
    /// Places of changes that were given and are not sent yet.
    private final Queue<Integer> given = new ConcurrentLinkedQueue<>();
    private final Milestones milestones = new Milestones();

    /// @param initial what the client has; not changed
    /// @param replicas the replica id of a replica that is not the mailbox's own, or null
    public ContentsDownload(MessageContext context, ContentsScope scope,
            SynchronizationState initial, Function<UUID, @Nullable Integer> replicas) {
        this.context = context;
        this.ids = context.ids();
        this.replica = ids.mailbox().replicaGuid();
        this.scope = scope;
        this.initial = initial;
        this.replicas = replicas;
        this.plan = context.mailbox()
                .read(snapshot -> ContentsPlan.of(snapshot, scope, initial));
        this.failed = new boolean[plan.count()];
        this.gone = new boolean[plan.count()];
        this.mapping = new GroupMapping(context.mailbox());
        this.seen = initial.seen().counters(replica);
        this.batches = new MessageBatches(context.mailbox(), scope.folderId(), plan.uids);
    }

    /// The stream that this is read into: so it is known what of it the client has.
    public void into(FastTransferDownload download) { milestones.into(download); }

    /// About how many messages there are.
    public int messageCount() { return plan.count(); }

    @Override
    public ProgressInformation progress() { return plan.progress; }

    @Override
    public Iterator<Found> changes() {
        return new Iterator<>() {
            private int place;
            private final Queue<Found> versions = new ArrayDeque<>();
            private @Nullable Found next;

            @Override
            public boolean hasNext() {
                if (next == null) {
                    next = versions.poll();
                }
                while (next == null && place < plan.count()) {
                    WholeMessage message = batches.get(place);
                    if (message == null) {
                        gone[place] = true;
                    } else {
                        versions.addAll(versions(place, message));
                        next = versions.isEmpty()
                                ? new Read(place, message)
                                : versions.remove();
                    }
                    place++;
                }
                return next != null;
            }

            @Override
            public Found next() {
                Found change = hasNext() ? next : null;
                if (change == null) {
                    throw new NoSuchElementException();
                }
                next = null;
                given.add(place - 1);
                return change;
            }
        };
    }

    @Override
    public void begin(MessageChange change) { milestones.add(given.remove(), false, false); }

    private final class Read implements Found {
        private final int place;
        private final WholeMessage message;
        private Blobs.@Nullable Bytes mime;

        Read(int place, WholeMessage message) {
            this.place = place;
            this.message = message;
        }

        @Override
        public int bytes() { return ContentsDownload.bytes(message.row()); }

        @Override
        public void readWith(List<? extends Found> some) {
            List<Read> small = new ArrayList<>(some.size());
            List<BlobRef> blobs = new ArrayList<>(some.size());
            for (Found each : some) {
                if (each instanceof Read read && read.message.row().mime() instanceof BlobRef blob
                        && blob.length() <= READ_TOGETHER_BYTES) {
                    small.add(read);
                    blobs.add(blob);
                }
            }
            List<Blobs.@Nullable Bytes> bytes = context.blobs().readTogether(blobs);
            for (int i = 0; i < bytes.size(); i++) {
                small.get(i).mime = bytes.get(i);
            }
        }

        @Override
        public MessageChange change() { return ContentsDownload.this.change(place, message, mime); }
    }

    /// A conflict resolve message is sent as the versions in it, as long as nobody has changed it
    /// since: of what was changed then, no version says anything. §3.1.5.6.2.1.
    private List<MessageChange> versions(int place, WholeMessage message) {
        MessageRow row = message.row();
        int flags = MessageFlags.HAS_ATTACHMENTS | MessageFlags.MODIFIED;
        if (row.associated() || (row.flags() & flags) != flags || !StoredConflict.is(row)) {
            return List.of();
        }
        try {
            MessageContent content = message.content();
            MessageChangeHeader last = header(row, new MessageValues(ids, row, content));
            List<StoredConflict.Version> versions = StoredConflict.versions(content);
            if (versions.stream().noneMatch(each -> each.changeKey().equals(last.changeKey()))) {
                return List.of();
            }
            if (row.changeNumber() != plan.stateNumbers[place]) {
                later.put(place, row);
            }
            return versions.stream().map(each -> new MessageChange(global(row.folderId()),
                    global(row.messageId()),
                    new MessageChangeHeader(last.sourceKey(), each.modified(), each.changeKey(),
                            each.predecessors(), false, last.messageId(), last.messageSize(),
                            last.changeNumber()),
                    bytes(row), new GuardedMessage(
                            () -> each.source(context, row, scope.form(false)),
                            () -> failed[place] = true),
                    null)).toList();
        } catch (MailError.Damaged damaged) {
            return List.of(); // it says so where it is read
        }
    }

    private static int bytes(MessageRow row) {
        return (int) Math.min(row.size(), Integer.MAX_VALUE);
    }

    private MessageChange change(int place, WholeMessage message,
            Blobs.@Nullable Bytes mime) {
        MessageRow row = message.row();
        if (row.changeNumber() != plan.stateNumbers[place]) {
            later.put(place, row);
        }
        MessageContent content;
        MessageSource source;
        PartialChange partial = null;
        try {
            MessageContent read = message.contentAsAsked();
            content = read;
            Set<PropertyGroup> groups = groups(row, read.properties());
            if (groups != null) {
                partial = mapping.change(groups, GroupChanges.of(row).hasOthers(seen::contains),
                        read.properties());
            }
            DownloadForm form = form(row, groups);
            MessageSource[] made = new MessageSource[1];
            source = new GuardedMessage(() -> {
                if (made[0] == null) {
                    made[0] = StoredMessageSource.of(context, message, mime, read, form);
                }
                return made[0];
            }, () -> failed[place] = true);
        } catch (MailError.Damaged damaged) {
            content = new MessageContent(new PropertyBag(), List.of(), List.of());
            source = new GuardedMessage(() -> {
                throw damaged;
            }, () -> failed[place] = true);
        }
        return new MessageChange(global(row.folderId()), global(row.messageId()),
                header(row, new MessageValues(ids, row, content)),
                bytes(row), source, partial);
    }

    /// What of a message the client has not; null where that is, or may be, all of it.
    /// §2.2.4.3.11 and §3.2.5.7.
    private @Nullable Set<PropertyGroup> groups(MessageRow row, PropertyBag properties) {
        if (!scope.partialItems() || row.associated()
                || !initial.given().contains(replica, row.messageId())) {
            return null;
        }
        if (MessageStatus.isInConflict(properties)) {
            return null;
        }
        GroupChanges changes = GroupChanges.of(row);
        return changes.isWhole(seen::contains) ? null : changes.groups(seen::contains);
    }

    private DownloadForm form(MessageRow row, @Nullable Set<PropertyGroup> groups) {
        DownloadForm whole = scope.form(row.associated());
        if (groups == null) {
            return whole;
        }
        PropertySelection selection = whole.selection();
        for (PropertyGroup each : LARGE) {
            selection = groups.contains(each) ? selection : selection.without(each.tags());
        }
        return new DownloadForm(selection, whole.bestBody());
    }

    private MessageChangeHeader header(MessageRow row, MessageValues values) {
        Binary sourceKey = scope.flags().ignoresForeignIdentifiers()
                ? ids.key(row.messageId())
                : binary(values, PropertyTags.PidTagSourceKey);
        return new MessageChangeHeader(sourceKey,
                values.get(PropertyTags.PidTagLastModificationTime) instanceof Instant at
                        ? at
                        : row.saved(),
                binary(values, PropertyTags.PidTagChangeKey),
                binary(values, PropertyTags.PidTagPredecessorChangeList), row.associated(),
                ids.messageId(row.messageId()),
                bytes(row),
                ids.messageId(row.contentChangeNumber()));
    }

    private static Binary binary(MessageValues values, PropertyTag tag) {
        return values.get(tag) instanceof Binary binary ? binary : Binary.EMPTY;
    }

    private GlobalId global(long counter) { return new GlobalId(replica, counter); }

    @Override
    public IdSet<Integer> deleted() {
        milestones.add(plan.count(), false, false);
        IdSet<Integer> all = own(plan.deleted);
        // What the client has of other replicas is not in this mailbox.
        for (UUID other : initial.given().replicas()) {
            Integer id = other.equals(replica) ? null : replicas.apply(other);
            if (id != null) {
                all.addAll(id, initial.given().counters(other));
            }
        }
        return all;
    }

    private static IdSet<Integer> own(CounterSet counters) {
        return IdSet.byReplicaId().addAll(OWN_REPLICA, counters);
    }

    @Override
    public IdSet<Integer> noLongerInScope() { return own(plan.noLongerInScope); }

    /// Nothing expires by itself.
    @Override
    public IdSet<Integer> expired() { return IdSet.byReplicaId(); }

    @Override
    public IdSet<Integer> read() {
        milestones.add(plan.count(), true, false);
        return own(plan.read);
    }

    @Override
    public IdSet<Integer> unread() { return own(plan.unread); }

    @Override
    public SynchronizationState state() {
        milestones.add(plan.count(), true, true);
        return state(Milestones.Milestone.end(plan.count()));
    }

    /// What the client has now: of what it was sent, as far as it has seen its end.
    public SynchronizationState checkpoint() { return state(milestones.now(plan.count())); }

    private SynchronizationState state(Milestones.Milestone at) {
        Numbers normal = new Numbers(plan.normalOutOfScope);
        Numbers associated = new Numbers(plan.associatedOutOfScope);
        LongList sent = new LongList();
        CounterSet states = new CounterSet();
        for (int i = 0; i < plan.count(); i++) {
            boolean isSeen = i < at.changes() && !failed[i];
            Numbers numbers = plan.associated.get(i) ? associated : normal;
            numbers.add(isSeen, plan.numbers[i], plan.stateNumbers[i]);
            if (!isSeen) {
                for (long each : plan.earlier.getOrDefault(i, NONE)) {
                    numbers.unseen.add(each);
                }
            }
            if (isSeen && !gone[i]) {
                sent.add(plan.ids[i]);
                MessageRow changed = later.get(i);
                if (changed != null) {
                    numbers.extra.add(changed.contentChangeNumber());
                    states.add(changed.changeNumber());
                }
            }
        }
        IdSet<UUID> readStates = initial.read().copy();
        if (at.readStates() && scope.flags().hasReadStates() && plan.lastNumber > 0) {
            readStates.addRange(replica, 1, plan.lastNumber).addAll(replica, states);
        }
        return new SynchronizationState(given(at, CounterSet.of(sent.toArray())),
                seen(scope.flags().hasNormal(), initial.seen(), normal),
                seen(scope.flags().hasAssociated(), initial.seenAssociated(), associated),
                readStates);
    }

    /// The change numbers of one kind of messages.
    private static final class Numbers {
        private final LongList seen = new LongList();
        private final LongList unseen = new LongList();
        private final CounterSet extra = new CounterSet();

        Numbers(long[] outOfScope) {
            for (long number : outOfScope) {
                unseen.add(number);
            }
        }

        void add(boolean isSeen, long number, long stateNumber) {
            LongList numbers = isSeen ? seen : unseen;
            numbers.add(number);
            if (stateNumber != number) {
                numbers.add(stateNumber);
            }
        }
    }

    private IdSet<UUID> given(Milestones.Milestone at, CounterSet sent) {
        IdSet<UUID> given = initial.given().copy().addAll(replica, sent);
        if (at.deletions() && scope.flags().hasDeletions()) {
            given.removeAll(replica, plan.deleted);
            if (scope.flags().hasNoLongerInScope()) {
                given.removeAll(replica, plan.noLongerInScope);
            }
            for (UUID other : initial.given().replicas()) {
                if (!other.equals(replica) && replicas.apply(other) != null) {
                    given.removeAll(other, initial.given().counters(other));
                }
            }
        }
        return given;
    }

    private IdSet<UUID> seen(boolean wanted, IdSet<UUID> before, Numbers numbers) {
        IdSet<UUID> now = before.copy();
        if (!wanted) {
            return now;
        }
        CounterSet own = SeenNumbers.of(before.counters(replica), numbers.unseen.toArray(),
                numbers.seen.toArray(), plan.lastNumber);
        return now.removeAll(replica, before.counters(replica)).addAll(replica, own)
                .addAll(replica, numbers.extra);
    }
}
