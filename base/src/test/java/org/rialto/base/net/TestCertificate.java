package org.rialto.base.net;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A self-signed certificate made by the JDK's own keytool, and a client that trusts anything.
public final class TestCertificate {
    static final char[] PASSWORD = "changeit".toCharArray();

    private TestCertificate() {}

    static Path pkcs12(Path directory, String keyAlgorithm) throws Exception {
        Path file = directory.resolve(keyAlgorithm + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "test",
                "-keyalg", keyAlgorithm, "-dname", "CN=localhost", "-validity", "10", "-storetype",
                "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
                .inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        return file;
    }

    /// What a server with such a certificate listens with.
    public static ServerTls server(Path directory) throws Exception {
        return ServerTls.load(new ServerTls.Source.Pkcs12(pkcs12(directory, "EC"), PASSWORD));
    }

    /// PEM files beside it: `cert.pem` and `key.pem`.
    static ServerTls.Source.Pem pem(Path pkcs12) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(pkcs12)) {
            store.load(in, PASSWORD);
        }
        Certificate certificate = store.getCertificate("test");
        PrivateKey key = (PrivateKey) store.getKey("test", PASSWORD);
        Path certificateFile = pkcs12.resolveSibling("cert.pem");
        Path keyFile = pkcs12.resolveSibling("key.pem");
        Files.writeString(certificateFile, block("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(keyFile, block("PRIVATE KEY", key.getEncoded()));
        return new ServerTls.Source.Pem(certificateFile, keyFile);
    }

    static String block(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    public static SSLContext trustingClient() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
        }}, null);
        return context;
    }
}
