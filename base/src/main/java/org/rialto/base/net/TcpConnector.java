package org.rialto.base.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens outgoing connections, each read by its own virtual thread, up to a limit. The counterpart
/// of [TcpListener] for protocols that listen on what they open.
public final class TcpConnector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TcpConnector.class);
    private static final int WATCH_MILLIS = 1000;

    private final ListenerSettings settings;
    private final int connectTimeoutMillis;
    private final ListenerCounters counters = new ListenerCounters();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param name for thread names and logs
    /// @param maximumConnections at once; 0 for no limit
    /// @param connectTimeoutMillis for the connection and again for the TLS handshake
    /// @param idleTimeoutMillis how long a read may wait
    public TcpConnector(String name, int maximumConnections, int connectTimeoutMillis,
            int idleTimeoutMillis) {
        this.settings = new ListenerSettings(name, new InetSocketAddress(0), null, false,
                new ListenerLimits(maximumConnections, 0, 0, true), "", "", idleTimeoutMillis);
        this.connectTimeoutMillis = connectTimeoutMillis;
        Thread.ofVirtual().name(name + "-watch").start(this::watch);
    }

    /// Connects, does the handshake where `tls` is given, and starts the handler on its own thread.
    /// `host` is the name that the certificate must have.
    public Connection open(InetSocketAddress address, @Nullable ClientTls tls, String host,
            ConnectionHandler handler) throws IOException {
        int maximum = settings.limits().maximumConnections();
        if (closed.get() || maximum > 0 && open.size() >= maximum) {
            counters.refusedTotal.increment();
            throw new IOException(settings.name() + ": no more connections are opened");
        }
        Socket socket = new Socket();
        Connection connection;
        try {
            socket.connect(address, connectTimeoutMillis);
            connection = new Connection(socket, lastId.incrementAndGet(), settings, counters);
            if (tls != null)
                connection.startClientTls(tls, host, connectTimeoutMillis);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        open.add(connection);
        if (closed.get())
            connection.cut();
        counters.accepted.increment();
        Thread.ofVirtual().name(connection.name()).start(() -> serve(connection, handler));
        return connection;
    }

    /// Counted as a listener does; `accepted` are those opened.
    public ListenerStatistics statistics() {
        return new ListenerStatistics(counters.accepted.sum(), open.size(),
                counters.refusedTotal.sum(), 0, counters.tlsFailures.sum(),
                counters.overdue.sum(), counters.bytesRead.sum(), counters.bytesWritten.sum());
    }

    private void serve(Connection connection, ConnectionHandler handler) {
        try {
            handler.handle(connection);
        } catch (IOException e) {
            log.debug("{}: ended: {}", connection, e.toString());
        } catch (RuntimeException | Error e) {
            log.error("{}: unexpected failure, connection closed", connection, e);
        } finally {
            open.remove(connection);
            connection.close();
            connection.release();
        }
    }

    private void watch() {
        while (!closed.get() || !open.isEmpty()) {
            try {
                Thread.sleep(WATCH_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            open.forEach(Connection::cutIfOverdue);
        }
    }

    @Override
    public void close() {
        closed.set(true);
        open.forEach(Connection::cut);
    }
}
