package org.rialto.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.store.MailboxInfo;

/// Clients that mean harm, or are broken, get a precise answer and cost nothing.
@Timeout(300)
class HostileClientTest {
    @TempDir
    Path folder;

    @Test
    void refusesATenGigabyteMessageBeforeItIsSent() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            assertThat(client.attempt("APPEND INBOX {10737418240}").getLast())
                    .startsWith("x NO [TOOBIG]");
            client.command("NOOP");
        }
    }

    @Test
    void endsTheConnectionWhenATenGigabyteLiteralComesUnasked() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            assertThat(client.attempt("APPEND INBOX {10737418240+}").getLast())
                    .startsWith("x NO [TOOBIG]");
            assertThat(client.line()).startsWith("* BYE [TOOBIG]");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void saysThatTheMailboxIsFullBeforeTheMessageIsSent() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            server.mailbox("alice").<Integer>write(change -> {
                change.setQuota(new MailboxInfo.Quota(0, 0, 20_000, 0));
                return 0;
            });
            assertThat(client.attempt("APPEND INBOX {20001}").getLast())
                    .startsWith("x NO [OVERQUOTA]");
            // Sent unasked, it is read and dropped.
            client.send("x APPEND INBOX {20001+}\r\n" + "y".repeat(20_001) + "\r\n");
            assertThat(client.answer().getLast()).startsWith("x NO [OVERQUOTA]");
            // Of several, those before count too, and none is kept.
            client.send("x APPEND INBOX {12000+}\r\n" + "y".repeat(12_000) + " {12000}\r\n");
            assertThat(client.answer().getLast()).startsWith("x NO [OVERQUOTA]");
            client.append("INBOX", "",
                    "Subject: small\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.command("STATUS INBOX (MESSAGES)").getFirst())
                    .endsWith("(MESSAGES 1)");
        }
    }

    @Test
    void neverTakesARefusedLiteralForCommands() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            String evil = "x DELETE Archive\r\n";
            client.send("x APPEND Nowhere {" + evil.length() + "+}\r\n" + evil + "\r\n");
            assertThat(client.answer()).singleElement().asString().startsWith("x NO [TRYCREATE]");
            assertThat(client.command("NOOP")).containsExactly("x OK NOOP done");
        }
    }

    @Test
    void storesNothingOfAMessageThatDoesNotArriveWhole() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder)) {
            try (ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
                client.send("x APPEND INBOX {100+}\r\nSubject: half");
            }
            try (ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
                assertThat(client.command("STATUS INBOX (MESSAGES)").getFirst())
                        .endsWith("(MESSAGES 0)");
            }
        }
    }

    @Test
    void refusesNulInAMessage() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            client.send("x APPEND INBOX {3+}\r\na\0b\r\n");
            assertThat(client.answer().getLast()).startsWith("x NO");
            client.send("x APPEND INBOX ~{3+}\r\na\0b\r\n");
            assertThat(client.answer().getLast()).startsWith("x NO [UNKNOWN-CTE]");
            client.command("NOOP");
        }
    }

    @Test
    void answersNonsense() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            byte[] binary = {(byte) 0xFF, 0, 1, 2, '\r', '\n'};
            client.send(binary);
            assertThat(client.line()).startsWith("* BAD");
            client.command("SELECT INBOX");
            assertThat(client.attempt("SEARCH " + "(".repeat(5_000)).getLast())
                    .startsWith("x BAD");
            assertThat(client.attempt("SEARCH " + "OR ".repeat(2_000)).getLast())
                    .startsWith("x BAD");
            assertThat(client.attempt("FETCH " + "1,".repeat(9_000) + "1 FLAGS").getLast())
                    .startsWith("x BAD [TOOBIG]");
            assertThat(client.attempt("LIST \"\" " + "*a".repeat(900) + "b").getLast())
                    .startsWith("x OK");
            client.send(("x SELECT \"\u00e4\"\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.answer().getLast()).startsWith("x BAD");
            client.command("NOOP");
        }
    }

    @Test
    void endsAStrangerWhoIsSlow() throws IOException {
        ImapConfiguration configuration = new ImapConfiguration("imap.example.com",
                ImapTestServer.LIMITS, 300, 60_000, 30_000, 1);
        try (ImapTestServer server = new ImapTestServer(folder, configuration);
                ImapTestClient client = new ImapTestClient(server.address())) {
            client.line();
            client.send("x LOG");
            assertThat(client.line()).startsWith("* BYE");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void endsAStrangerWhoOnlyMakesErrors() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = new ImapTestClient(server.address())) {
            client.line();
            client.send("x FOO\r\n".repeat(25));
            String line = client.line();
            while (line.startsWith("x BAD")) {
                line = client.line();
            }
            assertThat(line).startsWith("* BYE Too many errors");
        }
    }

    @Test
    void answersPipelinedCommandsInOrder() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            StringBuilder commands = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                commands.append('p').append(i).append(" NOOP\r\n");
            }
            client.send(commands.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(client.line()).isEqualTo("p" + i + " OK NOOP done");
            }
        }
    }

    @Test
    void compressesBothWays() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            assertThat(client.command("CAPABILITY").getFirst()).contains("COMPRESS=DEFLATE");
            client.command("COMPRESS DEFLATE");
            client.deflate();
            byte[] message = new byte[100_000];
            Arrays.fill(message, (byte) 'a');
            client.append("INBOX", "", message);
            client.command("SELECT INBOX");
            List<String> lines = client.command("FETCH 1 BODY.PEEK[]");
            assertThat(lines.get(1)).startsWith("aaaaaaa").hasSize(100_001);
            assertThat(client.attempt("COMPRESS DEFLATE").getLast())
                    .startsWith("x NO [COMPRESSIONACTIVE]");
        }
    }
}
