package org.rialto.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the limits of a user, and of who may write as whom, mean where mail is handed in.
@Timeout(300)
class SubmissionLimitsTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path directory;

    private static TextClient submission(ServerUnderTest server, String user) throws Exception {
        TextClient client = new TextClient(server.address("submission"));
        client.await("220 ");
        client.say("HELO client").await("250 ");
        client.say("AUTH PLAIN " + Base64.getEncoder().encodeToString(
                ("\0" + user + "\0" + PASSWORD).getBytes(StandardCharsets.UTF_8))).await("235 ");
        return client;
    }

    private static void send(TextClient client, String from) throws Exception {
        client.say("MAIL FROM:<ann@example.org>").await("250 ");
        client.say("RCPT TO:<bob@example.org>").await("250 ");
        client.say("DATA").await("354 ");
        client.say("From: " + from).say("").say("text").say(".");
    }

    @Test
    void recipientsMessagesADayAndFullMailboxes() throws Exception {
        Path home = directory.resolve("home");
        try (ServerUnderTest server = new ServerUnderTest(home)) {
            server.addUser("ann", PASSWORD);
            server.addUser("bob", PASSWORD);
            server.addUser("cy", PASSWORD);
            server.done("user", "set", "ann", "recipients=1", "sent-per-day=3");
            server.done("user", "set", "cy", "receive-bytes=4000");
            try (TextClient ann = submission(server, "ann")) {
                ann.say("MAIL FROM:<ann@example.org> SIZE=5000").await("250 ");
                ann.say("RCPT TO:<cy@example.org>").await("452 4.2.2");
                ann.say("RCPT TO:<bob@example.org>").await("250 ");
                ann.say("RCPT TO:<cy@example.org>").await("452 4.5.3");
                ann.say("RSET").await("250 ");
                send(ann, "ann@example.org");
                ann.await("250 2.0.0");
                send(ann, "ann@example.org");
                ann.await("250 2.0.0");
            }
        }
        // Counted on disk.
        try (ServerUnderTest server = new ServerUnderTest(home);
                TextClient ann = submission(server, "ann")) {
            send(ann, "ann@example.org");
            ann.await("250 2.0.0");
            ann.say("MAIL FROM:<ann@example.org>").await("450 4.7.1 you may send 3 messages a day");
            server.done("user", "set", "ann", "sent-per-day=none", "send-bytes=1");
            ann.say("MAIL FROM:<ann@example.org>").await("250 ");
            ann.say("RSET").await("250 ");
            // Something must be in the mailbox for it to be full.
            try (TextClient bob = submission(server, "bob")) {
                bob.say("MAIL FROM:<bob@example.org>").await("250 ");
                bob.say("RCPT TO:<ann@example.org>").await("250 ");
                bob.say("DATA").await("354 ");
                bob.say("Subject: x").say("").say(".").await("250 ");
            }
            ann.say("MAIL FROM:<ann@example.org>").await("552 5.2.2");
        }
    }

    @Test
    void aliasesGrantsAndNobodyElseInTheHeader() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(directory.resolve("home"))) {
            server.addUser("ann", PASSWORD);
            server.addUser("bob", PASSWORD);
            server.done("user", "set", "ann", "aliases=info@example.org");
            try (TextClient ann = submission(server, "ann");
                    TextClient bob = new TextClient(server.address("imap"))) {
                send(ann, "Info <info@example.org>");
                ann.await("250 2.0.0");
                send(ann, "bob@example.org");
                ann.await("550 5.7.1");
                server.done("user", "set", "bob", "send-on-behalf=ann");
                send(ann, "bob@example.org");
                ann.await("250 2.0.0");
                bob.await("* OK");
                bob.say("a LOGIN bob " + PASSWORD).await("a OK");
                bob.say("b SELECT INBOX").await("b OK");
                bob.say("c FETCH 2 BODY.PEEK[HEADER.FIELDS (SENDER)]");
                bob.await("Sender: <ann@example.org>");
                server.done("user", "set", "bob", "send-on-behalf=", "send-as=ann");
                send(ann, "bob@example.org");
                ann.await("250 2.0.0");
                bob.say("d NOOP").await("d OK");
                bob.say("e SEARCH HEADER Sender ann").await("* SEARCH 2");
            }
        }
    }
}
