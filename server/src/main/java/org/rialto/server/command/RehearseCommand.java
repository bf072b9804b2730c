package org.rialto.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.server.config.Configuration;
import org.rialto.server.control.HomeLock;
import org.rialto.server.control.Terminal;
import org.rialto.server.observe.LogConfigurator;
import picocli.CommandLine.Command;

/// Starts a server on a throwaway home and free ports, sends and reads mail, and ends: the launcher
/// records what the virtual machine learned meanwhile, so that later starts need not.
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements LocalCommand {
    @Override
    public int run(Terminal terminal) throws Exception {
        Path directory = Files.createTempDirectory("rialto-rehearsal");
        Home home = new Home(directory);
        try {
            DemoHome.create(home, true);
            Configuration configuration = home.configuration();
            LogConfigurator.level("info");
            LogConfigurator.toFile(home.log().resolve("rialto.log"));
            HomeLock lock = HomeLock.tryTake(home);
            if (lock == null)
                throw new IOException("cannot lock " + directory);
            try (lock) {
                Rooms rooms = Rooms.open(home, configuration);
                DemoHome.populate(rooms);
                RunningServer server = RunningServer.start(home, configuration, rooms, 0);
                DemoCommand.describe(server, terminal, home, true);
                new Rehearsal(server).run();
                server.close();
            }
        } finally {
            DemoHome.delete(directory);
        }
        return 0;
    }
}
