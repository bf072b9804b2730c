package org.rialto.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TestCertificate;
import org.rialto.smtp.authentication.MessageAuthentication;

/// Plays every transcript of `transcripts/receiving` against a real listener.
@Timeout(300)
class ReceivingTranscriptTest {
    private static final ScriptedTransport TRANSPORT = new ScriptedTransport();

    @TempDir
    static Path directory;

    private static TestUsers users;
    private static SmtpServer server;
    private static SSLContext client;

    @BeforeAll
    static void listen() throws Exception {
        users = new TestUsers(directory);
        server = SmtpServer.listen(
                configuration(TestCertificate.server(directory), SmtpLimits.DEFAULT),
                TRANSPORT, users.authenticator(), MessageAuthentication.off());
        client = TestCertificate.trustingClient();
    }

    @AfterAll
    static void close() {
        server.close();
        users.close();
    }

    static SmtpConfiguration configuration(ServerTls tls, SmtpLimits limits) {
        return new SmtpConfiguration("smtp",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, false,
                ListenerLimits.NONE, SmtpRole.RECEIVING, "mx.example.com", "example.com", false,
                limits);
    }

    static Stream<Path> transcripts() throws Exception {
        Path folder = Path.of("src/test/resources/transcripts/receiving");
        return Files.list(folder).sorted();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void conversesAsTheTranscriptSays(Path file) throws Exception {
        TRANSPORT.play(file, server.listener().address(), client, false);
    }
}
