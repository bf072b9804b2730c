package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.sip.Forwarding;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCore;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// RFC 3261 section 16.6 step 11 and 16.7 step 2.
class ForkTest extends SipServerBed {
    private static final Duration TIMER_C = Duration.ofSeconds(4);

    /// Passes on to one telephone.
    private record Passing(SipLayer proxy, SipUri to, Duration limit,
            BlockingQueue<Fork.Result> results) implements SipCore {
        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return true; }

        @Override
        public void handle(ServerTransaction transaction) {
            Fork fork = new Fork(transaction, (_, _) -> {}, TIMER_C);
            try {
                Fork.Result result = fork.round(List.of(new Fork.Branch(
                        Forwarding.copy(transaction.request(), proxy).withUri(to),
                        new SipTarget.NextHop(to))), limit);
                results.add(result);
                fork.refuseUnlessAnswered(result);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final BlockingQueue<Fork.Result> results = new LinkedBlockingQueue<>();

    private SipLayer opened(Function<SipLayer, SipCore> core) throws IOException {
        SipLayer own = new SipLayer(settings());
        opened.add(own);
        own.addCore(core.apply(own));
        own.start();
        return own;
    }

    @Test
    void whoGoesOnSayingThatItRingsIsWaitedForAndWhoFallsSilentIsNot() throws Exception {
        assertThat(Fork.TIMER_C).isGreaterThan(Duration.ofMinutes(3));
        Phone bob = phone("bob");
        SipLayer proxy = opened(
                own -> new Passing(own, bob.layer.localUri("phone", false), Fork.TIMER_C, results));
        Phone alice = known(new Phone("alice", proxy.localUri(null, false)));
        alice.callUnproved("bob");
        IncomingCall call = bob.rings();
        alice.hears("180");
        for (int i = 0; i < 4; i++) {
            Thread.sleep(1_200);
            call.progress(183, null);
            alice.hears("183");
        }
        call.reject(486);
        alice.hears("ended 486");
        alice.callUnproved("bob");
        bob.rings();
        alice.hears("180", "ended 480");
    }

    /// Says that it rings, and nothing ever more.
    private record Ringing(CountDownLatch cancelled) implements SipCore {
        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return true; }

        @Override
        public void handle(ServerTransaction transaction) {
            transaction.onCancel(cancelled::countDown);
            transaction.respond(180);
        }
    }

    @Test
    void whoHangsUpWhileATelephoneIsGivenUpIsTakenToNobodyElse() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        SipLayer bob = opened(_ -> new Ringing(cancelled));
        SipUri to = bob.localUri("phone", false);
        SipLayer proxy = opened(own -> new Passing(own, to, Duration.ofMillis(500), results));
        Phone alice = known(new Phone("alice", proxy.localUri(null, false)));
        OutgoingCall call = alice.callUnproved("bob");
        alice.hears("180");
        assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
        call.hangUp();
        assertThat(results.poll(60, TimeUnit.SECONDS)).isEqualTo(Fork.Result.CANCELLED);
        alice.hears("ended 487");
    }
}
