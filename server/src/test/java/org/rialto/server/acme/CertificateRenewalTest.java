package org.rialto.server.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.server.ServerUnderTest;

/// A whole server that gets its certificate from an ACME authority.
@Timeout(300)
class CertificateRenewalTest {
    @TempDir
    Path directory;

    private static String[] configuration(AcmeAuthority authority) {
        return new String[]{"[acme]", "directory = \"" + authority.directory() + "\"",
                "names = [\"mail.example.org\", \"autodiscover.example.org\"]",
                "contact = \"postmaster@example.org\"", "agree-to-terms = true"};
    }

    /// The certificate that an IMAP client sees now.
    private static X509Certificate seen(InetSocketAddress address) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new TrustAll()}, new SecureRandom());
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(address.getAddress(), address.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static X509Certificate awaitIssued(ServerUnderTest server, int number)
            throws Exception {
        X509Certificate certificate = seen(server.address("imaps"));
        for (int tries = 0; tries < 300
                && certificate.getSerialNumber().bitLength() > 16; tries++) {
            Thread.sleep(200);
            certificate = seen(server.address("imaps"));
        }
        assertThat(certificate.getSerialNumber()).isEqualTo(number);
        return certificate;
    }

    @Test
    void getsACertificateWithoutARestartAndRenewsOneThatIsOld() throws Exception {
        Path home = directory.resolve("home");
        try (AcmeAuthority authority = new AcmeAuthority(Duration.ofDays(45))) {
            String key;
            try (ServerUnderTest server = new ServerUnderTest(home,
                    port -> authority.challengePort = port, configuration(authority))) {
                X509Certificate certificate = awaitIssued(server, 1);
                assertThat(certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1)).toList())
                        .hasToString("[mail.example.org, autodiscover.example.org]");
                assertThat(authority.agreed)
                        .containsExactly("[mailto:postmaster@example.org]");
                assertThat(CertificateRenewal.isDue(certificate,
                        List.of("mail.example.org"), Instant.now())).isFalse();
                assertThat(CertificateRenewal.isDue(certificate,
                        List.of("mail.example.org"), Instant.now().plus(Duration.ofDays(16))))
                        .isTrue();
                assertThat(CertificateRenewal.isDue(certificate, List.of("other.example.org"),
                        Instant.now())).isTrue();
                key = Files.readString(home.resolve("tls/key.pem"));
            }
            // A good one is not asked for again.
            try (ServerUnderTest server = new ServerUnderTest(home,
                    port -> authority.challengePort = port, configuration(authority))) {
                assertThat(awaitIssued(server, 1)).isNotNull();
                assertThat(authority.issued).hasValue(1);
            }
            assertThat(home.resolve("tls/key.pem")).hasContent(key);
        }
    }

    @Test
    void goesOnWithTheOldCertificateAndSaysWhyWhenTheAuthorityRefuses() throws Exception {
        try (AcmeAuthority authority = new AcmeAuthority(Duration.ofDays(45))) {
            authority.refusing = true;
            try (ServerUnderTest server = new ServerUnderTest(directory.resolve("home"),
                    port -> authority.challengePort = port, configuration(authority))) {
                String problem = "";
                for (int tries = 0; tries < 300 && !problem.contains("no certificate"); tries++) {
                    Thread.sleep(100);
                    problem = server.server().health().report().checks()
                            .getOrDefault("acme", "");
                }
                assertThat(problem).contains("no certificate from", "not today");
                assertThat(seen(server.address("imaps")).getSerialNumber().bitLength())
                        .isGreaterThan(16);
            }
        }
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    }
}
