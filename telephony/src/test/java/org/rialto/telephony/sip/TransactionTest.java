package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Both kinds of transactions against a peer that does what ours never would. RFC 3261 section 17.
class TransactionTest extends SipTestbed {
    private Side bob;

    @BeforeEach
    void open() throws Exception { bob = side(40000); }

    static String ack(String invite, SipResponse response) {
        return invite.lines().takeWhile(l -> !l.isEmpty())
                .filter(l -> !l.startsWith("Content-") && !l.startsWith("Contact"))
                .map(l -> l.startsWith("INVITE ")
                        ? l.replace("INVITE ", "ACK ")
                        : l.startsWith("CSeq")
                                ? l.replace("INVITE", "ACK")
                                : l.startsWith("To") ? "To: " + response.headers().first("To") : l)
                .reduce("", (a, b) -> a + b + "\n") + "Content-Length: 0\n\n";
    }

    // ---- server side -----------------------------------------------------------------------

    @Test
    void anInviteThatTakesLongIsToldTryingAndItsRepetitionGetsTheLastResponse() throws Exception {
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP, SESSION);
        peer.send(invite).answers("100 Trying");
        IncomingCall call = bob.taken();
        call.ring();
        peer.answers("180 Ringing");
        peer.send(invite).answers("180 Ringing");
        call.reject(486);
        peer.answers("486 Busy Here");
        peer.send(invite);
        SipResponse busy = peer.response();
        assertThat(busy.status()).isEqualTo(486);
        peer.send(ack(invite, busy));
        settles(bob.layer);
        assertThat(bob.incoming).isEmpty();
    }

    @Test
    void aRefusalWithoutAckIsForgottenAfterTimerH() throws Exception {
        RawPeer peer = new RawPeer(bob.layer);
        peer.send(RawPeer.request("INVITE", SDP, SESSION));
        bob.taken().reject(404);
        peer.answers("404 Not Found");
        settles(bob.layer);
    }

    @Test
    void aSuccessIsRepeatedUntilItsAckAndEndsByByeWithoutOne() throws Exception {
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP, SESSION);
        peer.send(invite);
        bob.answer(bob.taken());
        int successes = 0;
        SipMessage message = peer.message();
        while (message instanceof SipResponse response) {
            assertThat(response.status()).isEqualTo(200);
            successes++;
            message = peer.message();
        }
        assertThat(successes).isGreaterThan(4);
        SipRequest bye = (SipRequest) message;
        assertThat(bye.method()).isEqualTo("BYE");
        assertThat(bye.headers().to().tag()).isEqualTo("a1");
        peer.send(RawPeer.response(bye, 200, "", ""));
        bob.heard.hears("ended FAILURE 408");
        settles(bob.layer);
    }

    @Test
    void cancelIsAnsweredAndTheInviteIsTerminated() throws Exception {
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP, SESSION);
        peer.send(invite);
        IncomingCall call = bob.taken();
        call.ring();
        peer.answers("180 Ringing");
        peer.send(invite.substring(0, invite.indexOf("Content-Type")).replace("INVITE", "CANCEL")
                + "Content-Length: 0\n\n");
        peer.answers("200 OK");
        SipResponse terminated = peer.response();
        assertThat(terminated.status()).isEqualTo(487);
        assertThat(terminated.headers().cseq().method()).isEqualTo("INVITE");
        peer.send(ack(invite, terminated));
        bob.heard.hears("ended THEM 487");
        settles(bob.layer);
    }

    @Test
    void aRequestOutOfOrderIs500AndOneAfterTheEndIs481() throws Exception {
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP, SESSION).replace("CSeq: 1", "CSeq: 7");
        peer.send(invite);
        bob.answer(bob.taken());
        SipResponse ok = peer.response();
        String inDialog = ack(invite, ok);
        peer.send(inDialog.replaceFirst("branch=\\w+", "branch=z9hG4bKack"));
        bob.heard.hears("acknowledged");
        String info = inDialog.replaceFirst("branch=\\w+", "branch=z9hG4bKinfo")
                .replace("ACK", "INFO");
        peer.send(info.replace("CSeq: 7", "CSeq: 3"));
        SipMessage message = peer.message();
        while (message instanceof SipResponse response && response.status() == 200)
            message = peer.message();
        assertThat(message.startLine()).isEqualTo("SIP/2.0 500 CSeq is out of order");
        peer.send(info.replaceFirst("z9hG4bKinfo", "z9hG4bKbye").replace("INFO", "BYE")
                .replace("CSeq: 7", "CSeq: 8"));
        peer.answers("200 OK");
        settles(bob.layer);
        peer.send(info.replaceFirst("z9hG4bKinfo", "z9hG4bKlate").replace("CSeq: 7", "CSeq: 9"));
        peer.answers("481 Call/Transaction Does Not Exist");
    }

    @Test
    void oldBranchesAreToldApartByTheOtherFields() throws Exception {
        RawPeer peer = new RawPeer(bob.layer);
        String one = RawPeer.request("OPTIONS", "").replaceFirst(";branch=\\w+;rport", "");
        peer.send(one).answers("200 OK");
        peer.send(one.replace("CSeq: 1", "CSeq: 2")).answers("200 OK");
    }

    @Test
    void theViaOfAResponseSaysWhereTheRequestCameFrom() throws Exception {
        RawPeer peer = new RawPeer(bob.layer);
        Via via = peer.send(RawPeer.request("OPTIONS", "")).response().headers().topVia();
        assertThat(via.parameters().value("received")).isEqualTo("127.0.0.1");
        assertThat(via.parameters().value("rport")).isEqualTo(Integer.toString(peer.port()));
    }

    // ---- client side -----------------------------------------------------------------------

    /// A server that takes one connection.
    private static final class Server implements AutoCloseable {
        final ServerSocket listening;
        final CompletableFuture<RawPeer> accepted = new CompletableFuture<>();

        Server() throws Exception {
            listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.startVirtualThread(() -> {
                try {
                    Socket socket = listening.accept();
                    accepted.complete(new RawPeer(socket));
                } catch (java.io.IOException e) {
                    accepted.completeExceptionally(e);
                }
            });
        }

        SipUri uri() {
            return SipUri.parse("sip:carol@127.0.0.1:" + listening.getLocalPort()
                    + ";transport=tcp");
        }

        RawPeer peer() throws Exception { return accepted.get(60, TimeUnit.SECONDS); }

        @Override
        public void close() throws Exception { listening.close(); }
    }

    @Test
    void aRefusalIsAcknowledgedWithTheSameBranch() throws Exception {
        try (Server server = new Server()) {
            bob.agent.placeCall(bob.to(server.uri()), bob.heard);
            RawPeer peer = server.peer();
            SipRequest invite = peer.request();
            peer.send(RawPeer.response(invite, 486, "", ""));
            SipRequest ack = peer.request();
            assertThat(ack.method()).isEqualTo("ACK");
            assertThat(ack.headers().topVia().branch())
                    .isEqualTo(invite.headers().topVia().branch());
            assertThat(ack.headers().to().tag()).isEqualTo("raw");
            bob.heard.hears("ended THEM 486");
            settles(bob.layer);
        }
    }

    @Test
    void silenceEndsInATimeout() throws Exception {
        try (Server server = new Server()) {
            LinkedBlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
            SipDialogless.options(bob.layer, server.uri(), r -> heard.add(r.status()));
            bob.agent.placeCall(bob.to(server.uri()), bob.heard);
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(408);
            bob.heard.hears("ended FAILURE 408");
            settles(bob.layer);
        }
    }

    @Test
    void aConnectionThatIsCutWhileRingingIsAFailure() throws Exception {
        try (Server server = new Server()) {
            bob.agent.placeCall(bob.to(server.uri()), bob.heard);
            RawPeer peer = server.peer();
            peer.send(RawPeer.response(peer.request(), 180, "", ""));
            bob.heard.hears("180");
            peer.close();
            bob.heard.hears("ended FAILURE 503");
            settles(bob.layer);
        }
    }

    @Test
    void cancelWaitsForAProvisionalResponseAndAnAnswerThatCrossesIsEndedByBye() throws Exception {
        try (Server server = new Server()) {
            OutgoingCall call = bob.agent.placeCall(bob.to(server.uri()), bob.heard);
            RawPeer peer = server.peer();
            SipRequest invite = peer.request();
            call.hangUp();
            peer.send(RawPeer.response(invite, 180, "", ""));
            SipRequest cancel = peer.request();
            assertThat(cancel.method()).isEqualTo("CANCEL");
            assertThat(cancel.headers().topVia().branch())
                    .isEqualTo(invite.headers().topVia().branch());
            peer.send(RawPeer.response(invite, 200,
                    "Contact: <" + server.uri() + ">\n" + SDP, SESSION));
            assertThat(peer.request().method()).isEqualTo("ACK");
            SipRequest bye = peer.request();
            assertThat(bye.method()).isEqualTo("BYE");
            peer.send(RawPeer.response(bye, 200, "", ""));
            bob.heard.hears("180", "ended US 487");
            settles(bob.layer);
        }
    }

    @Test
    void aSuccessThatComesAgainIsAcknowledgedAgainAndAnotherForksIsEnded() throws Exception {
        try (Server server = new Server()) {
            OutgoingCall call = bob.agent.placeCall(bob.to(server.uri()), bob.heard);
            RawPeer peer = server.peer();
            SipRequest invite = peer.request();
            String ok = RawPeer.response(invite, 200,
                    "Contact: <" + server.uri() + ">\n" + SDP, SESSION);
            peer.send(ok);
            assertThat(peer.request().method()).isEqualTo("ACK");
            peer.send(ok);
            assertThat(peer.request().method()).isEqualTo("ACK");
            peer.send(ok.replace("tag=raw", "tag=other"));
            assertThat(peer.request().headers().to().tag()).isEqualTo("other");
            SipRequest bye = peer.request();
            assertThat(bye.method()).isEqualTo("BYE");
            assertThat(bye.headers().to().tag()).isEqualTo("other");
            peer.send(RawPeer.response(bye, 200, "", ""));
            assertThat(call.state()).isEqualTo(CallState.CONFIRMED);
            call.hangUp();
            peer.send(RawPeer.response(peer.request(), 200, "", ""));
            bob.heard.hears("answered", "ended US 200");
            settles(bob.layer);
        }
    }

    @Test
    void theSequenceOfAnEarlyDialogGoesOnInTheCall() throws Exception {
        try (Server server = new Server()) {
            OutgoingCall call = bob.agent.placeCall(bob.to(server.uri()), bob.heard);
            RawPeer peer = server.peer();
            SipRequest invite = peer.request();
            String contact = "Contact: <" + server.uri() + ">\n";
            peer.send(RawPeer.response(invite, 183,
                    contact + "Require: 100rel\nRSeq: 7\n" + SDP, SESSION));
            SipRequest prack = peer.request();
            assertThat(prack.headers().first("RAck")).isEqualTo("7 1 INVITE");
            assertThat(prack.headers().cseq().number()).isEqualTo(2);
            peer.send(RawPeer.response(prack, 200, "", ""));
            peer.send(RawPeer.response(invite, 200, contact, ""));
            assertThat(peer.request().headers().cseq()).isEqualTo(new CSeq(1, "ACK"));
            bob.heard.hears("183 early", "answered");
            call.hangUp();
            SipRequest bye = peer.request();
            assertThat(bye.headers().cseq()).isEqualTo(new CSeq(3, "BYE"));
            peer.send(RawPeer.response(bye, 200, "", ""));
            settles(bob.layer);
        }
    }

    /// RFC 3262 section 5, RFC 3311 section 5.1.
    @Test
    void anEarlyAnswerStandsAndSoDoesWhatHasChangedItBeforeTheCallIsAnswered() throws Exception {
        for (boolean changes : new boolean[]{false, true}) {
            try (Server server = new Server()) {
                bob.agent.placeCall(bob.to(server.uri()), bob.heard);
                RawPeer peer = server.peer();
                SipRequest invite = peer.request();
                String contact = "Contact: <" + server.uri() + ">\n";
                peer.send(RawPeer.response(invite, 183,
                        contact + "Require: 100rel\nRSeq: 7\n" + SDP, SESSION));
                peer.send(RawPeer.response(peer.request(), 200, "", ""));
                bob.heard.hears("183 early");
                if (changes) {
                    String update = RawPeer.request("UPDATE", SDP, SESSION)
                            .replaceFirst("From: .*", "From: " + invite.headers().to() + ";tag=raw")
                            .replaceFirst("To: .*", "To: " + invite.headers().first("From"))
                            .replaceFirst("Call-ID: .*", "Call-ID: " + invite.headers().callId());
                    peer.send(update).answers("200 OK");
                    bob.heard.hears("offered SENDRECV");
                }
                peer.send(RawPeer.response(invite, 200, contact, ""));
                assertThat(peer.request().method()).isEqualTo("ACK");
                bob.heard.hears(changes ? "answered as changed" : "answered");
                bob.agent.active().forEach(SipCall::hangUp);
                peer.send(RawPeer.response(peer.request(), 200, "", ""));
                bob.heard.hears("ended US 200");
                settles(bob.layer);
            }
        }
    }

    @Test
    void aRouteSetIsFollowedInTheOrderOfTheCaller() throws Exception {
        try (Server server = new Server()) {
            OutgoingCall call = bob.agent.placeCall(bob.to(server.uri()), bob.heard);
            RawPeer peer = server.peer();
            String own = server.uri() + ";lr";
            peer.send(RawPeer.response(peer.request(), 200,
                    "Record-Route: <sip:far.example.org;lr>, <" + own + ">\n"
                            + "Contact: <sip:carol@192.0.2.7>\n" + SDP,
                    SESSION));
            SipRequest ack = peer.request();
            assertThat(ack.uri()).hasToString("sip:carol@192.0.2.7");
            assertThat(ack.headers().all("Route")).containsExactly("<" + own + ">",
                    "<sip:far.example.org;lr>");
            call.hangUp();
            peer.send(RawPeer.response(peer.request(), 200, "", ""));
            settles(bob.layer);
        }
    }
}
