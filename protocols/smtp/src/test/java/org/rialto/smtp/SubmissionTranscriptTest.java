package org.rialto.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.client.ScramClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TestCertificate;
import org.rialto.smtp.authentication.MessageAuthentication;

/// Plays the transcripts of `transcripts/submission` and `transcripts/submissions` against real
/// listeners with a real directory.
@Timeout(300)
class SubmissionTranscriptTest {
    private static final ScriptedTransport TRANSPORT = new ScriptedTransport();

    @TempDir
    static Path directory;

    private static TestUsers users;
    private static SmtpServer submission;
    private static SmtpServer submissions;
    private static SSLContext client;

    @BeforeAll
    static void listen() throws Exception {
        users = new TestUsers(directory);
        ServerTls tls = TestCertificate.server(directory);
        submission = SmtpServer.listen(configuration(tls, false), TRANSPORT,
                users.authenticator(), MessageAuthentication.off());
        submissions = SmtpServer.listen(configuration(tls, true), TRANSPORT,
                users.authenticator(), MessageAuthentication.off());
        client = TestCertificate.trustingClient();
    }

    @AfterAll
    static void close() {
        submission.close();
        submissions.close();
        users.close();
    }

    private static SmtpConfiguration configuration(ServerTls tls, boolean implicitTls) {
        return new SmtpConfiguration("submission",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, implicitTls,
                ListenerLimits.NONE, SmtpRole.SUBMISSION, "mail.example.com", "example.com", true,
                SmtpLimits.DEFAULT);
    }

    private static Stream<Path> files(String folder) throws Exception {
        return Files.list(Path.of("src/test/resources/transcripts", folder)).sorted();
    }

    static Stream<Path> submission() throws Exception { return files("submission"); }

    static Stream<Path> submissions() throws Exception { return files("submissions"); }

    @ParameterizedTest
    @MethodSource
    void submission(Path file) throws Exception {
        TRANSPORT.play(file, submission.listener().address(), client, false);
    }

    @ParameterizedTest
    @MethodSource
    void submissions(Path file) throws Exception {
        TRANSPORT.play(file, submissions.listener().address(), client, true);
    }

    @Test
    void bindsScramToTheTlsConnection() throws Exception {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(
                submissions.listener().address().getAddress(),
                submissions.listener().address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession()
                    .getPeerCertificates()[0];
            byte[] endPoint = MessageDigest.getInstance("SHA-384")
                    .digest(certificate.getEncoded());
            ScramClient scram = ScramClient.builder()
                    .advertisedMechanisms(List.of("SCRAM-SHA-256-PLUS")).username("alice")
                    .password(TestUsers.PASSWORD.toCharArray())
                    .channelBinding("tls-server-end-point", endPoint).build();
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), UTF_8));
            OutputStream out = socket.getOutputStream();
            in.readLine();
            send(out, "EHLO c");
            String line = in.readLine();
            boolean offered = false;
            while (line.charAt(3) == '-') {
                offered |= line.startsWith("250-AUTH SCRAM-SHA-256-PLUS ");
                line = in.readLine();
            }
            assertThat(offered).isTrue();
            send(out, "AUTH SCRAM-SHA-256-PLUS "
                    + encode(scram.clientFirstMessage().toString()));
            scram.serverFirstMessage(decode(in.readLine()));
            send(out, encode(scram.clientFinalMessage().toString()));
            scram.serverFinalMessage(decode(in.readLine()));
            send(out, "");
            assertThat(in.readLine()).isEqualTo("235 2.7.0 authenticated");
            send(out, "QUIT");
        }
    }

    private static void send(OutputStream out, String line) throws Exception {
        out.write((line + "\r\n").getBytes(UTF_8));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String decode(String line) {
        assertThat(line).startsWith("334 ");
        return new String(Base64.getDecoder().decode(line.substring(4)), UTF_8);
    }
}
