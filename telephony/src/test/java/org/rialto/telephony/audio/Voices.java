package org.rialto.telephony.audio;

import java.util.Random;

/// Sound like a voice: harmonics of a gliding pitch under moving resonances, in syllables.
public final class Voices {
    private Voices() {}

    public static Pcm voice(long seed, int seconds, int sampleRate) {
        Random random = new Random(seed);
        short[] samples = new short[seconds * sampleRate];
        int syllable = sampleRate / 5;
        double phase = 0;
        double pitch = 120;
        double first = 500;
        double second = 1400;
        double loud = 1;
        for (int i = 0; i < samples.length; i++) {
            if (i % syllable == 0) {
                pitch = 90 + random.nextDouble() * 110;
                first = 300 + random.nextDouble() * 600;
                second = 900 + random.nextDouble() * 1300;
                loud = random.nextInt(5) == 0 ? 0 : 0.3 + random.nextDouble();
            }
            pitch *= 1 + (random.nextDouble() - 0.5) * 0.0005;
            phase += 2 * Math.PI * pitch / sampleRate;
            double value = 0.5 * Math.sin(phase);
            for (int harmonic = 1; harmonic * pitch < 3400; harmonic++) {
                double at = harmonic * pitch;
                value += Math.sin(phase * harmonic) * (1 / (1 + Math.pow((at - first) / 90, 2))
                        + 0.5 / (1 + Math.pow((at - second) / 110, 2)));
            }
            double envelope = Math.sin(Math.PI * (i % syllable) / syllable);
            samples[i] = (short) Math.clamp(value * loud * envelope * 5000, -32_768, 32_767);
        }
        return new Pcm(samples, sampleRate);
    }
}
