package org.rialto.telephony.audio;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/// A piece of sound in memory: 16-bit samples of one channel. For prompts and short pieces; long
/// recordings stream through [PcmSource] and [PcmSink]. The array is not copied: it is not to be
/// changed by whoever holds it.
public record Pcm(short[] samples, int sampleRate) {
    /// Of telephony.
    public static final int TELEPHONE_RATE = 8_000;

    public Pcm {
        if (sampleRate < 1_000 || sampleRate > 192_000) {
            throw new IllegalArgumentException("a sample rate of " + sampleRate);
        }
    }

    public static Pcm silence(Duration duration, int sampleRate) {
        return new Pcm(new short[samples(duration, sampleRate)], sampleRate);
    }

    static int samples(Duration duration, int sampleRate) {
        return Math.toIntExact(duration.toMillis() * sampleRate / 1000);
    }

    public Duration duration() { return Duration.ofMillis(samples.length * 1000L / sampleRate); }

    public PcmSource source() { return new ArraySource(this); }

    /// This, then the other, of the same rate.
    public Pcm then(Pcm other) {
        if (other.sampleRate != sampleRate) {
            throw new IllegalArgumentException(other.sampleRate + " is not " + sampleRate);
        }
        short[] both = Arrays.copyOf(samples, samples.length + other.samples.length);
        System.arraycopy(other.samples, 0, both, samples.length, other.samples.length);
        return new Pcm(both, sampleRate);
    }

    /// The samples from one to before another.
    public Pcm part(int from, int to) {
        return new Pcm(Arrays.copyOfRange(samples, from, to), sampleRate);
    }

    /// All that a source has, refused when it is longer than `limit` samples.
    public static Pcm read(PcmSource source, int limit) throws IOException {
        short[] samples = new short[Math.min(limit, 16_000)];
        int length = 0;
        while (true) {
            if (length == samples.length) {
                samples = Arrays.copyOf(samples, (int) Math.min(limit + 1L, length * 2L + 1));
            }
            int count = source.read(samples, length, samples.length - length);
            if (count < 0) {
                return new Pcm(Arrays.copyOf(samples, length), source.sampleRate());
            }
            length += count;
            if (length > limit) {
                throw new IOException("longer than " + limit + " samples");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pcm pcm && pcm.sampleRate == sampleRate
                && Arrays.equals(pcm.samples, samples);
    }

    @Override
    public int hashCode() { return Arrays.hashCode(samples) * 31 + sampleRate; }

    @Override
    public String toString() { return samples.length + " samples at " + sampleRate + " Hz"; }

    private static final class ArraySource implements PcmSource {
        private final Pcm pcm;
        private int position;

        ArraySource(Pcm pcm) { this.pcm = pcm; }

        @Override
        public int sampleRate() { return pcm.sampleRate; }

        @Override
        public int read(short[] target, int offset, int count) {
            int some = Math.min(count, pcm.samples.length - position);
            if (some <= 0) {
                return -1;
            }
            System.arraycopy(pcm.samples, position, target, offset, some);
            position += some;
            return some;
        }

        @Override
        public long position() { return position; }

        @Override
        public void seek(long sample) {
            position = (int) Math.clamp(sample, 0, pcm.samples.length);
        }
    }
}
