package org.rialto.store.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.rialto.store.Access;
import org.rialto.store.Mailbox;
import org.rialto.store.StoreFixture;

/// A mailbox through a backup: written to a file, and restored from there beside itself.
public record Copies(StoreFixture fixture, Path file) {
    /// A copy of the mailbox as it is now, and what was wrong with it.
    public record Copy(Mailbox mailbox, List<String> warnings) {}

    public Copy of(Mailbox mailbox, Access access, MailboxRestore.Numbers numbers)
            throws IOException {
        new BackupWriter(fixture.database, fixture.store, (guid, display) -> "x",
                BackupProgress.NONE).write(file, Set.of());
        UUID copy = UUID.randomUUID();
        try (BackupFile backup = BackupFile.open(file, BackupProgress.NONE)) {
            BackupSummary summary = new MailboxRestore(fixture.database, fixture.store, backup,
                    BackupProgress.NONE).run(mailbox.info().guid(), copy, false, numbers);
            return new Copy(fixture.store.open(
                    fixture.store.findMailbox(copy).orElseThrow().mailboxId(), access),
                    summary.warnings());
        }
    }
}
