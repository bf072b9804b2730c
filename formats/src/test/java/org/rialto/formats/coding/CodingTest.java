package org.rialto.formats.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodingTest {
    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String quotedPrintable(String text) throws IOException {
        return new String(new QuotedPrintableInputStream(stream(text)).readAllBytes(),
                StandardCharsets.ISO_8859_1);
    }

    private static String base64(String text) throws IOException {
        return new String(new Base64InputStream(stream(text)).readAllBytes(),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void quotedPrintableIsDecodedLeniently() throws IOException {
        assertThat(quotedPrintable("Now's the time =\r\nfor all folk to come=\r\n to the aid"))
                .isEqualTo("Now's the time for all folk to come to the aid");
        assertThat(quotedPrintable("=e9=E9")).isEqualTo("\u00E9\u00E9");
        assertThat(quotedPrintable("a = b =x =4 =")).isEqualTo("a = b =x =4 ");
        assertThat(quotedPrintable("a  \t\r\nb \nc ")).isEqualTo("a\r\nb\nc");
        assertThat(quotedPrintable("soft=  \r\nbreak=\nhere")).isEqualTo("softbreakhere");
        assertThat(quotedPrintable("a\rb")).isEqualTo("a\rb");
        assertThat(quotedPrintable("x" + " ".repeat(5000) + "y"))
                .isEqualTo("x" + " ".repeat(5000) + "y");
    }

    @Test
    void base64IsDecodedLeniently() throws IOException {
        assertThat(base64("SGVs\r\nbG8=")).isEqualTo("Hello");
        assertThat(base64("SGVsbG8")).isEqualTo("Hello");
        assertThat(base64("S G*V-s\nbG8=\r\n--\r\nlist footer")).isEqualTo("Hello");
        assertThat(base64("")).isEmpty();
        assertThat(base64("S")).isEmpty();
    }

    @Test
    void encodedBytesReadBackWhateverThePieces() throws IOException {
        Random random = new Random(1);
        for (int size : new int[]{0, 1, 2, 3, 56, 57, 58, 1000, 8191, 8192, 8193, 100_000}) {
            byte[] data = new byte[size];
            random.nextBytes(data);
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            Base64OutputStream base64 = new Base64OutputStream(encoded);
            for (int at = 0; at < size; at += 77) {
                base64.write(data, at, Math.min(77, size - at));
            }
            base64.finish();
            assertThat(encoded.toByteArray()).isEqualTo(size == 0
                    ? new byte[0]
                    : (Base64.getMimeEncoder().encodeToString(data) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new Base64InputStream(new ByteArrayInputStream(encoded.toByteArray()))
                    .readAllBytes()).isEqualTo(data);
            encoded.reset();
            QuotedPrintableOutputStream quoted = new QuotedPrintableOutputStream(encoded, true);
            quoted.write(data);
            quoted.finish();
            for (String line : encoded.toString(StandardCharsets.US_ASCII).split("\r\n")) {
                assertThat(line.length()).isLessThanOrEqualTo(76);
            }
            assertThat(new QuotedPrintableInputStream(
                    new ByteArrayInputStream(encoded.toByteArray())).readAllBytes())
                    .isEqualTo(data);
        }
    }

    @Test
    void quotedPrintableTextKeepsItsLines() throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        QuotedPrintableOutputStream quoted = new QuotedPrintableOutputStream(encoded, false);
        quoted.write("From me \n.dot\r\n\u00E9 = x\t\nlone\rcr".getBytes(StandardCharsets.UTF_8));
        quoted.finish();
        assertThat(encoded.toString(StandardCharsets.US_ASCII))
                .isEqualTo("=46rom me=20\r\n=2Edot\r\n=C3=A9 =3D x=09\r\nlone=0Dcr");
    }
}
