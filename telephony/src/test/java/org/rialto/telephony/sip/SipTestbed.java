package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.rialto.telephony.sdp.AudioNegotiator;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;

/// Two layers on loopback, each with a user agent, and what their programs heard.
class SipTestbed {
    /// What a peer that speaks text offers.
    static final String SESSION = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 5000 RTP/AVP 0
            """;
    static final String SDP = "Content-Type: application/sdp\n";
    static final SipTimers QUICK = new SipTimers(40, 320, 8_000);
    final java.util.ArrayList<SipLayer> layers = new java.util.ArrayList<>();

    /// What one side's program heard, as short words: `180`, `answered`, `ended US 200`.
    static final class Heard implements CallListener {
        final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
        final AudioNegotiator audio;

        Heard(AudioNegotiator audio) { this.audio = audio; }

        @Override
        public void provisional(OutgoingCall call, SipResponse response,
                @Nullable SessionDescription early) {
            words.add(response.status() + (early == null ? "" : " early"));
        }

        @Override
        public void answered(OutgoingCall call, SipResponse response, SessionDescription answer) {
            try {
                audio.answered(answer);
                words.add("answered");
            } catch (NotAcceptableException e) {
                words.add("not acceptable");
            }
        }

        @Override
        public void answered(OutgoingCall call, SipResponse response) {
            words.add("answered as changed");
        }

        @Override
        public void acknowledged(IncomingCall call, @Nullable SessionDescription answer) {
            words.add(answer == null ? "acknowledged" : "acknowledged with answer");
        }

        @Override
        public SessionDescription answer(SipCall call, SessionDescription offer)
                throws NotAcceptableException {
            SessionDescription answer = audio.answer(offer);
            words.add("offered "
                    + java.util.Objects.requireNonNull(audio.negotiated()).direction());
            return answer;
        }

        @Override
        public SessionDescription offer(SipCall call) { return audio.offer(); }

        @Override
        public void reanswered(SipCall call, SessionDescription answer) { words.add("reanswered"); }

        @Override
        public void handle(SipCall call, ServerTransaction transaction) {
            words.add(transaction.request().method());
            transaction.respond(200);
        }

        @Override
        public void transferred(SipCall call, int status) { words.add("transfer " + status); }

        @Override
        public void ended(SipCall call, CallEnd end) {
            words.add("ended " + end.by() + " " + end.status());
        }

        void hears(String... expected) throws InterruptedException {
            for (String each : expected)
                assertThat(words.poll(60, TimeUnit.SECONDS)).isEqualTo(each);
        }
    }

    /// One side: a layer, an agent, and the calls that came in.
    final class Side implements UserAgent.Calls {
        final SipLayer layer;
        final UserAgent agent;
        final LinkedBlockingQueue<IncomingCall> incoming = new LinkedBlockingQueue<>();
        final Heard heard;
        volatile boolean takesCalls = true;

        Side(SipSettings settings, UserAgentSettings agentSettings, int port) throws Exception {
            layer = new SipLayer(settings);
            layers.add(layer);
            agent = new UserAgent(layer, agentSettings, this);
            layer.addCore(agent);
            layer.start();
            heard = new Heard(new AudioNegotiator(
                    new LocalAudio(InetAddress.getLoopbackAddress(), port)));
        }

        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return takesCalls; }

        @Override
        public void incoming(IncomingCall call) {
            call.listen(heard);
            incoming.add(call);
        }

        IncomingCall taken() throws InterruptedException {
            IncomingCall call = incoming.poll(60, TimeUnit.SECONDS);
            assertThat(call).isNotNull();
            return java.util.Objects.requireNonNull(call);
        }

        /// Calls that are answered from now on refuse every change.
        void refuseOffers() {
            agent.active().forEach(call -> call.listen(new CallListener() {
            }));
        }

        SipUri uri(@Nullable String user) { return layer.localUri(user, false); }

        CallRequest to(SipUri uri) {
            return new CallRequest(uri, new SipTarget.Routed(), new NameAddress(uri("alice")),
                    new NameAddress(uri), new SipHeaders(), heard.audio.offer(), null);
        }

        OutgoingCall call(Side other) { return agent.placeCall(to(other.uri("bob")), heard); }

        /// Rings, answers what it is offered.
        IncomingCall answers() throws Exception {
            IncomingCall call = taken();
            call.ring();
            answer(call);
            return call;
        }

        void answer(IncomingCall call) throws NotAcceptableException {
            SessionDescription offer = call.offer();
            assertThat(call.answer(
                    offer == null ? heard.audio.offer() : heard.audio.answer(offer))).isTrue();
        }
    }

    static SipSettings settings() {
        return new SipSettings(List.of(new SipSettings.Listen("sip",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)), "127.0.0.1",
                null, SipTrust.NOBODY).with(QUICK);
    }

    static UserAgentSettings agentSettings() {
        return new UserAgentSettings("Rialto", null, Parameters.NONE,
                List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "UPDATE", "PRACK", "NOTIFY",
                        "INFO", "REFER"),
                1800, 90);
    }

    Side side(int port) throws Exception { return new Side(settings(), agentSettings(), port); }

    static void settles(SipLayer layer) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < until) {
            SipStatistics now = layer.statistics();
            if (now.serverTransactions() + now.clientTransactions() + now.dialogs() == 0)
                return;
            Thread.sleep(10);
        }
        assertThat(layer.statistics()).hasToString("nothing left");
    }

    @AfterEach
    void closeLayers() { layers.forEach(SipLayer::close); }
}
