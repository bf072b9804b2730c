package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What shows only where calls come one after the other without a pause.
class ManyCallsTest extends SipTestbed {
    @Test
    void callsThatWereAnsweredTakeNoPlaceFromNewOnes() throws Exception {
        Side bob = new Side(settings().with(SipTimers.DEFAULT)
                .with(new SipSettings.Capacity(8, 10, 50, 200, 60_000,
                        5_000, 30_000)),
                agentSettings(), 40000);
        try (RawPeer peer = new RawPeer(bob.layer)) {
            for (int call = 0; call < 20; call++) {
                String invite = RawPeer.request("INVITE", SDP, SESSION);
                peer.send(invite);
                bob.answer(bob.taken());
                SipResponse ok = peer.response();
                // Where the machine is slow, the last one's 200 came twice.
                while (!invite.contains(ok.headers().callId()))
                    ok = peer.response();
                assertThat(ok.status()).isEqualTo(200);
                peer.send(TransactionTest.ack(invite, ok));
                bob.heard.hears("acknowledged");
            }
            assertThat(bob.layer.statistics().serverTransactions()).isEqualTo(20);
            assertThat(bob.layer.statistics().refusedCapacity()).isZero();
        }
    }

    @Test
    void beyondTheirNumberTheOldestAnsweredTransactionEndsEarly() {
        TransactionPlaces places = new TransactionPlaces(2);
        List<String> ended = new ArrayList<>();
        List<TransactionPlaces.Place> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d"))
            all.add(places.take(() -> ended.add(name), () -> ended.add(name + " answered")));
        assertThat(places.open()).isEqualTo(4);
        all.forEach(TransactionPlaces.Place::accepted);
        assertThat(places.open()).isZero();
        assertThat(ended).containsExactly("a answered", "b answered", "c answered", "a",
                "d answered", "b");
        all.forEach(TransactionPlaces.Place::ended);
        TransactionPlaces.Place last = places.take(() -> ended.add("e"), () -> {});
        last.accepted();
        last.ended();
        assertThat(places.open()).isZero();
        assertThat(ended).hasSize(6);
    }

    @Test
    void aByeDoesNotOvertakeTheAckBeforeIt() throws Exception {
        LinkedBlockingQueue<String> order = new LinkedBlockingQueue<>();
        SipLayer layer = new SipLayer(settings());
        layers.add(layer);
        layer.addCore(new SipCore() {
            @Override
            public boolean takes(SipRequest request, SipPeer peer) { return true; }

            @Override
            public void handle(ServerTransaction transaction) {
                order.add(transaction.request().method());
                transaction.respond(200);
            }

            @Override
            public void acknowledge(SipRequest ack, SipPeer peer) {
                try {
                    // A connection that has to be opened first.
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                order.add("ACK");
            }
        });
        layer.start();
        String bye = RawPeer.request("BYE", "").replace("To: <sip:bob@127.0.0.1>",
                "To: <sip:bob@127.0.0.1>;tag=b1");
        String ack = bye.replace("BYE", "ACK").replace("branch=z9hG4bK", "branch=z9hG4bKa");
        try (RawPeer peer = new RawPeer(layer)) {
            peer.send(ack + bye).answers("200 OK");
        }
        assertThat(order.poll(60, TimeUnit.SECONDS)).isEqualTo("ACK");
        assertThat(order.poll(60, TimeUnit.SECONDS)).isEqualTo("BYE");
    }
}
