package org.rialto.transport.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.Envelope.ReturnContent;
import org.rialto.transport.MessageTraits;
import org.rialto.transport.Recipient;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.Recipient.OriginalRecipient;
import org.rialto.transport.outbound.Outcome.Kind;

/// Attempts against scripted peers on loopback and a name server in memory.
class CourierTest {
    private static final String GREETING = """
            S: 220 mx.example ESMTP
            C: EHLO sender.example
            S: 250-mx.example
            """;
    private static final String PLAIN = GREETING + """
            S: 250-8BITMIME
            S: 250 PIPELINING
            """;
    private static final String ENVELOPE = """
            C: MAIL FROM:<me@sender.example>
            C: RCPT TO:<you@there.example>
            S: 250 2.1.0 ok
            S: 250 2.1.5 ok
            """;
    private static final String ACCEPTED = PLAIN + ENVELOPE + """
            C: DATA
            S: 354 go
            DATA
            S: 250 2.0.0 queued as 1
            """;
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(2),
            Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofMillis(700),
            Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofMillis(200));
    private static final TestCertificate CERTIFICATE = TestCertificate.of("mx.example");
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<ScriptedPeer> peers = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        for (ScriptedPeer peer : peers) {
            assertThat(peer.problems()).isEmpty();
        }
    }

    private ScriptedPeer peer(String... scripts) throws IOException {
        return peer("127.0.0.1", 0, scripts);
    }

    private ScriptedPeer peer(String address, int port, String... scripts) throws IOException {
        ScriptedPeer peer = new ScriptedPeer(InetAddress.ofLiteral(address), port,
                CERTIFICATE.server(), scripts);
        open.add(peer);
        peers.add(peer);
        return peer;
    }

    private static ScriptedDns dns() {
        return new ScriptedDns().mx("there.example", 10, "mx.example").address("mx.example",
                "127.0.0.1");
    }

    private Courier courier(ScriptedDns dns, int port, TlsPolicy tls) {
        return courier(dns, new Routing(null, Map.of(), tls, Map.of(), port,
                Set.of("sender.example"), address -> false, true, 8));
    }

    private Courier courier(ScriptedDns dns, Routing routing) {
        Courier courier = new Courier(routing,
                ClientSettings.of("sender.example", SHORT, CERTIFICATE.client()),
                dns.exchangers(), StsPolicies.off(), OutboundSigner.NONE);
        open.add(courier);
        return courier;
    }

    private static Recipient to(String address) { return Recipient.of(SmtpAddress.parse(address)); }

    private static OutboundMessage message(String content, Recipient... recipients) {
        return message(content, MessageTraits.PLAIN, recipients);
    }

    private static OutboundMessage message(String content, MessageTraits traits,
            Recipient... recipients) {
        return message("me@sender.example", content, traits, recipients);
    }

    private static OutboundMessage message(@Nullable String sender, String content,
            MessageTraits traits, Recipient... recipients) {
        return new OutboundMessage("Q", sender == null ? null : SmtpAddress.parse(sender),
                recipients.length == 0 ? List.of(to("you@there.example")) : List.of(recipients),
                null, null, false, traits,
                Content.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    private Outcome attempt(ScriptedPeer peer) {
        return courier(dns(), peer.port(), TlsPolicy.OPPORTUNISTIC)
                .attempt(message("Subject: x\r\n\r\nhello\r\n"), "there.example").getFirst();
    }

    @Test
    void sendsAMessage() throws IOException {
        ScriptedPeer peer = peer(ACCEPTED);
        Outcome outcome = attempt(peer);
        assertThat(outcome.kind()).isEqualTo(Kind.SENT);
        assertThat(outcome.remoteHost()).isEqualTo("mx.example");
        assertThat(outcome.diagnostic()).isEqualTo("250 2.0.0 queued as 1");
        assertThat(outcome.dsnRelayed()).isFalse();
        assertThat(peer.messages()).containsExactly("Subject: x\r\n\r\nhello\r\n");
    }

    @Test
    void stuffsDotsAndNeverSendsABareLineEnd() throws IOException {
        ScriptedPeer peer = peer(ACCEPTED);
        courier(dns(), peer.port(), TlsPolicy.NONE).attempt(
                message(".a\r\n..b\r\n.\r\nbare\n.\nbare\r.\rend"), "there.example");
        assertThat(peer.messages())
                .containsExactly(".a\r\n..b\r\n.\r\nbare\r\n.\r\nbare\r\n.\r\nend\r\n");
    }

    @Test
    void sendsAnEmptyMessageAndALargeOne() throws IOException {
        String large = "x".repeat(70) + "\r\n";
        ScriptedPeer peer = peer(ACCEPTED + ACCEPTED.substring(PLAIN.length()));
        Courier courier = courier(dns(), peer.port(), TlsPolicy.NONE);
        courier.attempt(message(""), "there.example");
        courier.attempt(message(large.repeat(20_000)), "there.example");
        assertThat(peer.messages()).containsExactly("", large.repeat(20_000));
    }

    @Test
    void reusesTheConnectionForTheNextMessage() throws IOException {
        ScriptedPeer peer = peer(ACCEPTED + ACCEPTED.substring(PLAIN.length()));
        Courier courier = courier(dns(), peer.port(), TlsPolicy.NONE);
        assertThat(courier.attempt(message("a\r\n"), "there.example").getFirst().kind())
                .isEqualTo(Kind.SENT);
        assertThat(courier.attempt(message("b\r\n"), "there.example").getFirst().kind())
                .isEqualTo(Kind.SENT);
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void opensANewConnectionWhenTheKeptOneWasClosed() throws IOException {
        ScriptedPeer peer = peer(ACCEPTED + "CLOSE", ACCEPTED);
        Courier courier = courier(dns(), peer.port(), TlsPolicy.NONE);
        courier.attempt(message("a\r\n"), "there.example");
        assertThat(courier.attempt(message("b\r\n"), "there.example").getFirst().kind())
                .isEqualTo(Kind.SENT);
        assertThat(peer.messages()).containsExactly("a\r\n", "b\r\n");
    }

    @Test
    void keepsEachRecipientsAnswer() throws IOException {
        ScriptedPeer peer = peer(PLAIN + """
                C: MAIL FROM:<me@sender.example>
                C: RCPT TO:<a@there.example>
                C: RCPT TO:<b@there.example>
                C: RCPT TO:<c@there.example>
                S: 250 ok
                S: 250 ok
                S: 550 5.1.1 no such user
                S: 452 4.2.2 full
                C: DATA
                S: 354 go
                DATA
                S: 250 ok
                """);
        List<Outcome> outcomes = courier(dns(), peer.port(), TlsPolicy.NONE).attempt(
                message("x\r\n", to("a@there.example"), to("b@there.example"),
                        to("c@there.example")),
                "there.example");
        assertThat(outcomes).extracting(Outcome::kind).containsExactly(Kind.SENT, Kind.FAILED,
                Kind.DEFERRED);
        assertThat(outcomes).extracting(outcome -> outcome.status().toString())
                .containsExactly("2.0.0", "5.1.1", "4.2.2");
    }

    @Test
    void takesHeloWhenEhloIsUnknown() throws IOException {
        ScriptedPeer peer = peer("""
                S: 220 old
                C: EHLO sender.example
                S: 502 what
                C: HELO sender.example
                S: 250 hello
                C: MAIL FROM:<me@sender.example>
                S: 250 ok
                C: RCPT TO:<you@there.example>
                S: 250 ok
                C: DATA
                S: 354 go
                DATA
                S: 250 ok
                """);
        assertThat(attempt(peer).kind()).isEqualTo(Kind.SENT);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("S: 554 5.7.1 go away\nCLOSE",
                        Kind.FAILED, "5.7.1"),
                arguments("S: 421 4.3.2 busy\nCLOSE",
                        Kind.DEFERRED, "4.3.2"),
                arguments("CLOSE", Kind.DEFERRED, "4.4.2"),
                arguments("S: hello there\nCLOSE",
                        Kind.DEFERRED, "4.5.0"),
                arguments("SLEEP 1500\nCLOSE",
                        Kind.DEFERRED, "4.4.2"),
                arguments(PLAIN + ENVELOPE
                        .replace("S: 250 2.1.0 ok\nS: 250 2.1.5 ok", "S: 550 5.7.1 spam\nS: 503 no")
                        + "C: RSET\nS: 250 ok", Kind.FAILED, "5.7.1"),
                arguments(
                        PLAIN + ENVELOPE.replace("S: 250 2.1.0 ok\nS: 250 2.1.5 ok",
                                "S: 451 4.7.1 greylisted\nS: 503 no") + "C: RSET\nS: 250 ok",
                        Kind.DEFERRED, "4.7.1"),
                arguments(PLAIN
                        + ENVELOPE.replace("250 2.1.5 ok", "550 5.1.1 who") + "C: RSET\nS: 250 ok",
                        Kind.FAILED, "5.1.1"),
                arguments(
                        PLAIN + ENVELOPE + "C: DATA\nS: 451 4.3.0 later\nC: RSET\nS: 250 ok",
                        Kind.DEFERRED, "4.3.0"),
                arguments(
                        PLAIN + ENVELOPE + "C: DATA\nS: 554 no\nC: RSET\nS: 250 ok", Kind.FAILED,
                        "5.0.0"),
                arguments(
                        PLAIN + ENVELOPE + "C: DATA\nS: 354 go\nDATA\nS: 552 5.3.4 big",
                        Kind.FAILED, "5.3.4"),
                arguments(
                        PLAIN + ENVELOPE + "C: DATA\nS: 354 go\nDATA\nS: 450 4.2.0 later",
                        Kind.DEFERRED, "4.2.0"),
                arguments(
                        PLAIN + ENVELOPE + "C: DATA\nS: 354 go\nDATA\nCLOSE", Kind.DEFERRED,
                        "4.4.2"),
                arguments(
                        PLAIN + ENVELOPE + "C: DATA\nS: 354 go\nDATA\nSLEEP 1500\nCLOSE",
                        Kind.DEFERRED, "4.4.2"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhatARefusalMeans(String script, Kind kind, String status) throws IOException {
        Outcome outcome = attempt(peer(script));
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.status()).hasToString(status);
    }

    @Test
    void sendsNoSecondCopyAtOnceWhenTheMessageIsNotAnswered() throws IOException {
        ScriptedPeer second = peer("127.0.0.1", 0);
        ScriptedPeer first = peer("127.0.0.2", second.port(),
                ACCEPTED + ENVELOPE + "C: DATA\nS: 354 go\nDATA\nCLOSE");
        ScriptedDns dns = dns().mx("there.example", 5, "first.example").address("first.example",
                "127.0.0.2");
        Courier courier = courier(dns, second.port(), TlsPolicy.NONE);
        courier.attempt(message("a\r\n"), "there.example");
        Outcome outcome = courier.attempt(message("b\r\n"), "there.example").getFirst();
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(outcome.status()).hasToString("4.4.2");
        assertThat(first.messages()).containsExactly("a\r\n", "b\r\n");
        assertThat(first.connections()).isEqualTo(1);
        assertThat(second.connections()).isZero();
    }

    @Test
    void triesTheNextExchangerWhenOneFails() throws IOException {
        ScriptedPeer second = peer("127.0.0.3", 0, ACCEPTED);
        peer("127.0.0.2", second.port(), "S: 421 down\nCLOSE");
        ScriptedDns dns = new ScriptedDns().mx("there.example", 10, "one.example")
                .mx("there.example", 20, "mx.example").address("one.example", "127.0.0.2")
                .address("mx.example", "127.0.0.3");
        Outcome outcome = courier(dns, second.port(), TlsPolicy.NONE)
                .attempt(message("x\r\n"), "there.example").getFirst();
        assertThat(outcome.kind()).isEqualTo(Kind.SENT);
    }

    @Test
    void findsLoopsToItself() throws IOException {
        ScriptedDns dns = new ScriptedDns().mx("there.example", 10, "sender.example")
                .mx("there.example", 20, "mx.example").address("mx.example", "127.0.0.1")
                .address("sender.example", "127.0.0.9");
        Outcome outcome = courier(dns, 1, TlsPolicy.NONE).attempt(message("x"), "there.example")
                .getFirst();
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.status()).isEqualTo(EnhancedStatus.LOOP);
    }

    @Test
    void failsForDomainsThatTakeNoMail() throws IOException {
        ScriptedDns dns = new ScriptedDns().mx("null.example", 0, ".")
                .mx("lost.example", 0, "nohost.example").fails("broken.example");
        Courier courier = courier(dns, 1, TlsPolicy.NONE);
        assertThat(courier.attempt(message("x"), "null.example").getFirst().status())
                .isEqualTo(EnhancedStatus.NULL_MX);
        assertThat(courier.attempt(message("x"), "nowhere.example").getFirst().status())
                .isEqualTo(EnhancedStatus.BAD_SYSTEM);
        assertThat(courier.attempt(message("x"), "lost.example").getFirst().status())
                .isEqualTo(EnhancedStatus.UNABLE_TO_ROUTE);
        assertThat(courier.attempt(message("x"), "broken.example").getFirst().kind())
                .isEqualTo(Kind.DEFERRED);
    }

    @Test
    void encryptsWhenOfferedWhateverTheCertificate() throws IOException {
        ScriptedPeer peer = peer(GREETING + "S: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS\n"
                + ACCEPTED.substring(ACCEPTED.indexOf("C: EHLO")));
        assertThat(attempt(peer).kind()).isEqualTo(Kind.SENT);
    }

    @Test
    void fallsBackToPlainTextWhenTheHandshakeFailsUnlessTlsIsRequired() throws IOException {
        String broken = GREETING + "S: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nBREAK TLS\nCLOSE";
        assertThat(attempt(peer(broken, ACCEPTED)).kind()).isEqualTo(Kind.SENT);
        ScriptedPeer strict = peer(broken);
        Outcome outcome = courier(dns(), strict.port(), TlsPolicy.REQUIRED)
                .attempt(message("x"), "there.example").getFirst();
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(strict.connections()).isEqualTo(1);
    }

    @Test
    void doesNotSendInTheClearWhenTlsIsRequired() throws IOException {
        ScriptedPeer peer = peer(PLAIN);
        Outcome outcome = courier(dns(), peer.port(), TlsPolicy.REQUIRED)
                .attempt(message("x"), "there.example").getFirst();
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(outcome.status()).hasToString("4.7.10");
    }

    @Test
    void checksTheCertificateWhenItHasToBeValid() throws IOException {
        String starttls = GREETING + "S: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS\n";
        ScriptedPeer good = peer(starttls + ACCEPTED.substring(ACCEPTED.indexOf("C: EHLO")));
        assertThat(courier(dns(), good.port(), TlsPolicy.VERIFIED)
                .attempt(message("x\r\n"), "there.example").getFirst().kind())
                .isEqualTo(Kind.SENT);
        ScriptedPeer other = new ScriptedPeer(InetAddress.ofLiteral("127.0.0.1"), 0,
                CERTIFICATE.server(), starttls);
        open.add(other);
        ScriptedDns dns = new ScriptedDns().mx("there.example", 10, "other.example")
                .address("other.example", "127.0.0.1");
        Outcome refused = courier(dns, other.port(), TlsPolicy.VERIFIED)
                .attempt(message("x\r\n"), "there.example").getFirst();
        assertThat(refused.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(other.messages()).isEmpty();
    }

    @Test
    void ignoresRepliesSlippedInBeforeTheHandshake() throws IOException {
        ScriptedPeer peer = new ScriptedPeer(InetAddress.ofLiteral("127.0.0.1"), 0,
                CERTIFICATE.server(), GREETING
                        + "S: 250 STARTTLS\nC: STARTTLS\nS: 220 go<CRLF>250 injected\nSLEEP 300");
        open.add(peer);
        Outcome outcome = courier(dns(), peer.port(), TlsPolicy.REQUIRED)
                .attempt(message("x"), "there.example").getFirst();
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
    }

    @Test
    void logsInToASmartHost() throws IOException {
        ScriptedPeer peer = peer("TLS\nS: 220 relay\nC: EHLO sender.example\nS: 250-relay\n"
                + "S: 250 AUTH PLAIN LOGIN\nC: AUTH PLAIN AHVzZXIAc2VjcmV0\nS: 235 in\n"
                + "C: MAIL FROM:<me@sender.example>\nS: 250 ok\nC: RCPT TO:<you@there.example>\n"
                + "S: 250 ok\nC: DATA\nS: 354 go\nDATA\nS: 250 ok\n");
        Routing.SmartHost smart = new Routing.SmartHost("localhost", peer.port(), true,
                TlsPolicy.REQUIRED, "user", "secret");
        Routing routing = new Routing(smart, Map.of(), TlsPolicy.OPPORTUNISTIC, Map.of(), 25,
                Set.of(), address -> false, false, 8);
        Courier courier = courier(new ScriptedDns(), routing);
        assertThat(courier.attempt(message("x\r\n"), "there.example").getFirst().kind())
                .isEqualTo(Kind.SENT);
        assertThat(courier.destination("a.example")).isEqualTo(courier.destination("b.example"));
    }

    @Test
    void keepsMessagesWhenTheSmartHostRefusesThePassword() throws IOException {
        ScriptedPeer peer = peer("S: 220 relay\nC: EHLO sender.example\nS: 250-relay\n"
                + "S: 250 AUTH LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: dXNlcg==\n"
                + "S: 334 UGFzc3dvcmQ6\nC: c2VjcmV0\nS: 535 5.7.8 wrong\n");
        Routing.SmartHost smart = new Routing.SmartHost("127.0.0.1", peer.port(), false,
                TlsPolicy.NONE, "user", "secret");
        Routing routing = new Routing(null, Map.of(".example", smart), TlsPolicy.NONE, Map.of(),
                25, Set.of(), address -> false, false, 8);
        Outcome outcome = courier(new ScriptedDns(), routing)
                .attempt(message("x\r\n"), "there.example").getFirst();
        assertThat(outcome.kind()).isEqualTo(Kind.DEFERRED);
        assertThat(outcome.diagnostic()).doesNotContain("secret");
    }

    @Test
    void passesDeliveryStatusParametersOn() throws IOException {
        ScriptedPeer peer = peer(GREETING + """
                S: 250-DSN
                S: 250-SIZE 100000
                S: 250 PIPELINING
                C: MAIL FROM:<me@sender.example> SIZE=3 RET=HDRS ENVID=a+2Bb+3Dc
                C: RCPT TO:<you@there.example> NOTIFY=DELAY,SUCCESS ORCPT=rfc822;old@there.example
                S: 250 ok
                S: 250 ok
                C: DATA
                S: 354 go
                DATA
                S: 250 ok
                """);
        OutboundMessage message = new OutboundMessage("Q", SmtpAddress.parse("me@sender.example"),
                List.of(new Recipient(SmtpAddress.parse("you@there.example"),
                        Set.of(Notify.SUCCESS, Notify.DELAY),
                        new OriginalRecipient("rfc822", "old@there.example"))),
                ReturnContent.HEADERS, "a+b=c", false, MessageTraits.PLAIN,
                Content.of("x\r\n".getBytes(StandardCharsets.UTF_8)));
        Outcome outcome = courier(dns(), peer.port(), TlsPolicy.NONE)
                .attempt(message, "there.example").getFirst();
        assertThat(outcome.dsnRelayed()).isTrue();
    }

    @Test
    void doesNotBeginWithAMessageOverThePeersLimit() throws IOException {
        Outcome outcome = attempt(peer(GREETING + "S: 250 SIZE 10\n"));
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.status()).isEqualTo(EnhancedStatus.MESSAGE_TOO_BIG);
    }

    @Test
    void asksForInternationalisedMailOnlyWhereItIsNeeded() throws IOException {
        MessageTraits utf8 = new MessageTraits(true, true, false);
        ScriptedPeer knows = peer(GREETING + """
                S: 250-8BITMIME
                S: 250 SMTPUTF8
                C: MAIL FROM:<ich@bücher.example> BODY=8BITMIME SMTPUTF8
                S: 250 ok
                C: RCPT TO:<你@there.example>
                S: 250 ok
                C: DATA
                S: 354 go
                DATA
                S: 250 ok
                """);
        assertThat(courier(dns(), knows.port(), TlsPolicy.NONE).attempt(
                message("ich@bücher.example", "Subject: ü\r\n", utf8, to("你@there.example")),
                "there.example").getFirst().kind()).isEqualTo(Kind.SENT);
        ScriptedPeer not = peer(PLAIN);
        assertThat(courier(dns(), not.port(), TlsPolicy.NONE)
                .attempt(message("Subject: ü\r\n", utf8), "there.example").getFirst().status())
                .isEqualTo(EnhancedStatus.NEEDS_SMTPUTF8);
        ScriptedPeer downgraded = peer(PLAIN + """
                C: MAIL FROM:<ich@xn--bcher-kva.example>
                C: RCPT TO:<you@there.example>
                S: 250 ok
                S: 250 ok
                C: DATA
                S: 354 go
                DATA
                S: 250 ok
                """);
        assertThat(courier(dns(), downgraded.port(), TlsPolicy.NONE).attempt(
                message("ich@bücher.example", "x\r\n", MessageTraits.PLAIN), "there.example")
                .getFirst().kind()).isEqualTo(Kind.SENT);
    }

    @Test
    void sendsBinaryByChunks() throws IOException {
        ScriptedPeer peer = peer(GREETING + """
                S: 250-CHUNKING
                S: 250 BINARYMIME
                C: MAIL FROM:<me@sender.example> BODY=BINARYMIME
                S: 250 ok
                C: RCPT TO:<you@there.example>
                S: 250 ok
                CHUNK
                S: 250 ok
                """);
        assertThat(courier(dns(), peer.port(), TlsPolicy.NONE).attempt(
                message("a\n.\rb\u0000", new MessageTraits(false, false, true)), "there.example")
                .getFirst().kind()).isEqualTo(Kind.SENT);
        assertThat(peer.messages()).containsExactly("a\n.\rb\u0000");
    }

    @Test
    void keepsRequireTlsFromPeersThatDoNotPromiseIt() throws IOException {
        OutboundMessage message = new OutboundMessage("Q", null,
                List.of(to("you@there.example")), null, null, true, MessageTraits.PLAIN,
                Content.of(new byte[0]));
        Courier unsigned = courier(dns(), 1, TlsPolicy.NONE);
        assertThat(unsigned.attempt(message, "there.example").getFirst().status())
                .isEqualTo(EnhancedStatus.ENCRYPTION_NEEDED);
        ScriptedPeer peer = peer(GREETING + "S: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS\n"
                + PLAIN.substring(PLAIN.indexOf("C: EHLO")));
        assertThat(courier(dns().authentic(), peer.port(), TlsPolicy.NONE)
                .attempt(message, "there.example").getFirst().status())
                .isEqualTo(EnhancedStatus.NEEDS_REQUIRETLS);
    }

    @Test
    void sendsManyRecipientsInWindows() throws IOException {
        StringBuilder script = new StringBuilder(PLAIN)
                .append("C: MAIL FROM:<me@sender.example>\n");
        List<Recipient> many = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            many.add(to("r" + i + "@there.example"));
        }
        int[] ends = {50, 100, 120};
        int from = 0;
        for (int end : ends) {
            for (int i = from; i < end; i++) {
                script.append("C: RCPT TO:<r").append(i).append("@there.example>\n");
            }
            script.append(from == 0 ? "S: 250 ok\n" : "");
            for (int i = from; i < end; i++) {
                script.append(i % 2 == 0 ? "S: 250 ok\n" : "S: 550 no\n");
            }
            from = end;
        }
        ScriptedPeer peer = peer(script + "C: DATA\nS: 354 go\nDATA\nS: 250 ok\n");
        List<Outcome> outcomes = courier(dns(), peer.port(), TlsPolicy.NONE).attempt(
                message("x\r\n", many.toArray(Recipient[]::new)), "there.example");
        assertThat(outcomes.stream().filter(one -> one.kind() == Kind.SENT)).hasSize(60);
        assertThat(outcomes.stream().filter(one -> one.kind() == Kind.FAILED)).hasSize(60);
    }
}
