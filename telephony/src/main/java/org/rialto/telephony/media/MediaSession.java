package org.rialto.telephony.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSink;
import org.rialto.telephony.audio.PcmSource;
import org.rialto.telephony.audio.Resampler;
import org.rialto.telephony.sdp.Direction;

/// The sound of one call: a pair of ports here, a described peer there. Plays one piece and
/// records one at a time; tells keys, ends and silence as events. Its methods may be called from
/// any thread; nothing of it waits for the network.
public final class MediaSession implements AutoCloseable {
    private static final int EVENTS = 256;

    private final MediaEngine engine;
    private final DatagramChannel channel;
    private final DatagramChannel controlChannel;
    private final int port;
    private final Sender sender;
    private final Receiver receiver = new Receiver(this);
    private final Reports reports;
    private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>(EVENTS);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable MediaParameters description;
    private volatile @Nullable InetSocketAddress followed;
    private long reportNanos;
    private @Nullable SrtpStream sendSecurity;
    private @Nullable SrtpStream receiveSecurity;
    private @Nullable SrtpKeys keys;

    MediaSession(MediaEngine engine, DatagramChannel channel, DatagramChannel controlChannel,
            int port, String canonicalName) {
        this.engine = engine;
        this.channel = channel;
        this.controlChannel = controlChannel;
        this.port = port;
        this.sender = new Sender(channel);
        this.reports = new Reports(this, canonicalName);
    }

    /// The port for RTP, which the description of this end names; RTCP is on the next.
    public int port() { return port; }

    /// Begins with what was agreed on, or goes on with what a re-INVITE changed: another address,
    /// other types or keys, on hold or no longer. A key that stays goes on where it was:
    /// its counters have rolled over, and the other end's with them.
    public synchronized void connect(MediaParameters agreed) {
        SrtpKeys before = keys;
        SrtpKeys now = agreed.security();
        keys = now;
        if (now == null) {
            sendSecurity = null;
            receiveSecurity = null;
        } else {
            boolean sameSuite = before != null && before.suite() == now.suite();
            if (before == null || !sameSuite || !Arrays.equals(before.send(), now.send())) {
                sendSecurity = new SrtpStream(now.suite(), now.send());
            }
            if (before == null || !sameSuite || !Arrays.equals(before.receive(), now.receive())) {
                receiveSecurity = new SrtpStream(now.suite(), now.receive());
            }
        }
        MediaParameters last = description;
        if (last == null || !last.remote().equals(agreed.remote())) {
            sender.follow(null);
            followed = null;
        }
        description = agreed;
        receiver.origin(agreed, receiveSecurity);
        sender.target(agreed.remote(), agreed, sendSecurity);
    }

    /// Nothing is sent from now on before [#go], or before the other end has sent something valid: what
    /// an offer says of an address is nothing that anybody has asked to be sent to. What is played waits.
    public void awaitPeer() { sender.hold(true); }

    /// The other end has taken the call.
    public void go() { sender.hold(false); }

    /// The other end sends from there. Where its description names another address, ours go there too.
    void heardFrom(InetSocketAddress from, MediaParameters agreed) {
        InetSocketAddress elsewhere = from.getAddress().equals(agreed.remote().getAddress())
                ? null
                : from;
        sender.follow(elsewhere);
        followed = elsewhere;
        go();
    }

    /// Whether the other side has put us on hold: it hears nothing.
    public boolean isHeld() {
        MediaParameters agreed = description;
        return agreed != null && !agreed.direction().sends();
    }

    /// Null before [#connect].
    public @Nullable MediaParameters description() { return description; }

    /// Plays from where the source stands, whatever its rate (positions count 8,000 a second); what
    /// was played until now ends at once. Its end is told
    /// by [MediaEvent.PlaybackEnded] and by the handle.
    public Playback play(PcmSource source) {
        Playback next = new Playback(this, Resampler.to(Pcm.TELEPHONE_RATE, source));
        Playback before = sender.playback();
        sender.play(next);
        next.start();
        if (before != null) {
            before.finish(Playback.End.REPLACED);
        }
        if (closed.get()) {
            next.finish(Playback.End.CLOSED);
        }
        return next;
    }

    /// Falls silent at once.
    public void stopPlaying() {
        Playback now = sender.playback();
        if (now != null) {
            now.stop();
        }
    }

    /// Records from now on; what was recorded until now ends.
    public Recording record(PcmSink sink, RecordingLimits limits) {
        Recording next = new Recording(this, sink, limits);
        Recording before = receiver.recording();
        receiver.record(next);
        next.start();
        if (before != null) {
            before.stop();
        }
        if (closed.get()) {
            next.finish(Recording.End.CLOSED);
        }
        return next;
    }

    /// Presses keys at the other end, one after another; false when too many wait.
    public boolean sendKeys(String pressed) { return sender.sendKeys(pressed); }

    public boolean sendingKeys() { return sender.sendingKeys(); }

    /// The next event; null when none comes in time.
    public @Nullable MediaEvent next(Duration timeout) throws InterruptedException {
        return events.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Forgets the events that wait, for instance keys that were pressed before a menu was read.
    public void clearEvents() { events.clear(); }

    public MediaStatistics statistics() {
        JitterBuffer jitter = receiver.jitter();
        Playback playing = sender.playback();
        return new MediaStatistics(sender.packets(), sender.unsent(),
                receiver.tracker().received(), receiver.tracker().lost(), receiver.refused(),
                receiver.invalid(), jitter.jitter() / 8.0,
                (jitter.lostSamples() + jitter.lateSamples()) / 8,
                playing == null ? 0 : playing.underruns(), reports.roundTripMillis());
    }

    /// How late the packets of this session left.
    public LatenessHistogram lateness() { return sender.lateness(); }

    /// Says goodbye, ends what is played and recorded, and gives the ports back.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        engine.remove(this);
        report(true, System.nanoTime());
        Playback playing = sender.playback();
        if (playing != null) {
            playing.finish(Playback.End.CLOSED);
        }
        Recording recording = receiver.recording();
        if (recording != null) {
            recording.finish(Recording.End.CLOSED);
        }
        engine.release(channel, controlChannel, port);
    }

    /// Listens for a fax machine's calling tone from now on, and tells it once.
    public void listenForFax() { receiver.listenForFax(); }

    /// The other end has shown in another way that it is a fax machine. Nothing happens where nobody
    /// listens for it.
    public void faxCalls() { receiver.faxCalls(); }

    void faxHeard() { tell(new MediaEvent.FaxCalls()); }

    void playbackEnded(Playback playback, Playback.End end) {
        sender.over(playback);
        tell(new MediaEvent.PlaybackEnded(playback, end));
    }

    void recordingStops(Recording recording) { receiver.over(recording); }

    void recordingEnded(Recording recording, Recording.Result result) {
        tell(new MediaEvent.RecordingEnded(recording, result));
    }

    void key(char key) { tell(new MediaEvent.Key(key)); }

    void peerLeft() { tell(new MediaEvent.PeerLeft()); }

    /// A queue that nobody empties forgets the oldest, which is never an end waited for by handle.
    private void tell(MediaEvent event) {
        while (!events.offer(event)) {
            events.poll();
        }
    }

    int source() { return sender.source(); }

    Sender sender() { return sender; }

    Receiver receiver() { return receiver; }

    Reports reports() { return reports; }

    DatagramChannel channel() { return channel; }

    DatagramChannel controlChannel() { return controlChannel; }

    void checkSilence(long now, MediaSettings settings) {
        long silent = receiver.silentNanos(now);
        MediaParameters agreed = description;
        // Who only listens, or does not listen, need not speak for longer, but not for ever.
        boolean mutual = agreed == null || agreed.direction() == Direction.SENDRECV;
        Duration limit = mutual ? settings.inactivity() : settings.hold();
        if (silent > limit.toNanos()) {
            receiver.toldSilent();
            tell(new MediaEvent.Silent(Duration.ofNanos(silent)));
        }
    }

    /// RFC 3550 section 6.3.1: each interval is another one, half to one and a half of the usual, so that
    /// reports of many calls do not come together; divided by e - 3/2, with which timer
    /// reconsideration would make it the usual on average. By the receiving thread.
    void reportWhenDue(long now, Duration interval) {
        if (reportNanos != 0 && now - reportNanos < 0) {
            return;
        }
        boolean first = reportNanos == 0;
        double usual = Math.max(interval.toNanos(), 1_000_000L) / (Math.E - 1.5);
        reportNanos = now + (long) (usual * ThreadLocalRandom.current().nextDouble(0.5, 1.5)
                * (first ? 0.5 : 1));
        if (!first) {
            report(false, now);
        }
    }

    private @Nullable InetSocketAddress controlOf(MediaParameters agreed) {
        InetSocketAddress elsewhere = followed;
        if (elsewhere == null)
            return agreed.remoteControl();
        InetSocketAddress heard = receiver.controlSource();
        return heard != null
                ? heard
                : new InetSocketAddress(elsewhere.getAddress(),
                        Math.min(65_535, elsewhere.getPort() + 1));
    }

    /// Sends a report by RTCP.
    void report(boolean goodbye, long now) {
        MediaParameters agreed;
        SrtpStream security;
        synchronized (this) {
            agreed = description;
            security = sendSecurity;
        }
        InetSocketAddress to = agreed == null ? null : controlOf(agreed);
        if (to == null || to.getPort() == 0 || sender.isHeld()) {
            return;
        }
        byte[] plain = reports.write(sender, receiver.tracker(), receiver.jitter().jitter(),
                goodbye, now);
        int length = plain.length;
        byte[] bytes = plain;
        if (security != null) {
            bytes = Arrays.copyOf(plain, length + SrtpStream.CONTROL_TRAILER_BYTES);
            synchronized (reports) {
                length = security.protectControl(bytes, length);
            }
        }
        try {
            controlChannel.send(ByteBuffer.wrap(bytes, 0, length), to);
        } catch (IOException e) {
            // A report is no more than that; the next one may go through.
        }
    }
}
