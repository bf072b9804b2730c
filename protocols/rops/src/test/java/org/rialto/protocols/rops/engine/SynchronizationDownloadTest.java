package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.sync.SynchronizationFlags;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.wire.synchronization.*;
import org.rialto.protocols.rops.wire.transfer.*;
import org.rialto.store.FlagChange;
import org.rialto.store.FolderIndex;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.ObjectIds;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Downloads of changes: contents and hierarchies. MS-OXCFXICS §3.2.5.3 and §3.2.5.9.
class SynchronizationDownloadTest extends AliceAtInbox {
    private UUID replica;
    private ObjectIds ids;
    private long sent;

    @BeforeEach
    void open() {
        ids = new ObjectIds(mailbox.info());
        replica = mailbox.info().replicaGuid();
        sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
    }

    private Replica messages() { return Replica.ofMessages(client, replica, folder); }

    private Replica folders(long rootId) {
        return Replica.ofFolders(client, replica, client.open(logon, rootId));
    }

    private String key(long id) { return String.valueOf(ids.key(id)); }

    private MessageRow row(long id) { return mailbox.read(s -> s.message(id, Set.of())); }

    private void mark(long id, FlagChange flags) {
        mailbox.write(c -> c.changeFlags(row(id).folderId(), new int[]{row(id).uid()}, flags));
    }

    private void edit(long id, String subject) {
        mailbox.write(change -> {
            MessageContent content = change.content(id);
            content.properties().set(PropertyTags.PidTagSubject, subject);
            return change.saveMessage(id, change.message(id, Set.of()).contentChangeNumber(),
                    content);
        });
    }

    private void delete(long id, boolean hard) {
        int[] uid = {row(id).uid()};
        mailbox.write(change -> change.deleteMessages(inbox, uid, hard));
    }

    private long move(long id, long target) {
        int[] uid = {row(id).uid()};
        return mailbox.write(change -> change.moveMessages(inbox, uid, target)).getFirst()
                .messageId();
    }

    private void assertSame(Replica client, long folderId) {
        SortedMap<String, String> here = new TreeMap<>();
        FolderIndex index = mailbox.read(s -> s.index(folderId));
        for (int i = 0; i < index.count(); i++) {
            long id = index.messageIds()[i];
            here.put(key(id), describe(subject(id), (index.flags()[i] & MessageFlags.READ) != 0,
                    (index.flags()[i] & MessageFlags.FLAGGED) != 0));
        }
        SortedMap<String, String> there = new TreeMap<>();
        client.objects.forEach((key, item) -> {
            if (!item.associated) {
                there.put(key, describe(String.valueOf(item.value(PropertyTags.PidTagSubject)),
                        client.isRead(key),
                        Integer.valueOf(2).equals(item.value(PropertyTags.PidTagFlagStatus))));
            }
        });
        assertThat(there).isEqualTo(here);
    }

    private static String describe(String subject, boolean read, boolean flagged) {
        return subject + (read ? " read" : "") + (flagged ? " flagged" : "");
    }

    private String subject(long id) {
        return String.valueOf(mailbox.read(s -> s.content(id)).properties()
                .getString(PropertyTags.PidTagSubject));
    }

    // Contents

    @Test
    void anEmptyFolderIsAStateAndNoMore() {
        Replica mine = messages();
        mine.synchronize();
        assertThat(mine.objects).isEmpty();
        assertThat(mine.state.given().isEmpty()).isTrue();
        assertThat(mine.buffers).isEqualTo(1);
        SynchronizationState before = mine.state;
        mine.synchronize();
        assertThat(mine.state).isEqualTo(before);
    }

    @Test
    void aNewClientGetsEverythingOnce() {
        long first = RopFixture.add(mailbox, inbox, "first");
        long second = RopFixture.add(mailbox, inbox, "second");
        long hidden = RopFixture.add(mailbox, inbox, "hidden", true);
        RopFixture.add(mailbox, sent, "elsewhere");
        Replica mine = messages();
        mine.synchronize();
        assertThat(mine.objects.keySet()).containsExactlyInAnyOrder(key(first), key(second),
                key(hidden));
        assertSame(mine, inbox);
        StreamItem item = mine.item(key(hidden));
        assertThat(item.associated).isTrue();
        assertThat(item.header().messageId()).isEqualTo(ids.messageId(hidden));
        assertThat(item.header().changeNumber())
                .isEqualTo(ids.messageId(row(hidden).contentChangeNumber()));
        assertThat(item.header().messageSize()).isEqualTo((int) row(hidden).size());
        assertThat(item.header().changeKey()).isEqualTo(ids.key(row(hidden).contentChangeNumber()));
        mine.synchronize();
        assertThat(mine.last.changes).isEmpty();
        assertThat(mine.last.deleted.isEmpty()).isTrue();
    }

    @Test
    void theHeaderHasWhatExtraFlagsAskFor() {
        RopFixture.add(mailbox, inbox, "first");
        Replica mine = messages();
        mine.extraFlags = 0x10; // one that is not known is ignored
        StreamItems items = mine.take(mine.begin(), mine.root());
        assertThat(items.changes.getFirst().header().messageId()).isNull();
        assertThat(items.changes.getFirst().header().messageSize()).isNull();
        assertThat(items.changes.getFirst().header().changeNumber()).isNull();
    }

    @Test
    void changesDeletionsAndReadStatesAreTold() {
        long kept = RopFixture.add(mailbox, inbox, "kept");
        long edited = RopFixture.add(mailbox, inbox, "edited");
        long read = RopFixture.add(mailbox, inbox, "read");
        long flagged = RopFixture.add(mailbox, inbox, "flagged");
        long soft = RopFixture.add(mailbox, inbox, "soft");
        long hard = RopFixture.add(mailbox, inbox, "hard");
        long moved = RopFixture.add(mailbox, inbox, "moved");
        Replica mine = messages();
        mine.synchronize();
        edit(edited, "edited again");
        mark(read, FlagChange.set(MessageFlags.READ));
        mark(flagged, FlagChange.set(MessageFlags.FLAGGED));
        delete(soft, false);
        delete(hard, true);
        move(moved, sent);
        long added = RopFixture.add(mailbox, inbox, "added");
        mine.synchronize();
        assertThat(mine.last.changes).extracting(StreamItem::key).containsExactlyInAnyOrder(
                key(edited), key(flagged), key(added));
        assertThat(mine.last.deleted).isEqualTo(
                IdSet.byReplicaId().add(1, soft).add(1, hard).add(1, moved));
        assertThat(mine.last.read).isEqualTo(IdSet.byReplicaId().add(1, read));
        assertThat(mine.last.unread.isEmpty()).isTrue();
        assertSame(mine, inbox);
        assertThat(mine.objects).containsKey(key(kept));
        mark(read, FlagChange.clear(MessageFlags.READ));
        mine.synchronize();
        assertThat(mine.last.changes).isEmpty();
        assertThat(mine.last.unread).isEqualTo(IdSet.byReplicaId().add(1, read));
    }

    @Test
    void flagsSayWhatIsNotTold() {
        long message = RopFixture.add(mailbox, inbox, "message");
        long hidden = RopFixture.add(mailbox, inbox, "hidden", true);
        long gone = RopFixture.add(mailbox, inbox, "gone");
        Replica normal = messages();
        normal.flags = SynchronizationFlags.UNICODE | SynchronizationFlags.NORMAL
                | SynchronizationFlags.NO_DELETIONS;
        normal.synchronize();
        assertThat(normal.objects).containsOnlyKeys(key(message), key(gone));
        assertThat(normal.state.seenAssociated().isEmpty()).isTrue();
        assertThat(normal.state.read().isEmpty()).isTrue();
        delete(gone, true);
        mark(message, FlagChange.set(MessageFlags.READ));
        normal.synchronize();
        assertThat(normal.last.changes).isEmpty();
        assertThat(normal.last.deleted.isEmpty()).isTrue();
        assertThat(normal.last.read.isEmpty()).isTrue();
        assertThat(normal.state.given().contains(replica, gone)).isTrue();
        // Whoever asks for more later gets all of it, and nothing twice.
        normal.flags = Replica.MESSAGES;
        normal.synchronize();
        assertThat(normal.last.changes).extracting(StreamItem::key)
                .containsExactly(key(hidden));
        assertThat(normal.last.deleted).isEqualTo(IdSet.byReplicaId().add(1, gone));
        assertThat(normal.last.read).isEqualTo(IdSet.byReplicaId().add(1, message));
        Replica associated = messages();
        associated.flags = SynchronizationFlags.UNICODE | SynchronizationFlags.FAI;
        associated.synchronize();
        assertThat(associated.objects).containsOnlyKeys(key(hidden));
        assertThat(associated.state.seen().isEmpty()).isTrue();
    }

    @Test
    void aRestrictionBoundsTheScope() {
        long in = RopFixture.add(mailbox, inbox, "in");
        long out = RopFixture.add(mailbox, inbox, "out");
        long state = RopFixture.add(mailbox, inbox, "in too");
        Replica mine = messages();
        mine.restriction = Restriction.not(new Restriction.Property(RelationalOperator.EQUAL,
                PropertyTags.PidTagSubject, PropertyValue.of(PropertyTags.PidTagSubject, "out")));
        mine.synchronize();
        assertThat(mine.objects).containsOnlyKeys(key(in), key(state));
        edit(in, "out");
        mine.synchronize();
        assertThat(mine.last.noLongerInScope).isEqualTo(IdSet.byReplicaId().add(1, in));
        assertThat(mine.objects).containsOnlyKeys(key(state));
        assertThat(mine.state.given().contains(replica, in)).isFalse();
        edit(out, "in now");
        edit(in, "in again");
        mine.synchronize();
        assertThat(mine.objects).containsOnlyKeys(key(in), key(out), key(state));
        // A client that looks at more sees what it had not.
        edit(in, "out");
        mine.flags |= SynchronizationFlags.IGNORE_NO_LONGER_IN_SCOPE;
        mine.synchronize();
        assertThat(mine.last.noLongerInScope.isEmpty()).isTrue();
        assertThat(mine.objects).containsOnlyKeys(key(in), key(out), key(state));
        mine.restriction = null;
        mine.synchronize();
        assertThat(mine.last.changes).extracting(StreamItem::key).containsExactly(key(in));
    }

    @Test
    void aRestrictionThatTheReadStateDecidesComesBackWithIt() {
        long id = RopFixture.add(mailbox, inbox, "message");
        Replica mine = messages();
        mine.restriction = new Restriction.BitMask(false, PropertyTags.PidTagMessageFlags, 1);
        mine.synchronize();
        assertThat(mine.objects).containsOnlyKeys(key(id));
        mark(id, FlagChange.set(MessageFlags.READ));
        mine.synchronize();
        assertThat(mine.objects).isEmpty();
        mark(id, FlagChange.clear(MessageFlags.READ));
        mine.synchronize();
        assertThat(mine.objects).containsOnlyKeys(key(id));
    }

    @Test
    void theNewestMessagesComeFirst() {
        List<Long> added = new ArrayList<>();
        for (int hour : new int[]{3, 9, 1, 7}) {
            NewMessage message = new NewMessage(new MessageContent(
                    new PropertyBag().set(PropertyTags.PidTagSubject, "at " + hour), List.of(),
                    List.of()), false, 0, Set.of(),
                    Instant.parse("2026-05-04T0" + hour + ":00:00Z"), null, null);
            added.add(mailbox.write(c -> c.addMessage(inbox, message)).messageId());
        }
        Replica mine = messages();
        mine.extraFlags |= SynchronizationFlags.EXTRA_ORDER_BY_DELIVERY_TIME;
        mine.synchronize();
        assertThat(mine.last.changes).extracting(each -> each.value(PropertyTags.PidTagSubject))
                .containsExactly("at 9", "at 7", "at 3", "at 1");
    }

    @Test
    void progressIsToldWhereItIsAskedFor() {
        long message = RopFixture.add(mailbox, inbox, "message");
        long hidden = RopFixture.add(mailbox, inbox, "hidden", true);
        Replica mine = messages();
        mine.flags |= SynchronizationFlags.PROGRESS;
        mine.synchronize();
        assertThat(mine.last.total().normalCount()).isEqualTo(1);
        assertThat(mine.last.total().associatedCount()).isEqualTo(1);
        assertThat(mine.last.total().normalBytes()).isEqualTo(row(message).size());
        assertThat(mine.last.total().associatedBytes()).isEqualTo(row(hidden).size());
        assertThat(mine.last.progress).hasSize(2);
        Replica quiet = messages();
        quiet.synchronize();
        assertThat(quiet.last.total).isNull();
    }

    @Test
    void propertiesAreThoseThatTheClientChose() {
        long message = RopFixture.add(mailbox, inbox, "message");
        long hidden = RopFixture.add(mailbox, inbox, "hidden", true);
        Replica mine = messages();
        mine.tags = List.of(PropertyTags.PidTagSubject, PropertyTags.PidTagMessageRecipients);
        mine.synchronize();
        for (long id : new long[]{message, hidden}) {
            StreamItem item = mine.item(key(id));
            assertThat(item.value(PropertyTags.PidTagSubject)).isNull();
            assertThat(item.value(PropertyTags.PidTagMessageClass)).isEqualTo("IPM.Note");
            assertThat(item.announced)
                    .containsExactly(PropertyTags.PidTagMessageAttachments);
        }
        Replica only = messages();
        only.tags = mine.tags;
        only.flags |= SynchronizationFlags.ONLY_SPECIFIED_PROPERTIES;
        only.synchronize();
        assertThat(only.item(key(message)).properties)
                .containsOnlyKeys(PropertyTags.PidTagSubject.id());
        assertThat(only.item(key(message)).announced)
                .containsExactly(PropertyTags.PidTagMessageRecipients);
        assertThat(only.item(key(hidden)).properties)
                .containsOnlyKeys(PropertyTags.PidTagSubject.id());
        Replica hiddenWhole = messages();
        hiddenWhole.tags = mine.tags;
        hiddenWhole.flags = only.flags | SynchronizationFlags.IGNORE_SPECIFIED_ON_FAI;
        hiddenWhole.synchronize();
        assertThat(hiddenWhole.item(key(message)).properties)
                .containsOnlyKeys(PropertyTags.PidTagSubject.id());
        assertThat(hiddenWhole.item(key(hidden)).value(PropertyTags.PidTagMessageClass))
                .isEqualTo("IPM.Note");
    }

    @Test
    void whatConfiguresNothingKnownIsRefused() {
        Replica mine = messages();
        mine.flags |= 0x1000;
        assertThat(mine.error()).isEqualTo(ErrorCodes.InvalidParameter);
        mine.flags = Replica.MESSAGES | 0x0200;
        assertThat(mine.error()).isEqualTo(ErrorCodes.InvalidParameter);
        mine.flags = Replica.MESSAGES;
        mine.sendOptions = 0x81;
        assertThat(mine.error()).isEqualTo(ErrorCodes.InvalidParameter);
        for (int type : new int[]{0, 3, 4, 0xFF}) {
            assertThat(client.error(folder, new RopSynchronizationConfigure.Request(0, 0, 1,
                    type, 1, Replica.MESSAGES, null, 0, List.of())))
                    .isEqualTo(ErrorCodes.InvalidParameter);
        }
        assertThat(client.error(logon, messages().configuring()))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void whoMayNotReadTheFolderGetsNothing() {
        RopFixture.add(mailbox, inbox, "secret");
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.FOLDER_VISIBLE);
        RopFixture.grant(mailbox, mailbox.read(s -> s.folder(inbox)).parentId(), fixture.bob,
                Rights.FOLDER_VISIBLE);
        try (RopSession session = fixture.session(fixture.bob)) {
            RopClient bob = new RopClient(session);
            int other = bob.logon(fixture.alice);
            Replica his = Replica.ofMessages(bob, replica, bob.open(other, inbox));
            assertThat(his.error()).isEqualTo(ErrorCodes.AccessDenied);
            // Who loses the right meanwhile loses it there, too.
            RopFixture.grant(mailbox, inbox, fixture.bob,
                    Rights.FOLDER_VISIBLE | Rights.READ_ANY);
            int context = his.begin();
            RopFixture.grant(mailbox, inbox, fixture.bob, Rights.FOLDER_VISIBLE);
            for (int i = 0; i < 2; i++) {
                RopFastTransferSourceGetBuffer.Response part = his.buffer(context);
                assertThat(part.returnValue()).isEqualTo(ErrorCodes.AccessDenied);
                assertThat(part.transferStatus())
                        .isEqualTo(RopFastTransferSourceGetBuffer.ERROR);
            }
        }
    }

    // The state

    @Test
    void aStateIsUploadedInItsPartsAndInOrder() {
        Replica mine = messages();
        int context = mine.begin();
        PropertyTag seen = PropertyTags.MetaTagCnsetSeen;
        assertThat(client.error(context,
                new RopSynchronizationUploadStateStreamContinue.Request(0, 0, Binary.EMPTY)))
                .isEqualTo(ErrorCodes.NotInitialized);
        assertThat(
                client.error(context, new RopSynchronizationUploadStateStreamEnd.Request(0, 0)))
                .isEqualTo(ErrorCodes.NotInitialized);
        assertThat(client.error(context, new RopSynchronizationUploadStateStreamBegin.Request(0,
                0, PropertyTags.PidTagSubject, 0))).isEqualTo(ErrorCodes.InvalidParameter);
        client.ask(context, new RopSynchronizationUploadStateStreamBegin.Request(0, 0, seen, 3),
                RopSynchronizationUploadStateStreamBegin.Response.class);
        assertThat(client.error(context,
                new RopSynchronizationUploadStateStreamBegin.Request(0, 0, seen, 3)))
                .isEqualTo(ErrorCodes.NotInitialized);
        client.ask(context,
                new RopSynchronizationUploadStateStreamContinue.Request(0, 0,
                        Binary.of((byte) 1, (byte) 2, (byte) 3)),
                RopSynchronizationUploadStateStreamContinue.Response.class);
        assertThat(
                client.error(context, new RopSynchronizationUploadStateStreamEnd.Request(0, 0)))
                .isEqualTo(ErrorCodes.RpcFormat);
        // One that was not understood leaves the context as it was.
        assertThat(mine.transferState(context)).isEqualTo(SynchronizationState.empty());
        Binary given = IdSet.byGuid().add(replica, 5).encode();
        mine.upload(context, PropertyTags.MetaTagIdsetGiven, given);
        assertThat(mine.transferState(context).given().contains(replica, 5)).isTrue();
        assertThat(mine.take(context, mine.root()).deleted)
                .isEqualTo(IdSet.byReplicaId().add(1, 5));
        assertThat(client.error(context,
                new RopSynchronizationUploadStateStreamBegin.Request(0, 0, seen, 3)))
                .isEqualTo(ErrorCodes.NotInitialized);
        assertThat(client.error(folder,
                new RopSynchronizationUploadStateStreamBegin.Request(0, 0, seen, 3)))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void aClientOfAnotherMailboxsStateIsToldThatAllItHasIsGone() {
        long here = RopFixture.add(mailbox, inbox, "here");
        UUID other = UUID.randomUUID();
        Replica mine = messages();
        mine.state = new SynchronizationState(IdSet.byGuid().addRange(other, 3, 9),
                IdSet.byGuid().addRange(other, 1, 90), IdSet.byGuid(), IdSet.byGuid());
        mine.synchronize();
        assertThat(mine.objects).containsOnlyKeys(key(here));
        int id = mine.last.deleted.replicas().getFirst();
        assertThat(id).isGreaterThan(1);
        UUID named = mailbox.read(s -> s.replicaGuid(id)).orElseThrow();
        assertThat(named).isEqualTo(other);
        assertThat(mine.last.deleted).isEqualTo(IdSet.byReplicaId().addRange(id, 3, 9));
        assertThat(mine.state.given().replicas()).containsExactly(replica);
        assertThat(mine.state.seen().contains(other, 50)).isTrue();
    }

    @Test
    void aCheckpointIsWhatTheClientHasSeenTheEndOf() {
        List<Long> added = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            added.add(RopFixture.add(mailbox, inbox, "message " + i + "x".repeat(500)));
        }
        mark(added.get(3), FlagChange.set(MessageFlags.READ));
        Replica mine = messages();
        mine.bufferSize = 1600;
        int context = mine.begin();
        assertThat(mine.transferState(context)).isEqualTo(SynchronizationState.empty());
        StreamItems items = new StreamItems(FastTransferRoot.CONTENTS_SYNC);
        for (int i = 0; i < 4; i++) {
            items.feed(mine.buffer(context).transferBuffer());
        }
        SynchronizationState now = mine.transferState(context);
        // The last one that was begun may be cut.
        int whole = items.changes.size() - 1;
        assertThat(whole).isBetween(1, 10);
        IdSet<UUID> given = IdSet.byGuid();
        items.changes.subList(0, whole).forEach(each -> given.add(replica, each.id()));
        assertThat(now.given()).isEqualTo(given);
        for (int i = 0; i < 12; i++) {
            long number = row(added.get(i)).contentChangeNumber();
            assertThat(now.seen().contains(replica, number)).as("message " + i)
                    .isEqualTo(i < whole);
        }
        assertThat(now.read().isEmpty()).isTrue();
        // With that, a client goes on.
        Replica resumed = messages();
        items.changes.subList(0, whole).forEach(each -> resumed.objects.put(each.key(), each));
        resumed.state = now;
        resumed.synchronize();
        assertThat(resumed.last.changes).hasSize(12 - whole);
        assertSame(resumed, inbox);
    }

    @Test
    void whatChangesWhileItIsDownloadedIsForNextTime() {
        List<Long> added = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            added.add(RopFixture.add(mailbox, inbox, "message " + i));
        }
        Replica mine = messages();
        mine.bufferSize = 2000;
        int context = mine.begin();
        StreamItems items = new StreamItems(FastTransferRoot.CONTENTS_SYNC);
        items.feed(mine.buffer(context).transferBuffer());
        edit(added.get(0), "first again");
        edit(added.get(599), "last again");
        mark(added.get(598), FlagChange.set(MessageFlags.READ));
        mark(added.get(597), FlagChange.set(MessageFlags.FLAGGED));
        delete(added.get(596), true);
        long late = RopFixture.add(mailbox, inbox, "late");
        boolean done = false;
        while (!done) {
            RopFastTransferSourceGetBuffer.Response part = mine.buffer(context);
            assertThat(part.returnValue()).isEqualTo(ErrorCodes.Success);
            items.feed(part.transferBuffer());
            done = part.transferStatus() == RopFastTransferSourceGetBuffer.DONE;
        }
        mine.apply(items);
        assertThat(mine.objects).doesNotContainKey(key(late));
        mine.synchronize();
        assertSame(mine, inbox);
        assertThat(mine.last.changes.size()).isLessThanOrEqualTo(4);
    }

    @Test
    void aDamagedMessageDoesNotKeepOthersFromBeingSent() throws Exception {
        long good = RopFixture.add(mailbox, inbox, "good");
        long bad = RopFixture.add(mailbox, inbox, "bad");
        long last = RopFixture.add(mailbox, inbox, "last");
        fixture.database.write(sql -> sql.update(
                "UPDATE message_item SET properties = ? WHERE uid = ? AND folder_id = ?",
                new byte[]{9, 9, 9}, row(bad).uid(), inbox));
        Replica mine = messages();
        mine.sendOptions = 1 | 4; // RecoverMode
        mine.synchronize();
        assertThat(mine.objects).containsOnlyKeys(key(good), key(last));
        assertThat(mine.last.failures).hasSize(1);
        assertThat(mine.last.failures.getFirst().info().error())
                .isEqualTo(ErrorCodes.CorruptData);
        assertThat(mine.last.failures.getFirst().info().message())
                .isEqualTo(new GlobalId(replica, bad));
        assertThat(mine.state.given().contains(replica, bad)).isFalse();
        assertThat(mine.state.seen().contains(replica, row(bad).contentChangeNumber())).isFalse();
        // It is tried again, until it can be sent.
        byte[] whole = new PropertyBag().set(PropertyTags.PidTagSubject, "mended").encode();
        fixture.database.write(sql -> sql.update(
                "UPDATE message_item SET properties = ? WHERE uid = ? AND folder_id = ?",
                whole, row(bad).uid(), inbox));
        mine.synchronize();
        assertThat(mine.last.changes).extracting(StreamItem::key).containsExactly(key(bad));
    }

    // Convergence

    @Test
    void whateverHappensTheClientHasTheFolder() {
        Random random = new Random(7);
        Replica mine = messages();
        Replica other = messages();
        other.extraFlags |= SynchronizationFlags.EXTRA_ORDER_BY_DELIVERY_TIME;
        List<Long> there = new ArrayList<>();
        for (int round = 0; round < 25; round++) {
            for (int i = random.nextInt(12); i >= 0; i--) {
                act(random, there);
            }
            mine.bufferSize = random.nextBoolean() ? 1500 : 0xBABE;
            mine.synchronize();
            assertSame(mine, inbox);
            if (round % 5 == 4) {
                other.synchronize();
                assertSame(other, inbox);
                assertThat(other.objects.keySet()).isEqualTo(mine.objects.keySet());
            }
        }
        assertThat(mine.state.seen().counters(replica).ranges()).isEqualTo(1);
    }

    private void act(Random random, List<Long> there) {
        int what = there.isEmpty() ? 0 : random.nextInt(9);
        int at = there.isEmpty() ? 0 : random.nextInt(there.size());
        switch (what) {
            case 0, 1, 2 -> there.add(RopFixture.add(mailbox, inbox, "m" + random.nextInt(),
                    random.nextInt(6) == 0));
            case 3 -> edit(there.get(at), "e" + random.nextInt());
            case 4 -> mark(there.get(at), FlagChange.set(MessageFlags.READ));
            case 5 -> mark(there.get(at), FlagChange.clear(MessageFlags.READ));
            case 6 -> mark(there.get(at), random.nextBoolean()
                    ? FlagChange.set(MessageFlags.FLAGGED | MessageFlags.ANSWERED)
                    : FlagChange.clear(MessageFlags.FLAGGED));
            case 7 -> delete(there.remove(at), random.nextBoolean());
            default -> {
                long elsewhere = move(there.remove(at), sent);
                if (random.nextBoolean()) {
                    int[] uid = {row(elsewhere).uid()};
                    there.add(mailbox.write(c -> c.moveMessages(sent, uid, inbox)).getFirst()
                            .messageId());
                }
            }
        }
    }

    // Hierarchies

    @Test
    void theFoldersBelowAFolderAreToldParentsFirst() {
        long top = RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE);
        long made = mailbox.write(c -> c.createFolder(top, NewFolder.generic("made"))).folderId();
        long below = mailbox.write(c -> c.createFolder(made, NewFolder.generic("below")))
                .folderId();
        Replica mine = folders(top);
        mine.synchronize();
        assertThat(mine.objects).containsKeys(key(made), key(below), key(inbox))
                .doesNotContainKey(key(top));
        StreamItem child = mine.item(key(below));
        assertThat(child.value(PropertyTags.PidTagParentSourceKey)).isEqualTo(ids.key(made));
        assertThat(child.value(PropertyTags.PidTagDisplayName)).isEqualTo("below");
        assertThat(child.value(PropertyTags.PidTagFolderId)).isEqualTo(ids.folderId(below));
        assertThat(child.value(PropertyTags.PidTagParentFolderId)).isEqualTo(ids.folderId(made));
        assertThat(mine.item(key(made)).value(PropertyTags.PidTagParentSourceKey))
                .isEqualTo(Binary.EMPTY);
        assertThat(mine.item(key(inbox)).value(PropertyTags.PidTagContainerClass))
                .isEqualTo("IPF.Note");
        // A client that works on its copy of the mailbox finds the special folders there.
        assertThat(mine.item(key(inbox)).value(PropertyTags.PidTagIpmDraftsEntryId))
                .isEqualTo(ids.folderEntryId(RopFixture.folder(mailbox, SpecialFolder.DRAFTS)));
        assertThat(mine.item(key(inbox)).value(PropertyTags.PidTagAdditionalRenEntryIds))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).hasSize(5);
        assertThat(mine.last.changes.indexOf(child))
                .isGreaterThan(mine.last.changes.indexOf(mine.item(key(made))));
        mine.synchronize();
        assertThat(mine.last.changes).isEmpty();
        RopFixture.add(mailbox, below, "what is in a folder is not the folder");
        mine.synchronize();
        assertThat(mine.last.changes).isEmpty();
        mailbox.write(c -> {
            c.moveFolder(below, top, "moved");
            return true;
        });
        mine.synchronize();
        assertThat(mine.last.changes).extracting(StreamItem::key).containsExactly(key(below));
        mailbox.write(c -> {
            c.deleteFolder(made, false);
            c.deleteFolder(below, true);
            return true;
        });
        mine.synchronize();
        assertThat(mine.last.deleted)
                .isEqualTo(IdSet.byReplicaId().add(1, made).add(1, below));
        assertThat(mine.objects).doesNotContainKeys(key(made), key(below));
    }

    @Test
    void aFolderThatComesIntoTheScopeBringsWhatIsBelowIt() {
        long top = RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE);
        long made = mailbox.write(c -> c.createFolder(top, NewFolder.generic("made"))).folderId();
        long below = mailbox.write(c -> c.createFolder(made, NewFolder.generic("below")))
                .folderId();
        Replica ofInbox = folders(inbox);
        ofInbox.synchronize();
        assertThat(ofInbox.objects).isEmpty();
        mailbox.write(c -> {
            c.moveFolder(made, inbox, "made");
            return true;
        });
        ofInbox.synchronize();
        assertThat(ofInbox.objects).containsOnlyKeys(key(made), key(below));
        mailbox.write(c -> {
            c.moveFolder(made, top, "made");
            return true;
        });
        ofInbox.synchronize();
        assertThat(ofInbox.objects).isEmpty();
        mailbox.write(c -> {
            c.moveFolder(made, inbox, "made");
            return true;
        });
        ofInbox.synchronize();
        assertThat(ofInbox.objects).containsOnlyKeys(key(made), key(below));
    }

    @Test
    void theHierarchyHasIdsWhereTheyAreAskedFor() {
        long top = RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE);
        Replica mine = folders(top);
        mine.extraFlags = 0;
        StreamItems plain = mine.take(mine.begin(), mine.root());
        assertThat(plain.changes.getFirst().value(PropertyTags.PidTagFolderId)).isNull();
        assertThat(plain.changes.getFirst().value(PropertyTags.PidTagParentFolderId)).isNull();
        mine.flags |= SynchronizationFlags.NO_FOREIGN_IDENTIFIERS;
        StreamItems own = mine.take(mine.begin(), mine.root());
        assertThat(own.changes.getFirst().value(PropertyTags.PidTagFolderId)).isNull();
        assertThat(own.changes.getFirst().value(PropertyTags.PidTagParentFolderId))
                .isEqualTo(ids.folderId(top));
        mine.tags = List.of(PropertyTags.PidTagContainerClass);
        StreamItems without = mine.take(mine.begin(), mine.root());
        assertThat(without.changes)
                .allMatch(each -> each.value(PropertyTags.PidTagContainerClass) == null);
    }

    @Test
    void whoSeesSomeFoldersIsToldOfThose() {
        long top = RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE);
        long first = mailbox.write(c -> c.createFolder(top, NewFolder.generic("first")))
                .folderId();
        long second = mailbox.write(c -> c.createFolder(top, NewFolder.generic("second")))
                .folderId();
        int visible = Rights.FOLDER_VISIBLE | Rights.READ_ANY;
        RopFixture.grant(mailbox, top, fixture.bob, visible);
        RopFixture.grant(mailbox, first, fixture.bob, visible);
        RopFixture.grant(mailbox, second, fixture.bob, 0);
        try (RopSession session = fixture.session(fixture.bob)) {
            RopClient bob = new RopClient(session);
            int other = bob.logon(fixture.alice);
            Replica his = Replica.ofFolders(bob, replica, bob.open(other, top));
            his.synchronize();
            assertThat(his.objects).containsKey(key(first)).doesNotContainKey(key(second));
            RopFixture.grant(mailbox, first, fixture.bob, 0);
            RopFixture.grant(mailbox, second, fixture.bob, visible);
            his.synchronize();
            assertThat(his.objects).containsKey(key(second)).doesNotContainKey(key(first));
        }
    }
}
