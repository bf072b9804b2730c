package org.rialto.protocols.rops.engine;

import static org.rialto.protocols.rops.engine.Operations.expect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.sync.SynchronizationFlags;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.sync.SynchronizationType;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationConfigure;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationGetTransferState;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamBegin;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamContinue;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationUploadStateStreamEnd;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;

/// What a client keeps of a folder's messages, or of a hierarchy, by synchronizing: it applies what
/// it is sent, and holds the server to the invariants of MS-OXCFXICS §3.2.5.3.
public final class Replica {
    static final int MESSAGES = SynchronizationFlags.UNICODE | SynchronizationFlags.READ_STATE
            | SynchronizationFlags.FAI | SynchronizationFlags.NORMAL;
    private static final int IDS = SynchronizationFlags.EXTRA_EID
            | SynchronizationFlags.EXTRA_MESSAGE_SIZE | SynchronizationFlags.EXTRA_CN;
    private static final int READ = 1;

    private Operations client;
    final UUID replica;
    int folder;
    final SynchronizationType type;
    int flags;
    int extraFlags = IDS;
    int sendOptions = 1;
    @Nullable
    Restriction restriction;
    List<PropertyTag> tags = List.of();
    int bufferSize = RopFastTransferSourceGetBuffer.USE_MAXIMUM;
    int maximumBufferSize = 0x7BC0;

    /// By source key.
    public final SortedMap<String, StreamItem> objects = new TreeMap<>();
    public SynchronizationState state = SynchronizationState.empty();
    /// Of the last download.
    StreamItems last = new StreamItems(FastTransferRoot.STATE);
    int buffers;
    /// How many there were.
    int partialChanges;
    /// How many versions were older than what was here, or in conflict with it.
    int conflicts;

    Replica(Operations client, UUID replica, int folder, SynchronizationType type, int flags) {
        this.client = client;
        this.replica = replica;
        this.folder = folder;
        this.type = type;
        this.flags = flags;
    }

    public static Replica ofMessages(Operations client, UUID replica, int folder) {
        return new Replica(client, replica, folder, SynchronizationType.CONTENTS, MESSAGES);
    }

    static Replica ofFolders(Operations client, UUID replica, int folder) {
        return new Replica(client, replica, folder, SynchronizationType.HIERARCHY,
                SynchronizationFlags.UNICODE);
    }

    /// Goes on with another connection, in which the folder has that handle.
    void connect(Operations now, int handle) {
        client = now;
        folder = handle;
    }

    RopSynchronizationConfigure.Request configuring() {
        return new RopSynchronizationConfigure.Request(0, 0, 1, type.code(), sendOptions, flags,
                restriction, extraFlags, tags);
    }

    /// A download context that knows the state.
    int begin() {
        client.ask(folder, configuring(), RopSynchronizationConfigure.Response.class);
        int context = client.handle(1);
        for (PropertyValue each : state.toProperties(type)) {
            upload(context, each.tag(), each.binary());
        }
        return context;
    }

    void upload(int context, PropertyTag tag, Binary value) {
        client.ask(context,
                new RopSynchronizationUploadStateStreamBegin.Request(0, 0, tag, value.length()),
                RopSynchronizationUploadStateStreamBegin.Response.class);
        int half = value.length() / 2;
        for (Binary part : List.of(value.slice(0, half), value.slice(half, value.length()))) {
            if (!part.isEmpty()) {
                client.ask(context,
                        new RopSynchronizationUploadStateStreamContinue.Request(0, 0, part),
                        RopSynchronizationUploadStateStreamContinue.Response.class);
            }
        }
        client.ask(context, new RopSynchronizationUploadStateStreamEnd.Request(0, 0),
                RopSynchronizationUploadStateStreamEnd.Response.class);
    }

    private RopFastTransferSourceGetBuffer.Request buffer() {
        return new RopFastTransferSourceGetBuffer.Request(0, 0, bufferSize, maximumBufferSize);
    }

    RopFastTransferSourceGetBuffer.Response buffer(int context) {
        return (RopFastTransferSourceGetBuffer.Response) client.ask(context, buffer());
    }

    /// All of a stream, read.
    StreamItems take(int context, FastTransferRoot root) {
        StreamItems items = new StreamItems(root);
        buffers = 0;
        while (true) {
            for (RopAnswer answer : client.answers(context, buffer())) {
                expect(answer.returnValue().isSuccess(), answer.returnValue().name());
                RopFastTransferSourceGetBuffer.Response part = (RopFastTransferSourceGetBuffer.Response) answer;
                items.feed(part.transferBuffer());
                buffers++;
                if (part.transferStatus() == RopFastTransferSourceGetBuffer.DONE) {
                    items.finish();
                    return items;
                }
                expect(part.transferStatus() == RopFastTransferSourceGetBuffer.PARTIAL,
                        "status " + part.transferStatus());
            }
        }
    }

    FastTransferRoot root() {
        return type == SynchronizationType.CONTENTS
                ? FastTransferRoot.CONTENTS_SYNC
                : FastTransferRoot.HIERARCHY_SYNC;
    }

    /// Downloads what changed and applies it.
    public void synchronize() {
        int context = begin();
        StreamItems items = take(context, root());
        SynchronizationState again = transferState(context);
        expect(again.equals(items.state), "the state at the end is not the context's");
        client.release(context);
        apply(items);
    }

    SynchronizationState transferState(int context) {
        client.ask(context, new RopSynchronizationGetTransferState.Request(0, 0, 1),
                RopSynchronizationGetTransferState.Response.class);
        int download = client.handle(1);
        SynchronizationState now = take(download, FastTransferRoot.STATE).state;
        client.release(download);
        return Objects.requireNonNull(now);
    }

    ErrorCode error() { return client.error(folder, configuring()); }

    void apply(StreamItems items) {
        last = items;
        check(items);
        for (StreamItem change : items.changes) {
            StreamItem here = objects.get(change.key());
            if (change.isPartial()) {
                item(change.key()).apply(change);
                partialChanges++;
            } else if (here == null || change.header == null || !here.isInConflict(change)) {
                objects.put(change.key(), change);
            } else {
                conflicts++;
                objects.put(change.key(), here.resolved(change));
            }
        }
        for (IdSet<Integer> gone : List.of(items.deleted, items.noLongerInScope, items.expired)) {
            objects.values().removeIf(each -> gone.contains(1, each.id()));
        }
        for (StreamItem each : objects.values()) {
            boolean read = items.read.contains(1, each.id());
            boolean unread = items.unread.contains(1, each.id());
            if (read || unread) {
                int before = each.flags();
                each.properties.put(PropertyTags.PidTagMessageFlags.id(), PropertyValue.of(
                        PropertyTags.PidTagMessageFlags, read ? before | READ : before & ~READ));
            }
        }
        state = items.state == null ? state : items.state;
    }

    /// The invariants of §3.2.5.3 that are about one download.
    private void check(StreamItems items) {
        IdSet<Integer> all = IdSet.byReplicaId().addAll(items.deleted)
                .addAll(items.noLongerInScope).addAll(items.expired);
        for (StreamItem change : items.changes) {
            expect(!all.contains(1, change.id()), change.id() + " is changed and deleted");
            expect(!change.isPartial() || state.given().contains(replica, change.id()),
                    change.id() + " is told in parts, and not there");
            expect(!items.read.contains(1, change.id()) && !items.unread.contains(1, change.id()),
                    change.id() + " is changed and has another state");
            GlobalId number = change.number();
            if (number != null && type == SynchronizationType.CONTENTS) {
                expect(!(change.associated ? state.seenAssociated() : state.seen())
                        .contains(replica, number.globalCounter()),
                        change.id() + " was downloaded before");
            }
        }
        SynchronizationState now = Objects.requireNonNull(items.state);
        IdSet<UUID> given = state.given().copy();
        items.changes.stream().filter(each -> !each.failed)
                .forEach(each -> given.add(replica, each.id()));
        given.removeAll(replica, all.counters(1));
        expect(now.given().counters(replica).equals(given.counters(replica)),
                "given " + now.given() + " and not " + given);
        IdSet<Integer> states = IdSet.byReplicaId().addAll(items.read).addAll(items.unread);
        expect(state.given().copy().counters(replica).containsAll(states.counters(1)),
                "states of messages that are not here: " + states);
        expect(!states.intersects(all), "states of messages that are deleted: " + states);
        expect(now.read().containsAll(state.read()), "read was " + state.read());
    }

    /// A property of each object, by source key.
    SortedMap<String, @Nullable Object> values(PropertyTag tag) {
        SortedMap<String, @Nullable Object> values = new TreeMap<>();
        objects.forEach((key, item) -> values.put(key, item.value(tag)));
        return values;
    }

    List<@Nullable Object> list(PropertyTag tag) { return new ArrayList<>(values(tag).values()); }

    public boolean isRead(String key) {
        StreamItem item = objects.get(key);
        return item != null && (item.flags() & READ) != 0;
    }

    StreamItem item(String key) { return Objects.requireNonNull(objects.get(key), key); }
}
