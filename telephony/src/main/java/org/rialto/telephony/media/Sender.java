package org.rialto.telephony.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Tones;

/// The sending half of a session, run by the pacing thread: every 20 ms one packet, of what is
/// played, of a key (RFC 4733 §2.5.1.2), or of silence, so that the way stays open and the other
/// end's clock running.
final class Sender {
    private static final int FRAME = JitterBuffer.FRAME;
    private static final long FRAME_NANOS = 20_000_000;
    /// A key sounds for 160 ms, its end is told three times, and 100 ms lie between two keys.
    private static final int KEY_FRAMES = 8;
    private static final int KEY_ENDS = 3;
    private static final int KEY_GAP_FRAMES = 5;
    private static final int KEY_VOLUME = 10;
    private static final int KEYS_WAITING = 64;

    /// Where and how packets go; another one after each re-INVITE.
    private record Target(InetSocketAddress address, MediaParameters description,
            @Nullable SrtpStream security) {}

    private final DatagramChannel channel;
    private final LatenessHistogram lateness = new LatenessHistogram();
    private final int source = ThreadLocalRandom.current().nextInt();
    private final ConcurrentLinkedQueue<Character> keys = new ConcurrentLinkedQueue<>();
    private final short[] frame = new short[FRAME];
    private volatile @Nullable Target target;
    /// Where they really go, when the other end sends from elsewhere.
    private volatile @Nullable InetSocketAddress followed;
    private volatile boolean held;
    private volatile @Nullable Playback playback;
    private volatile long packets;
    private volatile long bytes;
    private volatile long unsent;
    private volatile int timestamp = ThreadLocalRandom.current().nextInt();
    private volatile int keyBeingSent = -1;
    private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
    private long lastDue;
    private boolean marker = true;
    private int keyFrame;
    private int keyTimestamp;
    private short[] keyTone = new short[0];

    Sender(DatagramChannel channel) { this.channel = channel; }

    int source() { return source; }

    int timestamp() { return timestamp; }

    long packets() { return packets; }

    long bytes() { return bytes; }

    long unsent() { return unsent; }

    LatenessHistogram lateness() { return lateness; }

    void target(InetSocketAddress address, MediaParameters description,
            @Nullable SrtpStream security) {
        target = new Target(address, description, security);
    }

    void follow(@Nullable InetSocketAddress address) { followed = address; }

    void hold(boolean until) { held = until; }

    boolean isHeld() { return held; }

    void play(@Nullable Playback next) { playback = next; }

    @Nullable
    Playback playback() { return playback; }

    /// Forgets a playback that is over.
    void over(Playback ended) {
        if (playback == ended) {
            playback = null;
        }
    }

    boolean sendKeys(String pressed) {
        if (keys.size() + pressed.length() > KEYS_WAITING) {
            return false;
        }
        for (char key : pressed.toCharArray()) {
            keys.add(key);
        }
        return true;
    }

    boolean sendingKeys() { return keyBeingSent >= 0 || !keys.isEmpty(); }

    /// One packet, which was due at that time. Nothing here waits.
    void send(long dueNanos, byte[] packet, ByteBuffer buffer) {
        // Time that was missed (the machine stood still) is missed by the other end too.
        long frames = lastDue == 0 ? 1 : Math.max(1, (dueNanos - lastDue) / FRAME_NANOS);
        lastDue = dueNanos;
        timestamp = timestamp + (int) frames * FRAME;
        Target to = target;
        if (to == null || held || !to.description.direction().sends()
                || to.description.remote().getPort() == 0) {
            marker = true;
            return;
        }
        int length = nextKeyEvent(to, packet);
        if (length == 0) {
            length = sound(to.description, packet);
        }
        transmit(to, packet, length, buffer);
        lateness.add(System.nanoTime() - dueNanos);
    }

    private int sound(MediaParameters description, byte[] packet) {
        Playback current = playback;
        G711 law = description.send();
        boolean sounds = keyBeingSent >= 0 ? tone() : current != null && current.next(frame);
        if (sounds) {
            law.encode(frame, 0, packet, RtpPacket.HEADER_BYTES, FRAME);
        } else {
            Arrays.fill(packet, RtpPacket.HEADER_BYTES, RtpPacket.HEADER_BYTES + FRAME,
                    law.silence());
        }
        RtpPacket.writeHeader(packet, marker, description.sendPayloadType(), sequence, timestamp,
                source);
        marker = false;
        return RtpPacket.HEADER_BYTES + FRAME;
    }

    /// The length of an event's packet; 0 when sound is to go.
    private int nextKeyEvent(Target to, byte[] packet) {
        int eventType = to.description.sendEventType();
        if (keyBeingSent < 0) {
            Character next = keys.poll();
            if (next == null) {
                return 0;
            }
            keyBeingSent = Tones.KEYS.indexOf(next);
            keyFrame = 0;
            keyTimestamp = timestamp;
            keyTone = eventType >= 0
                    ? new short[0]
                    : Tones.key(next, Duration.ofMillis(KEY_FRAMES * 20L)).samples();
        }
        keyFrame++;
        int told = KEY_FRAMES + KEY_ENDS - 1;
        if (keyFrame > told + KEY_GAP_FRAMES) {
            keyBeingSent = -1;
            return 0;
        }
        if (eventType < 0 || keyTone.length > 0 || keyFrame > told) {
            return 0;
        }
        int duration = Math.min(keyFrame, KEY_FRAMES) * FRAME;
        RtpPacket.writeHeader(packet, keyFrame == 1, eventType, sequence, keyTimestamp, source);
        int at = RtpPacket.HEADER_BYTES;
        packet[at] = (byte) keyBeingSent;
        packet[at + 1] = (byte) ((keyFrame >= KEY_FRAMES ? 0x80 : 0) | KEY_VOLUME);
        packet[at + 2] = (byte) (duration >> 8);
        packet[at + 3] = (byte) duration;
        marker = true;
        return at + EventReceiver.EVENT_BYTES;
    }

    /// The sound of a key, for an end that takes no events.
    private boolean tone() {
        int at = (keyFrame - 1) * FRAME;
        if (at + FRAME > keyTone.length) {
            return false;
        }
        System.arraycopy(keyTone, at, frame, 0, FRAME);
        return true;
    }

    private void transmit(Target to, byte[] packet, int plainLength, ByteBuffer buffer) {
        sequence = sequence + 1 & 0xFFFF;
        int length = plainLength;
        if (to.security != null) {
            length = to.security.protect(packet, RtpPacket.HEADER_BYTES, length);
        }
        buffer.clear().put(packet, 0, length).flip();
        InetSocketAddress elsewhere = followed;
        try {
            if (channel.send(buffer, elsewhere != null ? elsewhere : to.address) == 0) {
                unsent = unsent + 1;
                return;
            }
            packets = packets + 1;
            bytes = bytes + plainLength - RtpPacket.HEADER_BYTES;
        } catch (IOException | RuntimeException e) {
            // No route, refused, or the session is just being closed: as if lost on the way.
            unsent = unsent + 1;
        }
    }

}
