package org.rialto.protocols.rops.transfer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.sync.CounterSet;
import org.rialto.protocols.rops.sync.FastTransferDownload;
import org.rialto.protocols.rops.sync.HierarchySource;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.sync.SynchronizationFlags;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Mailbox;
import org.rialto.store.ObjectIds;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolderValues;

/// The changes of the folders below a folder for a client with a state. MS-OXCFXICS §3.2.5.3. What
/// differs is decided once; search folders are no part of it.
public final class HierarchyDownload implements HierarchySource {
    private static final int OWN_REPLICA = 1;
    private static final int BATCH = 128;

    private final Mailbox mailbox;
    private final ObjectIds ids;
    private final UUID replica;
    private final long rootId;
    private final SynchronizationFlags flags;
    private final SynchronizationState initial;
    private final Function<UUID, @Nullable Integer> replicas;
    private final List<Folder> changed = new ArrayList<>();
    private final LongList outOfScope = new LongList();
    private final CounterSet deleted;
    private final long lastNumber;
    private final boolean seesAll;
    private final BitSet gone = new BitSet();
    private final Map<Long, Binary> sourceKeys = new HashMap<>();
    private final Milestones milestones = new Milestones();

    /// @param initial what the client has; not changed
    /// @param replicas the replica id of a replica that is not the mailbox's own, or null
    public HierarchyDownload(Mailbox mailbox, ObjectIds ids, long rootId,
            SynchronizationFlags flags, SynchronizationState initial,
            Function<UUID, @Nullable Integer> replicas) {
        this.mailbox = mailbox;
        this.ids = ids;
        this.replica = ids.mailbox().replicaGuid();
        this.rootId = rootId;
        this.flags = flags;
        this.initial = initial;
        this.replicas = replicas;
        this.deleted = initial.given().counters(replica);
        this.seesAll = mailbox.access().full();
        this.lastNumber = mailbox.read(this::compare);
    }

    private long compare(Snapshot snapshot) {
        snapshot.folder(rootId);
        CounterSet seen = initial.seen().counters(replica);
        Set<Long> below = new HashSet<>(Set.of(rootId));
        for (Folder folder : snapshot.folders()) {
            boolean inScope = folder.folderId() != rootId && below.contains(folder.parentId())
                    && folder.type() != FolderType.SEARCH;
            if (!inScope) {
                outOfScope.add(folder.changeNumber());
                continue;
            }
            below.add(folder.folderId());
            deleted.remove(folder.folderId());
            if (!seen.contains(folder.changeNumber())) {
                changed.add(folder);
            }
        }
        return snapshot.lastNumber();
    }

    /// The stream that this is read into: so it is known what of it the client has.
    public void into(FastTransferDownload download) { milestones.into(download); }

    public int folderCount() { return changed.size(); }

    @Override
    public Iterator<PropertyBag> changes() {
        return new Iterator<>() {
            private final Map<Long, PropertyBag> held = new HashMap<>();
            private int place;
            private @Nullable PropertyBag next;

            @Override
            public boolean hasNext() {
                while (next == null && place < changed.size()) {
                    if (place % BATCH == 0) {
                        held.clear();
                        held.putAll(read(place));
                    }
                    PropertyBag stored = held.remove(changed.get(place).folderId());
                    if (stored == null) {
                        gone.set(place);
                    } else {
                        next = folder(changed.get(place), stored);
                    }
                    place++;
                }
                return next != null;
            }

            @Override
            public PropertyBag next() {
                PropertyBag folder = hasNext() ? next : null;
                if (folder == null) {
                    throw new NoSuchElementException();
                }
                next = null;
                milestones.add(place - 1, false, false);
                return folder;
            }
        };
    }

    private Map<Long, PropertyBag> read(int place) {
        List<Folder> some = changed.subList(place, Math.min(changed.size(), place + BATCH));
        return mailbox.read(snapshot -> {
            Map<Long, PropertyBag> bags = new HashMap<>();
            for (Folder each : some) {
                stored(snapshot, each).ifPresent(bag -> bags.put(each.folderId(), bag));
            }
            return bags;
        });
    }

    private Optional<PropertyBag> stored(Snapshot snapshot, Folder folder) {
        try {
            return Optional.of(SpecialFolderValues.addTo(
                    snapshot.folderProperties(folder.folderId()), ids, snapshot, folder));
        } catch (MailError.NotFound gone) {
            return Optional.empty();
        }
    }

    private PropertyBag folder(Folder folder, PropertyBag stored) {
        PropertyBag bag = FolderBags.of(ids, folder, stored);
        boolean own = flags.ignoresForeignIdentifiers();
        if (own) {
            bag.set(PropertyTags.PidTagSourceKey, ids.key(folder.folderId()));
        }
        return bag.set(PropertyTags.PidTagParentSourceKey,
                folder.parentId() == rootId
                        ? Binary.EMPTY
                        : own ? ids.key(folder.parentId()) : sourceKey(folder.parentId()));
    }

    /// As its own change says it: a client may have made the folder.
    private Binary sourceKey(long folderId) {
        return sourceKeys.computeIfAbsent(folderId, _ -> mailbox.read(snapshot -> {
            try {
                Folder folder = snapshot.folder(folderId);
                PropertyBag bag = FolderBags.of(ids, folder,
                        snapshot.folderProperties(folderId));
                return Objects.requireNonNull(bag.getBinary(PropertyTags.PidTagSourceKey));
            } catch (MailError.NotFound gone) {
                return ids.key(folderId);
            }
        }));
    }

    @Override
    public IdSet<Integer> deleted() {
        milestones.add(changed.size(), false, false);
        IdSet<Integer> all = IdSet.byReplicaId().addAll(OWN_REPLICA, deleted);
        for (UUID other : initial.given().replicas()) {
            Integer id = other.equals(replica) ? null : replicas.apply(other);
            if (id != null) {
                all.addAll(id, initial.given().counters(other));
            }
        }
        return all;
    }

    @Override
    public SynchronizationState state() {
        milestones.add(changed.size(), true, true);
        return state(Milestones.Milestone.end(changed.size()));
    }

    /// What the client has now: of what it was sent, as far as it has seen its end.
    public SynchronizationState checkpoint() { return state(milestones.now(changed.size())); }

    private SynchronizationState state(Milestones.Milestone at) {
        IdSet<UUID> given = initial.given().copy();
        LongList seen = new LongList();
        LongList unseen = new LongList();
        for (int i = 0; i < changed.size(); i++) {
            Folder folder = changed.get(i);
            (i < at.changes() ? seen : unseen).add(folder.changeNumber());
            if (i < at.changes() && !gone.get(i)) {
                given.add(replica, folder.folderId());
            }
        }
        if (at.deletions() && flags.hasDeletions()) {
            given.removeAll(replica, deleted);
            for (UUID other : initial.given().replicas()) {
                if (!other.equals(replica) && replicas.apply(other) != null) {
                    given.removeAll(other, initial.given().counters(other));
                }
            }
        }
        return new SynchronizationState(given, seen(seen, unseen), initial.seenAssociated(),
                initial.read());
    }

    /// Who does not see all folders may come to see more of them, with the numbers they have.
    private IdSet<UUID> seen(LongList seen, LongList unseen) {
        IdSet<UUID> now = initial.seen().copy();
        if (!seesAll) {
            return now.addAll(replica, CounterSet.of(seen.toArray()));
        }
        for (int i = 0; i < outOfScope.size(); i++) {
            unseen.add(outOfScope.get(i));
        }
        CounterSet own = SeenNumbers.of(initial.seen().counters(replica), unseen.toArray(),
                seen.toArray(), lastNumber);
        return now.removeAll(replica, initial.seen().counters(replica)).addAll(replica, own);
    }
}
