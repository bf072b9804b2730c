package org.rialto.telephony.audio;

import java.io.IOException;

/// How loud samples are and are made, in decibels below full scale (0 is a square wave of full scale).
public final class Levels {
    /// What silence is said to be.
    public static final double NOTHING_DB = -96;

    private Levels() {}

    public static double rootMeanSquareDb(short[] samples, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (long) samples[i] * samples[i];
        }
        return decibels(sum, count);
    }

    /// Of a sum of squares of so many samples.
    public static double decibels(long sumOfSquares, long count) {
        if (count == 0 || sumOfSquares == 0) {
            return NOTHING_DB;
        }
        double power = (double) sumOfSquares / count / (32_768.0 * 32_768.0);
        return Math.max(NOTHING_DB, 10 * Math.log10(power));
    }

    public static int peak(short[] samples, int from, int count) {
        int peak = 0;
        for (int i = from; i < from + count; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }

    /// By how much to multiply sound of that level and peak so that it is as loud as wished,
    /// without cutting its peaks by more than 3 dB, and never more than 20 dB louder.
    public static double gain(double levelDb, int peak, double wishedDb) {
        double wished = Math.pow(10, (wishedDb - levelDb) / 20);
        double room = peak == 0 ? 1 : 32_767.0 / peak * 1.41;
        return Math.clamp(Math.min(wished, room), 0.05, 10);
    }

    /// The same sound, louder or quieter; what would be cut off is bent instead.
    public static PcmSource amplified(PcmSource source, double gain) {
        return new PcmSource() {
            @Override
            public int sampleRate() { return source.sampleRate(); }

            @Override
            public int read(short[] samples, int offset, int count) throws IOException {
                int some = source.read(samples, offset, count);
                for (int i = offset; i < offset + some; i++) {
                    samples[i] = bent(samples[i] * gain);
                }
                return some;
            }

            @Override
            public long position() { return source.position(); }

            @Override
            public void seek(long sample) throws IOException { source.seek(sample); }

            @Override
            public void close() throws IOException { source.close(); }
        };
    }

    private static short bent(double value) {
        double part = Math.abs(value) / 32_767;
        if (part > 0.8) {
            part = 0.8 + 0.2 * Math.tanh((part - 0.8) / 0.2);
        }
        return (short) Math.round(Math.signum(value) * part * 32_767);
    }

    /// Without the silence at both ends, of which up to so many samples are kept; empty when there
    /// is nothing louder.
    public static Pcm trimmed(Pcm pcm, double silenceDb, int keep) {
        short[] samples = pcm.samples();
        int step = Math.max(1, pcm.sampleRate() / 100);
        int first = -1;
        int last = -1;
        for (int at = 0; at < samples.length; at += step) {
            int count = Math.min(step, samples.length - at);
            if (rootMeanSquareDb(samples, at, count) > silenceDb) {
                first = first < 0 ? at : first;
                last = at + count;
            }
        }
        return first < 0
                ? pcm.part(0, 0)
                : pcm.part(Math.max(0, first - keep), Math.min(samples.length, last + keep));
    }
}
