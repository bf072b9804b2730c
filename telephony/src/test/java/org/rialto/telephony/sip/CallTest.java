package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallTest extends SipTestbed {
    private Side alice;
    private Side bob;

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
}
