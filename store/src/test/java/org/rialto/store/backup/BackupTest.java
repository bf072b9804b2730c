package org.rialto.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Dialect;
import org.rialto.database.RowTable;
import org.rialto.database.TestEngine;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Access;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.Change;
import org.rialto.store.FlagChange;
import org.rialto.store.Folder;
import org.rialto.store.FolderChanges;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.Permission;
import org.rialto.store.StoreFixture;
import org.rialto.store.check.BlobHolders;
import org.rialto.store.check.CheckOptions;
import org.rialto.store.check.StoreCheck;

/// What is backed up comes back as it was, in a store of either engine.
@ParameterizedClass
@EnumSource(TestEngine.class)
class BackupTest {
    private static final UUID READER = UUID.fromString("99999999-2222-3333-4444-555555555555");
    private final StoreFixture fixture;
    private final StoreFixture other;
    private final Path file;

    BackupTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory.resolve("one"));
        other = new StoreFixture(engine == TestEngine.SQLITE
                ? TestEngine.POSTGRES
                : TestEngine.SQLITE, directory.resolve("two"));
        file = directory.resolve("backup");
    }

    @AfterEach
    void close() {
        fixture.close();
        other.close();
    }

    private static BackupSummary write(StoreFixture from, Path file, UUID... only)
            throws IOException {
        return new BackupWriter(from.database, from.store, (guid, display) -> "alice@example.org",
                BackupProgress.NONE).write(file, Set.of(only));
    }

    private BackupSummary restore(StoreFixture into, UUID source, UUID target, boolean replace)
            throws IOException {
        return restore(into, source, target, replace, MailboxRestore.Numbers.MOVED_ON);
    }

    private BackupSummary restore(StoreFixture into, UUID source, UUID target, boolean replace,
            MailboxRestore.Numbers numbers) throws IOException {
        try (BackupFile backup = BackupFile.open(file, BackupProgress.NONE)) {
            return new MailboxRestore(into.database, into.store, backup, BackupProgress.NONE)
                    .run(source, target, replace, numbers);
        }
    }

    private Mailbox busy() {
        Mailbox mailbox = fixture.mailbox();
        long inbox = StoreFixture.inbox(mailbox);
        for (int i = 0; i < 30; i++) {
            fixture.add(mailbox, inbox, "subject " + i);
        }
        BlobRef large = fixture.blob(random(3_000_000));
        BlobRef mime = fixture.blob("Subject: with parts\r\n\r\nbody");
        List<Attachment> attachments = List.of(
                new Attachment(0, new PropertyBag(), new AttachmentData.InBlob(large)),
                new Attachment(1, new PropertyBag(),
                        new AttachmentData.InMime(mime, 3, 5, "base64")),
                new Attachment(2, new PropertyBag(), new AttachmentData.Embedded(
                        new MessageContent(new PropertyBag(), List.of(), List.of(new Attachment(0,
                                new PropertyBag(), new AttachmentData.InBlob(large)))))));
        mailbox.write(change -> {
            change.registerNamedProperty(PropertyName.of(READER, "colour"));
            Folder deep = change.createFolder(inbox, NewFolder.generic("Ümlaut"));
            change.setPermissions(deep.folderId(), List.of(new Permission(READER, 3)));
            change.addMessage(deep.folderId(), new NewMessage(new MessageContent(
                    new PropertyBag().set(PropertyTags.PidTagSubject, "parts"), List.of(),
                    attachments), false, 5, Set.of("blue", "$Work"), Instant.now(), mime, null));
            change.addMessage(inbox, new NewMessage(new MessageContent(new PropertyBag(),
                    List.of(), List.of()), true, 0, Set.of(), Instant.now(), null, null));
            change.deleteMessages(inbox, new int[]{3, 4}, true);
            change.deleteMessages(inbox, new int[]{5}, false);
            change.moveMessages(inbox, new int[]{7}, deep.folderId());
            change.setDanglingSubscription("Gone", true);
            return 0;
        });
        return mailbox;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /// Everything that a client may hold on to.
    private static List<String> picture(StoreFixture fixture, Mailbox mailbox) {
        List<String> lines = new ArrayList<>();
        MailboxInfo info = mailbox.info();
        lines.add(info.kind() + " " + info.displayName() + " " + info.replicaGuid() + " "
                + info.contentSize() + " " + info.messageCount() + " " + info.created());
        mailbox.read(snapshot -> {
            lines.add(snapshot.danglingSubscriptions().toString());
            lines.add(snapshot.namedPropertyId(PropertyName.of(READER, "colour")).toString());
            List<Folder> folders = new ArrayList<>(snapshot.folders());
            folders.sort(java.util.Comparator.comparingLong(Folder::folderId));
            for (Folder folder : folders) {
                lines.add(folder.toString() + snapshot.permissions(folder.folderId())
                        + snapshot.keywords(folder.folderId())
                        + snapshot.folderProperties(folder.folderId()));
                FolderChanges changes = snapshot.changesSince(folder.folderId(), 0);
                lines.add(java.util.Arrays.toString(changes.deletedUids()) + changes.complete());
                for (boolean associated : new boolean[]{false, true}) {
                    for (MessageRow row : snapshot.contents(folder.folderId(), associated, 1, 1000,
                            Set.of(MessagePart.PROPERTIES))) {
                        lines.add(row.uid() + " " + row.messageId() + " " + row.flags() + " "
                                + row.keywords() + " " + row.changeNumber() + " "
                                + row.contentChangeNumber() + " " + row.size() + " "
                                + row.received() + row.saved() + row.properties());
                        MessageContent content = snapshot.content(row.messageId());
                        lines.add(content.recipients() + " " + parts(fixture, content));
                        BlobRef mime = row.mime();
                        lines.add(mime == null
                                ? "none"
                                : java.util.Arrays.hashCode(fixture.read(mime)) + "");
                    }
                }
            }
            return 0;
        });
        return lines;
    }

    private static String parts(StoreFixture fixture, MessageContent content) {
        StringBuilder text = new StringBuilder();
        for (Attachment attachment : content.attachments()) {
            text.append(attachment.number()).append(switch (attachment.data()) {
                case AttachmentData.None none -> "none";
                case AttachmentData.Inline inline -> "inline";
                case AttachmentData.InBlob in ->
                    "blob" + java.util.Arrays.hashCode(fixture.read(in.blob()));
                case AttachmentData.InMime in -> "mime" + in.offset() + "+" + in.length()
                        + in.encoding() + java.util.Arrays.hashCode(fixture.read(in.mime()));
                case AttachmentData.Embedded in -> "[" + parts(fixture, in.message()) + "]";
            });
        }
        return text.toString();
    }

    private static void isSound(StoreFixture fixture) {
        assertThat(new StoreCheck(fixture.database, fixture.store, BlobHolders.NONE,
                (guid, display) -> guid.toString())
                .run(new CheckOptions(false, false, true), (what, done, total) -> {}).findings())
                .isEmpty();
    }

    private static Mailbox open(StoreFixture fixture, UUID guid) {
        return fixture.store.open(fixture.store.findMailbox(guid).orElseThrow().mailboxId(),
                Access.SYSTEM);
    }

    @Test
    void bringsAMailboxBackAsItWasOnTheOtherEngine() throws IOException {
        Mailbox mailbox = busy();
        fixture.mailbox();
        UUID guid = mailbox.info().guid();
        BackupSummary written = write(fixture, file);
        assertThat(written.mailboxes()).isEqualTo(2);
        assertThat(written.warnings()).isEmpty();
        other.mailbox();
        BackupSummary restored = restore(other, guid, guid, false,
                MailboxRestore.Numbers.AS_THEY_WERE);
        assertThat(restored.warnings()).isEmpty();
        assertThat(picture(other, open(other, guid))).isEqualTo(picture(fixture, mailbox));
        isSound(other);
        Mailbox again = open(other, guid);
        assertThat(other.add(again, StoreFixture.inbox(again), "new").uid()).isEqualTo(31 + 1);
    }

    @Test
    void replacesAMailboxWithoutGivingAnyNumberTwice() throws IOException {
        Mailbox mailbox = busy();
        UUID guid = mailbox.info().guid();
        long inbox = StoreFixture.inbox(mailbox);
        write(fixture, file, guid);
        List<MessageRow> before = rows(mailbox, inbox);
        int lastUid = fixture.add(mailbox, inbox, "after the backup").uid();
        long lastChange = mailbox.read(snapshot -> snapshot.folder(inbox)).contentsChangeNumber();
        assertThatThrownBy(() -> restore(fixture, guid, guid, false))
                .isInstanceOf(MailError.Exists.class).hasMessageContaining("--replace");
        restore(fixture, guid, guid, true);
        Mailbox restored = open(fixture, guid);
        assertThat(rows(restored, inbox)).extracting(MessageRow::uid, MessageRow::messageId)
                .isEqualTo(before.stream().map(row -> org.assertj.core.groups.Tuple
                        .tuple(row.uid(), row.messageId())).toList());
        assertThat(fixture.add(restored, inbox, "new").uid()).isGreaterThan(lastUid);
        FolderChanges changes = restored.read(snapshot -> snapshot.changesSince(inbox,
                lastChange - 1));
        assertThat(changes.complete()).isFalse();
        assertThatThrownBy(mailbox::info).isInstanceOf(MailError.NotFound.class);
        assertThat(fixture.store.mailboxes()).hasSize(1);
        isSound(fixture);
    }

    /// What the server that is lost gave out after the backup, nobody knows.
    @Test
    void givesNoNumberTwiceWhereTheMailboxIsNotThereAnyMore() throws IOException {
        Mailbox mailbox = busy();
        UUID guid = mailbox.info().guid();
        long inbox = StoreFixture.inbox(mailbox);
        write(fixture, file, guid);
        List<MessageRow> before = rows(mailbox, inbox);
        mailbox.write(change -> change.changeFlags(inbox, new int[]{1},
                FlagChange.set(MessageFlags.READ)));
        Change.Added lost = fixture.add(mailbox, inbox, "after the backup");
        Folder folder = mailbox.read(snapshot -> snapshot.folder(inbox));
        restore(other, guid, guid, false);
        Mailbox restored = open(other, guid);
        assertThat(rows(restored, inbox)).extracting(MessageRow::uid, MessageRow::messageId)
                .isEqualTo(before.stream().map(row -> org.assertj.core.groups.Tuple
                        .tuple(row.uid(), row.messageId())).toList());
        Folder now = restored.read(snapshot -> snapshot.folder(inbox));
        assertThat(now.uidValidity()).isEqualTo(folder.uidValidity());
        FolderChanges changes = restored.read(snapshot -> snapshot.changesSince(inbox,
                folder.contentsChangeNumber()));
        assertThat(changes.complete()).isFalse();
        assertThat(changes.changedUids()).hasSize(before.size()); // the flag went back, too
        Change.Added added = other.add(restored, inbox, "new");
        assertThat(added.uid()).isGreaterThan(lost.uid());
        assertThat(added.messageId()).isGreaterThan(lost.messageId());
        assertThat(added.changeNumber()).isGreaterThan(lost.changeNumber());
        long folderId = restored.write(change -> change
                .createFolder(inbox, NewFolder.generic("new")).folderId());
        assertThat(restored.read(snapshot -> snapshot.folder(folderId)).uidValidity())
                .isGreaterThan(mailbox.write(change -> change
                        .createFolder(inbox, NewFolder.generic("lost"))).uidValidity());
        isSound(other);
    }

    @Test
    void aFolderThatComesBackGivesNoUidTwice() throws IOException {
        Mailbox mailbox = fixture.mailbox();
        UUID guid = mailbox.info().guid();
        long folder = mailbox.write(change -> change.createFolder(StoreFixture.inbox(mailbox),
                NewFolder.generic("Projects")).folderId());
        fixture.add(mailbox, folder, "in the backup");
        write(fixture, file, guid);
        int last = fixture.add(mailbox, folder, "after it").uid();
        mailbox.write(change -> {
            change.deleteFolder(folder, true);
            return 0;
        });
        restore(fixture, guid, guid, true);
        Mailbox restored = open(fixture, guid);
        assertThat(rows(restored, folder)).extracting(MessageRow::uid).containsExactly(1);
        assertThat(fixture.add(restored, folder, "new").uid()).isGreaterThan(last);
        isSound(fixture);
    }

    private static List<MessageRow> rows(Mailbox mailbox, long folderId) {
        return mailbox.read(snapshot -> snapshot.contents(folderId, false, 1, 1000, Set.of()));
    }

    @Test
    void isOfOneMomentWhileWritersGoOn() throws Exception {
        Mailbox first = fixture.mailbox();
        Mailbox second = fixture.mailbox();
        long inbox = StoreFixture.inbox(first);
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; !stop.get(); i++) {
                fixture.add(first, inbox, "m" + i);
                fixture.add(second, StoreFixture.inbox(second), "m" + i);
            }
        });
        while (rows(second, StoreFixture.inbox(second)).size() < 3)
            Thread.sleep(5);
        write(fixture, file);
        stop.set(true);
        writer.join();
        restore(other, first.info().guid(), first.info().guid(), false);
        restore(other, second.info().guid(), second.info().guid(), false);
        isSound(other);
        int one = rows(open(other, first.info().guid()), inbox).size();
        int two = rows(open(other, second.info().guid()), inbox).size();
        assertThat(one).isPositive();
        assertThat(one - two).isBetween(0, 1);
    }

    @Test
    void refusesFilesThatAreNotWhole() throws IOException {
        Mailbox mailbox = busy();
        write(fixture, file, mailbox.info().guid());
        refusesFilesThatAreNotWhole(Files.readAllBytes(file),
                Integer.getInteger("rialto.fuzz.runs", 200) > 1000 ? 2000 : 60);
        assertThat(fixture.store.mailboxes()).hasSize(1);
    }

    private void refusesFilesThatAreNotWhole(byte[] whole, int runs) throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < runs; i++) {
            byte[] bytes = whole.clone();
            if (i % 3 == 0) {
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(file, bytes);
            assertThatThrownBy(() -> BackupFile.open(file, BackupProgress.NONE).close())
                    .as("run " + i).isInstanceOf(MalformedDataException.class);
        }
    }

    /// Rows that are well-formed and lie: what comes of it is refused whole, or sound.
    @Test
    void survivesRowsThatLie() throws IOException {
        Mailbox mailbox = busy();
        UUID guid = mailbox.info().guid();
        write(fixture, file, guid);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            Files.write(file, Forged.mutate(whole, random));
            try {
                restore(other, guid, UUID.randomUUID(), false);
            } catch (MalformedDataException | MailError e) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(12);
        long shown = other.store.mailboxes().size();
        assertThat(shown).isEqualTo(12 - refused);
        long all = other.database.read(sql -> sql.number("SELECT COUNT(*) FROM mailbox", 0));
        assertThat(all).isEqualTo(shown);
    }

    @Test
    void carriesTablesOfOtherRooms() throws IOException {
        RowTable table = RowTable.of("note", "name", "name:t", "number:n?", "bytes:b?");
        fixture.database.write(sql -> {
            sql.update("CREATE TABLE note (name VARCHAR(40), number BIGINT, bytes "
                    + (sql.dialect() == Dialect.SQLITE ? "BLOB" : "BYTEA") + ")");
            for (int i = 0; i < 3000; i++) {
                sql.update("INSERT INTO note VALUES (?, ?, ?)", "ä%04d".formatted(i),
                        i == 7 ? null : (Long) (long) -i, i % 2 == 0 ? null : new byte[500]);
            }
            return null;
        });
        fixture.mailbox();
        new BackupWriter(fixture.database, fixture.store, (guid, display) -> display,
                BackupProgress.NONE).write(file, Set.of(), Map.of("notes", List.of(table)));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        List<String> read = new ArrayList<>();
        try (BackupFile backup = BackupFile.open(file, BackupProgress.NONE)) {
            assertThat(backup.has("notes")).isTrue();
            assertThat(backup.has("others")).isFalse();
            assertThat(backup.mailboxes()).hasSize(1);
            backup.tables("notes", some -> {
                assertThat(some.table()).isEqualTo("note");
                assertThat(some.columns()).isEqualTo(table.columns());
                some.rows().forEach(row -> read.add(row[0] + " " + row[1] + " "
                        + (row[2] instanceof byte[] bytes ? bytes.length : -1)));
            });
        }
        assertThat(read).hasSize(3000).contains("ä0007 null 500", "ä2998 -2998 -1");
        refusesFilesThatAreNotWhole(Files.readAllBytes(file), 40);
    }

    static Stream<byte[]> tablesNeverHurt() {
        return Stream.of(new byte[]{1, 65, 1, 66, 1, 3, 65, 58, 110, 1, 1, 4},
                new byte[]{1, 65, 1, 66, 0, 0});
    }

    @MethodSource
    @FuzzTest
    void tablesNeverHurt(byte[] input) {
        try {
            RoomTable.read(input);
        } catch (MalformedDataException e) {
            // as it should
        }
    }

    static Stream<byte[]> rowsNeverHurt() { return Stream.of(new byte[]{1, 1, 1, 2, 2, 1, 65}); }

    @MethodSource
    @FuzzTest
    void rowsNeverHurt(byte[] input) {
        try {
            Row.readAll(input).forEach(Checked::row);
        } catch (MalformedDataException e) {
            // as it should
        }
    }
}
