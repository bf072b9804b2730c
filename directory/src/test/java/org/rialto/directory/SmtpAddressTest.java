package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.mapi.MailError;

final class SmtpAddressTest {
    @Test
    void comparesWithoutCaseAndKeepsTheSpelling() {
        SmtpAddress address = SmtpAddress.parse("Alex.Smith@Contoso.COM");
        assertThat(address.key()).isEqualTo("alex.smith@contoso.com");
        assertThat(address).hasToString("Alex.Smith@Contoso.COM");
    }

    @Test
    void comparesInternationalDomainsByTheirALabels() {
        assertThat(SmtpAddress.parse("x@BÜCHER.example").key())
                .isEqualTo(SmtpAddress.parse("X@xn--bcher-kva.example").key());
        assertThat(SmtpAddress.parse("Пётр@пример.рф").key())
                .isEqualTo("пётр@xn--e1afmkfd.xn--p1ai");
    }

    @Test
    void comparesComposedAndDecomposedLettersAsTheSame() {
        assertThat(SmtpAddress.parse("jose\u0301@contoso.com").key())
                .isEqualTo(SmtpAddress.parse("jos\u00e9@contoso.com").key());
    }

    @Test
    void takesQuotesOffWhereTheyChangeNothing() {
        assertThat(SmtpAddress.parse("\"alex\"@contoso.com")).hasToString("alex@contoso.com");
        assertThat(SmtpAddress.parse("\"a \\\"b\\\" @c\"@contoso.com"))
                .hasToString("\"a \\\"b\\\" @c\"@contoso.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "alex", "alex@", "@contoso.com", ".a@contoso.com",
            "a.@contoso.com", "a..b@contoso.com", "a b@contoso.com", "a@con toso.com", "a@-x.com",
            "a@x..com", "a@b@c.com", "\"a@contoso.com", "\"a\"b\"@contoso.com", "a\r\n@contoso.com",
            "\"a\nb\"@contoso.com", "a\u200b@contoso.com", "a@x.com\u0000", "<a@contoso.com>"})
    void refusesWhatIsNoAddress(String text) {
        assertThat(SmtpAddress.parseOrNull(text)).isNull();
        assertThatThrownBy(() -> SmtpAddress.parse(text)).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void refusesTooLongParts() {
        assertThat(SmtpAddress.parseOrNull("a".repeat(250) + "@contoso.com")).isNotNull();
        assertThat(SmtpAddress.parseOrNull("a".repeat(251) + "@contoso.com")).isNull();
        assertThat(SmtpAddress.parseOrNull("a@" + "b".repeat(63) + ".com")).isNotNull();
        assertThat(SmtpAddress.parseOrNull("a@" + "b".repeat(64) + ".com")).isNull();
        assertThat(SmtpAddress.parseOrNull("a@" + "bcd.".repeat(64) + "com")).isNull();
    }

    @Test
    void readsAddressLiterals() {
        assertThat(SmtpAddress.parse("a@[192.0.2.1]").key()).isEqualTo("a@[192.0.2.1]");
    }
}
