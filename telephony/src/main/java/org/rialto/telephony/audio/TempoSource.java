package org.rialto.telephony.audio;

import java.io.IOException;
import java.util.Arrays;

/// Plays a source faster or slower without changing its pitch: pieces of 40 ms are put together
/// where they are most alike (waveform similarity overlap-add, Verhelst and Roelands 1993). The
/// tempo may be changed at any moment by another thread; at 1 the sound is the source's own.
/// Positions are those of the source.
public final class TempoSource implements PcmSource {
    private static final double MINIMUM = 0.5;
    private static final double MAXIMUM = 2;
    private static final int COARSE = 4;

    private final PcmSource source;
    private final int hop;
    private final int reach;
    private final short[] ready;
    private final short[] tail;
    private short[] window;
    private long windowStart;
    private int windowLength;
    private double analysis;
    private long natural;
    private boolean started;
    private boolean ended;
    private int readyFrom;
    private int readyTo;
    private volatile double tempo = 1;

    public TempoSource(PcmSource source) {
        this.source = source;
        this.hop = source.sampleRate() / 50;
        this.reach = source.sampleRate() / 80;
        this.ready = new short[hop];
        this.tail = new short[hop];
        this.window = new short[8 * hop + 4 * reach];
        restart();
    }

    /// Twice as fast at most, half as fast at least.
    public void setTempo(double factor) { tempo = Math.clamp(factor, MINIMUM, MAXIMUM); }

    public double tempo() { return tempo; }

    private void restart() {
        windowStart = source.position();
        windowLength = 0;
        analysis = windowStart;
        started = false;
        ended = false;
        readyFrom = 0;
        readyTo = 0;
    }

    @Override
    public int sampleRate() { return source.sampleRate(); }

    @Override
    public int read(short[] samples, int offset, int count) throws IOException {
        if (readyFrom == readyTo && !synthesize()) {
            return -1;
        }
        int some = Math.min(count, readyTo - readyFrom);
        System.arraycopy(ready, readyFrom, samples, offset, some);
        readyFrom += some;
        return some;
    }

    /// The next 20 ms.
    private boolean synthesize() throws IOException {
        if (!started) {
            if (!has((long) analysis, 1)) {
                return false;
            }
            natural = (long) analysis;
            copy(natural, tail);
            started = true;
        }
        // Where the last piece would go on is where the next should sound alike.
        long wished = Math.max((long) analysis, windowStart);
        if (!has(Math.max(wished, natural), 1)) {
            return false;
        }
        long best = bestNear(wished);
        for (int i = 0; i < hop; i++) {
            int fading = tail[i] * (hop - i);
            ready[i] = (short) ((fading + at(best + i) * i) / hop);
        }
        long real = Math.min(hop, windowStart + windowLength - best);
        readyFrom = 0;
        readyTo = ended ? (int) Math.max(1, real) : hop;
        natural = best + hop;
        has(natural, hop);
        copy(natural, tail);
        analysis += hop * tempo;
        return true;
    }

    private long bestNear(long wished) throws IOException {
        has(Math.max(wished + reach, natural), 2 * hop);
        if (Math.abs(natural - wished) <= reach && tempo == 1) {
            analysis = natural;
            return natural;
        }
        long lowest = Math.max(windowStart, wished - reach);
        long highest = wished + reach;
        long best = search(lowest, highest, COARSE);
        return search(Math.max(lowest, best - COARSE + 1), Math.min(highest, best + COARSE - 1), 1);
    }

    private long search(long lowest, long highest, int step) {
        long best = lowest;
        double bestLikeness = Double.NEGATIVE_INFINITY;
        for (long candidate = lowest; candidate <= highest; candidate += step) {
            double product = 0;
            double power = 1;
            for (int i = 0; i < hop; i += 2) {
                double value = at(candidate + i);
                product += value * tail[i];
                power += value * value;
            }
            double likeness = product / Math.sqrt(power);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = candidate;
            }
        }
        return best;
    }

    /// Silence behind the end.
    private short at(long sample) {
        long index = sample - windowStart;
        return index >= 0 && index < windowLength ? window[(int) index] : 0;
    }

    private void copy(long from, short[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = at(from + i);
        }
    }

    /// Reads on until so many samples from there are known, or the end; whether one of them is.
    private boolean has(long from, int count) throws IOException {
        while (!ended && windowStart + windowLength < from + count) {
            if (windowLength == window.length) {
                int unused = (int) Math.clamp(Math.min(natural, (long) analysis) - 2L * reach
                        - windowStart, 0, windowLength);
                if (unused == 0) {
                    window = Arrays.copyOf(window, window.length * 2);
                } else {
                    System.arraycopy(window, unused, window, 0, windowLength - unused);
                    windowStart += unused;
                    windowLength -= unused;
                }
            }
            int some = source.read(window, windowLength, window.length - windowLength);
            ended = some < 0;
            windowLength += Math.max(0, some);
        }
        return from < windowStart + windowLength;
    }

    @Override
    public long position() { return started ? (long) analysis : source.position(); }

    @Override
    public void seek(long sample) throws IOException {
        source.seek(sample);
        restart();
    }

    @Override
    public void close() throws IOException { source.close(); }
}
