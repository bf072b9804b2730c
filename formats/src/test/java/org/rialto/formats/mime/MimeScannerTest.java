package org.rialto.formats.mime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.formats.mime.MimeStructure.Section;

class MimeScannerTest {
    private static final String MIXED = """
            From: Nathaniel Borenstein <nsb@bellcore.com>
            To: Ned Freed <ned@innosoft.com>
            Subject: Sample message
            MIME-Version: 1.0
            Content-type: multipart/mixed; boundary="simple
             boundary"

            This is the preamble.
            --simple boundary

            This is implicitly typed plain text.
            --simple boundary
            Content-type: text/plain; charset=us-ascii

            This is explicitly typed.

            --simple boundary--
            This is the epilogue.
            """;

    static byte[] crlf(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] message, MimeStructure structure, Section section, Integer... path) {
        ByteRange range = requireNonNull(structure.section(List.of(path), section));
        return new String(message, (int) range.offset(), (int) range.length(),
                StandardCharsets.ISO_8859_1);
    }

    static String body(MimeStructure structure) {
        return new String(ImapStructureWriter.body(structure, true, false),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void findsThePartsOfAMultipart() {
        byte[] message = crlf(MIXED);
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(text(message, structure, Section.ALL, 1))
                .isEqualTo("This is implicitly typed plain text.");
        assertThat(text(message, structure, Section.MIME, 1)).isEqualTo("\r\n");
        assertThat(text(message, structure, Section.ALL, 2))
                .isEqualTo("This is explicitly typed.\r\n");
        assertThat(text(message, structure, Section.MIME, 2))
                .isEqualTo("Content-type: text/plain; charset=us-ascii\r\n\r\n");
        assertThat(text(message, structure, Section.ALL))
                .isEqualTo(new String(message, StandardCharsets.US_ASCII));
        assertThat(text(message, structure, Section.TEXT)).startsWith("This is the preamble.")
                .endsWith("This is the epilogue.\r\n");
        assertThat(structure.section(List.of(3), Section.ALL)).isNull();
        assertThat(structure.section(List.of(1), Section.TEXT)).isNull();
        assertThat(body(structure)).isEqualTo("((\"text\" \"plain\" (\"charset\" \"us-ascii\")"
                + " NIL NIL \"7bit\" 36 0 NIL NIL NIL NIL)(\"text\" \"plain\" (\"charset\""
                + " \"us-ascii\") NIL NIL \"7bit\" 27 1 NIL NIL NIL NIL) \"mixed\""
                + " (\"boundary\" \"simple boundary\") NIL NIL NIL)");
    }

    @Test
    void numbersThePartsOfAnEmbeddedMessage() {
        byte[] message = crlf("""
                Subject: outer
                Content-Type: multipart/mixed; boundary=o

                --o
                Content-Type: message/rfc822

                Subject: inner
                From: a@example.org
                Content-Type: multipart/alternative; boundary=i

                --i

                one
                --i
                Content-Type: text/html

                two
                --i--

                --o
                Content-Type: message/rfc822

                Subject: plain

                text
                --o--
                """);
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(text(message, structure, Section.ALL, 1, 1)).isEqualTo("one");
        assertThat(text(message, structure, Section.ALL, 1, 2)).isEqualTo("two");
        assertThat(text(message, structure, Section.MIME, 1, 2))
                .isEqualTo("Content-Type: text/html\r\n\r\n");
        assertThat(text(message, structure, Section.HEADER, 1)).startsWith("Subject: inner\r\n");
        assertThat(text(message, structure, Section.TEXT, 1)).startsWith("--i\r\n");
        assertThat(text(message, structure, Section.ALL, 2, 1)).isEqualTo("text");
        assertThat(text(message, structure, Section.TEXT, 2)).isEqualTo("text");
        assertThat(text(message, structure, Section.ALL, 2))
                .isEqualTo("Subject: plain\r\n\r\ntext");
        assertThat(structure.find(List.of(2, 2))).isNull();
        assertThat(structure.find(List.of(2, 1, 1))).isNull();
        MimePart part = structure.root().children().getFirst();
        MimePart embedded = requireNonNull(part.embeddedMessage());
        assertThat(requireNonNull(embedded.envelope()).subject()).isEqualTo("inner");
    }

    @Test
    void aMessageThatIsNoMultipartHasOnePart() {
        byte[] message = crlf("Subject: x\n\nhello\nworld\n");
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(text(message, structure, Section.ALL, 1)).isEqualTo("hello\r\nworld\r\n");
        assertThat(text(message, structure, Section.HEADER)).isEqualTo("Subject: x\r\n\r\n");
        assertThat(structure.root().bodyLines()).isEqualTo(2);
        assertThat(structure.find(List.of(1, 1))).isNull();
        assertThat(structure.find(List.of(2))).isNull();
    }

    @Test
    void givesTheSameTreeHoweverTheBytesArrive() {
        byte[] message = crlf(MIXED + "x".repeat(5000) + "\n--" + "y".repeat(3000) + "\n");
        MimeStructure whole = MimeScanner.scan(message).structure();
        for (int piece : new int[]{1, 2, 3, 7, 64, 1000, 2048, 2049, 4000}) {
            MimeScanner scanner = new MimeScanner();
            for (int at = 0; at < message.length; at += piece) {
                scanner.write(message, at, Math.min(piece, message.length - at));
            }
            assertThat(scanner.finish().structure()).isEqualTo(whole);
        }
    }

    @Test
    void multipartWithoutPartsShowsItsTextAsOne() {
        byte[] message = crlf("Content-Type: multipart/mixed; boundary=none\n\nhello\n");
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(text(message, structure, Section.ALL, 1)).isEqualTo("hello\r\n");
    }

    @Test
    void outerDelimiterEndsAnUnclosedInnerMultipart() {
        byte[] message = crlf("""
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner

                one
                --outer
                Content-Type: text/html

                two
                --outer--
                """);
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(structure.root().children()).hasSize(2);
        assertThat(text(message, structure, Section.ALL, 1, 1)).isEqualTo("one");
        assertThat(text(message, structure, Section.ALL, 2)).isEqualTo("two");
    }

    @Test
    void encodedStructureReadsBackEqual() {
        MimeStructure structure = MimeScanner.scan(crlf(MIXED)).structure();
        byte[] encoded = structure.encode();
        assertThat(MimeStructure.decode(encoded)).isEqualTo(structure);
        assertThat(encoded.length).isLessThan(250);
    }

    @Test
    void lastPartAllowedTakesTheRestOfTheMessage() {
        MimeLimits limits = new MimeLimits(3, 100, 1000, 100, 100, 10_000);
        byte[] message = crlf("Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\n\npart\n".repeat(10) + "--b--\n");
        MimeScanner scanner = new MimeScanner(limits);
        scanner.write(message, 0, message.length);
        MimeStructure structure = scanner.finish().structure();
        assertThat(structure.root().children()).hasSize(2);
        assertThat(structure.root().children().getLast().bodyEnd()).isEqualTo(message.length);
    }
}
