package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.PropertyTags;

/// What is old goes, and who asks for it is told so.
@ParameterizedClass
@EnumSource(TestEngine.class)
class MaintenanceTest {
    private final StoreFixture fixture;

    MaintenanceTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
    }

    @AfterEach
    void close() { fixture.close(); }

    @Test
    void purgesOldTombstonesAndSaysSo() {
        Mailbox mailbox = fixture.mailbox();
        long id = mailbox.info().mailboxId();
        long inbox = StoreFixture.inbox(mailbox);
        for (int i = 0; i < 1300; i++) {
            int number = i;
            mailbox.write(change -> change.addMessage(inbox, StoreFixture.message("m" + number,
                    null)));
        }
        for (int i = 1; i <= 1200; i++) {
            int uid = i;
            mailbox.write(change -> change.deleteMessages(inbox, new int[]{uid}, true));
        }
        assertThat(fixture.store.purgeTombstones(id, Instant.now())).isZero(); // and marks
        long marked = mailbox.read(snapshot -> snapshot.folder(inbox)).contentsChangeNumber();
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{1201}, true));
        assertThat(fixture.store.purgeTombstones(id, Instant.now().minusSeconds(3600))).isZero();
        assertThat(fixture.store.purgeTombstones(id, Instant.now().plusSeconds(1)))
                .isEqualTo(1200);
        FolderChanges old = mailbox.read(snapshot -> snapshot.changesSince(inbox, marked - 1));
        assertThat(old.complete()).isFalse();
        FolderChanges recent = mailbox.read(snapshot -> snapshot.changesSince(inbox, marked));
        assertThat(recent.complete()).isTrue();
        assertThat(recent.deletedUids()).containsExactly(1201);
    }

    @Test
    void expiresWhatWasDeletedLongAgo() throws InterruptedException {
        Mailbox mailbox = fixture.mailbox();
        long inbox = StoreFixture.inbox(mailbox);
        fixture.add(mailbox, inbox, "going");
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{1}, false));
        try (Maintenance running = Maintenance.start(fixture.store,
                new Maintenance.Settings(any -> Optional.of(Duration.ZERO), Duration.ZERO,
                        Duration.ofMillis(20), 3))) {
            for (int i = 0; i < 6_000 && recoverable(mailbox) > 0; i++) {
                Thread.sleep(20);
            }
        }
        assertThat(recoverable(mailbox)).isZero();
        assertThat(mailbox.info().recoverableSize()).isZero();
    }

    @Test
    void keepsWhatIsNeverToExpire() throws InterruptedException {
        Mailbox mailbox = fixture.mailbox();
        long inbox = StoreFixture.inbox(mailbox);
        fixture.add(mailbox, inbox, "staying");
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{1}, false));
        try (Maintenance running = Maintenance.start(fixture.store,
                new Maintenance.Settings(any -> Optional.empty(), Duration.ZERO,
                        Duration.ofMillis(5), 3))) {
            Thread.sleep(200);
        }
        assertThat(recoverable(mailbox)).isEqualTo(1);
    }

    private static NewMessage large(String subject, int size) {
        NewMessage plain = StoreFixture.message(subject, null);
        plain.content().properties().set(PropertyTags.PidTagBody, "x".repeat(size / 2));
        return plain;
    }

    private static void limit(Mailbox mailbox, long bytes) {
        mailbox.write(change -> {
            change.setQuota(new MailboxInfo.Quota(0, 0, 0, bytes));
            return 0;
        });
    }

    private static void isSoonWithin(Mailbox mailbox, long bytes) throws InterruptedException {
        for (int i = 0; i < 6_000 && mailbox.info().recoverableSize() > bytes; i++) {
            Thread.sleep(20);
        }
        assertThat(mailbox.info().recoverableSize()).isLessThanOrEqualTo(bytes);
    }

    private static List<String> kept(Mailbox mailbox) {
        return mailbox.read(snapshot -> snapshot.contents(
                snapshot.folder(SpecialFolder.RECOVERABLE_DELETIONS).folderId(), false, 1, 1000,
                Set.of(MessagePart.PROPERTIES))).stream()
                .map(row -> String.valueOf(java.util.Objects.requireNonNull(row.properties())
                        .get(PropertyTags.PidTagSubject)))
                .toList();
    }

    @Test
    void theOldestRecoverableItemsGoWhenThereAreMoreThanTheQuota() throws InterruptedException {
        Mailbox mailbox = fixture.mailbox();
        long inbox = StoreFixture.inbox(mailbox);
        for (int i = 1; i <= 6; i++) {
            int number = i;
            mailbox.write(change -> change.addMessage(inbox, large("m" + number, 10_000)));
        }
        long room = mailbox.info().contentSize() / 6 * 4 + 100;
        limit(mailbox, room);
        for (int i : new int[]{3, 1, 2, 4}) {
            mailbox.write(change -> change.deleteMessages(inbox, new int[]{i}, false));
        }
        assertThat(kept(mailbox)).hasSize(4);
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{5, 6}, false));
        isSoonWithin(mailbox, room);
        assertThat(kept(mailbox)).doesNotContain("m3", "m1").contains("m2", "m4", "m5", "m6");
        assertThat(mailbox.read(s -> s.folder(inbox)).contentCount()).isZero();

        // One that is larger than all of it is gone at once, and takes the others along.
        mailbox.write(change -> change.addMessage(inbox, large("huge", 200_000)));
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{7}, false));
        isSoonWithin(mailbox, room);
        assertThat(kept(mailbox)).isEmpty();
    }

    @Test
    void aLowerQuotaHoldsForWhatIsThere() {
        Mailbox mailbox = fixture.mailbox();
        long id = mailbox.info().mailboxId();
        long inbox = StoreFixture.inbox(mailbox);
        for (int i = 1; i <= 700; i++) {
            int number = i;
            mailbox.write(change -> change.addMessage(inbox, StoreFixture.message("m" + number,
                    null)));
        }
        mailbox.write(change -> change.deleteMessages(inbox,
                IntStream.rangeClosed(1, 700).toArray(), false));
        assertThat(fixture.store.purgeOverQuota(id)).isZero();
        assertThat(recoverable(mailbox)).isEqualTo(700);
        limit(mailbox, mailbox.info().recoverableSize() / 7);
        fixture.store.purgeOverQuota(id);
        assertThat(recoverable(mailbox)).isBetween(98, 100);
        assertThat(kept(mailbox)).contains("m700").doesNotContain("m1");
    }

    private long rows() {
        return fixture.database.read(sql -> sql.number("SELECT COUNT(*) FROM mailbox", 0)
                + sql.number("SELECT COUNT(*) FROM message", 0)
                + sql.number("SELECT COUNT(*) FROM folder", 0));
    }

    @Test
    void finishesDeletionsThatWereCutOffAtTheNextStart() throws InterruptedException {
        long none = rows();
        Mailbox mailbox = fixture.mailbox();
        long inbox = StoreFixture.inbox(mailbox);
        for (int i = 0; i < 10; i++) {
            fixture.add(mailbox, inbox, "m" + i);
        }
        long id = mailbox.info().mailboxId();
        fixture.database.write(sql -> sql.update("UPDATE mailbox SET deleting = 1"
                + " WHERE mailbox_id = ?", id));
        fixture.reopen();
        for (int i = 0; i < 6_000 && rows() > none; i++) {
            Thread.sleep(20);
        }
        assertThat(rows()).isEqualTo(none);
    }

    @Test
    void leavesAMailboxThatIsBeingRestoredAlone() {
        Mailbox mailbox = fixture.mailbox();
        long id = mailbox.info().mailboxId();
        fixture.database.write(sql -> {
            fixture.store.building(sql, id);
            return null;
        });
        assertThat(fixture.store.mailboxes()).isEmpty();
        assertThat(fixture.store.finishInterrupted()).isZero();
        fixture.database.write(sql -> sql.update("UPDATE store_counter SET last = last - ?"
                + " WHERE name = ?", 7 * 3_600_000L, "building-" + id));
        assertThat(fixture.store.finishInterrupted()).isEqualTo(1);
        long left = fixture.database.read(sql -> sql.number("SELECT COUNT(*) FROM store_counter"
                + " WHERE name LIKE 'building%'", 0));
        assertThat(left).isZero();
    }

    @Test
    void beginsHeavyWorkInTheQuietHour() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        ZonedDateTime evening = ZonedDateTime.of(2026, 3, 28, 22, 10, 0, 0, zone);
        assertThat(Maintenance.nextQuiet(evening, 4))
                .isEqualTo(ZonedDateTime.of(2026, 3, 29, 4, 0, 0, 0, zone));
        assertThat(Maintenance.nextQuiet(evening, 23)).isEqualTo(evening.withHour(23)
                .withMinute(0));
        assertThat(Maintenance.nextQuiet(evening.withHour(4).withMinute(0), 4))
                .isEqualTo(ZonedDateTime.of(2026, 3, 29, 4, 0, 0, 0, zone));
    }

    private static int recoverable(Mailbox mailbox) {
        return mailbox.read(snapshot -> snapshot.folder(SpecialFolder.RECOVERABLE_DELETIONS))
                .contentCount();
    }
}
