package org.rialto.server.command;

import picocli.CommandLine.Command;

/// `rialto public-folder`.
@Command(name = "public-folder", description = "Addresses of public folders.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        AddObject.class, SetObject.class, ListObjects.class, ShowObject.class,
        RemoveObject.class})
final class PublicFolderCommand {}
