package org.rialto.directory.sasl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Kerberos realm CONTOSO.COM of the test: MIT's KDC on loopback, on a database of its own.
final class TestRealm implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final Map<String, String> environment;
    private final Process kdc;

    static boolean isAvailable() {
        return Files.isExecutable(Path.of("/usr/sbin/krb5kdc"))
                && Files.isExecutable(Path.of("/usr/sbin/kadmin.local"));
    }

    TestRealm(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        environment = Map.of("KRB5_CONFIG", configuration().toString(), "KRB5_KDC_PROFILE",
                directory.resolve("kdc.conf").toString());
        Files.writeString(configuration(), """
                [libdefaults]
                default_realm = CONTOSO.COM
                dns_lookup_kdc = false
                dns_lookup_realm = false
                dns_canonicalize_hostname = false
                rdns = false
                udp_preference_limit = 1
                [realms]
                CONTOSO.COM = {
                    kdc = 127.0.0.1:%d
                }
                """.formatted(port));
        Files.writeString(directory.resolve("kdc.conf"), """
                [realms]
                CONTOSO.COM = {
                    database_name = %1$s/principal
                    key_stash_file = %1$s/stash
                    acl_file = %1$s/acl
                    kdc_listen = 127.0.0.1:%2$d
                    kdc_tcp_listen = 127.0.0.1:%2$d
                }
                """.formatted(directory, port));
        run("/usr/sbin/kdb5_util", "create", "-r", "CONTOSO.COM", "-s", "-P", "master");
        kdc = builder("/usr/sbin/krb5kdc", "-n").start();
        awaitListening();
    }

    Path configuration() { return directory.resolve("krb5.conf"); }

    /// A keytab with a new principal's key.
    Path keytab(String principal) {
        Path keytab = directory.resolve(principal.replace('/', '_') + ".keytab");
        try {
            run("/usr/sbin/kadmin.local", "-q", "addprinc -randkey " + principal);
            run("/usr/sbin/kadmin.local", "-q", "ktadd -k " + keytab + " " + principal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return keytab;
    }

    private ProcessBuilder builder(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = builder(command).start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(List.of(command) + " failed: " + log());
        }
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"), StandardCharsets.UTF_8);
    }

    private void awaitListening() throws IOException, InterruptedException {
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < 200 && kdc.isAlive(); i++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                failures.add(e);
                Thread.sleep(50);
            }
        }
        throw new IOException("the KDC does not listen: " + log(), failures.getLast());
    }

    @Override
    public void close() {
        kdc.destroy();
        try {
            kdc.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kdc.destroyForcibly();
    }
}
