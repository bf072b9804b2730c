package org.rialto.server.command;

import java.util.List;
import org.rialto.base.net.Listener;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.server.control.Terminal;
import org.rialto.server.observe.LogConfigurator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `rialto serve --home DIR`.
@Command(name = "serve", description = {"Run the server in the foreground.",
        "Prints Ready on standard output when every listener answers; logs to standard error."
                + " SIGTERM lets commands at hand finish and stops."})
final class ServeCommand implements LocalCommand {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    @ParentCommand
    RialtoCommand root = new RialtoCommand();

    @Option(names = "--port-offset", paramLabel = "N", description = "Add N to every port of the configuration.")
    int portOffset;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set a configuration key for this run.")
    List<String> set = List.of();

    @Override
    public int run(Terminal terminal) throws Exception {
        Home home = root.home();
        Configuration configuration = ConfigCommand.with(home.configuration(), set);
        LogConfigurator.level(configuration.get(Settings.LOG_LEVEL));
        return Foreground.run(home, configuration, portOffset, new Foreground.Steps() {
            @Override
            public void prepare(Rooms rooms) {
                // A real home was prepared by `init`.
            }

            @Override
            public void announce(RunningServer server) {
                for (Listener listener : server.listeners()) {
                    log.info("{} listens on {}", listener.name(), listener.address());
                }
                terminal.out().println("Ready");
                terminal.out().flush();
            }

            @Override
            public void afterwards() { log.info("stopped"); }
        });
    }
}
