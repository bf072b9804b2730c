package org.rialto.telephony.media;

import java.util.Arrays;

/// Puts the sound of packets in its order and time: a ring of samples addressed by the RTP
/// timestamp, so that packets may have any length, come twice, late or out of order. Every 20 ms a
/// frame is taken, whatever came; one thread puts and takes.
///
/// The frame taken lies behind the newest sample by a delay that follows the jitter (RFC 3550
/// §6.4.1) between two bounds. When nothing is there the buffer waits (time stands still and the
/// delay grows, so nothing late is lost); when the delay was longer than needed for two seconds, a
/// frame is left out, in a pause of speech if there is one. The same two moves follow a sender
/// whose clock is fast or slow.
final class JitterBuffer {
    /// Samples of a frame of 20 ms.
    static final int FRAME = 160;

    private static final int RING = 8_192;
    private static final int MASK = RING - 1;
    private static final int MINIMUM_DELAY = FRAME;
    private static final int MAXIMUM_DELAY = 400 * 8;
    /// What is further away than this from the time of the buffer is another time.
    private static final int OTHER_TIME = RING - 2 * FRAME;
    private static final int FRAMES_TO_JUDGE = 100;
    /// Frames whose loss is hidden by repeating sound that fades; then silence.
    private static final int CONCEALED_FRAMES = 3;
    private static final int QUIET = 300;

    private final short[] ring = new short[RING];
    private final byte[] filled = new byte[RING];
    private final short[] last = new short[FRAME];
    private boolean running;
    private int playing;
    private int newest;
    private int concealed;
    private int waited;
    private boolean hasTransit;
    private int transit;
    private int jitterTimes16;
    private int leastDepth = Integer.MAX_VALUE;
    private int framesJudged;
    private boolean dropOne;
    private long lostSamples;
    private long lateSamples;
    private long droppedFrames;
    private long waitedFrames;

    /// @param arrival when it came, in units of the timestamp
    void put(int timestamp, short[] samples, int count, int arrival) {
        follow(arrival - timestamp);
        int end = timestamp + count;
        if (running && (timestamp - playing > OTHER_TIME - count
                || playing - timestamp > OTHER_TIME)) {
            running = false;
        }
        if (!running) {
            start(timestamp);
        } else if (waited > 0) {
            resume(timestamp);
        }
        int late = Math.min(count, Math.max(0, playing - timestamp));
        lateSamples += late;
        for (int i = late; i < count; i++) {
            int at = timestamp + i & MASK;
            ring[at] = samples[i];
            filled[at] = 1;
        }
        if (end - newest > 0) {
            newest = end;
        }
        if (newest - playing > MAXIMUM_DELAY + 2 * FRAME) {
            skipTo(newest - delay());
        }
    }

    private void start(int timestamp) {
        Arrays.fill(filled, (byte) 0);
        running = true;
        playing = timestamp - delay();
        newest = timestamp;
        waited = 0;
        // What lies before the first sample is no loss.
        for (int at = playing; at != timestamp; at++) {
            ring[at & MASK] = 0;
            filled[at & MASK] = 1;
        }
        leastDepth = Integer.MAX_VALUE;
        framesJudged = 0;
    }

    /// After waiting: time goes on with the sender's, who paused or whose packets were lost, by no
    /// more than was waited. A sender that was only late did not go on, so nothing is left out.
    private void resume(int timestamp) {
        int gap = timestamp - newest;
        int wished = Math.min(waited * FRAME, gap - delay());
        waited = 0;
        if (gap <= 0) {
            return;
        }
        if (wished > 0) {
            skipTo(playing + wished);
            newest = playing;
        }
        for (int at = newest; at != timestamp; at++) {
            ring[at & MASK] = 0;
            filled[at & MASK] = 1;
        }
    }

    private void skipTo(int timestamp) {
        for (; playing - timestamp < 0; playing++) {
            filled[playing & MASK] = 0;
        }
    }

    /// The jitter of RFC 3550 §6.4.1, in sixteenths.
    private void follow(int newTransit) {
        if (hasTransit) {
            int change = Math.min(Math.abs(newTransit - transit), RING);
            jitterTimes16 += change - (jitterTimes16 + 8 >> 4);
        }
        hasTransit = true;
        transit = newTransit;
    }

    int jitter() { return jitterTimes16 >> 4; }

    /// What the delay is to be: a frame and three times the jitter.
    private int delay() {
        return Math.clamp(MINIMUM_DELAY + 3L * jitter(), MINIMUM_DELAY, MAXIMUM_DELAY);
    }

    /// Samples that wait now.
    int depth() { return running ? Math.max(0, newest - playing) : 0; }

    long lostSamples() { return lostSamples; }

    long lateSamples() { return lateSamples; }

    long droppedFrames() { return droppedFrames; }

    long waitedFrames() { return waitedFrames; }

    /// The next 20 ms.
    void take(short[] frame) {
        int depth = depth();
        if (depth == 0) {
            if (running) {
                waitedFrames++;
                waited++;
            }
            conceal(frame, 0, FRAME);
            concealed++;
            return;
        }
        judge(depth);
        if (dropOne && depth > 2 * FRAME && (quiet() || framesJudged >= FRAMES_TO_JUDGE / 2)) {
            skipTo(playing + FRAME);
            dropOne = false;
            droppedFrames++;
        }
        int missing = 0;
        for (int i = 0; i < FRAME; i++) {
            int at = playing + i & MASK;
            if (filled[at] == 0) {
                missing++;
            }
            frame[i] = filled[at] == 0 ? 0 : ring[at];
        }
        if (missing > 0) {
            fill(frame);
            concealed = missing == FRAME ? concealed + 1 : 0;
            // The end of what came so far is no loss.
            lostSamples += Math.max(0, missing - Math.max(0, FRAME - depth));
        } else {
            concealed = 0;
        }
        if (concealed == 0) {
            System.arraycopy(frame, 0, last, 0, FRAME);
        }
        skipTo(playing + Math.min(FRAME, depth));
    }

    private void fill(short[] frame) {
        int from = 0;
        while (from < FRAME) {
            int to = from;
            boolean there = filled[playing + from & MASK] != 0;
            while (to < FRAME && filled[playing + to & MASK] != 0 == there) {
                to++;
            }
            if (!there) {
                conceal(frame, from, to - from);
            }
            from = to;
        }
    }

    /// The last good frame again, ever quieter.
    private void conceal(short[] frame, int from, int count) {
        for (int i = from; i < from + count; i++) {
            int fade = concealed >= CONCEALED_FRAMES
                    ? 0
                    : (CONCEALED_FRAMES - concealed) * FRAME - i;
            frame[i] = (short) (last[i] * fade / (CONCEALED_FRAMES * FRAME));
        }
    }

    private void judge(int depth) {
        leastDepth = Math.min(leastDepth, depth);
        if (++framesJudged >= FRAMES_TO_JUDGE) {
            dropOne = leastDepth > delay() + FRAME;
            leastDepth = Integer.MAX_VALUE;
            framesJudged = 0;
        }
    }

    private boolean quiet() {
        for (int i = 0; i < FRAME; i += 4) {
            if (Math.abs(ring[playing + i & MASK]) > QUIET) {
                return false;
            }
        }
        return true;
    }
}
