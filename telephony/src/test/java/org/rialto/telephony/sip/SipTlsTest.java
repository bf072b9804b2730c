package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TestAuthority;

/// TLS both ways: who is believed, who is trusted. MS-OCEXUM section 3.1.
class SipTlsTest extends SipTestbed {
    @TempDir
    static Path directory;
    private static TestAuthority authority;
    private static ServerTls one;
    private static ServerTls two;

    @BeforeAll
    static void certificates() throws Exception {
        authority = new TestAuthority(directory, "authority");
        one = authority.sign("one", "dns:one.example.org,ip:127.0.0.1");
        two = authority.sign("two", "dns:two.example.org,ip:127.0.0.1");
    }

    private Side secure(ServerTls identity, SipTrust trust, int port) throws Exception {
        return new Side(new SipSettings(List.of(
                new SipSettings.Listen("sip", new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), 0), false),
                new SipSettings.Listen("sips", new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), 0), true)),
                "127.0.0.1", identity, trust).with(new SipTimers(200, 800, 20_000)),
                agentSettings(), port);
    }

    private static OutgoingCall call(Side from, Side to, boolean secure) {
        return from.agent.placeCall(from.to(to.layer.localUri("bob", secure)), from.heard);
    }

    /// Believes the authority's certificates, trusts nobody by name.
    private static SipTrust believing() throws Exception {
        return new SipTrust(List.of(), List.of(), List.of(authority.certificate()));
    }

    @Test
    void aWholeCallOverTls() throws Exception {
        Side alice = secure(one, believing(), 30000);
        Side bob = secure(two, believing(), 40000);
        OutgoingCall call = call(alice, bob, true);
        IncomingCall taken = bob.answers();
        assertThat(taken.peer().isSecure()).isTrue();
        assertThat(taken.peer().transport()).isEqualTo("TLS");
        assertThat(taken.request().headers().topVia().transport()).isEqualTo("TLS");
        assertThat(taken.peer().certificates()).first().isEqualTo(one.certificate());
        assertThat(taken.peer().isTrusted()).isFalse();
        alice.heard.hears("180", "answered");
        call.hangUp();
        alice.heard.hears("ended US 200");
        bob.heard.hears("acknowledged", "ended THEM 200");
    }

    @Test
    void aPeerOnTheListByFingerprintIsTrusted() throws Exception {
        Side alice = secure(one, believing(), 30000);
        Side bob = secure(two, new SipTrust(List.of(SipTrust.fingerprint(one.certificate())),
                List.of(), List.of()), 40000);
        call(alice, bob, true);
        IncomingCall taken = bob.taken();
        assertThat(taken.peer().isTrusted()).isTrue();
        taken.reject(486);
        call(alice, bob, false);
        IncomingCall plain = bob.taken();
        assertThat(plain.peer().isTrusted()).as("over TCP").isFalse();
        plain.reject(486);
    }

    @Test
    void aPeerOnTheListByNameAndAuthorityIsTrusted() throws Exception {
        SipTrust byName = new SipTrust(List.of(), List.of("ONE.example.org"),
                List.of(authority.certificate()));
        assertThat(byName.trusts(List.of(one.certificate()))).isTrue();
        assertThat(byName.trusts(List.of(two.certificate()))).isFalse();
        assertThat(byName.trusts(List.of())).isFalse();
        TestAuthority other = new TestAuthority(directory, "other");
        assertThat(byName.trusts(List.of(other.sign("faked", "dns:one.example.org")
                .certificate()))).isFalse();
        assertThat(new SipTrust(List.of(), List.of("one.example.org"), List.of())
                .trusts(List.of(one.certificate()))).as("without an authority").isFalse();
        assertThat(SipTrust.NOBODY.trusts(List.of(one.certificate()))).isFalse();
    }

    @Test
    void aListThatChangesCountsForConnectionsThatAreOpen() throws Exception {
        SipTrust trust = believing();
        Side alice = secure(one, believing(), 30000);
        Side bob = secure(two, trust, 40000);
        call(alice, bob, true);
        IncomingCall taken = bob.taken();
        assertThat(taken.peer().isTrusted()).isFalse();
        trust.take(new SipTrust(List.of(SipTrust.fingerprint(one.certificate())), List.of(),
                List.of(authority.certificate())));
        assertThat(taken.peer().isTrusted()).isTrue();
        trust.take(believing());
        assertThat(taken.peer().isTrusted()).isFalse();
        taken.reject(486);
    }

    @Test
    void aServerThatCannotBeBelievedIsNotCalled() throws Exception {
        Side alice = secure(one, SipTrust.NOBODY, 30000);
        Side bob = secure(two, believing(), 40000);
        OutgoingCall call = call(alice, bob, true);
        alice.heard.hears("ended FAILURE 503");
        assertThat(call.end()).isEqualTo(new CallEnd(CallEnd.By.FAILURE, 503,
                "The next hop's certificate is not trusted"));
        assertThat(bob.incoming).isEmpty();
    }

    @Test
    void aCertificateForAnotherNameIsNotBelieved() throws Exception {
        ServerTls elsewhere = authority.sign("elsewhere", "dns:elsewhere.example.org");
        Side alice = secure(one, believing(), 30000);
        Side bob = secure(elsewhere, believing(), 40000);
        call(alice, bob, true);
        alice.heard.hears("ended FAILURE 503");
    }

    /// RFC 5923: what a trusted peer opened is used towards it, so nothing is opened back.
    @Test
    void requestsBackToATrustedPeerGoOverItsConnection() throws Exception {
        SipTrust both = new SipTrust(List.of(SipTrust.fingerprint(one.certificate()),
                SipTrust.fingerprint(two.certificate())), List.of(),
                List.of(authority.certificate()));
        Side alice = secure(one, both, 30000);
        Side bob = secure(two, both, 40000);
        call(alice, bob, true);
        bob.taken().reject(486);
        alice.heard.hears("ended THEM 486");
        call(bob, alice, true);
        IncomingCall taken = alice.taken();
        assertThat(taken.peer().isTrusted()).isTrue();
        taken.reject(486);
        bob.heard.hears("ended US 486", "ended THEM 486");
        assertThat(bob.layer.outgoing().accepted()).isZero();
    }
}
