package org.rialto.formats.rtf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.Mutations;

class RtfFuzzTest {
    static void document(byte[] bytes) {
        try {
            String text = RtfBody.text(bytes);
            assertThat(text.length()).isLessThanOrEqualTo(2 * bytes.length);
            String html = RtfBody.html(bytes);
            if (html != null) {
                assertThat(html.length()).isLessThanOrEqualTo(2 * bytes.length);
            }
        } catch (MalformedDataException tooDeep) {
            // Refused.
        }
    }

    static void encapsulation(byte[] bytes) {
        String html = new String(bytes, StandardCharsets.UTF_8);
        String expected = html.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        assertThat(RtfBody.html(RtfEncapsulation.ofHtml(html))).isEqualTo(expected);
        assertThat(RtfBody.text(RtfEncapsulation.ofText(html))).isEqualTo(expected);
    }

    static void compressed(byte[] bytes) {
        decompress(bytes);
        // The same as contents, with the checksum that lets them in.
        decompress(new ByteWriter(16 + bytes.length).writeInt32(bytes.length + 12)
                .writeInt32(bytes.length).writeInt32(0x75465A4C)
                .writeInt32(RtfCompression.crc(bytes, 0, bytes.length)).writeBytes(bytes)
                .toByteArray());
        assertThat(RtfCompression.decompress(RtfCompression.compress(bytes))).isEqualTo(bytes);
    }

    private static void decompress(byte[] value) {
        try {
            assertThat(RtfCompression.decompress(value).length)
                    .isLessThanOrEqualTo(9 * value.length);
        } catch (MalformedDataException refused) {
            // Refused.
        }
    }

    @Test
    void mutatedDocumentsAreRead() {
        Mutations.run(List.of(
                "{\\rtf1\\ansi\\ansicpg1251\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fcharset128 x;}}"
                        + "{\\*\\htmltag64}\\uc1 {\\*\\htmltag <p>}a\\'e9\\u8364?{\\htmlrtf b}}",
                "{\\rtf1\\fromtext \\lquote\\bin3 abc\\par}"),
                List.of("{", "}", "\\", "\\*", "\\'", "\\u", "\\uc", "-1", "\\htmlrtf", "\\f1",
                        "\\bin99999999999 ", "\\htmltag", " ", "\\'8", "\\cpg932"),
                RtfFuzzTest::document);
    }

    @Test
    void mutatedHtmlComesBackAsItWas() {
        Mutations.run(List.of("<html><head><title>t</title></head><body><p>a &amp; <b>b</b></p>",
                "<script>x</script><!-- y --><a href=\"z\">\r\n\t&nbsp;</a>"),
                List.of("<", ">", "&", ";", "\r", "\n", "\t", "{", "}", "\\", "\u00c3\u00a9",
                        "<b>", "</b>", "<style>", "\"", "'", "<!--", "\u0000", "</head>"),
                RtfFuzzTest::encapsulation);
    }

    @Test
    void mutatedCompressedRtfIsReadOrRefused() {
        byte[] seed = RtfCompression.compress(
                "{\\rtf1\\ansi some some text}".getBytes(StandardCharsets.US_ASCII));
        Mutations.run(List.of(new String(seed, StandardCharsets.ISO_8859_1)),
                List.of("LZFu", "MELA", "\u0000\u0000\u0000", "\u00ff", "\u0010"),
                RtfFuzzTest::compressed);
    }

    @FuzzTest
    void fuzzDocument(byte[] bytes) { document(bytes); }

    @FuzzTest
    void fuzzEncapsulation(byte[] bytes) { encapsulation(bytes); }

    @FuzzTest
    void fuzzCompressed(byte[] bytes) { compressed(bytes); }
}
