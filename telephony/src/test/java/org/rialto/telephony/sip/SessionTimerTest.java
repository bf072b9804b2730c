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
        String invite = RawPeer.request("INVITE", SDP + "Supported: timer\nSession-Expires: 3\n",
                SESSION);
        peer.send(invite);
        bob.answer(bob.taken());
        SipResponse ok = peer.response();
        assertThat(ok.headers().first("Session-Expires")).isEqualTo("3;refresher=uac");
        assertThat(ok.headers().lists("Require", "timer")).isTrue();
        peer.send(inDialog(invite, ok, "ACK", 1, "", ""));
        bob.heard.hears("acknowledged");
        Thread.sleep(1_500);
        peer.send(inDialog(invite, ok, "UPDATE", 2, "Supported: timer\nSession-Expires: 3\n", ""));
        Thread.sleep(1_200);
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
            if (allow.isEmpty())
                assertThat(peer.request().method()).isEqualTo("ACK");
            bob.heard.hears("acknowledged");
            peer.send(inDialog(invite, ok, "BYE", 2, "", "")).answers("200 OK");
            bob.heard.hears("ended THEM 200");
        }
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

    @Test
    void aCallerThatDemandsItGetsReliableRingingUntilItsPrack() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP + "Require: 100rel\n", SESSION);
        peer.send(invite);
        IncomingCall call = bob.taken();
        call.ring();
        SipResponse ringing = peer.response();
        assertThat(ringing.status()).isEqualTo(180);
        assertThat(ringing.headers().lists("Require", "100rel")).isTrue();
        assertThat(peer.response().headers().first("RSeq"))
                .isEqualTo(ringing.headers().first("RSeq"));
        peer.send(inDialog(invite, ringing, "PRACK", 2, "RAck: 1 1 INVITE\n", ""));
        assertThat(last(peer).status()).isEqualTo(481);
        peer.send(inDialog(invite, ringing, "PRACK", 3,
                "RAck: " + ringing.headers().first("RSeq") + " 1 INVITE\n", ""));
        assertThat(last(peer).status()).isEqualTo(200);
        call.reject(486);
        peer.answers("486 Busy Here");
    }

    private static SipResponse last(RawPeer peer) throws Exception {
        SipResponse answer = peer.response();
        while (answer.status() < 200)
            answer = peer.response();
        return answer;
    }

    /// RFC 3262 section 5.
    @Test
    void anOfferInAPrackIsAnswered() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP + "Supported: 100rel\n", SESSION);
        peer.send(invite);
        IncomingCall call = bob.taken();
        call.progress(183, bob.heard.audio.answer(Objects.requireNonNull(call.offer())));
        SipResponse progress = peer.response();
        assertThat(progress.status()).isEqualTo(183);
        peer.send(inDialog(invite, progress, "PRACK", 2, SDP + "RAck: "
                + progress.headers().first("RSeq") + " 1 INVITE\n", SESSION + "a=sendonly\n"));
        SipResponse answer = last(peer);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("a=recvonly");
        call.reject(486);
        peer.answers("486 Busy Here");
    }

    @Test
    void anAnswerToAnEarlyOfferComesInThePrack() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", "Supported: 100rel\n", "");
        peer.send(invite);
        IncomingCall call = bob.taken();
        call.progress(183, bob.heard.audio.offer());
        SipResponse progress = peer.response();
        peer.send(inDialog(invite, progress, "PRACK", 2, SDP + "RAck: "
                + progress.headers().first("RSeq") + " 1 INVITE\n", SESSION));
        SipResponse answer = last(peer);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        bob.heard.hears("reanswered");
        call.reject(486);
        peer.answers("486 Busy Here");
    }

    private static String prack(String invite, SipResponse progress, int sequence, String more,
            String body) {
        return inDialog(invite, progress, "PRACK", sequence,
                more + "RAck: " + progress.headers().first("RSeq") + " 1 INVITE\n", body);
    }

    @Test
    void aPrackThatIsRefusedAcknowledgesNothingAndKeepsNothingWaiting() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP + "Supported: 100rel\n", SESSION);
        peer.send(invite);
        IncomingCall call = bob.taken();
        SessionDescription answer = bob.heard.audio.answer(Objects.requireNonNull(call.offer()));
        call.progress(183, answer);
        call.progress(183, answer);
        SipResponse progress = peer.response();
        peer.send(prack(invite, progress, 2, SDP, "m=nothing\n"));
        assertThat(last(peer).status()).isEqualTo(400);
        peer.send(prack(invite, progress, 3, "", ""));
        assertThat(last(peer).status()).isEqualTo(200);
        SipResponse second = peer.response();
        assertThat(second.headers().first("RSeq"))
                .isNotEqualTo(progress.headers().first("RSeq"));
        peer.send(prack(invite, second, 4, "", ""));
        assertThat(last(peer).status()).isEqualTo(200);
        call.reject(486);
        peer.answers("486 Busy Here");
    }

    @Test
    void aPrackWhoseOfferIsNotAcceptableAcknowledgesNothing() throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        String invite = RawPeer.request("INVITE", SDP + "Supported: 100rel\n", SESSION);
        peer.send(invite);
        IncomingCall call = bob.taken();
        call.progress(183, bob.heard.audio.answer(Objects.requireNonNull(call.offer())));
        SipResponse progress = peer.response();
        peer.send(prack(invite, progress, 2, SDP,
                SESSION.replaceFirst("RTP/AVP [0-9 ]+", "RTP/AVP 99")));
        assertThat(last(peer).status()).isEqualTo(488);
        peer.send(prack(invite, progress, 3, "", ""));
        assertThat(last(peer).status()).isEqualTo(200);
        call.reject(486);
        peer.answers("486 Busy Here");
    }

    @Test
    void anOfferInAPrackIsRefusedBeforeASessionIsAgreedOn() throws Exception {
        for (String offer : new String[]{SESSION, ""}) {
            Side bob = side(40000);
            RawPeer peer = new RawPeer(bob.layer);
            String invite = RawPeer.request("INVITE",
                    (offer.isEmpty() ? "" : SDP) + "Require: 100rel\n", offer);
            peer.send(invite);
            IncomingCall call = bob.taken();
            call.ring();
            SipResponse ringing = peer.response();
            peer.send(prack(invite, ringing, 2, SDP, SESSION));
            assertThat(last(peer).status()).isEqualTo(500);
            peer.send(prack(invite, ringing, 3, "", ""));
            assertThat(last(peer).status()).isEqualTo(200);
            call.reject(486);
            peer.answers("486 Busy Here");
            bob.heard.hears("ended US 486");
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
