package org.rialto.protocols.um;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.ConnectionFailureCause;
import org.rialto.mailbox.voice.PhoneCallInformation;
import org.rialto.mailbox.voice.PhoneCallLedger;
import org.rialto.mailbox.voice.PhoneCallState;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.call.CallSession;
import org.rialto.telephony.sip.CallEnd;
import org.rialto.telephony.sip.CallRequest;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Play-On-Phone: calls a user's telephone and plays a message or records a greeting there. MS-OCEXUM
/// sections 2.2.2, 3.2 and 4.2; started by MS-OXWUMS.
///
/// The call goes from the user's own address to the same address, wherever the Request-URI leads, so
/// that the user's programs let it ring; and no server may divert it.
public final class PlayOnPhone implements PhoneCalls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlayOnPhone.class);
    private static final String SENSITIVITY = "Ms-Sensitivity";
    private static final String NO_DIVERSION = "private-no-diversion";
    private static final int REMEMBERED_CALLS = 1_000;
    private static final int CALL_IS_BEING_FORWARDED = 181;

    private final UmServer server;
    private final UmConfiguration configuration;
    private final OutsideWorld outside;
    private final VoiceMailboxes mailboxes;
    private final Conversations conversations;
    private final PhoneCallLedger ledger;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("play-on-phone-clock").daemon().factory());

    public PlayOnPhone(UmServer server, OutsideWorld outside, VoiceMailboxes mailboxes,
            Conversations conversations, Clock clock) {
        this.server = server;
        this.configuration = server.configuration();
        this.outside = outside;
        this.mailboxes = mailboxes;
        this.conversations = conversations;
        this.ledger = new PhoneCallLedger(REMEMBERED_CALLS, configuration.mostCallsOfUser(),
                clock);
    }

    @Override
    public String play(DirectoryObject.User user, What what, String dialString) {
        String wanted = dialString.isBlank()
                ? mailboxes.open(user).settings().playOnPhoneDialString()
                : dialString;
        OutsideWorld.Way way = outside.way(user, wanted.isBlank()
                ? user.address().toString()
                : wanted);
        return new Placed(user, what).begin(way).id();
    }

    @Override
    public PhoneCallInformation information(DirectoryObject.User user, String callId) {
        return ledger.information(user.guid(), callId);
    }

    @Override
    public void disconnect(DirectoryObject.User user, String callId) {
        ledger.disconnect(user.guid(), callId);
    }

    /// One call, from the wish for it to its end.
    private final class Placed {
        private final DirectoryObject.User user;
        private final What what;
        private PhoneCallLedger.@Nullable Call record;
        private @Nullable OutgoingCall call;
        private boolean disconnected;
        private boolean ringingTooLong;
        private boolean established;
        /// Whether a telephone that is registered here has answered.
        private boolean telephone;

        Placed(DirectoryObject.User user, What what) {
            this.user = user;
            this.what = what;
        }

        PhoneCallLedger.Call begin(OutsideWorld.Way way) {
            PhoneCallLedger.Call listed = ledger.begin(user.guid(), this::disconnect);
            synchronized (this) {
                record = listed;
            }
            ActiveCalls.Entry entry = server.calls().begin(ActiveCall.Kind.PLAY_ON_PHONE,
                    user.address().toString(), way.shown(), null, this::hangUp);
            if (entry == null) {
                update(new PhoneCallInformation(PhoneCallState.DISCONNECTED,
                        ConnectionFailureCause.OTHER, 503, "Too many calls"));
                throw new MailError.Unavailable("too many calls at once");
            }
            try {
                place(way, entry);
            } catch (IOException e) {
                entry.close();
                update(new PhoneCallInformation(PhoneCallState.DISCONNECTED,
                        ConnectionFailureCause.OTHER, 503, "No media"));
                throw new MailError.Unavailable("no call can be placed now", e);
            }
            return listed;
        }

        private void place(OutsideWorld.Way way, ActiveCalls.Entry entry) throws IOException {
            UmServer.Conversation conversation = server.new Conversation(entry, null, "", line -> {
                conversations.play(line, user, what);
                return true;
            });
            NameAddress self = new NameAddress(user.display(),
                    SipUri.parse("sip:" + user.address()),
                    org.rialto.telephony.sip.Parameters.NONE);
            CallSession session = new CallSession(server.engine(),
                    configuration.media().towardsAnybody(), configuration.srtp(), self,
                    way.target() instanceof SipTarget.InProcess
                            ? this::referTo
                            : UnaryOperator.identity(),
                    new Progress(conversation));
            conversation.session(session);
            SipHeaders headers = new SipHeaders();
            headers.add(SENSITIVITY, NO_DIVERSION);
            OutgoingCall placed = server.agent().placeCall(new CallRequest(way.uri(),
                    way.target(), self, self, headers, session.offer(), null), session);
            session.placed(placed);
            boolean unwanted;
            synchronized (this) {
                call = placed;
                unwanted = disconnected;
            }
            if (unwanted)
                placed.hangUp();
            clock.schedule(this::giveUp, configuration.ringing().toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        private synchronized SipUri referTo(SipUri uri) {
            return telephone ? server.referTo(user).apply(uri) : uri;
        }

        private void giveUp() {
            OutgoingCall now;
            synchronized (this) {
                if (established)
                    return;
                ringingTooLong = true;
                now = call;
            }
            if (now != null)
                now.hangUp();
        }

        /// At the user's wish.
        private void disconnect() {
            synchronized (this) {
                disconnected = true;
            }
            hangUp();
        }

        private void hangUp() {
            OutgoingCall now;
            synchronized (this) {
                disconnected = true;
                now = call;
            }
            if (now != null)
                now.hangUp();
        }

        private void update(PhoneCallInformation information) {
            PhoneCallLedger.Call listed;
            synchronized (this) {
                listed = record;
            }
            if (listed != null)
                listed.update(information);
        }

        /// What is learned on the way, told to the ledger and then to the conversation.
        private final class Progress implements CallSession.Watch {
            private final CallSession.Watch conversation;
            private boolean sent;
            private boolean rang;
            private int status;
            private String reason = "";

            Progress(CallSession.Watch conversation) { this.conversation = conversation; }

            /// Until then names are resolved and connections made: idle.
            @Override
            public void sent() {
                if (!sent)
                    state(PhoneCallState.CONNECTING);
                sent = true;
            }

            @Override
            public void provisional(SipResponse response) {
                boolean forwards = response.status() == CALL_IS_BEING_FORWARDED;
                rang |= !forwards;
                learned(response.status(), response.reason());
                state(forwards ? PhoneCallState.FORWARDING : PhoneCallState.ALERTED);
            }

            @Override
            public void answered(SipResponse response) {
                synchronized (Placed.this) {
                    telephone = response.headers().has(UmServer.TELEPHONE);
                }
            }

            @Override
            public void established(int answeredBy, String words) {
                synchronized (Placed.this) {
                    established = true;
                }
                learned(answeredBy, words);
                state(PhoneCallState.CONNECTED);
                conversation.established(answeredBy, words);
            }

            /// The user has the sender of the message called.
            @Override
            public void transferring(boolean begins) {
                state(begins ? PhoneCallState.TRANSFERRING : PhoneCallState.CONNECTED);
            }

            private synchronized void learned(int code, String words) {
                status = code;
                reason = words;
            }

            private synchronized void state(PhoneCallState state) {
                update(new PhoneCallInformation(state, ConnectionFailureCause.NONE, status,
                        reason));
            }

            @Override
            public void ended(CallEnd end) {
                conversation.ended(end);
                boolean gaveUp;
                boolean wished;
                synchronized (Placed.this) {
                    gaveUp = ringingTooLong;
                    wished = disconnected;
                }
                ConnectionFailureCause cause = end.status() < 300 || wished && !gaveUp
                        ? ConnectionFailureCause.NONE
                        : gaveUp ? ConnectionFailureCause.NO_ANSWER : cause(end.status(), rang);
                LOG.info("Play-On-Phone for {} ended: {} {}", user.address(), end.status(),
                        end.reason());
                update(new PhoneCallInformation(PhoneCallState.DISCONNECTED, cause, end.status(),
                        end.reason()));
            }
        }
    }

    /// MS-OXWUMS section 2.2, ConnectionFailureCauseType, of a SIP status.
    static ConnectionFailureCause cause(int status, boolean rang) {
        return switch (status) {
            case 486, 600 -> ConnectionFailureCause.USER_BUSY;
            case 408, 487 -> ConnectionFailureCause.NO_ANSWER;
            case 480 -> rang
                    ? ConnectionFailureCause.NO_ANSWER
                    : ConnectionFailureCause.UNAVAILABLE;
            case 404, 410, 502, 503, 504, 604 -> ConnectionFailureCause.UNAVAILABLE;
            default -> ConnectionFailureCause.OTHER;
        };
    }

    @Override
    public void close() { clock.shutdownNow(); }
}
