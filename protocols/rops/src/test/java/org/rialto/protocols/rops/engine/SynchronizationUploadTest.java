package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.synchronization.LongTermIdRange;
import org.rialto.protocols.rops.wire.synchronization.MessageReadState;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSetLocalReplicaMidsetDeleted;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportDeletes;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportHierarchyChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageMove;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportReadStateChanges;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.store.AttachmentData;
import org.rialto.store.Folder;
import org.rialto.store.FolderValues;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// What clients upload, by what goes over the wire. MS-OXCFXICS §3.2.5.9.4 and §3.1.5.6.
class SynchronizationUploadTest extends AliceAtInbox {
    private static final UUID A = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final UUID B = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2030-01-01T00:00:00Z");
    private static final int NONE = 0;
    private static final int FAIL = RopSynchronizationImportMessageChange.FAIL_ON_CONFLICT;
    private int collector;

    @BeforeEach
    void open() { collector = collector(folder, true); }

    // What a client does

    private int collector(int of, boolean contents) {
        client.ask(of, new RopSynchronizationOpenCollector.Request(0, 0, 1, contents),
                RopSynchronizationOpenCollector.Response.class);
        return client.handle(1);
    }

    private static Xid change(UUID replica, int n) {
        return new Xid(replica, Binary.wrap(new byte[]{0, 0, (byte) n}));
    }

    private static Binary list(Xid... xids) { return PredecessorChangeList.of(xids).encode(); }

    private GlobalId ids(int count) {
        return client.ask(logon, new RopGetLocalReplicaIds.Request(0, 0, count),
                RopGetLocalReplicaIds.Response.class).firstId();
    }

    private Binary key(long id) {
        return new GlobalId(mailbox.info().replicaGuid(), id).toBinary();
    }

    private static RopSynchronizationImportMessageChange.Request importing(int flags, Binary key,
            Instant modified, Xid change, Binary predecessors) {
        return new RopSynchronizationImportMessageChange.Request(0, 0, 1, flags,
                List.of(PropertyValue.of(PropertyTags.PidTagSourceKey, key),
                        PropertyValue.of(PropertyTags.PidTagLastModificationTime, modified),
                        PropertyValue.of(PropertyTags.PidTagChangeKey, change.toBinary()),
                        PropertyValue.of(PropertyTags.PidTagPredecessorChangeList,
                                predecessors)));
    }

    /// The handle of the message.
    private int begin(int flags, Binary key, Instant modified, Xid change, Binary predecessors) {
        var response = client.ask(collector, importing(flags, key, modified, change, predecessors),
                RopSynchronizationImportMessageChange.Response.class);
        assertThat(response.messageId().toLong()).isZero();
        return client.handle(1);
    }

    private static RopSaveChangesMessage.Request saving() {
        return new RopSaveChangesMessage.Request(0, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE);
    }

    private long upload(int flags, Binary key, Instant modified, Xid change, Binary predecessors,
            String subject) {
        int message = begin(flags, key, modified, change, predecessors);
        client.set(message, PropertyTags.PidTagSubject, subject);
        return client.save(message);
    }

    private ErrorCode error(RopRequest request) { return client.error(collector, request); }

    private SynchronizationState state() { return state(collector); }

    private SynchronizationState state(int handle) {
        return Objects.requireNonNull((UploadContext) client.session.objects().find(handle))
                .checkpoint();
    }

    private boolean seen(long number) {
        return state().seen().contains(mailbox.info().replicaGuid(), number);
    }

    // What is there

    private MessageRow row(long id) {
        return mailbox.read(s -> s.message(id, EnumSet.allOf(MessagePart.class)));
    }

    private Object value(long id, PropertyTag tag) {
        return mailbox.read(s -> {
            Object value = new MessageValues(new ObjectIds(s.info()),
                    s.message(id, EnumSet.allOf(MessagePart.class)), () -> s.content(id)).get(tag);
            return value == null ? "nothing" : value;
        });
    }

    private PredecessorChangeList predecessors(long id) {
        return PredecessorChangeList.decode(
                (Binary) value(id, PropertyTags.PidTagPredecessorChangeList));
    }

    private Object folderValue(long id, PropertyTag tag) {
        return mailbox.read(s -> {
            Object value = new FolderValues(new ObjectIds(s.info()), s.folder(id), 0,
                    () -> s.folderProperties(id)).get(tag);
            return value == null ? "nothing" : value;
        });
    }

    private Folder folder(long id) { return mailbox.read(s -> s.folder(id)); }

    private int count() { return folder(inbox).contentCount(); }

    // New messages

    @Test
    void aNewMessageHasTheIdAndTheVersionThatTheClientGaveIt() {
        Binary key = ids(0x200).toBinary();
        int message = begin(NONE, key, EARLY, change(A, 1), list(change(A, 1)));
        client.set(message, PropertyTags.PidTagSubject, "made offline");
        client.set(message, PropertyTags.PidTagMessageFlags, 1);
        assertThat(count()).isZero();
        long id = client.save(message);
        assertThat(key(id)).isEqualTo(key);
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("made offline");
        assertThat(value(id, PropertyTags.PidTagSourceKey)).isEqualTo(key);
        assertThat(value(id, PropertyTags.PidTagChangeKey)).isEqualTo(change(A, 1).toBinary());
        assertThat(predecessors(id).xids()).containsExactly(change(A, 1));
        assertThat(value(id, PropertyTags.PidTagLastModificationTime)).isEqualTo(EARLY);
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
        assertThat(seen(row(id).contentChangeNumber())).isTrue();
        assertThat(error(importing(NONE, key, EARLY, change(A, 1), list(change(A, 1)))))
                .isEqualTo(ErrorCodes.IgnoreFailure);
    }

    @Test
    void anAssociatedMessageIsSeenAsOne() {
        Binary key = ids(1).toBinary();
        long id = upload(RopSynchronizationImportMessageChange.ASSOCIATED, key, EARLY,
                change(A, 1), list(change(A, 1)), "settings");
        assertThat(row(id).associated()).isTrue();
        assertThat(state().seenAssociated().contains(mailbox.info().replicaGuid(),
                row(id).contentChangeNumber())).isTrue();
        assertThat(state().seen().isEmpty()).isTrue();
        assertThat(error(importing(NONE, key, LATE, change(A, 2), list(change(A, 2)))))
                .isEqualTo(ErrorCodes.InvalidParameter);
    }

    @Test
    void refusesWhatIsNoVersion() {
        Binary key = ids(1).toBinary();
        var good = importing(NONE, key, EARLY, change(A, 1), list(change(A, 1)));
        assertThat(error(importing(0x20, key, EARLY, change(A, 1), list(change(A, 1)))))
                .isEqualTo(ErrorCodes.InvalidParameter);
        for (int left = 0; left < 4; left++) {
            int missing = left;
            List<PropertyValue> some = good.propertyValues().stream()
                    .filter(each -> each != good.propertyValues().get(missing)).toList();
            assertThat(error(new RopSynchronizationImportMessageChange.Request(0, 0, 1, 0, some)))
                    .isEqualTo(ErrorCodes.InvalidParameter);
        }
        assertThat(error(importing(NONE, Binary.wrap(new byte[]{1}), EARLY, change(A, 1),
                list(change(A, 1))))).isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(error(importing(NONE, key, EARLY, change(A, 1),
                Binary.wrap(new byte[]{22, 1})))).isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(error(importing(NONE, key(1L << 39), EARLY, change(A, 1),
                list(change(A, 1))))).isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(collector(folder, false), good))
                .isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(folder, good)).isEqualTo(ErrorCodes.NotSupported);
    }

    // Versions

    @Test
    void aNewerVersionTakesThePlaceOfAll() {
        Binary key = ids(1).toBinary();
        int first = begin(NONE, key, EARLY, change(A, 1), list(change(A, 1)));
        client.set(first, PropertyTags.PidTagSubject, "one");
        client.set(first, PropertyTags.PidTagComment, "only here");
        long id = client.save(first);
        upload(NONE, key, LATE, change(A, 2), list(change(A, 2)), "two");
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("two");
        assertThat(value(id, PropertyTags.PidTagComment)).isEqualTo("nothing");
        assertThat(value(id, PropertyTags.PidTagChangeKey)).isEqualTo(change(A, 2).toBinary());
        assertThat(seen(row(id).contentChangeNumber())).isTrue();
        assertThat(error(importing(NONE, key, LATE, change(A, 1), list(change(A, 1)))))
                .isEqualTo(ErrorCodes.IgnoreFailure);
    }

    @Test
    void whatWasChangedOnTheServerIsAConflictUnlessTheClientHasIt() {
        long id = RopFixture.add(mailbox, inbox, "of the server");
        Xid server = Xid.of(key(row(id).contentChangeNumber()));
        upload(FAIL, key(id), LATE, change(A, 1), list(server, change(A, 1)), "of the client");
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("of the client");
        change(id, "of the server again");
        assertThat(error(importing(FAIL, key(id), LATE, change(A, 2),
                list(server, change(A, 2))))).isEqualTo(ErrorCodes.SyncConflict);
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("of the server again");
    }

    private void change(long id, String subject) {
        mailbox.write(c -> {
            MessageContent content = c.content(id);
            content.properties().set(PropertyTags.PidTagSubject, subject);
            return c.saveMessage(id, c.message(id, Set.of()).contentChangeNumber(), content);
        });
    }

    @Test
    void aConflictThatComesUpBeforeTheSaveIsSeenThen() {
        long id = RopFixture.add(mailbox, inbox, "of the server");
        Xid server = Xid.of(key(row(id).contentChangeNumber()));
        int message = begin(FAIL, key(id), LATE, change(A, 1), list(server, change(A, 1)));
        int deleted = begin(FAIL, key(id), LATE, change(A, 2), list(server, change(A, 2)));
        change(id, "meanwhile");
        assertThat(client.error(message, saving())).isEqualTo(ErrorCodes.SyncConflict);
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("meanwhile");
        mailbox.deleteMessages(inbox, new int[]{row(id).uid()}, true);
        assertThat(client.error(deleted, saving())).isEqualTo(ErrorCodes.ObjectDeleted);
        assertThat(count()).isZero();
    }

    @Test
    void aConflictMakesAMessageOfAllVersionsThatIsLikeTheLatest() {
        Binary key = ids(1).toBinary();
        long id = upload(NONE, key, EARLY, change(A, 1), list(change(A, 1)), "of A");
        upload(NONE, key, LATE, change(B, 1), list(change(B, 1)), "of B");
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("of B");
        assertThat(value(id, PropertyTags.PidTagMessageStatus)).isEqualTo(0x800);
        assertThat(predecessors(id).xids()).containsExactly(change(A, 1), change(B, 1));
        assertThat(versions(id)).containsExactly("of A", "of B");
        // The client has yet to see what came of it.
        assertThat(seen(row(id).contentChangeNumber())).isFalse();
        // A third one, of a client that has seen the first only.
        upload(NONE, key, Instant.parse("2029-01-01T00:00:00Z"), change(A, 2),
                list(change(A, 2)), "of A, later");
        assertThat(versions(id)).containsExactly("of A, later", "of B");
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("of B");
        // Who has seen all resolves it.
        upload(FAIL, key, LATE, change(A, 3), list(change(A, 3), change(B, 1)), "resolved");
        assertThat(versions(id)).isEmpty();
        assertThat(value(id, PropertyTags.PidTagMessageStatus)).isEqualTo(0);
        assertThat(seen(row(id).contentChangeNumber())).isTrue();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aFlagDoesNotEndAConflict() {
        Binary key = ids(1).toBinary();
        long id = upload(NONE, key, EARLY, change(A, 1), list(change(A, 1)), "of A");
        upload(NONE, key, LATE, change(B, 1), list(change(B, 1)), "of B");
        mailbox.write(c -> c.changeFlags(inbox, new int[]{row(id).uid()},
                org.rialto.store.FlagChange.set(org.rialto.store.MessageFlags.FLAGGED)));
        upload(NONE, key, Instant.parse("2029-01-01T00:00:00Z"), change(B, 2),
                list(change(B, 2)), "of B, later");
        assertThat(versions(id)).containsExactlyInAnyOrder("of A", "of B", "of B, later");
    }

    /// §3.2.5.9.4.5.
    @Test
    void whatWasDeletedBeforeItCameDoesNotCome() {
        Binary foreign = new GlobalId(A, 77).toBinary();
        Binary local = ids(1).toBinary();
        client.ask(collector, new RopSynchronizationImportDeletes.Request(0, 0, 0,
                List.of(new PropertyValue(new PropertyTag(0x00001102),
                        List.of(foreign, local)))),
                RopSynchronizationImportDeletes.Response.class);
        for (Binary key : List.of(foreign, local)) {
            assertThat(error(importing(NONE, key, LATE, change(A, 1), list(change(A, 1)))))
                    .isEqualTo(ErrorCodes.ObjectDeleted);
        }
        assertThat(count()).isZero();
    }

    @Test
    void whoMayNotEditDoesNotMakeAConflict() {
        long id = RopFixture.add(mailbox, inbox, "of the server");
        change(id, "changed");
        byte[] before = row(id).groupChanges();
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopClient bob = fixture.client(fixture.bob);
        bob.ask(bob.open(bob.logon(fixture.alice), inbox),
                new RopSynchronizationOpenCollector.Request(0, 0, 1, true),
                RopSynchronizationOpenCollector.Response.class);
        int up = bob.handle(1);
        assertThat(bob.error(up, importing(FAIL, key(id), LATE, change(B, 1),
                list(change(B, 1))))).isEqualTo(ErrorCodes.AccessDenied);
        assertThat(row(id).groupChanges()).isEqualTo(before);
    }

    @Test
    void recipientsOfAVersionThatCameAsMimeKeepTheirKeys() {
        long id = delivered(MIXED);
        upload(NONE, key(id), LATE, change(A, 1), list(change(A, 1)), "of A");
        MessageContent version = mailbox.read(s -> s.content(id)).attachments().stream()
                .map(each -> each.data() instanceof AttachmentData.Embedded(MessageContent of)
                        ? of
                        : new MessageContent(new PropertyBag(), List.of(), List.of()))
                .filter(each -> "Re: Plans".equals(each.properties()
                        .getString(PropertyTags.PidTagSubject)))
                .findFirst().orElseThrow();
        assertThat(version.recipients()).hasSize(2).allSatisfy(each -> {
            assertThat(each.contains(PropertyTags.PidTagEntryId)).isTrue();
            assertThat(each.contains(PropertyTags.PidTagSearchKey)).isTrue();
        });
    }

    /// §3.1.5.6.2.1: a client finds the conflict again, and resolves it as the server did.
    @Test
    void versionsInConflictAreDownloadedEachAsAMessage() {
        Binary key = ids(1).toBinary();
        long id = upload(NONE, key, EARLY, change(A, 1), list(change(A, 1)), "of A");
        Replica knowing = Replica.ofMessages(client, mailbox.info().replicaGuid(), folder);
        knowing.synchronize();
        upload(NONE, key, LATE, change(B, 1), list(change(B, 1)), "of B");
        Replica fresh = Replica.ofMessages(client, mailbox.info().replicaGuid(), folder);
        for (Replica each : List.of(fresh, knowing)) {
            each.synchronize();
            assertThat(each.last.changes).hasSize(2)
                    .extracting(item -> item.value(PropertyTags.PidTagSubject))
                    .containsExactly("of A", "of B");
            assertThat(each.last.changes).extracting(item -> item.header().changeKey())
                    .containsExactly(change(A, 1).toBinary(), change(B, 1).toBinary());
            assertThat(each.last.changes)
                    .allMatch(item -> item.id() == id && item.attachments.isEmpty());
            StreamItem resolved = each.item(String.valueOf(key));
            assertThat(each.objects).hasSize(1);
            assertThat(resolved.value(PropertyTags.PidTagSubject)).isEqualTo("of B");
            assertThat(PredecessorChangeList.decode(resolved.header().predecessorChangeList()))
                    .isEqualTo(predecessors(id));
            each.synchronize();
            assertThat(each.last.changes).isEmpty();
        }
        // What is changed afterwards is a successor of them all.
        mailbox.write(c -> c.changeFlags(inbox, new int[]{row(id).uid()},
                org.rialto.store.FlagChange.set(org.rialto.store.MessageFlags.FLAGGED)));
        knowing.sendOptions |= org.rialto.protocols.rops.sync.SendOptions.PARTIAL_ITEM;
        knowing.synchronize();
        assertThat(knowing.last.changes).hasSize(1).noneMatch(StreamItem::isPartial);
        StreamItem now = knowing.item(String.valueOf(key));
        assertThat(now.value(PropertyTags.PidTagFlagStatus)).isEqualTo(2);
        assertThat(PredecessorChangeList.decode(now.header().predecessorChangeList()))
                .isEqualTo(predecessors(id));
        assertThat(now.attachments).hasSize(2);
    }

    /// The subjects of the versions in a conflict resolve message.
    private List<String> versions(long id) {
        MessageContent content = mailbox.read(s -> s.content(id));
        return content.attachments().stream()
                .filter(each -> each.properties().getBoolean(PropertyTags.PidTagInConflict, false))
                .map(each -> ((AttachmentData.Embedded) each.data()).message().properties()
                        .getString(PropertyTags.PidTagSubject, ""))
                .toList();
    }

    @Test
    void theLastWriterWinsAmongAssociatedMessagesAndWhereTheFolderSaysSo() {
        Binary key = ids(2).toBinary();
        int flags = RopSynchronizationImportMessageChange.ASSOCIATED;
        long id = upload(flags, key, LATE, change(A, 1), list(change(A, 1)), "later");
        long before = row(id).contentChangeNumber();
        upload(flags, key, EARLY, change(B, 1), list(change(B, 1)), "earlier");
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("later");
        assertThat(value(id, PropertyTags.PidTagChangeKey)).isEqualTo(change(A, 1).toBinary());
        assertThat(predecessors(id).xids()).containsExactly(change(A, 1), change(B, 1));
        assertThat(row(id).contentChangeNumber()).isGreaterThan(before);

        mailbox.<Boolean>write(c -> {
            c.setFolderProperties(inbox,
                    new PropertyBag().set(PropertyTags.PidTagResolveMethod, 1), Set.of());
            return true;
        });
        Binary other = ids(1).toBinary();
        long normal = upload(NONE, other, EARLY, change(A, 2), list(change(A, 2)), "earlier");
        upload(NONE, other, EARLY, change(B, 2), list(change(B, 2)), "greater namespace");
        assertThat(value(normal, PropertyTags.PidTagSubject)).isEqualTo("greater namespace");
        assertThat(versions(normal)).isEmpty();
        assertThat(predecessors(normal).xids()).containsExactly(change(A, 2), change(B, 2));
    }

    // Deletions

    private static RopSynchronizationImportDeletes.Request deleting(int flags, Binary... keys) {
        return new RopSynchronizationImportDeletes.Request(0, 0, flags, List.of(
                new PropertyValue(new PropertyTag(0x00001102), List.of(keys))));
    }

    @Test
    void deletionsOfWhatIsGoneAreDone() {
        long soft = RopFixture.add(mailbox, inbox, "soft");
        long hard = RopFixture.add(mailbox, inbox, "hard");
        Binary never = ids(1).toBinary();
        long sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
        long elsewhere = RopFixture.add(mailbox, sent, "elsewhere");
        assertThat(error(deleting(NONE, key(soft), never, key(elsewhere))).isSuccess()).isTrue();
        assertThat(error(deleting(NONE, key(soft), never)).isSuccess()).isTrue();
        assertThat(row(elsewhere).folderId()).isEqualTo(sent);
        assertThat(count()).isEqualTo(1);
        assertThat(error(deleting(RopSynchronizationImportDeletes.HARD_DELETE, key(hard)))
                .isSuccess()).isTrue();
        assertThat(mailbox.info().messageCount()).isEqualTo(1);
        assertThat(mailbox.info().recoverableSize()).isPositive();
        // What was deleted before it was uploaded does not come back.
        assertThat(error(importing(NONE, never, EARLY, change(A, 1), list(change(A, 1)))))
                .isEqualTo(ErrorCodes.ObjectDeleted);
        assertThat(error(importing(NONE, key(hard), EARLY, change(A, 1), list(change(A, 1)))))
                .isEqualTo(ErrorCodes.ObjectDeleted);
        for (RopRequest bad : List.of(deleting(4, key(hard)),
                new RopSynchronizationImportDeletes.Request(0, 0, 0, List.of()))) {
            assertThat(error(bad)).isEqualTo(ErrorCodes.InvalidParameter);
        }
        assertThat(error(deleting(RopSynchronizationImportDeletes.HIERARCHY, key(hard))))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void deletesAllOrNothing() {
        long first = RopFixture.add(mailbox, inbox, "first");
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE
                | Rights.DELETE_OWNED | Rights.CREATE);
        long own = fixture.store.open(mailbox.info().mailboxId(),
                new org.rialto.store.Access(fixture.bob.guid(), false,
                        Set.of(fixture.bob.guid())))
                .write(c -> c.addMessage(inbox, new org.rialto.store.NewMessage(
                        new MessageContent(new PropertyBag(), List.of(), List.of()), false, 0,
                        Set.of(), EARLY, null, null)))
                .messageId();
        RopClient bob = fixture.client(fixture.bob);
        int his = bob.logon(fixture.alice);
        int opened = bob.open(his, inbox);
        bob.ask(opened, new RopSynchronizationOpenCollector.Request(0, 0, 1, true),
                RopSynchronizationOpenCollector.Response.class);
        int up = bob.handle(1);
        assertThat(bob.error(up, deleting(NONE, key(own), key(first))))
                .isEqualTo(ErrorCodes.AccessDenied);
        assertThat(count()).isEqualTo(2);
        assertThat(bob.error(up, deleting(NONE, key(own))).isSuccess()).isTrue();
        assertThat(count()).isEqualTo(1);
    }

    // Read states

    @Test
    void readStatesAreChangesOfTheirOwn() {
        long id = RopFixture.add(mailbox, inbox, "unread");
        long associated = RopFixture.add(mailbox, inbox, "settings", true);
        long before = row(id).contentChangeNumber();
        var marking = new RopSynchronizationImportReadStateChanges.Request(0, 0, List.of(
                new MessageReadState(key(id), true), new MessageReadState(key(associated), true),
                new MessageReadState(ids(1).toBinary(), true)));
        client.ask(collector, marking, RopSynchronizationImportReadStateChanges.Response.class);
        assertThat(row(id).flags() & MessageFlags.READ).isNotZero();
        assertThat(row(associated).flags() & MessageFlags.READ).isZero();
        assertThat(row(id).contentChangeNumber()).isEqualTo(before);
        UUID replica = mailbox.info().replicaGuid();
        assertThat(state().read().contains(replica, row(id).changeNumber())).isTrue();
        assertThat(state().read().size()).isEqualTo(1);
        assertThat(state().seen().isEmpty()).isTrue();
        // Of a state that it has, nobody is told.
        client.ask(collector, marking, RopSynchronizationImportReadStateChanges.Response.class);
        assertThat(state().read().size()).isEqualTo(1);
        client.ask(collector, new RopSynchronizationImportReadStateChanges.Request(0, 0,
                List.of(new MessageReadState(key(id), false))),
                RopSynchronizationImportReadStateChanges.Response.class);
        assertThat(row(id).flags() & MessageFlags.READ).isZero();
        assertThat(error(new RopSynchronizationImportReadStateChanges.Request(0, 0,
                List.of(new MessageReadState(Binary.EMPTY, false)))))
                .isEqualTo(ErrorCodes.InvalidParameter);
    }

    // Moves

    private RopSynchronizationImportMessageMove.Request moving(long from, Binary message,
            Binary predecessors, Binary to, Xid change) {
        return new RopSynchronizationImportMessageMove.Request(0, 0, key(from), message,
                predecessors, to, change.toBinary());
    }

    @Test
    void aMoveKeepsTheVersionThatTheClientHas() {
        long sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
        long id = RopFixture.add(mailbox, sent, "to be moved");
        Xid server = Xid.of(key(row(id).contentChangeNumber()));
        Binary to = ids(1).toBinary();
        var move = moving(sent, key(id), list(server, change(A, 1)), to, change(A, 1));
        assertThat(error(move).isSuccess()).isTrue();
        long moved = GlobalId.read(to.reader()).globalCounter();
        assertThat(row(moved).folderId()).isEqualTo(inbox);
        assertThat(value(moved, PropertyTags.PidTagSubject)).isEqualTo("to be moved");
        assertThat(value(moved, PropertyTags.PidTagSourceKey)).isEqualTo(to);
        assertThat(value(moved, PropertyTags.PidTagChangeKey))
                .isEqualTo(change(A, 1).toBinary());
        assertThat(predecessors(moved).xids()).contains(server, change(A, 1));
        assertThat(seen(row(moved).contentChangeNumber())).isTrue();
        assertThat(folder(sent).contentCount()).isZero();
        // The answer was lost, and the client says it again.
        assertThat(error(move).isSuccess()).isTrue();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aMoveOfAVersionThatTheClientHasNotSeenSaysSo() {
        long sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
        long id = RopFixture.add(mailbox, sent, "to be moved");
        Xid server = Xid.of(key(row(id).contentChangeNumber()));
        change(id, "changed meanwhile");
        Binary to = ids(1).toBinary();
        assertThat(error(moving(sent, key(id), list(server, change(A, 1)), to, change(A, 1))))
                .isEqualTo(ErrorCodes.NewerClientChange);
        long moved = GlobalId.read(to.reader()).globalCounter();
        assertThat(value(moved, PropertyTags.PidTagSubject)).isEqualTo("changed meanwhile");
        assertThat(predecessors(moved).xids()).doesNotContain(change(A, 1));
        assertThat(seen(row(moved).contentChangeNumber())).isFalse();
        assertThat(error(moving(sent, key(id), list(change(A, 1)), ids(1).toBinary(),
                change(A, 1)))).isEqualTo(ErrorCodes.ObjectDeleted);
        assertThat(error(moving(1L << 38, key(id), list(change(A, 1)), ids(1).toBinary(),
                change(A, 1)))).isEqualTo(ErrorCodes.InvalidParameter);
    }

    // Folders

    private static RopSynchronizationImportHierarchyChange.Request folder(Binary parent,
            Binary key, Instant modified, Xid change, Binary predecessors, String name,
            PropertyValue... properties) {
        return new RopSynchronizationImportHierarchyChange.Request(0, 0, List.of(
                PropertyValue.of(PropertyTags.PidTagParentSourceKey, parent),
                PropertyValue.of(PropertyTags.PidTagSourceKey, key),
                PropertyValue.of(PropertyTags.PidTagLastModificationTime, modified),
                PropertyValue.of(PropertyTags.PidTagChangeKey, change.toBinary()),
                PropertyValue.of(PropertyTags.PidTagPredecessorChangeList, predecessors),
                PropertyValue.of(PropertyTags.PidTagDisplayName, name)), List.of(properties));
    }

    @Test
    void foldersAreMadeChangedMovedAndDeleted() {
        int up = collector(folder, false);
        GlobalId first = ids(10);
        Binary key = first.toBinary();
        Binary inner = key(first.globalCounter() + 1);
        assertThat(client.error(up, folder(key, inner, EARLY, change(A, 2), list(change(A, 2)),
                "Inner"))).isEqualTo(ErrorCodes.NoParentFolder);
        assertThat(client.error(up, folder(Binary.EMPTY, key, EARLY, change(A, 1),
                list(change(A, 1)), "Mine",
                PropertyValue.of(PropertyTags.PidTagComment, "a note"),
                PropertyValue.of(PropertyTags.PidTagContainerClass, "IPF.Contact"),
                PropertyValue.of(PropertyTags.PidTagFolderId, 7L),
                PropertyValue.of(PropertyTags.PidTagDisplayName, "Ignored")))
                .isSuccess()).isTrue();
        long id = first.globalCounter();
        assertThat(folder(id).name()).isEqualTo("Mine");
        assertThat(folder(id).parentId()).isEqualTo(inbox);
        assertThat(folder(id).containerClass()).isEqualTo("IPF.Contact");
        assertThat(folderValue(id, PropertyTags.PidTagComment)).isEqualTo("a note");
        assertThat(folderValue(id, PropertyTags.PidTagChangeKey))
                .isEqualTo(change(A, 1).toBinary());
        assertThat(folderValue(id, PropertyTags.PidTagLastModificationTime)).isEqualTo(EARLY);
        assertThat(state(up).seen().contains(mailbox.info().replicaGuid(),
                folder(id).changeNumber())).isTrue();
        assertThat(client.error(up, folder(key, inner, EARLY, change(A, 2), list(change(A, 2)),
                "Inner")).isSuccess()).isTrue();
        // Renamed and moved at once.
        long sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
        var moving = folder(key(sent), inner, LATE, change(A, 3), list(change(A, 3)), "Moved");
        assertThat(client.error(up, moving).isSuccess()).isTrue();
        assertThat(folder(id + 1).parentId()).isEqualTo(sent);
        assertThat(folder(id + 1).name()).isEqualTo("Moved");
        assertThat(client.error(up, moving)).isEqualTo(ErrorCodes.IgnoreFailure);
        assertThat(client.error(up, deleting(RopSynchronizationImportDeletes.HIERARCHY, key,
                inner, key)).isSuccess()).isTrue();
        assertThat(client.error(up, folder(Binary.EMPTY, key, LATE, change(A, 4),
                list(change(A, 4)), "Again"))).isEqualTo(ErrorCodes.ObjectDeleted);
        assertThat(client.error(up, folder(key, key(id + 2), LATE, change(A, 4),
                list(change(A, 4)), "Below"))).isEqualTo(ErrorCodes.ObjectDeleted);
        assertThat(client.error(up, deleting(RopSynchronizationImportDeletes.HIERARCHY,
                key(sent)))).isEqualTo(ErrorCodes.InvalidParameter);
    }

    /// §3.2.5.9.4.5.
    @Test
    void foldersThatAreDeletedBeforeTheyCameDoNotComeAnywhereBelow() {
        int up = collector(folder, false);
        Binary made = ids(1).toBinary();
        Binary local = ids(1).toBinary();
        Binary foreign = new GlobalId(A, 77).toBinary();
        client.ask(up, folder(Binary.EMPTY, made, EARLY, change(A, 1), list(change(A, 1)),
                "Made"), RopSynchronizationImportHierarchyChange.Response.class);
        client.ask(up, deleting(RopSynchronizationImportDeletes.HIERARCHY, local, foreign),
                RopSynchronizationImportDeletes.Response.class);
        for (Binary key : List.of(local, foreign)) {
            for (Binary parent : List.of(Binary.EMPTY, made)) {
                assertThat(client.error(up, folder(parent, key, LATE, change(A, 2),
                        list(change(A, 2)), "Deleted"))).isEqualTo(ErrorCodes.ObjectDeleted);
            }
        }
    }

    @Test
    void theLastWriterOfAFolderWins() {
        int up = collector(folder, false);
        Binary key = ids(1).toBinary();
        client.ask(up, folder(Binary.EMPTY, key, EARLY, change(A, 1), list(change(A, 1)), "A"),
                RopSynchronizationImportHierarchyChange.Response.class);
        long id = GlobalId.read(key.reader()).globalCounter();
        // At the same time, the server's stays.
        client.ask(up, folder(Binary.EMPTY, key, EARLY, change(B, 1), list(change(B, 1)), "B"),
                RopSynchronizationImportHierarchyChange.Response.class);
        assertThat(folder(id).name()).isEqualTo("A");
        assertThat(folderValue(id, PropertyTags.PidTagPredecessorChangeList))
                .isEqualTo(list(change(A, 1), change(B, 1)));
        assertThat(state(up).seen().contains(mailbox.info().replicaGuid(),
                folder(id).changeNumber())).isFalse();
        client.ask(up, folder(Binary.EMPTY, key, LATE, change(A, 2), list(change(A, 2)), "A2"),
                RopSynchronizationImportHierarchyChange.Response.class);
        assertThat(folder(id).name()).isEqualTo("A2");
        assertThat(folderValue(id, PropertyTags.PidTagChangeKey))
                .isEqualTo(change(A, 2).toBinary());
    }

    // Ids

    @Test
    void idsAreGivenInRangesAndTakenBackByFolder() {
        GlobalId first = ids(0x10000);
        GlobalId second = ids(1);
        assertThat(first.databaseGuid()).isEqualTo(mailbox.info().replicaGuid());
        assertThat(second.globalCounter())
                .isGreaterThanOrEqualTo(first.globalCounter() + 0x10000);
        for (int bad : new int[]{0, -1, 0x10001}) {
            assertThat(client.error(logon, new RopGetLocalReplicaIds.Request(0, 0, bad)))
                    .isEqualTo(ErrorCodes.InvalidParameter);
        }
        assertThat(client.error(folder, new RopGetLocalReplicaIds.Request(0, 0, 1)))
                .isEqualTo(ErrorCodes.NotSupported);
        long at = first.globalCounter();
        assertThat(client.error(folder, taking(at + 10, at + 20)).isSuccess()).isTrue();
        assertThat(error(importing(NONE, key(at + 15), EARLY, change(A, 1),
                list(change(A, 1))))).isEqualTo(ErrorCodes.ObjectDeleted);
        assertThat(upload(NONE, key(at + 9), EARLY, change(A, 1), list(change(A, 1)), "x"))
                .isEqualTo(at + 9);
        assertThat(client.error(folder, taking(at + 20, at + 10)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, new RopSetLocalReplicaMidsetDeleted.Request(0, 0,
                List.of(new LongTermIdRange(new GlobalId(A, 1), new GlobalId(A, 2))))))
                .isEqualTo(ErrorCodes.InvalidParameter);
    }

    private RopSetLocalReplicaMidsetDeleted.Request taking(long first, long last) {
        UUID replica = mailbox.info().replicaGuid();
        return new RopSetLocalReplicaMidsetDeleted.Request(0, 0, List.of(new LongTermIdRange(
                new GlobalId(replica, first), new GlobalId(replica, last))));
    }

    @Test
    void whatTheServerKeepsForItselfIsNobodyElses() {
        long id = upload(NONE, ids(1).toBinary(), EARLY, change(A, 1), list(change(A, 1)), "x");
        PropertyTag stored = org.rialto.store.ImportedVersion.STORED;
        assertThat(value(id, stored)).isEqualTo("nothing");
        int message = begin(NONE, key(id), LATE, change(A, 2), list(change(A, 2)));
        RopAnswer answer = client.ask(message, new RopSetProperties.Request(0, 0,
                List.of(PropertyValue.of(stored, Binary.wrap(new byte[]{1})))));
        assertThat(((RopSetProperties.Response) answer).propertyProblems()).hasSize(1);
    }
}
