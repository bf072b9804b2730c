package org.rialto.smtp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataScannerTest {
    private record Scan(String message, boolean finished, boolean clean, int consumed) {}

    private static Scan scan(byte[] bytes, int... cuts) {
        DataScanner scanner = new DataScanner();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int consumed = 0;
        try {
            int from = 0;
            List<Integer> ends = new ArrayList<>();
            for (int cut : cuts) {
                ends.add(cut);
            }
            ends.add(bytes.length);
            for (int end : ends) {
                if (!scanner.finished()) {
                    consumed = scanner.scan(bytes, from, end, out);
                }
                from = end;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Scan(out.toString(ISO_8859_1), scanner.finished(),
                scanner.lineEndings().clean(), consumed);
    }

    private static Scan scan(String text) { return scan(text.getBytes(ISO_8859_1)); }

    @Test
    void endsAtADotOnALineOfItsOwn() {
        Scan scan = scan("Subject: x\r\n\r\nhello\r\n.\r\nMAIL FROM:<>\r\n");
        assertThat(scan.message()).isEqualTo("Subject: x\r\n\r\nhello\r\n");
        assertThat(scan.finished()).isTrue();
        assertThat(scan.consumed()).isEqualTo("Subject: x\r\n\r\nhello\r\n.\r\n".length());
    }

    @Test
    void acceptsAnEmptyMessage() {
        assertThat(scan(".\r\n")).isEqualTo(new Scan("", true, true, 3));
    }

    @Test
    void takesStuffedDotsOut() {
        assertThat(scan("..\r\n...a\r\n.b\r\na.\r\n.\r\n").message())
                .isEqualTo(".\r\n..a\r\nb\r\na.\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n.\r\n", "a\n.\n", "a\r\n.\n", "a\r.\r\n", "a\r\n.\r", "a\r.\r",
            "a\n.\r", "a\r\n\n.\r\n", "a\r\r\n.\r\n", "\n.\r\n", "\r.\r\n", ".\n", ".\r.\r\n"})
    void neverEndsAtAnythingElse(String smuggled) {
        Scan alone = scan(smuggled + "MAIL FROM:<x@y>\r\n");
        boolean endsInFact = smuggled.endsWith("\r\r\n.\r\n");
        if (!endsInFact) {
            assertThat(alone.finished()).as("finished").isFalse();
        }
        Scan ended = scan(smuggled + "MAIL FROM:<x@y>\r\n.\r\n");
        assertThat(ended.finished()).as("finished by the real end").isTrue();
        assertThat(ended.clean()).as("line endings").isFalse();
    }

    @Test
    void keepsEveryByteThatIsNotALineEnd() {
        byte[] all = new byte[256 + 5];
        int length = 0;
        for (int value = 0; value < 256; value++) {
            if (value != '\r' && value != '\n') {
                all[length++] = (byte) value;
            }
        }
        String text = new String(all, 0, length, ISO_8859_1);
        assertThat(scan("x" + text + "\r\n.\r\n").message()).isEqualTo("x" + text + "\r\n");
    }

    @Test
    void givesTheSameResultHoweverTheBytesArrive() {
        Random random = new Random(5321);
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        for (int run = 0; run < runs; run++) {
            byte[] bytes = randomData(random, random.nextInt(40));
            Scan whole = scan(bytes);
            int first = bytes.length == 0 ? 0 : random.nextInt(bytes.length + 1);
            int second = first + random.nextInt(bytes.length - first + 1);
            Scan pieces = scan(bytes, first, second);
            assertThat(pieces.finished()).isEqualTo(whole.finished());
            assertThat(pieces.clean()).isEqualTo(whole.clean());
            assertThat(pieces.consumed()).isEqualTo(whole.consumed());
            if (whole.clean()) {
                assertThat(pieces.message()).isEqualTo(whole.message());
            }
            checkAgainstDefinition(bytes, whole);
        }
    }

    @FuzzTest
    void anyBytesAreScannedAsTheStandardSays(byte[] bytes) {
        checkAgainstDefinition(bytes, scan(bytes));
    }

    /// The definition, written the slow way: the end is the first CRLF.CRLF of CRLF + input; line
    /// ends are clean when no CR or LF is left once the pairs are gone.
    private static void checkAgainstDefinition(byte[] bytes, Scan scan) {
        String text = "\r\n" + new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n.\r\n");
        assertThat(scan.finished()).isEqualTo(end >= 0);
        if (end < 0) {
            assertThat(scan.consumed()).isEqualTo(bytes.length);
            return;
        }
        assertThat(scan.consumed()).isEqualTo(end + 5 - 2);
        String message = text.substring(0, end + 2);
        String rest = message.replace("\r\n", "");
        boolean clean = rest.indexOf('\r') < 0 && rest.indexOf('\n') < 0;
        assertThat(scan.clean()).isEqualTo(clean);
        if (clean) {
            assertThat(scan.message()).isEqualTo(message.replace("\r\n.", "\r\n").substring(2));
        }
    }

    private static byte[] randomData(Random random, int length) {
        String alphabet = "\r\n..\r\n\r\nab";
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return bytes;
    }
}
