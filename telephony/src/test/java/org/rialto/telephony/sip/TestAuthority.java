package org.rialto.telephony.sip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.rialto.base.net.ServerTls;

/// An authority and the certificates it signs, made by the JDK's own keytool.
final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final Path store;

    TestAuthority(Path directory, String name) throws Exception {
        this.directory = directory;
        this.store = directory.resolve(name + ".p12");
        keytool(store, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=" + name,
                "-ext", "bc:c", "-validity", "10");
    }

    X509Certificate certificate() throws Exception {
        return (X509Certificate) Objects.requireNonNull(open(store).getCertificate("ca"));
    }

    /// A certificate with these alternative names, as `dns:proxy.example.org,ip:127.0.0.1`.
    ServerTls sign(String file, String alternativeNames) throws Exception {
        Path leaf = directory.resolve(file + ".p12");
        Path request = directory.resolve(file + ".csr");
        Path signed = directory.resolve(file + ".pem");
        Path root = directory.resolve(file + "-ca.pem");
        keytool(leaf, "-genkeypair", "-alias", "leaf", "-keyalg", "EC", "-dname", "CN=" + file,
                "-validity", "10");
        keytool(leaf, "-certreq", "-alias", "leaf", "-file", request.toString());
        keytool(store, "-gencert", "-alias", "ca", "-infile", request.toString(), "-outfile",
                signed.toString(), "-rfc", "-ext", "san=" + alternativeNames, "-validity", "10");
        keytool(store, "-exportcert", "-alias", "ca", "-rfc", "-file", root.toString());
        keytool(leaf, "-importcert", "-alias", "ca", "-file", root.toString(), "-noprompt");
        keytool(leaf, "-importcert", "-alias", "leaf", "-file", signed.toString(), "-noprompt");
        return ServerTls.load(new ServerTls.Source.Pkcs12(leaf, PASSWORD.toCharArray()));
    }

    private static KeyStore open(Path file) throws Exception {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private static void keytool(Path file, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
                PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
            throw new IllegalStateException("keytool failed");
    }
}
