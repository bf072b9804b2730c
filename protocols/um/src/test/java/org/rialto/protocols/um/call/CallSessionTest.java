package org.rialto.protocols.um.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.media.MediaEngine;
import org.rialto.telephony.media.MediaParameters;
import org.rialto.telephony.media.MediaSettings;
import org.rialto.telephony.media.PortRange;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;
import org.rialto.telephony.sip.CallEnd;
import org.rialto.telephony.sip.CallListener;
import org.rialto.telephony.sip.CallRequest;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.Parameters;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;
import org.rialto.telephony.sip.UserAgent;
import org.rialto.telephony.sip.UserAgentSettings;

/// What the other side changes of a call that is placed, before and after it answers. RFC 3311, RFC 3264
/// section 8.
class CallSessionTest {
    private static final SipUri SELF = SipUri.parse("sip:um@example.com");

    private final AtomicInteger established = new AtomicInteger();
    private ServerSocket callee;
    private SipLayer layer;
    private MediaEngine engine;
    private CallSession session;
    private OutgoingCall call;

    private final class Counting implements CallSession.Watch {
        @Override
        public void established(int status, String reason) { established.incrementAndGet(); }

        @Override
        public void ended(CallEnd end) {}
    }

    private static final class Nobody implements UserAgent.Calls {
        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return false; }

        @Override
        public void incoming(IncomingCall unwanted) {}
    }

    /// A call to somebody who has said nothing yet.
    @BeforeEach
    void place() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        callee = new ServerSocket(0, 5, loopback);
        layer = new SipLayer(new SipSettings(List.of(new SipSettings.Listen("sip",
                new InetSocketAddress(loopback, 0), false)), "127.0.0.1", null, SipTrust.NOBODY));
        UserAgent agent = new UserAgent(layer, new UserAgentSettings("UM", null, Parameters.NONE,
                UserAgentSettings.ALLOW, 1800, 90), new Nobody());
        layer.addCore(agent);
        layer.start();
        int first = 30_000 + (int) (ProcessHandle.current().pid() % 1_000) * 20;
        engine = MediaEngine.start(
                MediaSettings.of(loopback, new PortRange(first, first + 19)));
        session = new CallSession(engine, loopback, LocalAudio.Srtp.NEVER, new NameAddress(SELF),
                uri -> uri, new Counting());
        SipUri there = SipUri.of("bob", "127.0.0.1", callee.getLocalPort());
        call = agent.placeCall(new CallRequest(there, new SipTarget.NextHop(there),
                new NameAddress(SELF), new NameAddress(there), new SipHeaders(), session.offer(),
                null), new CallListener() {
                });
        await().until(() -> call.peer() != null);
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        engine.close();
        layer.close();
        callee.close();
    }

    private static SessionDescription offer(String address, int port) {
        return SessionDescription.parse(("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 "
                + address + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP 0\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private void answered() {
        session.answered(call,
                new SipResponse(200, "OK", new SipHeaders(), new byte[0]));
    }

    private MediaParameters description() {
        return Objects.requireNonNull(session.media().description());
    }

    @Test
    void whatWasAgreedBeforeTheAnswerIsFollowedToWhereTheAnswerComesFrom() throws Exception {
        session.answer(call, offer("127.0.0.1", 39_996));
        assertThat(description().signalling()).isNull();
        answered();
        assertThat(description().signalling()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(established).hasValue(1);
    }

    @Test
    void aChangeThatIsRefusedLeavesTheSessionAsItWas() throws Exception {
        session.answer(call, offer("127.0.0.1", 39_996));
        assertThatThrownBy(() -> session.answer(call, offer("224.0.0.1", 39_994)))
                .isInstanceOf(NotAcceptableException.class);
        answered();
        assertThat(description().remote().getPort()).isEqualTo(39_996);
        assertThat(established).hasValue(1);
    }
}
