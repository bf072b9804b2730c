package org.rialto.base.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listening socket that gives each connection its own virtual thread, within limits.
public final class TcpListener implements Listener {
    private static final Logger log = LoggerFactory.getLogger(TcpListener.class);
    private static final int BACKLOG = 1024;
    private static final int WATCH_MILLIS = 1000;

    private final ListenerSettings settings;
    private final ConnectionHandler handler;
    private final ServerSocket serverSocket;
    private final ListenerCounters counters = new ListenerCounters();
    private final Admission admission;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long lastId;

    private TcpListener(ListenerSettings settings, ConnectionHandler handler,
            ServerSocket serverSocket) {
        this.settings = settings;
        this.handler = handler;
        this.serverSocket = serverSocket;
        this.admission = new Admission(settings.limits());
    }

    /// Binds and starts accepting. An `IOException` names the listener and the address.
    public static TcpListener open(ListenerSettings settings, ConnectionHandler handler)
            throws IOException {
        ServerSocket serverSocket = new ServerSocket();
        try {
            serverSocket.setReuseAddress(true);
            serverSocket.bind(settings.address(), BACKLOG);
        } catch (IOException e) {
            serverSocket.close();
            throw new IOException("cannot listen on " + settings.address() + " for "
                    + settings.name() + ": " + e.getMessage(), e);
        }
        TcpListener listener = new TcpListener(settings, handler, serverSocket);
        Thread.ofPlatform().name(settings.name() + "-accept").daemon().start(listener::accept);
        Thread.ofVirtual().name(settings.name() + "-watch").start(listener::watch);
        return listener;
    }

    @Override
    public String name() { return settings.name(); }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) serverSocket.getLocalSocketAddress();
    }

    @Override
    public boolean isImplicitTls() { return settings.implicitTls(); }

    @Override
    public ListenerStatistics statistics() {
        return new ListenerStatistics(counters.accepted.sum(), open.size(),
                counters.refusedTotal.sum(), counters.refusedAddress.sum(),
                counters.tlsFailures.sum(), counters.overdue.sum(), counters.bytesRead.sum(),
                counters.bytesWritten.sum());
    }

    /// Says farewell to connections between commands.
    @Override
    public boolean drain(Duration timeout) throws InterruptedException {
        stopAccepting();
        for (Connection connection : open)
            connection.drain();
        long until = System.nanoTime() + timeout.toNanos();
        while (!open.isEmpty() && System.nanoTime() < until)
            Thread.sleep(10);
        boolean clean = open.isEmpty();
        close();
        return clean;
    }

    @Override
    public void close() {
        stopAccepting();
        for (Connection connection : open)
            connection.cut();
    }

    private void stopAccepting() {
        stopped.set(true);
        try {
            serverSocket.close();
        } catch (IOException e) {
            log.debug("{}: closing the listening socket: {}", name(), e.toString());
        }
    }

    private void accept() {
        while (!stopped.get()) {
            try {
                Socket socket = serverSocket.accept();
                try {
                    admit(socket);
                } catch (IOException | RuntimeException e) {
                    log.debug("{}: {}", name(), e.toString());
                    socket.close();
                }
            } catch (IOException e) {
                if (stopped.get())
                    return;
                // Out of file descriptors, most likely: go on when some are free again.
                log.warn("{}: cannot accept: {}", name(), e.toString());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void admit(Socket socket) throws IOException {
        InetAddress address = socket.getInetAddress();
        switch (admission.ask(address)) {
            case ADMITTED -> {
                boolean started = false;
                try {
                    Connection connection = new Connection(socket, ++lastId, settings, counters);
                    open.add(connection);
                    Thread.ofVirtual().name(connection.name()).start(() -> serve(connection));
                    started = true;
                } finally {
                    if (!started)
                        admission.left(address);
                }
            }
            case TOO_MANY -> {
                counters.refusedTotal.increment();
                refuse(socket);
            }
            case TOO_MANY_FROM_ADDRESS -> {
                counters.refusedAddress.increment();
                refuse(socket);
            }
        }
    }

    /// A fresh socket's send buffer takes a line without waiting, so this cannot hold up accepting.
    private void refuse(Socket socket) throws IOException {
        try (socket) {
            if (settings.implicitTls())
                return;
            socket.getOutputStream().write(settings.refusalBytes());
            socket.shutdownOutput();
        }
    }

    private void serve(Connection connection) {
        try {
            counters.accepted.increment();
            if (settings.implicitTls())
                connection.startTls();
            if (stopped.get())
                connection.drain();
            handler.handle(connection);
            connection.flush();
        } catch (SocketTimeoutException e) {
            log.debug("{}: ended: {}", connection, e.getMessage());
        } catch (IOException e) {
            log.debug("{}: ended: {}", connection, e.toString());
        } catch (RuntimeException | Error e) {
            log.error("{}: unexpected failure, connection closed", connection, e);
        } finally {
            open.remove(connection);
            connection.close();
            connection.release();
            admission.left(connection.remoteAddress().getAddress());
        }
    }

    private void watch() {
        while (!stopped.get() || !open.isEmpty()) {
            try {
                Thread.sleep(WATCH_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            for (Connection connection : open)
                connection.cutIfOverdue();
            admission.minuteMayHavePassed();
        }
    }
}
