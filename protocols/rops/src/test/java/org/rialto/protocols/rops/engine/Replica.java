package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
final class Replica {
    static final int MESSAGES = SynchronizationFlags.UNICODE | SynchronizationFlags.READ_STATE
            | SynchronizationFlags.FAI | SynchronizationFlags.NORMAL;
    private static final int IDS = SynchronizationFlags.EXTRA_EID
            | SynchronizationFlags.EXTRA_MESSAGE_SIZE | SynchronizationFlags.EXTRA_CN;
    private static final int READ = 1;

    final RopClient client;
    final UUID replica;
    final int folder;
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
    final SortedMap<String, StreamItem> objects = new TreeMap<>();
    SynchronizationState state = SynchronizationState.empty();
    /// Of the last download.
    StreamItems last = new StreamItems(FastTransferRoot.STATE);
    int buffers;

    Replica(RopClient client, UUID replica, int folder, SynchronizationType type, int flags) {
        this.client = client;
        this.replica = replica;
        this.folder = folder;
        this.type = type;
        this.flags = flags;
    }

    static Replica ofMessages(RopClient client, UUID replica, int folder) {
        return new Replica(client, replica, folder, SynchronizationType.CONTENTS, MESSAGES);
    }

    static Replica ofFolders(RopClient client, UUID replica, int folder) {
        return new Replica(client, replica, folder, SynchronizationType.HIERARCHY,
                SynchronizationFlags.UNICODE);
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

    RopFastTransferSourceGetBuffer.Response buffer(int context) {
        RopAnswer answer = client.ask(context, new RopFastTransferSourceGetBuffer.Request(0, 0,
                bufferSize, maximumBufferSize));
        return (RopFastTransferSourceGetBuffer.Response) answer;
    }

    /// All of a stream, read.
    StreamItems take(int context, FastTransferRoot root) {
        StreamItems items = new StreamItems(root);
        buffers = 0;
        while (true) {
            RopFastTransferSourceGetBuffer.Response part = buffer(context);
            assertThat(part.returnValue().name()).isEqualTo("Success");
            items.feed(part.transferBuffer());
            buffers++;
            if (part.transferStatus() == RopFastTransferSourceGetBuffer.DONE) {
                items.finish();
                return items;
            }
            assertThat(part.transferStatus())
                    .isEqualTo(RopFastTransferSourceGetBuffer.PARTIAL);
        }
    }

    FastTransferRoot root() {
        return type == SynchronizationType.CONTENTS
                ? FastTransferRoot.CONTENTS_SYNC
                : FastTransferRoot.HIERARCHY_SYNC;
    }

    /// Downloads what changed and applies it.
    void synchronize() {
        int context = begin();
        StreamItems items = take(context, root());
        SynchronizationState again = transferState(context);
        assertThat(again).isEqualTo(items.state);
        client.release(context);
        apply(items);
    }

    SynchronizationState transferState(int context) {
        client.ask(context, new RopSynchronizationGetTransferState.Request(0, 0, 1),
                RopSynchronizationGetTransferState.Response.class);
        int download = client.handle(1);
        SynchronizationState now = take(download, FastTransferRoot.STATE).state;
        client.release(download);
        assertThat(now).isNotNull();
        return now == null ? SynchronizationState.empty() : now;
    }

    ErrorCode error() { return client.error(folder, configuring()); }

    void apply(StreamItems items) {
        last = items;
        check(items);
        for (StreamItem change : items.changes) {
            objects.put(change.key(), change);
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
            assertThat(all.contains(1, change.id())).isFalse();
            assertThat(items.read.contains(1, change.id())).isFalse();
            assertThat(items.unread.contains(1, change.id())).isFalse();
            GlobalId number = change.number();
            if (number != null && type == SynchronizationType.CONTENTS) {
                assertThat((change.associated ? state.seenAssociated() : state.seen())
                        .contains(replica, number.globalCounter())).isFalse();
            }
        }
        SynchronizationState now = items.state;
        assertThat(now).isNotNull();
        if (now == null) {
            return;
        }
        IdSet<UUID> given = state.given().copy();
        items.changes.stream().filter(each -> !each.failed)
                .forEach(each -> given.add(replica, each.id()));
        given.removeAll(replica, all.counters(1));
        assertThat(now.given().counters(replica)).isEqualTo(given.counters(replica));
        IdSet<Integer> states = IdSet.byReplicaId().addAll(items.read).addAll(items.unread);
        assertThat(state.given().copy().counters(replica).containsAll(states.counters(1)))
                .isTrue();
        assertThat(states.intersects(all)).isFalse();
        assertThat(now.read().containsAll(state.read())).isTrue();
    }

    /// A property of each object, by source key.
    SortedMap<String, @Nullable Object> values(PropertyTag tag) {
        SortedMap<String, @Nullable Object> values = new TreeMap<>();
        objects.forEach((key, item) -> values.put(key, item.value(tag)));
        return values;
    }

    List<@Nullable Object> list(PropertyTag tag) { return new ArrayList<>(values(tag).values()); }

    boolean isRead(String key) {
        StreamItem item = objects.get(key);
        return item != null && (item.flags() & READ) != 0;
    }

    StreamItem item(String key) { return Objects.requireNonNull(objects.get(key), key); }
}
