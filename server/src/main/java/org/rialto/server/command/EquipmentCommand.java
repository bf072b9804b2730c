package org.rialto.server.command;

import picocli.CommandLine.Command;

/// `rialto equipment`.
@Command(name = "equipment", description = "Equipment, whose calendars are booked.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        AddObject.class, SetObject.class, ListObjects.class, ShowObject.class,
        RemoveObject.class})
final class EquipmentCommand {}
