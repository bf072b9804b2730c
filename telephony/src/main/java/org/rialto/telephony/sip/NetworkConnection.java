package org.rialto.telephony.sip;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.rialto.base.net.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A TCP or TLS connection that messages go over, both ways, whoever opened it. RFC 3261 section
/// 18.
final class NetworkConnection implements SipConnection {
    private static final Logger log = LoggerFactory.getLogger(NetworkConnection.class);
    private static final byte[] PONG = {'\r', '\n'};
    /// Requests at once that wait for an answer, over one connection of a peer that is not trusted.
    private static final int MAXIMUM_PENDING = 1_000;
    /// Shorter than routers forget connections.
    private static final int PROBE_SECONDS = 60;

    private final Connection connection;
    private final SipTransport transport;
    private final SipPeer peer;
    private final boolean isOurs;
    private final ReentrantLock writing = new ReentrantLock();
    /// In their order; each is taken away again when its transaction ends.
    private final Set<Runnable> onClose = new LinkedHashSet<>();
    private final AtomicInteger pending = new AtomicInteger();
    private boolean closed;
    private volatile long keptUntilNanos = System.nanoTime();

    /// @param isOurs whether we opened it
    @SuppressWarnings("this-escape")
    NetworkConnection(Connection connection, SipTransport transport, SipTrust trust,
            boolean isOurs) {
        this.connection = connection;
        this.transport = transport;
        this.isOurs = isOurs;
        List<X509Certificate> chain = connection.peerCertificates();
        this.peer = new SipPeer(connection.remoteAddress(), connection.isSecure(), false, chain,
                trust, this);
    }

    /// Reads messages until the connection ends; on the connection's own thread.
    ///
    /// @param millis how long a message may take: no client drips one for ever
    void serve(SipLimits limits, int millis) throws IOException {
        SipReader reader = new SipReader(connection.inputStream(), limits);
        try {
            // Who has said nothing yet keeps no place.
            boolean known = isOurs;
            if (!known)
                connection.setTotalTimeout(millis);
            while (awaitMessage()) {
                if (known)
                    connection.setTotalTimeout(millis);
                SipFrame frame = reader.read();
                known |= frame instanceof SipFrame.Message;
                if (known)
                    connection.setTotalTimeout(0);
                if (frame == null || !took(frame))
                    return;
            }
        } catch (SocketTimeoutException e) {
            log.debug("{}: {}", connection, e.getMessage());
        } finally {
            ended();
        }
    }

    /// As a connection's idle time allows, unless it is to be kept for longer.
    private boolean awaitMessage() throws IOException {
        while (true) {
            try {
                return connection.awaitCommand();
            } catch (SocketTimeoutException e) {
                if (keptUntilNanos - System.nanoTime() <= 0)
                    throw e;
            }
        }
    }

    void keep(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        if (until - keptUntilNanos > 0)
            keptUntilNanos = until;
        connection.probeWhenSilent(PROBE_SECONDS);
    }

    private boolean took(SipFrame frame) throws IOException {
        return switch (frame) {
            case SipFrame.Message(SipMessage message) -> {
                transport.received(message, this);
                yield true;
            }
            case SipFrame.Ping() -> {
                write(PONG);
                yield true;
            }
            case SipFrame.Rejected rejected -> {
                log.debug("{}: {} {}", connection, rejected.status(), rejected.reason());
                transport.rejected(rejected, this);
                yield !rejected.framingLost();
            }
        };
    }

    @Override
    public void send(SipMessage message) throws IOException { write(message.encode()); }

    private void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            connection.writeNow(bytes);
        } catch (IOException e) {
            connection.close();
            ended();
            throw e;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public boolean admits() {
        if (pending.incrementAndGet() <= MAXIMUM_PENDING || peer.isTrusted())
            return true;
        pending.decrementAndGet();
        return false;
    }

    @Override
    public void left() { pending.decrementAndGet(); }

    @Override
    public SipPeer peer() { return peer; }

    @Override
    public boolean isOpen() {
        synchronized (onClose) {
            return !closed;
        }
    }

    @Override
    public void onClose(Runnable task) {
        synchronized (onClose) {
            if (!closed) {
                onClose.add(task);
                return;
            }
        }
        task.run();
    }

    @Override
    public void removeOnClose(Runnable task) {
        synchronized (onClose) {
            onClose.remove(task);
        }
    }

    private void ended() {
        List<Runnable> tasks;
        synchronized (onClose) {
            if (closed)
                return;
            closed = true;
            tasks = List.copyOf(onClose);
            onClose.clear();
        }
        transport.ended(this);
        tasks.forEach(Thread::startVirtualThread);
    }

    void close() { connection.close(); }
}
