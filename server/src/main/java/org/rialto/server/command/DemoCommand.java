package org.rialto.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Listener;
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
    String users;

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
            public void prepare(Rooms rooms) throws IOException {
                if (users == null) {
                    DemoHome.populate(rooms);
                } else {
                    ProvisionCommand.apply(rooms, terminal.resolve(users), text -> {});
                }
            }

            @Override
            public void announce(RunningServer server) {
                describe(server, terminal, home, users == null);
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
    static void describe(RunningServer server, Terminal terminal, Home home, boolean samples) {
        PrintWriter out = terminal.out();
        out.println("Rialto " + Version.NUMBER + " demo, home " + home.directory());
        out.println();
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Listener listener : server.listeners()) {
            ports.putIfAbsent(listener.name(), listener.address().getPort());
            out.printf("  %-12s %-18s %s%n", listener.name(), show(listener.address()),
                    explanation(listener));
        }
        for (InetSocketAddress address : server.observationAddresses()) {
            out.printf("  %-12s %-18s http: /health, /metrics%n", "metrics", show(address));
        }
        out.println();
        if (samples) {
            out.println("  Users alice, bob and carol @" + DemoHome.DOMAIN + ", password "
                    + DemoHome.PASSWORD + ", telephone PIN " + DemoHome.PIN + ". To try:");
        }
        out.println();
        String user = " --user 'alice:" + DemoHome.PASSWORD + "'";
        if (ports.containsKey("smtp")) {
            out.println("  swaks --server 127.0.0.1:" + ports.get("smtp")
                    + " --from you@elsewhere.example --to alice@" + DemoHome.DOMAIN);
        }
        if (ports.containsKey("submission")) {
            out.println("  swaks --server 127.0.0.1:" + ports.get("submission")
                    + " --tls --auth-user alice --auth-password '" + DemoHome.PASSWORD
                    + "' --from alice@" + DemoHome.DOMAIN + " --to bob@" + DemoHome.DOMAIN);
        }
        if (ports.containsKey("imaps")) {
            String url = "imaps://127.0.0.1:" + ports.get("imaps");
            out.println("  curl -k" + user + " " + url + "/");
            out.println("  curl -k" + user + " '" + url + "/INBOX;MAILINDEX=1'");
        }
        if (ports.containsKey("pop3s")) {
            out.println("  curl -k" + user + " pop3s://127.0.0.1:" + ports.get("pop3s") + "/");
        }
        if (ports.containsKey("https")) {
            out.println("  curl -k '" + "https://127.0.0.1:" + ports.get("https")
                    + "/autodiscover/autodiscover.json?Email=alice@" + DemoHome.DOMAIN
                    + "&Protocol=AutodiscoverV1'");
        }
        if (samples && ports.containsKey("https")) {
            out.println("  curl -k" + user + " -H 'Content-Type: text/xml' https://127.0.0.1:"
                    + ports.get("https") + "/EWS/Exchange.asmx -d '<s:Envelope xmlns:s=\""
                    + "http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><IsUMEnabled xmlns=\""
                    + "http://schemas.microsoft.com/exchange/services/2006/messages\"/></s:Body>"
                    + "</s:Envelope>'");
        }
        out.println("  ./rialto status --home " + home.directory());
        out.println();
    }

    private static String explanation(Listener listener) {
        return switch (listener.name()) {
            case "smtp" -> "mail from other servers, STARTTLS";
            case "submission" -> "mail from users, STARTTLS and password";
            case "submissions" -> "mail from users, TLS and password";
            case "https" -> "TLS: Autodiscover, MAPI over HTTP, EWS";
            case "http" -> "the same, in the clear from this machine only";
            case "sip" -> "telephones over TCP: 5500 is voice mail, 5501 to 5503 the users";
            case "sips" -> "the same inside TLS";
            case "imap", "pop3" -> "STARTTLS, or clear from this machine";
            default -> listener.isImplicitTls() ? "TLS" : "";
        };
    }

    private static String show(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
