package org.rialto.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// [DocumentText]: every kind of document, and what is none.
final class DocumentTextTest {
    private static final int LIMIT = 10_000;

    private static String text(byte[] document) throws IOException {
        return DocumentText.of(document, LIMIT);
    }

    @Test
    void readsPdf() throws IOException {
        byte[] pdf = Documents.pdf("Quarterly figures");
        assertThat(text(pdf)).contains("Quarterly figures");
        byte[] behind = new byte[pdf.length + 100];
        System.arraycopy(pdf, 0, behind, 100, pdf.length);
        assertThat(text(behind)).contains("Quarterly figures");
    }

    @Test
    void readsOfficeOfOldTimes() throws IOException {
        assertThat(text(Documents.excel97("old sheet"))).contains("old sheet");
        assertThat(text(Documents.powerPoint97("old slide"))).contains("old slide");
    }

    @Test
    void readsRichText() throws IOException {
        assertThat(text("{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 {\\b bold}\\par next}"
                .getBytes(StandardCharsets.US_ASCII))).contains("caf\u00E9 bold").contains("next");
    }

    @Test
    void readsOfficeOpenXml() throws IOException {
        String word = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>one</w:t></w:r><w:r><w:t>two"
                + "</w:t></w:r></w:p><w:p><w:r><w:instrText>FIELD</w:instrText><w:t>three</w:t>"
                + "</w:r></w:p></w:body></w:document>";
        assertThat(text(Documents.zip("[Content_Types].xml", "<x>t</x>", "word/document.xml", word,
                "word/footnotes.xml", "<f><t>foot</t></f>", "word/styles.xml", "<s><t>no</t></s>")))
                .contains("onetwo\nthree").contains("foot").doesNotContain("FIELD", "no");
        assertThat(text(Documents.zip("xl/sharedStrings.xml",
                "<sst><si><t>Name</t></si><si><t>Sum</t></si></sst>", "xl/worksheets/sheet1.xml",
                "<worksheet><row><c t='s'><v>1</v></c><c><v>4711</v></c>"
                        + "<c t='inlineStr'><is><t>inside</t></is></c></row></worksheet>")))
                .isEqualToNormalizingWhitespace("Name Sum 4711 inside");
        assertThat(text(Documents.zip("ppt/slides/slide1.xml",
                "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>Title</a:t></a:r></a:p></p:sld>",
                "ppt/notesSlides/notesSlide1.xml", "<n><t>note</t></n>")))
                .isEqualToNormalizingWhitespace("Title note");
    }

    @Test
    void readsOpenDocument() throws IOException {
        assertThat(text(Documents.zip("mimetype", "application/vnd.oasis.opendocument.text",
                "content.xml", "<o><h>Head</h><p>two<s/>words <span>and</span> more</p></o>",
                "styles.xml", "<s>no</s>"))).isEqualToNormalizingWhitespace(
                        "Head two words and more");
    }

    @Test
    void findsNothingInOtherFilesAndLittleInBrokenOnes() throws IOException {
        assertThat(text(new byte[0])).isEmpty();
        assertThat(text("plain".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(text(Documents.zip("a.txt", "text"))).isEmpty();
        assertThat(text(Documents.zip("word/document.xml", "<d><t>start</t><broken",
                "word/footnotes.xml", "<f><t>foot</t></f>"))).contains("start").contains("foot");
    }

    @Test
    void followsNoEntityAndStopsAtTheLimit() throws IOException {
        assertThat(text(Documents.zip("content.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>a&e;b</x>")))
                .doesNotContain("root");
        assertThat(text(Documents.zip("content.xml",
                "<x>" + "word ".repeat(1_000_000) + "</x>"))).hasSize(LIMIT);
    }

    @Test
    void survivesChangedBytes() throws IOException {
        byte[][] seeds = {Documents.zip("content.xml", "<x><p>some text</p></x>"),
                Documents.zip("word/document.xml", "<x><p><t>some</t></p></x>", "a", "b")};
        Random random = new Random(7);
        int runs = Integer.getInteger("rialto.fuzz.runs", 2000);
        for (int run = 0; run < runs; run++) {
            byte[] bytes = seeds[run % seeds.length].clone();
            for (int change = 0; change <= run % 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            readZip(Arrays.copyOf(bytes, bytes.length - (run % 3 == 0 ? run % 7 : 0)));
        }
    }

    @FuzzTest
    void readsAnyZip(byte[] bytes) { readZip(bytes); }

    private static void readZip(byte[] bytes) {
        TextSink sink = new TextSink(LIMIT);
        try {
            new ZippedXml(sink).read(new java.io.ByteArrayInputStream(bytes));
        } catch (IOException | TextSink.Full e) {
            // Both are ends.
        } catch (IllegalArgumentException e) {
            // How the Java library speaks of names that are not UTF-8.
        }
        assertThat(sink.text().length()).isLessThanOrEqualTo(LIMIT);
    }
}
