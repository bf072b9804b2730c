package org.rialto.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TestCertificate;
import org.rialto.smtp.authentication.MessageAuthentication;
import org.rialto.smtp.wire.SmtpCommand;

/// Clients that are slow, endless, silent or mad, on real sockets.
@Timeout(300)
class HostileClientTest {
    private static final String BEGIN = "EHLO c\r\nMAIL FROM:<a@example.net>\r\n"
            + "RCPT TO:<alice@example.com>\r\n";

    @TempDir
    Path directory;

    private final ScriptedTransport transport = new ScriptedTransport();
    private TestUsers users;
    private ServerTls tls;

    @BeforeEach
    void open() throws Exception {
        users = new TestUsers(directory);
        tls = TestCertificate.server(directory);
    }

    @AfterEach
    void close() { users.close(); }

    private SmtpServer server(SmtpLimits limits) throws IOException {
        return SmtpServer.listen(ReceivingTranscriptTest.configuration(tls, limits), transport,
                users.authenticator(), MessageAuthentication.off());
    }

    private static SmtpLimits limits(int messageOctets, int idleMillis, int commandMillis,
            int dataMillis, int graceMillis) {
        return new SmtpLimits(messageOctets, 10_000, 5, 2, 5, 10, 30, 50, 12_290, idleMillis,
                commandMillis, dataMillis, 10_000, graceMillis);
    }

    private static final SmtpLimits TIGHT = limits(100_000, 20_000, 20_000, 20_000, 20_000);

    @Test
    void theTableHasEveryCommand() {
        Set<Class<?>> inTable = new HashSet<>();
        SmtpCommandTable.rows().forEach(row -> inTable.add(row.type()));
        assertThat(inTable).containsExactlyInAnyOrder(SmtpCommand.class.getPermittedSubclasses());
    }

    @Test
    void endsWhoMakesOnlyErrors() throws Exception {
        try (SmtpServer server = server(TIGHT)) {
            assertThat(converse(server, "XYZ\r\n".repeat(20))).contains("421 4.7.0")
                    .hasLineCount(1 + 5 + 1);
            assertThat(converse(server, "NOOP\r\n".repeat(100))).contains("421 4.7.0");
            assertThat(converse(server, "EHLO c\r\nMAIL FROM:<a@b.example>\r\n"
                    + "RCPT TO:<nobody@example.com>\r\n".repeat(50))).contains("421 4.7.0");
        }
    }

    @Test
    void boundsRecipientsAndMessages() throws Exception {
        try (SmtpServer server = server(TIGHT)) {
            StringBuilder input = new StringBuilder("EHLO c\r\nMAIL FROM:<a@b.example>\r\n");
            for (int at = 0; at < 6; at++) {
                input.append("RCPT TO:<u").append(at).append("@example.com>\r\n");
            }
            assertThat(converse(server, input + "QUIT\r\n"))
                    .contains("250-LIMITS RCPTMAX=5 MAILMAX=2")
                    .contains("452 4.5.3 a message may have 5 recipients");
            String message = "MAIL FROM:<a@b.example>\r\nRCPT TO:<bob@example.com>\r\n"
                    + "BDAT 4 LAST\r\n\r\nx\n".replace("x\n", "\r\n");
            assertThat(converse(server, "EHLO c\r\n" + message.repeat(3) + "QUIT\r\n"))
                    .contains("452 4.5.3 enough messages for one connection");
            assertThat(transport.accepted).hasSize(2);
        }
    }

    @Test
    void boundsLines() throws Exception {
        try (SmtpServer server = server(TIGHT)) {
            assertThat(converse(server, "NOOP " + "a".repeat(50_000) + "\r\nQUIT\r\n"))
                    .contains("500 5.5.2 the line is too long").contains("221 ");
            assertThat(converse(server, "a".repeat(3_000_000))).contains("421 4.7.0");
        }
    }

    @Test
    void boundsMessagesAndHeaders() throws Exception {
        try (SmtpServer server = server(TIGHT)) {
            String large = BEGIN + "DATA\r\nSubject: x\r\n\r\n" + "a".repeat(200_000)
                    + "\r\n.\r\nNOOP\r\nQUIT\r\n";
            assertThat(converse(server, large)).contains("552 5.3.4 the message is larger than")
                    .contains("250 2.0.0 ok").contains("221 ");
            String header = BEGIN + "DATA\r\n" + "X: y\r\n".repeat(5000)
                    + "\r\n.\r\nQUIT\r\n";
            assertThat(converse(server, header)).contains("552 5.3.4 the header section is larger")
                    .contains("221 ");
            String loop = BEGIN + "DATA\r\n" + "Received: x\r\n".repeat(51) + "\r\n.\r\nQUIT\r\n";
            assertThat(converse(server, loop)).contains("554 5.4.6 ").contains("221 ");
            assertThat(transport.accepted).isEmpty();
            assertThat(transport.aborted.get()).isEqualTo(transport.begun.get());
        }
    }

    @Test
    void refusesTenGigabytesBeforeTheyAreSent() throws Exception {
        try (SmtpServer server = server(TIGHT)) {
            assertThat(converse(server, "EHLO c\r\nMAIL FROM:<a@example.net> SIZE=10737418240\r\n"
                    + "NOOP\r\nQUIT\r\n")).contains("552 5.3.4 ").contains("250 2.0.0 ok");
            for (String size : new String[]{"10737418240", "9".repeat(25)}) {
                String answer = converse(server, BEGIN + "BDAT " + size + " LAST\r\n"
                        + "MAIL FROM:<smuggled@example.net>\r\nNOOP\r\nQUIT\r\n");
                assertThat(answer.lines().toList().getLast()).startsWith("552 5.3.4 ");
            }
        }
        assertThat(transport.accepted).isEmpty();
        assertThat(transport.begun.get()).isZero();
    }

    @Test
    void refusesInvalidUtf8InTheEnvelopeAndKeepsItInTheHeader() throws Exception {
        try (SmtpServer server = server(TIGHT)) {
            // Sent as ISO 8859-1: each character is the byte of its number.
            for (String bad : new String[]{"\u00ff\u00fe", "\u00c0\u00af", "\u00ed\u00a0\u0080",
                    "\u00c3"}) {
                String answer = converse(server, "EHLO c\r\nMAIL FROM:<" + bad
                        + "@example.net> SMTPUTF8\r\nMAIL FROM:<a@example.net> SMTPUTF8\r\n"
                        + "RCPT TO:<" + bad + "@example.com>\r\nQUIT\r\n");
                assertThat(answer.lines().filter(line -> line.startsWith("5"))).hasSize(2)
                        .allMatch(line -> line.startsWith("500 5.5.2 the line is not valid UTF-8"));
            }
            assertThat(converse(server, BEGIN + "DATA\r\nSubject: \u00ff\u00fe\r\n\r\nx\r\n.\r\n"
                    + "QUIT\r\n")).contains("250 2.0.0 queued");
        }
        assertThat(transport.accepted).hasSize(1);
    }

    @Test
    void endsWhoIsSilent() throws Exception {
        try (SmtpServer server = server(limits(100_000, 300, 20_000, 20_000, 20_000))) {
            assertThat(converse(server, "EHLO c\r\n")).contains("421 4.4.2");
            assertThat(converse(server, BEGIN + "DATA\r\nSubj")).contains("421 4.4.2");
        }
        assertThat(transport.accepted).isEmpty();
    }

    @Test
    void endsWhoTricklesACommand() throws Exception {
        try (SmtpServer server = server(limits(100_000, 20_000, 700, 20_000, 20_000))) {
            assertThat(millisOfTrickle(server, "")).isLessThan(10_000);
        }
    }

    @Test
    void endsWhoTricklesAMessage() throws Exception {
        try (SmtpServer server = server(limits(100_000, 20_000, 20_000, 20_000, 500))) {
            assertThat(millisOfTrickle(server, BEGIN + "DATA\r\n")).isLessThan(10_000);
        }
        try (SmtpServer server = server(limits(100_000, 20_000, 20_000, 700, 20_000))) {
            assertThat(millisOfTrickle(server, BEGIN + "BDAT 50000\r\n")).isLessThan(10_000);
        }
        assertThat(transport.accepted).isEmpty();
    }

    /// How long the server stands one byte each 50 ms.
    private static long millisOfTrickle(SmtpServer server, String before) throws Exception {
        InetSocketAddress address = server.listener().address();
        long start = System.nanoTime();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(60_000);
            Thread trickle = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(before.getBytes(US_ASCII));
                    while (!Thread.interrupted()) {
                        socket.getOutputStream().write('a');
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    // Cut off, as hoped.
                }
            });
            try {
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // A reset is an end as well.
            }
            trickle.interrupt();
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void outlivesRandomConversations() throws Exception {
        String[] pieces = {"EHLO c\r\n", "MAIL FROM:<a@b.example>\r\n", "RSET\r\n", "DATA\r\n",
                "RCPT TO:<bob@example.com>\r\n", "Subject: x\r\n", "\r\n", ".\r\n", "BDAT 3\r\nabc",
                "BDAT 2 LAST\r\n\r\n", "\n", "\r", "..", "STARTTLS\r\n", "AUTH PLAIN\r\n", "*\r\n",
                "NOOP\r\n", "\u0000\u00ff", "MAIL FROM:<>\r\n", "QUIT\r\n", "HELO x\r\n"};
        Random random = new Random(5321);
        int runs = Math.min(2_000, Integer.getInteger("rialto.fuzz.runs", 20_000) / 100);
        try (SmtpServer server = server(limits(100_000, 2_000, 2_000, 2_000, 2_000))) {
            for (int run = 0; run < runs; run++) {
                StringBuilder input = new StringBuilder("EHLO c\r\n");
                for (int at = random.nextInt(15); at >= 0; at--) {
                    input.append(pieces[random.nextInt(pieces.length)]);
                }
                input.append("\r\n.\r\n*\r\nQUIT\r\n");
                String answer = converse(server, input.toString());
                assertThat(answer.lines()).allSatisfy(
                        line -> assertThat(line).matches("[2345][0-9][0-9][ -].*"));
                assertThat(answer).doesNotContain("internal error");
            }
            assertThat(converse(server, "QUIT\r\n")).contains("221 ");
        }
    }

    private static String converse(SmtpServer server, String input) throws Exception {
        InetSocketAddress address = server.listener().address();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(60_000);
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(input.getBytes(ISO_8859_1));
                    if (input.endsWith("QUIT\r\n")) {
                        socket.shutdownOutput();
                    }
                } catch (IOException e) {
                    // The server has ended it.
                }
            });
            StringBuilder text = new StringBuilder();
            byte[] bytes = new byte[4096];
            try {
                int count;
                while ((count = socket.getInputStream().read(bytes)) > 0) {
                    text.append(new String(bytes, 0, count, ISO_8859_1));
                }
            } catch (IOException e) {
                // A reset after the last answer.
            }
            writer.join();
            return text.toString();
        }
    }
}
