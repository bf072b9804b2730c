package org.rialto.server.command;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.server.config.Configuration;
import org.rialto.server.control.Terminal;

/// What an administration command has at hand.
///
/// @param server the server that has the home open, or null when none runs
record Workplace(Home home, Configuration configuration, Rooms rooms,
        @Nullable RunningServer server, Terminal terminal) {
    PrintWriter out() { return terminal.out(); }

    PrintWriter err() { return terminal.err(); }
}
