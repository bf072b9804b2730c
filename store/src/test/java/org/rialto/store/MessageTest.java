package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// Messages: adding, reading, changing, copying, moving and deleting them.
class MessageTest extends InNewMailbox {
    private Folder folder(long folderId) { return mailbox.read(s -> s.folder(folderId)); }

    private MessageRow row(long messageId) {
        return mailbox.read(s -> s.message(messageId, EnumSet.allOf(MessagePart.class)));
    }

    private static int[] uids(FolderIndex index) {
        return Arrays.copyOf(index.uids(), index.count());
    }

    @Test
    void readsBackAMessageThatWasAdded() {
        Change.Added added = fixture.add(mailbox, inbox, "Hello");
        MessageRow row = row(added.messageId());
        assertThat(row.uid()).isEqualTo(added.uid()).isEqualTo(1);
        assertThat(row.folderId()).isEqualTo(inbox);
        assertThat(row.received()).isEqualTo(StoreFixture.RECEIVED);
        assertThat(row.changeNumber()).isEqualTo(added.changeNumber());
        assertThat(row.contentChangeNumber()).isEqualTo(added.changeNumber());
        assertThat(row.properties().getString(PropertyTags.PidTagSubject)).isEqualTo("Hello");
        assertThat(row.structure()).isEqualTo("structure".getBytes(StandardCharsets.UTF_8));
        BlobRef mime = Objects.requireNonNull(row.mime());
        assertThat(new String(fixture.read(mime), StandardCharsets.UTF_8))
                .isEqualTo("Subject: Hello\r\n\r\nHello\r\n");
        assertThat(row.mimeSize()).isEqualTo(mime.length()).isEqualTo(row.size());
        MessageContent content = mailbox.read(s -> s.content(added.messageId()));
        assertThat(content.recipients().getFirst().getString(PropertyTags.PidTagDisplayName))
                .isEqualTo("Bob");
    }

    @Test
    void countsWhatAFolderHolds() {
        fixture.add(mailbox, inbox, "one");
        NewMessage seen = fixture.message("two");
        mailbox.write(change -> change.addMessage(inbox,
                new NewMessage(seen.content(), false, MessageFlags.READ
                        | MessageFlags.MARKED_DELETED, Set.of(), seen.received(), seen.mime(),
                        seen.structure())));
        mailbox.write(change -> change.addMessage(inbox, new NewMessage(seen.content(), true, 0,
                Set.of(), seen.received(), null, null)));
        Folder folder = folder(inbox);
        assertThat(folder.contentCount()).isEqualTo(2);
        assertThat(folder.unreadCount()).isEqualTo(1);
        assertThat(folder.markedDeletedCount()).isEqualTo(1);
        assertThat(folder.associatedCount()).isEqualTo(1);
        assertThat(folder.nextUid()).isEqualTo(4);
        assertThat(folder.contentSize()).isPositive();
        assertThat(uids(index(inbox))).containsExactly(1, 2);
        assertThat(mailbox.info().messageCount()).isEqualTo(3);
    }

    @Test
    void readsRangesAndSetsOfUids() {
        add(10);
        Set<MessagePart> none = EnumSet.noneOf(MessagePart.class);
        List<MessageRow> range = mailbox.read(s -> s.messages(inbox, 3, 6, 3, none));
        assertThat(range).extracting(MessageRow::uid).containsExactly(3, 4, 5);
        List<MessageRow> some = mailbox.read(s -> s.messages(inbox, new int[]{9, 2, 99, 2, 4},
                EnumSet.allOf(MessagePart.class)));
        assertThat(some).extracting(MessageRow::uid).containsExactly(2, 4, 9);
        List<MessageRow> nothing = mailbox.read(s -> s.messages(inbox, new int[0], none));
        assertThat(nothing).isEmpty();
    }

    @Test
    void changesFlagsOfManyInOneStep() {
        int[] uids = add(40);
        Folder before = folder(inbox);
        index(inbox); // from memory
        Change.FlagsChanged changed = mailbox.write(change -> change.changeFlags(inbox, uids,
                FlagChange.set(MessageFlags.READ | MessageFlags.MARKED_DELETED)));
        assertThat(changed.uids()).isEqualTo(uids);
        assertThat(changed.modifiedUids()).isEmpty();
        Folder after = folder(inbox);
        assertThat(after.unreadCount()).isZero();
        assertThat(after.markedDeletedCount()).isEqualTo(40);
        assertThat(after.contentsChangeNumber()).isEqualTo(changed.contentsChangeNumber())
                .isGreaterThan(before.contentsChangeNumber());
        FolderIndex index = index(inbox);
        for (int i = 0; i < index.count(); i++) {
            assertThat(index.flags()[i]).isEqualTo(MessageFlags.READ | MessageFlags.MARKED_DELETED);
            assertThat(index.changeNumbers()[i]).isGreaterThan(before.contentsChangeNumber());
            MessageRow row = row(index.messageIds()[i]);
            assertThat(row.flags()).isEqualTo(index.flags()[i]);
            assertThat(row.changeNumber()).isEqualTo(index.changeNumbers()[i]);
            assertThat(row.contentChangeNumber()).isLessThan(row.changeNumber());
        }
        assertThat(Arrays.stream(index.changeNumbers(), 0, index.count()).distinct()).hasSize(40);
    }

    @Test
    void takesAsManyChangeNumbersAsMessagesChange() {
        add(40);
        int[] odd = java.util.stream.IntStream.range(0, 20).map(i -> 2 * i + 1).toArray();
        int[] some = {1, 2, 3, 10, 11, 30, 31, 32, 40};
        for (boolean inMemory : new boolean[]{false, true}) {
            if (inMemory) {
                index(inbox);
            }
            for (int[] uids : new int[][]{odd, some}) {
                long before = mailbox.write(c -> c.reserveCounters(1));
                FlagChange set = new FlagChange(MessageFlags.FLAGGED, 0, Set.of("Work"), Set.of(),
                        false, Long.MAX_VALUE);
                mailbox.write(c -> c.changeFlags(inbox, uids, set));
                long after = mailbox.write(c -> c.reserveCounters(1));
                assertThat(after).isEqualTo(before + 1 + uids.length);
                FolderIndex index = index(inbox);
                for (int i = 0; i < uids.length; i++) {
                    long id = index.messageIds()[uids[i] - 1];
                    assertThat(row(id).changeNumber()).isEqualTo(before + 1 + i);
                    assertThat(row(id).flags()).isEqualTo(MessageFlags.FLAGGED);
                    assertThat(row(id).keywords()).isEqualTo(1);
                    assertThat(index.changeNumbers()[uids[i] - 1]).isEqualTo(before + 1 + i);
                    assertThat(index.flags()[uids[i] - 1]).isEqualTo(MessageFlags.FLAGGED);
                }
                int[] all = Arrays.copyOf(index.uids(), index.count());
                mailbox.write(c -> c.changeFlags(inbox, all, new FlagChange(0,
                        MessageFlags.FLAGGED, Set.of(), Set.of(), true, Long.MAX_VALUE)));
            }
        }
    }

    private static Set<String> keywords(String prefix, int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(i -> prefix + i)
                .collect(java.util.stream.Collectors.toSet());
    }

    private void setKeywords(long folderId, int uid, Set<String> keywords) {
        mailbox.write(c -> c.changeFlags(folderId, new int[]{uid},
                new FlagChange(MessageFlags.READ, 0, keywords, Set.of(), false, Long.MAX_VALUE)));
    }

    @Test
    void aFolderThatKnowsAllTheKeywordsItCanLeavesOutOthers() {
        int[] uids = add(3);
        setKeywords(inbox, uids[0], Set.of("Here", "Known0"));
        fixture.add(mailbox, sent, "full");
        setKeywords(sent, 1, keywords("Known", Snapshot.MOST_KEYWORDS));
        mailbox.write(c -> c.copyMessages(inbox, new int[]{uids[0]}, sent));
        mailbox.write(c -> c.moveMessages(inbox, new int[]{uids[0]}, sent));
        List<String> names = mailbox.read(s -> s.keywords(sent));
        assertThat(names).hasSize(Snapshot.MOST_KEYWORDS).doesNotContain("Here");
        FolderIndex index = index(sent);
        assertThat(index.count()).isEqualTo(3);
        for (int i = 1; i < 3; i++) {
            assertThat(index.keywords()[i]).isEqualTo(1L << names.indexOf("Known0"));
            assertThat(index.flags()[i]).isEqualTo(MessageFlags.READ);
        }
        setKeywords(sent, 2, Set.of("Another", "Known1"));
        assertThat(index(sent).keywords()[1]).isEqualTo(
                1L << names.indexOf("Known0") | 1L << names.indexOf("Known1"));
    }

    @Test
    void aMessageWithHiddenAttachmentsOnlyHasNoneToShow() {
        for (boolean hidden : new boolean[]{true, false}) {
            BlobRef mime = fixture.blob("Subject: pictures\r\n\r\n" + hidden);
            PropertyBag picture = new PropertyBag()
                    .set(PropertyTags.PidTagAttachmentHidden, true);
            PropertyBag file = new PropertyBag().set(PropertyTags.PidTagAttachLongFilename, "x");
            NewMessage message = new NewMessage(new MessageContent(new PropertyBag(), List.of(),
                    List.of(new Attachment(0, picture, new AttachmentData.None()),
                            new Attachment(1, hidden ? picture : file,
                                    new AttachmentData.None()))),
                    false, 0, Set.of(), StoreFixture.RECEIVED, mime, null);
            Change.Added added = mailbox.write(c -> c.addMessage(inbox, message));
            int id = mailbox.write(c -> c.registerNamedProperty(
                    NamedProperties.PidLidSmartNoAttach.name()));
            assertThat(row(added.messageId()).flags()).isEqualTo(MessageFlags.HAS_ATTACHMENTS);
            MessageContent content = mailbox.read(s -> s.content(added.messageId()));
            assertThat(content.properties().getBoolean(
                    NamedProperties.PidLidSmartNoAttach.tag(id), false)).isEqualTo(hidden);
        }
    }

    @Test
    void readsSoManyMessagesAsHoldSoManyBytes() {
        PropertyBag large = new PropertyBag().set(PropertyTags.PidTagBody, "x".repeat(50_000));
        NewMessage message = new NewMessage(new MessageContent(large, List.of(), List.of()), false,
                0, Set.of(), StoreFixture.RECEIVED, null, null);
        mailbox.<Boolean>write(c -> {
            for (int i = 0; i < 20; i++) {
                c.addMessage(inbox, message);
            }
            return true;
        });
        MessageRow first = mailbox.read(s -> s.message(index(inbox).messageIds()[0],
                Set.of(MessagePart.PROPERTIES)));
        long size = first.partBytes();
        int[] uids = {2, 4, 6, 7, 8, 9, 10};
        List<MessageRow> rows = mailbox.read(s -> s.firstMessages(inbox, uids,
                Set.of(MessagePart.PROPERTIES), 3 * size));
        assertThat(rows).extracting(MessageRow::uid).containsExactly(2, 4, 6);
        List<MessageRow> one = mailbox.read(s -> s.firstMessages(inbox, uids,
                Set.of(MessagePart.PROPERTIES), 1));
        assertThat(one).extracting(MessageRow::uid).containsExactly(2);
        List<MessageRow> all = mailbox.read(s -> s.firstMessages(inbox, uids, Set.of(), 1_000));
        assertThat(all).hasSize(uids.length);
    }

    @Test
    void leavesAloneWhatIsAsAsked() {
        int[] uids = add(3);
        mailbox.write(c -> c.changeFlags(inbox, uids, FlagChange.set(MessageFlags.READ)));
        Folder before = folder(inbox);
        Change.FlagsChanged changed = mailbox
                .write(c -> c.changeFlags(inbox, uids, FlagChange.set(MessageFlags.READ)));
        assertThat(changed.uids()).isEqualTo(uids);
        assertThat(folder(inbox).contentsChangeNumber()).isEqualTo(before.contentsChangeNumber());
        mailbox.write(c -> c.changeFlags(inbox, new int[]{uids[1]},
                FlagChange.clear(MessageFlags.READ)));
        assertThat(folder(inbox).unreadCount()).isEqualTo(1);
    }

    @Test
    void reportsMessagesChangedSince() {
        int[] uids = add(3);
        long known = folder(inbox).contentsChangeNumber();
        mailbox.write(c -> c.changeFlags(inbox, new int[]{uids[1]},
                FlagChange.set(MessageFlags.FLAGGED)));
        Change.FlagsChanged changed = mailbox.write(c -> c.changeFlags(inbox, uids,
                new FlagChange(MessageFlags.READ, 0, Set.of(), Set.of(), false, known)));
        assertThat(changed.uids()).containsExactly(uids[0], uids[2]);
        assertThat(changed.modifiedUids()).containsExactly(uids[1]);
        assertThat(folder(inbox).unreadCount()).isEqualTo(1);
    }

    @Test
    void deletesMessagesWhateverKeywordsTheyHave() {
        for (int round = 0; round < 3; round++) {
            long folderId = mailbox.write(c -> c.createFolder(
                    c.folder(SpecialFolder.IPM_SUBTREE).folderId(),
                    NewFolder.generic("Round"))).folderId();
            Change.Added added = fixture.add(mailbox, folderId, "tagged");
            Set<String> keywords = new java.util.HashSet<>();
            for (int i = 0; i < 40; i++) {
                keywords.add("tag" + round + "-" + i);
            }
            mailbox.write(c -> c.changeFlags(folderId, new int[]{added.uid()}, new FlagChange(0, 0,
                    keywords, Set.of(), false, Long.MAX_VALUE)));
            int[] deleted = mailbox.write(c -> c.deleteMessages(folderId, new int[]{added.uid()},
                    false));
            assertThat(deleted).containsExactly(added.uid());
            mailbox.write(c -> {
                c.deleteFolder(folderId, false);
                return true;
            });
        }
    }

    @Test
    void keepsKeywords() {
        int[] uids = add(2);
        mailbox.write(c -> c.changeFlags(inbox, uids, new FlagChange(0, 0,
                Set.of("$Junk", "Work"), Set.of(), false, Long.MAX_VALUE)));
        mailbox.write(c -> c.changeFlags(inbox, new int[]{uids[0]}, new FlagChange(0, 0,
                Set.of(), Set.of("$JUNK"), false, Long.MAX_VALUE)));
        List<String> names = mailbox.read(s -> s.keywords(inbox));
        assertThat(names).containsExactlyInAnyOrder("$Junk", "Work");
        FolderIndex index = index(inbox);
        assertThat(index.keywords()[0]).isEqualTo(1L << names.indexOf("Work"));
        assertThat(index.keywords()[1]).isEqualTo(3);
        mailbox.write(c -> c.changeFlags(inbox, uids, new FlagChange(0, 0, Set.of("Home"),
                Set.of(), true, Long.MAX_VALUE)));
        assertThat(index(inbox).keywords()[1]).isEqualTo(4);
        mailbox.write(c -> c.copyMessages(inbox, uids, sent));
        List<String> copied = mailbox.read(s -> s.keywords(sent));
        assertThat(copied).containsExactly("Home");
        assertThat(index(sent).keywords()[0]).isEqualTo(1);
    }

    @Test
    void copiesMessages() {
        int[] uids = add(3);
        long size = folder(inbox).contentSize();
        List<Change.Copied> copies = mailbox
                .write(c -> c.copyMessages(inbox, new int[]{uids[2], uids[0], 77}, sent));
        assertThat(copies).extracting(Change.Copied::sourceUid).containsExactly(uids[2], uids[0]);
        assertThat(copies).extracting(Change.Copied::uid).containsExactly(1, 2);
        MessageRow copy = row(copies.getFirst().messageId());
        assertThat(copy.folderId()).isEqualTo(sent);
        assertThat(copy.properties().getString(PropertyTags.PidTagSubject))
                .isEqualTo("message 2");
        assertThat(copy.received()).isEqualTo(StoreFixture.RECEIVED);
        assertThat(folder(inbox).contentCount()).isEqualTo(3);
        assertThat(folder(inbox).contentSize()).isEqualTo(size);
        assertThat(folder(sent).contentCount()).isEqualTo(2);
        mailbox.write(c -> c.deleteMessages(inbox, uids, true));
        fixture.store.blobs().collect(0);
        BlobRef mime = Objects.requireNonNull(copy.mime());
        assertThat(fixture.read(mime)).isNotEmpty();
    }

    @Test
    void movesMessages() {
        int[] uids = add(3);
        long known = folder(inbox).contentsChangeNumber();
        List<Change.Copied> moved = mailbox
                .write(c -> c.moveMessages(inbox, new int[]{uids[0], uids[2]}, sent));
        assertThat(moved).hasSize(2);
        assertThat(uids(index(inbox))).containsExactly(uids[1]);
        assertThat(uids(index(sent))).containsExactly(1, 2);
        assertThat(row(moved.get(1).messageId()).properties()
                .getString(PropertyTags.PidTagSubject)).isEqualTo("message 2");
        assertThatThrownBy(() -> row(moved.get(1).sourceMessageId()))
                .isInstanceOf(MailError.NotFound.class);
        FolderChanges changes = mailbox.read(s -> s.changesSince(inbox, known));
        assertThat(changes.deletedUids()).containsExactly(uids[0], uids[2]);
        assertThat(changes.changedUids()).isEmpty();
        assertThat(changes.complete()).isTrue();
        assertThat(mailbox.info().messageCount()).isEqualTo(3);
    }

    @Test
    void deletesToRecoverableItems() {
        int[] uids = add(2);
        long size = folder(inbox).contentSize();
        int[] deleted = mailbox.write(c -> c.deleteMessages(inbox, uids, false));
        assertThat(deleted).isEqualTo(uids);
        Folder recoverable = mailbox.read(s -> s.folder(SpecialFolder.RECOVERABLE_DELETIONS));
        assertThat(recoverable.contentCount()).isEqualTo(2);
        assertThat(folder(inbox).contentCount()).isZero();
        assertThat(folder(inbox).contentSize()).isZero();
        assertThat(mailbox.info().recoverableSize()).isEqualTo(size);
        assertThat(mailbox.info().messageCount()).isZero();
        int[] there = uids(index(recoverable.folderId()));
        List<Change.Copied> back = mailbox
                .write(c -> c.moveMessages(recoverable.folderId(), there, inbox));
        assertThat(back).hasSize(2);
        assertThat(mailbox.info().recoverableSize()).isZero();
        assertThat(mailbox.info().contentSize()).isEqualTo(size);
    }

    @Test
    void purgesRecoverableItems() {
        int[] uids = add(2);
        mailbox.write(c -> c.deleteMessages(inbox, uids, false));
        assertThat(fixture.store.purgeRecoverable(Instant.now().minusSeconds(60))).isZero();
        assertThat(fixture.store.purgeRecoverable(Instant.now().plusSeconds(60))).isEqualTo(2);
        assertThat(mailbox.info().recoverableSize()).isZero();
        assertThat(fixture.store.blobs().collect(0)).isEqualTo(2);
    }

    @Test
    void deletesForGood() {
        int[] uids = add(2);
        MessageRow row = row(index(inbox).messageIds()[0]);
        mailbox.write(c -> c.deleteMessages(inbox, uids, true));
        assertThatThrownBy(() -> row(row.messageId())).isInstanceOf(MailError.NotFound.class);
        assertThat(fixture.store.blobs().collect(0)).isEqualTo(2);
        BlobRef mime = Objects.requireNonNull(row.mime());
        assertThatThrownBy(() -> fixture.read(mime)).isInstanceOf(MailError.NotFound.class);
    }

    @Test
    void tellsWhatChanged() {
        int[] uids = add(4);
        long known = folder(inbox).contentsChangeNumber();
        mailbox.write(c -> c.changeFlags(inbox, new int[]{uids[1]},
                FlagChange.set(MessageFlags.FLAGGED)));
        mailbox.write(c -> c.deleteMessages(inbox, new int[]{uids[0]}, false));
        Change.Added added = fixture.add(mailbox, inbox, "new");
        FolderChanges changes = mailbox.read(s -> s.changesSince(inbox, known));
        assertThat(changes.changedUids()).containsExactly(uids[1], added.uid());
        assertThat(changes.deletedUids()).containsExactly(uids[0]);
        assertThat(changes.contentsChangeNumber()).isEqualTo(added.changeNumber());
        FolderChanges none = mailbox
                .read(s -> s.changesSince(inbox, changes.contentsChangeNumber()));
        assertThat(none.changedUids()).isEmpty();
        assertThat(none.deletedUids()).isEmpty();
    }

    @Test
    void savesContentAndTellsConflicts() {
        Change.Added added = fixture.add(mailbox, inbox, "draft");
        mailbox.write(c -> c.changeFlags(inbox, new int[]{added.uid()},
                FlagChange.set(MessageFlags.READ))); // a state change is no conflict
        MessageContent content = new MessageContent(
                new PropertyBag().set(PropertyTags.PidTagSubject, "final"), List.of(),
                List.of(new Attachment(0, new PropertyBag(),
                        new AttachmentData.Inline(new byte[]{1, 2}))));
        long saved = mailbox
                .write(c -> c.saveMessage(added.messageId(), added.changeNumber(), content));
        MessageRow row = row(added.messageId());
        assertThat(row.properties().getString(PropertyTags.PidTagSubject)).isEqualTo("final");
        assertThat(row.mime()).isNull();
        assertThat(row.mimeSize()).isEqualTo(-1);
        assertThat(row.structure()).isNull();
        assertThat(row.flags()).isEqualTo(MessageFlags.READ | MessageFlags.HAS_ATTACHMENTS
                | MessageFlags.MODIFIED);
        assertThat(row.contentChangeNumber()).isEqualTo(saved);
        assertThat(row.uid()).isGreaterThan(added.uid());
        FolderIndex index = mailbox.read(s -> s.index(inbox));
        assertThat(java.util.Arrays.copyOf(index.uids(), index.count())).containsExactly(row.uid());
        FolderChanges changes = mailbox.read(s -> s.changesSince(inbox, added.changeNumber()));
        assertThat(changes.deletedUids()).containsExactly(added.uid());
        assertThat(changes.changedMessageIds()).containsExactly(added.messageId());
        assertThatThrownBy(() -> mailbox.write(
                c -> c.saveMessage(added.messageId(), added.changeNumber(), content)))
                .isInstanceOf(MailError.Conflict.class);
    }

    @Test
    void keepsItsMimeWhenOnlyPropertiesBesideItChange() {
        Change.Added added = fixture.add(mailbox, inbox, "hello");
        MessageRow before = row(added.messageId());
        MessageContent content = mailbox.read(s -> s.content(added.messageId()));
        content.properties().set(PropertyTags.PidTagFlagStatus, 2);
        mailbox.write(c -> c.saveMessage(added.messageId(), added.changeNumber(),
                new MessageUpdate(content, true, MessageFlags.FLAGGED, MessageFlags.READ)));
        MessageRow row = row(added.messageId());
        assertThat(row.mime()).isEqualTo(before.mime());
        assertThat(row.structure()).isEqualTo(before.structure());
        assertThat(row.size()).isEqualTo(before.size());
        assertThat(row.mimeSize()).isEqualTo(before.mimeSize());
        assertThat(row.flags()).isEqualTo(MessageFlags.FLAGGED | MessageFlags.MODIFIED);
        assertThat(fixture.store.blobs().collect(0)).isZero();
        assertThat(row.properties().getInteger32(PropertyTags.PidTagFlagStatus, 0)).isEqualTo(2);
    }

    @Test
    void listsTheNamesOfProperties() {
        var name = NamedProperties.PidLidSmartNoAttach.name();
        int id = mailbox.write(c -> c.registerNamedProperty(name));
        var names = mailbox.read(Snapshot::namedProperties);
        assertThat(names).containsExactly(java.util.Map.entry(id, name));
    }

    @Test
    void keepsAttachmentsOfEveryKind() {
        BlobRef large = fixture.blob("a large attachment");
        BlobRef mime = fixture.blob("a MIME message");
        MessageContent inner = new MessageContent(
                new PropertyBag().set(PropertyTags.PidTagSubject, "inner"),
                List.of(new PropertyBag().set(PropertyTags.PidTagDisplayName, "Carol")),
                List.of(new Attachment(4, new PropertyBag(), new AttachmentData.InBlob(large))));
        List<Attachment> attachments = List.of(
                new Attachment(0, new PropertyBag().set(PropertyTags.PidTagAttachLongFilename, "a"),
                        new AttachmentData.None()),
                new Attachment(1, new PropertyBag(),
                        new AttachmentData.InMime(mime, 7, 5, "base64")),
                new Attachment(2, new PropertyBag(), new AttachmentData.Embedded(inner)),
                new Attachment(3,
                        new PropertyBag().set(PropertyTags.PidTagAttachDataBinary,
                                Binary.of((byte) 1)),
                        new AttachmentData.Inline(new byte[]{9})));
        NewMessage message = new NewMessage(
                new MessageContent(new PropertyBag(), List.of(), attachments), false, 0, Set.of(),
                StoreFixture.RECEIVED, mime, null);
        Change.Added added = mailbox.write(c -> c.addMessage(inbox, message));
        MessageContent read = mailbox.read(s -> s.content(added.messageId()));
        assertThat(read.attachments()).hasSize(4);
        assertThat(read.attachments().get(1)).isEqualTo(attachments.get(1));
        assertThat(read.attachments().get(2)).isEqualTo(attachments.get(2));
        assertThat(row(added.messageId()).flags()).isEqualTo(MessageFlags.HAS_ATTACHMENTS);

        // Edited: the MIME is no more the message's, but the attachment is still a part of it.
        mailbox.write(c -> c.saveMessage(added.messageId(), added.changeNumber(), read));
        assertThat(row(added.messageId()).mime()).isNull();
        assertThat(fixture.store.blobs().collect(0)).isZero();
        assertThat(fixture.read(mime)).isNotEmpty();
        int uid = row(added.messageId()).uid();
        mailbox.write(c -> c.deleteMessages(inbox, new int[]{uid}, true));
        assertThat(fixture.store.blobs().collect(0)).isEqualTo(2);
    }

    @Test
    void refusesWhatIsOverTheQuota() {
        mailbox.write(c -> {
            c.setQuota(new MailboxInfo.Quota(0, 0, 100, 0));
            return null;
        });
        fixture.add(mailbox, inbox, "fits");
        NewMessage large = fixture.message("x".repeat(200));
        assertThatThrownBy(() -> mailbox.write(c -> c.deliver(inbox, large)))
                .isInstanceOf(MailError.Quota.class);
        assertThat(folder(inbox).contentCount()).isEqualTo(1);
    }

    @Test
    void rollsBackAWholeUnitOfWork() {
        add(1);
        Folder before = folder(inbox);
        NewMessage message = fixture.message("never");
        assertThatThrownBy(() -> mailbox.write(c -> {
            c.addMessage(inbox, message);
            c.deleteMessages(inbox, new int[]{1}, true);
            throw new MailError.Invalid("changed my mind");
        })).isInstanceOf(MailError.Invalid.class);
        assertThat(folder(inbox)).isEqualTo(before);
        assertThat(uids(index(inbox))).containsExactly(1);
        fixture.add(mailbox, inbox, "next");
        assertThat(uids(index(inbox))).containsExactly(1, 2);
    }

    @Test
    void seesItsOwnChangesInAUnitOfWork() {
        NewMessage message = fixture.message("mine");
        mailbox.write(c -> {
            Change.Added added = c.addMessage(inbox, message);
            assertThat(c.folder(inbox).contentCount()).isEqualTo(1);
            assertThat(c.folders().stream().filter(f -> f.folderId() == inbox).findFirst()
                    .orElseThrow().contentCount()).isEqualTo(1);
            assertThat(c.index(inbox).count()).isEqualTo(1);
            assertThat(c.message(added.messageId(), Set.of()).uid()).isEqualTo(1);
            assertThat(c.info().messageCount()).isEqualTo(1);
            c.changeFlags(inbox, new int[]{1}, FlagChange.set(MessageFlags.READ));
            assertThat(c.index(inbox).flags()[0]).isEqualTo(MessageFlags.READ);
            return null;
        });
        assertThat(folder(inbox).unreadCount()).isZero();
    }

    @Test
    void keepsEverythingOverARestart() {
        int[] uids = add(5);
        mailbox.write(c -> c.changeFlags(inbox, uids, FlagChange.set(MessageFlags.FLAGGED)));
        Folder before = folder(inbox);
        long mailboxId = mailbox.info().mailboxId();
        fixture.reopen();
        Mailbox again = fixture.store.open(mailboxId, Access.SYSTEM);
        Folder after = again.read(s -> s.folder(inbox));
        assertThat(after).isEqualTo(before);
        FolderIndex index = again.read(s -> s.index(inbox));
        assertThat(index.count()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            long id = index.messageIds()[i];
            BlobRef mime = Objects
                    .requireNonNull(again.read(s -> s.message(id, Set.of())).mime());
            assertThat(new String(fixture.read(mime), StandardCharsets.UTF_8))
                    .startsWith("Subject: message " + i);
        }
        Change.Added next = fixture.add(again, inbox, "next");
        assertThat(next.uid()).isEqualTo(6);
    }
}
