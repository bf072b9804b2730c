package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;

class MailAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"alice@example.com", "a.b+c@example.com", "\"a b\"@example.com",
            "\"a\\\"b@c\"@example.com", "x@[127.0.0.1]", "x@[ipv6:::1]", "用户@例え.jp",
            "o'brien/x=1@a-b.example"})
    void writesAnAddressAsItWasRead(String text) {
        assertThat(MailAddress.parse(text)).hasToString(text);
        assertThat(MailAddress.parse(MailAddress.parse(text).toString()))
                .isEqualTo(MailAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a", "a@", "@b", "a..b@c", ".a@c", "a.@c", "a b@c", "\"a@c",
            "\"\"x@c", "a@b..c", "a@-b.c", "a@b-.c", "a@[", "a@[]", "a@[1", "a@b c", "a\r\n@b",
            "\"a\r\"@b", "a@b\u0000", "a<b>@c", "a@b@c"})
    void rejectsWhatIsNotAMailboxName(String text) {
        assertThatThrownBy(() -> MailAddress.parse(text))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void dropsQuotesThatAreNotNeeded() {
        assertThat(MailAddress.parse("\"alice\"@Example.COM")).hasToString("alice@example.com");
    }

    @Test
    void comparesByLetterCaseAndDomainEncoding() {
        assertThat(MailAddress.parse("Alice@BÜCHER.example").key())
                .isEqualTo(MailAddress.parse("alice@xn--bcher-kva.example").key());
    }

    @Test
    void rejectsALocalPartOver64Octets() {
        assertThat(MailAddress.parse("a".repeat(64) + "@b").localPart()).hasSize(64);
        assertThatThrownBy(() -> MailAddress.parse("a".repeat(65) + "@b"))
                .isInstanceOf(MalformedDataException.class);
    }

    @FuzzTest
    void anyTextIsAnAddressOrMalformed(byte[] bytes) {
        check(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void mutatedAddressesAreAddressesOrMalformed() {
        Random random = new Random(7);
        String alphabet = "a.@\"\\[]-_ é用\r\n\0<>:1";
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        for (int run = 0; run < runs; run++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        MailAddress address;
        try {
            address = MailAddress.parse(text);
        } catch (MalformedDataException e) {
            return;
        }
        assertThat(MailAddress.parse(address.toString())).isEqualTo(address);
        assertThat(address.key()).isNotEmpty();
    }
}
