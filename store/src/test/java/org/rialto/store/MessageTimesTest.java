package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;
import org.rialto.store.backup.Copies;
import org.rialto.store.backup.MailboxRestore;

/// When a message was changed, as whoever synchronizes is told (PidTagLastModificationTime, by which
/// the last writer wins: MS-OXCFXICS §3.1.5.6.2.2), and when anything was done to it
/// (PidTagLocalCommitTime, MS-OXCMSG §2.2.1.49).
class MessageTimesTest extends InNewMailbox {
    private static final Instant SAID = Instant.parse("3000-01-01T00:00:00Z");

    private record Times(Instant modified, Instant committed, long changeNumber) {}

    private Times times(long messageId) { return times(mailbox, messageId); }

    private static Times times(Mailbox mailbox, long messageId) {
        MessageRow row = mailbox.read(s -> s.message(messageId, EnumSet.allOf(MessagePart.class)));
        MessageContent content = mailbox.read(s -> s.content(messageId));
        MessageValues values = new MessageValues(new ObjectIds(mailbox.info()), row,
                () -> content);
        return new Times(time(values, PropertyTags.PidTagLastModificationTime),
                time(values, PropertyTags.PidTagLocalCommitTime), row.contentChangeNumber());
    }

    private static Instant time(MessageValues values, PropertyTag tag) {
        return (Instant) java.util.Objects.requireNonNull(values.get(tag));
    }

    private long only(long folderId) { return index(folderId).messageIds()[0]; }

    private Times changed(long messageId, FlagChange flags) {
        MessageRow row = mailbox.read(s -> s.message(messageId, Set.of()));
        mailbox.write(c -> c.changeFlags(row.folderId(), new int[]{row.uid()}, flags));
        return times(messageId);
    }

    private Change.Added imported(Instant modified) {
        Xid xid = new Xid(UUID.randomUUID(), Binary.ofHex("01"));
        NewMessage message = StoreFixture.message("from a client", null);
        message.content().properties().set(PropertyTags.PidTagLastModificationTime, modified);
        return mailbox.write(c -> c.importMessage(inbox, message,
                new ImportedVersion(new GlobalId(new UUID(7, 7), 5).toBinary(), modified,
                        xid.toBinary(), PredecessorChangeList.of(xid).encode())));
    }

    @Test
    void aFlagIsALaterChangeOfTheMessage() {
        add(1);
        long id = only(inbox);
        for (int flag : new int[]{MessageFlags.FLAGGED, MessageFlags.ANSWERED,
                MessageFlags.FORWARDED, MessageFlags.UNSENT}) {
            Times before = times(id);
            Times set = changed(id, FlagChange.set(flag));
            assertThat(set.modified).isAfter(before.modified).isEqualTo(set.committed);
            assertThat(set.changeNumber).isGreaterThan(before.changeNumber);
            Times cleared = changed(id, FlagChange.clear(flag));
            assertThat(cleared.modified).isAfter(set.modified);
        }
    }

    /// MS-OXCMSG §3.2.5.8 and 10: neither PidTagChangeKey nor PidTagLastModificationTime changes.
    @Test
    void aReadStateAndWhatOnlyImapKnowsAreNoChangesOfTheMessage() {
        add(1);
        long id = only(inbox);
        Times before = times(id);
        Instant last = before.committed;
        for (FlagChange each : new FlagChange[]{
                FlagChange.set(MessageFlags.READ | MessageFlags.EVER_READ),
                FlagChange.set(MessageFlags.MARKED_DELETED),
                new FlagChange(0, 0, Set.of("$label"), Set.of(), false, Long.MAX_VALUE),
                FlagChange.clear(MessageFlags.READ)}) {
            Times after = changed(id, each);
            assertThat(after.modified).isEqualTo(before.modified);
            assertThat(after.changeNumber).isEqualTo(before.changeNumber);
            assertThat(after.committed).isAfter(last);
            last = after.committed;
        }
    }

    @Test
    void manyFlagsOfDifferentMessagesAreChangedAtOneTime() {
        int[] uids = add(30);
        changed(only(inbox), FlagChange.set(MessageFlags.READ));
        mailbox.write(c -> c.changeFlags(inbox, uids, FlagChange.set(MessageFlags.FLAGGED)));
        FolderIndex index = index(inbox);
        Times first = times(index.messageIds()[0]);
        assertThat(index.flags()[0]).isEqualTo(MessageFlags.READ | MessageFlags.FLAGGED);
        for (int i = 1; i < uids.length; i++) {
            assertThat(index.flags()[i]).isEqualTo(MessageFlags.FLAGGED);
            assertThat(times(index.messageIds()[i]).modified).isEqualTo(first.modified);
        }
        assertThat(mailbox.read(s -> s.messages(inbox, uids, Set.of())).stream()
                .mapToInt(MessageRow::flags).toArray())
                .isEqualTo(java.util.Arrays.copyOf(index.flags(), uids.length));
    }

    @Test
    void aClientsTimeIsItsOwnUntilTheServerChangesTheMessage() {
        Change.Added added = imported(SAID);
        Times before = times(added.messageId());
        assertThat(before.modified).isEqualTo(SAID);
        assertThat(before.committed).isBefore(SAID);
        Times after = changed(added.messageId(), FlagChange.set(MessageFlags.FLAGGED));
        assertThat(after.modified).isBefore(SAID).isAfter(before.committed)
                .isEqualTo(after.committed);
    }

    @Test
    void whatIsSavedLaterIsChangedLater() {
        Change.Added added = imported(Instant.parse("2001-02-03T04:05:06Z"));
        long id = added.messageId();
        Times flagged = changed(id, FlagChange.set(MessageFlags.FLAGGED));
        mailbox.write(c -> {
            MessageContent content = c.content(id);
            content.properties().set(PropertyTags.PidTagSubject, "another");
            return c.saveMessage(id, flagged.changeNumber, content);
        });
        Times saved = times(id);
        assertThat(saved.modified).isAfter(flagged.modified).isEqualTo(saved.committed);
    }

    @Test
    void copiesAreAsOldAsTheOriginal() {
        int[] uids = add(1);
        Times flagged = changed(only(inbox), FlagChange.set(MessageFlags.FLAGGED));
        mailbox.write(c -> c.copyMessages(inbox, uids, sent));
        assertThat(times(only(sent)).modified).isEqualTo(flagged.modified);
        assertThat(times(only(sent)).committed).isAfter(flagged.committed);
        Mailbox other = fixture.mailbox();
        long elsewhere = StoreFixture.inbox(other);
        mailbox.copyMessages(inbox, uids, other, elsewhere);
        long id = other.read(s -> s.index(elsewhere)).messageIds()[0];
        assertThat(times(other, id).modified).isEqualTo(flagged.modified);
        mailbox.write(c -> c.moveMessages(inbox, uids, sent));
        assertThat(times(index(sent).messageIds()[1]).modified).isEqualTo(flagged.modified);
    }

    @Test
    void aBackupKeepsThem() throws Exception {
        add(3);
        long[] ids = index(inbox).messageIds();
        changed(ids[0], FlagChange.set(MessageFlags.FLAGGED));
        changed(ids[1], FlagChange.set(MessageFlags.READ));
        long ahead = imported(Instant.parse("+50000-01-01T00:00:00Z")).messageId();
        NewMessage some = StoreFixture.message("received when nobody will live", null);
        mailbox.write(c -> c.addMessage(sent, new NewMessage(some.content(), false, 0, Set.of(),
                FileTime.LATEST, null, null)));
        Times[] before = {times(ids[0]), times(ids[1]), times(ids[2]), times(ahead)};
        mailbox = new Copies(fixture, directory.resolve("backup")).of(mailbox, Access.SYSTEM,
                MailboxRestore.Numbers.AS_THEY_WERE).mailbox();
        assertThat(new Times[]{times(ids[0]), times(ids[1]), times(ids[2]), times(ahead)})
                .isEqualTo(before);
        MessageRow row = mailbox.read(s -> s.message(only(sent), Set.of()));
        assertThat(row.received()).isEqualTo(FileTime.LATEST);
    }

    @Test
    void anOlderMessageHasTheTimeOfItsProperties() {
        add(1);
        long id = only(inbox);
        long said = imported(Instant.parse("2001-02-03T04:05:06Z")).messageId();
        Times[] before = {times(id), times(said)};
        fixture.database.<Integer>write(sql -> sql.update("UPDATE message SET modified = 0"));
        assertThat(new Times[]{times(id), times(said)}).isEqualTo(before);
        assertThat(changed(said, FlagChange.set(MessageFlags.FLAGGED)).modified)
                .isAfter(before[0].modified);
    }
}
