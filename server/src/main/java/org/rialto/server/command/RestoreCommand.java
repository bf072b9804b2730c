package org.rialto.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.database.UncheckedSqlException;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryTables;
import org.rialto.directory.ObjectKind;
import org.rialto.mapi.MailError;
import org.rialto.server.Rooms;
import org.rialto.server.UserError;
import org.rialto.store.backup.BackupFile;
import org.rialto.store.backup.BackupSummary;
import org.rialto.store.backup.MailboxRestore;
import org.rialto.transport.submission.KeptSubmissions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto restore`.
@Command(name = "restore", description = {"Bring the directory and mailboxes back from a backup.",
        "Works while the server runs; a mailbox appears when it is whole. What programs were told"
                + " after the backup is never told them with another meaning: UIDs and change"
                + " numbers go on beyond it, and programs synchronise again."})
final class RestoreCommand implements Administration {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The backup.")
    String file = "";

    @Option(names = "--mailbox", paramLabel = "USER", description = "Only this user's mailbox. A"
            + " file with one mailbox is restored as this user's, whosever it was.")
    @Nullable
    String mailbox;

    @Option(names = "--replace", description = "Put the backup in the place of a mailbox that is"
            + " there. What came since the backup is gone.")
    boolean replace;

    @Option(names = "--unchanged", description = "Nothing was changed after the backup, as in a"
            + " move to another machine: keep all numbers, so that no program has to synchronise"
            + " again.")
    boolean unchanged;

    @Option(names = "--as-drafts", description = "Messages that wait for their time to be sent"
            + " become drafts: for a copy, when the original goes on and sends them.")
    boolean asDrafts;

    @Option(names = "--reset-ids", description = "Without a file: you have put the database back by"
            + " other means. Moves UIDs and change numbers on in every mailbox. (The server does"
            + " so by itself when it notices; it cannot when the whole home was put back.)")
    boolean resetIds;

    @Option(names = "--replace-directory", description = "Put the backup's domains, users and"
            + " passwords in the place of those that are here. Without it they come back only"
            + " where nobody is yet.")
    boolean replaceDirectory;

    private record Job(BackupFile.Content source, UUID target) {}

    @Override
    public int run(Workplace place) throws Exception {
        Rooms rooms = place.rooms();
        if (resetIds || file.isEmpty())
            return resetIds(place);
        Path source = place.terminal().resolve(file);
        ProgressLine progress = new ProgressLine(place.terminal());
        KeptSubmissions submissions = new KeptSubmissions(rooms.database(), Clock.systemUTC(),
                asDrafts);
        int failed = 0;
        try (BackupFile backup = BackupFile.open(source, progress::at)) {
            if (mailbox == null)
                directory(place, backup);
            for (Job job : jobs(rooms, backup)) {
                try {
                    BackupSummary done = new MailboxRestore(rooms.database(), rooms.store(), backup,
                            progress::at, List.of(submissions)).run(job.source().guid(),
                                    job.target(), replace,
                                    unchanged
                                            ? MailboxRestore.Numbers.AS_THEY_WERE
                                            : MailboxRestore.Numbers.MOVED_ON);
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
        rooms.sendWhatIsDue();
        return failed == 0 ? 0 : 1;
    }

    private void directory(Workplace place, BackupFile backup) throws UserError {
        Directory directory = place.rooms().directory();
        if (!backup.has(BackupCommand.DIRECTORY)) {
            if (replaceDirectory)
                throw new UserError("the backup has no directory, only mailboxes");
            return;
        }
        if (!directory.isEmpty() && !replaceDirectory) {
            place.err().println("The users that are here stay; --replace-directory puts the"
                    + " backup's in their place.");
            return;
        }
        directory.replace(consumer -> tables(backup, consumer));
        int users = directory.list(Set.of(ObjectKind.USER)).size();
        place.out().printf("The directory: %d domains, %d users%n", directory.domains().size(),
                users);
    }

    private static void tables(BackupFile backup, DirectoryTables.RowsConsumer consumer) {
        try {
            backup.tables(BackupCommand.DIRECTORY, table -> UncheckedSqlException
                    .run(() -> consumer.accept(new DirectoryTables.Rows(table.table(),
                            table.columns(), table.rows()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int resetIds(Workplace place) throws UserError {
        if (!resetIds || !file.isEmpty()) {
            throw new UserError(resetIds
                    ? "--reset-ids takes no file: restoring one does the same"
                    : "no backup is named", "`rialto restore --help` explains.");
        }
        place.out().printf("%d mailboxes: numbers moved on, programs synchronise again%n",
                place.rooms().store().renumber());
        return 0;
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
