package org.rialto.pop3;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.rialto.base.net.ServerTls;

/// A self-signed certificate made by the JDK's keytool, and a client that trusts anything.
final class TestTls {
    private static final String PASSWORD = "changeit";

    private TestTls() {}

    static ServerTls server(Path directory) throws Exception {
        Path file = directory.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "test",
                "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "10", "-storetype",
                "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD).inheritIO()
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        return ServerTls.load(new ServerTls.Source.Pkcs12(file, PASSWORD.toCharArray()));
    }

    static SSLContext client() throws Exception {
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
