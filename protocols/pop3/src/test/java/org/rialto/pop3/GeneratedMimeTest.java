package org.rialto.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.TestCertificate;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.MessageContent;

/// Messages that were never MIME (made by Outlook, say) are in the maildrop like all others.
@Timeout(300)
class GeneratedMimeTest {
    private static final String LOGIN = "USER alice\r\nPASS Password01!\r\n";

    @Test
    void showsMessagesThatWereNotMadeOfMimeTheSameEveryTime(@TempDir Path folder)
            throws Exception {
        try (TestHome home = new TestHome(folder, TestCertificate.server(folder), false,
                Pop3Limits.DEFAULT)) {
            home.add("Subject: as it came\r\n\r\nfirst\r\n");
            PropertyBag file = new PropertyBag()
                    .set(PropertyTags.PidTagAttachLongFilename, "notes.bin");
            home.add(new MessageContent(
                    new PropertyBag().set(PropertyTags.PidTagMessageClass, "IPM.Note")
                            .set(PropertyTags.PidTagSubject, "Made by hand")
                            .set(PropertyTags.PidTagBody, ".Text of the message.\r\n"),
                    List.of(), List.of(new Attachment(0, file,
                            new AttachmentData.Inline(new byte[]{1, 2, 3})))));
            InetSocketAddress address = home.server.listener().address();
            String first = converse(address,
                    LOGIN + "STAT\r\nLIST\r\nUIDL 2\r\nRETR 2\r\nQUIT\r\n");
            assertThat(first).contains("2 messages");
            long size = Long.parseLong(first.replaceAll("(?s).*\r\n2 (\\d+)\r\n.*", "$1"));
            String message = first.substring(first.indexOf("+OK " + size + " octets\r\n")
                    + ("+OK " + size + " octets\r\n").length());
            message = message.substring(0, message.indexOf("\r\n.\r\n") + 2)
                    .replace("\r\n..", "\r\n.");
            assertThat(message).contains("Subject: Made by hand\r\n")
                    .contains("\r\n.Text of the message.\r\n").contains("notes.bin")
                    .hasSize(Math.toIntExact(size));
            String again = converse(address,
                    LOGIN + "STAT\r\nLIST\r\nUIDL 2\r\nRETR 2\r\nQUIT\r\n");
            assertThat(again).isEqualTo(first);
            assertThat(converse(address, LOGIN + "TOP 2 0\r\nQUIT\r\n"))
                    .contains("Subject: Made by hand\r\n").doesNotContain("Text of");
            assertThat(home.inbox()).isEqualTo("1 2*");
            assertThat(converse(address, LOGIN + "DELE 2\r\nQUIT\r\n")).contains("+OK");
            assertThat(home.inbox()).isEqualTo("1");
        }
    }

    private static String converse(InetSocketAddress address, String input) throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(input.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
