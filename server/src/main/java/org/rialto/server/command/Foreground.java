package org.rialto.server.command;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.server.UserError;
import org.rialto.server.config.Configuration;
import org.rialto.server.control.HomeLock;

/// Runs a server in this process until SIGTERM or SIGINT, then drains it.
final class Foreground {
    /// What is done before and after.
    interface Steps {
        /// With the rooms open and nothing listening yet.
        void prepare(Rooms rooms) throws UserError, IOException;

        /// When every listener answers.
        void announce(RunningServer server);

        /// After everything is closed.
        void afterwards();
    }

    private Foreground() {}

    /// Returns only by throwing before the server is up; afterwards the process ends from the
    /// signal, with exit code 0.
    static int run(Home home, Configuration configuration, int portOffset, Steps steps)
            throws UserError, IOException, InterruptedException {
        HomeLock lock = HomeLock.tryTake(home);
        if (lock == null) {
            throw new UserError("process " + HomeLock.holder(home) + " already has "
                    + home.directory() + " open", "Stop it first, or name another --home.");
        }
        RunningServer server;
        Rooms rooms = Rooms.open(home, configuration);
        try {
            steps.prepare(rooms);
            server = RunningServer.start(home, configuration, rooms, portOffset);
        } catch (IOException | UserError | RuntimeException e) {
            rooms.close();
            lock.close();
            steps.afterwards();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.close();
            steps.afterwards();
            // Stopping on request is success, which the virtual machine's own code (143) is not.
            Runtime.getRuntime().halt(0);
        }));
        steps.announce(server);
        new CountDownLatch(1).await();
        return 0;
    }
}
