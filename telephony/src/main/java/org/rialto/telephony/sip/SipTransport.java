package org.rialto.telephony.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.ClientTls;
import org.rialto.base.net.Connection;
import org.rialto.base.net.Listener;
import org.rialto.base.net.ListenerSettings;
import org.rialto.base.net.ListenerStatistics;
import org.rialto.base.net.TcpConnector;
import org.rialto.base.net.TcpListener;

/// Listeners and connections of one layer. A connection is used both ways: what we opened is found
/// again by where it goes to, what a trusted peer opened by the address it gives with `alias` (RFC
/// 5923).
final class SipTransport implements AutoCloseable {
    private record Key(InetSocketAddress address, boolean tls, String host,
            @Nullable X509Certificate known) {
        Key(SipResolver.Hop hop) {
            this(hop.address(), hop.tls(), hop.tls() ? Parameters.lower(hop.host()) : "",
                    hop.tls() ? hop.known() : null);
        }
    }

    private final SipLayer layer;
    private final SipSettings settings;
    private final TcpConnector connector;
    private final @Nullable ClientTls clientTls;
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<Key, NetworkConnection> connections = new ConcurrentHashMap<>();
    private final Map<Key, ReentrantLock> opening = new ConcurrentHashMap<>();

    SipTransport(SipLayer layer, SipSettings settings) throws IOException {
        this.layer = layer;
        this.settings = settings;
        this.connector = new TcpConnector("sip-out", settings.capacity().maximumOutgoing(),
                settings.capacity().connectTimeoutMillis(),
                settings.capacity().idleTimeoutMillis());
        this.clientTls = new ClientTls(settings.identity(), settings.trust().forServers());
    }

    void listen() throws IOException {
        for (SipSettings.Listen each : settings.listeners()) {
            var identity = each.tls() ? settings.identity() : null;
            listeners.add(TcpListener.open(new ListenerSettings(each.name(), each.address(),
                    identity == null ? null : identity.askingForCertificates(), each.tls(),
                    settings.connections(), "", "", settings.capacity().idleTimeoutMillis()),
                    connection -> accepted(connection).serve(settings.limits(),
                            settings.capacity().messageTimeoutMillis())));
        }
    }

    private NetworkConnection accepted(Connection connection) {
        return new NetworkConnection(connection, this, settings.trust(), false);
    }

    List<Listener> listeners() { return List.copyOf(listeners); }

    ListenerStatistics outgoing() { return connector.statistics(); }

    // ---- sending ---------------------------------------------------------------------------

    /// The connection to a next hop, opened when there is none. Blocks.
    NetworkConnection to(SipResolver.Hop hop) throws IOException {
        Key key = new Key(hop);
        NetworkConnection known = connections.get(key);
        if (known != null && known.isOpen())
            return known;
        ReentrantLock lock = opening.computeIfAbsent(key, _ -> new ReentrantLock());
        lock.lock();
        try {
            known = connections.get(key);
            if (known != null && known.isOpen())
                return known;
            return open(hop, key);
        } finally {
            lock.unlock();
            opening.remove(key, lock);
        }
    }

    private NetworkConnection open(SipResolver.Hop hop, Key key) throws IOException {
        var ready = new java.util.concurrent.CompletableFuture<NetworkConnection>();
        X509Certificate known = hop.known();
        ClientTls tls = known == null
                ? clientTls
                : new ClientTls(null, settings.trust().forServers(known));
        Connection connection = connector.open(hop.address(), hop.tls() ? tls : null, hop.host(),
                opened -> ready.join().serve(settings.limits(),
                        settings.capacity().messageTimeoutMillis()));
        NetworkConnection ours = new NetworkConnection(connection, this, settings.trust(), true);
        connections.put(key, ours);
        ready.complete(ours);
        return ours;
    }

    /// RFC 5923: requests to the sender may go over the connection it opened. Only of trusted
    /// peers, since anyone could claim an address.
    void alias(Via via, NetworkConnection from) {
        if (!via.parameters().has("alias") || !from.peer().isTrusted())
            return;
        int port = via.port() >= 0 ? via.port() : SipResolver.SECURE_PORT;
        connections.putIfAbsent(new Key(new InetSocketAddress(from.peer().address(), port), true,
                Parameters.lower(via.host()), null), from);
    }

    /// The Via that we put on what goes over this connection.
    Via via(SipConnection over, String branch) {
        boolean secure = over.peer().isSecure();
        Parameters parameters = Parameters.NONE.with("branch", branch).with("rport", null);
        if (secure && over instanceof NetworkConnection)
            parameters = parameters.with("alias", null);
        return new Via(over.peer().transport(), settings.host(), port(secure), parameters);
    }

    /// The port that others reach us at; that of the other kind when there is only that.
    int port(boolean secure) {
        int any = -1;
        for (Listener each : listeners) {
            if (each.isImplicitTls() == secure)
                return each.address().getPort();
            any = each.address().getPort();
        }
        return any;
    }

    boolean hasListener(boolean secure) {
        return listeners.stream().anyMatch(l -> l.isImplicitTls() == secure);
    }

    // ---- receiving -------------------------------------------------------------------------

    void received(SipMessage message, NetworkConnection from) {
        layer.receiver().received(message, from);
    }

    void rejected(SipFrame.Rejected rejected, NetworkConnection from) {
        layer.receiver().rejected(rejected, from);
    }

    void ended(NetworkConnection connection) {
        connections.values().removeIf(each -> each == connection);
    }

    // ---- ending ----------------------------------------------------------------------------

    @Override
    public void close() {
        listeners.forEach(Listener::close);
        connector.close();
    }
}
