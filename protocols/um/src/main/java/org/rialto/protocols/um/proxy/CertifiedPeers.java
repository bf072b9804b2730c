package org.rialto.protocols.um.proxy;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipUri;

/// Connections whose client certificate names users, and the log-ins that came of it. Safe for any
/// number of threads.
final class CertifiedPeers {
    private final Subscribers subscribers;
    private final Authenticator authenticator;
    private final Map<SipPeer, Certified> known = new ConcurrentHashMap<>();
    private volatile UserCertificates certificates;

    /// @param by which says so
    /// @param addresses that the certificate names; none where it is not good
    private record Certified(UserCertificates by, Set<SipUri> addresses,
            Map<Long, Login> logins) {}

    /// What one of them said of certificates.
    private record Judged(UserCertificates by, boolean good) {}

    CertifiedPeers(UserCertificates certificates, Subscribers subscribers,
            Authenticator authenticator) {
        this.certificates = certificates;
        this.subscribers = subscribers;
        this.authenticator = authenticator;
    }

    /// Other authorities or revocations: connections that are no longer good end, and with them what
    /// was registered over them.
    void take(UserCertificates fresh) {
        certificates = fresh;
        known.keySet().forEach(this::of);
    }

    /// The log-in as this user over the connection; null where its certificate does not name him, or
    /// he may not log in.
    @Nullable
    Login login(SipPeer peer, DirectoryObject.User user) {
        if (!peer.isSecure() || peer.certificates().isEmpty())
            return null;
        Certified certified = of(peer);
        if (!names(certified, user.id()) || !isValid(peer))
            return null;
        return certified.logins().compute(user.id(),
                (_, before) -> before != null && holds(before) ? before : granted(peer, user));
    }

    /// Whether a log-in that came of these certificates holds still, wherever they were shown.
    BooleanSupplier standing(List<X509Certificate> shown, DirectoryObject.User user, Login login) {
        return new Standing(shown, user.id(), login);
    }

    private final class Standing implements BooleanSupplier {
        private final List<X509Certificate> shown;
        private final long userId;
        private final Login login;
        private volatile Judged judged = new Judged(certificates, true);

        Standing(List<X509Certificate> shown, long userId, Login login) {
            this.shown = shown;
            this.userId = userId;
            this.login = login;
        }

        @Override
        public boolean getAsBoolean() {
            UserCertificates now = certificates;
            Judged known = judged;
            if (known.by() != now) {
                known = new Judged(now, names(now.addresses(shown), userId));
                judged = known;
            }
            return known.good() && holds(login);
        }
    }

    private boolean names(Certified certified, long userId) {
        return names(certified.addresses(), userId);
    }

    private boolean names(Set<SipUri> addresses, long userId) {
        return addresses.stream()
                .flatMap(address -> subscribers.exactly(address).stream())
                .anyMatch(user -> user.id() == userId);
    }

    static boolean holds(Login login) {
        try {
            login.actor();
            return true;
        } catch (MailError.LoggedOut e) {
            return false;
        }
    }

    private @Nullable Login granted(SipPeer peer, DirectoryObject.User user) {
        return authenticator.certified(user, new Peer(peer.address(), Protocol.SIP,
                true)) instanceof Outcome.Granted granted ? granted.login() : null;
    }

    private static boolean isValid(SipPeer peer) {
        try {
            peer.certificates().getFirst().checkValidity();
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /// When its own certificate expires. What else it has sent need not be part of the path to an
    /// authority, so that says nothing.
    static Instant validUntil(SipPeer peer) {
        List<X509Certificate> shown = peer.certificates();
        return shown.isEmpty() ? Instant.MIN : shown.getFirst().getNotAfter().toInstant();
    }

    private Certified of(SipPeer peer) {
        UserCertificates now = certificates;
        Certified before = known.get(peer);
        if (before != null && before.by() == now)
            return before;
        Set<SipUri> addresses = now.addresses(peer.certificates());
        if (before == null) {
            Certified fresh = new Certified(now, addresses, new ConcurrentHashMap<>());
            Certified other = known.putIfAbsent(peer, fresh);
            // Last, as it runs at once where the connection has ended already.
            if (other == null)
                peer.onClose(() -> forget(peer));
            return other == null ? fresh : other;
        }
        Certified fresh = new Certified(now, addresses, before.logins());
        if (!fresh.logins().keySet().stream().allMatch(user -> names(fresh, user)))
            peer.disconnect();
        known.replace(peer, before, fresh);
        return fresh;
    }

    private void forget(SipPeer peer) {
        Certified gone = known.remove(peer);
        if (gone != null)
            gone.logins().values().forEach(Login::close);
    }
}
