package org.rialto.server.command;

import java.nio.file.Path;
import org.rialto.server.transfer.MailExport;
import org.rialto.store.MailboxInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto export`.
@Command(name = "export", description = {"Write a mailbox's mail to files, a Maildir, mbox file or"
        + " directory of .eml files for each folder.",
        "Interrupted, it goes on when it is run"
                + " again."})
final class ExportCommand implements Administration {
    @Parameters(index = "0", paramLabel = "USER", description = "Whose mailbox.")
    String user = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "Where to; made when missing.")
    String target = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "maildir (when not given), mbox or eml.")
    MailExport.Format format = MailExport.Format.MAILDIR;

    @Override
    public int run(Workplace place) throws Exception {
        MailboxInfo info = ImportCommand.mailbox(place, user);
        Path path = place.terminal().resolve(target);
        boolean watched = place.terminal().isInteractive();
        MailExport.Result result = new MailExport(place.rooms().store(), info, format, done -> {
            if (watched)
                place.err().print("\r" + done + " messages ");
            place.err().flush();
        }).run(path);
        if (watched)
            place.err().print("\r");
        place.out().println(path + ": " + result.written() + " messages");
        if (result.withoutMime() > 0) {
            place.err().println(result.withoutMime() + " items that are not mail were left out");
        }
        return 0;
    }
}
