package org.rialto.smtp.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.SmtpAddress;

/// Header sections, address fields and DNS records from outside.
class AuthenticationParsersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"a@b.example|a@b.example",
            "A B <a@b.example>|a@b.example", "\"x@y.example\" <a@b.example>|a@b.example",
            "(x@y.example) a@b.example (c)|a@b.example", "a@b.example, C <c@d.example>|"
                    + "a@b.example c@d.example",
            "Team: a@b.example, c@d.example;|a@b.example c@d.example",
            "\"a b\"@b.example|\"a b\"@b.example", "nobody|``", "<>|``", "<a@b.example|a@b.example",
            "\"a\\\"b\" <x@y.example>|x@y.example"})
    void readsAddressFields(String value, String addresses) {
        assertThat(String.join(" ", AddressField.addresses(value).stream()
                .map(SmtpAddress::toString).toList())).isEqualTo(addresses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "<a@b.example", "<a@b.example> <c@d.example>",
            "a@b.example, nobody", "<a@b.example> c@d.example", "<a@b.example, c@d.example>",
            "a@b.example c@d.example"})
    void tellsWhatItDoesNotUnderstand(String value) {
        assertThat(AddressField.parse(value).whole()).isFalse();
    }

    @Test
    void aSectionIsItsFieldsByteForByte() {
        byte[] bytes = "A: b\r\n c\r\nB : \u00e9\r\n\r\nbody".getBytes(ISO_8859_1);
        HeaderSection section = HeaderSection.parse(bytes, bytes.length);
        assertThat(section.fields()).extracting(HeaderField::name).containsExactly("A", "B");
        assertThat(section.fields().getFirst().raw()).isEqualTo("A: b\r\n c\r\n");
        assertThat(section.fields().getFirst().value()).isEqualTo("b c");
        assertThat(section.hasSeparator()).isTrue();
        assertThat(section.lengthOctets()).isEqualTo(bytes.length - 4);
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) { readAll(bytes); }

    @Test
    void mutatedInputIsRead() {
        List<String> seeds = List.of("From: \"a\" <a@b.example> (c)\r\nTo: x\r\n\r\nbody",
                "v=DMARC1; p=reject; sp=none; adkim=s; psd=y", "v=DKIM1; k=rsa; h=sha256; p=AAAA",
                "mx.example.com (x) 1; spf=pass");
        Random random = new Random(7489);
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        for (int run = 0; run < runs; run++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(ISO_8859_1);
            for (int change = random.nextInt(5); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readAll(bytes);
        }
    }

    private static void readAll(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        HeaderSection section = HeaderSection.parse(bytes, bytes.length);
        StringBuilder raw = new StringBuilder();
        section.fields().forEach(field -> raw.append(field.raw()));
        assertThat(text).startsWith(raw);
        assertThat(section.lengthOctets())
                .isEqualTo(raw.length() + (section.hasSeparator() ? 2 : 0));
        assertThat(AddressField.addresses(text)).isNotNull();
        assertThat(DmarcRecord.only(List.of(text))).satisfiesAnyOf(
                record -> assertThat(record).isNull(),
                record -> assertThat(record.policy()).isNotNull());
        try {
            assertThat(DkimKey.read(text).key()).isNotNull();
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        HeaderField forged = HeaderField.of("Authentication-Results:" + text, 22);
        AuthenticationResults.isForged(forged, "mx.example.com");
        // Nothing that came in with an address or a key breaks out of its line.
        String field = AuthenticationResults.write("mx.example.com",
                new SpfCheck.Outcome(SpfCheck.Result.PASS, "d", true, text),
                List.of(new DkimResult(DkimResult.Result.FAIL, text, text, text, text, text, text)),
                null);
        assertThat(field.split("\r\n"))
                .allSatisfy(line -> assertThat(line).doesNotContain("\r", "\n"))
                .hasSizeLessThanOrEqualTo(5);
    }
}
