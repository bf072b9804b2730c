package org.rialto.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.TestCertificate;
import org.rialto.smtp.authentication.DkimSigner;
import org.rialto.smtp.authentication.Dns;
import org.rialto.smtp.authentication.MessageAuthentication;
import org.rialto.smtp.authentication.ScriptedZone;

/// Message authentication on the way in, over a real socket.
@Timeout(300)
class VerifiedMailTest {
    @TempDir
    Path directory;

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ScriptedZone zone = new ScriptedZone();

    private String converse(String message) throws Exception {
        MessageAuthentication authentication = new MessageAuthentication(
                new MessageAuthentication.Configuration(true, false, false, true, 3,
                        Duration.ofSeconds(5)),
                zone);
        Path home = java.nio.file.Files.createTempDirectory(directory, "home");
        try (TestUsers users = new TestUsers(home);
                SmtpServer server = SmtpServer.listen(
                        ReceivingTranscriptTest.configuration(TestCertificate.server(home),
                                SmtpLimits.DEFAULT),
                        transport, users.authenticator(), authentication)) {
            InetSocketAddress address = server.listener().address();
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoTimeout(60_000);
                String input = "HELO h.example.org\r\nMAIL FROM:<bounce@example.org>\r\n"
                        + "RCPT TO:<alice@example.com>\r\nDATA\r\n" + message + ".\r\nQUIT\r\n";
                Thread writer = Thread.ofVirtual().start(() -> {
                    try {
                        socket.getOutputStream().write(input.getBytes(ISO_8859_1));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
                String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
                writer.join();
                return answer;
            }
        }
    }

    private String signed(String message) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        zone.txt("_dmarc.example.org", "v=DMARC1; p=reject; aspf=s")
                .txt("example.org", "v=spf1 ip4:192.0.2.1 -all")
                .with("example.org", Dns.Kind.A, "192.0.2.1")
                .txt("s._domainkey.example.org", "v=DKIM1; k=ed25519; p=" + Base64.getEncoder()
                        .encodeToString(Arrays.copyOfRange(encoded, 12, encoded.length)));
        byte[] fields = new DkimSigner(
                List.of(new DkimSigner.Key("example.org", "s", pair.getPrivate())),
                Clock.systemUTC()).sign(new ByteArrayInputStream(message.getBytes(ISO_8859_1)));
        return new String(fields, ISO_8859_1) + message;
    }

    @Test
    void acceptsASignedMessageHoweverLarge() throws Exception {
        String body = "line of text\r\n".repeat(100_000);
        String message = signed("From: a@example.org\r\nSubject: x\r\n"
                + "Authentication-Results: other.example; spf=pass\r\n\r\n" + body);
        assertThat(converse("Authentication-Results: mx.example.com; dmarc=pass\r\n" + message))
                .contains("250 2.0.0 queued as ");
        String stored = new String(
                Objects.requireNonNull(transport.accepted.poll()).bytes(), ISO_8859_1);
        assertThat(stored).startsWith("Authentication-Results: mx.example.com;\r\n\tspf=fail ")
                .contains("dkim=pass header.d=example.org", "dmarc=pass ",
                        "\r\nReceived: from h.example.org")
                .endsWith("\r\n" + message);
        assertThat(stored.split("Authentication-Results: mx.example.com", -1)).hasSize(2);
    }

    @Test
    void refusesWhatTheAuthorsDomainAsksToRefuse() throws Exception {
        String message = signed("From: a@example.org\r\nSubject: x\r\n\r\nbody\r\n");
        assertThat(converse(message + "added\r\n")).contains("550 5.7.1 ", "(DMARC)", "221 ");
        assertThat(converse("From: a@example.org\r\n\r\nunsigned\r\n")).contains("550 5.7.1 ");
        assertThat(transport.accepted).isEmpty();
        assertThat(transport.aborted.get()).isEqualTo(transport.begun.get());
    }
}
