package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.store.AttachmentData;
import org.rialto.store.FlagChange;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.Rights;

/// Versions of a message of which neither has the other in it. MS-OXCFXICS §3.1.5.6.
class UploadConflictTest extends AliceUploads {
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
                FlagChange.set(MessageFlags.FLAGGED)));
        upload(NONE, key, Instant.parse("2029-01-01T00:00:00Z"), change(B, 2),
                list(change(B, 2)), "of B, later");
        assertThat(versions(id)).containsExactlyInAnyOrder("of A", "of B", "of B, later");
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
                FlagChange.set(MessageFlags.FLAGGED)));
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

    /// The server is the last writer of what it changed in a flag only: its time is of that.
    @Test
    void aFlagOfTheServerWinsOverWhatWasWrittenBeforeIt() {
        mailbox.<Boolean>write(c -> {
            c.setFolderProperties(inbox,
                    new PropertyBag().set(PropertyTags.PidTagResolveMethod, 1), Set.of());
            return true;
        });
        Binary key = ids(1).toBinary();
        long id = upload(NONE, key, EARLY, change(A, 1), list(change(A, 1)), "of A");
        Instant between = Instant.now().minusSeconds(60);
        mailbox.write(c -> c.changeFlags(inbox, new int[]{row(id).uid()},
                FlagChange.set(MessageFlags.FLAGGED)));
        Object flagged = value(id, PropertyTags.PidTagLastModificationTime);
        upload(NONE, key, between, change(A, 2), list(change(A, 2)), "without the flag");
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("of A");
        assertThat(value(id, PropertyTags.PidTagFlagStatus)).isEqualTo(2);
        assertThat(value(id, PropertyTags.PidTagLastModificationTime)).isEqualTo(flagged);
        // A read state is nobody's version.
        mailbox.write(c -> c.changeFlags(inbox, new int[]{row(id).uid()},
                FlagChange.set(MessageFlags.READ)));
        assertThat(value(id, PropertyTags.PidTagLastModificationTime)).isEqualTo(flagged);
        upload(NONE, key, LATE, change(A, 3), list(change(A, 3)), "later");
        assertThat(value(id, PropertyTags.PidTagSubject)).isEqualTo("later");
        assertThat(value(id, PropertyTags.PidTagLastModificationTime)).isEqualTo(LATE);
    }
}
