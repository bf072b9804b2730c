package org.rialto.telephony.media;

import org.rialto.telephony.audio.Tones;

/// Hears the keys in the sound itself: Goertzel filters at the eight frequencies over blocks of
/// 12.75 ms. Limits after ITU-T Q.24: tones of 40 ms are heard, pauses of 40 ms part them, and
/// speech is told from them by level, twist, purity and what else sounds.
final class DtmfDetector {
    /// Samples a block; near whole periods of all eight frequencies.
    private static final int BLOCK = 102;
    private static final int FILTERS = 8;
    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    /// Of the mean square of a block: about -42 dB below full scale.
    private static final double MINIMUM_POWER = 67_000;
    /// The row may be so much stronger than the column, and the other way round: 9 dB and 6 dB.
    private static final double ROW_TWIST = 8;
    private static final double COLUMN_TWIST = 4.0;
    /// A frequency of the pair against the others of its group: 6 dB.
    private static final double PURITY = 4;
    /// Of all power, what the two frequencies must hold: a voice has more than two. Tones that are
    /// 1.5% off lose a fifth of theirs in the filters.
    private static final double SHARE = 0.75;
    private static final double CLEAR_SHARE = 0.88;
    /// Less is enough for a key to go on, so that a gap of 10 ms does not end it.
    private static final double SHARE_TO_GO_ON = 0.35;
    /// Blocks in a row that begin a key: two of clear tones, three of others; and that end it.
    private static final int CLEAR_TO_BEGIN = 2;
    private static final int BLOCKS_TO_BEGIN = 3;
    private static final int BLOCKS_TO_END = 2;

    private final double[] coefficients = new double[FILTERS];
    private final double[] first = new double[FILTERS];
    private final double[] second = new double[FILTERS];
    private final double[] power = new double[FILTERS];
    private double energy;
    private int filled;
    private char candidate;
    private int candidateBlocks;
    private int clearBlocks;
    private boolean clear;
    private char pressed;
    private int otherBlocks;

    DtmfDetector() {
        for (int i = 0; i < FILTERS; i++) {
            double frequency = i < 4 ? LOW[i] : HIGH[i - 4];
            coefficients[i] = 2 * Math.cos(2 * Math.PI * frequency / 8000);
        }
    }

    /// Listens on; the key that began in these samples, or 0.
    char listen(short[] samples, int offset, int count) {
        char began = 0;
        int at = offset;
        int end = offset + count;
        while (at < end) {
            int some = Math.min(BLOCK - filled, end - at);
            run(samples, at, some);
            at += some;
            filled += some;
            if (filled == BLOCK) {
                char key = blockEnded();
                began = key == 0 ? began : key;
            }
        }
        return began;
    }

    private void run(short[] samples, int from, int count) {
        for (int i = from; i < from + count; i++) {
            energy += (double) samples[i] * samples[i];
        }
        for (int filter = 0; filter < FILTERS; filter++) {
            double coefficient = coefficients[filter];
            double one = first[filter];
            double two = second[filter];
            for (int i = from; i < from + count; i++) {
                double next = samples[i] + coefficient * one - two;
                two = one;
                one = next;
            }
            first[filter] = one;
            second[filter] = two;
        }
    }

    private char blockEnded() {
        for (int filter = 0; filter < FILTERS; filter++) {
            double one = first[filter];
            double two = second[filter];
            power[filter] = one * one + two * two - coefficients[filter] * one * two;
            first[filter] = 0;
            second[filter] = 0;
        }
        char key = keyOfBlock();
        energy = 0;
        filled = 0;
        return follow(key);
    }

    private char keyOfBlock() {
        if (energy / BLOCK < MINIMUM_POWER) {
            return 0;
        }
        int low = strongest(0);
        int high = strongest(4);
        double row = power[low];
        double column = power[high];
        if (row > column * ROW_TWIST || column > row * COLUMN_TWIST || !alone(0, low)
                || !alone(4, high)) {
            return 0;
        }
        // A sine of amplitude A has Goertzel power (A·N/2)² and mean square A²/2.
        double share = (row + column) * 2 / ((double) BLOCK * energy);
        char key = Tones.key(low, high - 4);
        clear = share >= CLEAR_SHARE;
        return share < (key == pressed ? SHARE_TO_GO_ON : SHARE) ? 0 : key;
    }

    private int strongest(int from) {
        int best = from;
        for (int i = from + 1; i < from + 4; i++) {
            best = power[i] > power[best] ? i : best;
        }
        return best;
    }

    private boolean alone(int from, int best) {
        for (int i = from; i < from + 4; i++) {
            if (i != best && power[i] * PURITY > power[best]) {
                return false;
            }
        }
        return true;
    }

    private char follow(char key) {
        if (pressed != 0) {
            otherBlocks = key == pressed ? 0 : otherBlocks + 1;
            if (otherBlocks >= BLOCKS_TO_END) {
                pressed = 0;
            }
        }
        if (key == 0 || key != candidate) {
            candidate = key;
            candidateBlocks = 0;
            clearBlocks = 0;
        }
        candidateBlocks++;
        clearBlocks = clear ? clearBlocks + 1 : 0;
        boolean enough = candidateBlocks >= BLOCKS_TO_BEGIN || clearBlocks >= CLEAR_TO_BEGIN;
        if (pressed == 0 && key != 0 && enough) {
            pressed = key;
            otherBlocks = 0;
            return key;
        }
        return 0;
    }
}
