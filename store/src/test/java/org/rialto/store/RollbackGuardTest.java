package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Sql;
import org.rialto.database.TestEngine;

/// A database that is put back to an earlier time takes back nothing that clients were told.
@ParameterizedClass
@EnumSource(TestEngine.class)
class RollbackGuardTest {
    private static final List<String> TABLES = List.of("store_counter", "mailbox", "replica",
            "folder", "message", "message_item", "tombstone", "blob");
    private final StoreFixture fixture;
    private final Path directory;
    private final Path file;
    private long mailboxId;

    RollbackGuardTest(TestEngine engine, @TempDir Path directory) {
        this.directory = directory;
        file = directory.resolve("mark");
        fixture = new StoreFixture(engine, directory);
    }

    @AfterEach
    void close() { fixture.close(); }

    private RollbackGuard guard() {
        return RollbackGuard.start(fixture.database, fixture.store, file);
    }

    /// As an administrator does it with files, or with a dump. Only while everything is closed.
    private void copy(boolean save) throws IOException {
        if (fixture.engine() == TestEngine.SQLITE) {
            Path live = directory.resolve("rialto.db");
            Path saved = directory.resolve("saved.db");
            Files.copy(save ? live : saved, save ? saved : live,
                    StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (var database = fixture.engine().open(directory)) {
            database.write(sql -> {
                for (String table : TABLES) {
                    copy(sql, table, save);
                }
                return null;
            });
        }
    }

    private static void copy(Sql sql, String table, boolean save) throws SQLException {
        if (save) {
            sql.update("CREATE TABLE saved_" + table + " AS SELECT * FROM " + table);
        } else {
            sql.update("DELETE FROM " + table);
            sql.update("INSERT INTO " + table + " SELECT * FROM saved_" + table);
        }
    }

    private record Told(int uid, long messageId, long changeNumber, Folder inbox) {}

    private Mailbox mailbox() { return fixture.store.open(mailboxId, Access.SYSTEM); }

    private Told tell(String subject) {
        Mailbox mailbox = mailbox();
        Change.Added added = fixture.add(mailbox, StoreFixture.inbox(mailbox), subject);
        return new Told(added.uid(), added.messageId(), added.changeNumber(), inbox());
    }

    private Folder inbox() { return mailbox().read(s -> s.folder(SpecialFolder.INBOX)); }

    @Test
    void movesNumbersOnWhenTheDatabaseWasPutBack() throws IOException {
        Told kept;
        try (RollbackGuard running = guard()) {
            mailboxId = fixture.mailbox().info().mailboxId();
            kept = tell("kept");
        }
        fixture.close();
        copy(true);
        fixture.reopenOnly();
        Told lost;
        try (RollbackGuard running = guard()) {
            assertThat(inbox().contentsChangeNumber())
                    .isEqualTo(kept.inbox().contentsChangeNumber());
            lost = tell("lost");
            lost = tell("lost, too");
        }
        fixture.close();
        copy(false);
        fixture.reopenOnly();
        try (RollbackGuard running = guard()) {
            assertThat(inbox().contentsChangeNumber())
                    .isGreaterThan(lost.inbox().contentsChangeNumber());
            Told now = tell("another");
            assertThat(now.inbox().uidValidity()).isEqualTo(kept.inbox().uidValidity());
            assertThat(now.inbox().contentCount()).isEqualTo(2);
            assertThat(now.uid()).isGreaterThan(lost.uid());
            assertThat(now.messageId()).isGreaterThan(lost.messageId());
            assertThat(now.changeNumber()).isGreaterThan(lost.changeNumber());
            Told of = lost;
            FolderChanges changes = mailbox().read(s -> s.changesSince(of.inbox().folderId(),
                    of.inbox().contentsChangeNumber()));
            assertThat(changes.complete()).isFalse();
            assertThat(changes.changedUids()).containsExactly(kept.uid(), now.uid());
            assertThat(fixture.mailbox().info().mailboxId()).isGreaterThan(mailboxId + 1);
        }
        long after = inbox().contentsChangeNumber();
        fixture.reopen();
        try (RollbackGuard running = guard()) {
            assertThat(inbox().contentsChangeNumber()).isEqualTo(after);
        }
    }

    @Test
    void noticesACopyThatComesBackAfterAnEmptyStoreWasThere() throws IOException {
        try (RollbackGuard running = guard()) {
            mailboxId = fixture.mailbox().info().mailboxId();
        }
        fixture.close();
        copy(true);
        fixture.reopenOnly();
        Told lost;
        try (RollbackGuard running = guard()) {
            lost = tell("lost");
        }
        // Somebody starts the server before the copy is back.
        try (StoreFixture empty = new StoreFixture(fixture.engine(), directory.resolve("empty"));
                RollbackGuard running = RollbackGuard.start(empty.database, empty.store, file)) {
            assertThat(empty.store.mailboxes()).isEmpty();
        }
        fixture.close();
        copy(false);
        fixture.reopenOnly();
        try (RollbackGuard running = guard()) {
            assertThat(tell("new").uid()).isGreaterThan(lost.uid());
        }
    }

    @Test
    void marksWhatIsCommittedWhileItRuns() throws Exception {
        try (RollbackGuard running = RollbackGuard.start(fixture.database, fixture.store, file,
                Duration.ofMillis(20))) {
            String before = Files.readString(file);
            mailboxId = fixture.mailbox().info().mailboxId();
            for (int i = 0; i < 6_000 && Files.readString(file).equals(before); i++) {
                Thread.sleep(10);
            }
            assertThat(Files.readString(file)).isNotEqualTo(before);
        }
    }

    @Test
    void tellsWhoListensToReadAgain() throws Exception {
        Mailbox mailbox = fixture.mailbox();
        AtomicInteger overflows = new AtomicInteger();
        Subscription one = mailbox.subscribe(event -> {}, overflows::incrementAndGet);
        Subscription all = fixture.store.subscribe(event -> {}, overflows::incrementAndGet);
        assertThat(fixture.store.renumber()).isEqualTo(1);
        for (int i = 0; i < 6_000 && overflows.get() < 2; i++) {
            Thread.sleep(10);
        }
        assertThat(overflows).hasValue(2);
        one.close();
        all.close();
    }

    @Test
    void aFolderThatHasUsedUpItsUidsBeginsAnew() {
        Mailbox mailbox = fixture.mailbox();
        mailboxId = mailbox.info().mailboxId();
        Folder before = inbox();
        fixture.database.write(sql -> sql.update("UPDATE folder SET next_uid = 2147000000"
                + " WHERE folder_id = ?", before.folderId()));
        fixture.store.renumber();
        assertThat(inbox().uidValidity()).isGreaterThan(before.uidValidity());
        assertThat(tell("one more").uid()).isEqualTo(2_147_000_000);
    }
}
