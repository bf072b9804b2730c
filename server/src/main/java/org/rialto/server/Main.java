package org.rialto.server;

import org.rialto.server.command.CommandLines;
import org.rialto.server.control.LocalTerminal;

/// The program `rialto`.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(CommandLines.execute(arguments, new LocalTerminal(), null));
    }
}
