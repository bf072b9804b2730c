package org.rialto.protocols.um;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.database.Patience.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mailbox.voice.ConnectionFailureCause;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.PhoneCallInformation;
import org.rialto.mailbox.voice.PhoneCallState;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.directory.Attribute;
import org.rialto.mapi.MailError;
import org.rialto.telephony.sdp.AudioNegotiator;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sip.CallEnd;
import org.rialto.telephony.sip.CallListener;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.Parameters;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCall;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;
import org.rialto.telephony.sip.UserAgent;
import org.rialto.telephony.sip.UserAgentSettings;

/// MS-OCEXUM 3.2 and 4.2, towards a gateway that is a telephone.
class PlayOnPhoneTest {
    private static final PhoneCalls.What GREETING = new PhoneCalls.What.OwnGreeting(
            GreetingKind.PERSONAL);

    private enum Manner {
        ANSWERS, BUSY, RINGS, GONE, FORWARDS, MUTE
    }

    private final SipLayer phone;
    private final UmFixture um;
    private final PlayOnPhone calls;
    private final BlockingQueue<SipRequest> invites = new LinkedBlockingQueue<>();
    private final BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<ServerTransaction> refers = new LinkedBlockingQueue<>();
    private final BlockingQueue<IncomingCall> answered = new LinkedBlockingQueue<>();
    private volatile Manner manner = Manner.ANSWERS;

    PlayOnPhoneTest(@TempDir Path folder) throws IOException {
        phone = new SipLayer(new SipSettings(List.of(new SipSettings.Listen("phone",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)), "127.0.0.1",
                null, SipTrust.NOBODY));
        List<String> allow = new ArrayList<>(UserAgentSettings.ALLOW);
        allow.add(SipRequest.REFER);
        phone.addCore(new UserAgent(phone, new UserAgentSettings("phone", null, Parameters.NONE,
                allow, 1800, 90), new Telephone()));
        phone.start();
        um = new UmFixture(folder, 10, gateway(), null);
        calls = new PlayOnPhone(um.server, new OutsideWorld(um.subscribers,
                um.server.configuration().policy(), gateway(), null), um.mailboxes,
                um.conversations, Clock.systemUTC());
    }

    private SipUri gateway() {
        return SipUri.parse("sip:127.0.0.1:" + phone.listeners().getFirst().address().getPort()
                + ";transport=tcp");
    }

    private final class Telephone implements UserAgent.Calls {
        @Override
        public boolean takes(SipRequest request, SipPeer peer) { return true; }

        @Override
        public void incoming(IncomingCall call) {
            invites.add(call.request());
            call.listen(new CallListener() {
                @Override
                public void ended(SipCall ended, CallEnd end) { ends.add(end); }

                @Override
                public void handle(SipCall within, ServerTransaction transaction) {
                    refers.add(transaction);
                }
            });
            switch (manner) {
                case ANSWERS -> {
                    call.ring();
                    answer(call);
                }
                case BUSY -> call.reject(SipStatus.BUSY_HERE);
                case RINGS -> call.ring();
                case FORWARDS -> call.progress(181, null);
                case MUTE -> {
                }
                case GONE -> call.reject(SipStatus.NOT_FOUND);
            }
        }

        private void answer(IncomingCall call) {
            try {
                AudioNegotiator audio = new AudioNegotiator(new LocalAudio(
                        InetAddress.getLoopbackAddress(), 39_990));
                var offer = call.offer();
                if (offer != null) {
                    call.answer(audio.answer(offer));
                    answered.add(call);
                }
            } catch (NotAcceptableException e) {
                call.reject(SipStatus.NOT_ACCEPTABLE_HERE);
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        calls.close();
        um.close();
        phone.close();
    }

    private SipRequest invite() throws InterruptedException {
        SipRequest invite = invites.poll(60, TimeUnit.SECONDS);
        if (invite == null)
            throw new AssertionError("no call came");
        return invite;
    }

    /// The states that are seen until the last one.
    private List<PhoneCallState> statesOf(String id) throws InterruptedException {
        List<PhoneCallState> states = new ArrayList<>();
        long until = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < until) {
            PhoneCallState state = calls.information(um.user("alice"), id).state();
            if (states.isEmpty() || states.getLast() != state)
                states.add(state);
            if (state == PhoneCallState.DISCONNECTED)
                break;
            Thread.sleep(2);
        }
        return states;
    }

    @Test
    void theInviteIsPrivateAndGoesFromTheUserToTheUserWhoeverIsDialled() throws Exception {
        calls.play(um.user("alice"), GREETING, "030 123 4567");
        SipRequest invite = invite();

        assertThat(invite.headers().all("Ms-Sensitivity"))
                .containsExactly("private-no-diversion");
        assertThat(invite.uri().toString()).matches(
                "sip:\\+49301234567@127\\.0\\.0\\.1:\\d+;transport=tcp;user=phone");
        assertThat(invite.headers().from().uri()).hasToString("sip:alice@contoso.com");
        assertThat(invite.headers().to().uri()).isEqualTo(invite.headers().from().uri());
        assertThat(String.valueOf(invite.headers().contact()))
                .matches("<sip:127\\.0\\.0\\.1:\\d+;transport=tcp>;automata");
        assertThat(invite.headers().lists("Allow", "UPDATE")).isTrue();
        assertThat(um.talk()).isEqualTo("plays for alice@contoso.com");
    }

    @Test
    void aCallThatIsAnsweredGoesThroughItsStatesAndEndsAtTheUsersWish() throws Exception {
        String id = calls.play(um.user("alice"), GREETING, "5501");
        um.talk();
        PhoneCallInformation now = calls.information(um.user("alice"), id);
        calls.disconnect(um.user("alice"), id);
        statesOf(id);

        assertThat(now.state()).isEqualTo(PhoneCallState.CONNECTED);
        assertThat(now.sipResponseCode()).isEqualTo(200);
        PhoneCallInformation after = calls.information(um.user("alice"), id);
        assertThat(after.state()).isEqualTo(PhoneCallState.DISCONNECTED);
        assertThat(after.cause()).isEqualTo(ConnectionFailureCause.NONE);
        assertThat(ends.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aBusyTelephoneIsToldBusy() throws Exception {
        manner = Manner.BUSY;
        String id = calls.play(um.user("alice"), GREETING, "5501");
        statesOf(id);

        PhoneCallInformation information = calls.information(um.user("alice"), id);
        assertThat(information.cause()).isEqualTo(ConnectionFailureCause.USER_BUSY);
        assertThat(information.sipResponseCode()).isEqualTo(486);
        assertThat(information.sipResponseText()).isEqualTo("Busy Here");
        await().until(() -> um.server.calls().count() == 0);
    }

    @Test
    void aTelephoneThatOnlyRingsIsGivenUp() throws Exception {
        manner = Manner.RINGS;
        String id = calls.play(um.user("alice"), GREETING, "5501");

        assertThat(statesOf(id)).endsWith(PhoneCallState.ALERTED, PhoneCallState.DISCONNECTED);
        assertThat(calls.information(um.user("alice"), id).cause())
                .isEqualTo(ConnectionFailureCause.NO_ANSWER);
        assertThat(String.valueOf(ends.poll(60, TimeUnit.SECONDS))).contains("487");
        await().until(() -> um.engine.sessions() == 0);
    }

    @Test
    void aCallIsIdleUntilItsInviteGoesOut() throws Exception {
        // A server that takes connections and says nothing: TLS does not come about.
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SipUri secure = SipUri.parse("sip:127.0.0.1:" + mute.getLocalPort()
                    + ";transport=tls");
            try (PlayOnPhone slow = new PlayOnPhone(um.server, new OutsideWorld(um.subscribers,
                    um.server.configuration().policy(), secure, null), um.mailboxes,
                    um.conversations, Clock.systemUTC())) {
                String id = slow.play(um.user("alice"), GREETING, "5501");
                try (Socket taken = mute.accept()) {
                    assertThat(taken.isConnected()).isTrue();
                    Thread.sleep(100);
                    PhoneCallInformation now = slow.information(um.user("alice"), id);
                    assertThat(now).isEqualTo(PhoneCallInformation.IDLE);
                }
                await().until(() -> slow.information(um.user("alice"), id)
                        .state() == PhoneCallState.DISCONNECTED);
                assertThat(slow.information(um.user("alice"), id).cause())
                        .isEqualTo(ConnectionFailureCause.UNAVAILABLE);
            }
        }
    }

    @Test
    void aCallThatWasSentIsConnectingUntilItRings() throws Exception {
        manner = Manner.MUTE;
        String id = calls.play(um.user("alice"), GREETING, "5501");
        invite();

        await().until(() -> calls.information(um.user("alice"), id)
                .equals(new PhoneCallInformation(PhoneCallState.CONNECTING,
                        ConnectionFailureCause.NONE, 0, "")));
    }

    @Test
    void aTelephoneThatSendsTheCallElsewhereIsForwarding() throws Exception {
        manner = Manner.FORWARDS;
        String id = calls.play(um.user("alice"), GREETING, "5501");
        invite();
        await().until(() -> calls.information(um.user("alice"), id)
                .state() == PhoneCallState.FORWARDING);

        assertThat(calls.information(um.user("alice"), id).sipResponseCode()).isEqualTo(181);
    }

    /// Has the call handed on to Bob; the REFER that comes of it.
    private ServerTransaction handedOn(String id) throws InterruptedException {
        ServerTransaction refer = refers.poll(60, TimeUnit.SECONDS);
        if (refer == null)
            throw new AssertionError("no REFER came");
        assertThat(refer.request().headers().first("Refer-To")).contains("sip:bob@contoso.com");
        assertThat(refer.request().headers().first("Referred-By"))
                .contains("sip:alice@contoso.com");
        assertThat(calls.information(um.user("alice"), id).state())
                .isEqualTo(PhoneCallState.TRANSFERRING);
        return refer;
    }

    @Test
    void aCallThatIsHandedOnIsTransferringAndThenOver() throws Exception {
        um.conversations.transfers = "sip:bob@contoso.com";
        String id = calls.play(um.user("alice"), GREETING, "5501");
        handedOn(id).respond(202);
        Objects.requireNonNull(answered.poll(60, TimeUnit.SECONDS), "nobody answered").hangUp();

        assertThat(statesOf(id)).endsWith(PhoneCallState.DISCONNECTED);
        assertThat(calls.information(um.user("alice"), id).cause())
                .isEqualTo(ConnectionFailureCause.NONE);
    }

    @Test
    void aCallThatIsNotHandedOnIsConnectedAgain() throws Exception {
        um.conversations.transfers = "sip:bob@contoso.com";
        String id = calls.play(um.user("alice"), GREETING, "5501");
        handedOn(id).respond(SipStatus.DECLINE);

        await().until(() -> calls.information(um.user("alice"), id)
                .state() == PhoneCallState.CONNECTED);
    }

    @Test
    void aCallThatIsBeingHandedOnRingsNoLonger() throws Exception {
        um.conversations.transfers = "sip:bob@contoso.com";
        String id = calls.play(um.user("alice"), GREETING, "5501");
        ServerTransaction refer = handedOn(id);

        // Longer than a call may ring.
        assertThat(ends.poll(8, TimeUnit.SECONDS)).isNull();
        refer.respond(SipStatus.DECLINE);
        await().until(() -> calls.information(um.user("alice"), id)
                .state() == PhoneCallState.CONNECTED);
    }

    @Test
    void aCallMayBeDisconnectedWhileItRings() throws Exception {
        manner = Manner.RINGS;
        String id = calls.play(um.user("alice"), GREETING, "5501");
        invite();
        calls.disconnect(um.user("alice"), id);
        statesOf(id);

        assertThat(calls.information(um.user("alice"), id).cause())
                .isEqualTo(ConnectionFailureCause.NONE);
        assertThat(String.valueOf(ends.poll(60, TimeUnit.SECONDS))).contains("487");
    }

    @Test
    void aTelephoneThatIsNotThereIsUnavailable() throws Exception {
        manner = Manner.GONE;
        String id = calls.play(um.user("alice"), GREETING, "5501");
        statesOf(id);

        assertThat(calls.information(um.user("alice"), id).cause())
                .isEqualTo(ConnectionFailureCause.UNAVAILABLE);
    }

    @Test
    void numbersThatThePolicyDoesNotAllowAreNotCalled() {
        assertThatThrownBy(() -> calls.play(um.user("alice"), GREETING, "+1 900 555 0100"))
                .isInstanceOf(MailError.Denied.class);
        assertThatThrownBy(() -> calls.play(um.user("alice"), GREETING, "*72 030 1234567"))
                .isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(() -> calls.play(um.user("alice"), GREETING, "sip:x@evil.example"))
                .isInstanceOf(MailError.Invalid.class);
        assertThat(invites).isEmpty();
    }

    @Test
    void thePolicyIsTheUsers() throws Exception {
        um.directory.change(edit -> edit.set(um.user("alice").id(),
                Attribute.UM_ALLOWED_NUMBERS, "+49900*"));
        calls.play(um.user("alice"), GREETING, "+49 900 123456");
        assertThat(invite().uri().user()).isEqualTo("+49900123456");
        assertThatThrownBy(() -> calls.play(um.user("bob"), GREETING, "+49 900 123456"))
                .isInstanceOf(MailError.Denied.class);
    }

    @Test
    void withoutADialStringTheUsersOwnIsCalledElseTheUser() throws Exception {
        calls.play(um.user("alice"), GREETING, "");
        assertThat(invite().uri()).hasToString("sip:alice@contoso.com");
        um.mailboxes.open(um.user("alice"))
                .change(settings -> settings.withPlayOnPhoneDialString("+49 30 7654321"));
        calls.play(um.user("alice"), GREETING, "");

        assertThat(invite().uri().user()).isEqualTo("+49307654321");
    }

    @Test
    void aCallIsNobodyElses() {
        String id = calls.play(um.user("alice"), GREETING, "5501");

        assertThatThrownBy(() -> calls.information(um.user("bob"), id))
                .isInstanceOf(MailError.NotFound.class);
        assertThatThrownBy(() -> calls.disconnect(um.user("bob"), id))
                .isInstanceOf(MailError.NotFound.class);
    }

    @Test
    void oneUserPlacesOnlySoManyCallsAtATime() {
        manner = Manner.RINGS;
        calls.play(um.user("alice"), GREETING, "5501");
        calls.play(um.user("alice"), GREETING, "5501");

        assertThatThrownBy(() -> calls.play(um.user("alice"), GREETING, "5501"))
                .isInstanceOf(MailError.Unavailable.class);
    }
}
