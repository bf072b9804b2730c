package org.rialto.protocols.rops.engine;

import static org.rialto.protocols.rops.engine.Operations.expect;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
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
import org.rialto.protocols.rops.sync.MessageChangeHeader;
import org.rialto.protocols.rops.sync.SendOptions;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.synchronization.MessageReadState;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportDeletes;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageMove;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportReadStateChanges;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;

/// A client that works on replicas of folders while it is offline, keeps a journal of what it did,
/// and synchronizes: first up, then down. MS-OXCFXICS §3.3. Where a connection breaks, it goes on with
/// the next: what was not answered is done again, and what was not downloaded whole was not.
public final class OfflineClient {
    /// What these clients write of a message; of several property groups, and of none.
    static final List<PropertyTag> WRITTEN = List.of(PropertyTags.PidTagSubject,
            PropertyTags.PidTagBody, PropertyTags.PidTagFollowupIcon,
            PropertyTags.PidTagImportance);
    private static final int READ = 1;
    private static final Instant EPOCH = Instant.parse("2026-05-01T00:00:00Z");
    private Operations client;
    private int logon;
    private final UUID mailboxReplica;
    /// Of the changes that are made here.
    private final UUID replica;
    private final Map<Long, Replica> folders = new LinkedHashMap<>();
    /// Keys of messages whose move the server refused. A version of one, uploaded, would bring it back.
    private final Set<String> lost = new HashSet<>();
    private final Deque<Deed> journal = new ArrayDeque<>();
    private long lastChange;
    private long nextId;
    private long lastId;
    /// What became of deeds that came too late.
    int refused;
    private long uploads;

    /// Something that was done while offline, as it is uploaded later.
    private interface Deed {
        void upload();
    }

    /// @param replica of the changes that are made here
    public OfflineClient(Operations client, int logon, UUID mailboxReplica, UUID replica,
            Set<Long> folderIds) {
        this.client = client;
        this.logon = logon;
        this.mailboxReplica = mailboxReplica;
        this.replica = replica;
        for (long id : folderIds) {
            Replica folder = Replica.ofMessages(client, mailboxReplica, client.open(logon, id));
            folder.sendOptions |= SendOptions.PARTIAL_ITEM;
            folders.put(id, folder);
        }
    }

    /// What a client has that comes now, and is sent whole messages only.
    Replica fresh(long folderId) {
        Replica folder = Replica.ofMessages(client, mailboxReplica, folder(folderId).folder);
        folder.synchronize();
        return folder;
    }

    /// How many changes were told in parts.
    int partialChanges() {
        return folders.values().stream().mapToInt(each -> each.partialChanges).sum();
    }

    /// Goes on after a connection broke.
    public void connect(Operations now, int nowLogon) {
        client = now;
        logon = nowLogon;
        folders.forEach((id, folder) -> folder.connect(now, now.open(nowLogon, id)));
    }

    public Replica folder(long folderId) {
        Replica found = folders.get(folderId);
        if (found == null) {
            throw new IllegalArgumentException("no replica of " + folderId);
        }
        return found;
    }

    private Xid change() {
        long n = ++lastChange;
        return new Xid(replica, Binary.wrap(new byte[]{(byte) (n >>> 24), (byte) (n >>> 16),
                (byte) (n >>> 8), (byte) n}));
    }

    /// An id for an object that is made here.
    private long id() {
        if (nextId == lastId) {
            nextId = client.ask(logon, new RopGetLocalReplicaIds.Request(0, 0, 64),
                    RopGetLocalReplicaIds.Response.class).firstId().globalCounter();
            lastId = nextId + 64;
        }
        return nextId++;
    }

    private Binary key(long id) { return new GlobalId(mailboxReplica, id).toBinary(); }

    /// How many deeds reached the server.
    public long uploads() { return uploads; }

    /// How many deeds came too late, or again.
    public int refused() { return refused; }

    private static Instant time(Random random) {
        return EPOCH.plusSeconds(random.nextInt(1_000_000));
    }

    // Offline

    public void create(long folderId, String subject, boolean read, Random random) {
        long id = id();
        StreamItem item = new StreamItem();
        item.isOwn = true;
        Xid made = change();
        item.header = header(id, made, PredecessorChangeList.of(made), time(random));
        put(item, PropertyTags.PidTagSubject, subject);
        put(item, PropertyTags.PidTagMessageFlags, read ? READ : 0);
        folder(folderId).objects.put(item.key(), item);
        journalVersion(folderId, item, true);
    }

    private MessageChangeHeader header(long id, Xid made, PredecessorChangeList predecessors,
            Instant modified) {
        return new MessageChangeHeader(key(id), modified, made.toBinary(), predecessors.encode(),
                false, Ids.message(id).toLong(), null, null);
    }

    private static void put(StreamItem item, PropertyTag tag, Object value) {
        item.properties.put(tag.id(), PropertyValue.of(tag, value));
    }

    /// Something, to what is there.
    public void workAtRandom(long from, long to, Random random) {
        List<StreamItem> items = List.copyOf(folder(from).objects.values());
        // Old messages are worked on by others too; with too many, they would seldom meet.
        int what = items.isEmpty() ? 0 : random.nextInt(items.size() > 12 ? 10 : 14);
        StreamItem item = items.isEmpty()
                ? new StreamItem()
                : items.get(random.nextInt(items.size()));
        switch (what) {
            case 1, 2, 3 -> edit(from, item, "edited " + random.nextInt(), random);
            case 4, 5 -> mark(from, item, true);
            case 6 -> mark(from, item, false);
            case 7 -> delete(from, item, random.nextBoolean());
            case 8, 9 -> move(from, item, to, random);
            default -> create(from, "made " + random.nextInt(), random.nextBoolean(), random);
        }
    }

    void edit(long folderId, StreamItem item, String subject, Random random) {
        Xid made = change();
        item.header = header(item.id(), made, predecessors(item).merge(made), time(random));
        // A version is uploaded whole, and these clients know no more of one than this.
        item.isOwn = true;
        item.isResolved = false;
        item.recipients.clear();
        item.attachments.clear();
        item.properties.keySet().removeIf(id -> WRITTEN.stream().noneMatch(tag -> tag.id() == id)
                && id != PropertyTags.PidTagMessageFlags.id());
        switch (random.nextInt(4)) {
            case 0 -> put(item, PropertyTags.PidTagBody, "body of " + subject);
            case 1 -> put(item, PropertyTags.PidTagFollowupIcon, random.nextInt(6));
            case 2 -> item.properties.remove(WRITTEN.get(1 + random.nextInt(3)).id());
            default -> put(item, PropertyTags.PidTagSubject, subject);
        }
        journalVersion(folderId, item, false);
    }

    private static MessageChangeHeader headerOf(StreamItem item) {
        MessageChangeHeader header = item.header;
        if (header == null) {
            throw new IllegalStateException("a message without a version");
        }
        return header;
    }

    private static PredecessorChangeList predecessors(StreamItem item) {
        return PredecessorChangeList.decode(headerOf(item).predecessorChangeList());
    }

    void mark(long folderId, StreamItem item, boolean read) {
        int flags = item.value(PropertyTags.PidTagMessageFlags) instanceof Integer now ? now : 0;
        put(item, PropertyTags.PidTagMessageFlags, read ? flags | READ : flags & ~READ);
        Binary key = headerOf(item).sourceKey();
        journal.add(() -> {
            int collector = collector(folderId);
            client.ask(collector,
                    new RopSynchronizationImportReadStateChanges.Request(0, 0,
                            List.of(new MessageReadState(key, read))),
                    RopSynchronizationImportReadStateChanges.Response.class);
            uploaded(folderId, collector, null);
        });
    }

    void delete(long folderId, StreamItem item, boolean hard) {
        folder(folderId).objects.remove(item.key());
        Binary key = headerOf(item).sourceKey();
        journal.add(() -> {
            int collector = collector(folderId);
            client.ask(collector,
                    new RopSynchronizationImportDeletes.Request(0, 0,
                            hard ? RopSynchronizationImportDeletes.HARD_DELETE : 0,
                            List.of(new PropertyValue(new PropertyTag(0x00001102),
                                    List.of(key)))),
                    RopSynchronizationImportDeletes.Response.class);
            uploaded(folderId, collector, null);
        });
    }

    void move(long from, StreamItem item, long to, Random random) {
        long id = id();
        item.isOwn = true;
        folder(from).objects.remove(item.key());
        Binary before = headerOf(item).sourceKey();
        MessageChangeHeader version = headerOf(item);
        Binary predecessors = version.predecessorChangeList();
        Xid made = change();
        item.header = header(id, made, predecessors(item).merge(made), time(random));
        String key = item.key();
        folder(to).objects.put(key, item);
        journal.add(() -> {
            int collector = collector(to);
            ErrorCode answer = client.error(collector,
                    new RopSynchronizationImportMessageMove.Request(0, 0, key(from), before,
                            predecessors, key(id), made.toBinary()));
            if (answer.equals(ErrorCodes.NewerClientChange)) {
                // It was moved as what it is on the server: there is no such version.
                StreamItem now = folder(to).objects.get(key);
                if (now != null && headerOf(now).changeKey().equals(made.toBinary())) {
                    now.header = new MessageChangeHeader(key(id), version.lastModificationTime(),
                            version.changeKey(), predecessors, false,
                            headerOf(now).messageId(), null, null);
                }
            }
            if (answer.isSuccess() || answer.equals(ErrorCodes.NewerClientChange)) {
                uploaded(to, collector, id);
                return;
            }
            refused++;
            expect(answer.equals(ErrorCodes.ObjectDeleted) || answer.equals(ErrorCodes.NotFound),
                    "a move answers " + answer);
            folder(to).objects.remove(key);
            lost.add(key);
            uploaded(to, collector, null);
        });
    }

    private void journalVersion(long folderId, StreamItem item, boolean isNew) {
        MessageChangeHeader version = headerOf(item);
        long id = item.id();
        String key = item.key();
        List<PropertyValue> written = WRITTEN.stream()
                .map(tag -> item.properties.get(tag.id())).filter(Objects::nonNull).toList();
        Object flags = item.value(PropertyTags.PidTagMessageFlags);
        journal.add(() -> {
            if (lost.contains(key)) {
                refused++;
                return;
            }
            int collector = collector(folderId);
            ErrorCode answer = client.error(collector,
                    new RopSynchronizationImportMessageChange.Request(0, 0, 1, 0, List.of(
                            PropertyValue.of(PropertyTags.PidTagSourceKey, version.sourceKey()),
                            PropertyValue.of(PropertyTags.PidTagLastModificationTime,
                                    version.lastModificationTime()),
                            PropertyValue.of(PropertyTags.PidTagChangeKey, version.changeKey()),
                            PropertyValue.of(PropertyTags.PidTagPredecessorChangeList,
                                    version.predecessorChangeList()))));
            if (answer.isSuccess()) {
                int message = client.handle(1);
                List<PropertyValue> values = new ArrayList<>(written);
                values.add(PropertyValue.of(PropertyTags.PidTagMessageClass, "IPM.Note"));
                if (isNew && flags != null) {
                    values.add(PropertyValue.of(PropertyTags.PidTagMessageFlags, flags));
                }
                client.ask(message, new RopSetProperties.Request(0, 0, values),
                        RopSetProperties.Response.class);
                answer = client.error(message, new RopSaveChangesMessage.Request(0, 0, 0,
                        RopSaveChangesMessage.KEEP_OPEN_READ_WRITE));
                client.release(message);
            }
            if (answer.isSuccess()) {
                uploaded(folderId, collector, id);
                return;
            }
            refused++;
            expect(answer.equals(ErrorCodes.ObjectDeleted)
                    || answer.equals(ErrorCodes.IgnoreFailure), "a version answers " + answer);
            if (answer.equals(ErrorCodes.ObjectDeleted)) {
                folder(folderId).objects.remove(key);
            }
            uploaded(folderId, collector, null);
        });
    }

    // Online

    private int collector(long folderId) {
        Replica folder = folder(folderId);
        client.ask(folder.folder, new RopSynchronizationOpenCollector.Request(0, 0, 1, true),
                RopSynchronizationOpenCollector.Response.class);
        int collector = client.handle(1);
        for (PropertyValue each : folder.state.toProperties(folder.type)) {
            if (each.tag().id() != PropertyTags.MetaTagIdsetGiven.id()) {
                folder.upload(collector, each.tag(), each.binary());
            }
        }
        return collector;
    }

    /// What was uploaded is not to be sent here. §3.3.5.6: of new objects, the client says that it
    /// has them.
    private void uploaded(long folderId, int collector, @Nullable Long id) {
        Replica folder = folder(folderId);
        SynchronizationState now = folder.transferState(collector);
        IdSet<UUID> given = folder.state.given().copy();
        if (id != null && folder.objects.values().stream().anyMatch(each -> each.id() == id)) {
            given.add(mailboxReplica, id);
        }
        folder.state = new SynchronizationState(given, now.seen(), now.seenAssociated(),
                now.read());
        client.release(collector);
    }

    public void synchronize() {
        while (!journal.isEmpty()) {
            journal.getFirst().upload();
            journal.removeFirst();
            uploads++;
        }
        folders.values().forEach(Replica::synchronize);
    }
}
