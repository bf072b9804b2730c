package org.rialto.telephony.sip;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ServerTls;

/// What a [SipLayer] is made of.
///
/// @param listeners where to listen
/// @param host by which others reach this layer: in Via and Contact; a name or an address
/// @param identity our certificate, for TLS listeners and for servers that ask; may be null
///        without TLS
/// @param trust which peers are trusted, which servers believed
/// @param dns how names are found
/// @param connections limits of each listener
/// @param capacity limits of the whole layer
public record SipSettings(List<Listen> listeners, String host, @Nullable ServerTls identity,
        SipTrust trust, SipDns dns, ListenerLimits connections, SipLimits limits,
        SipTimers timers, Capacity capacity) {
    /// One listening address; port 0 takes a free one.
    public record Listen(String name, InetSocketAddress address, boolean tls) {}

    /// @param maximumTransactions at once, both ways; beyond, requests are answered 503
    /// @param maximumOutgoing connections that we opened
    /// @param requestsPerSecond new requests outside of dialogs from one address that is not
    ///        trusted, on average; 0 for no limit; loopback is exempt
    /// @param requestBurst how many may come at once
    /// @param idleTimeoutMillis after which a silent connection is closed; above half of the
    ///        session timers' interval, so that calls keep theirs
    /// @param connectTimeoutMillis for connecting and for the TLS handshake
    /// @param messageTimeoutMillis for one message from its first byte, and for the first one from
    ///        the connection's beginning
    public record Capacity(int maximumTransactions, int maximumOutgoing, int requestsPerSecond,
            int requestBurst, int idleTimeoutMillis, int connectTimeoutMillis,
            int messageTimeoutMillis) {
        public static final Capacity DEFAULT = new Capacity(50_000, 5_000, 50, 200, 2_100_000,
                5_000, 30_000);

        /// With so many requests a second from one address, and four times as many at once.
        public Capacity withRate(int perSecond) {
            return new Capacity(maximumTransactions, maximumOutgoing, perSecond, 4 * perSecond,
                    idleTimeoutMillis, connectTimeoutMillis, messageTimeoutMillis);
        }
    }

    public SipSettings {
        listeners = List.copyOf(listeners);
        if (identity == null && listeners.stream().anyMatch(Listen::tls))
            throw new IllegalArgumentException("TLS needs a certificate");
    }

    /// With everything else as it is by default.
    public SipSettings(List<Listen> listeners, String host, @Nullable ServerTls identity,
            SipTrust trust) {
        this(listeners, host, identity, trust, new ResolverDns(), ListenerLimits.DEFAULT,
                SipLimits.DEFAULT, SipTimers.DEFAULT, Capacity.DEFAULT);
    }

    public SipSettings with(SipTimers wanted) {
        return new SipSettings(listeners, host, identity, trust, dns, connections, limits, wanted,
                capacity);
    }

    public SipSettings with(Capacity wanted) {
        return new SipSettings(listeners, host, identity, trust, dns, connections, limits, timers,
                wanted);
    }

    public SipSettings with(SipDns wanted) {
        return new SipSettings(listeners, host, identity, trust, wanted, connections, limits,
                timers, capacity);
    }
}
