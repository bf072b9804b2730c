package org.rialto.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rialto.directory.DirectoryObject;
import org.rialto.server.UserError;
import org.rialto.server.transfer.MailImport;
import org.rialto.store.MailboxInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto import`.
@Command(name = "import", description = {"Bring mail into a mailbox from mbox files, Maildirs,"
        + " directories of .eml files, or single ones.",
        "Interrupted, it goes on where it was when"
                + " it is run again."})
final class ImportCommand implements Administration {
    @Parameters(index = "0", paramLabel = "USER", description = "Whose mailbox.")
    String user = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "What to import.")
    List<String> paths = List.of();

    @Option(names = "--folder", paramLabel = "NAME", description = "Into this folder (Inbox when not given); made when missing.")
    String folder = "Inbox";

    @Option(names = "--again", description = "From the beginning, whatever came in before.")
    boolean again;

    @Override
    public int run(Workplace place) throws Exception {
        MailboxInfo info = mailbox(place, user);
        boolean watched = place.terminal().isInteractive();
        for (String name : paths) {
            Path path = place.terminal().resolve(name);
            if (!Files.exists(path))
                throw new UserError(path + " does not exist");
            long count = new MailImport(place.rooms().database(), place.rooms().store(), info,
                    folder, done -> {
                        if (watched)
                            place.err().print("\r" + done + " messages ");
                        place.err().flush();
                    }).run(path, again);
            if (watched)
                place.err().print("\r");
            place.out().println(path + ": " + count + " messages");
        }
        return 0;
    }

    static MailboxInfo mailbox(Workplace place, String name) throws UserError {
        DirectoryObject object = place.rooms().directory().named(name);
        if (!(object instanceof DirectoryObject.MailboxOwner owner)) {
            throw new UserError(name + " has no mailbox");
        }
        place.rooms().prepareMailbox(owner);
        return place.rooms().store().findMailbox(owner.mailboxGuid()).orElseThrow();
    }
}
