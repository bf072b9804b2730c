package org.rialto.telephony.media;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.PcmSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A piece that is being played to the other end. Its source is read on a virtual thread of its
/// own, half a second ahead, so that the pacing thread never waits for a file.
public final class Playback {
    /// Why it is over.
    public enum End {
        COMPLETED, STOPPED, REPLACED, FAILED, CLOSED
    }

    private static final Logger log = LoggerFactory.getLogger(Playback.class);
    private static final int FRAME = JitterBuffer.FRAME;
    private static final int FRAMES = 24;
    private static final long WAIT_NANOS = 1_000_000_000L;

    private final PcmSource source;
    private final MediaSession session;
    private final short[] ring = new short[FRAMES * FRAME];
    private final long[] positions = new long[FRAMES];
    private final int[] generations = new int[FRAMES];
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread feeder;
    /// Frames written by the feeder and read by the pacing thread so far.
    private volatile int written;
    private volatile int read;
    private volatile int generation;
    private volatile int endedGeneration = -1;
    private volatile long seekTo;
    private volatile long position;
    private volatile boolean paused;
    private volatile long underruns;
    private boolean flowing;

    Playback(MediaSession session, PcmSource source) {
        this.session = session;
        this.source = source;
        this.position = source.position();
        this.feeder = Thread.ofVirtual().name("playback").unstarted(this::feed);
    }

    void start() { feeder.start(); }

    /// The sample of the source that the other end hears now.
    public long position() { return position; }

    public boolean paused() { return paused; }

    /// Falls silent, and goes on where it stopped when called with `false`.
    public void pause(boolean pause) { paused = pause; }

    /// Goes on from that sample of the source, at once.
    public void seek(long sample) {
        synchronized (this) {
            seekTo = Math.max(0, sample);
            position = seekTo;
            generation++;
        }
        LockSupport.unpark(feeder);
    }

    /// Ends it at once; nothing more of it is sent.
    public void stop() { finish(End.STOPPED); }

    /// Null while it is not over.
    public @Nullable End end() { return end.get(); }

    public End await() throws InterruptedException {
        over.await();
        return ended();
    }

    /// Null when it is not over in time.
    public @Nullable End await(Duration timeout) throws InterruptedException {
        return over.await(timeout.toNanos(), TimeUnit.NANOSECONDS) ? ended() : null;
    }

    private End ended() {
        End reason = end.get();
        return reason == null ? End.STOPPED : reason;
    }

    long underruns() { return underruns; }

    void finish(End reason) {
        if (end.compareAndSet(null, reason)) {
            over.countDown();
            LockSupport.unpark(feeder);
            session.playbackEnded(this, reason);
        }
    }

    /// The pacing thread: the next frame; false for silence.
    boolean next(short[] frame) {
        if (paused || end.get() != null) {
            return false;
        }
        int at = read;
        int current = generation;
        while (at != written && generations[at % FRAMES] != current) {
            at++;
        }
        if (at == written) {
            // In this order: the end is told after the last frame was written.
            boolean complete = endedGeneration == current && at == written;
            taken(at);
            if (complete) {
                finish(End.COMPLETED);
            } else if (flowing) {
                underruns = underruns + 1;
            }
            return false;
        }
        flowing = true;
        int slot = at % FRAMES;
        System.arraycopy(ring, slot * FRAME, frame, 0, FRAME);
        long sample = positions[slot];
        if (current == generation) {
            position = sample;
        }
        taken(at + 1);
        return true;
    }

    private void taken(int to) {
        int before = written - read;
        read = to;
        if (before > FRAMES / 2 != written - to > FRAMES / 2) {
            LockSupport.unpark(feeder);
        }
    }

    private void feed() {
        short[] frame = new short[FRAME];
        int current = 0;
        try (source) {
            while (end.get() == null) {
                int wanted = generation;
                if (wanted != current) {
                    source.seek(seekTo);
                    current = wanted;
                }
                if (written - read >= FRAMES || endedGeneration == current) {
                    LockSupport.parkNanos(this, WAIT_NANOS);
                    continue;
                }
                long from = source.position();
                int count = fill(frame);
                if (count == 0) {
                    endedGeneration = current;
                    continue;
                }
                Arrays.fill(frame, count, FRAME, (short) 0);
                int slot = written % FRAMES;
                System.arraycopy(frame, 0, ring, slot * FRAME, FRAME);
                positions[slot] = from;
                generations[slot] = current;
                written = written + 1;
            }
        } catch (IOException | RuntimeException e) {
            log.warn("a sound could not be read on: {}", e.toString());
            finish(End.FAILED);
        }
    }

    private int fill(short[] frame) throws IOException {
        int count = 0;
        while (count < FRAME) {
            int some = source.read(frame, count, FRAME - count);
            if (some < 0) {
                break;
            }
            count += some;
        }
        return count;
    }
}
