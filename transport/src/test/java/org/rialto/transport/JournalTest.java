package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;
import static org.rialto.transport.TestServer.address;
import static org.rialto.transport.TestServer.quick;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.TestEngine;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.MailError;
import org.rialto.store.MailboxInfo;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.outbound.ScriptedPeer;
import org.rialto.transport.queue.QueueAdministration.Selection;
import org.rialto.transport.queue.RetrySchedule;

/// [Journal]: no message without a report, and no report without its message.
final class JournalTest {
    @TempDir
    Path folder;

    private TestServer server(int peerPort, String journal, RetrySchedule retry) {
        ScriptedDns dns = new ScriptedDns().mx("there.example", 10, "mx.there.example")
                .address("mx.there.example", "127.0.0.1");
        return new TestServer(TestEngine.SQLITE.configuration(folder), folder, dns, peerPort, retry,
                Clock.systemUTC(), address(journal));
    }

    @Test
    void reportsTheEnvelopeAndTheMessageOnce() {
        try (TestServer server = server(1, "journal", quick())) {
            server.user("alice").user("bob").user("carol").user("dave").user("journal")
                    .group("team", "carol");
            String message = "From: alice@here.example\r\nTo: Bob <BOB@here.example>,"
                    + " team@here.example\r\nCc: dave@here.example\r\n"
                    + "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <1@here.example>\r\n\r\n"
                    + "Gr\u00FC\u00DFe\r\n";
            server.send(new Envelope(address("alice"), Envelope.Body.EIGHT_BIT_MIME, false, null,
                    null, false, 0, address("alice"), TestServer.client(),
                    List.of(Recipient.of(address("bob")), Recipient.of(address("team")),
                            Recipient.of(address("dave")), Recipient.of(address("alice")))),
                    message);
            await().until(() -> !server.inbox("journal").isEmpty());
            String report = server.inbox("journal").getFirst();
            assertThat(report).startsWith("Return-Path: <>\r\n").contains(
                    "\r\nX-MS-Journal-Report:\r\n", "\r\nSender: alice@here.example\r\n",
                    "\r\nMessage-ID: <1@here.example>\r\n", "\r\nTo: bob@here.example\r\n",
                    "\r\nTo: carol@here.example, Expanded: team@here.example\r\n",
                    "\r\nCc: dave@here.example\r\n", "\r\nBcc: alice@here.example\r\n",
                    "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n", message);
            assertThat(report).containsOnlyOnce("Return-Path");
            assertThat(server.inbox("bob")).hasSize(1);
            assertThat(server.transport.queue().list(Selection.ALL, null, 10)).isEmpty();
            assertThat(server.inbox("journal")).hasSize(1);
        }
    }

    @Test
    void keepsReportsUntilTheJournalTakesThem() {
        RetrySchedule impatient = new RetrySchedule(List.of(Duration.ofMillis(50)), 0,
                Duration.ZERO, Duration.ofDays(1));
        try (TestServer server = server(1, "journal", impatient)) {
            server.user("alice");
            server.send("out@there.example", "one", "alice");
            await().until(() -> server.transport.queue().list(Selection.ALL, null, 10).stream()
                    .anyMatch(one -> one.recipients().getFirst().attempts() > 2));
            DirectoryObject.User late = server.userWithoutMailbox("journal");
            server.createMailbox(late.mailboxGuid(), MailboxInfo.Quota.UNLIMITED);
            await().until(() -> server.inbox("journal").size() == 1);
            assertThat(server.inbox("journal").getFirst())
                    .contains("Sender: out@there.example", "\r\nRecipient: alice@here.example\r\n",
                            TestServer.message("one"));
        }
    }

    @Test
    void sendsReportsToAJournalElsewhere() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.start("""
                S: 220 mx
                C: EHLO mail.here.example
                S: 250 mx
                C: MAIL FROM:<>
                S: 250 ok
                C: RCPT TO:<journal@there.example>
                S: 250 ok
                C: DATA
                S: 354 go
                DATA
                S: 250 ok
                """); TestServer server = server(peer.port(), "journal@there.example", quick())) {
            server.user("alice");
            server.send("out@elsewhere.example", "one", "alice");
            await().until(() -> peer.messages().size() == 1);
            assertThat(peer.messages().getFirst()).contains(TestServer.message("one"))
                    .doesNotContain("Return-Path");
        }
    }

    @Test
    void reportsMessagesWhoseHeaderIsNonsense() {
        try (TestServer server = server(1, "journal", quick())) {
            server.user("alice").user("journal");
            server.send(TestServer.envelope(null, "alice"), "To: <a b@@c>, \"x\r\n\tSender: <y\r\n"
                    + "Cc: @, <>\r\nMessage-ID: \u0001\r\nSubject: \r\n\r\nx\r\n");
            await().until(() -> server.inbox("journal").size() == 1);
            assertThat(server.inbox("journal").getFirst()).contains("\r\nSender: <>\r\n",
                    "\r\nRecipient: alice@here.example\r\n");
        }
    }

    @Test
    void aMessageThatIsRefusedHasNoReport() {
        try (TestServer server = server(1, "journal", quick())) {
            server.user("alice").user("journal");
            String looping = "Received: x\r\n".repeat(31) + TestServer.message("round");
            try {
                server.send(TestServer.envelope("x@there.example", "alice"), looping);
            } catch (MailError.Invalid e) {
                // As it should be.
            }
            assertThat(server.transport.queue().list(Selection.ALL, null, 10)).isEmpty();
            assertThat(server.inbox("journal")).isEmpty();
        }
    }
}
