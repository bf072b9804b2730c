package org.rialto.telephony.audio;

/// How alike two pieces of sound are: for tests of what came through a telephone. Pieces of half a
/// second are looked for around where the ones before were found, so that lost or added frames
/// cost only what they spoil.
///
/// @param correlation 1 for the same up to its loudness, 0 for nothing in common; the mean of all
///        pieces that hold sound, by their energy
/// @param offset where the first piece was found, in samples of the second sound
public record Likeness(double correlation, int offset) {
    private static final int PIECES_A_SECOND = 2;
    private static final int COARSE_SHARE = 8;

    /// Looks for the sound of one within another, which may begin up to `maximumOffset` samples
    /// earlier or later.
    public static Likeness of(Pcm sought, Pcm within, int maximumOffset) {
        if (sought.sampleRate() != within.sampleRate()) {
            throw new IllegalArgumentException("two sample rates");
        }
        int size = sought.sampleRate() / PIECES_A_SECOND;
        short[] one = sought.samples();
        double[] cumulated = energy(within.samples());
        double weighted = 0;
        double weight = 0;
        int first = 0;
        int around = 0;
        int reach = maximumOffset;
        for (int at = 0; at < one.length; at += size) {
            int count = Math.min(size, one.length - at);
            double power = 0;
            for (int i = at; i < at + count; i++) {
                power += (double) one[i] * one[i];
            }
            if (power / count < 100 || count < size / 4) {
                continue;
            }
            int best = around;
            double correlation = -1;
            for (int offset = around - reach; offset <= around + reach; offset++) {
                double here = correlation(one, at, count, power, within.samples(), at + offset,
                        cumulated);
                if (here > correlation) {
                    correlation = here;
                    best = offset;
                }
            }
            if (weight == 0) {
                first = best;
                reach = Math.min(reach, size / COARSE_SHARE);
            }
            around = correlation > 0.5 ? best : around;
            weighted += Math.max(0, correlation) * power;
            weight += power;
        }
        return new Likeness(weight == 0 ? 0 : weighted / weight, first);
    }

    private static double[] energy(short[] samples) {
        double[] cumulated = new double[samples.length + 1];
        for (int i = 0; i < samples.length; i++) {
            cumulated[i + 1] = cumulated[i] + (double) samples[i] * samples[i];
        }
        return cumulated;
    }

    private static double correlation(short[] one, int at, int count, double power, short[] other,
            int from, double[] cumulated) {
        int low = Math.max(0, from);
        int high = Math.min(other.length, from + count);
        if (high <= low) {
            return 0;
        }
        double otherPower = cumulated[high] - cumulated[low];
        if (otherPower < 1) {
            return 0;
        }
        double product = 0;
        for (int i = low; i < high; i++) {
            product += (double) other[i] * one[at + i - from];
        }
        return product / Math.sqrt(power * otherPower);
    }
}
