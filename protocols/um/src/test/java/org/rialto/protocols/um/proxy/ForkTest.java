package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.sip.Forwarding;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCore;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// RFC 3261 section 16.6 step 11 and 16.7 step 2.
class ForkTest extends SipServerBed {
    private static final Duration TIMER_C = Duration.ofMillis(900);

    /// Passes on to one telephone.
    private record Passing(SipLayer proxy, SipUri to) implements SipCore {
        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return true; }

        @Override
        public void handle(ServerTransaction transaction) {
            Fork fork = new Fork(transaction, (_, _) -> {}, TIMER_C);
            try {
                fork.refuseUnlessAnswered(fork.round(List.of(new Fork.Branch(
                        Forwarding.copy(transaction.request(), proxy).withUri(to),
                        new SipTarget.NextHop(to))), Fork.TIMER_C));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void whoGoesOnSayingThatItRingsIsWaitedForAndWhoFallsSilentIsNot() throws Exception {
        assertThat(Fork.TIMER_C).isGreaterThan(Duration.ofMinutes(3));
        Phone bob = phone("bob");
        SipLayer proxy = new SipLayer(settings());
        opened.add(proxy);
        proxy.addCore(new Passing(proxy, bob.layer.localUri("phone", false)));
        proxy.start();
        Phone alice = known(new Phone("alice", proxy.localUri(null, false)));
        alice.callUnproved("bob");
        IncomingCall call = bob.rings();
        alice.hears("180");
        for (int i = 0; i < 4; i++) {
            Thread.sleep(500);
            call.progress(183, null);
            alice.hears("183");
        }
        call.reject(486);
        alice.hears("ended 486");
        alice.callUnproved("bob");
        bob.rings();
        alice.hears("180", "ended 480");
    }
}
