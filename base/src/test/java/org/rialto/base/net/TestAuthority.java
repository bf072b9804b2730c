package org.rialto.base.net;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// An authority and the certificates it signs, made by the JDK's own keytool.
public final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final Path store;

    public TestAuthority(Path directory, String name) throws Exception {
        this.directory = directory;
        this.store = directory.resolve(name + ".p12");
        keytool(store, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=" + name,
                "-ext", "bc:c", "-validity", "10");
    }

    public X509Certificate certificate() throws Exception {
        return (X509Certificate) Objects.requireNonNull(open(store).getCertificate("ca"));
    }

    /// The authority's certificate as a PEM file.
    public Path certificateFile() throws Exception {
        Path file = store.resolveSibling(store.getFileName() + ".pem");
        keytool(store, "-exportcert", "-alias", "ca", "-rfc", "-file", file.toString());
        return file;
    }

    /// A list of revoked certificates, as a PEM file.
    public Path revoke(X509Certificate... revoked) throws Exception {
        Path file = store.resolveSibling(store.getFileName() + ".crl");
        List<String> arguments = new ArrayList<>(List.of("-gencrl", "-alias", "ca", "-rfc",
                "-file", file.toString()));
        // Without any it would not be made.
        arguments.addAll(List.of("-id", "1"));
        for (X509Certificate each : revoked)
            arguments.addAll(List.of("-id", each.getSerialNumber().toString()));
        keytool(store, arguments.toArray(String[]::new));
        return file;
    }

    /// A certificate with these alternative names, as `dns:proxy.example.org,ip:127.0.0.1`.
    public ServerTls sign(String file, String alternativeNames) throws Exception {
        return sign(file, alternativeNames, "-validity", "10");
    }

    /// @param more what else keytool is to be told, such as `-startdate -10d -validity 5`
    public ServerTls sign(String file, String alternativeNames, String... more)
            throws Exception {
        Path leaf = directory.resolve(file + ".p12");
        Path request = directory.resolve(file + ".csr");
        Path signed = directory.resolve(file + ".pem");
        Path root = directory.resolve(file + "-ca.pem");
        keytool(leaf, "-genkeypair", "-alias", "leaf", "-keyalg", "EC", "-dname", "CN=" + file,
                "-validity", "10");
        keytool(leaf, "-certreq", "-alias", "leaf", "-file", request.toString());
        List<String> arguments = new ArrayList<>(List.of("-gencert", "-alias", "ca", "-infile",
                request.toString(), "-outfile", signed.toString(), "-rfc", "-ext",
                "san=" + alternativeNames));
        arguments.addAll(List.of(more));
        keytool(store, arguments.toArray(String[]::new));
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
