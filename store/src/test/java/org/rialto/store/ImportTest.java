package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;

/// What clients that work offline upload: ids of their own, and the versions that they know objects
/// by. MS-OXCFXICS §3.1.5.3.
@ParameterizedClass
@EnumSource(TestEngine.class)
class ImportTest {
    private static final UUID REPLICA = UUID.fromString("9d2f1f10-7a55-4c40-a3a5-0123456789ab");
    private static final Instant MODIFIED = Instant.parse("2026-06-07T08:09:10Z");
    private final StoreFixture fixture;
    private final UUID guid = UUID.randomUUID();
    private Mailbox mailbox;
    private final long inbox;

    ImportTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
        mailbox = fixture.mailbox(guid);
        inbox = StoreFixture.inbox(mailbox);
    }

    @AfterEach
    void close() { fixture.close(); }

    private void reopen() {
        fixture.reopen();
        mailbox = fixture.store.open(fixture.store.findMailbox(guid).orElseThrow().mailboxId(),
                Access.SYSTEM);
    }

    private long reserve(long count) {
        return mailbox.write(change -> change.reserveLocalIds(count));
    }

    private Binary key(long id) {
        return new GlobalId(mailbox.info().replicaGuid(), id).toBinary();
    }

    /// The n-th change of a client.
    private static Xid change(int n) {
        return new Xid(REPLICA, Binary.wrap(new byte[]{0, (byte) n}));
    }

    private static ImportedVersion version(Binary sourceKey, int n) {
        return new ImportedVersion(sourceKey, MODIFIED, change(n).toBinary(),
                PredecessorChangeList.of(change(n)).encode());
    }

    private static NewMessage message(String subject) {
        return StoreFixture.message(subject, null);
    }

    private long add(Binary sourceKey, int n) {
        return mailbox.write(
                change -> change.importMessage(inbox, message("m" + n), version(sourceKey, n)))
                .messageId();
    }

    private Object value(long messageId, PropertyTag tag) {
        return mailbox.read(snapshot -> {
            MessageRow row = snapshot.message(messageId, EnumSet.allOf(MessagePart.class));
            Object value = new MessageValues(new ObjectIds(snapshot.info()), row,
                    () -> snapshot.content(messageId)).get(tag);
            return value == null ? "nothing" : value;
        });
    }

    private Object folderValue(long folderId, PropertyTag tag) {
        return mailbox.read(snapshot -> {
            Object value = new FolderValues(new ObjectIds(snapshot.info()),
                    snapshot.folder(folderId), 0, () -> snapshot.folderProperties(folderId))
                    .get(tag);
            return value == null ? "nothing" : value;
        });
    }

    private KnownObject find(Binary key) { return mailbox.read(snapshot -> snapshot.find(key)); }

    private static PredecessorChangeList list(Object value) {
        return PredecessorChangeList.decode((Binary) value);
    }

    @Test
    void idsOfClientsAreNobodyElsesEver() {
        long first = reserve(1000);
        long later = fixture.add(mailbox, inbox, "of the server").messageId();
        assertThat(later).isGreaterThanOrEqualTo(first + 1000);
        reopen();
        long second = reserve(10);
        assertThat(second).isGreaterThan(later);
        assertThat(find(key(first))).isEqualTo(new KnownObject(KnownObject.State.NEW, first));
        assertThat(find(key(second + 9)).state()).isEqualTo(KnownObject.State.NEW);
        assertThat(find(key(second - 1)).state()).isEqualTo(KnownObject.State.GONE);
        assertThatThrownBy(() -> find(key(second + 10))).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void anIdIsUsedOnce() {
        long first = reserve(5);
        for (int n : new int[]{2, 0, 4, 1, 3}) {
            assertThat(add(key(first + n), n)).isEqualTo(first + n);
            assertThatThrownBy(() -> add(key(first + n), n)).isInstanceOf(MailError.Exists.class);
        }
        int[] uids = mailbox.read(s -> s.index(inbox)).uids();
        mailbox.deleteMessages(inbox, uids, true);
        for (int n = 0; n < 5; n++) {
            int each = n;
            assertThat(find(key(first + n)).state()).isEqualTo(KnownObject.State.GONE);
            assertThatThrownBy(() -> add(key(first + each), each))
                    .isInstanceOf(MailError.Gone.class);
        }
    }

    @Test
    void aSoftDeletedMessageIsGoneToo() {
        long id = add(key(reserve(1)), 1);
        int uid = mailbox.read(s -> s.message(id, Set.of())).uid();
        mailbox.deleteMessages(inbox, new int[]{uid}, false);
        assertThat(find(key(id)).state()).isEqualTo(KnownObject.State.GONE);
    }

    @Test
    void idsThatAFolderWillNotHaveAreNotImportedThere() {
        long first = reserve(100);
        mailbox.<Boolean>write(change -> {
            change.deleteLocalIds(inbox, List.of(new IdRange(first + 10, first + 19)));
            change.deleteLocalIds(inbox, List.of(new IdRange(first + 30, first + 39)));
            change.deleteLocalIds(inbox, List.of(new IdRange(first + 20, first + 29)));
            return true;
        });
        reopen();
        for (int n : new int[]{10, 25, 39}) {
            assertThatThrownBy(() -> add(key(first + n), 1)).isInstanceOf(MailError.Gone.class);
            boolean deleted = mailbox.read(s -> s.isNotToCome(inbox, key(first + n)));
            assertThat(deleted).isTrue();
        }
        assertThat(add(key(first + 40), 2)).isEqualTo(first + 40);
        assertThat(add(key(first + 9), 2)).isEqualTo(first + 9);
        long sent = mailbox.read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
        long elsewhere = mailbox.write(change -> change.importMessage(sent, message("x"),
                version(key(first + 12), 3))).messageId();
        assertThat(elsewhere).isEqualTo(first + 12);
    }

    @Test
    void keepsWhatTheClientKnowsAVersionBy() {
        long id = add(key(reserve(1)), 1);
        assertThat(value(id, PropertyTags.PidTagSourceKey)).isEqualTo(key(id));
        assertThat(value(id, PropertyTags.PidTagChangeKey)).isEqualTo(change(1).toBinary());
        assertThat(list(value(id, PropertyTags.PidTagPredecessorChangeList)).xids())
                .containsExactly(change(1));

        long number = mailbox.read(s -> s.message(id, Set.of())).contentChangeNumber();
        long next = mailbox.write(change -> change.saveMessage(id, number,
                message("changed here").content()));
        assertThat(value(id, PropertyTags.PidTagChangeKey)).isEqualTo(key(next));
        assertThat(list(value(id, PropertyTags.PidTagPredecessorChangeList)).xids())
                .containsExactlyInAnyOrder(change(1), Xid.of(key(next)));

        MessageUpdate update = MessageUpdate.of(message("again").content());
        mailbox.write(change -> change.importMessage(id, next, update, version(key(id), 2)));
        assertThat(value(id, PropertyTags.PidTagChangeKey)).isEqualTo(change(2).toBinary());
        assertThatThrownBy(() -> mailbox.write(change -> change.importMessage(id, next, update,
                version(key(id), 3)))).isInstanceOf(MailError.Conflict.class);
    }

    @Test
    void copiesAndMovesAreOtherObjects() {
        long id = add(key(reserve(1)), 1);
        int uid = mailbox.read(s -> s.message(id, Set.of())).uid();
        long sent = mailbox.read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
        long copy = mailbox.copyMessages(inbox, new int[]{uid}, mailbox, sent).getFirst()
                .messageId();
        assertThat(value(copy, PropertyTags.PidTagSourceKey)).isEqualTo(key(copy));
        assertThat(list(value(copy, PropertyTags.PidTagPredecessorChangeList)).xids())
                .noneMatch(xid -> xid.namespaceGuid().equals(REPLICA));
        long moved = mailbox.write(change -> change.moveMessages(inbox, new int[]{uid}, sent))
                .getFirst().messageId();
        assertThat(value(moved, PropertyTags.PidTagSourceKey)).isEqualTo(key(moved));
    }

    @Test
    void movesAMessageAsTheClientDid() {
        long first = reserve(2);
        long id = add(key(first), 1);
        int uid = mailbox.read(s -> s.message(id, Set.of())).uid();
        long sent = mailbox.read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
        Change.Copied moved = mailbox.write(change -> change.importMove(inbox, uid, sent,
                version(key(first + 1), 2)));
        assertThat(moved.messageId()).isEqualTo(first + 1);
        assertThat(value(first + 1, PropertyTags.PidTagSourceKey)).isEqualTo(key(first + 1));
        assertThat(value(first + 1, PropertyTags.PidTagChangeKey))
                .isEqualTo(change(2).toBinary());
        assertThat(value(first + 1, PropertyTags.PidTagSubject)).isEqualTo("m1");
        assertThat(find(key(first)).state()).isEqualTo(KnownObject.State.GONE);
    }

    @Test
    void foldersHaveVersionsToo() {
        long first = reserve(3);
        long id = mailbox.write(change -> change.importFolder(inbox, NewFolder.generic("Mine"),
                version(key(first), 1))).folderId();
        assertThat(id).isEqualTo(first);
        assertThat(folderValue(id, PropertyTags.PidTagChangeKey))
                .isEqualTo(change(1).toBinary());
        assertThat(folderValue(id, PropertyTags.PidTagLastModificationTime)).isEqualTo(MODIFIED);
        long root = mailbox.read(s -> s.folder(SpecialFolder.IPM_SUBTREE).folderId());
        PropertyBag set = new PropertyBag().set(PropertyTags.PidTagComment, "a note");
        mailbox.<Boolean>write(change -> {
            change.importFolder(id, root, "Ours", set, version(key(id), 2));
            return true;
        });
        assertThat(folderValue(id, PropertyTags.PidTagChangeKey))
                .isEqualTo(change(2).toBinary());
        assertThat(folderValue(id, PropertyTags.PidTagDisplayName)).isEqualTo("Ours");
        assertThat(folderValue(id, PropertyTags.PidTagComment)).isEqualTo("a note");
        assertThat(mailbox.read(s -> s.folder(id)).parentId()).isEqualTo(root);
        mailbox.<Boolean>write(change -> {
            change.moveFolder(id, root, "Theirs");
            return true;
        });
        long number = mailbox.read(s -> s.folder(id)).changeNumber();
        assertThat(folderValue(id, PropertyTags.PidTagChangeKey)).isEqualTo(key(number));
        assertThat(list(folderValue(id, PropertyTags.PidTagPredecessorChangeList)).xids())
                .containsExactlyInAnyOrder(change(2), Xid.of(key(number)));
        mailbox.<Boolean>write(change -> {
            change.deleteFolder(id, true);
            return true;
        });
        assertThatThrownBy(() -> mailbox.write(change -> change.importFolder(inbox,
                NewFolder.generic("Mine"), version(key(first), 3))))
                .isInstanceOf(MailError.Gone.class);
    }

    @Test
    void keysOfOtherReplicasAreKept() {
        Binary foreign = new Xid(REPLICA, Binary.wrap(new byte[]{1, 2, 3, 4, 5, 6, 7})).toBinary();
        Binary global = new GlobalId(REPLICA, 77).toBinary();
        for (Binary each : List.of(foreign, global)) {
            assertThat(find(each)).isEqualTo(new KnownObject(KnownObject.State.NEW, 0));
            long id = add(each, 1);
            assertThat(find(each)).isEqualTo(new KnownObject(KnownObject.State.MESSAGE, id));
            assertThat(value(id, PropertyTags.PidTagSourceKey)).isEqualTo(each);
            reopen();
            int uid = mailbox.read(s -> s.message(id, Set.of())).uid();
            mailbox.deleteMessages(inbox, new int[]{uid}, true);
            assertThat(find(each).state()).isEqualTo(KnownObject.State.GONE);
            assertThatThrownBy(() -> add(each, 2)).isInstanceOf(MailError.Gone.class);
        }
    }

    @Test
    void ofTooManyRangesOfIdsThatAFolderWillNotHaveTheSmallestAreForgotten() {
        int count = LocalIds.MOST_DELETED;
        long first = reserve(2L * count + 2);
        List<IdRange> ranges = IntStream.rangeClosed(0, count)
                .mapToObj(i -> new IdRange(first + 2L * i, first + 2L * i)).toList();
        mailbox.<Boolean>write(change -> {
            change.deleteLocalIds(inbox, ranges);
            return true;
        });
        assertThat(isNotToCome(inbox, key(first))).isFalse();
        assertThat(isNotToCome(inbox, key(first + 1))).isFalse();
        assertThat(isNotToCome(inbox, key(first + 2))).isTrue();
        assertThat(isNotToCome(inbox, key(first + 2L * count))).isTrue();
    }

    private long ranges() {
        return fixture.database.read(sql -> sql.number("SELECT COUNT(*) FROM local_id", 0));
    }

    /// What is asked for without a change between is one range; with one, a range each, which a client
    /// that asks for an id at a time may not do for ever.
    @Test
    void rangesOfIdsThatNobodyUsesAreLimited() {
        for (int i = 0; i < 5; i++) {
            reserve(10);
        }
        assertThat(ranges()).isEqualTo(1);
        long used = reserve(3);
        assertThat(add(key(used + 1), 1)).isEqualTo(used + 1);
        assertThat(ranges()).isEqualTo(2);
        // As many as if it had changed something after each of these.
        long first = reserve(2L * LocalIds.MOST_FREE);
        List<Object[]> each = IntStream.range(0, LocalIds.MOST_FREE - 5)
                .mapToObj(i -> new Object[]{mailbox.info().mailboxId(), first + 2L * i,
                        first + 2L * i})
                .toList();
        fixture.database.<Boolean>write(sql -> {
            sql.update("DELETE FROM local_id WHERE first_id = ?", first);
            sql.batch("INSERT INTO local_id (mailbox_id, first_id, last_id) VALUES (?, ?, ?)",
                    each);
            return true;
        });
        for (int i = 0; i < 3; i++) {
            reserve(1);
            add(foreign(i), 7 + i);
        }
        assertThat(ranges()).isEqualTo(LocalIds.MOST_FREE);
        // The range of the smallest ids, the fifty of the beginning and the first of three, goes.
        assertThat(reserve(1)).isGreaterThan(used);
        assertThat(ranges()).isLessThanOrEqualTo(LocalIds.MOST_FREE);
        assertThatThrownBy(() -> add(key(used), 2)).isInstanceOf(MailError.class);
        assertThat(add(key(used + 2), 3)).isEqualTo(used + 2);
    }

    @Test
    void theIdsOfAMailboxAreNotUsedUpByAskingForThem() {
        long most = LocalIds.MOST_FREE_IDS;
        reserve(most - 1);
        assertThatThrownBy(() -> reserve(2)).isInstanceOf(MailError.TooLarge.class);
        reserve(1);
        assertThatThrownBy(() -> reserve(1)).isInstanceOf(MailError.TooLarge.class);
        assertThat(add(foreign(1), 1)).isPositive();
    }

    /// Each range joins what it touches, at either side and over all between.
    @Test
    void rangesOfIdsThatAFolderWillNotHaveAreJoined() {
        long first = reserve(100);
        for (int[] each : new int[][]{{10, 19}, {30, 39}, {50, 59}, {70, 79}, {80, 81}, {60, 60},
                {15, 34}, {5, 9}, {52, 53}}) {
            mailbox.<Boolean>write(change -> {
                change.deleteLocalIds(inbox,
                        List.of(new IdRange(first + each[0], first + each[1])));
                return true;
            });
        }
        List<Long> stored = fixture.database.read(sql -> sql.query(
                "SELECT first_id FROM deleted_local_id ORDER BY last_id",
                row -> row.getLong(1) - first));
        assertThat(stored).containsExactly(5L, 50L, 70L);
        assertThat(isNotToCome(inbox, key(first + 39))).isTrue();
        assertThat(isNotToCome(inbox, key(first + 40))).isFalse();
        assertThat(isNotToCome(inbox, key(first + 60))).isTrue();
        assertThat(isNotToCome(inbox, key(first + 81))).isTrue();
        assertThat(isNotToCome(inbox, key(first + 82))).isFalse();
    }

    private static Binary foreign(int n) { return new GlobalId(REPLICA, n).toBinary(); }

    private void neverUpload(long folderId, int first, int count) {
        List<Binary> keys = IntStream.range(first, first + count).mapToObj(ImportTest::foreign)
                .toList();
        mailbox.<Boolean>write(change -> {
            change.deleteSourceKeys(folderId, keys);
            return true;
        });
    }

    private boolean isNotToCome(long folderId, Binary key) {
        return mailbox.read(s -> s.isNotToCome(folderId, key));
    }

    @Test
    void whatIsDeletedBeforeItCameDoesNotComeIntoThatFolder() {
        neverUpload(inbox, 1, 3);
        reopen();
        assertThat(isNotToCome(inbox, foreign(3))).isTrue();
        assertThat(isNotToCome(inbox, foreign(4))).isFalse();
        assertThatThrownBy(() -> add(foreign(1), 1)).isInstanceOf(MailError.Gone.class);
        assertThat(find(foreign(1)).state()).isEqualTo(KnownObject.State.NEW);
        long sent = mailbox.read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
        long elsewhere = mailbox.write(change -> change.importMessage(sent, message("x"),
                version(foreign(1), 3))).messageId();
        assertThat(find(foreign(1)))
                .isEqualTo(new KnownObject(KnownObject.State.MESSAGE, elsewhere));
        Folder made = mailbox.write(change -> change.createFolder(inbox,
                NewFolder.generic("between")));
        assertThatThrownBy(() -> mailbox.write(change -> change.importFolder(made.folderId(),
                NewFolder.generic("deep"), version(foreign(2), 4))))
                .isInstanceOf(MailError.Gone.class);
        assertThat(mailbox.write(change -> change.importFolder(sent, NewFolder.generic("there"),
                version(foreign(2), 4))).parentId()).isEqualTo(sent);
    }

    @Test
    void ofTooManyDeletionsOfWhatNeverCameTheOldestAreForgotten() {
        neverUpload(inbox, 0, 2);
        neverUpload(inbox, 2, DeletedSourceKeys.MOST - 2);
        assertThat(isNotToCome(inbox, foreign(0))).isTrue();
        neverUpload(inbox, 0, 1); // it is the latest again
        neverUpload(inbox, DeletedSourceKeys.MOST, 1);
        assertThat(isNotToCome(inbox, foreign(0))).isTrue();
        assertThat(isNotToCome(inbox, foreign(1))).isFalse();
        assertThat(isNotToCome(inbox, foreign(2))).isTrue();
        long rows = fixture.database.read(sql -> sql
                .number("SELECT COUNT(*) FROM deleted_source_key", 0));
        assertThat(rows).isEqualTo(DeletedSourceKeys.MOST);
        long made = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("x"))).folderId();
        neverUpload(made, 7, 1);
        mailbox.<Boolean>write(c -> {
            c.deleteFolder(made, true);
            return true;
        });
        assertThat(isNotToCome(made, foreign(7))).isFalse();
    }

    @Test
    void afterADatabaseWasPutBackClientsKeepTheirIds() {
        long lost = reserve(1) + 50; // the client got it after the time that the database is of
        fixture.store.renumber();
        assertThat(find(key(lost))).isEqualTo(new KnownObject(KnownObject.State.NEW, lost));
        assertThat(add(key(lost), 1)).isEqualTo(lost);
        assertThat(reserve(1)).isGreaterThan(lost + 1_000_000);
    }
}
