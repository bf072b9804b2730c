package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TestAuthority;
import org.rialto.mailbox.voice.CallForwarding;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;

/// Users who show a certificate instead of a password, over real TLS connections.
class UserCertificatesTest extends SipServerBed {
    @TempDir
    static Path certificates;
    private static TestAuthority authority;
    private static ServerTls ofServer;
    private static ServerTls ofAlice;

    private SipUri secure = SipUri.of(null, "127.0.0.1", 9);

    @BeforeAll
    static void sign() throws Exception {
        authority = new TestAuthority(certificates, "users");
        ofServer = authority.sign("server", "dns:sip.example.com,ip:127.0.0.1");
        ofAlice = authority.sign("alice", "email:alice@example.com");
    }

    @Override
    protected SipSettings settings() {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new SipSettings(List.of(new SipSettings.Listen("sip", any, false),
                new SipSettings.Listen("sips", any, true)), "127.0.0.1", ofServer,
                SipTrust.NOBODY);
    }

    private static UserCertificates believing(X509CRL... revocations) throws Exception {
        return new UserCertificates(List.of(authority.certificate()), List.of(revocations));
    }

    /// A telephone that shows a certificate.
    private SipLayer layer(@Nullable ServerTls certificate) throws Exception {
        secure = layer.localUri(null, true).withParameter("transport", "tls");
        SipLayer own = new SipLayer(new SipSettings(List.of(), "127.0.0.1", certificate,
                new SipTrust(List.of(), List.of(), List.of(authority.certificate()))));
        own.start();
        opened.add(own);
        return own;
    }

    private int register(SipLayer telephone, String user) throws Exception {
        return register(telephone, user, secure);
    }

    private int register(SipLayer telephone, String user, SipUri where) throws Exception {
        SipRequest request = phone(user).registration(300, "");
        return telephone.exchange(request, new SipTarget.NextHop(where)).status();
    }

    @Test
    void aTelephoneWithItsUsersCertificateNeedsNoPassword() throws Exception {
        server.take(believing());
        SipLayer alice = layer(ofAlice);
        assertThat(register(alice, "alice")).isEqualTo(200);
        assertThat(server.registered().getFirst().user()).isEqualTo("alice@example.com");
        assertThat(server.registered().getFirst().transport()).isEqualTo("TLS");
        assertThat(register(alice, "bob")).as("it names Alice alone").isEqualTo(401);
    }

    @Test
    void itsCallsAreItsUsers() throws Exception {
        server.take(believing());
        Phone bob = phone("bob").registered();
        SipRequest options = new SipRequest("OPTIONS", SipUri.parse("sip:bob@example.com"));
        options.headers().add("From", "<sip:alice@example.com>;tag=1");
        options.headers().add("To", "<sip:bob@example.com>");
        options.headers().add("Call-ID", "a-call");
        options.headers().add("CSeq", "1 OPTIONS");
        SipTarget there = new SipTarget.NextHop(layer.localUri(null, true)
                .withParameter("transport", "tls"));
        assertThat(layer(ofAlice).exchange(options.copy(), there).status()).isEqualTo(200);
        assertThat(layer(null).exchange(options.copy(), there).status()).isEqualTo(407);
        bob.isSilent();
    }

    @Test
    void aSipUriNamesAUserToo() throws Exception {
        server.take(believing());
        SipLayer both = layer(authority.sign("both", "uri:sip:bob@example.com,"
                + "email:carol@example.com,dns:alice.example.com"));
        assertThat(register(both, "bob")).isEqualTo(200);
        assertThat(register(both, "carol")).isEqualTo(200);
        assertThat(register(both, "alice")).isEqualTo(401);
    }

    @Test
    void whatNobodyKnowsIsAskedForAPassword() throws Exception {
        assertThat(register(layer(ofAlice), "alice")).as("no authority at all").isEqualTo(401);
        server.take(believing());
        TestAuthority another = new TestAuthority(certificates, "another");
        assertThat(register(layer(another.sign("faked", "email:alice@example.com")), "alice"))
                .as("another authority's").isEqualTo(401);
        assertThat(register(layer(authority.sign("stranger", "email:alice@elsewhere.test")),
                "alice")).as("another domain's").isEqualTo(401);
        assertThat(register(layer(ofAlice), "alice", address)).as("over TCP").isEqualTo(401);
    }

    @Test
    void anExpiredCertificateIsAskedForAPassword() throws Exception {
        server.take(believing());
        assertThat(register(layer(authority.sign("expired", "email:alice@example.com",
                Instant.now().minus(Duration.ofDays(5)))), "alice")).isEqualTo(401);
    }

    @Test
    void aRegistrationEndsWithItsCertificateAtTheLatest() throws Exception {
        server.take(believing());
        SipLayer alice = layer(authority.sign("short", "email:alice@example.com",
                Instant.now().plus(Duration.ofMinutes(1))));
        assertThat(register(alice, "alice")).isEqualTo(200);
        assertThat(server.registered().getFirst().seconds()).isBetween(1L, 60L);
        assertThat(register(layer(ofAlice), "alice")).isEqualTo(200);
        assertThat(server.registered().getLast().seconds()).isGreaterThan(200);
    }

    /// Its authority's goes on.
    @Test
    void anExpiredCertificateLeavesNoTelephoneAndKnowsNobodyOverItsConnection() throws Exception {
        server.take(believing());
        SipLayer alice = layer(authority.sign("brief", "email:alice@example.com",
                Instant.now().plus(Duration.ofSeconds(4))));
        assertThat(register(alice, "alice")).isEqualTo(200);
        await().until(() -> server.registrations() == 0);
        assertThat(register(alice, "alice")).isEqualTo(401);
    }

    @Test
    void aCertificateForServersNamesNoUser() throws Exception {
        server.take(believing());
        assertThat(register(layer(authority.sign("webserver", "email:alice@example.com",
                Instant.now().plus(Duration.ofDays(5)), KeyPurposeId.id_kp_serverAuth)), "alice"))
                .isEqualTo(401);
    }

    @Test
    void aRevokedCertificateIsAskedForAPassword() throws Exception {
        ServerTls lost = authority.sign("lost", "email:bob@example.com");
        server.take(believing(authority.revoke(lost)));
        assertThat(register(layer(lost), "bob")).isEqualTo(401);
        assertThat(register(layer(ofAlice), "alice")).isEqualTo(200);
    }

    /// A telephone that shows a certificate, listens, and ends its connections soon.
    private Phone listening(String user, ServerTls certificate, int port) throws Exception {
        return known(new Phone(user, layer.localUri(null, true), new SipSettings(
                List.of(new SipSettings.Listen("phone",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), true)),
                "127.0.0.1", certificate,
                new SipTrust(List.of(), List.of(), List.of(authority.certificate())))
                .with(new SipSettings.Capacity(100, 10, 0, 0, 200, 1_000, 5_000))));
    }

    @Test
    void aTelephoneWhoseTlsConnectionHasEndedIsConnectedToAndMustShowTheSameCertificate()
            throws Exception {
        server.take(believing());
        Phone alice = listening("alice", ofAlice, 0);
        assertThat(alice.layer.exchange(alice.registration(300, ""),
                new SipTarget.NextHop(layer.localUri(null, true))).status()).isEqualTo(200);
        onlyConnectionsAre(0);
        Phone bob = phone("bob").registered();
        OutgoingCall call = bob.call("alice");
        alice.answers();
        bob.hearsAtLast("answered");
        call.hangUp();
        bob.hears("ended 200");
        // Somebody else at its address.
        int port = alice.layer.listeners().getFirst().address().getPort();
        alice.close();
        await().until(() -> layer.outgoing().active() == 0);
        Phone mallory = listening("mallory", authority.sign("mallory", "email:m@example.com"),
                port);
        forward("alice", _ -> new CallForwarding(new CallForwarding.Target.Nobody(),
                new CallForwarding.Target.Nobody(), new CallForwarding.Target.Nobody(),
                new CallForwarding.Target.Nobody(), 1, List.of(), List.of()));
        bob.call("alice");
        bob.hears("ended 480");
        mallory.isSilent();
        assertThat(server.registrations()).isEqualTo(2);
    }

    @Test
    void aRevocationEndsWhatWasRegisteredThoughItsConnectionIsGone() throws Exception {
        ServerTls lost = authority.sign("lost-and-gone", "email:alice@example.com");
        server.take(believing());
        Phone alice = listening("alice", lost, 0);
        assertThat(alice.layer.exchange(alice.registration(300, ""),
                new SipTarget.NextHop(layer.localUri(null, true))).status()).isEqualTo(200);
        onlyConnectionsAre(0);
        assertThat(server.registrations()).isEqualTo(1);
        server.take(believing(authority.revoke(lost)));
        assertThat(server.registrations()).isZero();
    }

    @Test
    void aRevocationEndsWhatWasRegistered() throws Exception {
        ServerTls lost = authority.sign("lost-later", "email:bob@example.com");
        server.take(believing());
        assertThat(register(layer(lost), "bob")).isEqualTo(200);
        assertThat(register(layer(ofAlice), "alice")).isEqualTo(200);
        server.take(believing(authority.revoke(lost)));
        await().until(() -> server.registrations() == 1);
        assertThat(server.registered().getFirst().user()).isEqualTo("alice@example.com");
    }

    @Test
    void whoIsLockedHasNoUseOfACertificate() throws Exception {
        server.take(believing());
        SipLayer alice = layer(ofAlice);
        assertThat(register(alice, "alice")).isEqualTo(200);
        lock("alice");
        await().until(() -> server.registrations() == 0);
        assertThat(register(alice, "alice")).isEqualTo(401);
    }
}
