package org.rialto.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `outbound.routes`: mail for some domains goes by smart hosts of their own.
@Timeout(300)
class OutboundRoutesTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path directory;

    /// Takes everything, and remembers the recipients' domains.
    private static final class SmartHost implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        private final List<String> domains = new CopyOnWriteArrayList<>();

        SmartHost() throws IOException { Thread.ofVirtual().start(this::accept); }

        int port() { return listener.getLocalPort(); }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                // Closed at the end of the test.
            }
        }

        private void serve(Socket socket) {
            try (socket;
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), UTF_8))) {
                OutputStream out = socket.getOutputStream();
                out.write("220 smart\r\n".getBytes(UTF_8));
                boolean data = false;
                for (String line; (line = in.readLine()) != null;) {
                    if (data && !line.equals(".")) {
                        continue;
                    }
                    data = line.equals("DATA");
                    if (line.startsWith("RCPT TO:")) {
                        domains.add(line.substring(line.indexOf('@') + 1, line.indexOf('>')));
                    }
                    out.write((data ? "354 go\r\n" : "250 ok\r\n").getBytes(UTF_8));
                }
            } catch (IOException e) {
                // The server has gone.
            }
        }

        @Override
        public void close() throws IOException { listener.close(); }
    }

    @Test
    void eachDomainHasItsOwnWay() throws Exception {
        try (SmartHost one = new SmartHost();
                SmartHost below = new SmartHost();
                SmartHost others = new SmartHost();
                ServerUnderTest server = new ServerUnderTest(directory.resolve("home"),
                        "[outbound]",
                        "smart-host = \"127.0.0.1:" + others.port() + "\"",
                        "smart-host-tls = \"none\"",
                        "routes = [\"one.example = 127.0.0.1:" + one.port() + " none\","
                                + " \".two.example=127.0.0.1:" + below.port() + " none\"]")) {
            server.addUser("ann", PASSWORD);
            try (TextClient client = new TextClient(server.address("submission"))) {
                client.await("220 ");
                client.say("HELO client").await("250 ");
                client.say("AUTH PLAIN " + Base64.getEncoder().encodeToString(
                        ("\0ann\0" + PASSWORD).getBytes(UTF_8))).await("235 ");
                for (String domain : List.of("one.example", "ONE.example", "a.two.example",
                        "two.example", "b.one.example")) {
                    client.say("MAIL FROM:<ann@example.org>").await("250 ");
                    client.say("RCPT TO:<x@" + domain + ">").await("250 ");
                    client.say("DATA").await("354 ");
                    client.say("From: ann@example.org").say("Subject: " + domain).say("").say("x")
                            .say(".").await("250 ");
                }
            }
            Instant end = Instant.now().plus(Duration.ofSeconds(60));
            while (one.domains.size() + below.domains.size() + others.domains.size() < 5
                    && Instant.now().isBefore(end)) {
                Thread.sleep(50);
            }
            assertThat(one.domains).containsExactly("one.example", "one.example");
            assertThat(below.domains).containsExactly("a.two.example");
            assertThat(others.domains).containsExactlyInAnyOrder("two.example",
                    "b.one.example");
        }
    }
}
