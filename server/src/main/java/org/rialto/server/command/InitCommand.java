package org.rialto.server.command;

import org.rialto.server.Home;
import org.rialto.server.HomeFiles;
import org.rialto.server.UserError;
import org.rialto.server.control.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `rialto init --home DIR --domain D`.
@Command(name = "init", description = "Make a home: configuration, a self-signed certificate until"
        + " you have a real one, the domain and its first administrator.")
final class InitCommand implements LocalCommand {
    @ParentCommand
    RialtoCommand root = new RialtoCommand();

    @Option(names = "--domain", required = true, paramLabel = "D", description = "The mail domain, for example example.com.")
    String domain = "";

    @Option(names = "--hostname", paramLabel = "NAME", description = "The server's own name; mail.D when not given.")
    String hostName = "";

    @Override
    public int run(Terminal terminal) throws Exception {
        Home home = root.home();
        if (home.exists()) {
            throw new UserError(home.directory() + " is a home already",
                    "`rialto serve --home " + home.directory() + "` runs it.");
        }
        String host = hostName.isEmpty() ? "mail." + domain : hostName;
        HomeFiles.create(home, host, domain, HomeFiles.Ports.STANDARD, false);
        terminal.out().println("Made " + home.directory());
        return 0;
    }
}
