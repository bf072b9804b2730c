package org.rialto.telephony.audio;

import java.io.IOException;
import java.util.Arrays;

/// Another sample rate: a sine cardinal under a Kaiser window, in phases. Up to five sixths of what
/// both rates hold passes unchanged (error below -50 dB); what would fold back is 65 dB down.
public final class Resampler implements PcmSource {
    private static final int ZERO_CROSSINGS = 20;
    private static final double KAISER_BETA = 7;
    private static final double PASS = 0.94;
    private static final int MAXIMUM_PHASES = 1_024;
    private static final int BLOCK = 1_024;

    private final PcmSource source;
    private final int from;
    private final int to;
    private final int half;
    private final float[][] phases;
    private short[] input;
    private long inputStart;
    private int inputLength;
    private boolean ended;
    private long position;

    private Resampler(PcmSource source, int to) {
        this.source = source;
        this.from = source.sampleRate();
        this.to = to;
        double cutoff = PASS * Math.min(1, (double) to / from);
        this.half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        int whole = to / gcd(from, to);
        this.phases = table(Math.min(whole, MAXIMUM_PHASES), cutoff);
        this.input = new short[2 * half + BLOCK];
        restart(0);
    }

    /// The source itself when it has that rate already.
    public static PcmSource to(int sampleRate, PcmSource source) {
        return source.sampleRate() == sampleRate ? source : new Resampler(source, sampleRate);
    }

    public static Pcm to(int sampleRate, Pcm pcm) {
        if (pcm.sampleRate() == sampleRate) {
            return pcm;
        }
        try {
            int limit = (int) ((long) pcm.samples().length * sampleRate / pcm.sampleRate()) + 8;
            return Pcm.read(to(sampleRate, pcm.source()), limit);
        } catch (IOException e) {
            throw new IllegalStateException("an array is read without input", e);
        }
    }

    private static int gcd(int one, int other) {
        return other == 0 ? one : gcd(other, one % other);
    }

    private float[][] table(int count, double cutoff) {
        float[][] table = new float[count][2 * half];
        for (int phase = 0; phase < count; phase++) {
            double sum = 0;
            for (int tap = 0; tap < 2 * half; tap++) {
                // The distance of the tap from the place that is asked for.
                double distance = tap - half + 1 - (double) phase / count;
                double weight = sinc(distance * cutoff) * kaiser(distance / half);
                table[phase][tap] = (float) weight;
                sum += weight;
            }
            for (int tap = 0; tap < 2 * half; tap++) {
                table[phase][tap] /= (float) sum;
            }
        }
        return table;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1
                ? 0
                : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /// The modified Bessel function of the first kind and order zero.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int i = 1; term > sum * 1e-12; i++) {
            term *= x / (2 * i) * (x / (2 * i));
            sum += term;
        }
        return sum;
    }

    /// Before the first sample there is silence.
    private void restart(long sample) {
        Arrays.fill(input, (short) 0);
        inputStart = sample - half;
        inputLength = half;
        ended = false;
    }

    @Override
    public int sampleRate() { return to; }

    @Override
    public int read(short[] samples, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            long at = position * from;
            long whole = at / to;
            int phase = (int) (at % to * phases.length / to);
            if (!reaches(whole)) {
                break;
            }
            samples[offset + done++] = convolve((int) (whole - half + 1 - inputStart), phase);
            position++;
        }
        return done == 0 ? -1 : done;
    }

    private short convolve(int start, int phase) {
        float[] weights = phases[phase];
        float sum = 0;
        for (int tap = 0; tap < weights.length; tap++) {
            sum += weights[tap] * input[start + tap];
        }
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /// Whether that sample of the source exists, with its neighbours read (behind the end: silence).
    private boolean reaches(long sample) throws IOException {
        while (inputStart + inputLength <= sample + half) {
            if (ended) {
                long real = inputStart + inputLength;
                if (sample >= real) {
                    return false;
                }
                makeRoom(sample);
                int end = (int) (sample + half + 1 - inputStart);
                Arrays.fill(input, inputLength, end, (short) 0);
                return true;
            }
            makeRoom(sample);
            int some = source.read(input, inputLength, input.length - inputLength);
            ended = some < 0;
            inputLength += Math.max(0, some);
        }
        return true;
    }

    private void makeRoom(long sample) {
        int unused = (int) Math.min(inputLength, Math.max(0, sample - half - inputStart));
        if (unused > 0 && input.length - inputLength < half + 2) {
            System.arraycopy(input, unused, input, 0, inputLength - unused);
            inputStart += unused;
            inputLength -= unused;
        }
        if (input.length - inputLength < half + 2) {
            input = Arrays.copyOf(input, input.length * 2);
        }
    }

    @Override
    public long position() { return position; }

    @Override
    public void seek(long sample) throws IOException {
        position = Math.max(0, sample);
        long first = Math.max(0, position * from / to - half);
        source.seek(first);
        restart(source.position());
        position = Math.min(position, source.position() * to / from + (long) half * to / from + 1);
    }

    @Override
    public void close() throws IOException { source.close(); }
}
