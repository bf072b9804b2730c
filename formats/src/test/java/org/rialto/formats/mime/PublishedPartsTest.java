package org.rialto.formats.mime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.formats.mime.MimeStructure.Section;

/// A message of the structure that RFC 9051 §6.4.5.1 numbers the parts of.
class PublishedPartsTest {
    private final byte[] message;
    private final MimeStructure structure;

    PublishedPartsTest() throws IOException {
        try (InputStream in = requireNonNull(
                getClass().getResourceAsStream("/spec/rfc9051-6.4.5.1-parts.eml"))) {
            message = in.readAllBytes();
        }
        structure = MimeScanner.scan(message).structure();
    }

    private String text(String path, Section section) {
        List<Integer> numbers = path.isEmpty()
                ? List.of()
                : Arrays.stream(path.split("\\.")).map(Integer::valueOf).toList();
        ByteRange range = structure.section(numbers, section);
        return range == null
                ? "none"
                : new String(message, (int) range.offset(),
                        (int) range.length(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({"1,text/plain,1 text", "2,application/octet-stream,2 data",
            "3.1,text/plain,3.1 text",
            "3.2,application/octet-stream,3.2 data", "4.1,image/gif,4.1 gif",
            "4.2.1,text/plain,4.2.1 text", "4.2.2.1,text/plain,4.2.2.1 text",
            "4.2.2.2,text/richtext,4.2.2.2 text"})
    void leavesHaveTheirContentAndHeader(String path, String type, String content) {
        assertThat(text(path, Section.ALL)).isEqualTo(content);
        assertThat(text(path, Section.MIME)).isEqualTo("Content-Type: " + type + "\r\n\r\n");
        assertThat(text(path, Section.HEADER)).isEqualTo("none");
    }

    @Test
    void messagesHaveHeaderAndText() {
        assertThat(text("", Section.HEADER)).startsWith("Subject: parts\r\n").endsWith("\r\n\r\n");
        assertThat(text("", Section.HEADER) + text("", Section.TEXT))
                .isEqualTo(text("", Section.ALL));
        assertThat(text("3", Section.HEADER)).startsWith("Subject: three\r\n");
        assertThat(text("3", Section.HEADER) + text("3", Section.TEXT))
                .isEqualTo(text("3", Section.ALL));
        assertThat(text("4.2", Section.HEADER)).startsWith("Subject: four two\r\n");
        assertThat(text("4.2", Section.TEXT)).startsWith("--b42\r\n").contains("4.2.2.2 text");
        assertThat(text("4", Section.HEADER)).isEqualTo("none");
        assertThat(text("4", Section.ALL)).startsWith("--b4\r\n").contains("4.1 gif");
        assertThat(text("4.2.2", Section.MIME))
                .isEqualTo("Content-Type: multipart/alternative; boundary=b422\r\n\r\n");
        for (String missing : new String[]{"0", "5", "1.1", "3.3", "4.2.2.3", "4.1.1"}) {
            assertThat(text(missing, Section.ALL)).as(missing).isEqualTo("none");
        }
        assertThat(text("", Section.MIME)).isEqualTo("none");
    }

    @Test
    void bodyStructureShowsThemAll() {
        String body = new String(ImapStructureWriter.body(structure, false, false),
                StandardCharsets.US_ASCII);
        String leaf = "(\"text\" \"plain\" NIL NIL NIL \"7bit\" %d 0)";
        String data = "(\"application\" \"octet-stream\" NIL NIL NIL \"7bit\" %d)";
        MimePart three = structure.root().children().get(2);
        MimePart fourTwo = structure.root().children().get(3).children().get(1);
        String none = " NIL NIL NIL NIL NIL NIL NIL NIL)";
        assertThat(body).isEqualTo("(" + leaf.formatted(6) + data.formatted(6)
                + "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" " + three.bodySize()
                + " (NIL \"three\"" + none + " (" + leaf.formatted(8) + data.formatted(8)
                + " \"mixed\") " + three.bodyLines() + ")"
                + "((\"image\" \"gif\" NIL NIL NIL \"7bit\" 7)"
                + "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" " + fourTwo.bodySize()
                + " (NIL \"four two\"" + none + " (" + leaf.formatted(10) + "("
                + leaf.formatted(12)
                + "(\"text\" \"richtext\" NIL NIL NIL \"7bit\" 12 0) \"alternative\") \"mixed\") "
                + fourTwo.bodyLines() + ") \"mixed\") \"mixed\")");
        assertThat(fourTwo.bodyLines()).isEqualTo(text("4.2", Section.ALL).chars()
                .filter(c -> c == '\n').count());
    }

    @Test
    void partialRangesAreCutToWhatIsThere() {
        ByteRange range = requireNonNull(structure.section(List.of(1), Section.ALL));
        assertThat(range.partial(2, 3)).isEqualTo(new ByteRange(range.offset() + 2, 3));
        assertThat(range.partial(2, 100).length()).isEqualTo(4);
        assertThat(range.partial(100, 1).length()).isZero();
        assertThat(range.partial(Long.MAX_VALUE, Long.MAX_VALUE).length()).isZero();
    }
}
