package org.rialto.telephony.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.BitSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the sound of all calls: hands out sessions, each on a pair of ports of the configured
/// range, and runs the two threads that send and receive for all of them. The receiving thread
/// looks at the sockets every five milliseconds instead of at every packet: sound that comes waits
/// in a jitter buffer anyway.
public final class MediaEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaEngine.class);
    private static final long ROUND_NANOS = 5_000_000;
    private static final int ROUNDS_A_FRAME = 4;
    private static final long FAR_BEHIND_NANOS = 500_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;
    /// Of one socket at a time, so that a flood holds up the others little.
    private static final int DATAGRAMS_A_ROUND = 16;
    private static final int SOCKET_BYTES = 64 * 1024;

    private final MediaSettings settings;
    private final Selector selector;
    private final Pacer pacer = new Pacer();
    private final CopyOnWriteArrayList<MediaSession> sessions = new CopyOnWriteArrayList<>();
    private final BitSet pairsInUse = new BitSet();
    private final String canonicalName = UUID.randomUUID() + "@rialto";
    private final Thread receiving;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RtpPacket.MAXIMUM_BYTES + 1);
    private final byte[] bytes = new byte[RtpPacket.MAXIMUM_BYTES + 1];
    private final short[] frame = new short[JitterBuffer.FRAME];
    private int nextPair;
    private long now;
    private volatile boolean closed;

    /// Which session and which of its two ports.
    private record Port(MediaSession session, DatagramChannel channel, boolean control) {}

    private MediaEngine(MediaSettings settings) throws IOException {
        this.settings = settings;
        this.selector = Selector.open();
        this.receiving = Thread.ofPlatform().name("media-receiving").daemon(true)
                .unstarted(this::run);
    }

    public static MediaEngine start(MediaSettings settings) throws IOException {
        MediaEngine engine = new MediaEngine(settings);
        engine.pacer.start();
        engine.receiving.start();
        return engine;
    }

    /// A session on a free pair of ports; an [IOException] when there is none.
    public MediaSession open() throws IOException {
        int tries = settings.ports().pairs();
        for (int i = 0; i < tries; i++) {
            int pair = reserve();
            if (pair < 0) {
                break;
            }
            int port = settings.ports().port(pair);
            DatagramChannel channel = null;
            DatagramChannel control = null;
            boolean done = false;
            try {
                channel = bind(port);
                control = bind(port + 1);
                MediaSession session = new MediaSession(this, channel, control, port,
                        canonicalName);
                add(session);
                done = true;
                return session;
            } catch (BindException e) {
                log.debug("port {} is taken by another program", port);
            } finally {
                if (!done) {
                    release(channel, control, port);
                }
            }
        }
        throw new IOException("no free pair of media ports in " + settings.ports());
    }

    private synchronized int reserve() {
        int pairs = settings.ports().pairs();
        if (closed || pairsInUse.cardinality() >= pairs) {
            return -1;
        }
        int pair = pairsInUse.nextClearBit(nextPair);
        if (pair >= pairs) {
            pair = pairsInUse.nextClearBit(0);
        }
        pairsInUse.set(pair);
        // Round and round, so that a pair rests before it serves another call.
        nextPair = (pair + 1) % pairs;
        return pair;
    }

    private DatagramChannel bind(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
            channel.bind(new InetSocketAddress(settings.address(), port));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void add(MediaSession session) throws IOException {
        register(session, session.channel(), false);
        register(session, session.controlChannel(), true);
        sessions.add(session);
        pacer.add(session.sender());
        LockSupport.unpark(receiving);
    }

    private void register(MediaSession session, DatagramChannel channel, boolean control)
            throws ClosedChannelException {
        channel.register(selector, SelectionKey.OP_READ, new Port(session, channel, control));
    }

    void remove(MediaSession session) {
        pacer.remove(session.sender());
        sessions.remove(session);
    }

    void release(@Nullable DatagramChannel channel,
            @Nullable DatagramChannel control, int port) {
        try {
            if (channel != null) {
                channel.close();
            }
            if (control != null) {
                control.close();
            }
        } catch (IOException e) {
            log.warn("port {} could not be closed: {}", port, e.toString());
        }
        LockSupport.unpark(receiving);
        synchronized (this) {
            pairsInUse.clear((port - settings.ports().port(0)) / 2);
        }
    }

    /// Sessions that are open.
    public int sessions() { return sessions.size(); }

    /// How late packets left, of all sessions since the start.
    public LatenessHistogram lateness() { return pacer.lateness(); }

    private void run() {
        long due = System.nanoTime();
        long round = 0;
        while (!closed) {
            now = System.nanoTime();
            if (sessions.isEmpty()) {
                // Sockets that were closed are given back by a selection.
                receiveAll();
                LockSupport.parkNanos(SECOND_NANOS);
                due = System.nanoTime();
                continue;
            }
            due += ROUND_NANOS;
            if (now - due > FAR_BEHIND_NANOS) {
                due = now;
            }
            for (long early = due - now; early > 0 && !closed; early = due - now) {
                LockSupport.parkNanos(early);
                now = System.nanoTime();
            }
            round++;
            receiveAll();
            playAll((int) (round % ROUNDS_A_FRAME));
            if (round % (SECOND_NANOS / ROUND_NANOS) == 0) {
                everySecond();
            }
        }
    }

    private void receiveAll() {
        try {
            selector.selectNow(this::read);
        } catch (IOException | RuntimeException e) {
            log.error("receiving failed", e);
        }
    }

    private void read(SelectionKey key) {
        Port port = (Port) key.attachment();
        try {
            for (int i = 0; i < DATAGRAMS_A_ROUND; i++) {
                buffer.clear();
                SocketAddress from = port.channel.receive(buffer);
                if (from == null) {
                    return;
                }
                int length = buffer.position();
                if (length > RtpPacket.MAXIMUM_BYTES) {
                    continue;
                }
                buffer.flip().get(bytes, 0, length);
                if (port.control) {
                    port.session.receiver().control(from, bytes, length, now);
                } else {
                    port.session.receiver().receive(from, bytes, length, now);
                }
            }
        } catch (IOException e) {
            // Closed meanwhile, or an earlier packet was refused by the other end's machine.
            log.trace("receiving: {}", e.toString());
        } catch (RuntimeException e) {
            log.error("a packet could not be read", e);
        }
    }

    private void playAll(int part) {
        for (MediaSession session : sessions) {
            if ((session.port() / 2 & ROUNDS_A_FRAME - 1) == part) {
                try {
                    session.receiver().play(frame, now);
                    session.reportWhenDue(now, settings.reports());
                } catch (RuntimeException e) {
                    log.error("a session could not be heard", e);
                }
            }
        }
    }

    private void everySecond() {
        for (MediaSession session : sessions) {
            session.checkSilence(now, settings);
        }
    }

    /// Ends all sessions.
    @Override
    public void close() {
        closed = true;
        for (MediaSession session : sessions) {
            session.close();
        }
        pacer.close();
        LockSupport.unpark(receiving);
        try {
            receiving.join(SECOND_NANOS / 1_000_000);
            selector.close();
        } catch (IOException e) {
            log.warn("the selector could not be closed: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
