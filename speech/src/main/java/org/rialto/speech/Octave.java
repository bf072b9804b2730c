package org.rialto.speech;

/// From 16 kHz to the 8 kHz of telephones and back, by a half-band filter: what one rate cannot
/// hold is taken out before or kept out after.
final class Octave {
    private static final int HALF = 47;
    private static final double[] TAPS = taps();

    private Octave() {}

    private static double[] taps() {
        double[] taps = new double[2 * HALF + 1];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            int distance = i - HALF;
            double x = distance * 0.5 * Math.PI * 0.93;
            double window = 0.54 + 0.46 * Math.cos(Math.PI * distance / (HALF + 1));
            taps[i] = (distance == 0 ? 1 : Math.sin(x) / x) * window;
            sum += taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= sum;
        }
        return taps;
    }

    static short[] down(short[] samples) {
        short[] half = new short[(samples.length + 1) / 2];
        for (int i = 0; i < half.length; i++) {
            double sum = 0;
            for (int tap = -HALF; tap <= HALF; tap++) {
                int at = 2 * i + tap;
                sum += at < 0 || at >= samples.length ? 0 : samples[at] * TAPS[tap + HALF];
            }
            half[i] = clamp(sum);
        }
        return half;
    }

    static short[] up(short[] samples) {
        short[] twice = new short[samples.length * 2];
        for (int i = 0; i < twice.length; i++) {
            double sum = 0;
            // Between two samples stands a zero: only taps of one parity meet a sample.
            for (int tap = -HALF + (i + HALF & 1); tap <= HALF; tap += 2) {
                int at = (i + tap) / 2;
                sum += i + tap < 0 || at >= samples.length ? 0 : samples[at] * TAPS[tap + HALF];
            }
            twice[i] = clamp(2 * sum);
        }
        return twice;
    }

    private static short clamp(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
