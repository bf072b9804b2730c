package org.rialto.transport;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.transport.outbound.ScriptedDns;

/// Deliveries a second through this room alone, without SMTP. Arguments: messages, bytes each,
/// senders at a time. Run by hand:
/// `java -cp … org.rialto.transport.Throughput 20000 4096 16`.
public final class Throughput {
    private static final int MAILBOXES = 100;

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        int bytes = Integer.parseInt(arguments[1]);
        int senders = Integer.parseInt(arguments[2]);
        Path folder = Files.createTempDirectory("rialto-throughput");
        try (TestServer server = new TestServer(
                new DatabaseConfiguration.Sqlite(folder.resolve("rialto.db")), folder,
                new ScriptedDns(), 1, TestServer.quick(), Clock.systemUTC())) {
            for (int i = 0; i < MAILBOXES; i++) {
                server.user("user" + i);
            }
            run(server, count / 4, bytes, senders);
            run(server, count, bytes, senders);
        }
    }

    private static void run(TestServer server, int count, int bytes, int senders)
            throws InterruptedException {
        var before = server.database.counters().numbers();
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory
                .getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < senders; sender++) {
                int first = sender;
                threads.submit(() -> {
                    for (int i = first; i < count; i += senders) {
                        String head = "From: Someone <x@there.example>\r\nTo: user\r\n"
                                + "Subject: message number " + i + "\r\nMessage-ID: <" + i + "."
                                + start + "@there.example>\r\nDate: Sat, 21 Nov 2026 06:00:00"
                                + " +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n"
                                + "\r\n";
                        StringBuilder text = new StringBuilder(head);
                        while (text.length() < bytes) {
                            text.append("All work and no play makes Jack a dull boy, line ")
                                    .append(text.length()).append("\r\n");
                        }
                        byte[] message = text.toString().getBytes(StandardCharsets.US_ASCII);
                        try (Intake intake = server.transport.begin(TestServer
                                .envelope("x@there.example", "user" + i % MAILBOXES))) {
                            intake.write(message);
                            intake.commit();
                        }
                    }
                    return true;
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var after = server.database.counters().numbers();
        System.out.printf("%d messages of %d bytes, %d senders: %.0f/s, %.3f ms CPU,"
                + " %.3f syncs a message, %.1f units a commit%n", count, bytes, senders,
                count / seconds, (system.getProcessCpuTime() - cpu) / 1e6 / count,
                (double) (after.syncs() - before.syncs()) / count,
                (double) (after.units() - before.units())
                        / Math.max(1, after.commits() - before.commits()));
    }
}
