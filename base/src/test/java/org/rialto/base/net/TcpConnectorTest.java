package org.rialto.base.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Outgoing connections against a listener of ours, and the certificates each side sees.
@Timeout(300)
class TcpConnectorTest {
    /// Believes this certificate and no other.
    private static final class Only extends ServerTrust {
        private final X509Certificate wanted;

        Only(X509Certificate wanted) { this.wanted = wanted; }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            if (!chain[0].equals(wanted))
                throw new CertificateException("another one");
        }
    }

    @TempDir
    Path directory;

    private ServerTls server;
    private ServerTls client;
    private final BlockingQueue<List<X509Certificate>> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final TcpConnector connector = new TcpConnector("out", 2, 5_000, 10_000);

    @BeforeEach
    void certificates() throws Exception {
        server = TestCertificate.server(Files.createDirectory(directory.resolve("server")));
        client = TestCertificate.server(Files.createDirectory(directory.resolve("client")));
    }

    @AfterEach
    void close() { connector.close(); }

    private TcpListener listener(@Nullable ServerTls tls) throws IOException {
        return TcpListener.open(new ListenerSettings("in",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, tls != null,
                ListenerLimits.NONE, "", "", 10_000), connection -> {
                    shown.add(connection.peerCertificates());
                    byte[] line = connection.readLine(100);
                    while (line != null) {
                        connection.writeNow(line);
                        connection.writeNow(new byte[]{'\n'});
                        line = connection.readLine(100);
                    }
                });
    }

    private Connection open(TcpListener to, @Nullable ClientTls tls) throws IOException {
        return connector.open(to.address(), tls, "localhost", connection -> {
            byte[] line = connection.readLine(100);
            while (line != null) {
                heard.add(new String(line, US_ASCII));
                line = connection.readLine(100);
            }
        });
    }

    @Test
    void whatIsSentComesBackToTheHandler() throws Exception {
        try (TcpListener listener = listener(null)) {
            Connection connection = open(listener, null);
            connection.writeNow("hello\n".getBytes(US_ASCII));
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("hello");
            assertThat(connection.peerCertificates()).isEmpty();
            assertThat(connector.statistics().active()).isEqualTo(1);
        }
    }

    @Test
    void eachSideSeesTheOthersCertificateWhereItIsAskedFor() throws Exception {
        ClientTls tls = new ClientTls(client, new Only(server.certificate()));
        try (TcpListener listener = listener(server.askingForCertificates())) {
            Connection connection = open(listener, tls);
            connection.writeNow("hello\n".getBytes(US_ASCII));
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("hello");
            assertThat(connection.peerCertificates()).first().isEqualTo(server.certificate());
            assertThat(shown.poll(60, TimeUnit.SECONDS)).first().isEqualTo(client.certificate());
        }
        try (TcpListener listener = listener(server)) {
            open(listener, tls).writeNow("again\n".getBytes(US_ASCII));
            assertThat(shown.poll(60, TimeUnit.SECONDS)).as("not asked for").isEmpty();
        }
    }

    @Test
    void aClientWithoutACertificateGoesOnWithout() throws Exception {
        try (TcpListener listener = listener(server.askingForCertificates())) {
            open(listener, new ClientTls(null, new Only(server.certificate())))
                    .writeNow("hello\n".getBytes(US_ASCII));
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("hello");
            assertThat(shown.poll(60, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotBelievedIsLeft() throws Exception {
        try (TcpListener listener = listener(server)) {
            assertThatThrownBy(() -> open(listener,
                    new ClientTls(null, new Only(client.certificate()))))
                    .isInstanceOf(IOException.class);
            assertThat(connector.statistics().active()).isZero();
        }
    }

    @Test
    void noMoreThanAllowedAreOpened() throws Exception {
        try (TcpListener listener = listener(null)) {
            open(listener, null);
            open(listener, null);
            assertThatThrownBy(() -> open(listener, null)).hasMessageContaining("no more");
        }
    }
}
