package org.rialto.telephony.audio;

/// How loud samples are, in decibels below full scale (0 is a square wave of full scale).
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
}
