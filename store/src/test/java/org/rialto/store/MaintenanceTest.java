package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;

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
                new Maintenance.Settings(Duration.ZERO, Duration.ZERO, Duration.ofMillis(20)))) {
            for (int i = 0; i < 200 && recoverable(mailbox) > 0; i++) {
                Thread.sleep(20);
            }
        }
        assertThat(recoverable(mailbox)).isZero();
        assertThat(mailbox.info().recoverableSize()).isZero();
    }

    private static int recoverable(Mailbox mailbox) {
        return mailbox.read(snapshot -> snapshot.folder(SpecialFolder.RECOVERABLE_DELETIONS))
                .contentCount();
    }
}
