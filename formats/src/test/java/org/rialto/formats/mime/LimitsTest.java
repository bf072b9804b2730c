package org.rialto.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.text.HtmlText;

/// Messages made to exhaust whoever reads them.
@Timeout(300)
class LimitsTest {
    private static byte[] ascii(String text) { return text.getBytes(StandardCharsets.US_ASCII); }

    @Test
    void hundredThousandPartsBecomeTenThousand() {
        byte[] message = ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n\r\nx\r\n".repeat(100_000) + "--b--\r\n");
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(structure.root().children()).hasSize(9_999);
        assertThat(structure.root().children().getLast().bodyEnd()).isEqualTo(message.length);
        assertThat(MimeStructure.decode(structure.encode())).isEqualTo(structure);
    }

    @Test
    void deepNestingStopsAtItsLimit() {
        StringBuilder multiparts = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            multiparts.append("Content-Type: multipart/mixed; boundary=b").append(i)
                    .append("\r\n\r\n--b").append(i).append("\r\n");
        }
        StringBuilder messages = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            messages.append("Content-Type: message/rfc822\r\n\r\n");
        }
        for (StringBuilder text : List.of(multiparts, messages)) {
            byte[] message = ascii(text.toString());
            MimeStructure structure = MimeScanner.scan(message).structure();
            int depth = 0;
            for (MimePart part = structure.root(); !part.isLeaf(); part = part.children()
                    .getFirst()) {
                depth++;
            }
            assertThat(depth).isBetween(98, 101);
            assertThat(MimeStructure.decode(structure.encode())).isEqualTo(structure);
            ImapSyntax.check(ImapStructureWriter.body(structure, true, false));
        }
    }

    @Test
    void headersAreReadUpToTheirLimit() {
        byte[] message = ascii("Subject: first\r\nX-Long: " + "x".repeat(300_000)
                + "\r\nTo: never@read\r\n\r\nbody");
        MimeScan scan = MimeScanner.scan(message);
        assertThat(scan.structure().envelope().subject()).isEqualTo("first");
        assertThat(scan.structure().root().bodySize()).isEqualTo(4);
        assertThat(scan.header().end()).isEqualTo(MimeLimits.DEFAULT.headerBytes());
        byte[] fields = ascii("a: b\r\n".repeat(40_000) + "\r\n");
        assertThat(MimeScanner.scan(fields).header().count())
                .isEqualTo(MimeLimits.DEFAULT.headerFields());
    }

    @Test
    void manyAddressesAreCutAtTheirLimit() {
        byte[] message = ascii("To: " + "a,".repeat(100_000) + "\r\n\r\n");
        assertThat(MimeScanner.scan(message).structure().envelope().to())
                .hasSize(MimeLimits.DEFAULT.addresses());
    }

    @Test
    void textOfOneKindIsReadInLinearTime() {
        for (String piece : new String[]{"=?a?q? ", "=?", "=?a?q?b?= ", "(", "\"", "<", "[", "Re:",
                "&", "<!--", "<a ", "<script>", "a@", ":", "*0*=", ";a*1=b", "'", "(fwd)", "\\"}) {
            String raw = piece.repeat(256 * 1024 / piece.length());
            long start = System.nanoTime();
            MimeFuzzTest.headerValue(raw);
            HtmlText.of(raw, 1_000_000);
            HeaderFields.parse(ascii("X: " + raw), 0, raw.length(), 1000);
            EncodedWords.decode(raw);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(piece)
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    /// Half a gigabyte that is never in memory: a part of lines, then one endless line.
    @Tag("long")
    @Test
    void hugeMessagesStreamInLittleMemory() throws IOException {
        byte[] head = ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n");
        byte[] line = ascii("QUJD".repeat(19) + "\r\n");
        byte[] middle = ascii("\r\n--b\r\n\r\n");
        byte[] tail = ascii("\r\n--b--\r\n");
        long lines = 250_000_000L / line.length;
        long endless = 250_000_000L;
        InputStream message = new InputStream() {
            private long position;
            private final long linesEnd = head.length + lines * line.length;
            private final long endlessStart = linesEnd + middle.length;
            private final long endlessEnd = endlessStart + endless;

            @Override
            public int read() {
                long at = position++;
                if (at < head.length) {
                    return head[(int) at];
                } else if (at < linesEnd) {
                    return line[(int) ((at - head.length) % line.length)];
                } else if (at < endlessStart) {
                    return middle[(int) (at - linesEnd)];
                } else if (at < endlessEnd) {
                    return 'x';
                } else if (at < endlessEnd + tail.length) {
                    return tail[(int) (at - endlessEnd)];
                }
                return -1;
            }
        };
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        MimeStructure structure = MimeScanner.scan(message).structure();
        System.gc();
        long after = runtime.totalMemory() - runtime.freeMemory();
        assertThat(structure.root().children()).extracting(MimePart::bodySize)
                .containsExactly(lines * line.length, endless);
        assertThat(structure.root().children()).extracting(MimePart::bodyLines)
                .containsExactly(lines, 0L);
        assertThat(after - before).isLessThan(4 << 20);
    }
}
