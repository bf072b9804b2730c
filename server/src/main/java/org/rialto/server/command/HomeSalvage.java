package org.rialto.server.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.Sql;
import org.rialto.database.salvage.Salvage;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.ObjectKind;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.UserError;
import org.rialto.server.control.Terminal;
import org.rialto.store.MailboxInfo;
import org.rialto.store.check.StoreSalvage;
import org.rialto.transport.queue.QueueRows;

/// Puts a new database in the place of a stopped home's damaged one. The damaged file stays beside it
/// under another name; until the last step nothing is changed, so that a crash costs the time only.
final class HomeSalvage {
    private static final long SPARE_BYTES = 256L << 20;
    private static final List<String> AFTERWARDS = new ArrayList<>(StoreSalvage.AFTERWARDS);

    static {
        // The directory's counter gives ids to all of these; it may be among what is lost.
        AFTERWARDS.add("INSERT INTO directory_state (name, value) SELECT 'id', 1000 + MAX("
                + "(SELECT COALESCE(MAX(object_id), 0) FROM directory_object),"
                + " (SELECT COALESCE(MAX(domain_id), 0) FROM directory_domain),"
                + " (SELECT COALESCE(MAX(policy_id), 0) FROM directory_policy),"
                + " (SELECT COALESCE(MAX(version), 0) FROM directory_credential),"
                + " (SELECT COALESCE(MAX(app_password_id), 0) FROM directory_app_password))"
                + " WHERE true ON CONFLICT (name) DO UPDATE SET value = MAX(value,"
                + " excluded.value)");
        AFTERWARDS.add("INSERT OR IGNORE INTO directory_state (name, value)"
                + " VALUES ('version', 1000000)");
    }

    private HomeSalvage() {}

    /// Whether there was damage: then the database is a new one.
    static boolean run(Home home, Terminal terminal) throws IOException, UserError {
        Path file = Rooms.databaseFile(home);
        if (!Files.exists(file)) {
            return false;
        }
        List<String> problems = Salvage.problems(file);
        if (problems.isEmpty()) {
            return false;
        }
        terminal.out().println(file + " is damaged; the engine says: " + problems.getFirst()
                + (problems.size() > 1 ? ", and " + (problems.size() - 1) + " more" : ""));
        room(home, file);
        Path fresh = file.resolveSibling("rialto.db.rebuilding");
        delete(fresh);
        Salvage.Report report = Salvage.rebuild(file, fresh, StoreSalvage.LEAVE_OUT, AFTERWARDS);
        List<String> said = new ArrayList<>(report.losses());
        try (Database database = Database.open(new DatabaseConfiguration.Sqlite(fresh))) {
            said.addAll(new StoreSalvage(database, Rooms.blobs(home),
                    home.directory().resolve("lost+found"), HomeSalvage::queued).run());
        }
        Path kept = exchange(file, fresh);
        long rows = report.rows().values().stream().mapToLong(Long::longValue).sum();
        said.forEach(line -> terminal.out().println("  " + line));
        terminal.out().println("A new database was made of " + rows + " rows; the damaged one is "
                + kept);
        terminal.out().flush();
        return true;
    }

    private static void room(Home home, Path file) throws IOException, UserError {
        long needed = Files.size(file) + SPARE_BYTES;
        long free = Files.getFileStore(home.data()).getUsableSpace();
        if (free < needed) {
            throw new UserError("saving what can be read needs " + (needed >> 20)
                    + " MiB; only " + (free >> 20) + " are free in " + home.data(),
                    "Make room there, or copy the home to a larger disk first.");
        }
    }

    private static void queued(Sql sql, LongConsumer blobId) throws SQLException {
        if (sql.number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'queue_message'", 0) > 0) {
            QueueRows.forEachBlob(sql, blobId);
        }
    }

    private static Path exchange(Path file, Path fresh) throws IOException {
        Path kept = file.resolveSibling("rialto.db.damaged-" + LocalDateTime.now()
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
        // A log that could not be read into the file goes with it, and must not stay with the new.
        for (String suffix : List.of("-wal", "-shm")) {
            Path log = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(log)) {
                Files.move(log, kept.resolveSibling(kept.getFileName() + suffix));
            }
        }
        Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(),
                StandardOpenOption.READ)) {
            directory.force(true);
        }
        return kept;
    }

    private static void delete(Path database) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
        }
    }

    /// Afterwards, with the rooms open: numbers move on, and a mailbox that lost whose it is goes to
    /// the one who has lost theirs.
    static void finish(Rooms rooms, Terminal terminal) {
        rooms.store().renumber();
        List<MailboxInfo> rescued = rooms.store().mailboxes().stream()
                .filter(mailbox -> mailbox.displayName().equals("Rescued mailbox "
                        + mailbox.mailboxId()))
                .toList();
        List<DirectoryObject> without = rooms.directory()
                .list(Set.of(ObjectKind.USER, ObjectKind.ROOM, ObjectKind.EQUIPMENT)).stream()
                .filter(object -> object instanceof DirectoryObject.MailboxOwner owner
                        && rooms.store().findMailbox(owner.mailboxGuid()).isEmpty())
                .toList();
        if (rescued.size() == 1 && without.size() == 1
                && without.getFirst() instanceof DirectoryObject.MailboxOwner owner) {
            rooms.database().write(sql -> sql.update("UPDATE mailbox SET guid = ?,"
                    + " display_name = ? WHERE mailbox_id = ?", owner.mailboxGuid().toString(),
                    owner.display(), rescued.getFirst().mailboxId()));
            terminal.out().println("  mailbox " + rescued.getFirst().mailboxId() + " is "
                    + owner.address() + "'s, the only one without a mailbox");
        } else if (!rescued.isEmpty()) {
            terminal.out().println("  whose the rescued mailboxes are is not known; without a"
                    + " mailbox are " + String.join(", ", without.stream()
                            .map(object -> object.entry().address().toString()).toList()));
        }
    }
}
