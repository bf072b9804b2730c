package org.rialto.server.command;

import picocli.CommandLine.Command;

/// `rialto contact`.
@Command(name = "contact", description = "Contacts: people elsewhere, with mail=ADDRESS.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        AddObject.class, SetObject.class, ListObjects.class, ShowObject.class,
        RemoveObject.class})
final class ContactCommand {}
