package org.rialto.telephony.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.sdp.Direction;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;

class CallTest extends SipTestbed {
    private Side alice;
    private Side bob;
    @SuppressWarnings("NullAway.Init")
    private IncomingCall bobsCall;

    @BeforeEach
    void open() throws Exception {
        alice = side(30000);
        bob = side(40000);
    }

    /// Whatever a test did, nothing of it stays.
    @AfterEach
    void nothingIsLeft() throws Exception {
        settles(alice.layer);
        settles(bob.layer);
        assertThat(alice.agent.active()).isEmpty();
        assertThat(bob.agent.active()).isEmpty();
    }

    @Test
    void callerHangsUpAnAnsweredCall() throws Exception {
        OutgoingCall call = alice.call(bob);
        bob.answers();
        alice.heard.hears("180", "answered");
        bob.heard.hears("acknowledged");
        call.hangUp();
        alice.heard.hears("ended US 200");
        bob.heard.hears("ended THEM 200");
    }

    @Test
    void calleeHangsUpAnAnsweredCall() throws Exception {
        alice.call(bob);
        IncomingCall taken = bob.answers();
        bob.heard.hears("acknowledged");
        taken.hangUp();
        alice.heard.hears("180", "answered", "ended THEM 200");
        bob.heard.hears("ended US 200");
    }

    @Test
    void callerCancelsARingingCall() throws Exception {
        OutgoingCall call = alice.call(bob);
        IncomingCall taken = bob.taken();
        taken.ring();
        alice.heard.hears("180");
        call.hangUp();
        alice.heard.hears("ended US 487");
        bob.heard.hears("ended THEM 487");
        assertThat(taken.ring()).isFalse();
        assertThat(taken.reject(486)).isFalse();
    }

    @Test
    void refusalComesWithItsStatus() throws Exception {
        alice.call(bob);
        bob.taken().reject(486);
        alice.heard.hears("ended THEM 486");
        bob.heard.hears("ended US 486");
    }

    @Test
    void nobodyThereIsAFailureOfOurs() throws Exception {
        alice.agent.placeCall(alice.to(SipUri.parse("sip:bob@127.0.0.1:1;transport=tcp")),
                alice.heard);
        alice.heard.hears("ended FAILURE 503");
    }

    private OutgoingCall established() throws Exception {
        OutgoingCall call = alice.call(bob);
        bobsCall = bob.answers();
        alice.heard.hears("180", "answered");
        bob.heard.hears("acknowledged");
        return call;
    }

    private void ended(OutgoingCall call) throws Exception {
        call.hangUp();
        alice.heard.hears("ended US 200");
        bob.heard.hears("ended THEM 200");
    }

    @Test
    void callerHoldsAndReturns() throws Exception {
        OutgoingCall call = established();
        alice.heard.audio.want(Direction.SENDONLY);
        alice.heard.audio.answered(call.renegotiate(alice.heard.audio::offer));
        bob.heard.hears("offered RECVONLY");
        alice.heard.audio.want(Direction.SENDRECV);
        assertThat(alice.heard.audio.answered(call.renegotiate(alice.heard.audio::offer))
                .direction()).isEqualTo(Direction.SENDRECV);
        bob.heard.hears("offered SENDRECV");
        ended(call);
    }

    @Test
    void calleeHolds() throws Exception {
        OutgoingCall call = established();
        bob.heard.audio.want(Direction.INACTIVE);
        bob.heard.audio.answered(bobsCall.renegotiate(bob.heard.audio::offer));
        alice.heard.hears("offered INACTIVE");
        ended(call);
    }

    @Test
    void whenBothChangeTheSessionAtOnceBothChangesComeThrough() throws Exception {
        OutgoingCall call = established();
        var one = CompletableFuture.supplyAsync(() -> changed(call, alice));
        var two = CompletableFuture.supplyAsync(() -> changed(bobsCall, bob));
        assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(two.get(60, TimeUnit.SECONDS)).isTrue();
        alice.heard.hears("offered SENDRECV");
        bob.heard.hears("offered SENDRECV");
        ended(call);
    }

    private static boolean changed(SipCall call, Side side) {
        try {
            side.heard.audio.answered(call.renegotiate(side.heard.audio::offer));
            return true;
        } catch (CallFailedException | InterruptedException | NotAcceptableException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRefusedChangeLeavesTheCallAsItWas() throws Exception {
        OutgoingCall call = established();
        bob.refuseOffers();
        assertThatThrownBy(() -> call.renegotiate(alice.heard.audio::offer))
                .isInstanceOf(CallFailedException.class)
                .satisfies(e -> assertThat(((CallFailedException) e).status()).isEqualTo(488));
        assertThat(call.state()).isEqualTo(CallState.CONFIRMED);
        call.hangUp();
        alice.heard.hears("ended US 200");
    }

    @Test
    void requestsWithinTheCallReachTheProgram() throws Exception {
        OutgoingCall call = established();
        SipHeaders headers = new SipHeaders();
        headers.add("Content-Type", "application/dtmf-relay");
        assertThat(call.request("INFO", headers, "Signal=5\r\n".getBytes(UTF_8)).status())
                .isEqualTo(200);
        bob.heard.hears("INFO");
        assertThat(bobsCall.request("OPTIONS", new SipHeaders(), new byte[0]).status())
                .isEqualTo(200);
        ended(call);
    }

    @Test
    void aTransferReportsHowItGoes() throws Exception {
        OutgoingCall call = established();
        bobsCall.transfer(new NameAddress(SipUri.parse("sip:carol@example.org")),
                new NameAddress(SipUri.parse("sip:bob@example.org")));
        alice.heard.hears("REFER");
        for (String status : new String[]{"100 Trying", "200 OK"}) {
            SipHeaders headers = new SipHeaders();
            headers.add("Event", "refer");
            headers.add("Subscription-State", "active;expires=60");
            headers.add("Content-Type", "message/sipfrag;version=2.0");
            call.request("NOTIFY", headers, ("SIP/2.0 " + status + "\r\n").getBytes(UTF_8));
        }
        bob.heard.hears("transfer 100", "transfer 200");
        ended(call);
    }

    @Test
    void earlyMediaComesReliablyAndTheAnswerAfterItsPrack() throws Exception {
        OutgoingCall call = alice.call(bob);
        IncomingCall taken = bob.taken();
        SessionDescription answer = bob.heard.audio
                .answer(Objects.requireNonNull(taken.offer()));
        assertThat(taken.progress(183, answer)).isTrue();
        assertThat(taken.answer(answer)).isTrue();
        alice.heard.hears("183 early", "answered");
        bob.heard.hears("acknowledged");
        ended(call);
    }

    @Test
    void theCalleeMayHangUpBeforeTheAckHasCome() throws Exception {
        alice.call(bob);
        IncomingCall taken = bob.taken();
        bob.answer(taken);
        taken.hangUp();
        assertThat(untilEnded(bob)).isEqualTo("ended US 200");
        alice.heard.hears("answered", "ended THEM 200");
    }

    /// CANCEL crossing the 200: whichever wins, both sides end and nothing stays.
    @Test
    void cancelAndAnswerMayCross() throws Exception {
        for (int i = 0; i < 30; i++) {
            OutgoingCall call = alice.call(bob);
            IncomingCall taken = bob.taken();
            taken.ring();
            alice.heard.hears("180");
            SessionDescription answer = bob.heard.audio
                    .answer(Objects.requireNonNull(taken.offer()));
            Thread hanging = Thread.startVirtualThread(call::hangUp);
            Thread.sleep(0, i * 30_000);
            boolean answered = taken.answer(answer);
            hanging.join();
            String last = untilEnded(alice);
            assertThat(last).startsWith("ended US");
            assertThat(untilEnded(bob)).startsWith("ended THEM");
            assertThat(call.end()).isNotNull();
            assertThat(taken.answer(answer)).as("%s", answered).isFalse();
        }
    }

    private static String untilEnded(Side side) throws InterruptedException {
        String word;
        do {
            word = side.heard.words.poll(60, TimeUnit.SECONDS);
            assertThat(word).isNotNull();
        } while (!Objects.requireNonNull(word).startsWith("ended"));
        return word;
    }

    @Test
    void aCallHungUpBeforeAnythingCameIsCancelled() throws Exception {
        OutgoingCall call = alice.call(bob);
        call.hangUp();
        assertThat(untilEnded(alice)).isEqualTo("ended US 487");
    }

    @Test
    void redirectionIsReportedNotFollowed() throws Exception {
        alice.call(bob);
        bob.taken().redirect(List.of(new NameAddress(SipUri.parse("sip:carol@example.org"))));
        alice.heard.hears("ended THEM 302");
        bob.heard.hears("ended US 302");
    }

    @Test
    void manyCallsAtOnceLeaveNothing() throws Exception {
        List<OutgoingCall> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++)
            calls.add(alice.agent.placeCall(alice.to(bob.uri("bob")), new CallListener() {
            }));
        List<IncomingCall> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++)
            taken.add(bob.taken());
        for (int i = 0; i < 100; i++) {
            switch (i % 4) {
                case 0 -> bob.answer(taken.get(i));
                case 1 -> taken.get(i).reject(480);
                case 2 -> taken.get(i).ring();
                default -> taken.get(i).hangUp();
            }
        }
        calls.forEach(SipCall::hangUp);
        taken.forEach(SipCall::hangUp);
    }
}
