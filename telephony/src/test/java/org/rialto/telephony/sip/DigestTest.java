package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.sip.DigestServer.Outcome;

class DigestTest extends SipTestbed {
    private static final DigestCredentials ALICE = new DigestCredentials("", "alice", "Tr0ub4dor");
    private static final DigestSecrets SECRETS = (algorithm, username, realm) -> username.equals(
            "alice") ? algorithm.secret("alice", realm, "Tr0ub4dor") : null;

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final DigestServer server = new DigestServer("example.org", SECRETS, 60_000,
            now::get);
    private SipRequest request;
    private SipResponse challenge;

    @BeforeEach
    void challenged() throws Exception {
        SipLayer layer = new SipLayer(settings());
        layers.add(layer);
        request = SipDialogless.options(SipUri.parse("sip:bob@example.org"));
        request.headers().addFirst("Via", "SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKx");
        challenge = server.challenge(
                new ServerTransaction(layer, "x", request, InProcessLink.to(new Nobody(), layer)),
                false);
    }

    private static final class Nobody implements SipCore {
        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return false; }

        @Override
        public void handle(ServerTransaction transaction) {}
    }

    private SipRequest answered(SipResponse to, DigestCredentials credentials) {
        return Objects.requireNonNull(DigestClient.answer(request, to, 2, credentials));
    }

    @Test
    void challengesWithBothAlgorithmsTheBetterOneFirst() {
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.headers().all("WWW-Authenticate")).hasSize(2).first().asString()
                .startsWith("Digest realm=\"example.org\", nonce=\"")
                .endsWith("qop=\"auth\", algorithm=SHA-256");
    }

    @Test
    void theRightPasswordIsTakenOnce() {
        SipRequest good = answered(challenge, ALICE);
        assertThat(good.headers().first("Authorization")).contains("algorithm=SHA-256", "qop=auth",
                "nc=00000001");
        assertThat(server.check(good)).isEqualTo(new Outcome.Authenticated("alice"));
        assertThat(server.check(good)).isEqualTo(new Outcome.Stale());
    }

    @Test
    void theSameNonceMayBeUsedWithTheNextCount() {
        assertThat(server.check(counted(1))).isEqualTo(new Outcome.Authenticated("alice"));
        assertThat(server.check(counted(3))).isEqualTo(new Outcome.Authenticated("alice"));
        assertThat(server.check(counted(2))).isEqualTo(new Outcome.Authenticated("alice"));
        assertThat(server.check(counted(2))).isEqualTo(new Outcome.Stale());
    }

    private SipRequest counted(int count) {
        DigestParameters asked = Objects.requireNonNull(DigestParameters.parse(
                Objects.requireNonNull(challenge.headers().first("WWW-Authenticate"))));
        DigestParameters answer = new DigestParameters().with("username", "alice")
                .with("realm", "example.org").with("nonce", asked.get("nonce"))
                .with("uri", "sip:bob@example.org").withToken("qop", "auth")
                .with("nc", String.format("%08x", count)).with("cnonce", "abc")
                .with("algorithm", "SHA-256");
        answer.with("response", DigestAlgorithm.SHA_256.response(
                DigestAlgorithm.SHA_256.secret("alice", "example.org", "Tr0ub4dor"), answer,
                "OPTIONS"));
        SipRequest counted = request.copy();
        counted.headers().add("Authorization", answer);
        return counted;
    }

    @Test
    void aClientThatKnowsOnlyMd5MayUseThat() {
        SipResponse md5 = challenge.copy();
        md5.headers().removeFirst("WWW-Authenticate");
        assertThat(server.check(answered(md5, ALICE)))
                .isEqualTo(new Outcome.Authenticated("alice"));
    }

    @Test
    void anythingWrongFails() {
        assertThat(server.check(request)).isEqualTo(new Outcome.Missing());
        assertThat(server.check(answered(challenge, new DigestCredentials("", "alice", "x"))))
                .isEqualTo(new Outcome.Failed("alice"));
        assertThat(server.check(answered(challenge, new DigestCredentials("", "eve", "x"))))
                .isEqualTo(new Outcome.Failed("eve"));
        SipRequest elsewhere = answered(challenge, ALICE)
                .withUri(SipUri.parse("sip:carol@example.org"));
        assertThat(server.check(elsewhere)).isEqualTo(new Outcome.Failed("alice"));
        SipRequest without = answered(challenge, ALICE);
        without.headers().set("Authorization", Objects.requireNonNull(
                without.headers().first("Authorization")).replace("qop=auth, ", ""));
        assertThat(server.check(without)).isEqualTo(new Outcome.Failed("alice"));
        assertThat(server.checkProxy(answered(challenge, ALICE)))
                .isEqualTo(new Outcome.Missing());
    }

    @Test
    void anOldNonceAndOneOfAnotherServerAreStale() {
        SipRequest good = answered(challenge, ALICE);
        now.addAndGet(60_000);
        assertThat(server.check(good)).isEqualTo(new Outcome.Stale());
        now.addAndGet(-60_000);
        assertThat(server.check(good)).isEqualTo(new Outcome.Authenticated("alice"));
        assertThat(new DigestServer("example.org", SECRETS, 60_000, now::get).check(good))
                .isEqualTo(new Outcome.Stale());
    }

    @Test
    void aClientAnswersOnceAndForAnOldNonceAgain() {
        SipRequest first = answered(challenge, ALICE);
        assertThat(DigestClient.answer(first, challenge, 3, ALICE)).isNull();
        SipResponse stale = challenge.copy();
        stale.headers().set("WWW-Authenticate", challenge.headers().first("WWW-Authenticate")
                + ", stale=true");
        assertThat(DigestClient.answer(first, stale, 3, ALICE)).isNotNull();
        assertThat(DigestClient.answer(request, challenge, 3,
                new DigestCredentials("other.example.org", "alice", "x"))).isNull();
    }

    /// RFC 7616 section 3.9.1, whose HTTP request a SIP one cannot be, by its numbers.
    @Test
    void theHashesAreThoseOfTheRfc() {
        DigestParameters given = new DigestParameters().with("uri", "/dir/index.html")
                .with("nonce", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v")
                .with("nc", "00000001")
                .with("cnonce", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        String realm = "http-auth@example.org";
        assertThat(DigestAlgorithm.SHA_256.response(
                DigestAlgorithm.SHA_256.secret("Mufasa", realm, "Circle of Life"), given, "GET"))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
        assertThat(DigestAlgorithm.MD5.response(
                DigestAlgorithm.MD5.secret("Mufasa", realm, "Circle of Life"), given, "GET"))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    }

    @Test
    void aCallThroughAGatewayThatAsksForAPasswordGoesOnWithIt() throws Exception {
        DigestServer asking = new DigestServer("gateway", SECRETS, 60_000);
        Side alice = side(30000);
        Side gateway = side(40000);
        gateway.takesCalls = false;
        gateway.layer.addCore(new SipCore() {
            @Override
            public boolean takes(SipRequest taken, SipPeer peer) { return true; }

            @Override
            public void handle(ServerTransaction transaction) {
                if (asking.checkProxy(transaction.request()) instanceof Outcome.Authenticated) {
                    gateway.agent.handle(transaction);
                } else {
                    transaction.respond(asking.proxyChallenge(transaction, false));
                }
            }
        });
        CallRequest plain = alice.to(gateway.uri("bob"));
        OutgoingCall call = alice.agent.placeCall(new CallRequest(plain.uri(), plain.target(),
                plain.from(), plain.to(), plain.headers(), plain.offer(),
                new DigestCredentials("gateway", "alice", "Tr0ub4dor")), alice.heard);
        gateway.answers();
        alice.heard.hears("180", "answered");
        call.hangUp();
        alice.heard.hears("ended US 200");
        alice.agent.placeCall(alice.to(gateway.uri("bob")), alice.heard);
        assertThat(alice.heard.words.poll(60, TimeUnit.SECONDS)).isEqualTo("ended THEM 407");
    }
}
