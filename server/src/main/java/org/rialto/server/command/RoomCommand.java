package org.rialto.server.command;

import picocli.CommandLine.Command;

/// `rialto room`.
@Command(name = "room", description = "Rooms, whose calendars are booked.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        AddObject.class, SetObject.class, ListObjects.class, ShowObject.class,
        RemoveObject.class})
final class RoomCommand {}
