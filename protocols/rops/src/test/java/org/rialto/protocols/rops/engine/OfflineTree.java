package org.rialto.protocols.rops.engine;

import static org.rialto.protocols.rops.engine.Operations.expect;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportDeletes;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportHierarchyChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;

/// A client that makes, renames, moves and deletes folders below one while it is offline, and
/// synchronizes: first up, then down. What the server refuses is undone here.
/// MS-OXCFXICS §3.3.5.
final class OfflineTree {
    private static final Instant EPOCH = Instant.parse("2026-05-01T00:00:00Z");
    private static final int MOST_FOLDERS = 14;
    private final Operations client;
    private final int logon;
    private final UUID mailboxReplica;
    private final UUID replica;
    private final int top;
    private final Replica tree;
    /// What the server had of each folder when it was last heard of.
    private final Map<String, StreamItem> known = new HashMap<>();
    /// Of which something was undone.
    private final Set<String> undone = new HashSet<>();
    private final Deque<Runnable> journal = new ArrayDeque<>();
    private long lastChange;
    private long nextId;
    private long lastId;
    int refused;
    int uploads;

    OfflineTree(Operations client, int logon, UUID mailboxReplica, UUID replica, long folderId) {
        this.client = client;
        this.logon = logon;
        this.mailboxReplica = mailboxReplica;
        this.replica = replica;
        this.top = client.open(logon, folderId);
        this.tree = Replica.ofFolders(client, mailboxReplica, top);
    }

    /// What is here of each folder: its name, where it is, and its version.
    SortedMap<String, String> describe() { return describe(tree); }

    private static SortedMap<String, String> describe(Replica tree) {
        SortedMap<String, String> folders = new TreeMap<>();
        tree.objects.forEach((key, item) -> folders.put(key,
                item.value(PropertyTags.PidTagDisplayName) + " below "
                        + item.value(PropertyTags.PidTagParentSourceKey) + " is "
                        + item.value(PropertyTags.PidTagChangeKey) + " after "
                        + item.value(PropertyTags.PidTagPredecessorChangeList)));
        return folders;
    }

    /// What a client has that comes now.
    SortedMap<String, String> fresh() {
        Replica now = Replica.ofFolders(client, mailboxReplica, top);
        now.synchronize();
        return describe(now);
    }

    private Xid change() {
        long n = ++lastChange;
        return new Xid(replica, Binary.wrap(new byte[]{(byte) (n >>> 24), (byte) (n >>> 16),
                (byte) (n >>> 8), (byte) n}));
    }

    private Binary newKey() {
        if (nextId == lastId) {
            nextId = client.ask(logon, new RopGetLocalReplicaIds.Request(0, 0, 64),
                    RopGetLocalReplicaIds.Response.class).firstId().globalCounter();
            lastId = nextId + 64;
        }
        return new GlobalId(mailboxReplica, nextId++).toBinary();
    }

    // Offline

    void workAtRandom(Random random) {
        List<StreamItem> items = List.copyOf(tree.objects.values());
        int what = items.isEmpty() ? 0 : random.nextInt(items.size() > MOST_FOLDERS ? 7 : 10);
        StreamItem item = items.isEmpty()
                ? new StreamItem()
                : items.get(random.nextInt(items.size()));
        switch (what) {
            case 1, 2 -> edit(item, "made " + random.nextInt(30), null, random);
            case 3, 4, 5 -> {
                Binary parent = anywhere(items, random);
                if (!isInside(parent, item)) {
                    edit(item, null, parent, random);
                }
            }
            case 6 -> delete(item);
            default -> create(anywhere(items, random), "made " + random.nextInt(30), random);
        }
    }

    /// The key of a folder, or none for the one on top.
    private static Binary anywhere(List<StreamItem> items, Random random) {
        int at = random.nextInt(items.size() + 1);
        return at == items.size()
                ? Binary.EMPTY
                : binary(items.get(at),
                        PropertyTags.PidTagSourceKey);
    }

    private boolean isInside(Binary key, StreamItem outer) {
        Binary at = key;
        // While things are undone, two folders may be in each other.
        for (int depth = 0; !at.isEmpty() && depth <= tree.objects.size(); depth++) {
            if (at.equals(binary(outer, PropertyTags.PidTagSourceKey))) {
                return true;
            }
            StreamItem item = tree.objects.get(String.valueOf(at));
            at = item == null ? Binary.EMPTY : binary(item, PropertyTags.PidTagParentSourceKey);
        }
        return false;
    }

    private static Binary binary(StreamItem item, PropertyTag tag) {
        return (Binary) Objects.requireNonNull(item.value(tag), tag.toString());
    }

    private void create(Binary parent, String name, Random random) {
        Xid made = change();
        StreamItem item = new StreamItem();
        Binary key = newKey();
        put(item, PropertyTags.PidTagSourceKey, key);
        put(item, PropertyTags.PidTagFolderId,
                Ids.folder(GlobalId.read(key.reader()).globalCounter()).toLong());
        put(item, PropertyTags.PidTagParentSourceKey, parent);
        put(item, PropertyTags.PidTagDisplayName, name);
        version(item, made, PredecessorChangeList.of(made), random);
    }

    private void edit(StreamItem before, @Nullable String name, @Nullable Binary parent,
            Random random) {
        Xid made = change();
        StreamItem item = new StreamItem();
        item.properties.putAll(before.properties);
        if (name != null) {
            put(item, PropertyTags.PidTagDisplayName, name);
        }
        if (parent != null) {
            put(item, PropertyTags.PidTagParentSourceKey, parent);
        }
        version(item, made, PredecessorChangeList.decode(
                binary(before, PropertyTags.PidTagPredecessorChangeList)).merge(made), random);
    }

    private static void put(StreamItem item, PropertyTag tag, Object value) {
        item.properties.put(tag.id(), PropertyValue.of(tag, value));
    }

    private void version(StreamItem item, Xid made, PredecessorChangeList predecessors,
            Random random) {
        put(item, PropertyTags.PidTagChangeKey, made.toBinary());
        put(item, PropertyTags.PidTagPredecessorChangeList, predecessors.encode());
        put(item, PropertyTags.PidTagLastModificationTime,
                EPOCH.plusSeconds(random.nextInt(1_000_000)));
        String key = String.valueOf(binary(item, PropertyTags.PidTagSourceKey));
        tree.objects.put(key, item);
        journal.add(() -> upload(key, item));
    }

    /// With all that is below it here: on the server, some of that may be elsewhere by now.
    private void delete(StreamItem item) {
        Set<Binary> gone = removeHere(item);
        journal.add(() -> {
            gone.addAll(removeHere(item));
            gone.forEach(key -> tree.objects.remove(String.valueOf(key)));
            int collector = collector();
            client.ask(collector, new RopSynchronizationImportDeletes.Request(0, 0,
                    RopSynchronizationImportDeletes.HIERARCHY,
                    List.of(new PropertyValue(new PropertyTag(0x00001102),
                            List.copyOf(gone)))),
                    RopSynchronizationImportDeletes.Response.class);
            uploaded(collector, null);
        });
    }

    private Set<Binary> removeHere(StreamItem item) {
        Set<Binary> gone = new LinkedHashSet<>();
        gone.add(binary(item, PropertyTags.PidTagSourceKey));
        tree.objects.values().stream()
                .map(each -> binary(each, PropertyTags.PidTagSourceKey))
                .filter(key -> isInside(key, item)).forEach(gone::add);
        gone.forEach(key -> tree.objects.remove(String.valueOf(key)));
        return gone;
    }

    // Online

    private void upload(String key, StreamItem item) {
        int collector = collector();
        List<PropertyValue> values = new ArrayList<>();
        for (PropertyTag tag : List.of(PropertyTags.PidTagParentSourceKey,
                PropertyTags.PidTagSourceKey, PropertyTags.PidTagLastModificationTime,
                PropertyTags.PidTagChangeKey, PropertyTags.PidTagPredecessorChangeList,
                PropertyTags.PidTagDisplayName)) {
            values.add(PropertyValue.of(tag, Objects.requireNonNull(item.value(tag))));
        }
        ErrorCode answer = client.error(collector,
                new RopSynchronizationImportHierarchyChange.Request(0, 0, values, List.of()));
        uploads++;
        if (answer.isSuccess()) {
            known.put(key, item);
            if (undone.remove(key)) {
                tree.objects.put(key, item);
            }
            uploaded(collector, key);
            return;
        }
        refused++;
        expect(List.of(ErrorCodes.ObjectDeleted, ErrorCodes.NoParentFolder,
                ErrorCodes.CollidingNames, ErrorCodes.IgnoreFailure, ErrorCodes.FolderCycle)
                .contains(answer), "a folder answers " + answer);
        undone.add(key);
        StreamItem before = known.get(key);
        if (before == null) {
            tree.objects.remove(key);
        } else {
            tree.objects.put(key, before);
        }
        uploaded(collector, null);
    }

    private int collector() {
        client.ask(top, new RopSynchronizationOpenCollector.Request(0, 0, 1, false),
                RopSynchronizationOpenCollector.Response.class);
        int collector = client.handle(1);
        for (PropertyValue each : tree.state.toProperties(tree.type)) {
            if (each.tag().id() != PropertyTags.MetaTagIdsetGiven.id()) {
                tree.upload(collector, each.tag(), each.binary());
            }
        }
        return collector;
    }

    private void uploaded(int collector, @Nullable String key) {
        SynchronizationState now = tree.transferState(collector);
        IdSet<UUID> given = tree.state.given().copy();
        StreamItem item = key == null ? null : tree.objects.get(key);
        if (item != null) {
            given.add(mailboxReplica, GlobalId.read(
                    binary(item, PropertyTags.PidTagSourceKey).reader()).globalCounter());
        }
        tree.state = new SynchronizationState(given, now.seen(), now.seenAssociated(), now.read());
        client.release(collector);
    }

    void synchronize() {
        while (!journal.isEmpty()) {
            journal.removeFirst().run();
        }
        tree.synchronize();
        undone.clear();
        known.clear();
        known.putAll(tree.objects);
        // A folder comes after the one that it is below.
        tree.objects.forEach((key, item) -> {
            Binary parent = binary(item, PropertyTags.PidTagParentSourceKey);
            expect(parent.isEmpty() || tree.objects.containsKey(String.valueOf(parent)),
                    key + " is below nothing");
        });
    }
}
