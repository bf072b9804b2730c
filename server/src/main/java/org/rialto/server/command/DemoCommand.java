package org.rialto.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.TcpListener;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.server.control.Terminal;
import org.rialto.server.observe.LogConfigurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `rialto demo`.
@Command(name = "demo", description = {"Show everything on a throwaway home: domain example.com,"
        + " users alice, bob and carol, sample mail, every protocol on loopback.",
        "Ctrl-C ends it and removes the home, unless --home names one: that one stays, and the"
                + " same command continues with it."})
final class DemoCommand implements LocalCommand {
    @ParentCommand
    RialtoCommand root = new RialtoCommand();

    @Option(names = "--port-offset", paramLabel = "N", description = "Add N to every port.")
    int portOffset;

    @Option(names = "--users", paramLabel = "FILE", description = "Provision this file instead of the sample users.")
    @Nullable
    Path users;

    @Override
    public int run(Terminal terminal) throws Exception {
        boolean throwaway = root.home == null;
        Home home = throwaway ? new Home(Files.createTempDirectory("rialto-demo")) : root.home();
        DemoHome.create(home, false);
        Configuration configuration = home.configuration();
        LogConfigurator.level(configuration.get(Settings.LOG_LEVEL));
        LogConfigurator.toFile(home.log().resolve("rialto.log"));
        return Foreground.run(home, configuration, portOffset, new Foreground.Steps() {
            @Override
            public void prepare(Rooms rooms) throws IOException { DemoHome.populate(rooms); }

            @Override
            public void announce(RunningServer server) {
                describe(server, terminal, home, portOffset);
                terminal.out().println("Ready");
                terminal.out().flush();
            }

            @Override
            public void afterwards() {
                if (throwaway)
                    DemoHome.delete(home.directory());
            }
        });
    }

    /// The table of endpoints and commands to paste.
    static void describe(RunningServer server, Terminal terminal, Home home, int portOffset) {
        PrintWriter out = terminal.out();
        out.println("Rialto " + Version.NUMBER + " demo · " + home.directory());
        out.println();
        for (TcpListener listener : server.listeners()) {
            out.printf("  %-12s %s%s%n", listener.name(), show(listener.address()),
                    listener.isImplicitTls() ? "  TLS" : "");
        }
        for (InetSocketAddress address : server.observationAddresses()) {
            out.printf("  %-12s http://%s/metrics and /health%n", "metrics", show(address));
        }
        out.println();
    }

    private static String show(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
