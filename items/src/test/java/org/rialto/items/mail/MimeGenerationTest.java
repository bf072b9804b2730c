package org.rialto.items.mail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.MessageContent;

class MimeGenerationTest {
    // One blob in memory.
    private static MimeGeneration generation(byte[] blob) {
        return new MimeGeneration(new AttachmentBytes((ref, offset,
                length) -> new ByteArrayInputStream(blob, (int) offset, (int) length)));
    }

    // As an editing client leaves a MIME-backed message: bodies as properties.
    private static MessageContent materialised(byte[] message) throws IOException {
        MessageContent content = MimeMessagesTest.convert(message).content();
        MimeProperties all = new MimeProperties(content.properties(),
                MimeScanner.scan(message).structure(), MessageBytes.of(message));
        PropertyBag bag = content.properties().copy();
        for (PropertyTag tag : MimeProperties.lazyTags()) {
            bag.setOrRemove(tag, all.get(tag));
        }
        return new MessageContent(bag, content.recipients(), content.attachments());
    }

    private static byte[] generate(byte[] original, MessageContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generation(original).write(content,
                false, out);
        return out.toByteArray();
    }

    @Test
    void generatedMimeHasTheSameProperties() throws IOException {
        byte[] original = MimeMessagesTest.bytes(MimeMessagesTest.FULL);
        MessageContent content = materialised(original);
        byte[] generated = generate(original, content);
        MessageContent again = materialised(generated);
        List<PropertyTag> lost = new ArrayList<>();
        content.properties().forEach(value -> {
            if (!value.value().equals(again.properties().get(value.tag()))) {
                lost.add(value.tag());
            }
        });
        // Transport headers are of the way a message came, not of the message.
        assertThat(lost).containsExactly(PropertyTags.PidTagTransportMessageHeaders);
        assertThat(again.recipients()).isEqualTo(content.recipients());
        assertThat(again.attachments())
                .extracting(each -> each.properties()
                        .getString(PropertyTags.PidTagAttachLongFilename))
                .containsExactly("pic.png", "\u20AC bill.pdf", "inner.eml");
        MimePart bill = MimeScanner.scan(generated).structure().root().children().get(1);
        assertThat(MessageBytes.of(generated).openDecoded(bill).readAllBytes())
                .isEqualTo("Hello".getBytes(StandardCharsets.US_ASCII));
        MimePart inner = MimeScanner.scan(generated).structure().root().children().get(2);
        assertThat(requireNonNull(inner.embeddedMessage()).children()).hasSize(2);
    }

    @Test
    void embeddedObjectsBecomeEmbeddedMessages() throws IOException {
        PropertyBag inner = new PropertyBag();
        inner.set(PropertyTags.PidTagSubject, "inner");
        inner.set(PropertyTags.PidTagBody, "caf\u00E9");
        PropertyBag attachment = new PropertyBag();
        attachment.set(PropertyTags.PidTagAttachMethod, 5);
        PropertyBag outer = new PropertyBag();
        outer.set(PropertyTags.PidTagSubject, "outer");
        outer.set(PropertyTags.PidTagBody, "see attached");
        MessageContent content = new MessageContent(outer, List.of(),
                List.of(new Attachment(0, attachment, new AttachmentData.Embedded(
                        new MessageContent(inner, List.of(), List.of())))));
        byte[] generated = generate(new byte[0], content);
        MimeScan scan = MimeScanner.scan(generated);
        MimePart embedded = requireNonNull(
                scan.structure().root().children().get(1).embeddedMessage());
        assertThat(requireNonNull(embedded.envelope()).subject()).isEqualTo("inner");
        assertThat(new String(MessageBytes.of(generated).openDecoded(embedded).readAllBytes(),
                StandardCharsets.UTF_8)).isEqualTo("caf\u00E9\r\n".stripTrailing());
    }

    @Test
    void signedContentKeepsItsBytes() throws IOException {
        String entity = "Content-Type: multipart/signed; boundary=b\n\n--b\n\nsigned\n--b\n"
                + "Content-Type: application/pkcs7-signature\n\nx\n--b--\n";
        byte[] original = MimeMessagesTest.bytes("Subject: s\nFrom: a@example.org\n" + entity);
        byte[] generated = generate(original, materialised(original));
        String text = new String(generated, StandardCharsets.US_ASCII);
        assertThat(text).endsWith(new String(MimeMessagesTest.bytes(entity),
                StandardCharsets.US_ASCII));
        assertThat(text.indexOf("Subject:")).isEqualTo(text.lastIndexOf("Subject:"));
    }

    @Test
    void blindCopiesAreLeftOutUnlessAskedFor() throws IOException {
        byte[] original = MimeMessagesTest.bytes("To: a@b\nBcc: secret@example.org\n\nx\n");
        MessageContent content = materialised(original);
        assertThat(new String(generate(original, content), StandardCharsets.US_ASCII))
                .doesNotContain("secret");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generation(original).write(content, true, out);
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("Bcc: secret@example.org");
    }
}
