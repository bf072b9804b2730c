package org.rialto.transport;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.transport.outbound.ScriptedDns;

/// A process to be killed: takes messages as fast as it can and says on standard output, one a line,
/// which it has acknowledged. Arguments: folder, JDBC URL or `-`, first number, port of the peer.
public final class CrashVictim {
    private static final int SENDERS = 8;

    private CrashVictim() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        DatabaseConfiguration database = KilledProcess.database(arguments);
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[2]));
        ScriptedDns dns = new ScriptedDns().mx("there.example", 10, "mx.there.example")
                .address("mx.there.example", "127.0.0.1");
        TestServer server = new TestServer(database, folder, dns, Integer.parseInt(arguments[3]),
                TestServer.quick(), java.time.Clock.systemUTC());
        for (int i = 0; i < SENDERS; i++) {
            Thread.ofPlatform().start(() -> {
                while (true) {
                    int number = next.getAndIncrement();
                    String subject = "m" + number;
                    // Every third has a recipient elsewhere too: in the mailbox and in the queue.
                    if (number % 3 == 0) {
                        server.send("alice", subject, "alice", "bob", "you@there.example");
                    } else {
                        server.send("alice", subject, "alice", "bob");
                    }
                    synchronized (CrashVictim.class) {
                        System.out.println(subject);
                        System.out.flush();
                    }
                }
            });
        }
    }
}
