package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.concurrent.FutureTask;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both ends of a real TLS connection must see the same bindings.
final class ChannelBindingsTest {
    private static final char[] SECRET = "changeit".toCharArray();

    @ParameterizedTest
    @CsvSource({"EC,SHA384withECDSA,SHA-384", "Ed25519,Ed25519,"})
    void areTheSameAtBothEnds(String key, String signature,
            @org.jspecify.annotations.Nullable String hash, @TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder, key, signature);
        byte[] expected = hash == null
                ? null
                : MessageDigest.getInstance(hash).digest(keys.getCertificate("mail").getEncoded());
        ChannelBindings bindings = handshake(keys, "TLSv1.3");
        assertThat(bindings.tlsServerEndPoint()).isEqualTo(expected);
        assertThat(bindings.tlsExporter()).hasSize(32);
    }

    @Test
    void haveNoExporterBelowTls13(@TempDir Path folder) throws Exception {
        ChannelBindings bindings = handshake(keys(folder, "EC", "SHA256withECDSA"), "TLSv1.2");
        assertThat(bindings.tlsExporter()).isNull();
        assertThat(bindings.tlsServerEndPoint()).hasSize(32);
    }

    /// The server's bindings, after the client's exporter was found to be the same.
    private static ChannelBindings handshake(KeyStore keys, String protocol) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, SECRET);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 1, loopback);
                SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket(loopback,
                        server.getLocalPort())) {
            FutureTask<ChannelBindings> served = new FutureTask<>(() -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                    accepted.startHandshake();
                    ChannelBindings bindings = ChannelBindings.of(accepted.getSession());
                    accepted.getOutputStream().write("done".getBytes(US_ASCII));
                    return bindings;
                }
            });
            Thread.startVirtualThread(served);
            client.setEnabledProtocols(new String[]{protocol});
            client.startHandshake();
            assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("done");
            ChannelBindings bindings = served.get();
            if (protocol.equals("TLSv1.3")) {
                byte[] exported = ((ExtendedSSLSession) client.getSession())
                        .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
                assertThat(bindings.tlsExporter()).isEqualTo(exported);
            }
            return bindings;
        }
    }

    /// A self-signed certificate, trusted by who has it.
    private static KeyStore keys(Path folder, String key, String signature) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias", "mail", "-keyalg", key, "-sigalg", signature, "-dname", "CN=localhost",
                "-keystore", file.toString(), "-storepass", new String(SECRET))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, SECRET);
        }
        Objects.requireNonNull(keys.getCertificate("mail"));
        return keys;
    }
}
