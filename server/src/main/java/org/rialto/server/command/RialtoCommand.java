package org.rialto.server.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rialto.server.Home;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The program's name and what all commands share.
@Command(name = "rialto", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "An open, self-hosted mail and groupware server.%n", synopsisSubcommandLabel = "COMMAND", usageHelpAutoWidth = true, footer = {
        "",
        "New here? `rialto demo` shows everything on a throwaway home.",
        "`rialto COMMAND --help` explains a command."}, subcommands = {DemoCommand.class,
                InitCommand.class, ServeCommand.class,
                StatusCommand.class, ConfigCommand.class, UserCommand.class, GroupCommand.class,
                RoomCommand.class, EquipmentCommand.class, ContactCommand.class,
                PublicFolderCommand.class, DomainCommand.class, PolicyCommand.class,
                DkimCommand.class,
                ProvisionCommand.class,
                GrantCommand.class, QueueCommand.class, UmCommand.class, SipCommand.class,
                ImportCommand.class,
                ExportCommand.class,
                CheckCommand.class, BackupCommand.class, RestoreCommand.class,
                RehearseCommand.class})
final class RialtoCommand {
    @Option(names = "--home", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "The server's home directory (or set RIALTO_HOME).")
    @Nullable
    String home;

    /// The home that was named; relative names are the person's.
    Home home() throws UserError {
        String name = home != null ? home : System.getenv("RIALTO_HOME");
        if (name == null || name.isEmpty()) {
            throw new UserError("which home?", "Say --home DIR, or set RIALTO_HOME.");
        }
        return new Home(Path.of(name).toAbsolutePath().normalize());
    }
}
