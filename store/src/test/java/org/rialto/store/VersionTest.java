package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;

/// What synchronization goes by: change numbers and keys of versions, whole messages.
/// MS-OXCFXICS §3.1.5.3 and §3.2.5.6.
class VersionTest extends InNewMailbox {
    private MessageRow row(long messageId) {
        return mailbox.read(s -> s.message(messageId, EnumSet.noneOf(MessagePart.class)));
    }

    @Test
    void aReadStateIsAChangeOfItsOwnAndAFlagOneOfTheMessage() {
        int[] uids = add(2);
        long id = index(inbox).messageIds()[0];
        long added = row(id).contentChangeNumber();
        changeFlags(uids[0], FlagChange.set(MessageFlags.READ | MessageFlags.EVER_READ));
        assertThat(row(id).contentChangeNumber()).isEqualTo(added);
        assertThat(row(id).changeNumber()).isGreaterThan(added);
        changeFlags(uids[0], FlagChange.set(MessageFlags.FLAGGED));
        assertThat(row(id).contentChangeNumber()).isEqualTo(row(id).changeNumber());
        changeFlags(uids[0], FlagChange.clear(MessageFlags.READ));
        long flagged = row(id).contentChangeNumber();
        assertThat(row(id).changeNumber()).isGreaterThan(flagged);
        // Who saves need not know of the read state: that stays news, after the version.
        MessageContent content = mailbox.read(s -> s.content(id));
        long saved = mailbox.write(c -> c.saveMessage(id, flagged, content));
        assertThat(row(id).contentChangeNumber()).isEqualTo(saved);
        assertThat(row(id).changeNumber()).isEqualTo(saved + 1)
                .isEqualTo(mailbox.read(Snapshot::lastNumber));
    }

    private void changeFlags(int uid, FlagChange flags) {
        mailbox.write(c -> c.changeFlags(inbox, new int[]{uid}, flags));
    }

    @Test
    void theChangeKeyOfAVersionFromElsewhereIsThatVersionsOnly() {
        ObjectIds ids = new ObjectIds(mailbox.info());
        Binary key = new GlobalId(new UUID(7, 7), 5).toBinary();
        NewMessage message = fixture.message("from elsewhere");
        Change.Added added = mailbox.write(c -> {
            ImportedVersion version = version(ids.key(c.reserveLocalIds(1)), key);
            return c.importMessage(inbox, message, version);
        });
        assertThat(value(added.messageId(), PropertyTags.PidTagChangeKey)).isEqualTo(key);
        Binary ours = ids.key(row(added.messageId()).contentChangeNumber());
        assertThat(value(added.messageId(), PropertyTags.PidTagPredecessorChangeList))
                .isEqualTo(PredecessorChangeList.of(Xid.of(key)).encode());
        changeFlags(added.uid(), FlagChange.set(MessageFlags.READ));
        assertThat(value(added.messageId(), PropertyTags.PidTagChangeKey)).isEqualTo(key);

        long copy = mailbox.write(c -> c.copyMessages(inbox, new int[]{added.uid()}, sent))
                .getFirst().messageId();
        changeFlags(added.uid(), FlagChange.set(MessageFlags.FLAGGED));
        for (long id : new long[]{copy, added.messageId()}) {
            Binary own = ids.key(row(id).contentChangeNumber());
            assertThat(own).isNotEqualTo(ours);
            assertThat(value(id, PropertyTags.PidTagChangeKey)).isEqualTo(own);
            assertThat(value(id, PropertyTags.PidTagPredecessorChangeList)).isEqualTo(
                    (id == copy
                            ? PredecessorChangeList.of(Xid.of(own))
                            : PredecessorChangeList.of(Xid.of(key), Xid.of(own))).encode());
        }
    }

    @Test
    void aChangeHasTheTimeThatItWasMadeAtUnlessItSaysOne() {
        long id = fixture.add(mailbox, inbox, "as it came").messageId();
        Instant said = Instant.parse("2001-02-03T04:05:06Z");
        save(id, content -> content.properties()
                .set(PropertyTags.PidTagLastModificationTime, said));
        assertThat(value(id, PropertyTags.PidTagLastModificationTime)).isEqualTo(said);
        Instant before = Instant.now();
        save(id, content -> content.properties().set(PropertyTags.PidTagSubject, "changed"));
        for (PropertyTag tag : List.of(PropertyTags.PidTagLastModificationTime,
                PropertyTags.PidTagLocalCommitTime)) {
            assertThat((Instant) value(id, tag)).isBetween(before.minusSeconds(1), Instant.now());
        }
    }

    private void save(long id, Consumer<MessageContent> edit) {
        mailbox.write(c -> {
            MessageContent content = c.content(id);
            edit.accept(content);
            return c.saveMessage(id, c.message(id, Set.of()).contentChangeNumber(), content);
        });
    }

    private static ImportedVersion version(Binary sourceKey, Binary key) {
        return new ImportedVersion(sourceKey, StoreFixture.RECEIVED, key,
                PredecessorChangeList.of(Xid.of(key)).encode());
    }

    private @Nullable Object value(long id, PropertyTag tag) {
        return mailbox.read(s -> new MessageValues(new ObjectIds(s.info()),
                s.message(id, Set.of(MessagePart.PROPERTIES)), s.content(id)).get(tag));
    }

    @Test
    void readsWholeMessagesInBatchesOfASize() {
        int[] uids = add(5);
        int[] some = {uids[0], uids[2], uids[4]};
        for (int[] wanted : new int[][]{uids, some}) {
            List<WholeMessage> all = mailbox
                    .read(s -> s.wholeMessages(inbox, wanted, Long.MAX_VALUE));
            assertThat(all.stream().mapToInt(each -> each.row().uid()).toArray())
                    .isEqualTo(wanted);
            for (WholeMessage each : all) {
                MessageContent content = mailbox.read(s -> s.content(each.row().messageId()));
                assertThat(each.content()).isEqualTo(content);
            }
            List<WholeMessage> first = mailbox.read(s -> s.wholeMessages(inbox, wanted, 1));
            assertThat(first).hasSize(1);
        }
    }

    @Test
    void aFolderThatIsChangedHereHasAChangeKeyOfItsOwnAgain() {
        Binary key = new GlobalId(new UUID(7, 7), 5).toBinary();
        Folder made = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("made")));
        ImportedVersion version = version(new ObjectIds(mailbox.info()).key(made.folderId()), key);
        List<Runnable> changes = List.of(
                () -> mailbox.write(c -> {
                    c.moveFolder(made.folderId(), inbox, "renamed");
                    return true;
                }), () -> mailbox.write(c -> {
                    c.setFolderProperties(made.folderId(),
                            new PropertyBag().set(PropertyTags.PidTagComment, "x"), Set.of());
                    return true;
                }), () -> mailbox.write(c -> {
                    c.setPermissions(made.folderId(),
                            List.of(new Permission(Permission.DEFAULT, Rights.READ_ANY)));
                    return true;
                }));
        for (Runnable each : changes) {
            mailbox.write(c -> {
                c.importFolder(made.folderId(), inbox, "made", new PropertyBag(), version);
                return true;
            });
            assertThat(value(made.folderId())).isEqualTo(key);
            each.run();
            long number = mailbox.read(s -> s.folder(made.folderId())).changeNumber();
            assertThat(value(made.folderId()))
                    .isEqualTo(new ObjectIds(mailbox.info()).key(number));
        }
    }

    private @Nullable Object value(long folderId) {
        return mailbox.read(s -> new FolderValues(new ObjectIds(s.info()), s.folder(folderId), 0,
                () -> s.folderProperties(folderId)).get(PropertyTags.PidTagChangeKey));
    }
}
