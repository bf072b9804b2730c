package org.rialto.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;

/// A message that was never MIME (made by Outlook, say) has all that IMAP asks of one.
class GeneratedMimeTest {

    @Test
    void showsAMessageThatWasNotMadeOfMime(@TempDir Path folder) throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder)) {
            Mailbox mailbox = server.mailbox("alice");
            PropertyBag properties = new PropertyBag()
                    .set(PropertyTags.PidTagMessageClass, "IPM.Note")
                    .set(PropertyTags.PidTagSubject, "Made by hand")
                    .set(PropertyTags.PidTagBody, "Text of the message.\r\n");
            mailbox.write(change -> change.addMessage(
                    change.folder(SpecialFolder.INBOX).folderId(),
                    new NewMessage(new MessageContent(properties, List.of(), List.of()), false, 0,
                            Set.of(), Instant.parse("2026-02-01T10:00:00Z"), null, null)));
            try (ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
                client.command("EXAMINE INBOX");
                List<String> fetched = client
                        .command("FETCH 1 (RFC822.SIZE ENVELOPE BODYSTRUCTURE BODY[TEXT])");
                assertThat(fetched.getFirst()).contains("\"Made by hand\"")
                        .contains("(\"text\" \"plain\"").doesNotContain("RFC822.SIZE 0");
                assertThat(fetched).anyMatch(line -> line.contains("Text of the message."));
                List<String> whole = client.command("FETCH 1 (RFC822.SIZE BODY[])");
                String size = whole.getFirst().replaceAll(".*SIZE (\\d+) .*", "$1");
                assertThat(whole.getFirst()).endsWith("BODY[] {" + size + "}");
                assertThat(client.command("SEARCH SUBJECT hand SMALLER 100000 LARGER 20"))
                        .contains("* SEARCH 1");
                assertThat(client.command("SORT (SIZE SUBJECT) UTF-8 ALL"))
                        .contains("* SORT 1");
                assertThat(client.command("FETCH 1 PREVIEW").getFirst())
                        .contains("Text of the message.");
            }
        }
    }
}
