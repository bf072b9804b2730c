package org.rialto.transport.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SevenBitContentTest {
    private static String convert(String message) throws Exception {
        Content content = Content.of(message.getBytes(StandardCharsets.UTF_8));
        try (SevenBitContent converted = SevenBitContent.of(content);
                InputStream in = converted.open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(converted.sizeBytes()).isEqualTo(text.length());
            assertThat(text.chars()).allMatch(c -> c < 0x80 && c > 0);
            return text;
        }
    }

    @Test
    void makesTextQuotedPrintable() throws Exception {
        assertThat(convert("Subject: x\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: 8bit\r\nX-Last: 1\r\n\r\nGrüße\r\n.\r\n"))
                .isEqualTo("Subject: x\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nX-Last: 1\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + "Gr=C3=BC=C3=9Fe\r\n=2E\r\n");
    }

    @Test
    void saysThatAMessageWithoutMimeIsMimeNow() throws Exception {
        assertThat(convert("Subject: x\r\n\r\nü\r\n")).isEqualTo("Subject: x\r\n"
                + "MIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "=C3=BC\r\n");
    }

    @Test
    void convertsOnlyThePartsThatNeedIt() throws Exception {
        String message = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\npreamble\r\n--b\r\n\r\nplain\r\n--b\r\n"
                + "Content-Type: application/x\r\nContent-Transfer-Encoding: binary\r\n\r\n"
                + "aü\nb\r\n--b\r\nContent-Type: message/rfc822\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\nSubject: in\r\n\r\nö\r\n--b--\r\n";
        assertThat(convert(message)).isEqualTo(
                "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
                        + "Content-Transfer-Encoding: 7bit\r\n\r\npreamble\r\n--b\r\n\r\nplain\r\n"
                        + "--b\r\nContent-Type: application/x\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nYcO8CmI=\r\n\r\n--b\r\n"
                        + "Content-Type: message/rfc822\r\n"
                        + "Content-Transfer-Encoding: 7bit\r\n\r\nSubject: in\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=B6\r\n"
                        + "--b--\r\n");
    }

    @Test
    void refusesToEncodeWhatIsEncoded() {
        assertThatThrownBy(() -> convert("Content-Transfer-Encoding: base64\r\n\r\nü\r\n"))
                .isInstanceOf(SevenBitContent.Unconvertible.class);
    }

    @Test
    void convertsALargeMessageThroughAFile() throws Exception {
        String converted = convert("MIME-Version: 1.0\r\n\r\n" + "ü".repeat(400) + "\r\n"
                + "line\r\n".repeat(300_000));
        assertThat(converted).hasSizeGreaterThan(1_800_000).endsWith("line\r\nline\r\n");
    }

    @Test
    void anyBytesAreConvertedOrRefused() throws IOException {
        Random random = new Random(3);
        String alphabet = "ab:\r\n-ü\u0000 ;=\"";
        String seed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\nü\r\n--b--\r\n";
        int runs = Integer.getInteger("rialto.fuzz.runs", 3_000);
        for (int run = 0; run < runs; run++) {
            StringBuilder text = new StringBuilder(seed);
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.insert(random.nextInt(text.length()),
                        alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                convert(text.toString());
            } catch (SevenBitContent.Unconvertible e) {
                continue;
            } catch (Exception e) {
                throw new AssertionError(text.toString(), e);
            }
        }
    }
}
