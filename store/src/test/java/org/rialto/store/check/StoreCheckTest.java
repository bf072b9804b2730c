package org.rialto.store.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.store.Access;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.Change;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.SearchCriteria;
import org.rialto.store.SpecialFolder;
import org.rialto.store.StoreFixture;
import org.rialto.store.search.IndexedText;
import org.rialto.store.search.TextField;
import org.rialto.store.search.TextIndex;
import org.rialto.store.search.TextQuery;

/// Damage is found and named, mended where that is possible, and stays within its mailbox.
@ParameterizedClass
@EnumSource(TestEngine.class)
class StoreCheckTest {
    private static final CheckOptions LOOK = new CheckOptions(false, false, true);
    private static final CheckOptions REPAIR = new CheckOptions(true, false, true);
    private final StoreFixture fixture;

    StoreCheckTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
    }

    @AfterEach
    void close() { fixture.close(); }

    private CheckReport check(CheckOptions options) {
        return new StoreCheck(fixture.database, fixture.store, BlobHolders.NONE,
                (guid, display) -> guid.toString()).run(options, (what, done, total) -> {});
    }

    private static String name(Mailbox mailbox) { return mailbox.info().guid().toString(); }

    private void sql(String statement, Object... arguments) {
        fixture.database.write(sql -> sql.update(statement, arguments));
    }

    /// Finds it, mends it, and finds nothing then.
    private List<Finding> foundAndMended(Finding.Kind kind, Mailbox mailbox) {
        CheckReport found = check(LOOK);
        assertThat(found.findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.mailbox()).isEqualTo(name(mailbox));
        });
        assertThat(check(REPAIR).findings())
                .allMatch(finding -> finding.outcome() == Finding.Outcome.REPAIRED);
        assertThat(check(LOOK).findings()).isEmpty();
        return found.findings();
    }

    private static long id(Mailbox mailbox) { return mailbox.info().mailboxId(); }

    private NewMessage withAttachment(String bytes) {
        Attachment attachment = new Attachment(0, new PropertyBag(),
                new AttachmentData.InBlob(fixture.blob(bytes)));
        return new NewMessage(new MessageContent(
                new PropertyBag().set(PropertyTags.PidTagSubject, "with attachment"), List.of(),
                List.of(attachment)), false, 0, Set.of(), java.time.Instant.now(), null, null);
    }

    private Mailbox busy() {
        Mailbox mailbox = fixture.mailbox();
        long inbox = StoreFixture.inbox(mailbox);
        for (int i = 0; i < 5; i++) {
            fixture.add(mailbox, inbox, "subject " + i);
        }
        NewMessage attached = withAttachment("attached bytes");
        mailbox.write(change -> change.addMessage(inbox, attached));
        mailbox.write(change -> change.copyMessages(inbox, new int[]{1, 6}, inbox));
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{2}, true));
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{3}, false));
        Change.Added added = fixture.add(mailbox, inbox, "indexed");
        mailbox.write(change -> {
            change.indexText(added.messageId(), added.changeNumber(),
                    new IndexedText("indexed", "", "", "words"));
            return 0;
        });
        return mailbox;
    }

    private long search(Mailbox mailbox) {
        long found = mailbox.write(change -> {
            long id = change.createFolder(change.folder(SpecialFolder.FINDER).folderId(),
                    new NewFolder(FolderType.SEARCH, "Found", null, new PropertyBag()))
                    .folderId();
            change.setSearchCriteria(id, new SearchCriteria(Restriction.content(
                    new FuzzyLevel(FuzzyLevel.PREFIX, 0), PropertyTags.PidTagSubject, "subject"),
                    List.of(change.folder(SpecialFolder.INBOX).folderId()), false, false, false));
            return id;
        });
        fixture.store.updateSearchFolders(id(mailbox));
        return found;
    }

    private static Folder folder(Mailbox mailbox, long folderId) {
        return mailbox.read(snapshot -> snapshot.folder(folderId));
    }

    /// What clients compare before they look at a folder again. MS-OXCFOLD §2.2.2.2.1.
    @Test
    void mendsTheTimesOfFolders() {
        Mailbox mailbox = busy();
        long inbox = StoreFixture.inbox(mailbox);
        mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("below")));
        Folder before = folder(mailbox, inbox);
        Folder above = folder(mailbox, before.parentId());
        sql("UPDATE folder SET contents_committed = 5, hierarchy_changes = 0, deleted_count = -1"
                + " WHERE folder_id = ?", inbox);
        sql("UPDATE folder SET hierarchy_committed = 5 WHERE folder_id = ?", above.folderId());
        List<Finding> found = foundAndMended(Finding.Kind.CHANGE_NUMBER, mailbox);
        assertThat(found).hasSize(4);
        Folder after = folder(mailbox, inbox);
        assertThat(after.commits().contents()).isAfter(before.created())
                .isBeforeOrEqualTo(before.commits().contents());
        assertThat(after.commits().hierarchyChanges()).isEqualTo(1);
        assertThat(after.commits().deletedCount()).isZero();
        assertThat(folder(mailbox, above.folderId()).commits().hierarchy())
                .isEqualTo(after.commits().hierarchy());
    }

    @Test
    void whatIsMendedIsAChangeOfTheFoldersToo() {
        Mailbox mailbox = busy();
        long inbox = StoreFixture.inbox(mailbox);
        long below = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("below")))
                .folderId();
        Folder before = folder(mailbox, inbox);
        Folder subtree = folder(mailbox, before.parentId());
        Folder lost = folder(mailbox, below);
        sql("UPDATE folder SET parent_id = 99999 WHERE folder_id = ?", below);
        sql("DELETE FROM message_item WHERE message_key = (SELECT MAX(message_key)"
                + " FROM message_item WHERE folder_id = ?)", inbox);
        foundAndMended(Finding.Kind.TREE, mailbox);
        assertThat(folder(mailbox, inbox).commits().contents())
                .isAfter(before.commits().contents());
        assertThat(folder(mailbox, below).commits().folder()).isAfter(lost.commits().folder());
        Folder now = folder(mailbox, subtree.folderId());
        assertThat(now.commits().hierarchy()).isAfter(subtree.commits().hierarchy());
        assertThat(now.commits().contents()).isAfter(subtree.commits().contents());
        assertThat(now.commits().hierarchyChanges())
                .isEqualTo(subtree.commits().hierarchyChanges() + 1);
    }

    @Test
    void mendsSearchFolders() {
        Mailbox mailbox = busy();
        long found = search(mailbox);
        int count = folder(mailbox, found).contentCount();
        assertThat(count).isPositive();
        assertThat(check(LOOK).findings()).isEmpty();

        sql("UPDATE folder SET content_count = 77, unread_count = 5 WHERE folder_id = ?", found);
        foundAndMended(Finding.Kind.COUNT, mailbox);
        assertThat(folder(mailbox, found).contentCount()).isEqualTo(count);

        sql("UPDATE search_link SET message_uid = 4711, uid = uid WHERE search_id = ? AND uid = 1",
                found);
        foundAndMended(Finding.Kind.SEARCH, mailbox);
        fixture.store.updateSearchFolders(id(mailbox));
        assertThat(folder(mailbox, found).contentCount()).isEqualTo(count);
        assertThat(check(LOOK).findings()).isEmpty();

        sql("UPDATE search_link SET flags = flags + 1 WHERE search_id = ? AND uid = 2", found);
        assertThat(foundAndMended(Finding.Kind.SEARCH, mailbox)).anySatisfy(
                finding -> assertThat(finding.text()).contains("otherwise than it is"));

        sql("INSERT INTO search_progress (mailbox_id, search_id, folder_id, change_number)"
                + " VALUES (?, 999, 1, 1)", id(mailbox));
        foundAndMended(Finding.Kind.SEARCH, mailbox);
        sql("UPDATE mailbox SET searches = 12 WHERE mailbox_id = ?", id(mailbox));
        foundAndMended(Finding.Kind.SEARCH, mailbox);
    }

    /// What a search has not looked at yet is not wrong.
    @Test
    void letsSearchFoldersBeBehind() {
        Mailbox mailbox = busy();
        long found = search(mailbox);
        long inbox = StoreFixture.inbox(mailbox);
        for (int i = 0; i < 20; i++) {
            fixture.add(mailbox, inbox, "subject, too, " + i);
            mailbox.write(change -> change.deleteMessages(inbox, new int[]{1, 4}, true));
            assertThat(check(LOOK).findings()).isEmpty();
        }
        fixture.store.updateSearchFolders(id(mailbox));
        assertThat(check(LOOK).findings()).isEmpty();
        assertThat(folder(mailbox, found).contentCount()).isGreaterThan(20);
    }

    @Test
    void findsNothingWhereAllIsWell() {
        busy();
        busy();
        CheckReport report = check(LOOK);
        assertThat(report.findings()).isEmpty();
        assertThat(report.mailboxes()).isEqualTo(2);
        assertThat(report.blobBytesRead()).isPositive();
        assertThat(check(REPAIR).findings()).isEmpty();
        assertThat(check(new CheckOptions(false, true, false)).blobBytesRead()).isZero();
    }

    @Test
    void mendsCounts() {
        Mailbox mailbox = busy();
        busy();
        Folder before = inbox(mailbox);
        sql("UPDATE folder SET content_count = 99, unread_count = -1, content_size = 3,"
                + " next_uid = 2, contents_change_number = 0 WHERE mailbox_id = ?"
                + " AND folder_id = ?", id(mailbox), before.folderId());
        sql("UPDATE mailbox SET message_count = 77, content_size = 1 WHERE mailbox_id = ?",
                id(mailbox));
        foundAndMended(Finding.Kind.COUNT, mailbox);
        Folder after = inbox(mailbox);
        assertThat(after.contentCount()).isEqualTo(before.contentCount());
        assertThat(after.unreadCount()).isEqualTo(before.unreadCount());
        assertThat(after.contentSize()).isEqualTo(before.contentSize());
        assertThat(fixture.add(mailbox, after.folderId(), "next").uid())
                .isEqualTo(before.nextUid());
    }

    private static Folder inbox(Mailbox mailbox) {
        return mailbox.read(snapshot -> snapshot.folder(StoreFixture.inbox(mailbox)));
    }

    @Test
    void mendsACounterThatFellBehind() {
        Mailbox mailbox = busy();
        sql("UPDATE mailbox SET counter = 5, uid_validity = 1 WHERE mailbox_id = ?", id(mailbox));
        foundAndMended(Finding.Kind.CHANGE_NUMBER, mailbox);
        fixture.add(mailbox, StoreFixture.inbox(mailbox), "after");
    }

    @Test
    void rescuesFoldersThatLostTheirParents() {
        Mailbox mailbox = busy();
        long inbox = StoreFixture.inbox(mailbox);
        Folder orphan = mailbox.write(change -> change.createFolder(inbox,
                NewFolder.generic("Orphan")));
        Folder first = mailbox.write(change -> change.createFolder(inbox,
                NewFolder.generic("First")));
        Folder second = mailbox.write(change -> change.createFolder(first.folderId(),
                NewFolder.generic("Second")));
        fixture.add(mailbox, orphan.folderId(), "kept");
        sql("UPDATE folder SET parent_id = 123456 WHERE mailbox_id = ? AND folder_id = ?",
                id(mailbox), orphan.folderId());
        sql("UPDATE folder SET parent_id = ? WHERE mailbox_id = ? AND folder_id = ?",
                second.folderId(), id(mailbox), first.folderId());
        foundAndMended(Finding.Kind.TREE, mailbox);
        List<Folder> folders = mailbox.read(snapshot -> snapshot.folders());
        assertThat(folders).extracting(Folder::name).contains("Rescued Items", "Orphan", "First",
                "Second");
    }

    @Test
    void rescuesMessagesThatLostTheirFolderOrTheirRow() {
        Mailbox mailbox = busy();
        long inbox = StoreFixture.inbox(mailbox);
        Change.Added lost = fixture.add(mailbox, inbox, "no folder");
        Change.Added bare = fixture.add(mailbox, inbox, "no row");
        Change.Added empty = fixture.add(mailbox, inbox, "no item");
        sql("UPDATE message SET folder_id = 99999 WHERE mailbox_id = ? AND message_id = ?",
                id(mailbox), lost.messageId());
        sql("DELETE FROM message WHERE mailbox_id = ? AND message_id = ?", id(mailbox),
                bare.messageId());
        sql("DELETE FROM message_item WHERE mailbox_id = ? AND folder_id = ? AND uid = ?",
                id(mailbox), inbox, empty.uid());
        foundAndMended(Finding.Kind.PAIRING, mailbox);
        Folder rescued = mailbox.read(snapshot -> snapshot.folders()).stream()
                .filter(folder -> folder.name().equals(RescueFolder.NAME)).findFirst()
                .orElseThrow();
        List<MessageRow> kept = mailbox.read(snapshot -> snapshot.contents(rescued.folderId(),
                false, 1, 10, Set.of(MessagePart.PROPERTIES)));
        assertThat(kept).extracting(
                row -> row.properties().getString(PropertyTags.PidTagSubject))
                .containsExactlyInAnyOrder("no folder", "no row");
        assertThat(mailbox.read(snapshot -> snapshot.message(empty.messageId(),
                Set.of(MessagePart.PROPERTIES))).mime()).isNotNull();
    }

    @Test
    void removesWrongTombstonesAndMendsReferences() {
        Mailbox mailbox = busy();
        long inbox = StoreFixture.inbox(mailbox);
        sql("INSERT INTO tombstone (mailbox_id, folder_id, change_number, uid, message_id)"
                + " VALUES (?, 4444, 3, 1, 1)", id(mailbox));
        sql("INSERT INTO tombstone (mailbox_id, folder_id, change_number, uid, message_id)"
                + " VALUES (?, ?, 3, 1, 1)", id(mailbox), inbox);
        foundAndMended(Finding.Kind.TOMBSTONE, mailbox);
        sql("UPDATE blob SET refs = refs + 3 WHERE blob_id = (SELECT MIN(blob_id) FROM blob"
                + " WHERE refs > 0)");
        sql("UPDATE blob SET refs = 0 WHERE blob_id = (SELECT MAX(blob_id) FROM blob"
                + " WHERE refs > 0)");
        assertThat(check(LOOK).findings()).extracting(Finding::kind)
                .containsExactly(Finding.Kind.REFERENCE, Finding.Kind.REFERENCE);
        assertThat(check(REPAIR).isClean()).isTrue();
        assertThat(check(LOOK).findings()).isEmpty();
    }

    @Test
    void removesBlobsThatNothingRefersTo() {
        Mailbox mailbox = busy();
        long blobs = check(LOOK).blobs();
        Change.Added added = fixture.add(mailbox, StoreFixture.inbox(mailbox), "alone");
        sql("DELETE FROM message_item WHERE mailbox_id = ? AND uid = ? AND folder_id = ?",
                id(mailbox), added.uid(), StoreFixture.inbox(mailbox));
        sql("DELETE FROM message WHERE mailbox_id = ? AND message_id = ?", id(mailbox),
                added.messageId());
        CheckReport found = check(LOOK);
        assertThat(found.blobs()).isEqualTo(blobs + 1);
        assertThat(found.findings()).extracting(Finding::kind)
                .contains(Finding.Kind.UNREFERENCED, Finding.Kind.COUNT);
        check(REPAIR);
        CheckReport after = check(LOOK);
        assertThat(after.findings()).isEmpty();
        // With it goes the blob of the message that was deleted before.
        assertThat(after.blobs()).isEqualTo(blobs - 1);
    }

    @Test
    void indexesAgainWhatTheIndexLost() {
        Mailbox mailbox = busy();
        sql(fixture.engine() == TestEngine.SQLITE
                ? "DELETE FROM text_index WHERE rowid > 0"
                : "DELETE FROM text_index");
        foundAndMended(Finding.Kind.TEXT, mailbox);
        List<MessageRow> unindexed = mailbox
                .read(snapshot -> snapshot.unindexed(100, Set.of()));
        assertThat(unindexed).isNotEmpty();
    }

    @Test
    void namesTheMailboxWhosePropertiesAreGarbageAndLeavesTheOthersAlone() {
        Mailbox damaged = busy();
        Mailbox whole = busy();
        long inbox = StoreFixture.inbox(damaged);
        Change.Added added = fixture.add(damaged, inbox, "garbage");
        sql("UPDATE message_item SET properties = ?, attachments = ? WHERE mailbox_id = ?"
                + " AND folder_id = ? AND uid = ?", new byte[]{-1, -1, -1, -1, 7},
                new byte[]{9, 9, 9}, id(damaged), inbox, added.uid());
        for (CheckOptions options : List.of(LOOK, REPAIR)) {
            List<Finding> findings = check(options).findings().stream()
                    .filter(finding -> finding.mailbox() != null).toList();
            assertThat(findings).hasSize(2).allSatisfy(finding -> {
                assertThat(finding.mailbox()).isEqualTo(name(damaged));
                assertThat(finding.kind()).isEqualTo(Finding.Kind.CONTENT);
                assertThat(finding.outcome()).isEqualTo(Finding.Outcome.KEPT);
                assertThat(finding.text()).contains("message " + added.messageId());
            });
        }
        assertThatThrownBy(() -> damaged.read(snapshot -> snapshot.content(added.messageId())))
                .isInstanceOf(MailError.Damaged.class)
                .hasMessageContaining("mailbox " + id(damaged));
        fixture.add(damaged, inbox, "still takes mail");
        fixture.add(whole, StoreFixture.inbox(whole), "as usual");
    }

    @Test
    void reportsMessagesWhoseBytesAreLost() throws IOException {
        Mailbox damaged = busy();
        busy();
        Change.Added added = fixture.add(damaged, StoreFixture.inbox(damaged), "unique bytes");
        MessageRow row = damaged.read(snapshot -> snapshot.message(added.messageId(), Set.of()));
        long blob = Objects.requireNonNull(row.mime()).blobId();
        if (fixture.engine() == TestEngine.SQLITE) {
            long position = fixture.database.read(sql -> sql.number(
                    "SELECT position FROM blob WHERE blob_id = ?", 0, blob));
            try (RandomAccessFile file = new RandomAccessFile(fixture.directory()
                    .resolve("blobs/segment-00000001").toFile(), "rw")) {
                file.seek(position);
                file.write("XXXX".getBytes(StandardCharsets.UTF_8));
            }
        } else {
            sql("UPDATE blob_chunk SET bytes = ? WHERE blob_id = ?", new byte[]{1, 2}, blob);
        }
        assertThat(check(REPAIR).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.mailbox()).isEqualTo(name(damaged));
            assertThat(finding.kind()).isEqualTo(Finding.Kind.BYTES);
            assertThat(finding.outcome()).isEqualTo(Finding.Outcome.KEPT);
        });
        assertThat(check(new CheckOptions(false, true, true)).findings()).isEmpty();
        sql("DELETE FROM blob WHERE blob_id = ?", blob);
        assertThat(check(REPAIR).findings()).singleElement()
                .satisfies(finding -> assertThat(finding.mailbox()).isEqualTo(name(damaged)));
        MessageRow kept = damaged.read(snapshot -> snapshot.message(added.messageId(), Set.of()));
        assertThat(kept.messageId()).isEqualTo(added.messageId());
    }

    /// SQLite: bytes of a leaf page that belongs to one mailbox are overwritten.
    @Test
    void keepsServingTheOthersWhenPagesOfOneAreDamaged() throws IOException {
        assumeTrue(fixture.engine() == TestEngine.SQLITE,
                "PostgreSQL's pages are not ours to overwrite; its rows are, above");
        Mailbox first = filled("FIRST");
        Mailbox second = filled("SECOND");
        long firstId = id(first);
        long secondId = id(second);
        String firstName = name(first);
        fixture.close();
        int pages = damagePages("FIRST-MARK", "SECOND-MARK");
        assertThat(pages).isPositive();
        fixture.reopenOnly();

        Mailbox damaged = fixture.store.open(firstId, Access.SYSTEM);
        Mailbox whole = fixture.store.open(secondId, Access.SYSTEM);
        CheckReport report = check(LOOK);
        assertThat(report.findings()).filteredOn(finding -> finding.mailbox() != null)
                .isNotEmpty().allMatch(finding -> firstName.equals(finding.mailbox()));
        assertThat(report.findings()).extracting(Finding::kind).contains(Finding.Kind.DAMAGED,
                Finding.Kind.ENGINE);
        long inbox = StoreFixture.inbox(whole);
        assertThatThrownBy(() -> damaged.read(snapshot -> snapshot.messages(
                StoreFixture.inbox(damaged), 1, 1000, 1000, Set.of(MessagePart.PROPERTIES))))
                .isInstanceOf(MailError.Damaged.class).hasMessageContaining("mailbox " + firstId);
        Thread[] writers = new Thread[8];
        int[] added = new int[8];
        for (int i = 0; i < writers.length; i++) {
            int number = i;
            writers[i] = Thread.ofVirtual().start(() -> {
                for (int round = 0; round < 10; round++) {
                    if (number % 4 == 0) {
                        assertThatThrownBy(() -> damaged.write(change -> change.deleteMessages(
                                StoreFixture.inbox(damaged), new int[]{60, 61, 62, 63}, true)))
                                .isInstanceOf(RuntimeException.class);
                    } else {
                        fixture.add(whole, inbox, "m" + number + "." + round);
                        added[number]++;
                    }
                }
            });
        }
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(added).containsExactly(0, 10, 10, 10, 0, 10, 10, 10);
        List<MessageRow> all = whole.read(snapshot -> snapshot.messages(inbox, 1, 1000, 1000,
                Set.of(MessagePart.PROPERTIES)));
        assertThat(all).hasSize(200 + 60);
    }

    private Mailbox filled(String mark) {
        Mailbox mailbox = fixture.mailbox();
        long inbox = StoreFixture.inbox(mailbox);
        mailbox.write(change -> {
            for (int i = 0; i < 200; i++) {
                change.addMessage(inbox, new NewMessage(new MessageContent(new PropertyBag()
                        .set(PropertyTags.PidTagSubject, (mark + "-MARK").repeat(40)), List.of(),
                        List.of()), false, 0, Set.of(), java.time.Instant.now(), null, null));
            }
            return 0;
        });
        return mailbox;
    }

    /// The engine remembers, by connection, which segments the index had when it was last searched.
    @Test
    void anIndexThatWasMergedSinceItWasSearchedIsNotDamaged() {
        Mailbox mailbox = fixture.mailbox();
        for (int round = 0; round < 4; round++) {
            fixture.database.read(sql -> TextIndex.search(sql, id(mailbox),
                    new TextQuery("common", TextQuery.Match.WORDS, Set.of(TextField.BODY))));
            for (int i = 0; i < 20; i++) {
                // Of no message: only the engine's own word on its file is of interest.
                long textId = round * 20L + i + 1;
                fixture.database.write(sql -> {
                    TextIndex.add(sql, id(mailbox), textId,
                            new IndexedText("word" + textId, "", "", "common words"));
                    return null;
                });
            }
            for (boolean quick : new boolean[]{true, false}) {
                assertThat(fixture.database.pageProblems(10, quick)).isEmpty();
            }
        }
    }

    /// Overwrites the table leaf pages that hold `mark` and not `other`; answers how many.
    private int damagePages(String mark, String other) throws IOException {
        Path file = fixture.directory().resolve("rialto.db");
        byte[] bytes = Files.readAllBytes(file);
        int pageBytes = (bytes[16] & 0xFF) << 8 | bytes[17] & 0xFF;
        pageBytes = pageBytes == 1 ? 65536 : pageBytes;
        int damaged = 0;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = pageBytes; at < bytes.length; at += pageBytes) {
                String page = new String(bytes, at, pageBytes, StandardCharsets.UTF_16LE)
                        + new String(bytes, at + 1, pageBytes - 1, StandardCharsets.UTF_16LE)
                        + new String(bytes, at, pageBytes, StandardCharsets.ISO_8859_1);
                if (bytes[at] == 0x0D && page.contains(mark) && !page.contains(other)) {
                    byte[] noise = new byte[64];
                    java.util.Arrays.fill(noise, (byte) 0x5A);
                    out.seek(at);
                    out.write(noise);
                    damaged++;
                }
            }
        }
        return damaged;
    }
}
