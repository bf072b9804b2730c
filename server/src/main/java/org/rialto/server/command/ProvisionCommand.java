package org.rialto.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rialto.directory.provision.Provisioning;
import org.rialto.directory.provision.ProvisioningReport;
import org.rialto.server.MailboxProvisioning;
import org.rialto.server.Rooms;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rialto provision FILE`.
@Command(name = "provision", description = {"Make what a file lists exist: users, rooms, groups,"
        + " contacts, public folders, grants.", "Prints what changed; may be run again."})
final class ProvisionCommand implements Administration {
    @Parameters(paramLabel = "FILE", description = "A TOML file.")
    String file = "";

    @Override
    public int run(Workplace place) throws UserError {
        Path path = place.terminal().resolve(file);
        if (!Files.exists(path))
            throw new UserError(path + " does not exist");
        place.out().println(apply(place.rooms(), path, text -> {
            if (place.terminal().isInteractive())
                place.err().println(text);
        }));
        return 0;
    }

    static ProvisioningReport apply(Rooms rooms, Path path,
            java.util.function.Consumer<String> progress) {
        return Provisioning.read(path).apply(rooms.directory(), rooms.hasher(),
                new MailboxProvisioning(rooms), progress);
    }
}
