package org.rialto.server.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;
import org.rialto.server.Rooms;
import org.rialto.server.UserError;
import org.rialto.store.backup.BackupFile;
import org.rialto.store.backup.BackupSummary;
import org.rialto.store.backup.MailboxRestore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto restore`.
@Command(name = "restore", description = {"Bring mailboxes back from a backup file.",
        "Works while the server runs; a mailbox appears when it is whole."})
final class RestoreCommand implements Administration {
    @Parameters(paramLabel = "FILE", description = "The backup.")
    String file = "";

    @Option(names = "--mailbox", paramLabel = "USER", description = "Only this user's mailbox. A"
            + " file with one mailbox is restored as this user's, whosever it was.")
    @Nullable
    String mailbox;

    @Option(names = "--replace", description = "Put the backup in the place of a mailbox that is"
            + " there. What came since the backup is gone.")
    boolean replace;

    private record Job(BackupFile.Content source, UUID target) {}

    @Override
    public int run(Workplace place) throws Exception {
        Rooms rooms = place.rooms();
        Path source = place.terminal().resolve(file);
        ProgressLine progress = new ProgressLine(place.terminal());
        int failed = 0;
        try (BackupFile backup = BackupFile.open(source, progress::at)) {
            for (Job job : jobs(rooms, backup)) {
                try {
                    BackupSummary done = new MailboxRestore(rooms.database(), rooms.store(), backup,
                            progress::at).run(job.source().guid(), job.target(), replace);
                    progress.end();
                    done.warnings().forEach(place.err()::println);
                    place.out().printf("%s: %d messages restored%n", job.source().label(),
                            done.messages());
                } catch (MailError | MalformedDataException e) {
                    progress.end();
                    failed++;
                    place.err().println(job.source().label() + ": " + e.getMessage());
                }
            }
        } catch (MalformedDataException e) {
            throw new UserError(source + " cannot be restored: " + e.getMessage());
        }
        rooms.applyQuotas();
        return failed == 0 ? 0 : 1;
    }

    private List<Job> jobs(Rooms rooms, BackupFile backup) throws UserError {
        List<BackupFile.Content> all = backup.mailboxes();
        if (mailbox != null) {
            UUID target = BackupCommand.guid(rooms, mailbox);
            for (BackupFile.Content content : all) {
                if (content.guid().equals(target))
                    return List.of(new Job(content, target));
            }
            if (all.size() == 1)
                return List.of(new Job(all.getFirst(), target));
            throw new UserError("the backup has no mailbox of " + mailbox, "It has: "
                    + String.join(", ", all.stream().map(BackupFile.Content::label).toList()));
        }
        List<Job> jobs = new ArrayList<>();
        all.forEach(content -> jobs.add(new Job(content, target(rooms, content))));
        return jobs;
    }

    /// Whose mailbox it becomes: by its GUID; in a directory made anew, by the mail address.
    private static UUID target(Rooms rooms, BackupFile.Content content) {
        if (rooms.directory().ofMailbox(content.guid()).isPresent())
            return content.guid();
        try {
            return BackupCommand.guid(rooms, content.label());
        } catch (UserError | MailError e) {
            return content.guid(); // nobody's until somebody has it
        }
    }
}
