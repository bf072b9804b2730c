package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.protocols.um.MessageWaitingServer;
import org.rialto.protocols.um.dialplan.DialPlan;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCore;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipTarget;

/// NOTIFY of RFC 3842 to telephones that have not subscribed.
class LampsTest extends SipServerBed {
    private MessageWaitingServer subscriptions;

    /// Before telephones are told unasked.
    private volatile CountDownLatch delay = new CountDownLatch(0);

    @BeforeEach
    void light() {
        subscriptions = new MessageWaitingServer(new Subscribers(ground.directory, new DialPlan(4,
                "49", "0", "00", "", Set.of("5000"), Set.of("example.com")), "127.0.0.1"),
                ground.voiceMailboxes);
        server.lightLamps(() -> delay.await(), subscriptions::isOpen);
    }

    @AfterEach
    void endSubscriptions() { subscriptions.close(); }

    private static String told(Phone phone) throws InterruptedException {
        SipRequest notify = Objects.requireNonNull(phone.requests.poll(60, TimeUnit.SECONDS),
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
        await().until(() -> Objects.requireNonNull(server.lamps()).refusals() == 1);
        voiceMailFor("bob");
        isToldNothing(bob);
    }

    /// A telephone that takes the NOTIFYs of its subscription.
    private Phone subscriber() throws Exception {
        // Who subscribes has done so before it would be told unasked.
        delay = new CountDownLatch(1);
        Phone bob = phone("bob");
        bob.layer.addCore(new SipCore() {
            @Override
            public boolean takes(SipRequest request, SipPeer peer) { return request.isInDialog(); }

            @Override
            public void handle(ServerTransaction transaction) { bob.request(transaction); }
        });
        return bob.registered();
    }

    /// The next NOTIFY of a subscription tells how that stands.
    private static void isTold(Phone phone, String state) throws InterruptedException {
        SipRequest notify = Objects.requireNonNull(phone.requests.poll(60, TimeUnit.SECONDS));
        assertThat(notify.headers().first("Subscription-State")).startsWith(state);
    }

    @Test
    void oneThatHasSubscribedIsLeftAloneUntilItsSubscriptionEnds() throws Exception {
        voiceMail.answersRequestsBy = subscriptions::subscribe;
        Phone bob = subscriber();
        assertThat(bob.subscribe(600).status()).isEqualTo(200);
        isTold(bob, "active");
        voiceMailFor("bob");
        isTold(bob, "active");
        delay.countDown();
        isToldNothing(bob);
        assertThat(server.dialogs()).isOne();
        subscriptions.close();
        isTold(bob, "terminated;reason=deactivated");
        await().until(() -> server.dialogs() == 0);
        voiceMailFor("bob");
        assertThat(told(bob)).contains("Voice-Message: 2/0");
    }

    @Test
    void oneThatHasSubscribedMayEndThat() throws Exception {
        voiceMail.answersRequestsBy = subscriptions::subscribe;
        Phone bob = subscriber();
        SipResponse accepted = bob.subscribe(600);
        isTold(bob, "active");
        SipRequest end = new SipRequest(SipRequest.SUBSCRIBE,
                Objects.requireNonNull(accepted.headers().contact()).uri());
        for (String name : new String[]{"From", "To", "Call-ID"})
            end.headers().add(name, Objects.requireNonNull(accepted.headers().first(name)));
        accepted.headers().all("Record-Route")
                .forEach(route -> end.headers().add("Route", route));
        end.headers().add("CSeq", "2 SUBSCRIBE");
        end.headers().add("Event", "message-summary");
        end.headers().add("Expires", "0");
        assertThat(bob.layer.exchange(end, new SipTarget.NextHop(address)).status())
                .isEqualTo(200);
        isTold(bob, "terminated;reason=timeout");
    }

    @Test
    void oneWhoseSubscriptionWasRefusedIsToldUnasked() throws Exception {
        voiceMail.answersRequestsBy = transaction -> transaction.respond(503);
        delay = new CountDownLatch(1);
        Phone bob = phone("bob").registered();
        assertThat(bob.subscribe(600).status()).isEqualTo(480);
        delay.countDown();
        assertThat(told(bob)).startsWith("Messages-Waiting: no\r\n");
    }

    @Test
    void oneThatAsksOnceIsToldUnaskedFromThenOn() throws Exception {
        voiceMail.answersRequestsBy = subscriptions::subscribe;
        Phone bob = subscriber();
        assertThat(bob.subscribe(0).status()).isEqualTo(200);
        isTold(bob, "terminated;reason=timeout");
        await().until(() -> !subscriptions.isOpen("lamp"));
        delay.countDown();
        assertThat(told(bob)).startsWith("Messages-Waiting: no\r\n");
    }

    @Test
    void whatChangedWhileARegistrationHadRunOutIsToldWithTheNextOne() throws Exception {
        Phone bob = phone("bob").registered();
        assertThat(told(bob)).startsWith("Messages-Waiting: no\r\n");
        clock.by(Duration.ofHours(1));
        voiceMailFor("bob");
        isToldNothing(bob);
        bob.registered();
        assertThat(told(bob)).contains("Voice-Message: 1/0");
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
