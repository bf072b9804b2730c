package org.rialto.telephony.audio;

import java.time.Duration;

/// Tones that a machine speaks with: the beep, and the dual tones of the keys (ITU-T Q.23).
public final class Tones {
    /// In the order of the event codes of RFC 4733 §3.2.
    public static final String KEYS = "0123456789*#ABCD";

    private static final int[] LOW = {697, 770, 852, 941};
    private static final int[] HIGH = {1209, 1336, 1477, 1633};
    private static final String PAD = "123A456B789C*0#D";
    /// Fades in and out, so that it does not click.
    private static final int RAMP_MILLIS = 5;

    private Tones() {}

    /// What asks to speak.
    public static Pcm beep() { return tone(Duration.ofMillis(400), 1000, 0, 0.3); }

    /// One frequency, or the sum of two, each of `level` (1 is full scale).
    public static Pcm tone(Duration duration, double first, double second, double level) {
        int rate = Pcm.TELEPHONE_RATE;
        short[] samples = new short[Pcm.samples(duration, rate)];
        int ramp = Math.max(1, Math.min(samples.length / 2, rate * RAMP_MILLIS / 1000));
        for (int i = 0; i < samples.length; i++) {
            double time = 2 * Math.PI * i / rate;
            double value = Math.sin(first * time) + (second == 0 ? 0 : Math.sin(second * time));
            double fade = Math.min(1, Math.min(i, samples.length - 1 - i) / (double) ramp);
            samples[i] = (short) Math.clamp(value * level * fade * 32_767, -32_768, 32_767);
        }
        return new Pcm(samples, rate);
    }

    /// The dual tone of a key, one of [#KEYS].
    public static Pcm key(char key, Duration duration) {
        return tone(duration, low(key), high(key), 0.2);
    }

    public static int low(char key) { return LOW[pad(key) / 4]; }

    public static int high(char key) { return HIGH[pad(key) % 4]; }

    /// The key of a row and a column of the pad.
    public static char key(int low, int high) { return PAD.charAt(low * 4 + high); }

    private static int pad(char key) {
        int at = PAD.indexOf(key);
        if (at < 0) {
            throw new IllegalArgumentException("no key " + key);
        }
        return at;
    }
}
