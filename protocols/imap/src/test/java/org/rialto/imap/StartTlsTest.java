package org.rialto.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;

/// STARTTLS, and what an attacker in the middle may try around it.
class StartTlsTest {
    @TempDir
    Path folder;

    private ImapTestServer server() throws IOException, InterruptedException {
        Path store = folder.resolve("test.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=localhost",
                "-validity", "10", "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", "changeit").inheritIO().start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new ImapTestServer(folder,
                new ImapConfiguration("imap.example.com", ImapTestServer.LIMITS, 10_000, 60_000,
                        30_000, 1),
                ServerTls.load(new ServerTls.Source.Pkcs12(store, "changeit".toCharArray())));
    }

    @Test
    void speaksInsideTls() throws IOException, InterruptedException, GeneralSecurityException {
        try (ImapTestServer server = server();
                ImapTestClient client = new ImapTestClient(server.address())) {
            assertThat(client.line()).contains(" STARTTLS ");
            assertThat(client.command("STARTTLS").getLast()).startsWith("x OK");
            client.startTls();
            assertThat(client.command("CAPABILITY").getFirst()).doesNotContain("STARTTLS")
                    .contains("AUTH=SCRAM-SHA-256-PLUS").contains("AUTH=PLAIN");
            assertThat(client.attempt("STARTTLS").getLast()).startsWith("x BAD");
            client.command("LOGIN alice " + ImapTestServer.PASSWORD);
            client.command("SELECT INBOX");
        }
    }

    @Test
    void endsTheConnectionWhenCommandsComeInTheClearBehindStartTls()
            throws IOException, InterruptedException {
        try (ImapTestServer server = server();
                ImapTestClient client = new ImapTestClient(server.address())) {
            client.line();
            client.send("x STARTTLS\r\ny LOGIN alice " + ImapTestServer.PASSWORD + "\r\n");
            assertThat(client.line()).startsWith("x OK");
            assertThat(client.isEnded()).isTrue();
        }
    }
}
