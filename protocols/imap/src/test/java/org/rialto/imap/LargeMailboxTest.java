package org.rialto.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;

/// Commands on more messages than one unit of work holds.
@Timeout(300)
class LargeMailboxTest {
    private static final int COUNT = 1_024;

    @TempDir
    Path folder;

    private static void fill(ImapTestServer server, ImapTestClient client) throws IOException {
        client.append("INBOX", "", "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
        server.mailbox("alice").write(change -> {
            long inbox = change.folder(SpecialFolder.INBOX).folderId();
            for (int uid = 1; uid < COUNT; uid *= 2) {
                change.copyMessages(inbox, IntStream.rangeClosed(1, uid).toArray(), inbox);
            }
            return true;
        });
        client.command("SELECT INBOX");
    }

    private static void limit(Mailbox mailbox, long octets) {
        mailbox.write(change -> {
            change.setQuota(new MailboxInfo.Quota(0, 0, octets, 0));
            return true;
        });
    }

    private static String messages(ImapTestClient client, String name) throws IOException {
        return client.command("STATUS " + name + " (MESSAGES)").getFirst();
    }

    private static long expunges(List<String> lines) {
        return lines.stream().filter(line -> line.endsWith(" EXPUNGE")).count();
    }

    @Test
    void copiesMovesAndExpungesMany() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            fill(server, client);
            client.command("CREATE Kept");
            assertThat(client.command("COPY 1:* Kept").getLast())
                    .contains("[COPYUID ").contains(" 1:1024 1:1024]");
            List<String> moved = client.command("MOVE 5:* Kept");
            assertThat(moved.getFirst()).contains("[COPYUID ").contains(" 5:1024 1025:2044]");
            assertThat(expunges(moved)).isEqualTo(COUNT - 4);
            client.command("SELECT Kept");
            client.command("STORE 1:2040 +FLAGS.SILENT (\\Deleted)");
            assertThat(expunges(client.command("EXPUNGE"))).isEqualTo(2040);
            assertThat(messages(client, "Kept")).endsWith("(MESSAGES 4)");
            assertThat(messages(client, "INBOX")).endsWith("(MESSAGES 4)");
            client.command("RENAME INBOX Old");
            assertThat(messages(client, "Old")).endsWith("(MESSAGES 4)");
        }
    }

    @Test
    void answersForEachOfManyLargeMessages() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            PropertyBag large = new PropertyBag()
                    .set(PropertyTags.PidTagBody, "x".repeat(300_000))
                    .set(PropertyTags.PidTagConversationId, Binary.of(new byte[]{1, 2, 3}));
            NewMessage message = new NewMessage(
                    new MessageContent(large, List.of(), List.of()), false, 0, Set.of(),
                    Instant.now(), null, null);
            server.mailbox("alice").write(change -> {
                long inbox = change.folder(SpecialFolder.INBOX).folderId();
                for (int i = 0; i < 30; i++) {
                    change.addMessage(inbox, message);
                }
                return change.deleteMessages(inbox, new int[]{7, 14, 15}, true);
            });
            client.command("SELECT INBOX");
            List<String> told = client.command("FETCH 1:* (UID THREADID)");
            assertThat(told).hasSize(28);
            assertThat(told.subList(0, 27)).allMatch(line -> line.contains("THREADID ("));
        }
    }

    @Test
    void aMailboxThatIsFullOfKeywordsTakesNoOthers() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            client.append("INBOX", "", "Subject: x\r\n\r\nx\r\n".getBytes(
                    StandardCharsets.US_ASCII));
            String all = IntStream.range(0, 64).mapToObj(i -> "k" + i)
                    .collect(Collectors.joining(" "));
            assertThat(client.command("SELECT INBOX")).anyMatch(
                    line -> line.contains("PERMANENTFLAGS") && line.contains("\\*)]"));
            assertThat(client.command("STORE 1 +FLAGS (" + all + ")")).anyMatch(
                    line -> line.contains("PERMANENTFLAGS") && !line.contains("\\*"));
            List<String> told = client.command("STORE 1 FLAGS (k5 other \\Seen)");
            assertThat(told.getFirst()).contains("FLAGS (\\Seen k5");
            client.append("INBOX", "(k6 other) ", "Subject: x\r\n\r\nx\r\n".getBytes(
                    StandardCharsets.US_ASCII));
            client.command("NOOP");
            assertThat(client.command("FETCH 2 FLAGS").getFirst()).contains("k6")
                    .doesNotContain("other");
        }
    }

    @Test
    void aCopyThatDoesNotFitLeavesTheMailboxAsItWas() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            fill(server, client);
            client.command("CREATE Kept");
            Mailbox mailbox = server.mailbox("alice");
            limit(mailbox, mailbox.info().contentSize() * 7 / 4);
            assertThat(client.attempt("COPY 1:* Kept").getLast()).contains("NO [OVERQUOTA]");
            assertThat(messages(client, "Kept")).endsWith("(MESSAGES 0)");
        }
    }

    @Test
    void aMoveThatFailsInTheMiddleTellsWhatItMoved() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient bob = ImapTestClient.loggedIn(server, "bob");
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            fill(server, client);
            bob.command("SETACL INBOX alice lrsi");
            limit(server.mailbox("bob"), server.mailbox("alice").info().contentSize() * 3 / 4);
            List<String> told = client.attempt("MOVE 1:* \"Other Users/bob/INBOX\"");
            assertThat(told.getLast()).contains("NO [OVERQUOTA]");
            assertThat(told.getFirst()).contains("* OK [COPYUID ").contains(" 1:500 1:500]");
            assertThat(expunges(told)).isEqualTo(500);
            assertThat(messages(bob, "INBOX")).endsWith("(MESSAGES 500)");
            assertThat(messages(client, "INBOX")).endsWith("(MESSAGES 524)");
        }
    }
}
