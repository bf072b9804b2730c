package org.rialto.protocols.um.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialPlanTest {
    private static final DialPlan BERLIN = new DialPlan(4, "49", "0", "00", "0",
            Set.of("5000", "+49 30 1234-5000"), Set.of("example.com"));
    private static final DialPlan SEATTLE = new DialPlan(5, "1", "1", "011", "9", Set.of(),
            Set.of("contoso.com"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "+49 30 1234567        | +49301234567", "+49 (0)30 1234567     | +49301234567",
            "0049 30 1234567       | +49301234567", "030/1234567           | +49301234567",
            "0044 20 7946 0000     | +442079460000",
            "tel:+49-30-1234567    | +49301234567",
            "tel:0301234567;phone-context=+49 | +49301234567",
            "tel:5501;phone-context=example.com | 5501",
            "tel:5501;phone-context=+4930 | +49305501",
            "tel:863-1234;phone-context=+1-914-555 | +19145558631234",
            "sip:1234567;phone-context=+4930@example.com | +49301234567",
            "sip:5501;phone-context=example.com@example.com | 5501",
            "sip:+49301234567@example.com;user=phone | +49301234567",
            "+39 06 1234567        | +39061234567", "5501 | 5501", "tel:5501 | 5501",
            "sip:5501@EXAMPLE.com:5061;transport=tls | 5501"})
    void aNumberHasOneFormHoweverItIsWritten(String written, String normalised) {
        assertThat(BERLIN.normalised(written)).contains(normalised);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"(425) 555-0100 | +14255550100",
            "1 425 555 0100 | +14255550100", "9 1 425 555 0100 | +14255550100",
            "9 011 44 20 7946 0000 | +442079460000", "55501 | 55501"})
    void northAmericanNumbersComeWithAndWithoutTheirOne(String written, String normalised) {
        assertThat(SEATTLE.normalised(written)).contains(normalised);
    }

    @Test
    void namesOfOurDomainsAreAddresses() {
        assertThat(BERLIN.judge("sip:Bob@example.com"))
                .isEqualTo(new Destination.Address("bob", "example.com"));
        assertThat(BERLIN.judge("bob@Example.Com"))
                .isEqualTo(new Destination.Address("bob", "example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "*72 030 1234567", "#31#0301234567", "0301234567,,99#",
            "0301234567;99", "0301234567w99", "tel:+49301234567;ext=99",
            "tel:+49301234567;postd=99", "1-800-FLOWERS", "sip:bob@evil.example",
            "sip:5501@evil.example", "sip:bob@example.com?Replaces=1", "sip:example.com",
            "sip:bob:secret@example.com", "sip:bob@evil.example@example.com",
            "sip:bob%0d%0a@example.com", "bob@evil.example;x=@example.com", "110", "112", "911",
            "+110", "\u0661\u0662\u0663\u0664", "\uff15\uff15\uff10\uff11", "+0301234567",
            "+4930123456789012", "1234567", "http://example.com/", "++49301234567",
            "+49+301234567", "tel:0301234567;phone-context=+1",
            "tel:5501;phone-context=elsewhere.example",
            "sip:0301234567;phone-context=+4930@example.com", "tel:5501;phone-context=+",
            "tel:1234567;phone-context=+49+30",
            "tel:1234567;phone-context=+4930;phone-context=+4940"})
    void whatIsNoNumberIsNotDialled(String text) {
        assertThat(BERLIN.judge(text)).isInstanceOf(Destination.Refused.class);
        assertThat(new DialPolicy(true, List.of("+*")).objection(BERLIN.judge(text))).isNotEmpty();
    }

    @Test
    void withoutACountryOnlyInternationalNumbersAreNumbers() {
        DialPlan plain = DialPlan.ofExtensions(4, Set.of(), Set.of());

        assertThat(plain.judge("0301234567")).isInstanceOf(Destination.Refused.class);
        assertThat(plain.normalised("+49301234567")).contains("+49301234567");
    }

    @Test
    void accessNumbersAreKnownInEveryForm() {
        assertThat(BERLIN.isAccessNumber("5000")).isTrue();
        assertThat(BERLIN.isAccessNumber("+493012345000")).isTrue();
        assertThat(BERLIN.isAccessNumber("03012345000")).isTrue();
        assertThat(BERLIN.isAccessNumber("5001")).isFalse();
        assertThat(BERLIN.isAccessNumber("alice")).isFalse();
    }

    @Test
    void byDefaultNobodyOutsideIsCalled() {
        DialPolicy policy = DialPolicy.INSIDE_ONLY;

        assertThat(policy.objection(BERLIN.judge("+49301234567"))).isNotEmpty();
        assertThat(policy.objection(BERLIN.judge("5501"))).isEmpty();
        assertThat(policy.objection(BERLIN.judge("bob@example.com"))).isEmpty();
        assertThat(new DialPolicy(false, List.of()).objection(BERLIN.judge("5501"))).isNotEmpty();
    }

    @Test
    void aPolicyAllowsByPatternsAndForbidsFirst() {
        DialPolicy policy = new DialPolicy(true,
                List.of("+49*", "+1425555xxxx", "!+49900*", "!+491371*"));

        assertThat(policy.objection(new Destination.Number("+49301234567"))).isEmpty();
        assertThat(policy.objection(new Destination.Number("+14255550100"))).isEmpty();
        assertThat(policy.objection(new Destination.Number("+142555501000"))).isNotEmpty();
        assertThat(policy.objection(new Destination.Number("+1425555010"))).isNotEmpty();
        assertThat(policy.objection(new Destination.Number("+499001234567"))).isNotEmpty();
        assertThat(policy.objection(new Destination.Number("+442079460000"))).isNotEmpty();
    }

    @Test
    void aPatternThatCouldMeanAnythingIsRefused() {
        for (String wrong : List.of("*", "+", "", "49*", "+49*1", "+49?", "!")) {
            assertThat(DialPolicy.isPattern(wrong)).as(wrong).isFalse();
            assertThatThrownBy(() -> new DialPolicy(true, List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// Whatever comes in: nothing is thrown, and what is dialled is digits or one of our users.
    @Test
    void noTextBringsAnythingElseOntoTheWire() {
        Random random = new Random(1100);
        String alphabet = "0123456789+*#,;:@?=%()-. <>\r\n\u0000abtelsipx\u0661/\"\\&[]";
        int runs = Math.max(20_000, Integer.getInteger("rialto.fuzz.runs", 0));
        for (int run = 0; run < runs; run++) {
            StringBuilder text = new StringBuilder(
                    List.of("", "sip:", "tel:", "+", "sip:5501").get(random.nextInt(5)));
            int length = random.nextInt(24);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (random.nextInt(3) == 0)
                text.append("@example.com");
            switch (BERLIN.judge(text.toString())) {
                case Destination.Number(String e164) -> assertThat(e164)
                        .matches("\\+[1-9][0-9]{6,14}");
                case Destination.Extension(String digits) -> assertThat(digits)
                        .matches("[0-9]{4}");
                case Destination.Address(String user, String host) -> {
                    assertThat(host).isEqualTo("example.com");
                    assertThat(user).matches("[!-~&&[^<>\"\\\\,;?:/@]]+");
                }
                case Destination.Refused(String reason) -> assertThat(reason).isNotEmpty();
            }
        }
    }
}
