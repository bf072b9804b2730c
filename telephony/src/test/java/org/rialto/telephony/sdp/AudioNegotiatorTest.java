package org.rialto.telephony.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AudioNegotiatorTest {
    private final LocalAudio here = new LocalAudio(InetAddress.getLoopbackAddress(), 30000);
    private final LocalAudio there = new LocalAudio(InetAddress.getLoopbackAddress(), 40000);

    static SessionDescription session(String... lines) {
        return SessionDescription.parse(("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n"
                + "c=IN IP4 192.0.2.1\r\nt=0 0\r\n" + String.join("\r\n", lines) + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static NegotiatedAudio agreed(AudioNegotiator side) {
        return Objects.requireNonNull(side.negotiated());
    }

    @Test
    void twoOfUsAgreeOnCodecEventsAndAddresses() throws Exception {
        AudioNegotiator caller = new AudioNegotiator(here);
        AudioNegotiator callee = new AudioNegotiator(there);
        SessionDescription offer = SessionDescription.parse(caller.offer().encode());
        SessionDescription answer = SessionDescription.parse(callee.answer(offer).encode());
        NegotiatedAudio agreed = caller.answered(answer);
        assertThat(agreed.codec()).isEqualTo(AudioCodec.PCMU);
        assertThat(agreed.remotePort()).isEqualTo(40000);
        assertThat(agreed.remoteRtcpPort()).isEqualTo(40001);
        assertThat(agreed.telephoneEventSent()).isEqualTo(101);
        assertThat(agreed.telephoneEventReceived()).isEqualTo(101);
        assertThat(agreed.direction()).isEqualTo(Direction.SENDRECV);
        assertThat(agreed.isSecure()).isFalse();
        assertThat(agreed(callee).remotePort()).isEqualTo(30000);
    }

    @Test
    void eachSideReceivesByTheOthersSrtpKey() throws Exception {
        AudioNegotiator caller = new AudioNegotiator(here.with(LocalAudio.Srtp.REQUIRED));
        AudioNegotiator callee = new AudioNegotiator(there);
        NegotiatedAudio agreed = caller.answered(callee.answer(caller.offer()));
        NegotiatedAudio other = agreed(callee);
        assertThat(agreed.isSecure()).isTrue();
        assertThat(Objects.requireNonNull(agreed.sendKey()).keyAndSalt())
                .isEqualTo(Objects.requireNonNull(other.receiveKey()).keyAndSalt());
        assertThat(Objects.requireNonNull(agreed.receiveKey()).keyAndSalt())
                .isEqualTo(Objects.requireNonNull(other.sendKey()).keyAndSalt());
        assertThat(Objects.requireNonNull(agreed.sendKey()).suite())
                .isEqualTo(CryptoSuite.AES_CM_128_HMAC_SHA1_80);
    }

    @Test
    void theOfferersOrderOfCodecsCounts() throws Exception {
        AudioNegotiator callee = new AudioNegotiator(there);
        callee.answer(session("m=audio 5000 RTP/AVP 97 8 0 96", "a=rtpmap:97 opus/48000/2",
                "a=rtpmap:96 telephone-event/8000"));
        assertThat(agreed(callee).codec()).isEqualTo(AudioCodec.PCMA);
        assertThat(agreed(callee).receivable()).containsOnlyKeys(8, 0);
        assertThat(agreed(callee).telephoneEventSent()).isEqualTo(96);
    }

    @Test
    void refusesOtherMediaWithPortZeroInTheirPlaces() throws Exception {
        SessionDescription answer = new AudioNegotiator(there).answer(session(
                "m=video 6000 RTP/AVP 31", "m=audio 5000 RTP/AVP 0", "m=image 7000 udptl t38"));
        assertThat(answer.media()).extracting(MediaDescription::port).containsExactly(0, 40000, 0);
        assertThat(answer.media()).extracting(MediaDescription::type).containsExactly("video",
                "audio", "image");
    }

    @Test
    void holdIsAnsweredByItsCounterpart() throws Exception {
        AudioNegotiator callee = new AudioNegotiator(there);
        callee.answer(session("m=audio 5000 RTP/AVP 0", "a=sendonly"));
        assertThat(agreed(callee).direction()).isEqualTo(Direction.RECVONLY);
        callee.answer(session("m=audio 5000 RTP/AVP 0", "a=inactive"));
        assertThat(agreed(callee).direction()).isEqualTo(Direction.INACTIVE);
        callee.answer(session("m=audio 5000 RTP/AVP 0", "c=IN IP4 0.0.0.0"));
        assertThat(agreed(callee).direction().sends()).isFalse();
        assertThat(agreed(callee).remoteHost()).isNull();
        callee.answer(session("m=audio 5000 RTP/AVP 0"));
        assertThat(agreed(callee).direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void anAnswerThatIsWithheldLeavesWhatWasAgreed() throws Exception {
        AudioNegotiator callee = new AudioNegotiator(there);
        SessionDescription first = callee.answer(session("m=audio 5000 RTP/AVP 0"));
        NegotiatedAudio agreed = agreed(callee);
        callee.answer(session("m=video 6000 RTP/AVP 31", "m=audio 6002 RTP/AVP 8"));
        callee.answerWithheld();
        assertThat(callee.negotiated()).isEqualTo(agreed);
        SessionDescription again = callee.offer();
        assertThat(again.media()).hasSize(1);
        assertThat(Long.parseLong(again.origin().sessionVersion()))
                .isEqualTo(Long.parseLong(first.origin().sessionVersion()) + 1);
    }

    @Test
    void ourHoldAndReturnKeepTheSessionAndRaiseItsVersion() throws Exception {
        AudioNegotiator caller = new AudioNegotiator(here);
        AudioNegotiator callee = new AudioNegotiator(there);
        SessionDescription first = caller.offer();
        caller.answered(callee.answer(first));
        caller.want(Direction.SENDONLY);
        SessionDescription second = caller.offer();
        assertThat(caller.answered(callee.answer(second)).direction())
                .isEqualTo(Direction.SENDONLY);
        assertThat(second.origin().sessionId()).isEqualTo(first.origin().sessionId());
        assertThat(Long.parseLong(second.origin().sessionVersion()))
                .isEqualTo(Long.parseLong(first.origin().sessionVersion()) + 1);
        assertThat(agreed(callee).direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void refusesWhatItCannotDo() {
        AudioNegotiator callee = new AudioNegotiator(there);
        assertThatThrownBy(() -> callee.answer(session("m=audio 5000 RTP/AVP 9")))
                .isInstanceOf(NotAcceptableException.class).hasMessage("No common audio codec");
        assertThatThrownBy(() -> callee.answer(session("m=video 5000 RTP/AVP 31")))
                .hasMessage("No audio is offered");
        assertThatThrownBy(() -> callee.answer(session("m=audio 5000 RTP/SAVP 0",
                "a=crypto:1 F8_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5QUJjZGVm")))
                .hasMessage("No common SRTP suite");
        AudioNegotiator strict = new AudioNegotiator(there.with(LocalAudio.Srtp.REQUIRED));
        assertThatThrownBy(() -> strict.answer(session("m=audio 5000 RTP/AVP 0")))
                .hasMessage("No common SRTP suite");
    }

    @Test
    void takesTheCryptoLineItKnowsAndAnswersWithItsTag() throws Exception {
        AudioNegotiator callee = new AudioNegotiator(there);
        SessionDescription answer = callee.answer(session("m=audio 5000 RTP/SAVP 0",
                "a=crypto:1 AES_CM_256_HMAC_SHA1_80 inline:AAAA",
                "a=crypto:7 AES_CM_128_HMAC_SHA1_32 "
                        + "inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj|2^20"));
        List<String> crypto = answer.media().getFirst().attributes("crypto");
        assertThat(crypto).singleElement().asString().startsWith("7 AES_CM_128_HMAC_SHA1_32 ");
        assertThat(Objects.requireNonNull(agreed(callee).receiveKey()).suite())
                .isEqualTo(CryptoSuite.AES_CM_128_HMAC_SHA1_32);
    }

    @Test
    void whatWasAnsweredMayBeOfferedOnceMoreAndIsAnsweredFromElsewhereWithOtherKeys()
            throws Exception {
        AudioNegotiator callee = new AudioNegotiator(there);
        String first = "a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:" + "A".repeat(40);
        callee.answer(session("m=audio 5000 RTP/SAVP 0", first));
        NegotiatedAudio before = Objects.requireNonNull(callee.negotiated());
        NegotiatedAudio moved = callee.answered(session("m=audio 5002 RTP/SAVP 0",
                first.replace("AAAA", "BBBB")));
        assertThat(moved.remotePort()).isEqualTo(5002);
        assertThat(moved.sendKey()).isEqualTo(before.sendKey());
        assertThat(moved.receiveKey()).isNotEqualTo(before.receiveKey());
    }

    @Test
    void rtcpGoesWhereItsAttributeSays() throws Exception {
        AudioNegotiator callee = new AudioNegotiator(there);
        callee.answer(session("m=audio 5000 RTP/AVP 0", "a=rtcp:53020 IN IP6 2001:db8::1"));
        assertThat(agreed(callee).remoteRtcpPort()).isEqualTo(53020);
        assertThat(agreed(callee).remoteRtcpHost()).isEqualTo("2001:db8::1");
    }

    @Test
    void aSecondMediaOfTheFirstOfferKeepsItsPlaceInOurReOffer() throws Exception {
        AudioNegotiator callee = new AudioNegotiator(there);
        callee.answer(session("m=video 6000 RTP/AVP 31", "m=audio 5000 RTP/AVP 0"));
        SessionDescription offer = callee.offer();
        assertThat(offer.media()).extracting(MediaDescription::port).containsExactly(0, 40000);
    }
}
