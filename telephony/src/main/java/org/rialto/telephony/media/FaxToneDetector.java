package org.rialto.telephony.media;

import org.rialto.telephony.audio.Pcm;

/// Hears that a fax machine calls: its calling tone CNG (ITU-T T.30 section 4.3.3), 1100 Hz within
/// 38 Hz for half a second, then three seconds of pause, over and over. A Goertzel filter over blocks
/// of 8 ms. Two such tones with such a pause between are demanded: a voice, a whistle or another
/// machine's beep makes one of them at most.
public final class FaxToneDetector {
    private static final double FREQUENCY = 1100;
    private static final int BLOCK = 64;
    /// Of the mean square of a block: about -42 dB below full scale.
    private static final double MINIMUM_POWER = 67_000;
    /// Of all power, what the tone must hold: a fourth is lost at the limit of its frequency.
    private static final double SHARE = 0.65;
    /// In blocks. T.30 has 425 to 575 ms; a packet may be lost at either end.
    private static final int SHORTEST_TONE = 45;
    private static final int LONGEST_TONE = 85;
    /// T.30 has 2.55 to 3.45 s.
    private static final int SHORTEST_PAUSE = 280;
    private static final int LONGEST_PAUSE = 470;
    /// A gap that does not end a tone: 24 ms, more than a packet.
    private static final int LONGEST_GAP = 3;
    private static final int NEVER = -1;
    /// A quarter of a second of it is a tone, wherever its recording began.
    private static final int TONE_IN_RECORDING = 32;

    private final double coefficient = 2 * Math.cos(2 * Math.PI * FREQUENCY / 8000);
    private double one;
    private double two;
    private double energy;
    private int filled;
    private int toneBlocks;
    private int gapBlocks;
    /// Since the last tone of the right length; [#NEVER] for none.
    private int pauseBlocks = NEVER;
    private int pauseBefore = NEVER;

    /// Where the first tone begins in a recording, as a number of samples: all of them for none.
    public static int firstTone(Pcm recording) {
        FaxToneDetector detector = new FaxToneDetector();
        short[] samples = recording.samples();
        int begun = 0;
        int run = 0;
        int gap = 0;
        for (int at = 0; at < samples.length; at++) {
            if (!detector.add(samples[at]))
                continue;
            if (detector.blockIsTone()) {
                begun = run == 0 ? at + 1 - BLOCK : begun;
                run += 1 + gap;
                gap = 0;
                if (run >= TONE_IN_RECORDING)
                    return begun;
            } else if (run > 0 && ++gap > LONGEST_GAP) {
                run = 0;
                gap = 0;
            }
        }
        return samples.length;
    }

    /// Whether a block is full.
    private boolean add(short sample) {
        energy += (double) sample * sample;
        double next = sample + coefficient * one - two;
        two = one;
        one = next;
        return ++filled == BLOCK;
    }

    /// Listens on; whether the second tone has ended in these samples.
    boolean listen(short[] samples, int offset, int count) {
        boolean heard = false;
        for (int i = offset; i < offset + count; i++) {
            if (add(samples[i]))
                heard |= follow(blockIsTone());
        }
        return heard;
    }

    private boolean blockIsTone() {
        double power = one * one + two * two - coefficient * one * two;
        // A sine of amplitude A has Goertzel power (A·N/2)² and mean square A²/2.
        boolean tone = energy / BLOCK >= MINIMUM_POWER
                && power * 2 / ((double) BLOCK * energy) >= SHARE;
        one = 0;
        two = 0;
        energy = 0;
        filled = 0;
        return tone;
    }

    private boolean follow(boolean tone) {
        if (tone) {
            if (toneBlocks == 0)
                pauseBefore = pauseBlocks;
            toneBlocks += 1 + gapBlocks;
            gapBlocks = 0;
            return false;
        }
        if (pauseBlocks != NEVER && toneBlocks == 0)
            pauseBlocks++;
        if (toneBlocks == 0 || ++gapBlocks <= LONGEST_GAP)
            return false;
        boolean right = toneBlocks >= SHORTEST_TONE && toneBlocks <= LONGEST_TONE;
        boolean second = right && pauseBefore >= SHORTEST_PAUSE && pauseBefore <= LONGEST_PAUSE;
        // Another sound begins a new count; a click in the pause does not.
        if (right) {
            pauseBlocks = gapBlocks;
        } else if (toneBlocks > LONGEST_TONE) {
            pauseBlocks = NEVER;
        } else if (pauseBlocks != NEVER) {
            pauseBlocks += toneBlocks + gapBlocks;
        }
        toneBlocks = 0;
        gapBlocks = 0;
        return second;
    }
}
