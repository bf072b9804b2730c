package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopRequest;
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
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// What clients upload, by what goes over the wire. MS-OXCFXICS §3.2.5.9.4; conflicts are with
/// [UploadConflictTest].
class SynchronizationUploadTest extends AliceUploads {
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

    /// MS-OXCPRPT §2.2.1.4 and §2.2.1.9: both are of the message, not of a version.
    @Test
    void aNewVersionIsOfTheMessageThatWasMadeThenByThatPerson() {
        List<PropertyTag> kept = List.of(PropertyTags.PidTagCreationTime,
                PropertyTags.PidTagSearchKey, PropertyTags.PidTagCreatorName);
        long id = delivered(MIXED);
        change(id, "changed");
        List<Object> before = kept.stream().map(tag -> value(id, tag)).toList();
        Binary theirs = (Binary) value(id, PropertyTags.PidTagPredecessorChangeList);
        Binary list = PredecessorChangeList.decode(theirs).merge(change(A, 1)).encode();
        upload(NONE, key(id), LATE, change(A, 1), list, "of A");
        assertThat(value(id, PropertyTags.PidTagCreationTime)).isEqualTo(before.getFirst());
        Object search = value(id, PropertyTags.PidTagSearchKey);
        assertThat(search).isInstanceOf(Binary.class);
        upload(NONE, key(id), LATE, change(A, 2), PredecessorChangeList
                .decode(list).merge(change(A, 2)).encode(), "of A, later");
        assertThat(value(id, PropertyTags.PidTagSearchKey)).isEqualTo(search);
        assertThat(value(id, PropertyTags.PidTagCreatorName)).isEqualTo(before.get(2));
    }

    /// §3.2.5.11.
    @Test
    void whatServersKeepForThemselvesIsIgnoredInAVersion() {
        PropertyTag internal = new PropertyTag(0x66EE0003);
        PropertyTag usual = new PropertyTag(0x6800001F);
        Binary key = ids(2).toBinary();
        int message = begin(NONE, key, EARLY, change(A, 1), list(change(A, 1)));
        client.ask(message, new RopSetProperties.Request(0, 0, List.of(
                PropertyValue.of(internal, 7), PropertyValue.of(usual, "kept"))),
                RopSetProperties.Response.class);
        long id = client.save(message);
        assertThat(value(id, internal)).isEqualTo("nothing");
        assertThat(value(id, usual)).isEqualTo("kept");
        int up = collector(folder, false);
        Binary made = ids(1).toBinary();
        client.ask(up, folder(Binary.EMPTY, made, EARLY, change(A, 1), list(change(A, 1)), "Made",
                PropertyValue.of(internal, 7), PropertyValue.of(usual, "kept")),
                RopSynchronizationImportHierarchyChange.Response.class);
        long folderId = GlobalId.read(made.reader()).globalCounter();
        assertThat(folderValue(folderId, internal)).isEqualTo("nothing");
        assertThat(folderValue(folderId, usual)).isEqualTo("kept");
    }

    // Deletions

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

    /// §2.2.3.2.4.4.2.
    @Test
    void aMoveOfAVersionThatTheClientHasYetToUploadSaysSo() {
        long sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
        long id = RopFixture.add(mailbox, sent, "to be moved");
        Xid server = Xid.of(key(row(id).contentChangeNumber()));
        Binary to = ids(1).toBinary();
        assertThat(error(moving(sent, key(id), list(server, change(A, 1)), to, change(A, 2))))
                .isEqualTo(ErrorCodes.NewerClientChange);
        long moved = GlobalId.read(to.reader()).globalCounter();
        assertThat(predecessors(moved).xids()).doesNotContain(change(A, 1), change(A, 2));
        assertThat(seen(row(moved).contentChangeNumber())).isTrue();
        // What it uploads then is newer than what is there.
        upload(FAIL, to, LATE, change(A, 3), PredecessorChangeList.of(server, change(A, 3))
                .encode(), "changed before it was moved");
        assertThat(value(moved, PropertyTags.PidTagSubject))
                .isEqualTo("changed before it was moved");
        // One that has nothing of its own has the version that it moved.
        long same = RopFixture.add(mailbox, sent, "the same");
        Binary sameTo = ids(1).toBinary();
        assertThat(error(moving(sent, key(same), list(Xid.of(key(row(same)
                .contentChangeNumber()))), sameTo, change(A, 4))).isSuccess()).isTrue();
        assertThat(value(GlobalId.read(sameTo.reader()).globalCounter(),
                PropertyTags.PidTagChangeKey)).isEqualTo(change(A, 4).toBinary());
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
