package org.rialto.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.RunningServer;
import org.rialto.store.Access;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;

/// A message that was written as properties is the same bytes to IMAP and to POP3.
@Timeout(300)
class GeneratedMimeTest {
    private static final byte[] FILE = {1, 2, 3};

    @Test
    void imapAndPop3ShowTheSameBytes(@TempDir Path directory) throws Exception {
        Home home = new Home(directory.resolve("home"));
        DemoHome.create(home, true);
        Rooms rooms = Rooms.open(home, home.configuration());
        DemoHome.populate(rooms);
        MessageContent inner = new MessageContent(
                new PropertyBag().set(PropertyTags.PidTagSubject, "inner")
                        .set(PropertyTags.PidTagBody, "inside"),
                List.of(), List.of(new Attachment(0, new PropertyBag(),
                        new AttachmentData.Inline(FILE))));
        PropertyBag outer = new PropertyBag().set(PropertyTags.PidTagMessageClass, "IPM.Note")
                .set(PropertyTags.PidTagSubject, "Grüße by hand")
                .set(PropertyTags.PidTagBody, ".Text of the message.\r\n");
        DirectoryObject.MailboxOwner owner = (DirectoryObject.MailboxOwner) rooms.directory()
                .named("alice");
        Mailbox mailbox = rooms.store().open(
                rooms.store().findMailbox(owner.mailboxGuid()).orElseThrow().mailboxId(),
                Access.SYSTEM);
        int uid = mailbox.write(change -> change.addMessage(
                change.folder(SpecialFolder.INBOX).folderId(),
                new NewMessage(new MessageContent(outer, List.of(),
                        List.of(new Attachment(0, new PropertyBag(),
                                new AttachmentData.Embedded(inner)))),
                        false, 0, Set.of(), Instant.now(), null, null)))
                .uid();
        try (RunningServer server = RunningServer.start(home, home.configuration(), rooms, 0)) {
            String imap = converse(address(server, "imap"), "1 LOGIN alice " + DemoHome.PASSWORD
                    + "\r\n2 EXAMINE INBOX\r\n3 UID FETCH " + uid + " (BODY.PEEK[])\r\n"
                    + "4 LOGOUT\r\n");
            String byImap = imap.replaceAll("(?s).*BODY\\[] \\{\\d+}\r\n(.*)\\)\r\n3 OK.*", "$1");
            String login = "USER alice\r\nPASS " + DemoHome.PASSWORD + "\r\n";
            String list = converse(address(server, "pop3"), login + "UIDL\r\nQUIT\r\n");
            String number = list.replaceAll("(?s).*\r\n(\\d+) \\d+\\." + uid + "\r\n.*", "$1");
            String pop3 = converse(address(server, "pop3"),
                    login + "RETR " + number + "\r\nQUIT\r\n");
            String byPop3 = pop3.replaceAll("(?s).*\\+OK \\d+ octets\r\n(.*\r\n)\\.\r\n.*", "$1")
                    .replace("\r\n..", "\r\n.");
            assertThat(byImap).contains("Subject: =?", "\r\n.Text of the message.\r\n", "inside",
                    "AQID", "message/rfc822");
            assertThat(byPop3).isEqualTo(byImap);
        }
    }

    private static InetSocketAddress address(RunningServer server, String name) {
        return server.listeners().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow().address();
    }

    private static String converse(InetSocketAddress address, String input) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(input.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
