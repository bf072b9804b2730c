package org.rialto.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TestCertificate;
import org.rialto.base.net.Transcript;

/// Plays every transcript of `transcripts` against a real listener, directory and store, each with
/// a mailbox of its own that holds three messages.
@Timeout(300)
class Pop3TranscriptTest {
    @TempDir
    static Path certificates;

    private static ServerTls tls;
    private static SSLContext client;

    @TempDir
    Path folder;

    @BeforeAll
    static void certificate() throws Exception {
        tls = TestCertificate.server(certificates);
        client = TestCertificate.trustingClient();
    }

    static Stream<Path> transcripts() throws Exception {
        return Files.list(Path.of("src/test/resources/transcripts")).sorted();
    }

    private TestHome home(boolean implicitTls, Pop3Limits limits) throws Exception {
        TestHome home = new TestHome(folder, tls, implicitTls, limits);
        home.add("Subject: one\r\n\r\nfirst\r\n");
        home.add("Subject: two\r\n\r\n.\r\n..\r\n.dot\r\nlast line\r\n");
        home.add("Subject: three\r\n\r\nno end of line");
        return home;
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void conversesAsTheTranscriptSays(Path file) throws Exception {
        boolean implicitTls = file.getFileName().toString().startsWith("pop3s");
        try (TestHome home = home(implicitTls, Pop3Limits.DEFAULT)) {
            // I: the UIDs in the inbox, an asterisk behind those that are read
            new Transcript(home.server.listener().address(), client, implicitTls,
                    Map.of('I', home::inbox)).play(file);
        }
    }

    @Test
    void oneSessionHasTheMaildropAndNothingIsDeletedWithoutQuit() throws Exception {
        try (TestHome home = home(false, Pop3Limits.DEFAULT)) {
            InetSocketAddress address = home.server.listener().address();
            String login = "USER alice\r\nPASS Password01!\r\n";
            try (Socket first = new Socket(address.getAddress(), address.getPort())) {
                first.getOutputStream().write((login + "DELE 1\r\n").getBytes(US_ASCII));
                byte[] answer = new byte[4096];
                StringBuilder said = new StringBuilder();
                while (!said.toString().contains("marked")) {
                    int count = first.getInputStream().read(answer);
                    said.append(new String(answer, 0, count, ISO_8859_1));
                }
                assertThat(converse(address, login + "QUIT\r\n")).contains("-ERR [IN-USE] ");
            }
            // The first connection broke off: its marks are gone, its lock too.
            String second = "";
            for (int attempt = 0; attempt < 6_000 && !second.contains("3 messages"); attempt++) {
                Thread.sleep(20);
                second = converse(address, login + "QUIT\r\n");
            }
            assertThat(second).contains("3 messages");
            assertThat(home.inbox()).isEqualTo("1 2 3");
        }
    }

    @Test
    void endsWhoSendsTooManyErrorsOrEndlessLines() throws Exception {
        try (TestHome home = home(false, Pop3Limits.DEFAULT)) {
            InetSocketAddress address = home.server.listener().address();
            assertThat(converse(address, "X\r\n".repeat(50)))
                    .contains("-ERR [SYS/PERM] too many errors").hasLineCount(22);
            assertThat(converse(address, "A".repeat(100_000) + "\r\nQUIT\r\n"))
                    .contains("-ERR the line is too long").contains("+OK goodbye");
        }
    }

    @Test
    void endsWhoIsSilent() throws Exception {
        try (TestHome home = home(false, new Pop3Limits(12_288, 20, 300, 120_000, 60_000))) {
            InetSocketAddress address = home.server.listener().address();
            assertThat(converse(address, "USER alice\r\nPASS Password01!\r\nDELE 1\r\n"))
                    .contains("-ERR [SYS/TEMP] too slow or too silent");
            assertThat(home.inbox()).isEqualTo("1 2 3");
        }
    }

    @Test
    void endsWhoTricklesBeforeTheLogIn() throws Exception {
        assertThat(millisOfTrickle(new Pop3Limits(12_288, 20, 5_000, 1_000, 60_000), ""))
                .isLessThan(10_000);
    }

    @Test
    void endsWhoTricklesACommand() throws Exception {
        assertThat(millisOfTrickle(new Pop3Limits(12_288, 20, 5_000, 60_000, 1_000),
                "USER alice\r\nPASS Password01!\r\n")).isLessThan(10_000);
    }

    /// How long the server stands one byte each 100 ms.
    private long millisOfTrickle(Pop3Limits limits, String before) throws Exception {
        try (TestHome home = home(false, limits);
                Socket socket = new Socket(home.server.listener().address().getAddress(),
                        home.server.listener().address().getPort())) {
            long start = System.nanoTime();
            Thread trickle = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(before.getBytes(US_ASCII));
                    while (!Thread.interrupted()) {
                        socket.getOutputStream().write('U');
                        Thread.sleep(100);
                    }
                } catch (Exception e) {
                    // Cut off, as hoped.
                }
            });
            try {
                socket.getInputStream().readAllBytes();
            } catch (java.io.IOException e) {
                // A reset is an end as well.
            }
            trickle.interrupt();
            return (System.nanoTime() - start) / 1_000_000;
        }
    }

    private static String converse(InetSocketAddress address, String input) throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(60_000);
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(input.getBytes(US_ASCII));
                } catch (java.io.IOException e) {
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
            } catch (java.io.IOException e) {
                // A reset after the last answer.
            }
            writer.join();
            return text.toString();
        }
    }
}
