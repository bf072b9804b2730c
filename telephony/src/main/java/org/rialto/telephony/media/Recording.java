package org.rialto.telephony.media;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.Levels;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the other end says, on its way into a sink. The sink is written on a virtual thread of its
/// own, five times a second: a slow disk holds up nobody, and costs sound only after eight seconds.
public final class Recording {
    /// Why it is over.
    public enum End {
        STOPPED, SILENCE, NOTHING_SAID, MAXIMUM, FAILED, CLOSED
    }

    /// What was recorded.
    ///
    /// @param speech whether anything louder than silence was heard
    /// @param trailingSilence at its end, for whoever wants to cut it off
    /// @param levelDb of all of it, below full scale
    /// @param peak the largest sample
    /// @param dropped samples that the sink was too slow for
    public record Result(End end, Duration length, boolean speech, Duration trailingSilence,
            double levelDb, int peak, long dropped) {}

    private static final Logger log = LoggerFactory.getLogger(Recording.class);
    private static final int FRAME = JitterBuffer.FRAME;
    private static final int FRAMES = 400;
    private static final int FRAMES_A_WRITE = 10;
    private static final int FRAME_MILLIS = 20;
    private static final long WAIT_NANOS = 1_000_000_000L;
    /// Loud frames in a row that make speech: less is a click.
    private static final int FRAMES_OF_SPEECH = 3;

    private final MediaSession session;
    private final PcmSink sink;
    private final RecordingLimits limits;
    private final short[] ring = new short[FRAMES * FRAME];
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread writer;
    private volatile int written;
    private volatile int read;
    private volatile @Nullable Result result;
    private volatile double levelDb = Levels.NOTHING_DB;
    private long frames;
    private long dropped;
    private boolean speech;
    private int loudFrames;
    private long quietFrames;
    private double squares;
    private int peak;

    Recording(MediaSession session, PcmSink sink, RecordingLimits limits) {
        if (sink.sampleRate() != Pcm.TELEPHONE_RATE) {
            throw new IllegalArgumentException("a sink of " + sink.sampleRate() + " Hz");
        }
        this.session = session;
        this.sink = sink;
        this.limits = limits;
        this.writer = Thread.ofVirtual().name("recording").unstarted(this::write);
    }

    void start() { writer.start(); }

    /// How loud the last 20 ms were.
    public double levelDb() { return levelDb; }

    /// Ends it; what was heard until now is written.
    public void stop() { finish(End.STOPPED); }

    /// When all is written and the sink closed.
    public Result await() throws InterruptedException {
        over.await();
        return results();
    }

    /// Null when it is not over in time.
    public @Nullable Result await(Duration timeout) throws InterruptedException {
        return over.await(timeout.toNanos(), TimeUnit.NANOSECONDS) ? results() : null;
    }

    private Result results() {
        Result known = result;
        if (known == null) {
            throw new IllegalStateException("over without a result");
        }
        return known;
    }

    void finish(End reason) {
        if (end.compareAndSet(null, reason)) {
            session.recordingStops(this);
            LockSupport.unpark(writer);
        }
    }

    /// The receiving thread: 20 ms more.
    void accept(short[] frame) {
        if (end.get() != null) {
            return;
        }
        frames++;
        measure(frame);
        int at = written;
        if (at - read >= FRAMES) {
            dropped += FRAME;
        } else {
            System.arraycopy(frame, 0, ring, at % FRAMES * FRAME, FRAME);
            written = at + 1;
        }
        End reason = limitReached();
        if (reason != null) {
            finish(reason);
        } else if (written - read >= FRAMES_A_WRITE) {
            LockSupport.unpark(writer);
        }
    }

    private void measure(short[] frame) {
        long sum = 0;
        for (int i = 0; i < FRAME; i++) {
            sum += (long) frame[i] * frame[i];
        }
        squares += sum;
        peak = Math.max(peak, Levels.peak(frame, 0, FRAME));
        double level = Levels.decibels(sum, FRAME);
        levelDb = level;
        loudFrames = level > limits.silenceDb() ? loudFrames + 1 : 0;
        if (loudFrames >= FRAMES_OF_SPEECH) {
            speech = true;
            quietFrames = 0;
        } else {
            quietFrames++;
        }
    }

    private @Nullable End limitReached() {
        if (frames * FRAME_MILLIS >= limits.maximum().toMillis()) {
            return End.MAXIMUM;
        }
        Duration patience = speech ? limits.silence() : limits.initialSilence();
        if (!patience.isZero() && quietFrames * FRAME_MILLIS >= patience.toMillis()) {
            return speech ? End.SILENCE : End.NOTHING_SAID;
        }
        return null;
    }

    private void write() {
        short[] batch = new short[FRAMES_A_WRITE * FRAME];
        long samples = 0;
        boolean failed = false;
        while (true) {
            // In this order: after the end nothing more comes.
            End reason = end.get();
            int count = Math.min(FRAMES_A_WRITE, written - read);
            if (count == 0 && reason != null) {
                break;
            }
            if (count < FRAMES_A_WRITE && reason == null) {
                LockSupport.parkNanos(this, WAIT_NANOS);
                count = Math.min(FRAMES_A_WRITE, written - read);
            }
            for (int i = 0; i < count; i++) {
                System.arraycopy(ring, (read + i) % FRAMES * FRAME, batch, i * FRAME, FRAME);
            }
            read = read + count;
            if (count > 0 && !failed) {
                failed = !written(batch, count * FRAME);
                samples += failed ? 0 : (long) count * FRAME;
            }
        }
        failed |= !closed();
        complete(failed, samples);
    }

    private boolean written(short[] batch, int count) {
        try {
            sink.write(batch, 0, count);
            return true;
        } catch (IOException | RuntimeException e) {
            log.error("a recording could not be written", e);
            finish(End.FAILED);
            return false;
        }
    }

    private boolean closed() {
        try {
            sink.close();
            return true;
        } catch (IOException | RuntimeException e) {
            log.error("a recording could not be ended", e);
            return false;
        }
    }

    private void complete(boolean failed, long samples) {
        End reason = end.get();
        Duration length = Duration.ofMillis(samples * 1000 / Pcm.TELEPHONE_RATE);
        long heard = Math.max(1, frames * FRAME);
        Result made = new Result(failed || reason == null ? End.FAILED : reason, length, speech,
                Duration.ofMillis(Math.min(quietFrames, frames) * FRAME_MILLIS),
                Levels.decibels((long) squares, heard), peak, dropped);
        result = made;
        over.countDown();
        session.recordingEnded(this, made);
    }
}
