package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a request gets that a user agent cannot take: RFC 3261 section 8.2.
class UserAgentRefusalTest extends SipTestbed {
    private Side bob;
    private RawPeer peer;

    @BeforeEach
    void open() throws Exception {
        bob = side(40000);
        peer = new RawPeer(bob.layer);
    }

    private SipResponse answer(String request) throws Exception {
        return peer.send(request).response();
    }

    @Test
    void optionsSaysWhatIsThere() throws Exception {
        SipResponse response = answer(RawPeer.request("OPTIONS", ""));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().list("Allow")).contains("INVITE", "UPDATE", "PRACK");
        assertThat(response.headers().list("Supported")).contains("100rel", "timer");
        assertThat(response.headers().first("Accept")).startsWith("application/sdp");
        assertThat(response.headers().to().tag()).isNotNull();
    }

    @Test
    void aMethodThatIsKnownButNotAllowedIs405() throws Exception {
        SipResponse response = answer(RawPeer.request("SUBSCRIBE", ""));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().list("Allow")).contains("INVITE");
    }

    @Test
    void anUnknownMethodIs501() throws Exception {
        assertThat(answer(RawPeer.request("NEWMETHOD", "")).status()).isEqualTo(501);
    }

    @Test
    void anUnknownExtensionIs420AndNamed() throws Exception {
        SipResponse response = answer(
                RawPeer.request("INVITE", "Require: timer, nothingSupportsThis\n"));
        assertThat(response.status()).isEqualTo(420);
        assertThat(response.headers().first("Unsupported")).isEqualTo("nothingSupportsThis");
    }

    private static String parts(String second) {
        return "--frontier\nContent-Type: application/sdp\nContent-Disposition: session\n\n"
                + SESSION
                + "--frontier\n" + second + "\n--frontier--\n";
    }

    private SipResponse invited(String type, String body) throws Exception {
        Side bob = side(40000);
        RawPeer peer = new RawPeer(bob.layer);
        peer.send(RawPeer.request("INVITE", "Content-Type: " + type + "\n", body));
        FutureTask<SipResponse> answer = new FutureTask<>(peer::response);
        Thread.ofVirtual().start(answer);
        while (!answer.isDone()) {
            IncomingCall call = bob.incoming.poll(20, TimeUnit.MILLISECONDS);
            if (call != null) {
                assertThat(call.offer()).isNotNull();
                call.reject(486);
            }
        }
        return answer.get();
    }

    @Test
    void theSessionMayBeOnePartOfSeveral() throws Exception {
        String isup = "Content-Type: application/isup;version=itu-t92+\n"
                + "Content-Disposition: signal;handling=optional\n\n\0\u0001binary--frontier";
        assertThat(invited("multipart/mixed;boundary=frontier", parts(isup)).status())
                .isEqualTo(486);
        assertThat(invited("multipart/related; boundary=\"frontier\"", "preamble\n"
                + parts(isup) + "epilogue").status()).isEqualTo(486);
    }

    @Test
    void aPartThatMustBeUnderstoodIs415() throws Exception {
        assertThat(invited("multipart/mixed;boundary=frontier",
                parts("Content-Type: application/isup\n"
                        + "Content-Disposition: signal; handling=required\n\nx"))
                .status()).isEqualTo(415);
        assertThat(
                invited("multipart/mixed;boundary=frontier", "--frontier\n\nhello\n--frontier--\n")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aMultipartThatCannotBeReadIsABadRequest() throws Exception {
        assertThat(invited("multipart/mixed", parts("\nx")).status()).isEqualTo(400);
        assertThat(invited("multipart/mixed;boundary=frontier", "--frontier\n\nhello\n").status())
                .isEqualTo(400);
    }

    @Test
    void anotherBodyIs415WithWhatIsTaken() throws Exception {
        SipResponse response = answer(
                RawPeer.request("INVITE", "Content-Type: text/plain\n", "hello"));
        assertThat(response.status()).isEqualTo(415);
        assertThat(response.headers().first("Accept")).startsWith("application/sdp");
        assertThat(answer(RawPeer.request("INVITE",
                "Content-Type: application/sdp\nContent-Encoding: gzip\n", "x")).headers()
                .first("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void anotherSchemeIs416() throws Exception {
        assertThat(answer(RawPeer.request("INVITE", "").replace("INVITE sip:bob@127.0.0.1 ",
                "INVITE nobodyKnowsThisScheme:totallyopaquecontent ")).status()).isEqualTo(416);
    }

    @Test
    void aMalformedSessionIs400WithTheReason() throws Exception {
        SipResponse response = answer(
                RawPeer.request("INVITE", "Content-Type: application/sdp\n", "v=0\ns=-\n"));
        assertThat(response.startLine()).isEqualTo("SIP/2.0 400 o= is missing");
    }

    @Test
    void aRequestOfNoDialogIs481() throws Exception {
        assertThat(answer(RawPeer.request("BYE", "").replace("To: <sip:bob@127.0.0.1>",
                "To: <sip:bob@127.0.0.1>;tag=gone")).status()).isEqualTo(481);
        assertThat(answer(RawPeer.request("CANCEL", "")).status()).isEqualTo(481);
    }

    @Test
    void aSessionIntervalBelowTheLeastIs422() throws Exception {
        SipResponse response = answer(
                RawPeer.request("INVITE", "Supported: timer\nSession-Expires: 30\n"));
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.headers().first("Min-SE")).isEqualTo("90");
    }

    @Test
    void aRequestThatCameTwiceByForkingIs482() throws Exception {
        String first = RawPeer.request("INVITE", "");
        String second = first.replaceFirst("branch=z9hG4bK", "branch=z9hG4bKother");
        peer.send(first).send(second);
        bob.taken().ring();
        assertThat(peer.response().status()).isIn(180, 482);
        assertThat(peer.response().status()).isIn(180, 482);
        assertThat(bob.incoming).isEmpty();
    }

    @Test
    void malformedRequestsAreToldWhatIsWrong() throws Exception {
        String sound = RawPeer.request("OPTIONS", "");
        peer.send(sound.replaceFirst("CSeq: 1 OPTIONS", "CSeq: 1 INVITE"))
                .answers("400 CSeq has another method than the start line");
        peer.send(sound.replaceFirst("CSeq: 1 OPTIONS", "CSeq: 4294967296 OPTIONS"))
                .answers("400 CSeq: the number is too large");
        peer.send(sound.replaceFirst("From: .*", "From: \"Alice <sip:a@b>;tag=1"))
                .answers("400 From: a quoted string is not closed");
        peer.send(sound.replaceFirst("From: .*\n", "")).answers("400 From is missing");
        peer.send(sound.replaceFirst("Max-Forwards: 70", "Max-Forwards: 300"))
                .answers("400 Max-Forwards is above 255");
        peer.send(sound.replaceFirst("Contact: .*", "To: <sip:again@127.0.0.1>"))
                .answers("400 To is there more than once");
        peer.send(sound.replaceFirst("SIP/2.0\n", "SIP/7.0\n"))
                .answers("505 The version is not SIP/2.0");
        peer.send(sound.replaceFirst("sip:bob@127.0.0.1 ", "<sip:bob@127.0.0.1> "))
                .answers("400 The Request-URI is not a URI");
        // The connection still works.
        peer.send(sound).answers("200 OK");
    }

    @Test
    void withoutContentLengthTheStreamCannotGoOn() throws Exception {
        peer.send(RawPeer.request("OPTIONS", "").replaceFirst("Content-Length: 0\n", ""))
                .answers("400 Content-Length is missing");
        assertThat(peer.isClosedByOther()).isTrue();
    }

    @Test
    void doubleLineEndsAreAnsweredByOne() throws Exception {
        peer.send("\n\n");
        assertThat(peer.in().readNBytes(2)).containsExactly('\r', '\n');
        peer.send("\n" + RawPeer.request("OPTIONS", "")).answers("200 OK");
    }

    @Test
    void headersWithoutEndAreCutOff() throws Exception {
        peer.send("OPTIONS sip:bob@127.0.0.1 SIP/2.0\nSubject: " + "x".repeat(70_000));
        assertThat(peer.isClosedByOther()).isTrue();
    }
}
