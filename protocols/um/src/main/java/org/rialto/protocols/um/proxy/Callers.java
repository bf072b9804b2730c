package org.rialto.protocols.um.proxy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Protocol;
import org.rialto.directory.password.SipSecret;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.DigestAlgorithm;
import org.rialto.telephony.sip.DigestServer;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;

/// Who sent a request. RFC 3261 section 22; a client certificate of the user; one of the trust list;
/// the UM server of this process.
final class Callers {
    private static final long NONCE_MILLIS = 300_000;

    private final List<DigestAlgorithm> offered;
    private final Subscribers subscribers;
    private final Authenticator authenticator;
    private final CertifiedPeers certified;
    private final Map<String, DigestServer> digests = new ConcurrentHashMap<>();
    /// Who registered over a connection, by the user's number.
    private final Map<SipPeer, Map<Long, Login>> registered = new ConcurrentHashMap<>();

    /// What a request's sender is.
    sealed interface Caller {
        /// This user, proved.
        record Known(DirectoryObject.User user, Login login) implements Caller {}

        /// Whose word counts: another proxy that has authenticated its users, or the UM server here.
        record Trusted() implements Caller {}

        /// Nothing was shown.
        record Unknown() implements Caller {}

        /// Something was shown and it is not right.
        record Refused(boolean stale) implements Caller {}
    }

    Callers(List<DigestAlgorithm> offered, UserCertificates certificates,
            Subscribers subscribers, Authenticator authenticator) {
        this.offered = offered;
        this.subscribers = subscribers;
        this.authenticator = authenticator;
        this.certified = new CertifiedPeers(certificates, subscribers, authenticator);
    }

    void take(UserCertificates certificates) { certified.take(certificates); }

    /// Challenges and credentials of a domain.
    DigestServer digest(String domain) {
        return digests.computeIfAbsent(domain,
                realm -> new DigestServer(realm, offered, NONCE_MILLIS));
    }

    /// @param proxy whether credentials are those for a proxy
    Caller of(ServerTransaction transaction, String realm, boolean proxy) {
        SipPeer peer = transaction.peer();
        AtomicReference<@Nullable Login> proved = new AtomicReference<>();
        DigestServer.Outcome outcome = digest(realm).check(transaction.request(), proxy,
                (algorithm, username, response) -> {
                    Outcome judged = authenticator.digest(username, realm, own(algorithm),
                            response::test,
                            new Peer(peer.address(), Protocol.SIP, peer.isSecure()));
                    if (!(judged instanceof Outcome.Granted granted))
                        return false;
                    proved.set(granted.login());
                    return true;
                });
        Login login = proved.get();
        return switch (outcome) {
            case DigestServer.Outcome.Authenticated _ when login != null -> known(login);
            case DigestServer.Outcome.Authenticated _,DigestServer.Outcome.Failed _ ->
                new Caller.Refused(false);
            case DigestServer.Outcome.Stale _ -> new Caller.Refused(true);
            case DigestServer.Outcome.Missing _ -> byConnection(peer, transaction.request());
        };
    }

    /// MS-OCEXUM 2.2.1: "previously authenticated". Over TLS what follows a registration is that
    /// user's, as is what comes with the user's certificate; over TCP anybody on the way may send what he likes.
    private Caller byConnection(SipPeer peer, SipRequest request) {
        if (peer.isTrusted())
            return new Caller.Trusted();
        DirectoryObject.User user = subscribers.exactly(request.headers().from().uri())
                .orElse(null);
        if (user == null || !peer.isSecure())
            return new Caller.Unknown();
        Login login = certified.login(peer, user);
        if (login == null)
            login = registered.getOrDefault(peer, Map.of()).get(user.id());
        return login == null ? new Caller.Unknown() : known(login);
    }

    /// Unknown when the log-in holds no longer.
    private Caller known(Login login) {
        try {
            return subscribers.directory().object(login.actor().userId())
                    .filter(DirectoryObject.User.class::isInstance)
                    .<Caller>map(user -> new Caller.Known((DirectoryObject.User) user, login))
                    .orElseGet(Caller.Unknown::new);
        } catch (MailError.LoggedOut e) {
            return new Caller.Unknown();
        }
    }

    /// What a user has shown to register.
    ///
    /// @param latest it can hold no longer
    /// @param standing whether it holds still: not when the user is locked or removed or has another
    ///        password, nor when the certificate is revoked, though the connection has ended
    record Shown(Instant latest, BooleanSupplier standing) {}

    /// A user has shown a certificate or a password over this connection. When that no longer holds, the
    /// connection ends.
    Shown registered(SipPeer peer, Caller.Known caller) {
        if (certified.login(peer, caller.user()) == caller.login()) {
            caller.login().whenEnded(_ -> peer.disconnect());
            return new Shown(CertifiedPeers.validUntil(peer),
                    certified.standing(peer.certificates(), caller.user(), caller.login()));
        }
        Map<Long, Login> fresh = new ConcurrentHashMap<>();
        Map<Long, Login> known = registered.putIfAbsent(peer, fresh);
        Map<Long, Login> logins = known == null ? fresh : known;
        Login before = logins.put(caller.user().id(), caller.login());
        if (before != null && before != caller.login())
            before.close();
        if (before != caller.login())
            caller.login().whenEnded(_ -> peer.disconnect());
        // Last, as it runs at once where the connection has ended already.
        if (known == null)
            peer.onClose(() -> ended(peer));
        return new Shown(Instant.MAX, () -> CertifiedPeers.holds(caller.login()));
    }

    private void ended(SipPeer peer) {
        Map<Long, Login> logins = registered.remove(peer);
        if (logins != null)
            logins.values().forEach(Login::close);
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
            case Caller.Known(DirectoryObject.User user, Login _) -> subscribers
                    .claimed(request.headers().from().uri())
                    .filter(from -> from.id() == user.id()).isPresent();
            case Caller.Unknown _,Caller.Refused _ -> false;
        };
    }
}
