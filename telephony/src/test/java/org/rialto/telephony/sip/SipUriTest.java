package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;

class SipUriTest {
    /// The pairs of RFC 3261 section 19.1.4.
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "sip:%61lice@atlanta.com;transport=TCP sip:alice@AtLanTa.CoM;Transport=tcp",
            "sip:carol@chicago.com sip:carol@chicago.com;newparam=5",
            "sip:carol@chicago.com sip:carol@chicago.com;security=on",
            "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com "
                    + "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
            "sip:alice@atlanta.com?subject=project%20x&priority=urgent "
                    + "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
            "tel:+1-201-555-0123 tel:+12015550123"})
    void theseAreEquivalent(String one, String two) {
        assertThat(SipUri.parse(one).matches(SipUri.parse(two))).isTrue();
        assertThat(SipUri.parse(two).matches(SipUri.parse(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "SIP:ALICE@AtLanTa.CoM;Transport=udp sip:alice@AtLanTa.CoM;Transport=UDP",
            "sip:bob@biloxi.com sip:bob@biloxi.com:5060",
            "sip:bob@biloxi.com sips:bob@biloxi.com",
            "sip:bob@biloxi.com sip:bob@biloxi.com;user=phone",
            "sip:bob@biloxi.com:6000;transport=tcp sip:bob@biloxi.com:6000;transport=tls",
            "sip:carol@chicago.com sip:carol@chicago.com?Subject=next%20meeting",
            "sip:bob@phone21.boxesbybob.com sip:bob@192.0.2.4",
            "tel:+12015550123 tel:+12015550123;ext=5"})
    void theseAreNot(String one, String two) {
        assertThat(SipUri.parse(one).matches(SipUri.parse(two))).isFalse();
        assertThat(SipUri.parse(two).matches(SipUri.parse(one))).isFalse();
    }

    @Test
    void partsAreFoundAndWrittenAsTheyCame() {
        String text = "sips:al%20ice:secret@[2001:db8::9]:5061;transport=tls;lr;maddr=10.0.0.1?a=b&c";
        SipUri uri = SipUri.parse(text);
        assertThat(uri.user()).isEqualTo("al ice");
        assertThat(uri.password()).isEqualTo("secret");
        assertThat(uri.host()).isEqualTo("[2001:db8::9]");
        assertThat(uri.port()).isEqualTo(5061);
        assertThat(uri.isSecure()).isTrue();
        assertThat(uri.parameters().has("LR")).isTrue();
        assertThat(uri.headers()).isEqualTo("a=b&c");
        assertThat(uri).hasToString(text);
        assertThat(uri.addressOfRecord()).hasToString("sip:al%20ice@[2001:db8::9]");
    }

    @Test
    void whatWeMakeIsEscaped() {
        assertThat(SipUri.of("a b@ü", "example.org", 5060))
                .hasToString("sip:a%20b%40%C3%BC@example.org:5060");
        assertThat(SipUri.parse("sip:example.org").withParameter("x", "a;b"))
                .hasToString("sip:example.org;x=a%3Bb");
    }

    @Test
    void numbersAreFoundInBothKinds() {
        assertThat(SipUri.parse("tel:+1-201-555-0123;phone-context=x").telephoneNumber())
                .isEqualTo("+12015550123");
        assertThat(SipUri.parse("sip:%2b1201555;x=y@example.org;user=phone").telephoneNumber())
                .isEqualTo("+1201555");
        assertThat(SipUri.parse("sip:*77#@example.org").telephoneNumber()).isEqualTo("*77#");
        assertThat(SipUri.parse("sip:alice@example.org").telephoneNumber()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sip", "sip:", "sip:@host", "sip:a@", "sip:a b@host",
            "sip:a@host:70000", "sip:a@host:x", "sip:a@ho st", "sip:a@[::1", "sip:a@host;a b=c",
            "sip:a@host?a\"b", "sip:%zz@host", "<sip:a@host>", "tel:abcx", "tel:", "1:2", ":x"})
    void theseAreNone(String text) {
        assertThatThrownBy(() -> SipUri.parse(text)).isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p:a@b>", "mailto:a<b", "im:\"a", "sip:[\uff11::2]",
            "sip:%\uff11\uff11@a"})
    void nothingGoesThroughThatWouldEndAUriOrIsNoHexDigit(String text) {
        assertThatThrownBy(() -> SipUri.parse(text)).isInstanceOf(MalformedDataException.class);
    }
}
