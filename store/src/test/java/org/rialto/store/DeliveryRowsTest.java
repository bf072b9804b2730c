package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.TestEngine;

/// What a delivery costs is what it writes: a row of the message, one of what it is made of, and one
/// each of its folder, its mailbox and the blob that it holds. Whatever is known of folders, and
/// whatever watches them, adds none.
class DeliveryRowsTest {
    @TempDir
    private Path directory;

    /// Of the one connection that writes.
    private static long written(StoreFixture fixture) {
        return fixture.database.write(sql -> sql.number("SELECT total_changes()", 0));
    }

    @Test
    void aDeliveryWritesFiveRows() {
        try (StoreFixture fixture = new StoreFixture(TestEngine.SQLITE, directory)) {
            Mailbox mailbox = fixture.mailbox();
            long inbox = StoreFixture.inbox(mailbox);
            for (int i = 0; i < 3; i++) {
                NewMessage message = fixture.message("mail " + i);
                long before = written(fixture);
                mailbox.write(change -> change.deliver(inbox, message));
                assertThat(written(fixture) - before).isEqualTo(5);
            }
        }
    }
}
