package org.rialto.protocols.um.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.CallForwarding;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.UmServer;
import org.rialto.protocols.um.call.Signalling;
import org.rialto.protocols.um.intake.CallIntake;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.ClientTransaction;
import org.rialto.telephony.sip.Forwarding;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rings a user's telephones, and takes a call elsewhere when the user says so. MS-SIPRE, MS-EUMR.
///
/// Without diversion (`Ms-Sensitivity`), a call ends as the telephones end it: busy, no answer,
/// offline; numbers that ring simultaneously are rung all the same.
final class CallRouting {
    private static final Logger LOG = LoggerFactory.getLogger(CallRouting.class);
    private static final String VOICE_MAIL = "app:voicemail";
    /// Users who forward to each other.
    private static final int MOST_DIVERSIONS = 5;
    private static final Duration LONGEST = Fork.TIMER_C;

    private final SipServerConfiguration configuration;
    private final Destinations destinations;
    private final Location location;
    private final VoiceMailboxes mailboxes;
    private final Dialogs dialogs;
    private final SipLayer layer;
    private volatile @Nullable VoiceMailServers voiceMail;
    private final Ringing strangers;
    private final LongAdder answered = new LongAdder();
    private final LongAdder diverted = new LongAdder();
    private final LongAdder failed = new LongAdder();

    CallRouting(SipServerConfiguration configuration, Destinations destinations, Location location,
            VoiceMailboxes mailboxes, Dialogs dialogs, SipLayer layer) {
        this.configuration = configuration;
        this.strangers = new Ringing(configuration.strangersRinging());
        this.destinations = destinations;
        this.location = location;
        this.mailboxes = mailboxes;
        this.dialogs = dialogs;
        this.layer = layer;
    }

    void voiceMail(VoiceMailServers servers) { voiceMail = servers; }

    boolean hasVoiceMail() { return voiceMail != null; }

    SipServer.Statistics statistics() {
        return new SipServer.Statistics(answered.sum(), diverted.sum(), failed.sum());
    }

    // ---- simple ways ------------------------------------------------------------------------

    /// To the other end of a dialog.
    void passOn(ServerTransaction transaction, Fork.Branch branch) throws InterruptedException {
        Fork fork = new Fork(transaction, (_, _) -> {});
        fork.refuseUnlessAnswered(fork.round(List.of(branch), LONGEST));
    }

    /// To the gateway.
    void outside(ServerTransaction transaction, SipRequest copy) throws InterruptedException {
        SipUri gateway = configuration.gateway();
        Fork fork = fork(transaction);
        end(fork, fork.round(gateway == null
                ? List.of()
                : List.of(recorded(transaction, copy, new SipTarget.NextHop(gateway))), LONGEST));
    }

    /// To the UM server, without ringing anybody: to the own mailbox, or to leave a message for
    /// somebody.
    void voiceMail(ServerTransaction transaction, SipRequest copy, Sender sender,
            DirectoryObject.@Nullable User called, boolean own) throws InterruptedException {
        VoiceMailServers servers = voiceMail;
        if (servers == null) {
            transaction.respond(SipStatus.TEMPORARILY_UNAVAILABLE, "No voice mail");
            return;
        }
        Fork fork = fork(transaction);
        SipRequest forwarded = copy;
        if (called != null) {
            forwarded = copy.withUri(mailboxOf(called));
            // MS-EUMR: with Diversion it is call answering, without it subscriber access.
            if (!own)
                Diversions.add(forwarded.headers(), address(called),
                        Diversions.Reason.UNCONDITIONAL);
        }
        end(fork, toVoiceMail(transaction, fork, forwarded, sender, servers));
    }

    /// The UM server of this process needs nobody in between; other ones' answers come back through
    /// this server, since telephones are reached by no other way.
    private Fork.Result toVoiceMail(ServerTransaction transaction, Fork fork, SipRequest copy,
            Sender sender, VoiceMailServers servers) throws InterruptedException {
        SipRequest own = copy.copy();
        // RFC 3325: asserted are those who have shown who they are, here or to a trusted proxy.
        if (sender.isTelephone())
            own.headers().set(CallIntake.ASSERTED, "<" + own.headers().from().uri() + ">");
        return switch (servers) {
            case VoiceMailServers.Here(SipTarget.InProcess target) -> {
                if (sender.isTelephone() || isRegistered(transaction.peer(), own))
                    own.headers().set(UmServer.TELEPHONE, "yes");
                if (!transaction.peer().isInProcess())
                    Signalling.mark(own, transaction.peer());
                yield fork.round(List.of(new Fork.Branch(own, target)), LONGEST);
            }
            case VoiceMailServers.Elsewhere(List<SipUri> all) -> elsewhere(transaction, fork, own,
                    all);
        };
    }

    private Fork.Result elsewhere(ServerTransaction transaction, Fork fork, SipRequest copy,
            List<SipUri> servers) throws InterruptedException {
        return new UmServerSearch(fork, configuration.voiceMailTimer(),
                (request, target) -> recorded(transaction, request, target))
                .find(copy.copy(), servers);
    }

    /// Whether this is the connection of a telephone of the user whom From names.
    private boolean isRegistered(SipPeer peer, SipRequest request) {
        return destinations.subscribers().exactly(request.headers().from().uri())
                .filter(user -> location.contacts(user.id()).stream()
                        .anyMatch(each -> each.isAt(peer)))
                .isPresent();
    }

    /// A subscription, for the UM server; who watches must be the user. What it tells goes through this
    /// server as well, since telephones are reached by no other way.
    ///
    /// @param accepted runs before the answer goes back, when it is a 2xx
    void subscribe(ServerTransaction transaction, SipRequest copy, DirectoryObject.User user,
            Runnable accepted) throws InterruptedException {
        VoiceMailServers servers = voiceMail;
        SipTarget back = new SipTarget.FlowOrRouted(transaction.peer(), true);
        Fork fork = new Fork(transaction, (branch, response) -> {
            SipPeer um = branch.peer();
            if (um != null && response.isSuccess()) {
                dialogs.begun(transaction.request(), response, back,
                        servers instanceof VoiceMailServers.Here(SipTarget.InProcess target)
                                ? target
                                : new SipTarget.FlowOrRouted(um, true));
                accepted.run();
            }
        });
        SipRequest own = copy.withUri(address(user));
        fork.refuseUnlessAnswered(switch (servers) {
            case null -> fork.round(List.of(), LONGEST);
            case VoiceMailServers.Here(SipTarget.InProcess target) -> fork.round(
                    List.of(recorded(transaction, own, target)), LONGEST);
            case VoiceMailServers.Elsewhere(List<SipUri> all) -> elsewhere(transaction, fork, own,
                    all);
        });
    }

    private static SipUri address(DirectoryObject.User user) {
        return SipUri.parse("sip:" + user.address());
    }

    private static SipUri mailboxOf(DirectoryObject.User user) {
        return address(user).withParameter("opaque", VOICE_MAIL);
    }

    // ---- a user's telephones ----------------------------------------------------------------

    /// One call on its way, maybe through several users' forwarding.
    private final class Call {
        final ServerTransaction transaction;
        final SipRequest copy;
        final Sender sender;
        final Fork fork;
        final Set<Long> seen = new HashSet<>();
        final boolean mayDivert;
        final boolean limited;

        Call(ServerTransaction transaction, SipRequest copy, Sender sender,
                Sensitivity sensitivity) {
            this.sender = sender;
            this.limited = !sender.isProved() && transaction.request().isInvite();
            this.transaction = transaction;
            this.copy = copy;
            this.fork = fork(transaction);
            this.mayDivert = transaction.request().isInvite() && !sensitivity.forbidsDiversion();
        }

        void to(DirectoryObject.User user) throws InterruptedException {
            seen.add(user.id());
            if (!limited) {
                to(user, true);
                return;
            }
            boolean admitted = strangers.begin(user.id());
            try {
                to(user, admitted);
            } finally {
                if (admitted)
                    strangers.end(user.id());
            }
        }

        /// @param admitted whether telephones may ring and numbers outside be called for this user:
        ///         one stranger too many reaches voice mail at most
        private void to(DirectoryObject.User user, boolean admitted) throws InterruptedException {
            CallForwarding settings = settings(user);
            if (mayDivert && !(settings.immediate() instanceof CallForwarding.Target.Nobody)) {
                divert(user, settings.immediate(), Diversions.Reason.UNCONDITIONAL,
                        admitted ? Fork.Result.UNREACHABLE : Fork.Result.BUSY, admitted);
                return;
            }
            Fork.Result result = admitted ? ringAll(user, settings) : Fork.Result.BUSY;
            if (!mayDivert || !isRefused(result)) {
                end(fork, result);
                return;
            }
            // A telephone may send the call elsewhere: where its user may, who has not said no at another.
            SipUri moved = fork.takeMoved();
            String where = moved == null || result == Fork.Result.DECLINED ? "" : dialled(moved);
            if (mayGo(where, user, admitted)) {
                number(user, where, Diversions.Reason.DEFLECTION, result, admitted);
                return;
            }
            switch (result) {
                case BUSY -> divert(user, settings.busy(), Diversions.Reason.BUSY, result,
                        admitted);
                case UNREACHABLE -> divert(user, settings.unreachable(),
                        Diversions.Reason.UNAVAILABLE, result, admitted);
                case NO_ANSWER, FAILED, DECLINED -> divert(user, settings.noAnswer(),
                        Diversions.Reason.NO_ANSWER, result, admitted);
                case ANSWERED, CANCELLED -> end(fork, result);
            }
        }

        /// An address at this machine is a name or an extension here.
        private String dialled(SipUri uri) {
            String user = uri.user();
            return user != null && layer.isOurs(uri) ? user : uri.toString();
        }

        private boolean mayGo(String where, DirectoryObject.User user, boolean admitted) {
            return !where.isEmpty() && switch (destinations.dialled(where, user)) {
                case Destinations.Place.Telephone(DirectoryObject.User next) ->
                    seen.size() < MOST_DIVERSIONS && !seen.contains(next.id());
                case Destinations.Place.Outside _ -> admitted;
                case Destinations.Place.Here _,Destinations.Place.VoiceMail _,Destinations.Place.Nobody _,Destinations.Place.Forbidden _ ->
                    false;
            };
        }

        private Fork.Result ringAll(DirectoryObject.User user, CallForwarding settings)
                throws InterruptedException {
            Fork.Result result = ring(user, settings);
            return mayDivert && isRefused(result) && !settings.team().isEmpty()
                    ? round(dialled(user, settings.team()), patience(settings))
                    : result;
        }

        private boolean isRefused(Fork.Result result) {
            return result != Fork.Result.ANSWERED && result != Fork.Result.CANCELLED;
        }

        /// Telephones with the same q together, those with a higher one first; numbers that ring
        /// simultaneously with the first.
        private Fork.Result ring(DirectoryObject.User user, CallForwarding settings)
                throws InterruptedException {
            List<Contact> contacts = location.reachable(user.id());
            List<Fork.Branch> together = transaction.request().isInvite()
                    ? dialled(user, settings.simultaneousRing())
                    : new ArrayList<>();
            Fork.Result result = Fork.Result.UNREACHABLE;
            for (int from = 0; from < contacts.size() || !together.isEmpty();) {
                int to = from;
                while (to < contacts.size() && contacts.get(to).q() == contacts.get(from).q())
                    together.add(branch(contacts.get(to++), true));
                from = to;
                result = round(together, patience(settings));
                together = new ArrayList<>();
                if (!isRefused(result))
                    return result;
            }
            return result;
        }

        private Fork.Result round(List<Fork.Branch> branches, Duration patience)
                throws InterruptedException {
            return fork.round(branches, transaction.request().isInvite() ? patience : LONGEST);
        }

        private Fork.Branch branch(Contact contact, boolean ofCalled) {
            SipRequest own = copy.copy().withUri(contact.uri());
            for (int i = contact.path().size() - 1; i >= 0; i--)
                own.headers().addFirst("Route", contact.path().get(i));
            Fork.Branch recorded = recorded(transaction, own, contact.target());
            return new Fork.Branch(recorded.request(), recorded.target(), ofCalled);
        }

        private List<Fork.Branch> dialled(DirectoryObject.User owner, List<String> numbers) {
            List<Fork.Branch> branches = new ArrayList<>();
            for (String number : numbers) {
                switch (destinations.dialled(number, owner)) {
                    case Destinations.Place.Telephone(DirectoryObject.User user) -> location
                            .reachable(user.id())
                            .forEach(each -> branches.add(branch(each, false)));
                    case Destinations.Place.Outside(SipUri uri) -> branches.add(recorded(
                            transaction, copy.copy().withUri(uri), gateway()));
                    case Destinations.Place.Here _,Destinations.Place.VoiceMail _,Destinations.Place.Nobody _,Destinations.Place.Forbidden _ ->
                        LOG.debug("a number of a list is not rung");
                }
            }
            return branches;
        }

        private SipTarget gateway() {
            SipUri gateway = configuration.gateway();
            return gateway == null ? new SipTarget.Routed() : new SipTarget.NextHop(gateway);
        }

        private void divert(DirectoryObject.User user, CallForwarding.Target where,
                Diversions.Reason reason, Fork.Result result, boolean admitted)
                throws InterruptedException {
            switch (where) {
                case CallForwarding.Target.Nobody _ -> end(fork, result);
                case CallForwarding.Target.VoiceMail _ -> {
                    VoiceMailServers servers = voiceMail;
                    if (servers == null || !Subscribers.isEnabled(user)) {
                        end(fork, result);
                        return;
                    }
                    end(fork, toVoiceMail(user, reason, servers, result));
                }
                case CallForwarding.Target.Number(String text) -> number(user, text, reason,
                        result, admitted);
            }
        }

        /// MS-EUMR 3.1.5: the one Diversion that goes there names whose mailbox it is, unless it is the
        /// caller's own.
        private Fork.Result toVoiceMail(DirectoryObject.User user, Diversions.Reason reason,
                VoiceMailServers servers, Fork.Result result) throws InterruptedException {
            SipRequest own = copy.copy().withUri(mailboxOf(user));
            Diversions.strip(own.headers());
            if (destinations.subscribers().exactly(own.headers().from().uri())
                    .filter(from -> from.id() == user.id()).isEmpty())
                Diversions.add(own.headers(), address(user), reason);
            diverted.increment();
            Fork.Result last = CallRouting.this.toVoiceMail(transaction, fork, own, sender,
                    servers);
            return last == Fork.Result.UNREACHABLE && servers instanceof VoiceMailServers.Here
                    ? result
                    : last;
        }

        private void number(DirectoryObject.User user, String text, Diversions.Reason reason,
                Fork.Result result, boolean admitted) throws InterruptedException {
            Diversions.add(copy.headers(), address(user), reason);
            switch (destinations.dialled(text, user)) {
                case Destinations.Place.Telephone(DirectoryObject.User next) -> {
                    // Two who forward to each other: the call ends as it would.
                    if (seen.size() >= MOST_DIVERSIONS || seen.contains(next.id())) {
                        end(fork, result);
                    } else {
                        diverted.increment();
                        to(next);
                    }
                }
                case Destinations.Place.Outside(SipUri uri) -> {
                    if (!admitted) {
                        end(fork, result);
                        return;
                    }
                    diverted.increment();
                    end(fork, fork.round(List.of(recorded(transaction, copy.withUri(uri),
                            gateway())), LONGEST));
                }
                case Destinations.Place.Here _,Destinations.Place.VoiceMail _,Destinations.Place.Nobody _,Destinations.Place.Forbidden _ ->
                    end(fork, result);
            }
        }
    }

    /// What is known of who sends a request.
    ///
    /// @param isProved whether it is known who calls; of others only so many ring a user, or go outside
    ///        for the user, at a time
    /// @param isTelephone whether it has shown that it is a telephone of the user whom From names, over
    ///        whichever connection
    record Sender(boolean isProved, boolean isTelephone) {}

    void ring(ServerTransaction transaction, SipRequest copy, Sender sender,
            DirectoryObject.User called, Sensitivity sensitivity) throws InterruptedException {
        new Call(transaction, copy, sender, sensitivity).to(called);
    }

    private CallForwarding settings(DirectoryObject.User user) {
        try {
            return mailboxes.open(user).forwarding();
        } catch (MailError e) {
            LOG.debug("no settings of {}: {}", user.address(), e.toString());
            return CallForwarding.NEW;
        }
    }

    private Duration patience(CallForwarding settings) {
        return settings.noAnswerSeconds() == 0
                ? configuration.noAnswer()
                : Duration.ofSeconds(settings.noAnswerSeconds());
    }

    // ---- the dialog's path ------------------------------------------------------------------

    /// This server stays in the path of what the branch begins.
    private Fork.Branch recorded(ServerTransaction transaction, SipRequest copy,
            SipTarget target) {
        SipRequest own = copy.copy();
        boolean secureOut = switch (target) {
            case SipTarget.Flow(SipPeer peer) -> peer.isSecure();
            case SipTarget.FlowOrAddress(SipPeer peer, int _, boolean tls) -> peer.isOpen()
                    ? peer.isSecure()
                    : tls;
            case SipTarget.NextHop(SipUri uri) -> uri.isSecure()
                    || "tls".equals(uri.transport());
            case SipTarget.Routed _,SipTarget.FlowOrRouted _,SipTarget.InProcess _ ->
                transaction.peer().isSecure();
        };
        Forwarding.recordRoute(own, layer, transaction.peer().isSecure(), secureOut);
        return new Fork.Branch(own, target);
    }

    /// A fork whose responses make dialogs known.
    private Fork fork(ServerTransaction transaction) {
        SipPeer caller = transaction.peer();
        SipTarget back = caller.isInProcess()
                && voiceMail instanceof VoiceMailServers.Here(SipTarget.InProcess um)
                        ? um
                        : new SipTarget.FlowOrRouted(caller, true);
        return new Fork(transaction, new Fork.Watch() {
            @Override
            public void unreached(SipTarget target) { location.unreached(target); }

            @Override
            public void passing(ClientTransaction branch, SipResponse response) {
                SipPeer called = branch.peer();
                response.headers().remove(UmServer.TELEPHONE);
                Signalling.unmark(response);
                if (called == null || called.isInProcess())
                    return;
                Optional<Contact> telephone = location.at(called);
                dialogs.begun(transaction.request(), response, back,
                        telephone.map(each -> each.target(called))
                                .orElseGet(() -> new SipTarget.FlowOrRouted(called, true)));
                if (caller.isInProcess())
                    Signalling.mark(response, called);
                if (caller.isInProcess() && response.isSuccess() && telephone.isPresent())
                    response.headers().set(UmServer.TELEPHONE, "yes");
            }
        });
    }

    private void end(Fork fork, Fork.Result result) {
        if (result == Fork.Result.ANSWERED || fork.isAnswered()) {
            answered.increment();
            return;
        }
        failed.increment();
        fork.refuse(result);
    }
}
