package org.rialto.protocols.um;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.sasl.GuessThrottle;
import org.rialto.protocols.um.answering.Caller;
import org.rialto.protocols.um.call.CallLine;
import org.rialto.protocols.um.call.CallSession;
import org.rialto.protocols.um.call.Voice;
import org.rialto.protocols.um.intake.CallIntake;
import org.rialto.protocols.um.intake.Intake;
import org.rialto.protocols.um.intake.Sender;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.telephony.media.MediaEngine;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;
import org.rialto.telephony.sip.CallEnd;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.Parameters;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipUri;
import org.rialto.telephony.sip.UserAgent;
import org.rialto.telephony.sip.UserAgentSettings;
import org.rialto.telephony.sip.Via;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The unified messaging server: takes the calls that are for it and leads each to its conversation,
/// on a virtual thread of its own. MS-OCEXUM.
public final class UmServer implements UserAgent.Calls {
    private static final Logger LOG = LoggerFactory.getLogger(UmServer.class);
    /// A header field between the SIP server and the UM server of one process, which comes in from
    /// nobody else: the other end of the call is a telephone that is registered here.
    public static final String TELEPHONE = "Rialto-Telephone";
    private static final String RETRY_AFTER_SECONDS = "10";
    private static final Duration LAST_WORDS = Duration.ofSeconds(8);

    private final UmConfiguration configuration;
    private final CallIntake intake;
    private final Subscribers subscribers;
    private final MediaEngine engine;
    private final Conversations conversations;
    private final Voice voice;
    private final ActiveCalls calls;
    private final UserAgent agent;
    private volatile @Nullable MessageWaitingServer messageWaiting;

    /// Adds itself to the layer's cores.
    public UmServer(UmConfiguration configuration, Subscribers subscribers, SipLayer layer,
            MediaEngine engine, Conversations conversations, Voice voice, Clock clock) {
        this.configuration = configuration;
        this.subscribers = subscribers;
        this.intake = new CallIntake(subscribers, configuration.attendants(),
                configuration.takesAll());
        this.engine = engine;
        this.conversations = conversations;
        this.voice = voice;
        this.calls = new ActiveCalls(configuration.mostCalls(),
                configuration.mostCallsOfAddress(), clock);
        List<String> allow = new java.util.ArrayList<>(UserAgentSettings.ALLOW);
        allow.add(SipRequest.SUBSCRIBE);
        // MS-OCEXUM 4.2: a machine, and UPDATE is allowed.
        this.agent = new UserAgent(layer, new UserAgentSettings("Rialto", null,
                Parameters.NONE.with("automata", null), allow, 1800, 90), this);
        layer.addCore(agent);
    }

    /// For who takes calls to this server within the process: a SIP server's way to voice mail.
    public UserAgent agent() { return agent; }

    public ActiveCalls calls() { return calls; }

    MediaEngine engine() { return engine; }

    UmConfiguration configuration() { return configuration; }

    /// Answers subscriptions to message waiting from now on.
    public void messageWaiting(MessageWaitingServer server) { messageWaiting = server; }

    // ---- what is for this server ------------------------------------------------------------

    @Override
    public boolean takes(SipRequest request, SipPeer peer) { return intake.takes(request); }

    @Override
    public void request(ServerTransaction transaction) {
        MessageWaitingServer lamps = messageWaiting;
        if (transaction.request().is(SipRequest.SUBSCRIBE) && lamps != null) {
            lamps.subscribe(transaction);
        } else {
            transaction.respond(SipStatus.NOT_IMPLEMENTED);
        }
    }

    @Override
    public void incoming(IncomingCall call) {
        Intake decided = intake.decide(call.request(), sender(call), isFax(call.offer()));
        switch (decided) {
            case Intake.NotOurs _ -> call.reject(SipStatus.NOT_FOUND);
            case Intake.Refused(int status, String reason) -> call.reject(status, reason);
            case Intake.Fax _ -> fax(call);
            case Intake.Answer answer -> take(call, ActiveCall.Kind.CALL_ANSWERING,
                    answer.called().address().toString(), answer.caller(), line -> {
                        conversations.answer(line, answer);
                        return true;
                    });
            case Intake.Subscriber subscriber -> subscriber(call, subscriber);
            case Intake.Attendant attendant -> take(call, ActiveCall.Kind.ATTENDANT,
                    attendant.name(), attendant.caller(), line -> {
                        conversations.attend(line, attendant.name(), attendant.caller());
                        return true;
                    });
        }
    }

    private void subscriber(IncomingCall call, Intake.Subscriber subscriber) {
        String user = subscriber.user().map(known -> known.address().toString()).orElse("");
        if (subscriber.skipPin())
            LOG.info("{} calls the own mailbox by {}, which is trusted: no PIN is asked", user,
                    call.peer());
        take(call, ActiveCall.Kind.SUBSCRIBER_ACCESS, user, subscriber.caller(), line -> {
            conversations.subscriber(line, subscriber.user().orElse(null),
                    subscriber.skipPin());
            return true;
        });
    }

    private static boolean isFax(@Nullable SessionDescription offer) {
        return offer != null && CallSession.isFax(offer);
    }

    private void fax(IncomingCall call) {
        if (configuration.faxPartner() == null) {
            call.reject(SipStatus.NOT_ACCEPTABLE_HERE);
        } else {
            call.redirect(List.of(new NameAddress(configuration.faxPartner())));
        }
    }

    // ---- a call -----------------------------------------------------------------------------

    /// What is done with a line. A result, so that any exception may leave it.
    @FunctionalInterface
    interface Talk {
        boolean on(CallLine line) throws IOException, HungUpException;
    }

    private void take(IncomingCall call, ActiveCall.Kind kind, String user, Caller caller,
            Talk talk) {
        ActiveCalls.Entry entry = calls.begin(kind, user, caller.id(), origin(call),
                call::hangUp);
        if (entry == null) {
            busy(call);
            return;
        }
        boolean goesOn = false;
        try {
            goesOn = answer(call, entry, kind == ActiveCall.Kind.SUBSCRIBER_ACCESS
                    ? null
                    : configuration.faxPartner(), named(call, caller), talk);
        } catch (NotAcceptableException e) {
            call.reject(SipStatus.NOT_ACCEPTABLE_HERE, e.reason());
        } catch (IOException e) {
            LOG.warn("a call cannot be taken: {}", e.getMessage());
            busy(call);
        } finally {
            if (!goesOn)
                entry.close();
        }
    }

    private Sender sender(IncomingCall call) {
        boolean asserts = call.request().headers().has(CallIntake.ASSERTED)
                || call.request().headers().has(CallIntake.COMMAND);
        boolean trusted = call.peer().isTrusted();
        if (!(trusted && asserts) && isAt(configuration.gateway(), addressBefore(call)))
            return Sender.GATEWAY;
        return trusted ? Sender.TRUSTED : Sender.STRANGER;
    }

    /// Whether this is an address of the gateway's.
    public static boolean isAt(@Nullable SipUri gateway, @Nullable InetAddress address) {
        if (gateway == null || address == null)
            return false;
        try {
            return List.of(InetAddress.getAllByName(gateway.host())).contains(address);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// A gateway carries many callers, each with a number that it vouches for; a stranger may call
    /// himself what he likes, and is where he is.
    private static String named(IncomingCall call, Caller caller) {
        InetAddress address = addressBefore(call);
        return caller.isBelieved() && !caller.id().isEmpty()
                ? caller.id().toLowerCase(Locale.ROOT)
                : address == null ? "" : GuessThrottle.network(address);
    }

    /// Where a call comes from, for the limit by address; null for this machine itself, which is
    /// exempt as it is from other limits of that kind.
    private static @Nullable InetAddress origin(IncomingCall call) {
        InetAddress address = addressBefore(call);
        return address == null || address.isLoopbackAddress() ? null : address;
    }

    /// The address before the SIP server of this process, if that is between: it has noted it in the
    /// Via below. Null when the call began here.
    private static @Nullable InetAddress addressBefore(IncomingCall call) {
        if (!call.peer().isInProcess())
            return call.peer().address();
        List<Via> vias = call.request().headers().vias();
        if (vias.size() < 2)
            return null;
        String received = vias.get(1).parameters().value("received");
        try {
            return InetAddress.ofLiteral(received == null ? vias.get(1).host() : received);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void busy(IncomingCall call) {
        SipResponse response = call.transaction().response(SipStatus.SERVICE_UNAVAILABLE);
        response.headers().add("Retry-After", RETRY_AFTER_SECONDS);
        call.reject(response);
    }

    private boolean answer(IncomingCall call, ActiveCalls.Entry entry,
            @Nullable SipUri faxPartner, String origin, Talk talk)
            throws IOException, NotAcceptableException {
        Conversation conversation = new Conversation(entry, faxPartner, origin, talk);
        CallSession session = new CallSession(engine,
                configuration.media().towards(call.offer(), call.peer()),
                configuration.srtp(), call.request().headers().to().withoutParameter("tag"),
                referTo(call), conversation);
        conversation.session(session);
        boolean answered = false;
        try {
            answered = session.answer(call);
            return answered;
        } finally {
            if (!answered)
                session.close();
        }
    }

    /// How the other side of a call is told whom to call instead (Refer-To, RFC 3515 section 2.1). A
    /// number outside is named as one of the gateway's; but a telephone that is registered here is
    /// told to ask its own domain, whose server knows the way and what its user may call.
    private UnaryOperator<SipUri> referTo(IncomingCall call) {
        SipHeaders invite = call.request().headers();
        return subscribers.exactly(invite.from().uri())
                .filter(_ -> call.peer().isInProcess() && invite.has(TELEPHONE))
                .map(this::referTo).orElse(UnaryOperator.identity());
    }

    /// Where a telephone of this user is at the other end.
    UnaryOperator<SipUri> referTo(DirectoryObject.User user) {
        String domain = user.entry().domain().name();
        SipUri gateway = configuration.gateway();
        return uri -> gateway != null && "phone".equals(uri.parameter("user"))
                && uri.host().equalsIgnoreCase(gateway.host()) && uri.port() == gateway.port()
                        ? SipUri.of(uri.user(), domain, -1).withParameter("user", "phone")
                        : uri;
    }

    /// From the answer to the end of a call.
    final class Conversation implements CallSession.Watch {
        private final AtomicReference<@Nullable CallSession> session = new AtomicReference<>();
        private final ActiveCalls.Entry entry;
        private final Talk talk;
        private final @Nullable SipUri faxPartner;
        private final String origin;
        private boolean begun;

        /// @param faxPartner where a fax machine is sent; null where none can be calling
        /// @param origin who is at the other end
        Conversation(ActiveCalls.Entry entry, @Nullable SipUri faxPartner, String origin,
                Talk talk) {
            this.origin = origin;
            this.entry = entry;
            this.faxPartner = faxPartner;
            this.talk = talk;
        }

        void session(CallSession made) { session.set(made); }

        @Override
        public synchronized void established(int status, String reason) {
            CallSession now = session.get();
            if (begun || now == null)
                return;
            begun = true;
            Thread.ofVirtual().name("um-call").start(() -> run(now));
        }

        private void run(CallSession now) {
            try (entry; now) {
                talk.on(new CallLine(now.media(), now, voice, configuration.directory(),
                        configuration.longestCall(), faxPartner, origin));
            } catch (HungUpException e) {
                LOG.debug("a call has ended: {}", e.getMessage());
            } catch (IOException | RuntimeException e) {
                LOG.error("a conversation failed", e);
            }
        }

        /// One that was never established has no thread that would clean up.
        @Override
        public synchronized void ended(CallEnd end) {
            CallSession now = session.get();
            if (!begun) {
                begun = true;
                entry.close();
                if (now != null)
                    now.close();
            }
        }
    }

    // ---- the end ----------------------------------------------------------------------------

    /// Refuses new calls, lets those at hand finish for so long, then hangs up and waits until what
    /// they recorded is kept. True when none had to be hung up.
    public boolean drain(Duration patience) throws InterruptedException {
        return calls.stop(patience, LAST_WORDS);
    }
}
