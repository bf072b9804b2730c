package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.store.Folder;
import org.rialto.store.FolderValues;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;

/// A client of Alice that uploads what it did offline to her Inbox. MS-OXCFXICS §3.3.4.3.
abstract class AliceUploads extends AliceAtInbox {
    static final UUID A = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    static final UUID B = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant LATE = Instant.parse("2030-01-01T00:00:00Z");
    static final int NONE = 0;
    static final int FAIL = RopSynchronizationImportMessageChange.FAIL_ON_CONFLICT;
    int collector;

    @BeforeEach
    void open() { collector = collector(folder, true); }

    // What a client does

    int collector(int of, boolean contents) {
        client.ask(of, new RopSynchronizationOpenCollector.Request(0, 0, 1, contents),
                RopSynchronizationOpenCollector.Response.class);
        return client.handle(1);
    }

    static Xid change(UUID replica, int n) {
        return new Xid(replica, Binary.wrap(new byte[]{0, 0, (byte) n}));
    }

    static Binary list(Xid... xids) { return PredecessorChangeList.of(xids).encode(); }

    GlobalId ids(int count) {
        return client.ask(logon, new RopGetLocalReplicaIds.Request(0, 0, count),
                RopGetLocalReplicaIds.Response.class).firstId();
    }

    Binary key(long id) { return new GlobalId(mailbox.info().replicaGuid(), id).toBinary(); }

    static RopSynchronizationImportMessageChange.Request importing(int flags, Binary key,
            Instant modified, Xid change, Binary predecessors) {
        return new RopSynchronizationImportMessageChange.Request(0, 0, 1, flags,
                List.of(PropertyValue.of(PropertyTags.PidTagSourceKey, key),
                        PropertyValue.of(PropertyTags.PidTagLastModificationTime, modified),
                        PropertyValue.of(PropertyTags.PidTagChangeKey, change.toBinary()),
                        PropertyValue.of(PropertyTags.PidTagPredecessorChangeList,
                                predecessors)));
    }

    /// The handle of the message.
    int begin(int flags, Binary key, Instant modified, Xid change, Binary predecessors) {
        var response = client.ask(collector, importing(flags, key, modified, change, predecessors),
                RopSynchronizationImportMessageChange.Response.class);
        assertThat(response.messageId().toLong()).isZero();
        return client.handle(1);
    }

    static RopSaveChangesMessage.Request saving() {
        return new RopSaveChangesMessage.Request(0, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE);
    }

    long upload(int flags, Binary key, Instant modified, Xid change, Binary predecessors,
            String subject) {
        int message = begin(flags, key, modified, change, predecessors);
        client.set(message, PropertyTags.PidTagSubject, subject);
        return client.save(message);
    }

    ErrorCode error(RopRequest request) { return client.error(collector, request); }

    SynchronizationState state() { return state(collector); }

    SynchronizationState state(int handle) {
        return Objects.requireNonNull((UploadContext) client.session.objects().find(handle))
                .checkpoint();
    }

    boolean seen(long number) {
        return state().seen().contains(mailbox.info().replicaGuid(), number);
    }

    // What is there

    MessageRow row(long id) {
        return mailbox.read(s -> s.message(id, EnumSet.allOf(MessagePart.class)));
    }

    Object value(long id, PropertyTag tag) {
        return mailbox.read(s -> {
            Object value = new MessageValues(new ObjectIds(s.info()),
                    s.message(id, EnumSet.allOf(MessagePart.class)), () -> s.content(id)).get(tag);
            return value == null ? "nothing" : value;
        });
    }

    PredecessorChangeList predecessors(long id) {
        return PredecessorChangeList.decode(
                (Binary) value(id, PropertyTags.PidTagPredecessorChangeList));
    }

    Object folderValue(long id, PropertyTag tag) {
        return mailbox.read(s -> {
            Object value = new FolderValues(new ObjectIds(s.info()), s.folder(id), 0,
                    () -> s.folderProperties(id)).get(tag);
            return value == null ? "nothing" : value;
        });
    }

    Folder folder(long id) { return mailbox.read(s -> s.folder(id)); }

    /// On the server.
    void change(long id, String subject) {
        mailbox.write(c -> {
            MessageContent content = c.content(id);
            content.properties().set(PropertyTags.PidTagSubject, subject);
            return c.saveMessage(id, c.message(id, Set.of()).contentChangeNumber(), content);
        });
    }

    int count() { return folder(inbox).contentCount(); }
}
