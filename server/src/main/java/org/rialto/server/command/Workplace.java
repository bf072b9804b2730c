package org.rialto.server.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.server.control.Terminal;
import org.rialto.transport.queue.QueueAdministration;
import org.rialto.transport.queue.QueueLimits;
import org.rialto.transport.queue.QueueRows;
import org.rialto.transport.queue.QueueRunner;

/// What an administration command has at hand.
///
/// @param server the server that has the home open, or null when none runs
record Workplace(Home home, Configuration configuration, Rooms rooms,
        @Nullable RunningServer server, Terminal terminal) {
    PrintWriter out() { return terminal.out(); }

    /// The queue: the running server's, or that of a stopped home, where nothing moves.
    QueueAdministration queue() {
        if (server != null)
            return server.queue();
        Clock clock = Clock.systemUTC();
        QueueRows rows = new QueueRows(rooms.database(), rooms.store().blobs(),
                configuration.get(Settings.NODE));
        return new QueueAdministration(rooms.database(), rows, new QueueRunner(rooms.database(),
                rows, QueueLimits.STANDARD, UnaryOperator.identity(), clock), clock);
    }

    PrintWriter err() { return terminal.err(); }
}
