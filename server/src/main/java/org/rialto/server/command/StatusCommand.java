package org.rialto.server.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.rialto.base.net.ListenerStatistics;
import org.rialto.base.net.TcpListener;
import org.rialto.server.RunningServer;
import picocli.CommandLine.Command;

/// `rialto status`.
@Command(name = "status", description = "Show listeners, sessions, store, disk and certificate.")
final class StatusCommand implements Administration {
    @Override
    public int run(Workplace place) throws Exception {
        PrintWriter out = place.out();
        RunningServer server = place.server();
        out.println("home         " + place.home().directory());
        long free = Files.getFileStore(place.home().data()).getUsableSpace();
        out.println("disk free    " + (free >> 20) + " MiB");
        if (server == null) {
            out.println("server       not running");
            return 0;
        }
        Duration up = Duration.between(server.started(), Instant.now());
        out.printf("server       running for %dd %dh %dmin%n", up.toDays(), up.toHoursPart(),
                up.toMinutesPart());
        out.println("certificate  until " + server.certificateExpires());
        for (TcpListener listener : server.listeners()) {
            ListenerStatistics now = listener.statistics();
            out.printf("%-12s %s  open %d, accepted %d, refused %d%n", listener.name(),
                    listener.address(), now.active(), now.accepted(),
                    now.refusedTotal() + now.refusedAddress());
        }
        server.health().report().checks().forEach((name, answer) -> out.printf("check %-11s %s%n",
                name, answer));
        return 0;
    }
}
