package org.rialto.transport.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.MessageTraits;
import org.rialto.transport.Recipient;
import org.rialto.transport.outbound.Outcome.Kind;
import org.rialto.transport.queue.QueueRows;

/// What MTA-STS (RFC 8461) and DANE (RFC 7672) ask of an attempt, against scripted peers.
final class ProtectionTest {
    private static final String HELLO = """
            S: 220 mx.example
            C: EHLO sender.example
            """;
    private static final String MAIL = """
            S: 250 mx.example
            C: MAIL FROM:<me@sender.example>
            S: 250 ok
            C: RCPT TO:<you@there.example>
            S: 250 ok
            C: DATA
            S: 354 go
            DATA
            S: 250 taken
            """;
    private static final String CLEAR = HELLO + MAIL;
    private static final String TLS = HELLO + """
            S: 250-mx.example
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go
            TLS
            C: EHLO sender.example
            """ + MAIL;
    private static final TestCertificate CERTIFICATE = TestCertificate.of("mx.example");
    private static final String STS = "version: STSv1\nmode: %s\nmx: %s\nmax_age: 9999\n";
    @TempDir
    Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private StsPolicies policies = StsPolicies.off();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private ScriptedPeer peer(String script) throws IOException {
        ScriptedPeer peer = new ScriptedPeer(InetAddress.ofLiteral("127.0.0.1"), 0,
                CERTIFICATE.server(), script);
        open.add(peer);
        return peer;
    }

    private static ScriptedDns dns() {
        return new ScriptedDns().mx("there.example", 10, "mx.example").address("mx.example",
                "127.0.0.1");
    }

    /// @param trusted the usual authorities vouch for the peer's certificate
    private Outcome attempt(ScriptedDns dns, ScriptedPeer peer, boolean trusted) {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2),
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2),
                Duration.ofSeconds(2), Duration.ofMillis(200));
        Courier courier = new Courier(
                new Routing(null, Map.of(), TlsPolicy.OPPORTUNISTIC, Map.of(), peer.port(),
                        Set.of("sender.example"), address -> false, true, 8),
                ClientSettings.of("sender.example", timeouts,
                        (trusted ? CERTIFICATE : TestCertificate.of("mx.example")).client()),
                dns.exchangers(), policies, OutboundSigner.NONE);
        open.add(courier);
        return courier.attempt(new OutboundMessage("Q", SmtpAddress.parse("me@sender.example"),
                List.of(Recipient.of(SmtpAddress.parse("you@there.example"))), null, null, false,
                MessageTraits.PLAIN, Content.of("x\r\n".getBytes(StandardCharsets.UTF_8))),
                "there.example").getFirst();
    }

    private ScriptedDns policy(String mode, String mx) {
        Database database = Database
                .open(new DatabaseConfiguration.Sqlite(folder.resolve("sts.db")));
        open.add(database);
        QueueRows.migrate(database);
        policies = new StsPolicies(database, domain -> STS.formatted(mode, mx),
                Clock.systemUTC());
        return dns().text("_mta-sts.there.example", "v=STSv1; id=1");
    }

    private static Tlsa tlsa(int usage, TestCertificate certificate) throws Exception {
        return Tlsa.of(usage, 1, 1, MessageDigest.getInstance("SHA-256")
                .digest(certificate.certificate().getPublicKey().getEncoded()));
    }

    @Test
    void anEnforcedPolicyWantsACertificateThatIsValid() throws Exception {
        ScriptedDns dns = policy("enforce", "mx.example");
        ScriptedPeer peer = peer(TLS);
        assertThat(attempt(dns, peer, true).kind()).isEqualTo(Kind.SENT);
        ScriptedPeer untrusted = peer(TLS);
        assertThat(attempt(dns, untrusted, false).kind()).isEqualTo(Kind.DEFERRED);
        assertThat(untrusted.messages()).isEmpty();
        ScriptedPeer clear = peer(CLEAR);
        Outcome outcome = attempt(dns, clear, true);
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(outcome.status()).hasToString("4.7.10");
        assertThat(clear.messages()).isEmpty();
    }

    @Test
    void anEnforcedPolicyLetsMailGoToItsHostsOnly() throws Exception {
        ScriptedPeer peer = peer(TLS);
        Outcome outcome = attempt(policy("enforce", "*.mail.example"), peer, true);
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(outcome.diagnostic()).contains("MTA-STS");
        assertThat(peer.connections()).isZero();
    }

    @Test
    void aPolicyInTestingChangesNothing() throws Exception {
        ScriptedPeer peer = peer(CLEAR);
        assertThat(attempt(policy("testing", "other.example"), peer, false).kind())
                .isEqualTo(Kind.SENT);
    }

    @Test
    void daneTakesTheCertificateThatDnsNamesWhoeverIssuedIt() throws Exception {
        ScriptedPeer good = peer(TLS);
        assertThat(attempt(dns().authentic().certificate("mx.example", good.port(),
                tlsa(3, CERTIFICATE)), good, false).kind()).isEqualTo(Kind.SENT);
        ScriptedPeer other = peer(TLS);
        assertThat(attempt(dns().authentic().certificate("mx.example", other.port(),
                tlsa(3, TestCertificate.of("mx.example"))), other, true).kind())
                .isEqualTo(Kind.DEFERRED);
        assertThat(other.messages()).isEmpty();
        ScriptedPeer clear = peer(CLEAR);
        assertThat(attempt(dns().authentic().certificate("mx.example", clear.port(),
                tlsa(3, CERTIFICATE)), clear, true).kind()).isEqualTo(Kind.DEFERRED);
        assertThat(clear.messages()).isEmpty();
    }

    @Test
    void daneCountsOnlyWhatDnssecVouchesFor() throws Exception {
        ScriptedPeer peer = peer(CLEAR);
        assertThat(attempt(dns().certificate("mx.example", peer.port(),
                tlsa(3, TestCertificate.of("mx.example"))), peer, false).kind())
                .isEqualTo(Kind.SENT);
    }

    @Test
    void recordsThatNobodyCanUseStillAskForTls() throws Exception {
        ScriptedPeer clear = peer(CLEAR);
        assertThat(attempt(dns().authentic().certificate("mx.example", clear.port(),
                tlsa(1, CERTIFICATE)), clear, false).kind()).isEqualTo(Kind.DEFERRED);
        ScriptedPeer any = peer(TLS);
        assertThat(attempt(dns().authentic().certificate("mx.example", any.port(),
                tlsa(1, TestCertificate.of("mx.example"))), any, false).kind())
                .isEqualTo(Kind.SENT);
    }

    @Test
    void mailWaitsWhenNobodyCanSayWhatTheCertificateMustBe() throws Exception {
        ScriptedPeer peer = peer(TLS);
        Outcome outcome = attempt(dns().authentic().fails("_" + peer.port() + "._tcp.mx.example"),
                peer, true);
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(peer.connections()).isZero();
    }
}
