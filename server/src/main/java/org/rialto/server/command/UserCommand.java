package org.rialto.server.command;

import picocli.CommandLine.Command;

/// `rialto user`.
@Command(name = "user", description = "Users: people who log in and have a mailbox.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        AddObject.class, SetObject.class, ListObjects.class, ShowObject.class,
        RemoveObject.class})
final class UserCommand {}
