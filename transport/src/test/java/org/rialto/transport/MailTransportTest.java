package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.database.Patience.await;
import static org.rialto.transport.TestServer.address;
import static org.rialto.transport.TestServer.envelope;
import static org.rialto.transport.TestServer.message;
import static org.rialto.transport.TestServer.quick;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.Link;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.MailError;
import org.rialto.store.MailboxInfo;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.outbound.ScriptedPeer;
import org.rialto.transport.queue.QueueAdministration;
import org.rialto.transport.queue.QueueAdministration.Entry;
import org.rialto.transport.queue.QueueAdministration.Selection;
import org.rialto.transport.queue.QueuedRecipient;
import org.rialto.transport.queue.RetrySchedule;

/// The way of a message through the room, on both engines.
@ParameterizedClass
@EnumSource(TestEngine.class)
final class MailTransportTest {
    private static final String ACCEPTS = """
            S: 220 mx
            C: EHLO mail.here.example
            S: 250 mx
            C: MAIL FROM:*
            S: 250 ok
            C: RCPT TO:<you@there.example>
            S: 250 ok
            C: DATA
            S: 354 go
            DATA
            S: 250 ok
            """;
    private static final String REFUSES = ACCEPTS.replace("""
            C: RCPT TO:<you@there.example>
            S: 250 ok
            C: DATA
            S: 354 go
            DATA
            S: 250 ok
            """, """
            C: RCPT TO:<you@there.example>
            S: 550 5.1.1 no such user
            C: RSET
            S: 250 ok
            """);
    private static final String DEFERS = REFUSES.replace("550 5.1.1 no such user",
            "451 4.7.1 come back later");
    private final TestEngine engine;
    private final Path folder;
    private final ScriptedDns dns = new ScriptedDns()
            .mx("there.example", 10, "mx.there.example").address("mx.there.example", "127.0.0.1");
    private final java.util.ArrayDeque<AutoCloseable> open = new java.util.ArrayDeque<>();

    MailTransportTest(TestEngine engine, @TempDir Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private TestServer server(int peerPort, RetrySchedule retry) {
        TestServer server = new TestServer(engine, folder, dns, peerPort, retry);
        open.push(server);
        return server;
    }

    private TestServer server() { return server(1, quick()); }

    private ScriptedPeer peer(String... scripts) throws IOException {
        ScriptedPeer peer = ScriptedPeer.start(scripts);
        open.push(peer);
        return peer;
    }

    private static List<Entry> queue(TestServer server) {
        return server.transport.queue().list(Selection.ALL, null, 100);
    }

    private static void awaitEmptyQueue(TestServer server) {
        await().atMost(Duration.ofSeconds(60)).until(() -> queue(server).isEmpty());
    }

    @Test
    void deliversHereBeforeItAcknowledges() {
        TestServer server = server().user("alice").user("bob");
        server.send("out@there.example", "one", "alice", "bob");
        String delivered = "Return-Path: <out@there.example>\r\n" + message("one");
        assertThat(server.inbox("alice")).containsExactly(delivered);
        assertThat(server.inbox("bob")).containsExactly(delivered);
        assertThat(queue(server)).isEmpty();
    }

    @Test
    void showsTheReversePathOnceToMailboxesAndNotToOtherServers() throws IOException {
        ScriptedPeer peer = peer(ACCEPTS, ACCEPTS);
        TestServer server = server(peer.port(), quick()).user("alice").user("bob");
        String stale = "Received: by somebody\r\nreturn-path : <old@there.example>\r\n\t(stale)\r\n"
                + message("one") + "Return-Path: <in the body>\r\n";
        String kept = "Received: by somebody\r\n" + message("one")
                + "Return-Path: <in the body>\r\n";
        server.send(envelope("alice", "bob", "you@there.example"), stale);
        server.send(null, "two", "alice", "you@there.example");
        awaitEmptyQueue(server);
        assertThat(server.inbox("bob"))
                .containsExactly("Return-Path: <alice@here.example>\r\n" + kept);
        assertThat(server.inbox("alice")).containsExactly("Return-Path: <>\r\n" + message("two"));
        assertThat(peer.messages()).containsExactlyInAnyOrder(kept, message("two"));
    }

    @Test
    void deliversOnceToAMailboxOfManyAddresses() {
        TestServer server = server().user("alice").user("bob").group("team", "alice", "bob")
                .group("all", "team", "alice");
        long alice = server.directory.named("alice").id();
        server.directory.change(edit -> edit.setAliases(alice, List.of(address("al"))));
        server.send("out@there.example", "once", "alice", "al", "alice+tag", "all", "team");
        assertThat(server.subjects("alice")).containsExactly("once");
        assertThat(server.subjects("bob")).containsExactly("once");
    }

    @Test
    void sendsOnceThoughTheOutcomeCannotBeWrittenForAWhile() throws IOException {
        CountingPeer peer = new CountingPeer();
        open.push(peer);
        TestServer server = server(peer.port(), quick()).user("alice");
        AtomicInteger refused = new AtomicInteger();
        server.database.addCommitParticipant(() -> {
            if (!peer.subjects().isEmpty() && refused.getAndIncrement() < 3) {
                throw new IOException("No space left on device");
            }
            return 0;
        });
        server.send("alice", "once", "you@there.example");
        await().atMost(Duration.ofSeconds(60)).until(() -> refused.get() >= 2);
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            server.transport.queue().retryAll(null);
            return queue(server).isEmpty();
        });
        assertThat(peer.subjects()).containsExactly("once");
    }

    @Test
    void answersWhoIsWho() {
        TestServer server = server().user("alice").user("full").group("inside", "alice");
        server.directory.change(edit -> {
            edit.set(edit.named("inside").id(), Flag.INSIDERS_ONLY, true);
            edit.addContact(server.domain, "vendor", SmtpAddress.parse("v@there.example"));
            return true;
        });
        DirectoryObject.User none = server.userWithoutMailbox("full2");
        server.createMailbox(none.mailboxGuid(), new MailboxInfo.Quota(0, 0, 10, 0));
        Envelope outside = envelope("out@there.example");
        Envelope big = new Envelope(address("out@there.example"), Envelope.Body.SEVEN_BIT, false,
                null, null, false, 200L << 20, null, TestServer.client(), List.of());
        Envelope alice = new Envelope(address("alice"), Envelope.Body.SEVEN_BIT, false, null, null,
                false, 0, address("alice"), TestServer.client(), List.of());
        MailTransport transport = server.transport;
        assertThat(transport.verify(outside, address("ALICE+x")))
                .isEqualTo(new RecipientVerdict.Local());
        assertThat(transport.verify(outside, address("x@there.example")))
                .isEqualTo(new RecipientVerdict.Remote());
        assertThat(transport.verify(outside, address("nobody")))
                .isInstanceOf(RecipientVerdict.Unknown.class);
        assertThat(transport.verify(outside, address("inside")))
                .isInstanceOf(RecipientVerdict.Denied.class);
        assertThat(transport.verify(alice, address("inside")))
                .isEqualTo(new RecipientVerdict.Local());
        assertThat(transport.verify(outside, address("vendor@here.example")))
                .isInstanceOfAny(RecipientVerdict.Local.class, RecipientVerdict.Unknown.class);
        assertThat(transport.verify(big, address("alice")))
                .isInstanceOf(RecipientVerdict.TooLarge.class);
        server.send("out@there.example", "fill", "full2");
        assertThat(transport.verify(
                new Envelope(null, Envelope.Body.SEVEN_BIT, false, null, null, false, 100, null,
                        TestServer.client(), List.of()),
                address("full2"))).isInstanceOf(RecipientVerdict.OverQuota.class);
    }

    @Test
    void letsUsersSendAsThemselvesAndAsWhomTheyWereGranted() {
        TestServer server = server().user("alice").user("bob").user("boss");
        server.directory.change(edit -> {
            edit.setAliases(edit.named("alice").id(), List.of(address("al")));
            return edit.addLink(edit.named("boss").id(), Link.SEND_AS,
                    edit.named("alice").id());
        });
        assertThat(sender(server, "alice", "alice")).isInstanceOf(SenderVerdict.Accepted.class);
        assertThat(sender(server, "al", "alice")).isInstanceOf(SenderVerdict.Accepted.class);
        assertThat(sender(server, "boss", "alice")).isInstanceOf(SenderVerdict.Accepted.class);
        assertThat(sender(server, "bob", "alice")).isInstanceOf(SenderVerdict.Denied.class);
        assertThat(sender(server, "nobody", "alice")).isInstanceOf(SenderVerdict.Denied.class);
        assertThat(sender(server, "x@there.example", "alice"))
                .isInstanceOf(SenderVerdict.Denied.class);
        assertThat(sender(server, "alice", null)).isInstanceOf(SenderVerdict.Denied.class);
        assertThat(sender(server, "x@there.example", null))
                .isInstanceOf(SenderVerdict.Accepted.class);
    }

    private static SenderVerdict sender(TestServer server, String from,
            @org.jspecify.annotations.Nullable String user) {
        return server.transport.verifySender(new Envelope(address(from), Envelope.Body.SEVEN_BIT,
                false, null, null, false, 0, user == null ? null : address(user),
                TestServer.client(), List.of()));
    }

    @Test
    void deliversToPostmasterAndAbuseEvenWhenNobodyIsCalledSo() {
        TestServer server = server().administrator("root");
        server.send("out@there.example", "help", "postmaster");
        server.send("out@there.example", "spam", "ABUSE");
        assertThat(server.subjects("root")).containsExactly("help", "spam");
    }

    @Test
    void relaysToOtherServers() throws IOException {
        ScriptedPeer peer = peer(ACCEPTS);
        TestServer server = server(peer.port(), quick()).user("alice");
        server.send("alice", "out", "you@there.example");
        awaitEmptyQueue(server);
        assertThat(peer.messages()).containsExactly(message("out"));
        assertThat(server.inbox("alice")).isEmpty();
        assertThat(peer.problems()).isEmpty();
        assertThat(server.transport.counters().numbers()).isEqualTo(
                new TransportCounters.Numbers(1, message("out").length(), 0, 1, 1, 0, 0, 0));
    }

    @Test
    void sendsMailForAContactOutside() throws IOException {
        ScriptedPeer peer = peer(ACCEPTS);
        TestServer server = server(peer.port(), quick()).user("alice");
        server.directory.change(edit -> {
            DirectoryObject.Contact contact = edit.addContact(server.domain, "vendor",
                    SmtpAddress.parse("you@there.example"));
            return edit.setAliases(contact.id(), List.of(address("vendor")));
        });
        server.send("alice", "to vendor", "vendor");
        awaitEmptyQueue(server);
        assertThat(peer.messages()).containsExactly(message("to vendor"));
    }

    @Test
    void tellsTheSenderOfAFailure() throws IOException {
        ScriptedPeer peer = peer(REFUSES);
        TestServer server = server(peer.port(), quick()).user("alice");
        server.send("alice", "lost", "you@there.example");
        await().until(() -> !server.inbox("alice").isEmpty());
        String report = server.inbox("alice").getFirst();
        assertThat(report).startsWith("Return-Path: <>\r\n").containsOnlyOnce("Return-Path")
                .contains("Subject: Undeliverable: lost\r\n",
                        "Final-Recipient: rfc822; you@there.example\r\n", "Action: failed\r\n",
                        "Status: 5.1.1\r\n", "Remote-MTA: dns; mx.there.example\r\n",
                        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n", message("lost"));
        awaitEmptyQueue(server);
        assertThat(server.inbox("alice")).hasSize(1);
    }

    @Test
    void tellsOfAFailureInTheTermsOfTheEnvelope() throws IOException {
        String rejects = REFUSES.replace("C: RCPT TO:<you@there.example>", "C: RCPT TO:*");
        ScriptedPeer peer = peer(rejects, rejects);
        TestServer server = server(peer.port(), quick()).user("alice");
        String large = message("terms") + "0123456789abcdef\r\n".repeat(10_000);
        for (Envelope.ReturnContent ret : Envelope.ReturnContent.values()) {
            server.send(new Envelope(address("alice"), Envelope.Body.SEVEN_BIT, false, ret,
                    "QQ+314159", false, 0, address("alice"), TestServer.client(),
                    List.of(new Recipient(address("you@there.example"), Set.of(Notify.FAILURE),
                            new Recipient.OriginalRecipient("rfc822", "first@there.example")))),
                    large);
        }
        await().until(() -> server.inbox("alice").size() == 2);
        assertThat(server.inbox("alice")).allSatisfy(report -> assertThat(report).contains(
                "Original-Envelope-Id: QQ+314159\r\n",
                "Original-Recipient: rfc822; first@there.example\r\n",
                "Final-Recipient: rfc822; you@there.example\r\n"));
        assertThat(server.inbox("alice"))
                .filteredOn(report -> report.contains("Content-Type: message/rfc822\r\n"))
                .singleElement().asString().contains("0123456789abcdef");
        assertThat(server.inbox("alice"))
                .filteredOn(report -> report.contains("Content-Type: text/rfc822-headers\r\n"))
                .singleElement().asString().doesNotContain("0123456789abcdef");
    }

    @Test
    void triesAgainUntilItIsTaken() throws IOException {
        ScriptedPeer peer = peer(DEFERS + DEFERS.substring(DEFERS.indexOf("C: MAIL")), "CLOSE",
                ACCEPTS);
        TestServer server = server(peer.port(), quick()).user("alice");
        String name = server.send("alice", "later", "you@there.example");
        await().atMost(Duration.ofSeconds(60)).until(() -> server.transport.queue().show(name)
                .map(entry -> entry.recipients().getFirst().attempts() >= 2).orElse(true));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            server.transport.queue().retryAll(null);
            return queue(server).isEmpty();
        });
        assertThat(peer.messages()).containsExactly(message("later"));
        assertThat(server.inbox("alice")).isEmpty();
    }

    @Test
    void givesUpAfterTheMaximumAge() throws IOException {
        ScriptedPeer peer = peer(DEFERS);
        TestServer server = server(peer.port(), new RetrySchedule(List.of(Duration.ofHours(1)), 0,
                Duration.ZERO, Duration.ofDays(9))).user("alice");
        server.send("alice", "old", "you@there.example");
        await().until(() -> !server.inbox("alice").isEmpty());
        assertThat(server.inbox("alice").getFirst()).contains("Action: failed\r\n",
                "Status: 4.4.7\r\n".replace('4', '5').replace("5.5.7", "5.4.7"),
                "451 4.7.1 come back later");
    }

    @Test
    void tellsOfADelayOnce() throws IOException {
        ScriptedPeer peer = peer(DEFERS + DEFERS.substring(DEFERS.indexOf("C: MAIL")), ACCEPTS);
        TestServer server = server(peer.port(), new RetrySchedule(List.of(Duration.ofMillis(300)),
                0, Duration.ofDays(5), Duration.ZERO)).user("alice");
        server.send("alice", "slow", "you@there.example");
        await().atMost(Duration.ofSeconds(60)).until(() -> queue(server).isEmpty()
                || queue(server).getFirst().recipients().getFirst().attempts() >= 2);
        assertThat(server.subjects("alice")).containsExactly("Delivery delayed: slow");
        assertThat(server.inbox("alice").getFirst()).contains("Action: delayed\r\n",
                "Will-Retry-Until: ", "text/rfc822-headers");
    }

    @Test
    void reportsSuccessWhenAskedTo() throws IOException {
        ScriptedPeer peer = peer(ACCEPTS);
        TestServer server = server(peer.port(), quick()).user("alice").user("bob").group("team",
                "bob");
        Set<Notify> success = Set.of(Notify.SUCCESS);
        Envelope envelope = Envelope.of(address("alice"), TestServer.client(),
                List.of(new Recipient(address("bob"), success, null),
                        new Recipient(address("team"), success, null),
                        new Recipient(address("you@there.example"), success, null)));
        server.send(envelope, message("ask"));
        awaitEmptyQueue(server);
        assertThat(server.subjects("bob")).containsExactly("ask");
        String all = String.join("\n", server.inbox("alice"));
        assertThat(all).contains("Action: delivered", "Action: relayed", "Action: expanded");
    }

    @Test
    void neverReportsAboutAReport() throws IOException {
        ScriptedPeer peer = peer(REFUSES);
        TestServer server = server(peer.port(), quick()).user("alice");
        server.send(null, "bounce", "you@there.example");
        awaitEmptyQueue(server);
        server.send(null, "bounce", "nobody");
        assertThat(queue(server)).isEmpty();
        assertThat(server.inbox("alice")).isEmpty();
    }

    @Test
    void honoursNotifyNever() throws IOException {
        ScriptedPeer peer = peer(REFUSES);
        TestServer server = server(peer.port(), quick()).user("alice");
        server.send(Envelope.of(address("alice"), TestServer.client(),
                List.of(new Recipient(address("you@there.example"), Set.of(Notify.NEVER), null))),
                message("quiet"));
        awaitEmptyQueue(server);
        assertThat(server.inbox("alice")).isEmpty();
    }

    @Test
    void deliversToTheOthersWhenAMailboxIsFull() {
        TestServer server = server().user("alice").user("bob");
        DirectoryObject.User full = server.userWithoutMailbox("full");
        server.createMailbox(full.mailboxGuid(), new MailboxInfo.Quota(0, 0, 1, 0));
        server.send("alice", "fill", "full");
        server.send("alice", "more", "full", "bob");
        assertThat(server.subjects("bob")).containsExactly("more");
        await().until(() -> server.subjects("alice").contains("Undeliverable: more"));
        assertThat(String.join("", server.inbox("alice"))).contains("Status: 5.2.2");
    }

    @Test
    void waitsForAMailboxThatIsNotThereYet() {
        TestServer server = server().user("alice");
        DirectoryObject.User late = server.userWithoutMailbox("late");
        server.send("out@there.example", "early", "late", "alice");
        assertThat(server.subjects("alice")).containsExactly("early");
        assertThat(queue(server)).hasSize(1);
        assertThat(queue(server).getFirst().message().sizeBytes())
                .isEqualTo(message("early").length());
        server.createMailbox(late.mailboxGuid(), MailboxInfo.Quota.UNLIMITED);
        awaitEmptyQueue(server);
        assertThat(server.inbox("late"))
                .containsExactly("Return-Path: <out@there.example>\r\n" + message("early"));
        assertThat(server.subjects("alice")).containsExactly("early");
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        TestServer first = server().user("alice");
        first.send("alice", "survivor", "you@there.example");
        await().until(() -> !queue(first).isEmpty()
                && queue(first).getFirst().recipients().getFirst().attempts() > 0);
        open.pop();
        first.close();
        ScriptedPeer peer = peer(ACCEPTS);
        TestServer second = server(peer.port(), quick());
        second.transport.queue().retryAll(null);
        awaitEmptyQueue(second);
        assertThat(peer.messages()).containsExactly(message("survivor"));
    }

    @Test
    void refusesAMessageThatLoops() {
        TestServer server = server().user("alice");
        String looping = "received: by somebody\r\n".repeat(31) + message("round");
        assertThatThrownBy(() -> server.send(envelope("x@there.example", "alice"), looping))
                .isInstanceOf(MailError.Invalid.class);
        server.send(envelope("x@there.example", "alice"),
                "Received: x\r\n".repeat(29) + message("far"));
        assertThat(server.subjects("alice")).containsExactly("far");
    }

    @Test
    void refusesAMessageOverTheLimitAndKeepsNothing() {
        TestServer server = server().user("alice");
        try (Intake intake = server.transport.begin(envelope("x@there.example", "alice"))) {
            byte[] block = new byte[1 << 20];
            assertThatThrownBy(() -> {
                for (int i = 0; i < 11; i++) {
                    intake.write(block);
                }
            }).isInstanceOf(MailError.TooLarge.class);
        }
        assertThat(server.inbox("alice")).isEmpty();
        assertThat(server.transport.intakes()).isZero();
    }

    @Test
    void takesALargeMessage() {
        TestServer server = server().user("alice");
        String large = message("large") + "0123456789abcdef\r\n".repeat(200_000);
        server.send(envelope("x@there.example", "alice"), large);
        assertThat(server.inbox("alice"))
                .containsExactly("Return-Path: <x@there.example>\r\n" + large);
    }

    @Test
    void letsAnAdministratorHoldReleaseAndDrop() throws IOException {
        ScriptedPeer peer = peer(ACCEPTS);
        TestServer server = server(1, new RetrySchedule(List.of(Duration.ofHours(1)), 0,
                Duration.ofDays(1), Duration.ofDays(1))).user("alice");
        QueueAdministration queue = server.transport.queue();
        String kept = server.send("alice", "kept", "you@there.example");
        await().until(() -> queue.show(kept).orElseThrow().recipients().getFirst()
                .attempts() == 1);
        QueuedRecipient waiting = queue.show(kept).orElseThrow().recipients().getFirst();
        assertThat(waiting.destination()).isEqualTo("there.example");
        assertThat(waiting.last()).isNotNull().matches(last -> last.status().category() == 4);
        queue.hold(kept);
        assertThat(queue.show(kept).orElseThrow().message().held()).isTrue();
        assertThat(queue.counts().held()).isEqualTo(1);
        queue.retryAll(null);
        assertThat(queue.list(new Selection("ALICE", "you@", "there.example", true), null, 10))
                .hasSize(1);
        assertThat(queue.list(new Selection("bob", null, null, null), null, 10)).isEmpty();
        assertThat(queue.show(kept).orElseThrow().recipients().getFirst().attempts())
                .isEqualTo(1);
        queue.release(kept);
        await().until(() -> queue.show(kept).orElseThrow().recipients().getFirst()
                .attempts() == 2);
        queue.drop(kept, true);
        await().until(() -> server.subjects("alice").contains("Undeliverable: kept"));
        awaitEmptyQueue(server);
        String silent = server.send("alice", "silent", "you@there.example");
        queue.drop(silent, false);
        assertThat(queue.show(silent)).isEmpty();
        assertThatThrownBy(() -> queue.drop(silent, false))
                .isInstanceOf(MailError.NotFound.class);
        assertThatThrownBy(() -> queue.hold("nonsense")).isInstanceOf(MailError.Invalid.class);
        assertThat(queue.counts().messages()).isZero();
        assertThat(peer.messages()).isEmpty();
    }

    @Test
    void collectsTheBytesOfWhatIsDone() throws IOException {
        ScriptedPeer peer = peer(ACCEPTS);
        TestServer server = server(peer.port(), quick()).user("alice");
        server.send("alice", "out", "you@there.example");
        awaitEmptyQueue(server);
        assertThat(server.store.blobs().collect(-1)).isEqualTo(1);
    }

    @Test
    void refusesNewMailWhileClosing() {
        TestServer server = server().user("alice");
        server.transport.close();
        assertThatThrownBy(() -> server.transport.begin(envelope("x@there.example", "alice")))
                .isInstanceOf(MailError.Unavailable.class);
    }

    @Test
    void deliversFromManyConnectionsInFewCommits() throws Exception {
        TestServer server = server().user("alice").user("bob");
        var before = server.database.counters().numbers();
        int senders = 16;
        int each = 20;
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < senders; i++) {
                int sender = i;
                threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        server.send("x@there.example", sender + "/" + n,
                                n % 2 == 0 ? "alice" : "bob");
                    }
                    return true;
                });
            }
        }
        var after = server.database.counters().numbers();
        assertThat(server.inbox("alice")).hasSize(senders * each / 2);
        assertThat(server.inbox("bob")).hasSize(senders * each / 2);
        if (engine == TestEngine.SQLITE) { // PostgreSQL keeps blobs in rows of their own
            assertThat(after.units() - before.units()).isEqualTo(senders * each);
            assertThat((double) (after.syncs() - before.syncs()) / (senders * each))
                    .isLessThan(1);
        }
    }

    @Test
    void keepsTimeByItsClock() {
        Instant then = Instant.parse("2026-01-02T03:04:05Z");
        TestServer server = new TestServer(engine, folder, dns, 1, quick(),
                Clock.fixed(then, ZoneOffset.UTC));
        open.push(server);
        server.user("alice");
        String name = server.send("alice", "when", "you@nowhere.example");
        assertThat(server.transport.queue().show(name).map(e -> e.message().arrived())
                .orElse(then)).isEqualTo(then);
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(13);
    }
}
