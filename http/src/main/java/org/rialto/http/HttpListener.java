package org.rialto.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.ServerConnector;
import org.rialto.base.net.Listener;
import org.rialto.base.net.ListenerStatistics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One address of the HTTP host: counts its connections and keeps them within limits.
final class HttpListener implements Listener, Connection.Listener, SslHandshakeListener {
    private static final Logger log = LoggerFactory.getLogger(HttpListener.class);

    private final HttpHost host;
    private final HttpHost.Address settings;
    private final HttpLimits limits;
    private final ServerConnector connector;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> connected = new ConcurrentHashMap<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refusedTotal = new LongAdder();
    private final LongAdder refusedAddress = new LongAdder();
    private final LongAdder tlsFailures = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();

    HttpListener(HttpHost host, HttpHost.Address settings, HttpLimits limits,
            ServerConnector connector) {
        this.host = host;
        this.settings = settings;
        this.limits = limits;
        this.connector = connector;
    }

    /// Binds, so that a port that is taken is known before anything else starts.
    void bind() throws IOException {
        InetSocketAddress address = settings.address();
        // No host is every address, of IPv6 as well.
        connector.setHost(address.getAddress().isAnyLocalAddress()
                ? null
                : address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + " for " + name() + ": "
                    + e.getMessage(), e);
        }
    }

    @Override
    public String name() { return settings.name(); }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(settings.address().getAddress(), connector.getLocalPort());
    }

    @Override
    public boolean isImplicitTls() { return settings.tls(); }

    /// Bytes are counted as they are on the network.
    @Override
    public ListenerStatistics statistics() {
        long read = bytesRead.sum();
        long written = bytesWritten.sum();
        for (Connection one : open) {
            read += one.getBytesIn();
            written += one.getBytesOut();
        }
        return new ListenerStatistics(accepted.sum(), open.size(), refusedTotal.sum(),
                refusedAddress.sum(), tlsFailures.sum(), 0, read, written);
    }

    @Override
    public boolean drain(Duration timeout) throws InterruptedException {
        return host.drain(timeout);
    }

    @Override
    public void close() { host.close(); }

    // ---- what Jetty tells -------------------------------------------------------------------

    /// Only the connection next to the socket counts, not the one inside its TLS.
    private static boolean isOutermost(Connection connection) {
        return connection.getEndPoint() instanceof SocketChannelEndPoint;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!isOutermost(connection))
            return;
        open.add(connection);
        InetAddress address = remote(connection);
        int now = connected.merge(address, 1, Integer::sum);
        boolean exempt = limits.connectionsPerAddress() == 0
                || limits.loopbackExempt() && address.isLoopbackAddress();
        if (open.size() > limits.connections()) {
            refusedTotal.increment();
            connection.getEndPoint().close();
        } else if (!exempt && now > limits.connectionsPerAddress()) {
            refusedAddress.increment();
            connection.getEndPoint().close();
        } else {
            accepted.increment();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (!open.remove(connection))
            return;
        connected.computeIfPresent(remote(connection), (_, count) -> count == 1 ? null : count - 1);
        bytesRead.add(connection.getBytesIn());
        bytesWritten.add(connection.getBytesOut());
    }

    private static InetAddress remote(Connection connection) {
        return connection.getEndPoint()
                .getRemoteSocketAddress() instanceof InetSocketAddress address
                        ? address.getAddress()
                        : InetAddress.getLoopbackAddress();
    }

    @Override
    public void handshakeFailed(SslHandshakeListener.Event event, Throwable failure) {
        tlsFailures.increment();
        log.debug("{}: TLS handshake failed: {}", name(), failure.toString());
    }
}
