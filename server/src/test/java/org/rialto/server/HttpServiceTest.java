package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;
import org.rialto.server.acme.AcmeChallenges;
import org.rialto.server.config.Configuration;

@Timeout(300)
class HttpServiceTest {
    private static final TrustManager EVERYBODY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    };

    @TempDir
    Path folder;

    private static X509Certificate shown(InetSocketAddress address) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{EVERYBODY}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(address.getAddress(), address.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private Configuration configuration() throws UserError {
        Configuration configuration = Configuration.defaults();
        for (String name : List.of("http", "https")) {
            configuration = configuration.with("listen." + name, "127.0.0.1:0");
        }
        return configuration;
    }

    @Test
    void showsARenewedCertificateToNewConnections() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        SelfSignedCertificate.write(certificate, key, List.of("one.example"));
        ServerTls tls = ServerTls.load(new ServerTls.Source.Pem(certificate, key));
        Home home = new Home(folder.resolve("home"));
        home.create();
        try (Rooms rooms = Rooms.open(home, Configuration.defaults());
                var mapiHttp = HttpService.mapiHttp(configuration(), rooms, 0);
                var host = new HttpService(configuration(), rooms, tls, 0, new AcmeChallenges(),
                        mapiHttp, () -> null).open()) {
            InetSocketAddress https = host.listeners().stream()
                    .filter(one -> one.isImplicitTls()).findFirst().orElseThrow().address();
            assertThat(shown(https)).isEqualTo(tls.certificate());
            X509Certificate old = tls.certificate();
            Path other = folder.resolve("other.pem");
            SelfSignedCertificate.write(other, key, List.of("two.example"));
            Files.move(other, certificate, StandardCopyOption.REPLACE_EXISTING);
            tls.reload();
            assertThat(tls.certificate()).isNotEqualTo(old);
            assertThat(shown(https)).isEqualTo(tls.certificate());
        }
    }

    @Test
    void namesTheListenerWhosePortIsTaken() throws Exception {
        Home home = new Home(folder.resolve("home"));
        home.create();
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        SelfSignedCertificate.write(certificate, key, List.of("one.example"));
        ServerTls tls = ServerTls.load(new ServerTls.Source.Pem(certificate, key));
        try (Rooms rooms = Rooms.open(home, Configuration.defaults());
                var mapiHttp = HttpService.mapiHttp(configuration(), rooms, 0);
                ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            Configuration wrong = configuration().with("listen.http",
                    "127.0.0.1:" + taken.getLocalPort());
            assertThatThrownBy(
                    () -> new HttpService(wrong, rooms, tls, 0, new AcmeChallenges(), mapiHttp,
                            () -> null).open())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on /127.0.0.1:" + taken.getLocalPort()
                            + " for http");
        }
    }
}
