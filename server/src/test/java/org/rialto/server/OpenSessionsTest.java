package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an administrator's commands do to connections that are already logged in.
@Timeout(300)
class OpenSessionsTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path directory;

    private ServerUnderTest server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerUnderTest(directory.resolve("home"));
        server.addUser("ann", PASSWORD);
        server.addUser("bob", PASSWORD);
    }

    @AfterEach
    void stop() throws Exception { server.close(); }

    private TextClient imap(String user) throws Exception {
        TextClient client = new TextClient(server.address("imap"));
        client.await("* OK");
        client.say("a LOGIN " + user + " " + PASSWORD).await("a OK");
        return client;
    }

    private TextClient idling(String user, String mailbox) throws Exception {
        TextClient client = imap(user);
        client.say("b SELECT \"" + mailbox + "\"").await("b OK");
        client.say("c IDLE").await("+ idling");
        return client;
    }

    private TextClient pop3(String user) throws Exception {
        TextClient client = new TextClient(server.address("pop3"));
        client.await("+OK");
        client.say("USER " + user).await("+OK");
        client.say("PASS " + PASSWORD).await("+OK");
        return client;
    }

    private TextClient submission(String user) throws Exception {
        TextClient client = new TextClient(server.address("submission"));
        client.await("220 ");
        client.say("EHLO client").await("250 ");
        client.say("AUTH PLAIN " + Base64.getEncoder().encodeToString(
                ("\0" + user + "\0" + PASSWORD).getBytes(StandardCharsets.UTF_8))).await("235 ");
        return client;
    }

    @Test
    void disablingAUserEndsEveryConnectionAtOnce() throws Exception {
        try (TextClient idle = idling("ann", "INBOX");
                TextClient silent = imap("ann");
                TextClient pop3 = pop3("ann");
                TextClient smtp = submission("ann");
                TextClient other = idling("bob", "INBOX")) {
            server.done("user", "set", "ann", "login=false");
            for (TextClient client : new TextClient[]{idle, silent}) {
                assertThat(client.line())
                        .isEqualTo("* BYE [UNAVAILABLE] the account was disabled");
                assertThat(client.line()).isNull();
            }
            assertThat(pop3.line())
                    .isEqualTo("-ERR [AUTH] the account was disabled, nothing was deleted");
            assertThat(pop3.line()).isNull();
            assertThat(smtp.line()).isEqualTo("421 4.7.13 the account was disabled");
            assertThat(smtp.line()).isNull();
            other.say("DONE").await("c OK");
        }
    }

    @Test
    void aChangedPasswordEndsTheSessionsOfTheOldOne() throws Exception {
        try (TextClient idle = idling("ann", "INBOX"); TextClient smtp = submission("ann")) {
            server.doneWith("Another-word 7\n", "user", "set", "ann", "--password-stdin");
            assertThat(idle.line())
                    .isEqualTo("* BYE [EXPIRED] the password was changed or withdrawn");
            assertThat(smtp.line())
                    .isEqualTo("421 4.7.0 the password was changed or withdrawn");
        }
    }

    @Test
    void aMessageInTransferIsNotTakenFromWhoWasRemovedMeanwhile() throws Exception {
        try (TextClient smtp = submission("ann")) {
            smtp.say("MAIL FROM:<ann@example.org>").await("250 ");
            smtp.say("RCPT TO:<bob@example.org>").await("250 ");
            smtp.say("DATA").await("354 ");
            smtp.say("Subject: half").say("");
            server.done("user", "remove", "ann", "--yes");
            smtp.say("a message").say(".");
            assertThat(smtp.line()).isEqualTo("421 4.7.13 the account was removed");
            assertThat(smtp.line()).isNull();
        }
        try (TextClient bob = imap("bob")) {
            assertThat(bob.say("d STATUS INBOX (MESSAGES)").await("* STATUS"))
                    .endsWith("(MESSAGES 0)");
        }
    }

    @Test
    void leavingAGroupTakesItsRightsFromWhoIsThere() throws Exception {
        server.done("group", "add", "team", "members=bob");
        server.done("grant", "ann", "Inbox", "team", "editor");
        try (TextClient bob = imap("bob")) {
            bob.say("b SELECT \"Other Users/ann/INBOX\"").await("b OK");
            bob.say("c MYRIGHTS \"Other Users/ann/INBOX\"").await("c OK");
            server.done("group", "set", "team", "members=");
            bob.say("d NOOP").await("* BYE The selected mailbox");
        }
    }

    @Test
    void aGrantTakenBackEndsWhoIdlesThere() throws Exception {
        server.done("grant", "ann", "Inbox", "bob", "reviewer");
        try (TextClient bob = idling("bob", "Other Users/ann/INBOX")) {
            server.done("grant", "ann", "Inbox", "bob", "contributor");
            assertThat(bob.line()).startsWith("* BYE [NOPERM]");
            assertThat(bob.line()).isNull();
        }
    }

    @Test
    void anotherPrimaryAddressCountsInTheSessionThatIsOpen() throws Exception {
        try (TextClient smtp = submission("ann")) {
            smtp.say("MAIL FROM:<ann@example.org>").await("250 ");
            smtp.say("RSET").await("250 ");
            server.done("user", "set", "ann", "mail=ann.lee@example.org");
            smtp.say("MAIL FROM:<ann.lee@example.org>").await("250 ");
        }
    }
}
