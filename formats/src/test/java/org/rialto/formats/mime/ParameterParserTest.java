package org.rialto.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParameterParserTest {
    private static String name(String raw) {
        return String.valueOf(ParameterParser.contentType(raw).parameter("name"));
    }

    // RFC 2231 §3, §4, §4.1.
    @Test
    void publishedExamples() {
        ContentType type = ParameterParser.contentType("message/external-body; access-type=URL;"
                + " URL*0=\"ftp://\"; URL*1=\"cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar\"");
        assertThat(type.parameter("url"))
                .isEqualTo("ftp://cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar");
        assertThat(ParameterParser
                .contentType(
                        "application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A")
                .parameter("title")).isEqualTo("This is ***fun***");
        MimeParameter title = ParameterParser.contentType("application/x-stuff;"
                + " title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20;"
                + " title*2=\"isn't it!\"").parameters().getFirst();
        assertThat(title.value()).isEqualTo("This is even more ***fun*** isn't it!");
        assertThat(title.imapName()).isEqualTo("title*");
    }

    @Test
    void charsetsOfParametersBecomeText() {
        assertThat(name("a/b; name*=iso-8859-1''caf%e9")).isEqualTo("caf\u00E9");
        assertThat(name("a/b; name*0*=utf-8''%E2%82; name*1*=%AC")).isEqualTo("\u20AC");
        assertThat(name("a/b; name*=nonsense''caf%e9")).isEqualTo("caf\u00E9");
        assertThat(name("a/b; name=caf\u00C3\u00A9")).isEqualTo("caf\u00E9");
        assertThat(name("a/b; name=old.txt; name*=utf-8''n%C3%A9w")).isEqualTo("n\u00E9w");
        assertThat(name("a/b; name*=%41%")).isEqualTo("A%");
        MimeParameter parameter = ParameterParser.contentType("a/b; name*=iso-8859-1''caf%e9%20x")
                .parameters().getFirst();
        assertThat(parameter.extendedValue()).isEqualTo("utf-8''caf%C3%A9%20x");
    }

    @Test
    void sloppyParametersAreReadAsTheyWereMeant() {
        assertThat(name("a/b; name=my file.txt; x=y")).isEqualTo("my file.txt");
        assertThat(name("a/b;; name = \"x\" ;")).isEqualTo("x");
        assertThat(name("a/b; name=\"never closed")).isEqualTo("never closed");
        assertThat(name("a/b; name=us-ascii (a comment)")).isEqualTo("us-ascii");
        assertThat(name("a/b (x); (y) name=\"a\\\"b\"")).isEqualTo("a\"b");
        assertThat(name("a/b name=x")).isEqualTo("null");
        assertThat(ParameterParser.contentType("text").mediaType()).isEqualTo("text/plain");
        assertThat(ParameterParser.contentType(" TEXT / HTML ").mediaType()).isEqualTo("text/html");
        assertThat(ParameterParser.contentType("").mediaType()).isEqualTo("text/plain");
        assertThat(ParameterParser.disposition("attachment; filename=x").parameter("FileName"))
                .isEqualTo("x");
        assertThat(ParameterParser.disposition("; filename=x").type()).isEqualTo("attachment");
        assertThat(ParameterParser.languages("en, fr (French),de-CH")).containsExactly("en", "fr",
                "de-CH");
    }
}
