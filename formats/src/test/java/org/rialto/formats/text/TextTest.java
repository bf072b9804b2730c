package org.rialto.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.formats.mime.MimeStructure;

class TextTest {
    private static final String ALTERNATIVE = """
            Subject: x
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            > what they said
            Caf=C3=A9   at noon=20
            tomorrow
            --a
            Content-Type: text/html

            <p>Caf&eacute; at noon tomorrow</p><p>hidden extra</p>
            --a--
            --m
            Content-Type: application/pdf; name="=?utf-8?Q?men=C3=BC.pdf?="
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            AAAA
            --m--
            """;

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void previewIsTheStartOfWhatTheySay() throws IOException {
        byte[] message = bytes(ALTERNATIVE);
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(MessageText.preview(structure, MessageBytes.of(message)))
                .isEqualTo("Caf\u00E9 at noon tomorrow");
        byte[] quote = bytes("Subject: x\n\n> only a quote\n");
        assertThat(MessageText.preview(MimeScanner.scan(quote).structure(), MessageBytes.of(quote)))
                .isEqualTo("> only a quote");
        byte[] longText = bytes("Subject: x\n\n" + "\uD83D\uDE00".repeat(400));
        String preview = MessageText.preview(MimeScanner.scan(longText).structure(),
                MessageBytes.of(longText));
        assertThat(preview.codePointCount(0, preview.length())).isEqualTo(256);
    }

    @Test
    void searchFindsTextNamesAndWhatOnlyHtmlSays() throws IOException {
        byte[] message = bytes(ALTERNATIVE);
        MimeStructure structure = MimeScanner.scan(message).structure();
        String text = MessageText.searchable(structure, MessageBytes.of(message), 10_000);
        assertThat(text).contains("Caf\u00E9   at noon").contains("men\u00FC.pdf")
                .contains("hidden extra").doesNotContain("<p>");
        assertThat(text.indexOf("Caf\u00E9")).isEqualTo(text.lastIndexOf("Caf\u00E9"));
        assertThat(MessageText.searchable(structure, MessageBytes.of(message), 5).length())
                .isLessThan(20);
    }

    @Test
    void htmlBecomesItsText() {
        assertThat(HtmlText.of("<html><head><title>t</title><style>p{}</style></head><body>"
                + "<p>One  <b>two</b>&nbsp;&amp; three<br>four</p><script>x<y</script>"
                + "<!-- c > --><td>a</td><td>b</td><a title='a > b'>link</a> 1 < 2</body>", 1000))
                .isEqualTo("One two & three\nfour\na b link 1 < 2");
        assertThat(HtmlText.of("<p>" + "word ".repeat(100), 20)).hasSizeLessThan(30);
        assertThat(HtmlText.of("<style>never closed", 100)).isEmpty();
        assertThat(HtmlText.of("<", 100)).isEqualTo("<");
    }

    @Test
    void htmlTextHasTheWordsThatABrowserShows() {
        String html = "<div>alpha<span>beta</span> gamma<ul><li>delta<li>epsilon</ul>"
                + "<table><tr><td>zeta<td>eta</table>&lt;theta&gt; <img alt='no'>&#233;&euro;</div>";
        String ours = HtmlText.of(html, 1000).replaceAll("\\s+", " ");
        assertThat(ours).isEqualTo(Jsoup.parse(html).text());
    }

    @Test
    void flowedTextIsJoined() {
        assertThat(FlowedText.join("one \r\ntwo\r\n\r\n> quoted \r\n> text\r\n -- \r\nx", false))
                .isEqualTo("one two\n\n> quoted text\n-- \nx");
        assertThat(FlowedText.join("\u65E5 \n\u672C\n", true)).isEqualTo("\u65E5\u672C");
    }

    @Test
    void charsetsAreFoundInHtmlToo() throws IOException {
        byte[] message = ("Content-Type: text/html\r\n\r\n<meta charset=\"koi8-r\">\u00F0")
                .getBytes(StandardCharsets.ISO_8859_1);
        MimeStructure structure = MimeScanner.scan(message).structure();
        assertThat(MessageText.body(structure, MessageBytes.of(message), 1000))
                .isEqualTo("\u041F");
    }
}
