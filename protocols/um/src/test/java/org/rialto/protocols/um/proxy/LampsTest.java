package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipTarget;

/// NOTIFY of RFC 3842 to telephones that have not subscribed.
class LampsTest extends SipServerBed {
    @BeforeEach
    void light(TestInfo test) {
        // Who subscribes has to have done so before.
        boolean subscribes = test.getDisplayName().startsWith("oneThatHasSubscribed");
        server.lightLamps(subscribes ? Duration.ofSeconds(3) : Duration.ofMillis(200));
    }

    private static String told(Phone phone) throws InterruptedException {
        SipRequest notify = Objects.requireNonNull(phone.requests.poll(10, TimeUnit.SECONDS),
                "nobody tells " + phone.user);
        assertThat(notify.method()).isEqualTo("NOTIFY");
        assertThat(notify.headers().first("Event")).isEqualTo("message-summary");
        assertThat(notify.headers().value("Content-Type"))
                .isEqualTo("application/simple-message-summary");
        return new String(notify.body(), StandardCharsets.UTF_8);
    }

    private static void isToldNothing(Phone phone) throws InterruptedException {
        assertThat(phone.requests.poll(600, TimeUnit.MILLISECONDS)).isNull();
    }

    private void voiceMailFor(String user) {
        ground.voiceMail(user, "+49 30 123456", "Call me", 3, Duration.ofMinutes(1));
    }

    @Test
    void aTelephoneIsToldWhenItRegistersAndWhenThatChanges() throws Exception {
        voiceMailFor("bob");
        Phone desk = phone("bob").registered();
        assertThat(told(desk)).isEqualTo("Messages-Waiting: yes\r\nMessage-Account:"
                + " sip:bob@example.com\r\nVoice-Message: 1/0 (0/0)\r\n");
        Phone mobile = phone("bob").registered();
        assertThat(told(mobile)).contains("Voice-Message: 1/0");
        voiceMailFor("bob");
        assertThat(told(desk)).contains("Voice-Message: 2/0");
        assertThat(told(mobile)).contains("Voice-Message: 2/0");
        desk.register(Phone.PASSWORD, 600, "");
        isToldNothing(desk);
    }

    @Test
    void oneThatRefusesIsNotToldAgain() throws Exception {
        Phone bob = phone("bob");
        bob.answersRequests = 489;
        bob.registered();
        assertThat(told(bob)).startsWith("Messages-Waiting: no\r\n");
        voiceMailFor("bob");
        isToldNothing(bob);
    }

    @Test
    void oneThatHasSubscribedIsLeftAlone() throws Exception {
        Phone bob = phone("bob").registered();
        SipRequest subscribe = new SipRequest(SipRequest.SUBSCRIBE, bob.address());
        subscribe.headers().add("From", "<sip:bob@example.com>;tag=1");
        subscribe.headers().add("To", "<sip:bob@example.com>");
        subscribe.headers().add("Call-ID", "lamp");
        subscribe.headers().add("CSeq", "1 SUBSCRIBE");
        subscribe.headers().add("Event", "message-summary");
        var challenge = bob.layer.exchange(subscribe, new SipTarget.NextHop(address));
        assertThat(challenge.status()).isEqualTo(407);
        challenge.headers().add("WWW-Authenticate",
                Objects.requireNonNull(challenge.headers().first("Proxy-Authenticate")));
        subscribe.headers().add("Proxy-Authorization",
                bob.answer(challenge, subscribe, Phone.PASSWORD));
        // The UM server of this bed knows no lamps; what counts is that he asked.
        assertThat(bob.layer.exchange(subscribe, new SipTarget.NextHop(address)).status())
                .isEqualTo(405);
        voiceMailFor("bob");
        assertThat(bob.requests.poll(4, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void whoHasNoTelephoneAnyMoreIsNotTold() throws Exception {
        Phone bob = phone("bob").registered();
        told(bob);
        bob.register(Phone.PASSWORD, 0, "");
        voiceMailFor("bob");
        isToldNothing(bob);
    }

    @Test
    void nobodyIsToldOfAMailboxThatIsNotOnTheTelephone() throws Exception {
        ground.set("carol", org.rialto.directory.Attribute.UM_EXTENSION, "");
        isToldNothing(phone("carol").registered());
    }
}
