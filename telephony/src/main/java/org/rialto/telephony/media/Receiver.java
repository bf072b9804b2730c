package org.rialto.telephony.media;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.G711;

/// The receiving half of a session, run by the receiving thread: whose packets count, what they
/// hold, and every 20 ms a frame of it for the recording and the detector of keys.
final class Receiver {
    private static final int FRAME = JitterBuffer.FRAME;
    private static final long FAITHFUL_NANOS = 3_000_000_000L;
    private static final long ECHO_NANOS = 300_000_000;

    /// From whom and how packets come; another one after each re-INVITE.
    private record Origin(MediaParameters description, @Nullable SrtpStream security,
            long sinceNanos) {}

    private final MediaSession session;
    private final JitterBuffer jitter = new JitterBuffer();
    private final DtmfDetector detector = new DtmfDetector();
    /// Null where nobody wants to know.
    private volatile @Nullable FaxToneDetector fax;
    private final EventReceiver events = new EventReceiver();
    private final SourceTracker tracker = new SourceTracker();
    private final RtpPacket packet = new RtpPacket();
    private final short[] samples = new short[RtpPacket.MAXIMUM_BYTES];
    private volatile @Nullable Origin origin;
    private volatile @Nullable Recording recording;
    private @Nullable Origin current;
    private @Nullable SocketAddress latched;
    /// When its last packet came.
    private long latchedNanos;
    /// The description by which the session was told of the source.
    private @Nullable Origin followed;
    private volatile @Nullable InetSocketAddress controlSource;
    private boolean eventsCome;
    private char toneKey;
    private long toneNanos;
    private volatile long heardNanos = System.nanoTime();
    private volatile long refused;
    private volatile long invalid;
    private volatile boolean toldSilent;

    Receiver(MediaSession session) { this.session = session; }

    void origin(MediaParameters description, @Nullable SrtpStream security) {
        Origin last = origin;
        // Who says once more where to send has not been heard there for all that.
        long since = last != null && description.direction().sends()
                && last.description.remote().equals(description.remote())
                && last.description.direction() == description.direction()
                        ? last.sinceNanos
                        : System.nanoTime();
        origin = new Origin(description, security, since);
    }

    void listenForFax() { fax = new FaxToneDetector(); }

    void faxCalls() {
        if (fax != null) {
            fax = null;
            session.faxHeard();
        }
    }

    void record(@Nullable Recording next) { recording = next; }

    @Nullable
    Recording recording() { return recording; }

    void over(Recording ended) {
        if (recording == ended) {
            recording = null;
        }
    }

    /// Null when a packet is to be dropped for want of a call. Takes a new description over.
    private @Nullable Origin origin() {
        Origin next = origin;
        if (next != current) {
            if (current == null || next == null
                    || !current.description.remote().equals(next.description.remote())) {
                latched = null;
            }
            current = next;
        }
        return next;
    }

    /// One datagram of the RTP port.
    void receive(SocketAddress from, byte[] bytes, int length, long now) {
        Origin call = origin();
        if (call == null) {
            return;
        }
        if (!mayCome(call, from, now)) {
            refused = refused + 1;
            return;
        }
        if (RtpPacket.isControl(bytes, length)) {
            control(from, bytes, length, now);
            return;
        }
        if (!authentic(call, bytes, length)) {
            invalid = invalid + 1;
            return;
        }
        SourceTracker.Verdict verdict = tracker.packet(packet.synchronizationSource(),
                packet.sequenceNumber());
        if (verdict == SourceTracker.Verdict.REFUSED) {
            invalid = invalid + 1;
            return;
        }
        if (verdict == SourceTracker.Verdict.RESTARTED) {
            events.reset();
        }
        if (!from.equals(latched)) {
            latched = from;
            controlSource = null;
            followed = null;
        }
        latchedNanos = now;
        if (from instanceof InetSocketAddress address && followed != call) {
            followed = call;
            session.heardFrom(address, call.description);
        }
        heardNanos = now;
        toldSilent = false;
        if (call.description.direction().receives()) {
            accept(call.description, bytes, now);
        }
    }

    /// The first source of the negotiated address, or of the one that the call's signalling comes from
    /// (RFC 7362), that sends something valid stays the only one, unless it falls silent: routers that
    /// start anew give other ports. Where keys prove who sends, its address may be any.
    private boolean mayCome(Origin call, SocketAddress from, long now) {
        SocketAddress only = latched;
        if (only != null && (only.equals(from) || now - latchedNanos < FAITHFUL_NANOS)) {
            return only.equals(from);
        }
        return call.security != null || from instanceof InetSocketAddress address
                && (address.getAddress().equals(call.description.remote().getAddress())
                        || address.getAddress().equals(call.description.signalling()));
    }

    private boolean authentic(Origin call, byte[] bytes, int length) {
        if (!packet.read(bytes, length, call.security != null) || !isTaken(call.description)) {
            return false;
        }
        if (call.security == null) {
            return true;
        }
        int plain = call.security.unprotect(bytes, packet.headerBytes(), length);
        return plain >= 0 && packet.read(bytes, plain, false);
    }

    private boolean isTaken(MediaParameters description) {
        int type = packet.payloadType();
        return type == description.receiveEventType() || description.receive().containsKey(type);
    }

    private void accept(MediaParameters description, byte[] bytes, long now) {
        int type = packet.payloadType();
        if (type == description.receiveEventType()) {
            eventsCome = true;
            char key = events.receive(bytes, packet.headerBytes(), packet.payloadBytes(),
                    packet.timestamp());
            // A gateway may send a key both ways, the event a little behind the tone.
            if (key != 0 && !(key == toneKey && now - toneNanos < ECHO_NANOS)) {
                session.key(key);
            }
            toneKey = key != 0 ? 0 : toneKey;
            return;
        }
        G711 law = description.receive().get(type);
        if (law != null) {
            int count = packet.payloadBytes();
            law.decode(bytes, packet.headerBytes(), samples, 0, count);
            jitter.put(packet.timestamp(), samples, count, (int) (now / 125_000));
        }
    }

    /// The next 20 ms of what is heard.
    void play(short[] frame, long now) {
        Origin call = origin();
        if (call == null || !call.description.direction().receives()) {
            return;
        }
        jitter.take(frame);
        if (!eventsCome) {
            char key = detector.listen(frame, 0, FRAME);
            if (key != 0) {
                toneKey = key;
                toneNanos = now;
                session.key(key);
            }
        }
        FaxToneDetector tone = fax;
        if (tone != null && tone.listen(frame, 0, FRAME)) {
            faxCalls();
        }
        Recording to = recording;
        if (to != null) {
            to.accept(frame);
        }
    }

    /// RTCP, of its own port or of this one (RFC 5761).
    void control(SocketAddress from, byte[] bytes, int length, long now) {
        Origin call = origin();
        if (call == null) {
            return;
        }
        boolean known = from instanceof InetSocketAddress address
                && (address.getAddress().equals(call.description.remote().getAddress())
                        || latched instanceof InetSocketAddress heard
                                && heard.getAddress().equals(address.getAddress()));
        if (!known) {
            refused = refused + 1;
            return;
        }
        int plain = call.security == null ? length : call.security.unprotectControl(bytes, length);
        if (plain < 0 || !session.reports().receive(bytes, plain, tracker, now)) {
            invalid = invalid + 1;
            return;
        }
        heardNanos = now;
        toldSilent = false;
        controlSource = (InetSocketAddress) from;
    }

    /// Where the other end's RTCP comes from; null when none has come.
    @Nullable
    InetSocketAddress controlSource() { return controlSource; }

    /// How long nothing came of the peer, RTCP included; -1 when that was told already.
    long silentNanos(long now) {
        Origin call = origin();
        if (call == null || toldSilent) {
            return -1;
        }
        return now - Math.max(heardNanos, call.sinceNanos);
    }

    void toldSilent() { toldSilent = true; }

    SourceTracker tracker() { return tracker; }

    JitterBuffer jitter() { return jitter; }

    long refused() { return refused; }

    long invalid() { return invalid; }
}
