package org.rialto.protocols.um.proxy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.Login;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.protocols.um.UmServer;
import org.rialto.protocols.um.call.Signalling;
import org.rialto.protocols.um.dialplan.DialPolicies;
import org.rialto.protocols.um.intake.CallIntake;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.DigestServer;
import org.rialto.telephony.sip.Forwarding;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCore;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The SIP server: registrar, and a proxy that knows who its callers are. RFC 3261 sections 10 and 16,
/// MS-SIPRE, MS-EUMR, MS-OCEXUM 2.2.
///
/// It stands before the UM server in the layer, so that no `Ms-Exchange-Command` of somebody unknown
/// comes through. What it lets through and where to is decided here; [CallRouting] rings telephones.
public final class SipServer implements SipCore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipServer.class);
    /// MS-OCEXUM 2.2.1.
    static final String COMMAND = "Ms-Exchange-Command";
    private static final int NOTIFY_WAITS = 20;
    private static final long NOTIFY_WAIT_MILLIS = 50;
    private static final List<String> METHODS = List.of(SipRequest.INVITE, SipRequest.ACK,
            SipRequest.CANCEL, SipRequest.OPTIONS, SipRequest.BYE, SipRequest.REGISTER,
            SipRequest.SUBSCRIBE, SipRequest.NOTIFY, SipRequest.MESSAGE, SipRequest.INFO,
            SipRequest.UPDATE, SipRequest.PRACK, SipRequest.REFER);

    private final SipServerConfiguration configuration;
    private final SipLayer layer;
    private final Subscribers subscribers;
    private final Destinations destinations;
    private final Location location;
    private final Registrar registrar;
    private final Callers callers;
    private final Dialogs dialogs = new Dialogs();
    private final CallRouting routing;
    private final VoiceMailboxes mailboxes;
    private volatile @Nullable Lamps lamps;

    /// Adds itself to the layer's cores: make it before the UM server is added.
    ///
    /// @param attendants as the UM server has them: their numbers are calls for it
    public SipServer(SipServerConfiguration configuration, SipLayer layer,
            Subscribers subscribers, Map<String, java.util.Set<String>> attendants,
            Authenticator authenticator, VoiceMailboxes mailboxes, Clock clock) {
        this.configuration = configuration;
        this.layer = layer;
        this.mailboxes = mailboxes;
        this.subscribers = subscribers;
        this.destinations = new Destinations(configuration, subscribers,
                new DialPolicies(configuration.policy(), subscribers.directory()),
                new CallIntake(subscribers, attendants, false), layer);
        this.location = new Location(clock);
        this.registrar = new Registrar(configuration, location, layer);
        this.callers = new Callers(configuration.digests(), configuration.certificates(),
                subscribers, authenticator);
        this.routing = new CallRouting(configuration, destinations, location, mailboxes, dialogs,
                layer);
        layer.addCore(this);
    }

    /// Calls for voice mail go to the UM server of this process from now on. Nowhere before.
    public void voiceMail(SipCore here) {
        routing.voiceMail(new VoiceMailServers.Here(new SipTarget.InProcess(here)));
    }

    /// Calls for voice mail go to UM servers of other processes, the next when one does not take them.
    public void voiceMail(List<SipUri> elsewhere) {
        routing.voiceMail(new VoiceMailServers.Elsewhere(elsewhere));
    }

    /// Tells telephones from now on how much voice mail waits in this process, those that have not
    /// asked as well.
    ///
    /// @param delay how long after a telephone has registered
    /// @param subscriptions whether the UM server has a subscription with this Call-ID
    public void lightLamps(Duration delay, Predicate<String> subscriptions) {
        lightLamps(() -> Thread.sleep(delay), subscriptions);
    }

    void lightLamps(Lamps.Delay delay, Predicate<String> subscriptions) {
        lamps = new Lamps(layer, subscribers.directory(), mailboxes, location, delay,
                subscriptions);
    }

    @Nullable
    Lamps lamps() { return lamps; }

    /// Users' certificates are these from now on.
    public void take(UserCertificates certificates) { callers.take(certificates); }

    /// How many telephones are registered.
    public int registrations() { return location.count(); }

    /// Dialogs that go through this server.
    public int dialogs() { return dialogs.count(); }

    /// How calls ended.
    ///
    /// @param answered calls that a telephone or the UM server took
    /// @param diverted how often a call was sent elsewhere
    /// @param failed calls that nobody took
    public record Statistics(long answered, long diverted, long failed) {}

    public Statistics statistics() { return routing.statistics(); }

    /// A registered telephone.
    public record Registration(String user, String contact, long seconds, String transport) {}

    public List<Registration> registered() {
        java.time.Instant now = location.now();
        return location.all().entrySet().stream().flatMap(each -> each.getValue().stream()
                .filter(contact -> contact.isLive(now))
                .map(contact -> new Registration(name(each.getKey()), contact.uri().toString(),
                        Duration.between(now, contact.expires()).toSeconds(),
                        contact.flow().transport())))
                .sorted(java.util.Comparator.comparing(Registration::user)).toList();
    }

    private String name(long userId) {
        return subscribers.directory().object(userId)
                .filter(DirectoryObject.User.class::isInstance)
                .map(user -> ((DirectoryObject.User) user).address().toString()).orElse("");
    }

    // ---- which requests ---------------------------------------------------------------------

    /// All but what is between a caller and a UM server of this process already: that has a dialog.
    @Override
    public boolean takes(SipRequest request, SipPeer peer) { return true; }

    @Override
    public void handle(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        try {
            SipResponse refusal = Forwarding.refusal(transaction);
            if (refusal != null) {
                transaction.respond(refusal);
            } else if (!METHODS.contains(request.method())) {
                transaction.respond(transaction.response(SipStatus.NOT_IMPLEMENTED)
                        .with("Allow", String.join(", ", METHODS)));
            } else if (request.is(SipRequest.REGISTER)) {
                register(transaction);
            } else if (request.isInDialog()) {
                onward(transaction);
            } else {
                begin(transaction);
            }
        } catch (MalformedDataException e) {
            transaction.respond(SipStatus.BAD_REQUEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            transaction.respond(SipStatus.SERVICE_UNAVAILABLE);
        }
    }

    @Override
    public void acknowledge(SipRequest ack, SipPeer peer) {
        Fork.Branch branch = dialogs.onward(Forwarding.copy(ack, layer));
        if (branch != null)
            layer.sendStateless(branch.request(), branch.target());
    }

    // ---- REGISTER ---------------------------------------------------------------------------

    private void register(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (refusesRequired(transaction))
            return;
        Optional<DirectoryObject.User> wanted = subscribers.of(request.headers().to().uri());
        String realm = realm(wanted.orElse(null));
        Callers.Caller caller = callers.of(transaction, realm, false);
        switch (caller) {
            case Callers.Caller.Known known when wanted.isPresent()
                    && wanted.get().id() == known.user().id() -> {
                registrar.register(transaction, known.user(),
                        callers.registered(transaction.peer(), known));
            }
            case Callers.Caller.Known _ -> transaction.respond(SipStatus.FORBIDDEN);
            // Another proxy has its own telephones.
            case Callers.Caller.Trusted _,Callers.Caller.Unknown _ -> transaction
                    .respond(callers.digest(realm).challenge(transaction, false));
            case Callers.Caller.Refused(boolean stale) -> transaction
                    .respond(callers.digest(realm).challenge(transaction, stale));
        }
    }

    /// RFC 3261 sections 8.2.2.3 and 10.3 step 2: what is for this server itself.
    private static boolean refusesRequired(ServerTransaction transaction) {
        List<String> unknown = transaction.request().headers().list("Require").stream()
                .filter(each -> !each.equalsIgnoreCase("path")).toList();
        if (unknown.isEmpty())
            return false;
        transaction.respond(transaction.response(SipStatus.BAD_EXTENSION).with("Unsupported",
                String.join(", ", unknown)));
        return true;
    }

    /// The domain whose passwords count. An address that nobody has is asked for a password too.
    private String realm(DirectoryObject.@Nullable User user) {
        return user == null
                ? subscribers.directory().defaultDomain().map(Domain::name).orElse("rialto")
                : user.entry().domain().name();
    }

    // ---- within a dialog --------------------------------------------------------------------

    private void onward(ServerTransaction transaction) throws InterruptedException {
        SipRequest request = transaction.request();
        Fork.Branch branch = dialogs.onward(Forwarding.copy(request, layer));
        // RFC 6665 section 4.1.2.4: a first NOTIFY may overtake the answer to its SUBSCRIBE.
        for (int wait = 0; branch == null && wait < NOTIFY_WAITS && request.is(SipRequest.NOTIFY)
                && transaction.peer().isInProcess(); wait++) {
            Thread.sleep(NOTIFY_WAIT_MILLIS);
            branch = dialogs.onward(Forwarding.copy(request, layer));
        }
        if (branch == null) {
            transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
            return;
        }
        routing.passOn(transaction, branch);
        // What ends a call, or a subscription.
        if (request.is(SipRequest.BYE) || "terminated".equalsIgnoreCase(
                request.headers().value("Subscription-State"))
                && "message-summary".equals(request.headers().value("Event")))
            dialogs.ended(request);
    }

    // ---- what begins one --------------------------------------------------------------------

    private void begin(ServerTransaction transaction) throws InterruptedException {
        SipRequest request = transaction.request();
        Optional<Sensitivity> sensitivity = Sensitivity.of(request.headers());
        if (sensitivity.isEmpty()) {
            transaction.respond(SipStatus.BAD_REQUEST, "Bad Ms-Sensitivity");
            return;
        }
        Optional<DirectoryObject.User> claimed = subscribers
                .claimed(request.headers().from().uri());
        String realm = realm(claimed.orElse(null));
        Callers.Caller caller = callers.of(transaction, realm, true);
        Optional<DirectoryObject.User> from = caller instanceof Callers.Caller.Unknown
                ? unproved(transaction, claimed)
                : claimed;
        if (caller instanceof Callers.Caller.Refused(boolean stale)) {
            challenge(transaction, realm, stale);
            return;
        }
        boolean itself = callers.isFrom(caller, request);
        if (caller instanceof Callers.Caller.Known && !itself) {
            LOG.info("a request from {} says that it is from somebody else", transaction.peer());
            transaction.respond(SipStatus.FORBIDDEN, "From is another user");
            return;
        }
        SipRequest copy = Forwarding.copy(request, layer);
        callers.digest(realm).removeProxyCredentials(copy.headers());
        Diversions.strip(copy.headers());
        copy.headers().remove(UmServer.TELEPHONE);
        Signalling.unmark(copy);
        // RFC 3325 section 5: only a trusted proxy asserts who calls, and telephones and the gateway are
        // not told who calls against the caller's will; nor need the UM server know it then.
        if (!(caller instanceof Callers.Caller.Trusted) || CallIntake.isWithheld(copy.headers()))
            copy.headers().remove(CallIntake.ASSERTED);
        if (!itself)
            copy.headers().remove(COMMAND);
        boolean proved = !(caller instanceof Callers.Caller.Unknown);
        CallRouting.Sender sender = new CallRouting.Sender(proved,
                itself && caller instanceof Callers.Caller.Known);
        Destinations.Place place = destinations.of(copy, sender(caller, from));
        switch (place) {
            case Destinations.Place.Here _ -> answerOptions(transaction);
            case Destinations.Place.Nobody _ -> transaction.respond(SipStatus.NOT_FOUND);
            case Destinations.Place.Forbidden(String reason) -> {
                if (proved) {
                    transaction.respond(SipStatus.FORBIDDEN, reason);
                } else {
                    challengeOwn(transaction, from.isPresent(), realm);
                }
            }
            case Destinations.Place.Outside(SipUri uri) -> {
                if (proved) {
                    routing.outside(transaction, copy.withUri(uri));
                } else {
                    challengeOwn(transaction, from.isPresent(), realm);
                }
            }
            case Destinations.Place.VoiceMail(DirectoryObject.@Nullable User called) when request
                    .isInvite() || request.is(SipRequest.OPTIONS) -> {
                // To leave a message as one of ours takes what a call does; the own mailbox has its PIN.
                if (!proved && from.isPresent() && called != null && !isSame(called, from)) {
                    challenge(transaction, realm, false);
                } else {
                    routing.voiceMail(transaction, copy, sender, called, isSame(called, from));
                }
            }
            // The UM server believes what comes from here, so nothing else goes there unasked.
            case Destinations.Place.VoiceMail(DirectoryObject.@Nullable User called) -> {
                if (called != null && request.is(SipRequest.SUBSCRIBE)) {
                    subscribe(transaction, copy, called, isSame(called, from), proved, realm);
                } else {
                    transaction.respond(transaction.response(SipStatus.METHOD_NOT_ALLOWED)
                            .with("Allow", "INVITE, ACK, CANCEL, OPTIONS, BYE, SUBSCRIBE"));
                }
            }
            case Destinations.Place.Telephone(DirectoryObject.User called) when request
                    .is(SipRequest.SUBSCRIBE) ->
                subscribe(transaction, copy, called, isSame(called, from), proved, realm);
            case Destinations.Place.Telephone(DirectoryObject.User called) -> {
                // One of ours who calls another of ours shows it; from outside anybody may call.
                if (!proved && from.isPresent()) {
                    challenge(transaction, realm, false);
                } else if (isSame(called, from) && request.isInvite() && routing.hasVoiceMail()
                        && !sensitivity.get().forbidsDiversion()
                        && !transaction.peer().isInProcess()) {
                    // MS-OCEXUM 3.2: a UM server calls a user from the user's own address, without
                    // diversion; who else does so wants the own mailbox.
                    routing.voiceMail(transaction, copy, sender, called, true);
                } else {
                    routing.ring(transaction, copy, sender, called, sensitivity.get());
                }
            }
        }
    }

    /// Who has to show to be the one that From names. A gateway has no password and names its callers by
    /// its own address: an exchange behind it has names and extensions of its own.
    private Optional<DirectoryObject.User> unproved(ServerTransaction transaction,
            Optional<DirectoryObject.User> claimed) {
        return claimed.isPresent()
                && UmServer.isAt(configuration.gateway(), transaction.peer().address())
                        ? subscribers.exactly(transaction.request().headers().from().uri())
                        : claimed;
    }

    /// RFC 3842: users may watch their own message waiting. Nothing else can be watched here.
    private void subscribe(ServerTransaction transaction, SipRequest copy,
            DirectoryObject.User called, boolean own, boolean proved, String realm)
            throws InterruptedException {
        if (!routing.hasVoiceMail()) {
            transaction.respond(transaction.response(SipStatus.BAD_EVENT, "Bad Event"));
        } else if (!"message-summary".equals(copy.headers().value("Event"))) {
            transaction.respond(transaction.response(SipStatus.BAD_EVENT, "Bad Event")
                    .with("Allow-Events", "message-summary"));
        } else if (!proved) {
            challengeOwn(transaction, own, realm);
        } else if (!own) {
            transaction.respond(SipStatus.FORBIDDEN);
        } else {
            routing.subscribe(transaction, copy, called, () -> {
                Lamps unasked = lamps;
                if (unasked != null)
                    unasked.subscribed(called.id(), transaction.peer(), copy.headers().callId());
            });
        }
    }

    /// Whose policy counts.
    private static DirectoryObject.@Nullable User sender(Callers.Caller caller,
            Optional<DirectoryObject.User> from) {
        return switch (caller) {
            case Callers.Caller.Known(DirectoryObject.User user, Login _) -> user;
            case Callers.Caller.Trusted _ -> from.orElse(null);
            case Callers.Caller.Unknown _,Callers.Caller.Refused _ -> null;
        };
    }

    private static boolean isSame(DirectoryObject.@Nullable User called,
            Optional<DirectoryObject.User> from) {
        return called != null && from.isPresent() && from.get().id() == called.id();
    }

    /// Nothing is relayed to the outside for somebody unknown: one of ours is asked who it is.
    private void challengeOwn(ServerTransaction transaction, boolean isOurs, String realm) {
        if (isOurs) {
            challenge(transaction, realm, false);
        } else {
            transaction.respond(SipStatus.FORBIDDEN, "Not relayed");
        }
    }

    private void challenge(ServerTransaction transaction, String realm, boolean stale) {
        DigestServer digest = callers.digest(realm);
        transaction.respond(digest.proxyChallenge(transaction, stale));
    }

    /// Tells no telephone anything any more.
    @Override
    public void close() {
        Lamps now = lamps;
        if (now != null)
            now.close();
    }

    private void answerOptions(ServerTransaction transaction) {
        if (transaction.request().is(SipRequest.OPTIONS)) {
            if (!refusesRequired(transaction))
                transaction.respond(transaction.response(SipStatus.OK)
                        .with("Allow", String.join(", ", METHODS)).with("Accept", "application/sdp")
                        .with("Supported", "path"));
        } else {
            transaction.respond(SipStatus.NOT_FOUND);
        }
    }
}
