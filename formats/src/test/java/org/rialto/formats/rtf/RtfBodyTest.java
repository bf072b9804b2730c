package org.rialto.formats.rtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.base.MalformedDataException;

class RtfBodyTest {
    private static byte[] bytes(String rtf) { return rtf.getBytes(StandardCharsets.ISO_8859_1); }

    private static @Nullable String html(String body) {
        return RtfBody.html(bytes("{\\rtf1\\ansi\\ansicpg1251\\fromhtml1 \\deff0"
                + "{\\fonttbl{\\f0\\fmodern Courier New;}{\\f1\\fswiss Arial;}"
                + "{\\f2\\fswiss\\fcharset0 Arial;}{\\f3\\fcharset128 MS Mincho;}}" + body + "}"));
    }

    /// The example of MS-OXRTFEX §3.1, up to where its list begins.
    @Test
    void findsTheHtmlOfTheDocumentsExample() {
        String rtf = """
                {\\rtf1\\ANSI\\ansicpg1251\\fromhtml1 \\deff0
                {\\fonttbl {\\f0\\fmodern Courier New;}{\\f1\\fswiss Arial;}{\\f2\\fswiss\\fcharset0 Arial;}}
                {\\colortbl\\red0\\green0\\blue0;\\red0\\green0\\blue255;}
                {\\*\\htmltag64}
                \\uc1\\pard\\plain\\deftab360 \\f0\\fs24
                {\\*\\htmltag <HTML><head>\\par
                <style>\\par
                <!--\\par
                 /* Style Definitions */\\par
                 p.MsoNormal, li.MsoNormal \\{font-family:Arial;\\}\\par
                -->\\par
                </style>\\par
                \\tab <!-- This is a HTML comment.\\par
                There is a horizontal tab (%x09) character before the comment, \\par
                and some new lines inside the comment. -->\\par
                </head>\\par
                <body>\\par
                <p\\par
                class="MsoNormal">}
                {\\htmlrtf \\f1 \\htmlrtf0 Note the line break inside a P tag. {\\*\\htmltag <b>}{\\htmlrtf \\b \\htmlrtf0 This is a bold text{\\*\\htmltag </b>}} \\htmlrtf\\par\\htmlrtf0}
                \\htmlrtf \\par \\htmlrtf0
                {\\*\\htmltag </p>\\par
                <p class="MsoNormal">\\par}
                {\\htmlrtf \\f1 \\htmlrtf0 This is a normal text with a character references: \
                {\\*\\htmltag &nbsp;}\\htmlrtf \\'a0\\htmlrtf0  {\\*\\htmltag &lt;}\\htmlrtf <\\htmlrtf0  {\\*\\htmltag &uml;}\\htmlrtf {\\f2\\'a8}\\htmlrtf0{\\*\\htmltag <br>\\par}\\htmlrtf\\line\\htmlrtf0
                characters which have special meaning in RTF: \\{\\}\\\\{\\*\\htmltag <br>\\par}\\htmlrtf\\line\\htmlrtf0\\htmlrtf\\par\\htmlrtf0}
                {\\*\\htmltag </p>\\par
                <ol>\\par
                <li class="MsoNormal">}}
                """;
        String expected = """
                <HTML><head>
                <style>
                <!--
                 /* Style Definitions */
                 p.MsoNormal, li.MsoNormal {font-family:Arial;}
                -->
                </style>
                \t<!-- This is a HTML comment.
                There is a horizontal tab (%x09) character before the comment,\s
                and some new lines inside the comment. -->
                </head>
                <body>
                <p
                class="MsoNormal">Note the line break inside a P tag. <b>This is a bold text</b> </p>
                <p class="MsoNormal">
                This is a normal text with a character references: &nbsp; &lt; &uml;<br>
                characters which have special meaning in RTF: {}\\<br>
                </p>
                <ol>
                <li class="MsoNormal">""";
        assertThat(RtfBody.html(bytes(rtf))).isEqualTo(expected.replace("\n", "\r\n"));
    }

    @Test
    void textIsInTheCodePageOfItsFont() {
        assertThat(html("\\f0 \\'ef\\'f0")).isEqualTo("пр");
        assertThat(html("\\f2 \\'e9{\\f0 \\'ef}\\'e9")).isEqualTo("éпé");
        assertThat(html("\\f3 \\'93\\'fa\\'96{")).isEqualTo("日\uFFFD");
        assertThat(html("\\f3 \\'93\\'fa\\'96\\'7b")).isEqualTo("日本");
        // A second byte may be written as itself.
        assertThat(html("\\f3 \\'83e")).isEqualTo("テ");
        assertThat(html("\\f2{\\*\\htmltag \\'ef}")).isEqualTo("п");
    }

    @Test
    void charactersOutsideAreWrittenByNumber() {
        assertThat(html("\\u8364?\\u-10179?\\u-8704?x")).isEqualTo("€\uD83D\uDE00x");
        assertThat(html("\\uc2\\u8364 \\'80\\'81x{\\uc0\\u8364 y}")).isEqualTo("€x€y");
        assertThat(html("\\u8364{x}")).isEqualTo("€x");
    }

    @Test
    void wordsThatAreCharactersAreEntities() {
        assertThat(html("\\lquote a\\rquote\\ldblquote b\\rdblquote\\bullet\\endash\\emdash\\~\\_"))
                .isEqualTo("&lsquo;a&rsquo;&ldquo;b&rdquo;&bull;&ndash;&mdash;&nbsp;&shy;");
        assertThat(RtfBody.text(bytes("{\\rtf1\\fromtext \\lquote a\\~b\\line c\\tab d}")))
                .isEqualTo("‘a\u00A0b\r\nc\td");
    }

    @Test
    void suppressionEndsWithItsGroup() {
        assertThat(html("a{\\htmlrtf b}c\\htmlrtf d{\\htmlrtf0 e\\htmlrtf }f\\htmlrtf0 g"))
                .isEqualTo("aceg");
    }

    @Test
    void otherDestinationsAreNoText() {
        assertThat(html("{\\*\\mhtmltag84 <x>}{\\*\\unknown {y}z}{\\pict\\bin3 }}}ab}"
                + "{\\info{\\title t}}{\\stylesheet s;}w")).isEqualTo("w");
    }

    @Test
    void saysWhatADocumentWasMadeOf() {
        assertThat(RtfBody.origin(bytes("{\\rtf1\\ansi\\fromhtml1 x}")))
                .isEqualTo(RtfBody.Origin.HTML);
        assertThat(RtfBody.origin(bytes("{\\rtf1\\ansi\\fromtext x}")))
                .isEqualTo(RtfBody.Origin.TEXT);
        for (String rich : List.of("{\\rtf1\\ansi x\\fromhtml1}", "\\rtf1\\fromhtml1",
                "{\\rtf1\\a\\a\\a\\a\\a\\a\\a\\a\\fromhtml1}", "", "{", "{\\html\\fromhtml1}")) {
            assertThat(RtfBody.origin(bytes(rich))).as(rich).isEqualTo(RtfBody.Origin.RTF);
            assertThat(RtfBody.html(bytes(rich))).isNull();
        }
    }

    @Test
    void textOfHtmlIsWhatAReaderSees() {
        byte[] rtf = RtfEncapsulation.ofHtml(
                "<p>a&nbsp;<b>b</b> &lt;</p><style>x{}</style><p>c<br>d</p>");
        assertThat(RtfBody.text(rtf)).isEqualTo("a\u00A0b <\r\nc\r\nd\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <html><head><title>a {b} \\c</title></head><body>x</body></html>
            <p>Grüße, 日本 \uD83D\uDE00</p>
            a&nbsp;b &amp; c &#x20AC; AT&T &unknown; & ;
            <b>a<i>b</b>c</i></b></u>
            1 < 2 <a href='x>y' title="z">t</a
            <!-- -- > <b> --><!DOCTYPE html><?xml?>
            <script>if (a < b && c) { "</p>" }</script>x<style>
            <textarea>a</b></textarea>c
            """)
    void htmlComesBackAsItWas(String html) {
        assertThat(RtfBody.html(RtfEncapsulation.ofHtml(html))).isEqualTo(html);
    }

    @Test
    void whiteSpaceOfHtmlIsKept() {
        String html = "<p>\n  a\tb\r\nc \u0001\u007F</p>\r<pre> x\n\n y</pre>\n";
        assertThat(RtfBody.html(RtfEncapsulation.ofHtml(html)))
                .isEqualTo("<p>\r\n  a\tb\r\nc \u0001\u007F</p>\r\n<pre> x\r\n\r\n y</pre>\r\n");
    }

    @Test
    void textComesBackAsItWas() {
        byte[] rtf = RtfEncapsulation.ofText("a {b} \\c\nGrüße\t€\r\n\n x");
        assertThat(RtfBody.origin(rtf)).isEqualTo(RtfBody.Origin.TEXT);
        assertThat(RtfBody.text(rtf)).isEqualTo("a {b} \\c\r\nGrüße\t€\r\n\r\n x");
        assertThat(RtfBody.html(rtf)).isNull();
    }

    @Test
    void depthIsLimited() {
        assertThatThrownBy(() -> RtfBody.text(bytes("{".repeat(100_000))))
                .isInstanceOf(MalformedDataException.class);
        assertThat(RtfBody.html(RtfEncapsulation.ofHtml("<b>".repeat(10_000))))
                .isEqualTo("<b>".repeat(10_000));
    }

    @Test
    void hugeInputsTakeTimeInProportion() {
        long began = System.nanoTime();
        for (String piece : List.of("&", "<", "<a\"", "<a '>", "<!--", "<script>", "&amp;", "\n",
                "</")) {
            String html = piece.repeat(200_000);
            assertThat(RtfBody.html(RtfEncapsulation.ofHtml(html))).isNotNull();
        }
        assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
    }

    /// MS-OXBBODY §2.1.3.1, step 1: who asks for some forms is told the best of those.
    @Test
    void bestBodyAmongThoseAskedFor() {
        assertThat(BestBody.RTF.among(true, true, true)).isEqualTo(BestBody.RTF);
        assertThat(BestBody.RTF.among(false, false, false)).isEqualTo(BestBody.RTF);
        assertThat(BestBody.RTF.among(true, false, true)).isEqualTo(BestBody.HTML);
        assertThat(BestBody.RTF.among(true, false, false)).isEqualTo(BestBody.PLAIN);
        assertThat(BestBody.PLAIN.among(false, true, false)).isEqualTo(BestBody.RTF);
        assertThat(BestBody.HTML.among(true, true, false)).isEqualTo(BestBody.RTF);
        assertThat(BestBody.UNDEFINED.among(true, false, false)).isEqualTo(BestBody.UNDEFINED);
        for (BestBody body : BestBody.values()) {
            assertThat(BestBody.ofCode(body.code())).isEqualTo(body);
        }
        assertThat(BestBody.ofCode(5)).isNull();
    }

    /// MS-OXBBODY §2.1.3.1.
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -, false, false, false, false, UNDEFINED
            -, true,  false, false, true,  PLAIN
            -, false, true,  false, false, RTF
            -, false, false, true,  false, HTML
            -, true,  true,  false, true,  RTF
            -, true,  true,  false, false, PLAIN
            -, true,  true,  true,  true,  RTF
            -, true,  true,  true,  false, HTML
            -, false, true,  true,  true,  RTF
            -, false, true,  true,  false, HTML
            -, true,  false, true,  true,  HTML
            1, true,  true,  true,  true,  PLAIN
            2, true,  true,  true,  false, RTF
            3, true,  true,  true,  true,  HTML
            3, true,  false, false, true,  PLAIN
            0, true,  false, false, false, PLAIN
            4, false, false, true,  false, HTML
            """)
    void bestBody(@Nullable Integer nativeBody, boolean plain, boolean rtf, boolean html,
            boolean inSync, BestBody expected) {
        assertThat(BestBody.of(nativeBody, plain, rtf, html, inSync)).isEqualTo(expected);
    }
}
