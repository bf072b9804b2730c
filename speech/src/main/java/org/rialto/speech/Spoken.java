package org.rialto.speech;

import java.time.Duration;
import java.util.Arrays;

/// A piece of speech: 16-bit samples of one channel. The array is not copied: it is not to be
/// changed by whoever holds it.
public record Spoken(short[] samples, int sampleRate) {
    public Duration duration() { return Duration.ofMillis(samples.length * 1000L / sampleRate); }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spoken spoken && spoken.sampleRate == sampleRate
                && Arrays.equals(spoken.samples, samples);
    }

    @Override
    public int hashCode() { return Arrays.hashCode(samples) * 31 + sampleRate; }

    @Override
    public String toString() { return duration() + " at " + sampleRate + " Hz"; }
}
