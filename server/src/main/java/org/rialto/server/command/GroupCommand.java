package org.rialto.server.command;

import picocli.CommandLine.Command;

/// `rialto group`.
@Command(name = "group", description = "Groups, with members=… or dynamic=….", synopsisSubcommandLabel = "COMMAND", subcommands = {
        AddObject.class, SetObject.class, ListObjects.class, ShowObject.class,
        RemoveObject.class})
final class GroupCommand {}
