package org.rialto.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.rialto.server.DkimKeys;
import org.rialto.server.UserError;
import org.rialto.server.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto dkim DOMAIN`: a key that signs mail to other servers (RFC 6376).
@Command(name = "dkim", description = {"Make a key that signs a domain's mail to other servers.",
        "Shows the DNS record to publish and the line for rialto.toml."})
final class DkimCommand implements Administration {
    @Parameters(paramLabel = "DOMAIN", description = "A domain of this server.")
    String domain = "";

    @Option(names = "--selector", paramLabel = "NAME", description = "The key's name in DNS; rialto when not given.")
    String selector = "rialto";

    @Override
    public int run(Workplace place) throws Exception {
        if (!place.rooms().directory().isOurs(domain)) {
            throw new UserError(domain + " is not a domain of this server",
                    "`rialto domain list` shows them.");
        }
        if (!selector.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw new UserError("a selector has letters, digits and hyphens");
        }
        Path directory = place.home().resolve("dkim");
        Files.createDirectories(directory, PosixFilePermissions
                .asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String name = domain + "." + selector + ".pem";
        if (Files.exists(directory.resolve(name))) {
            throw new UserError("there is a key dkim/" + name + " already",
                    "Say another --selector, for example one with the year.");
        }
        String record = DkimKeys.create(directory.resolve(name));
        place.out().println("1. Publish in DNS:");
        place.out().println(selector + "._domainkey." + domain + ". TXT \"" + record + '"');
        place.out().println("2. Then add to " + Settings.DKIM_KEYS.key() + " in rialto.toml, and"
                + " start the server again:");
        place.out().println("\"" + domain + ":" + selector + ":dkim/" + name + "\"");
        return 0;
    }
}
