package org.rialto.server.command;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Credential;
import org.rialto.server.Home;
import org.rialto.server.HomeFiles;
import org.rialto.server.Rooms;
import org.rialto.server.UserError;
import org.rialto.server.control.HomeLock;
import org.rialto.server.control.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(names = "--administrator", paramLabel = "NAME", description = "The first administrator's name; admin when not given.")
    String administrator = "admin";

    @Option(names = "--no-administrator", description = "Make no administrator.")
    boolean noAdministrator;

    @Mixin
    PasswordOption password = new PasswordOption();

    @Override
    public int run(Terminal terminal) throws Exception {
        Home home = root.home();
        if (home.exists()) {
            throw new UserError(home.directory() + " is a home already",
                    "`rialto serve --home " + home.directory() + "` runs it.");
        }
        String host = hostName.isEmpty() ? "mail." + domain : hostName;
        if (!SmtpAddress.isDomain(domain)) {
            throw new UserError("\"" + domain + "\" is not a domain name",
                    "For example: example.org");
        }
        String given = password.read(terminal);
        HomeFiles.create(home, host, domain, HomeFiles.Ports.STANDARD, false);
        HomeLock lock = HomeLock.tryTake(home);
        if (lock == null)
            throw new UserError("another process works on " + home.directory());
        try (lock; Rooms rooms = Rooms.open(home, home.configuration())) {
            rooms.directory().change(edit -> edit.domains().add(domain));
            terminal.out().println("Made " + home.directory() + " for " + domain);
            if (!noAdministrator)
                addAdministrator(rooms, given, terminal);
        }
        terminal.out().println("Run it:  rialto serve --home " + home.directory());
        return 0;
    }

    private void addAdministrator(Rooms rooms, @Nullable String given, Terminal terminal) {
        String secret = given != null ? given : randomPassword();
        Credential credential = rooms.hasher().credential(secret);
        DirectoryObject user = rooms.directory().change(edit -> {
            long id = edit.addUser(edit.domains().get(domain), administrator).id();
            edit.setDisplay(id, "Administrator");
            edit.set(id, Flag.ADMINISTRATOR, true);
            edit.setCredential(id, CredentialPurpose.PASSWORD, credential, null);
            return edit.object(id);
        });
        rooms.prepareMailbox(user);
        terminal.out().println("Administrator: " + user.address() + (given != null
                ? ""
                : ", password " + secret + "  (shown this once; rialto user set "
                        + administrator + " --password changes it)"));
    }

    /// Five groups of four from letters and digits that are not mistaken for each other: 98 bits.
    private static String randomPassword() {
        String alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 4 == 0)
                text.append('-');
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
