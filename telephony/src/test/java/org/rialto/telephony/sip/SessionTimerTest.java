package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.sdp.SessionDescription;

/// RFC 4028, RFC 3262 and RFC 3311 against a peer that speaks text; intervals below the RFC's least
/// so that a test can wait for them.
class SessionTimerTest extends SipTestbed {
    private Side quick() throws Exception {
        return new Side(settings(), new UserAgentSettings("Rialto", null, Parameters.NONE,
                List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "UPDATE", "PRACK"), 4, 2),
                40000);
    }

    /// The next message that is no repetition of a 2xx.
    private static SipMessage next(RawPeer peer) throws Exception {
        SipMessage message = peer.message();
        while (message instanceof SipResponse response && response.isSuccess())
            message = peer.message();
        return message;
    }

    private static String inDialog(String invite, SipResponse ok, String method, int number,
            String more, String body) {
        StringBuilder text = new StringBuilder(method + " sip:bob@127.0.0.1 SIP/2.0\n"
                + "Via: SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bK" + SipLayer.random(6) + "\n");
        invite.lines().filter(l -> l.startsWith("From") || l.startsWith("Call-ID"))
                .forEach(l -> text.append(l).append('\n'));
        return text + "To: " + ok.headers().first("To") + "\nCSeq: " + number + " " + method
                + "\nContact: <sip:alice@192.0.2.1>\n" + more + "Content-Length: "
                + body.replace("\n", "\r\n").length() + "\n\n" + body;
    }

    @Test
    void theCallerRefreshesAndTheCallEndsWhenItStops() throws Exception {
        Side bob = quick();
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP + "Supported: timer\nSession-Expires: 12\n",
                SESSION);
        peer.send(invite);
        bob.answer(bob.taken());
        SipResponse ok = peer.response();
        assertThat(ok.headers().first("Session-Expires")).isEqualTo("12;refresher=uac");
        assertThat(ok.headers().lists("Require", "timer")).isTrue();
        peer.send(inDialog(invite, ok, "ACK", 1, "", ""));
        bob.heard.hears("acknowledged");
        // It would end after 8 s, and with the refresh after 12.
        Thread.sleep(4_000);
        peer.send(inDialog(invite, ok, "UPDATE", 2, "Supported: timer\nSession-Expires: 12\n", ""));
        Thread.sleep(5_000);
        assertThat(bob.heard.words).isEmpty();
        SipRequest bye = (SipRequest) next(peer);
        assertThat(bye.method()).isEqualTo("BYE");
        peer.send(RawPeer.response(bye, 200, "", ""));
        bob.heard.hears("ended FAILURE 408");
        settles(bob.layer);
    }

    @Test
    void weRefreshByUpdateWhereTheOtherSideAllowsItAndByReInviteElse() throws Exception {
        for (String allow : new String[]{"Allow: UPDATE\n", ""}) {
            Side bob = quick();
            RawPeer peer = new RawPeer(bob.layer);
            String invite = RawPeer.request("INVITE",
                    SDP + allow + "Supported: timer\nSession-Expires: 2;refresher=uas\n", SESSION);
            peer.send(invite);
            bob.answer(bob.taken());
            SipResponse ok = peer.response();
            assertThat(ok.headers().first("Session-Expires")).isEqualTo("2;refresher=uas");
            peer.send(inDialog(invite, ok, "ACK", 1, "", ""));
            SipRequest refresh = (SipRequest) next(peer);
            assertThat(refresh.method()).isEqualTo(allow.isEmpty() ? "INVITE" : "UPDATE");
            assertThat(refresh.headers().first("Session-Expires"))
                    .isEqualTo("2;refresher=uac");
            peer.send(RawPeer.response(refresh, 200,
                    "Session-Expires: 20;refresher=uac\n" + (allow.isEmpty() ? SDP : ""),
                    allow.isEmpty() ? SESSION : ""));
            bob.heard.hears("acknowledged");
            if (allow.isEmpty()) {
                assertThat(peer.request().method()).isEqualTo("ACK");
                // Where it is now, and how.
                bob.heard.hears("reanswered");
            }
            peer.send(inDialog(invite, ok, "BYE", 2, "", "")).answers("200 OK");
            bob.heard.hears("ended THEM 200");
        }
    }

    /// RFC 4028 section 9.
    @Test
    void anIntervalBelowOurLeastIsNeverRaised() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP + "Supported: timer\n", SESSION);
        peer.send(invite);
        bob.answer(bob.taken());
        SipResponse ok = peer.response();
        peer.send(inDialog(invite, ok, "ACK", 1, "", ""));
        bob.heard.hears("acknowledged");
        int sequence = 1;
        for (String method : new String[]{"UPDATE", "INVITE"}) {
            peer.send(inDialog(invite, ok, method, ++sequence,
                    "Supported: timer\nSession-Expires: 30\n" + SDP, SESSION));
            SipResponse refused = peer.response();
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.headers().first("Min-SE")).isEqualTo("90");
        }
        // Who does not know 422 goes on without a timer.
        peer.send(inDialog(invite, ok, "ACK", sequence, "", ""));
        peer.send(inDialog(invite, ok, "UPDATE", ++sequence, "Session-Expires: 30\n", ""));
        SipResponse taken = peer.response();
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.headers().has("Session-Expires")).isFalse();
    }

    @Test
    void theCallerRaisesAnIntervalThatIsTooSmall() throws Exception {
        Side alice = quick();
        Side bob = side(40000);
        alice.call(bob);
        IncomingCall taken = bob.taken();
        assertThat(taken.request().headers().first("Min-SE")).isEqualTo("90");
        assertThat(taken.request().headers().first("Session-Expires")).isEqualTo("90");
        bob.answer(taken);
        alice.heard.hears("answered");
        taken.hangUp();
        alice.heard.hears("ended THEM 200");
    }

    /// A call that is not answered yet, of a caller that takes reliable responses.
    private final class EarlyCall {
        final Side bob = side(40000);
        final RawPeer peer = new RawPeer(bob.layer);
        final IncomingCall call;
        private final String invite;
        private int sequence = 1;

        EarlyCall(String headers, String body) throws Exception {
            invite = RawPeer.request("INVITE", headers, body);
            peer.send(invite);
            call = bob.taken();
        }

        /// What the PRACK of a response is answered.
        SipResponse prack(SipResponse progress, String more, String body) throws Exception {
            return prack("RAck: " + progress.headers().first("RSeq") + " 1 INVITE\n", progress,
                    more, body);
        }

        SipResponse prack(String acknowledged, SipResponse progress, String more, String body)
                throws Exception {
            peer.send(inDialog(invite, progress, "PRACK", ++sequence, more + acknowledged, body));
            SipResponse answer = peer.response();
            while (answer.status() < 200)
                answer = peer.response();
            return answer;
        }

        void reject() throws Exception {
            call.reject(486);
            peer.answers("486 Busy Here");
        }
    }

    @Test
    void aCallerThatDemandsItGetsReliableRingingUntilItsPrack() throws Exception {
        EarlyCall early = new EarlyCall(SDP + "Require: 100rel\n", SESSION);
        early.call.ring();
        SipResponse ringing = early.peer.response();
        assertThat(ringing.status()).isEqualTo(180);
        assertThat(ringing.headers().lists("Require", "100rel")).isTrue();
        assertThat(early.peer.response().headers().first("RSeq"))
                .isEqualTo(ringing.headers().first("RSeq"));
        assertThat(early.prack("RAck: 1 1 INVITE\n", ringing, "", "").status()).isEqualTo(481);
        assertThat(early.prack(ringing, "", "").status()).isEqualTo(200);
        early.reject();
    }

    /// RFC 3262 section 5.
    @Test
    void anOfferInAPrackIsAnswered() throws Exception {
        EarlyCall early = new EarlyCall(SDP + "Supported: 100rel\n", SESSION);
        early.call.progress(183,
                early.bob.heard.audio.answer(Objects.requireNonNull(early.call.offer())));
        SipResponse progress = early.peer.response();
        assertThat(progress.status()).isEqualTo(183);
        SipResponse answer = early.prack(progress, SDP, SESSION + "a=sendonly\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("a=recvonly");
        early.reject();
    }

    @Test
    void anAnswerToAnEarlyOfferComesInThePrack() throws Exception {
        EarlyCall early = new EarlyCall("Supported: 100rel\n", "");
        early.call.progress(183, early.bob.heard.audio.offer());
        SipResponse answer = early.prack(early.peer.response(), SDP, SESSION);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        early.bob.heard.hears("reanswered");
        early.reject();
    }

    @Test
    void aPrackThatIsRefusedAcknowledgesNothingAndKeepsNothingWaiting() throws Exception {
        EarlyCall early = new EarlyCall(SDP + "Supported: 100rel\n", SESSION);
        SessionDescription answer = early.bob.heard.audio
                .answer(Objects.requireNonNull(early.call.offer()));
        early.call.progress(183, answer);
        early.call.progress(183, answer);
        SipResponse progress = early.peer.response();
        assertThat(early.prack(progress, SDP, "m=nothing\n").status()).isEqualTo(400);
        assertThat(early.prack(progress, "", "").status()).isEqualTo(200);
        SipResponse second = early.peer.response();
        assertThat(second.headers().first("RSeq"))
                .isNotEqualTo(progress.headers().first("RSeq"));
        assertThat(early.prack(second, "", "").status()).isEqualTo(200);
        early.reject();
    }

    @Test
    void aPrackWhoseOfferIsNotAcceptableAcknowledgesNothing() throws Exception {
        EarlyCall early = new EarlyCall(SDP + "Supported: 100rel\n", SESSION);
        early.call.progress(183,
                early.bob.heard.audio.answer(Objects.requireNonNull(early.call.offer())));
        SipResponse progress = early.peer.response();
        assertThat(early.prack(progress, SDP,
                SESSION.replaceFirst("RTP/AVP [0-9 ]+", "RTP/AVP 99")).status()).isEqualTo(488);
        assertThat(early.prack(progress, "", "").status()).isEqualTo(200);
        early.reject();
    }

    @Test
    void anOfferInAPrackIsRefusedBeforeASessionIsAgreedOn() throws Exception {
        for (String offer : new String[]{SESSION, ""}) {
            EarlyCall early = new EarlyCall((offer.isEmpty() ? "" : SDP) + "Require: 100rel\n",
                    offer);
            early.call.ring();
            SipResponse ringing = early.peer.response();
            assertThat(early.prack(ringing, SDP, SESSION).status()).isEqualTo(500);
            assertThat(early.prack(ringing, "", "").status()).isEqualTo(200);
            early.reject();
            early.bob.heard.hears("ended US 486");
        }
    }

    @Test
    void withoutAPrackTheCallIsRefused() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        peer.send(RawPeer.request("INVITE", SDP + "Require: 100rel\n", SESSION));
        bob.taken().ring();
        SipResponse answer = peer.response();
        while (answer.status() == 180)
            answer = peer.response();
        assertThat(answer.startLine()).isEqualTo("SIP/2.0 504 No PRACK came");
        bob.heard.hears("ended FAILURE 504");
        settles(bob.layer);
    }

    @Test
    void anInviteWithoutAnOfferIsAnsweredByOursAndTheAckHasTheAnswer() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", "");
        peer.send(invite);
        IncomingCall call = bob.taken();
        assertThat(call.offer()).isNull();
        bob.answer(call);
        SipResponse ok = peer.response();
        assertThat(SessionDescription.parse(ok.body()).media()).hasSize(1);
        peer.send(inDialog(invite, ok, "ACK", 1, SDP, SESSION));
        bob.heard.hears("acknowledged with answer");
        // And the same by a re-INVITE.
        peer.send(inDialog(invite, ok, "INVITE", 2, "", ""));
        SipResponse again = peer.response();
        while (again.headers().cseq().number() == 1)
            again = peer.response();
        assertThat(again.body()).isNotEmpty();
        peer.send(inDialog(invite, ok, "ACK", 2, SDP, SESSION));
        bob.heard.hears("reanswered");
        peer.send(inDialog(invite, ok, "UPDATE", 3, SDP, SESSION + "a=sendonly\n"));
        bob.heard.hears("offered RECVONLY");
        call.hangUp();
        bob.heard.hears("ended US 200");
    }
}
