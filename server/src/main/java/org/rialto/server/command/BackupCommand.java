package org.rialto.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.RowTable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.DirectoryTables;
import org.rialto.mailbox.Mailboxes;
import org.rialto.server.Rooms;
import org.rialto.server.UserError;
import org.rialto.server.config.Sizes;
import org.rialto.store.backup.BackupSummary;
import org.rialto.store.backup.BackupWriter;
import org.rialto.transport.submission.KeptSubmissions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto backup`.
@Command(name = "backup", description = {"Write all there is to one file, while it is in use.",
        "The directory (domains, users with their passwords, groups, contacts) and every mailbox;"
                + " or one mailbox. The file is complete when it appears, and only its owner may"
                + " read it: keep it as safe as the home."})
final class BackupCommand implements Administration {
    static final String DIRECTORY = "directory";
    private static final Map<String, List<RowTable>> ROOMS = Map.of(DIRECTORY,
            DirectoryTables.ALL);

    @Parameters(paramLabel = "FILE", description = "The file to write; one that is there is replaced.")
    String file = "";

    @Option(names = "--mailbox", paramLabel = "USER", description = "Only this user's mailbox.")
    @Nullable
    String mailbox;

    @Override
    public int run(Workplace place) throws Exception {
        Rooms rooms = place.rooms();
        Path target = place.terminal().resolve(file);
        if (Files.isDirectory(target)) {
            throw new UserError(target + " is a directory", "Name the file to write.");
        }
        Set<UUID> only = mailbox == null ? Set.of() : Set.of(guid(rooms, mailbox));
        if (mailbox != null && rooms.store().findMailbox(only.iterator().next()).isEmpty()) {
            throw new UserError(mailbox + " has no mailbox yet");
        }
        ProgressLine progress = new ProgressLine(place.terminal());
        BackupSummary done = new BackupWriter(rooms.database(), rooms.store(),
                (guid, display) -> CheckCommand.name(rooms, guid, display), progress::at,
                List.of(new KeptSubmissions(rooms.database(), Clock.systemUTC(), false)))
                .write(target, only, mailbox == null ? ROOMS : Map.of());
        progress.end();
        done.warnings().forEach(place.err()::println);
        place.out().printf("%s: %s%d mailboxes, %d messages, %s%n", target,
                mailbox == null ? "the directory, " : "", done.mailboxes(), done.messages(),
                Sizes.show(Files.size(target)));
        return done.warnings().isEmpty() ? 0 : 1;
    }

    /// The mailbox of a user, a room, or "public" for the public folders.
    static UUID guid(Rooms rooms, String name) throws UserError {
        if (name.equals("public"))
            return Mailboxes.PUBLIC_FOLDERS;
        Optional<UUID> found = rooms.directory()
                .named(name) instanceof DirectoryObject.MailboxOwner owner
                        ? Optional.of(owner.mailboxGuid())
                        : Optional.empty();
        return found.orElseThrow(() -> new UserError(name + " has no mailbox",
                "Name a user or a room, or \"public\" for the public folders."));
    }
}
