package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Cores, limits, next hops and the end of a layer.
class SipLayerTest extends SipTestbed {
    /// A proxy that sends every request to one place, staying in the path.
    private static final class Relay implements SipCore {
        private final SipTarget target;
        private final SipLayer layer;

        Relay(SipLayer layer, SipTarget target) {
            this.layer = layer;
            this.target = target;
        }

        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return true; }

        private SipTarget next(SipRequest copy) {
            return copy.headers().to().tag() == null ? target : new SipTarget.Routed();
        }

        @Override
        public void handle(ServerTransaction transaction) {
            SipResponse refusal = Forwarding.refusal(transaction);
            if (refusal != null) {
                transaction.respond(refusal);
                return;
            }
            SipRequest copy = Forwarding.copy(transaction.request(), layer);
            if (copy.isInvite())
                Forwarding.recordRoute(copy, layer, false, false);
            ClientTransaction branch = Forwarding.send(transaction, copy, next(copy), response -> {
                if (response.status() != SipStatus.TRYING)
                    transaction.respond(Forwarding.back(response));
            });
            transaction.onCancel(branch::cancel);
        }

        @Override
        public void acknowledge(SipRequest ack, SipPeer peer) {
            SipRequest copy = Forwarding.copy(ack, layer);
            layer.sendStateless(copy, next(copy));
        }
    }

    private SipLayer started(SipCore... cores) throws Exception {
        SipLayer layer = new SipLayer(settings());
        layers.add(layer);
        for (SipCore each : cores)
            layer.addCore(each);
        layer.start();
        return layer;
    }

    @Test
    void aCallThroughAProxyKeepsItInThePath() throws Exception {
        Side alice = side(30000);
        Side bob = side(40000);
        SipLayer proxy = started();
        proxy.addCore(new Relay(proxy, new SipTarget.NextHop(bob.uri(null))));
        OutgoingCall call = alice.agent.placeCall(alice.to(proxy.localUri("bob", false)),
                alice.heard);
        IncomingCall taken = bob.answers();
        assertThat(taken.request().headers().all("Via")).hasSize(2);
        assertThat(taken.request().headers().first("Max-Forwards")).isEqualTo("69");
        alice.heard.hears("180", "answered");
        bob.heard.hears("acknowledged");
        long before = proxy.statistics().requests();
        taken.hangUp();
        alice.heard.hears("ended THEM 200");
        assertThat(proxy.statistics().requests()).isEqualTo(before + 1);
        assertThat(call.state()).isEqualTo(CallState.ENDED);
        settles(proxy);
        settles(alice.layer);
        settles(bob.layer);
    }

    @Test
    void cancelGoesThroughAProxy() throws Exception {
        Side alice = side(30000);
        Side bob = side(40000);
        SipLayer proxy = started();
        proxy.addCore(new Relay(proxy, new SipTarget.NextHop(bob.uri(null))));
        OutgoingCall call = alice.agent.placeCall(alice.to(proxy.localUri("bob", false)),
                alice.heard);
        bob.taken().ring();
        alice.heard.hears("180");
        call.hangUp();
        alice.heard.hears("ended US 487");
        bob.heard.hears("ended THEM 487");
        settles(proxy);
    }

    /// The proxy before the voice-mail server of the same process.
    @Test
    void aCoreOfTheSameLayerIsReachedInProcessAndSeesATrustedPeer() throws Exception {
        Side alice = side(30000);
        SipLayer layer = started();
        Side program = side(40000);
        UserAgent mail = new UserAgent(layer, agentSettings(), program);
        layer.addCore(new Relay(layer, new SipTarget.InProcess(mail)));
        alice.agent.placeCall(alice.to(layer.localUri("bob", false)), alice.heard);
        IncomingCall taken = program.answers();
        assertThat(taken.peer().isTrusted()).isTrue();
        assertThat(taken.peer().isInProcess()).isTrue();
        // What the caller is told to answer to must be of the caller's own transport.
        assertThat(taken.isSecure()).isFalse();
        alice.heard.hears("180", "answered");
        program.heard.hears("acknowledged");
        taken.hangUp();
        alice.heard.hears("ended THEM 200");
        settles(layer);
        settles(alice.layer);
    }

    /// RFC 5658: where one side is encrypted and the other is not, both addresses are in the path.
    @Test
    void aProxyTakesBothOfItsOwnRoutesOffAndNoOther() throws Exception {
        SipLayer layer = started();
        SipRequest request = SipDialogless.options(SipUri.parse("sip:bob@192.0.2.1"));
        Forwarding.recordRoute(request, layer, true, false);
        request.headers().all("Record-Route")
                .forEach(route -> request.headers().add("Route", route));
        assertThat(request.headers().all("Route")).hasSize(2);
        request.headers().add("Route", "<sip:elsewhere.test;lr>");
        assertThat(Forwarding.copy(request, layer).headers().all("Route"))
                .containsExactly("<sip:elsewhere.test;lr>");
    }

    @Test
    void theFirstCoreThatTakesARequestGetsIt() throws Exception {
        Side bob = side(40000);
        SipLayer layer = started();
        List<String> asked = new ArrayList<>();
        for (String name : new String[]{"first", "second", "third"}) {
            layer.addCore(new SipCore() {
                @Override
                public boolean takes(SipRequest request, SipPeer peer) {
                    asked.add(name);
                    return name.equals("second");
                }

                @Override
                public void handle(ServerTransaction transaction) {
                    transaction.respond(299, name);
                }
            });
        }
        SipResponse response = bob.layer.exchange(
                SipDialogless.options(layer.localUri("x", false)), new SipTarget.Routed());
        assertThat(response.reason()).isEqualTo("second");
        assertThat(asked).containsExactly("first", "second");
    }

    @Test
    void whatNobodyTakesIs404AndAFailureInACoreIs500() throws Exception {
        Side bob = side(40000);
        SipLayer layer = started();
        SipRequest options = SipDialogless.options(layer.localUri("x", false));
        assertThat(bob.layer.exchange(options, new SipTarget.Routed()).status()).isEqualTo(404);
        layer.addCore(new SipCore() {
            @Override
            public boolean takes(SipRequest request, SipPeer peer) { return true; }

            @Override
            public void handle(ServerTransaction transaction) {
                throw new IllegalStateException("a mistake in a core, for the test");
            }
        });
        assertThat(bob.layer.exchange(options, new SipTarget.Routed()).status()).isEqualTo(500);
    }

    @Test
    void aLoopIsFoundAndHopsRunOut() throws Exception {
        SipLayer proxy = started();
        proxy.addCore(new Relay(proxy, new SipTarget.NextHop(proxy.localUri(null, false))));
        Side bob = side(40000);
        SipRequest options = SipDialogless.options(proxy.localUri("x", false));
        assertThat(bob.layer.exchange(options, new SipTarget.Routed()).status()).isEqualTo(482);
        options.headers().set("Max-Forwards", "0");
        assertThat(bob.layer.exchange(options, new SipTarget.Routed()).status()).isEqualTo(483);
        options.headers().set("Max-Forwards", "70");
        options.headers().set("Proxy-Require", "gin");
        SipResponse bad = bob.layer.exchange(options, new SipTarget.Routed());
        assertThat(bad.status()).isEqualTo(420);
        assertThat(bad.headers().first("Unsupported")).isEqualTo("gin");
        settles(proxy);
    }

    @Test
    void aRegisteredPhoneIsReachedOverTheConnectionItOpened() throws Exception {
        CompletableFuture<SipPeer> registered = new CompletableFuture<>();
        SipLayer layer = started(new SipCore() {
            @Override
            public boolean takes(SipRequest request, SipPeer peer) { return true; }

            @Override
            public void handle(ServerTransaction transaction) {
                registered.complete(transaction.peer());
                transaction.respond(200);
            }
        });
        RawPeer phone = new RawPeer(layer);
        phone.send(RawPeer.request("REGISTER", "")).answers("200 OK");
        SipPeer peer = registered.get(60, TimeUnit.SECONDS);
        CompletableFuture<SipResponse> answer = new CompletableFuture<>();
        layer.send(SipDialogless.options(SipUri.parse("sip:phone@192.0.2.1")),
                new SipTarget.Flow(peer), answer::complete);
        phone.send(RawPeer.response(phone.request(), 200, "", ""));
        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        peer.onClose(() -> gone.complete(true));
        phone.close();
        assertThat(gone.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.isOpen()).isFalse();
        assertThat(layer.exchange(SipDialogless.options(SipUri.parse("sip:phone@192.0.2.1")),
                new SipTarget.Flow(peer)).status()).isEqualTo(503);
    }

    @Test
    void namesAreFoundBySrvAndTheNextOneIsTriedWhenTheFirstIsDown() throws Exception {
        Side bob = side(40000);
        int port = bob.layer.listeners().getFirst().address().getPort();
        SipDns dns = new SipDns() {
            @Override
            public List<Naptr> naptr(String domain) {
                return List.of(new Naptr(1, 1, "SIP+D2U", "_sip._udp.example.org"),
                        new Naptr(2, 1, "SIP+D2T", "_sip._tcp.example.org"));
            }

            @Override
            public List<Service> services(String name) {
                return name.equals("_sip._tcp.example.org")
                        ? List.of(new Service(2, 1, port, "up.example.org"),
                                new Service(1, 1, 1, "down.example.org"))
                        : List.of();
            }

            @Override
            public List<InetAddress> addresses(String host) {
                return List.of(InetAddress.getLoopbackAddress());
            }
        };
        Side alice = new Side(settings().with(dns), agentSettings(), 30000);
        SipRequest options = SipDialogless.options(SipUri.parse("sip:bob@example.org"));
        assertThat(alice.layer.exchange(options, new SipTarget.Routed()).status()).isEqualTo(200);
    }

    /// Two servers by SRV, the first one preferred.
    private static SipDns twoServers(int first, int second) {
        return new SipDns() {
            @Override
            public List<Naptr> naptr(String domain) { return List.of(); }

            @Override
            public List<Service> services(String name) {
                return name.equals("_sip._tcp.example.org")
                        ? List.of(new Service(1, 1, first, "one.example.org"),
                                new Service(2, 1, second, "two.example.org"))
                        : List.of();
            }

            @Override
            public List<InetAddress> addresses(String host) {
                return List.of(InetAddress.getLoopbackAddress());
            }
        };
    }

    @Test
    void afterA503TheNextServerIsTried() throws Exception {
        Side bob = side(40000);
        try (ServerSocket busy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Side alice = new Side(settings().with(twoServers(busy.getLocalPort(),
                    bob.layer.listeners().getFirst().address().getPort())), agentSettings(),
                    30000);
            OutgoingCall call = alice.agent.placeCall(
                    alice.to(SipUri.parse("sip:bob@example.org;transport=tcp")), alice.heard);
            try (RawPeer first = new RawPeer(busy.accept())) {
                SipRequest invite = first.request();
                first.send(RawPeer.response(invite, 100, "", ""));
                first.send(RawPeer.response(invite, 503, "", ""));
                assertThat(first.request().method()).isEqualTo("ACK");
                IncomingCall taken = bob.taken();
                assertThat(taken.request().headers().topVia().branch())
                        .isNotEqualTo(invite.headers().topVia().branch());
                assertThat(taken.request().headers().vias()).hasSize(1);
                assertThat(taken.callId()).isEqualTo(invite.headers().callId());
                bob.answer(taken);
                alice.heard.hears("answered");
                call.hangUp();
                alice.heard.hears("ended US 200");
            }
        }
    }

    @Test
    void afterALostConnectionTheNextServerIsTriedAndTheLastWordIsTold() throws Exception {
        try (ServerSocket one = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Side alice = new Side(settings().with(twoServers(one.getLocalPort(),
                    two.getLocalPort())), agentSettings(), 30000);
            alice.agent.placeCall(alice.to(SipUri.parse("sip:bob@example.org;transport=tcp")),
                    alice.heard);
            try (RawPeer first = new RawPeer(one.accept())) {
                first.request();
            }
            try (RawPeer second = new RawPeer(two.accept())) {
                second.send(RawPeer.response(second.request(), 503, "", ""));
                alice.heard.hears("ended THEM 503");
            }
        }
    }

    @Test
    void aServerThatHasTheCallIsNotLeftForAnotherWhenItsConnectionIsLost() throws Exception {
        Side bob = side(40000);
        try (ServerSocket one = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Side alice = new Side(settings().with(twoServers(one.getLocalPort(),
                    bob.layer.listeners().getFirst().address().getPort())), agentSettings(),
                    30000);
            alice.agent.placeCall(alice.to(SipUri.parse("sip:bob@example.org;transport=tcp")),
                    alice.heard);
            try (RawPeer first = new RawPeer(one.accept())) {
                first.send(RawPeer.response(first.request(), 100, "", ""));
            }
            alice.heard.hears("ended FAILURE 503");
            assertThat(bob.incoming).isEmpty();
        }
    }

    @Test
    void whoRingsIsNotGivenUpForAnotherServer() throws Exception {
        Side bob = side(40000);
        try (ServerSocket one = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Side alice = new Side(settings().with(twoServers(one.getLocalPort(),
                    bob.layer.listeners().getFirst().address().getPort())), agentSettings(),
                    30000);
            alice.agent.placeCall(alice.to(SipUri.parse("sip:bob@example.org;transport=tcp")),
                    alice.heard);
            try (RawPeer first = new RawPeer(one.accept())) {
                SipRequest invite = first.request();
                first.send(RawPeer.response(invite, 180, "", ""));
                first.send(RawPeer.response(invite, 503, "", ""));
                alice.heard.hears("180", "ended THEM 503");
                assertThat(bob.incoming).isEmpty();
            }
        }
    }

    /// Names have addresses and nothing else.
    private static SipResolver resolver(Function<String, List<InetAddress>> addresses) {
        return new SipResolver(new SipDns() {
            @Override
            public List<Naptr> naptr(String domain) { return List.of(); }

            @Override
            public List<Service> services(String name) { return List.of(); }

            @Override
            public List<InetAddress> addresses(String host) { return addresses.apply(host); }
        });
    }

    @Test
    void onlyTcpAndTlsAreFound() {
        SipResolver resolver = resolver(_ -> List.of(InetAddress.getLoopbackAddress()));
        assertThat(resolver.hops(SipUri.parse("sip:a@b.example;transport=udp"))).isEmpty();
        assertThat(resolver.hops(SipUri.parse("tel:123"))).isEmpty();
        assertThat(resolver.hops(SipUri.parse("sip:a@b.example"))).singleElement()
                .isEqualTo(hop(5060, false));
        assertThat(resolver.hops(SipUri.parse("sips:a@b.example"))).singleElement()
                .isEqualTo(hop(5061, true));
        assertThat(resolver.hops(SipUri.parse("sip:a@b.example;transport=TLS"))).singleElement()
                .isEqualTo(hop(5061, true));
        assertThat(resolver.hops(SipUri.parse("sip:a@b.example:7000"))).singleElement()
                .isEqualTo(hop(7000, false));
    }

    /// MS-EUMR 3.1.5 (`Supported: Ms-Fe`): a URI may name a pool and, apart from it, one server of that.
    @Test
    void oneServerOfAPoolIsFoundByMsFe() {
        List<String> asked = new ArrayList<>();
        SipResolver resolver = resolver(host -> {
            asked.add(host);
            return List.of(InetAddress.getLoopbackAddress());
        });
        assertThat(resolver.hops(SipUri.parse(
                "sip:pool.example:5065;transport=tls;ms-fe=b.example"))).containsExactly(
                        hop(5065, true));
        assertThat(resolver.hops(SipUri.parse("sip:pool.example;transport=tcp;ms-fe=b.example")))
                .containsExactly(hop(5060, false));
        assertThat(asked).containsExactly("b.example", "b.example");
    }

    private static SipResolver.Hop hop(int port, boolean tls) {
        return new SipResolver.Hop(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                tls, "b.example");
    }

    @Test
    void anAddressMayOnlyAskSoOften() {
        AddressRates rates = new AddressRates(10, 5);
        InetAddress one = InetAddress.getLoopbackAddress();
        for (int i = 0; i < 5; i++)
            assertThat(rates.admits(one, 0)).isTrue();
        assertThat(rates.admits(one, 0)).isFalse();
        assertThat(rates.admits(one, 100_000_000)).isTrue();
        assertThat(rates.admits(one, 100_000_000)).isFalse();
        assertThat(new AddressRates(0, 0).admits(one, 0)).isTrue();
    }

    @Test
    void aboveTheCapacityRequestsAreToldToComeLater() throws Exception {
        Side bob = new Side(settings().with(new SipSettings.Capacity(2, 10, 50, 200, 60_000,
                5_000, 30_000)), agentSettings(), 40000);
        RawPeer peer = new RawPeer(bob.layer);
        peer.send(RawPeer.request("INVITE", ""));
        IncomingCall first = bob.taken();
        peer.answers("100 Trying");
        SipResponse refused = peer.send(RawPeer.request("INVITE", "")).response();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().first("Retry-After")).isEqualTo("5");
        first.reject(486);
        assertThat(bob.layer.statistics().refusedCapacity()).isEqualTo(1);
    }

    @Test
    void aLayerThatStopsRefusesNewCallsAndWaitsForThoseThatGoOn() throws Exception {
        Side alice = side(30000);
        Side bob = side(40000);
        OutgoingCall call = alice.call(bob);
        bob.answers();
        alice.heard.hears("180", "answered");
        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> {
            try {
                return bob.layer.drain(Duration.ofSeconds(60));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (alice.layer.exchange(SipDialogless.options(bob.uri("bob")),
                new SipTarget.Routed()).status() != 503)
            Thread.sleep(10);
        alice.agent.placeCall(alice.to(bob.uri("bob")), new CallListener() {
        });
        assertThat(drained).isNotDone();
        assertThat(bob.incoming).isEmpty();
        call.hangUp();
        alice.heard.hears("ended US 200");
        assertThat(drained.get(60, TimeUnit.SECONDS)).isTrue();
    }
}
