package org.rialto.protocols.um.proxy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Protocol;
import org.rialto.directory.password.SipSecret;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.DigestAlgorithm;
import org.rialto.telephony.sip.DigestServer;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;

/// Who sent a request. RFC 3261 section 22; a client certificate of the trust list; the UM server of
/// this process.
final class Callers {
    private static final long NONCE_MILLIS = 300_000;

    private final List<DigestAlgorithm> offered;
    private final Subscribers subscribers;
    private final Authenticator authenticator;
    private final Map<String, DigestServer> digests = new ConcurrentHashMap<>();
    /// Who registered over a connection of TLS: what follows over it is that user's. MS-OCEXUM
    /// 2.2.1: "previously authenticated".
    private final Map<SipPeer, Long> registered = new ConcurrentHashMap<>();

    /// What a request's sender is.
    sealed interface Caller {
        /// This user, proved.
        record Known(DirectoryObject.User user) implements Caller {}

        /// Whose word counts: another proxy that has authenticated its users, or the UM server here.
        record Trusted() implements Caller {}

        /// Nothing was shown.
        record Unknown() implements Caller {}

        /// Something was shown and it is not right.
        record Refused(boolean stale) implements Caller {}
    }

    Callers(List<DigestAlgorithm> offered, Subscribers subscribers,
            Authenticator authenticator) {
        this.offered = offered;
        this.subscribers = subscribers;
        this.authenticator = authenticator;
    }

    /// Challenges and credentials of a domain.
    DigestServer digest(String domain) {
        return digests.computeIfAbsent(domain,
                realm -> new DigestServer(realm, offered, NONCE_MILLIS));
    }

    /// @param proxy whether credentials are those for a proxy
    Caller of(ServerTransaction transaction, String realm, boolean proxy) {
        SipPeer peer = transaction.peer();
        AtomicReference<DirectoryObject.@Nullable User> proved = new AtomicReference<>();
        DigestServer.Outcome outcome = digest(realm).check(transaction.request(), proxy,
                (algorithm, username, response) -> {
                    Outcome judged = authenticator.digest(username, realm, own(algorithm),
                            response::test,
                            new Peer(peer.address(), Protocol.SIP, peer.isSecure()));
                    if (!(judged instanceof Outcome.Granted granted))
                        return false;
                    proved.set(subscribers.directory()
                            .object(granted.actor().userId())
                            .filter(DirectoryObject.User.class::isInstance)
                            .map(DirectoryObject.User.class::cast).orElse(null));
                    return proved.get() != null;
                });
        DirectoryObject.User user = proved.get();
        return switch (outcome) {
            case DigestServer.Outcome.Authenticated _ when user != null -> new Caller.Known(user);
            case DigestServer.Outcome.Authenticated _,DigestServer.Outcome.Failed _ ->
                new Caller.Refused(false);
            case DigestServer.Outcome.Stale _ -> new Caller.Refused(true);
            case DigestServer.Outcome.Missing _ -> byConnection(peer);
        };
    }

    private Caller byConnection(SipPeer peer) {
        if (peer.isTrusted())
            return new Caller.Trusted();
        Long id = registered.get(peer);
        return (id == null ? Optional.<DirectoryObject>empty() : subscribers.directory().object(id))
                .filter(DirectoryObject.User.class::isInstance)
                .<Caller>map(found -> new Caller.Known((DirectoryObject.User) found))
                .orElseGet(Caller.Unknown::new);
    }

    /// A user has proved a password over this connection.
    void registered(SipPeer peer, DirectoryObject.User user) {
        // Over TCP anybody on the way may send what he likes.
        if (peer.isSecure() && registered.put(peer, user.id()) == null)
            peer.onClose(() -> registered.remove(peer));
    }

    private static SipSecret.Algorithm own(DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> SipSecret.Algorithm.MD5;
            case SHA_256 -> SipSecret.Algorithm.SHA_256;
        };
    }

    /// Whether the caller is the very user that From names. MS-OCEXUM 2.2.1.
    boolean isFrom(Caller caller, SipRequest request) {
        return switch (caller) {
            case Caller.Trusted _ -> true;
            case Caller.Known(DirectoryObject.User user) -> subscribers
                    .exactly(request.headers().from().uri())
                    .filter(from -> from.id() == user.id()).isPresent();
            case Caller.Unknown _,Caller.Refused _ -> false;
        };
    }
}
