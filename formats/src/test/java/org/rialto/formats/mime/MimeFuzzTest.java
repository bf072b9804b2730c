package org.rialto.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.Mutations;
import org.rialto.formats.header.BaseSubject;
import org.rialto.formats.header.DateTimes;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.MessageIds;
import org.rialto.formats.text.HtmlText;
import org.rialto.formats.text.MessageText;

/// Any bytes have a structure, and one whose parts lie inside each other.
class MimeFuzzTest {
    private static final List<String> SEEDS = List.of("""
            From: "A \\"B\\"" <a@example.org>, g: x@y, <@r,@s:u@v>;\r
            Subject: =?utf-8?Q?caf=C3=A9?= =?iso-8859-1?B?6Q==?=\r
            Date: Fri, 21 Nov 1997 09(c):55:06 -0600\r
            References: <a@b> <c@d>\r
            Content-Type: multipart/mixed; boundary="b b"; x*0*=utf-8''%E2; x*1=y\r
            \r
            pre\r
            --b b\r
            Content-Type: text/html; charset=utf-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            <p>a=3D<!-- x -->&amp;=\r
            \r
            --b b\r
            Content-Type: message/rfc822\r
            Content-Disposition: attachment; filename*=utf-8''a%20b\r
            \r
            Subject: inner\r
            Content-Type: multipart/alternative; boundary=c\r
            \r
            --c\r
            \r
            one\r
            --c--\r
            \r
            --b b--\r
            end\r
            """, "Subject: x\n\nplain\n",
            "Content-Type: text/plain; format=flowed\nContent-Transfer-Encoding: base64\n\nSGVs");
    private static final List<String> TOKENS = List.of("\r\n", "\n", "\r\n\r\n", "--b b", "--b b--",
            "--c\r\n", "Content-Type: ", "multipart/mixed; boundary=b b\r\n", "message/rfc822",
            "\r\nContent-Transfer-Encoding: base64\r\n", "=?", "?=", "?Q?", "\"", "<", ">", "(",
            ")",
            ";", ":", ",", "@", "*0*=", "''", "%", "=", "=\r\n", "\u0000", "\u00ff", "\u00c3",
            "<!--",
            "-->", "<script>", "&", "boundary=\"\"", " ", "\t", "[", "]", "Re: ", "+0200", "12:",
            "99999999999");

    static void structureOf(byte[] message) {
        MimeScan scan = MimeScanner.scan(message);
        MimeStructure structure = scan.structure();
        assertThat(structure.size()).isEqualTo(message.length);
        assertThat(structure.root().headerOffset()).isZero();
        assertThat(structure.root().bodyEnd()).isEqualTo(message.length);
        checkPart(structure.root());
        MimeScanner pieces = new MimeScanner();
        for (int at = 0; at < message.length; at += 5) {
            pieces.write(message, at, Math.min(5, message.length - at));
        }
        assertThat(pieces.finish().structure()).isEqualTo(structure);
        assertThat(MimeStructure.decode(structure.encode())).isEqualTo(structure);
        assertThat(ImapStructureWriter.body(structure, true, true)).isNotEmpty();
        ImapSyntax.check(ImapStructureWriter.body(structure, true, false));
        ImapSyntax.check(ImapStructureWriter.envelope(structure.envelope(), false));
        try {
            assertThat(MessageText.searchable(structure, MessageBytes.of(message), 50_000))
                    .hasSizeLessThan(200_000);
            assertThat(MessageText.preview(structure, MessageBytes.of(message)).length())
                    .isLessThanOrEqualTo(512);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int field = 0; field < scan.header().count(); field++) {
            headerValue(scan.header().raw(field));
        }
    }

    private static void checkPart(MimePart part) {
        long at = part.bodyOffset();
        for (MimePart child : part.children()) {
            assertThat(child.headerOffset()).isGreaterThanOrEqualTo(at);
            assertThat(child.bodyEnd()).isLessThanOrEqualTo(part.bodyEnd());
            assertThat(child.headerSize()).isNotNegative();
            assertThat(child.bodySize()).isNotNegative();
            assertThat(child.bodyLines()).isBetween(0L, Math.max(0, child.bodySize()));
            checkPart(child);
            at = child.bodyEnd();
        }
    }

    static void headerValue(String raw) {
        String text = EncodedWords.decode(raw);
        assertThat(BaseSubject.of(text).base().length()).isLessThanOrEqualTo(text.length());
        DateTimes.parse(raw);
        MessageIds.parse(raw);
        MailAddress.parse(raw).forEach(MailAddress::toHeaderText);
        ParameterParser.contentType(raw).parameters().forEach(MimeParameter::extendedValue);
        ParameterParser.disposition(raw);
        ParameterParser.languages(raw);
        HtmlText.of(text, 10_000);
        assertThat(EncodedWords.decode(EncodedWords.encode(text.replace('\uFFFD', '?'))))
                .isEqualTo(text.replace('\uFFFD', '?'));
    }

    @Test
    void mutatedMessagesHaveASoundStructure() {
        Mutations.run(SEEDS, TOKENS, MimeFuzzTest::structureOf);
    }

    @Test
    void mutatedHeaderValuesAreRead() {
        Mutations.run(List.of(SEEDS.getFirst().split("\r\n")), TOKENS,
                bytes -> headerValue(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void mutatedStoredStructuresAreReadOrRefused() {
        List<String> seeds = SEEDS.stream()
                .map(seed -> new String(
                        MimeScanner.scan(seed.getBytes(StandardCharsets.ISO_8859_1)).structure()
                                .encode(),
                        StandardCharsets.ISO_8859_1))
                .toList();
        Mutations.run(seeds, TOKENS, MimeFuzzTest::storedStructure);
    }

    static void storedStructure(byte[] bytes) {
        MimeStructure whole = null;
        try {
            whole = MimeStructure.decode(bytes);
            whole.encode();
        } catch (MalformedDataException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
        MimeStructure parts = null;
        try {
            parts = MimeStructure.decodeParts(bytes);
        } catch (MalformedDataException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
        assertThat(parts == null).isEqualTo(whole == null);
        if (whole != null && parts != null) {
            assertThat(parts.envelope().replyTo()).isEqualTo(whole.envelope().replyTo());
            assertThat(withoutEnvelopes(parts.root())).isEqualTo(withoutEnvelopes(whole.root()));
        }
    }

    private static MimePart withoutEnvelopes(MimePart part) {
        return new MimePart(part.contentType(), part.encodingName(), part.disposition(), part.id(),
                part.description(), part.md5(), part.languages(), part.location(),
                part.headerOffset(), part.headerSize(), part.bodySize(), part.bodyLines(),
                part.children().stream().map(MimeFuzzTest::withoutEnvelopes).toList(), null);
    }

    @FuzzTest
    void structure(byte[] message) { structureOf(message); }

    @FuzzTest
    void header(byte[] bytes) {
        HeaderFields fields = HeaderFields.parse(bytes, 0, bytes.length, 1000);
        for (int field = 0; field < fields.count(); field++) {
            headerValue(fields.raw(field));
        }
    }

    @FuzzTest
    void addresses(byte[] bytes) {
        MailAddress.parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @FuzzTest
    void dates(byte[] bytes) { DateTimes.parse(new String(bytes, StandardCharsets.ISO_8859_1)); }

    @FuzzTest
    void parameters(byte[] bytes) {
        ParameterParser.contentType(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @FuzzTest
    void stored(byte[] bytes) { storedStructure(bytes); }
}
