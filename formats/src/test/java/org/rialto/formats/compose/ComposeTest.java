package org.rialto.formats.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.formats.mime.TransferEncoding;

class ComposeTest {
    private static byte[] compose(HeaderWriter header, ComposedPart root) throws IOException {
        int[] number = new int[1];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageComposer(() -> "=_" + number[0]++).write(header, root, out);
        return out.toByteArray();
    }

    @Test
    void aMessageWithEverythingReadsBack() throws IOException {
        String subject = "Gr\u00FC\u00DFe aus K\u00F6ln, " + "sehr ".repeat(30) + "lang";
        HeaderWriter header = new HeaderWriter().date("Date",
                OffsetDateTime.parse("2026-11-21T05:36:53Z")).text("Subject", subject).addresses(
                        "To",
                        List.of(new MailAddress("Doe, John", "john", "example.org"),
                                new MailAddress("J\u00F8rgen \"J\" H", "j", "example.org"),
                                new MailAddress("", "odd name", "example.org")));
        byte[] picture = new byte[100_000];
        String fileName = "\u65E5\u672C\u8A9E".repeat(20) + ".pdf";
        ComposedPart root = ComposedPart.mixed(
                ComposedPart.related(
                        ComposedPart.alternative(List.of(ComposedPart.plain("caf\u00E9\nnoon"),
                                ComposedPart.html("<p>" + "x".repeat(2000)))),
                        List.of(new ComposedPart.Data("image/png", "inline", "p.png", "cid@1",
                                null, Content.of(picture)))),
                List.of(ComposedPart.attachment("application/pdf", fileName,
                        Content.of(new byte[]{1, 2, 3}))));
        byte[] message = compose(header, root);
        for (String line : new String(message, StandardCharsets.ISO_8859_1).split("\r\n")) {
            assertThat(line.length()).isLessThanOrEqualTo(78);
            assertThat(line.chars()).allMatch(c -> c < 127);
        }
        MimeScan scan = MimeScanner.scan(message);
        assertThat(EncodedWords.decode(String.valueOf(scan.structure().envelope().subject())))
                .isEqualTo(subject);
        assertThat(MailAddress.of(scan.structure().envelope().to()))
                .extracting(MailAddress::display)
                .containsExactly("Doe, John", "J\u00F8rgen \"J\" H", "\"odd name\"@example.org");
        MimePart mixed = scan.structure().root();
        MimePart related = mixed.children().getFirst();
        MessageBytes bytes = MessageBytes.of(message);
        assertThat(bytes.openDecoded(related.children().get(1)).readAllBytes()).isEqualTo(picture);
        assertThat(mixed.children().get(1).fileName()).isEqualTo(fileName);
        MimePart plain = related.children().getFirst().children().getFirst();
        assertThat(new String(bytes.openDecoded(plain).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("caf\u00E9\r\nnoon");
    }

    @Test
    void noValueAddsAField() throws IOException {
        HeaderWriter header = new HeaderWriter().text("Subject", "x\r\nBcc: a@b")
                .addresses("To", List.of(new MailAddress("n\r\nBcc: c", "a\r\nb", "d")))
                .structured("In-Reply-To", "<a@b>\nX: y");
        MimeScan scan = MimeScanner.scan(compose(header, ComposedPart.plain("")));
        assertThat(scan.header().raw("Bcc")).isNull();
        assertThat(scan.header().raw("X")).isNull();
    }

    @Test
    void addressesOutsideAsciiStayUtf8() {
        HeaderWriter header = new HeaderWriter().addresses("To",
                List.of(new MailAddress("", "j\u00F8rgen", "b\u00FCcher.example")));
        assertThat(header.isInternational()).isTrue();
        assertThat(new String(header.toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("To: j\u00F8rgen@b\u00FCcher.example\r\n");
        assertThat(new MailAddress("", "a", "b\u00FCcher.example").asciiAddress())
                .isEqualTo("a@xn--bcher-kva.example");
    }

    @Test
    void deliveryStatusHasItsThreeParts() throws IOException {
        ComposedPart report = ReportComposer.deliveryStatus("Could not be delivered.",
                "mx.example.org", null, null,
                List.of(new ReportComposer.Recipient("a@b", "failed", "5.1.1", null, "mx.b",
                        "smtp; 550 no\r\nsuch user", null, null)),
                ReportComposer.header("Subject: x\r\n"));
        byte[] message = compose(new HeaderWriter().text("Subject", "Undelivered"), report);
        MimePart root = MimeScanner.scan(message).structure().root();
        assertThat(root.contentType().mediaType()).isEqualTo("multipart/report");
        assertThat(root.contentType().parameter("report-type")).isEqualTo("delivery-status");
        assertThat(root.children()).extracting(part -> part.contentType().mediaType())
                .containsExactly("text/plain", "message/delivery-status", "text/rfc822-headers");
        String status = new String(
                MessageBytes.of(message).openDecoded(root.children().get(1)).readAllBytes(),
                StandardCharsets.US_ASCII);
        assertThat(status).isEqualTo("Reporting-MTA: dns; mx.example.org\r\n\r\n"
                + "Final-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                + "Remote-MTA: dns; mx.b\r\nDiagnostic-Code: smtp; 550 no such user\r\n");
    }

    @Test
    void embeddedMessagesKeepTheirBytes() throws IOException {
        byte[] inner = "Subject: in\r\n\r\ntext".getBytes(StandardCharsets.US_ASCII);
        ComposedPart root = ComposedPart.mixed(ComposedPart.plain("see"),
                List.of(ComposedPart.message(TransferEncoding.SEVEN_BIT, Content.of(inner))));
        byte[] message = compose(new HeaderWriter(), root);
        MimePart part = MimeScanner.scan(message).structure().root().children().get(1);
        assertThat(MessageBytes.of(message).openBody(part).readAllBytes()).isEqualTo(inner);
        assertThat(part.embeddedMessage()).isNotNull();
    }

    @Test
    void eightBitPartsAreEncodedForSevenBitHosts() throws IOException {
        byte[] message = ("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\npreamble\r\n--b\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
                + "\r\ncaf\u00E9\r\n--b\r\nContent-Type: application/x\r\n"
                + "Content-Transfer-Encoding: binary\r\n\r\n\0\1\r\n--b\r\n\r\nplain\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SevenBitWriter.write(MimeScanner.scan(message).structure(), MessageBytes.of(message), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(
                "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
                        + "Content-Transfer-Encoding: 7bit\r\n\r\npreamble\r\n--b\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9\r\n--b\r\n"
                        + "Content-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n"
                        + "\r\nAAE=\r\n\r\n--b\r\n\r\nplain\r\n--b--\r\n");
    }

    @Test
    void foldedFieldsKeepTheirWords() {
        String ids = "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>";
        String written = new String(
                new HeaderWriter().messageIds("References", List.of(ids, ids, ids)).toByteArray(),
                StandardCharsets.US_ASCII);
        assertThat(written)
                .isEqualTo("References: " + ids + "\r\n " + ids + "\r\n " + ids + "\r\n");
        assertThat(new ComposedPart.Text("text/plain", "", Map.of("format", "flowed")).parameters())
                .containsKey("format");
    }
}
