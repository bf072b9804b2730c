package org.rialto.telephony.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.MutatedBytes;

class SessionDescriptionTest {
    /// RFC 8866 section 5, with what offers have beside.
    private static final String EXAMPLE = """
            v=0
            o=jdoe 3724394400 3724394405 IN IP6 2001:db8::1
            s=Call to John Smith
            i=SDP Offer #1
            u=http://www.jdoe.example.com/home.html
            e=Jane Doe <jane@jdoe.example.com>
            p=+1 617 555-6011
            c=IN IP6 2001:db8::1
            b=AS:128
            t=0 0
            a=sendonly
            m=audio 49170/2 RTP/SAVP 0 8 101
            c=IN IP4 192.0.2.9/127
            b=TIAS:64000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:30
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj|2^20
            m=video 0 RTP/AVP 31
            """;

    private static SessionDescription parse(String text) {
        return SessionDescription.parse(text.getBytes(UTF_8));
    }

    @Test
    void readsWhatOffersHave() {
        SessionDescription session = parse(EXAMPLE.replace("\n", "\r\n"));
        assertThat(session.origin().sessionId()).isEqualTo("3724394400");
        assertThat(session.name()).isEqualTo("Call to John Smith");
        assertThat(session.media()).hasSize(2);
        MediaDescription audio = session.media().getFirst();
        assertThat(audio.port()).isEqualTo(49170);
        assertThat(audio.isSecure()).isTrue();
        assertThat(audio.formats()).containsExactly("0", "8", "101");
        assertThat(session.connectionOf(audio)).isEqualTo(new ConnectionAddress(false,
                "192.0.2.9"));
        assertThat(session.connectionOf(session.media().get(1)))
                .isEqualTo(new ConnectionAddress(true, "2001:db8::1"));
        assertThat(session.directionOf(audio)).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        SessionDescription session = parse(EXAMPLE);
        assertThat(parse(session.toString())).isEqualTo(session);
        assertThat(session.toString()).contains("\r\nc=IN IP6 2001:db8::1\r\nt=0 0\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v=1\n", "v=0\n", "hello", "v=0\no=- 1 1 IN IP4\n",
            "v=0\no=- x 1 IN IP4 h\n", "v=0\no=- 1 1 ATM X h\n",
            "v=0\no=- 1 1 IN IP4 h\nm=audio 1 RTP/AVP 0\n",
            "v=0\no=- 1 1 IN IP4 h\nc=IN IP4 h\nm=audio 70000 RTP/AVP 0\n",
            "v=0\no=- 1 1 IN IP4 h\nc=IN IP4 h\nm=audio 1 RTP/AVP\n",
            "v=0\no=- 1 1 IN IP4 h\nc=IN\n", "v=0\no=- 1 1 IN IP4 h\nattribute\n",
            "v=0\nv=0\no=- 1 1 IN IP4 h\n"})
    void rejectsWhatIsNone(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void limitsAreKept() {
        assertThatThrownBy(() -> parse(EXAMPLE + "a=x\n".repeat(1001)))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> parse(EXAMPLE + "m=audio 0 RTP/AVP 0\n".repeat(40)))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> parse(EXAMPLE + "a=" + "x".repeat(70_000)))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aKeyNeverShowsInAText() {
        CryptoAttribute key = Objects.requireNonNull(CryptoAttribute.parse(
                "1 AES_CM_128_HMAC_SHA1_80 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj"));
        assertThat(key.toString()).isEqualTo("1 AES_CM_128_HMAC_SHA1_80");
        assertThat(key.key()).hasSize(16);
        assertThat(key.salt()).hasSize(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 AES_CM_128_HMAC_SHA1_80",
            "x AES_CM_128_HMAC_SHA1_80 inline:x",
            "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
            "1 AES_CM_128_HMAC_SHA1_80 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj|2^20|1:4",
            "1 AES_CM_128_HMAC_SHA1_80 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj KDR=1"})
    void aCryptoLineThatCannotBeUsedIsLeftAside(String value) {
        assertThat(CryptoAttribute.parse(value)).isNull();
    }

    @Test
    void changedSessionsAreReadOrRejectedAndAnsweredOrRefused() {
        MutatedBytes.run(5_000, SessionDescriptionTest::readAny, EXAMPLE.getBytes(UTF_8),
                EXAMPLE.replace("SAVP", "AVP").replace("a=sendonly\n", "").getBytes(UTF_8));
    }

    @FuzzTest
    void readsAnyBytes(byte[] bytes) { readAny(bytes); }

    private static void readAny(byte[] bytes) {
        SessionDescription session;
        try {
            session = SessionDescription.parse(bytes);
        } catch (MalformedDataException e) {
            return;
        }
        assertThat(parse(session.toString())).isEqualTo(session);
        LocalAudio local = new LocalAudio(InetAddress.getLoopbackAddress(), 30000);
        try {
            SessionDescription answer = new AudioNegotiator(local).answer(session);
            assertThat(answer.media()).hasSameSizeAs(session.media());
            assertThat(parse(answer.toString())).isEqualTo(answer);
        } catch (NotAcceptableException e) {
            assertThat(e.reason()).isNotBlank();
        }
        AudioNegotiator offering = new AudioNegotiator(local);
        offering.offer();
        try {
            assertThat(offering.answered(session).codec()).isNotNull();
        } catch (NotAcceptableException e) {
            assertThat(e.reason()).isNotBlank();
        }
    }
}
