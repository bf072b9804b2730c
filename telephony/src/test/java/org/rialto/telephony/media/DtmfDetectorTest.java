package org.rialto.telephony.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.Tones;

/// [DtmfDetector] within and beyond the limits of ITU-T Q.24.
final class DtmfDetectorTest {
    private static String heard(Pcm... pieces) {
        DtmfDetector detector = new DtmfDetector();
        StringBuilder keys = new StringBuilder();
        short[] frame = new short[160];
        Pcm all = Pcm.silence(Duration.ofMillis(37), 8000);
        for (Pcm piece : pieces) {
            all = all.then(piece);
        }
        all = all.then(Pcm.silence(Duration.ofMillis(100), 8000));
        for (int at = 0; at + 160 <= all.samples().length; at += 160) {
            for (int i = 0; i < 160; i++) {
                frame[i] = G711.MU_LAW.decode(G711.MU_LAW.encode(all.samples()[at + i]));
            }
            char key = detector.listen(frame, 0, 160);
            if (key != 0) {
                keys.append(key);
            }
        }
        return keys.toString();
    }

    private static Pcm key(char key, double low, double high, double shift, int millis) {
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            double time = 2 * Math.PI * i * shift / 8000;
            samples[i] = (short) (32_767 * (low * Math.sin(Tones.low(key) * time)
                    + high * Math.sin(Tones.high(key) * time)));
        }
        return new Pcm(samples, 8000);
    }

    private static Pcm pause(int millis) { return Pcm.silence(Duration.ofMillis(millis), 8000); }

    @Test
    void hearsEveryKeyAtFortyMillisecondsAndFortyBetween() {
        Pcm all = pause(0);
        for (char key : Tones.KEYS.toCharArray()) {
            all = all.then(key(key, 0.2, 0.2, 1, 40)).then(pause(40));
        }
        assertThat(heard(all)).isEqualTo(Tones.KEYS);
    }

    @Test
    void hearsARepeatedKeyTwiceAndALongOneOnce() {
        assertThat(heard(key('7', 0.1, 0.1, 1, 60), pause(45), key('7', 0.1, 0.1, 1, 60)))
                .isEqualTo("77");
        assertThat(heard(key('7', 0.1, 0.1, 1, 5000))).isEqualTo("7");
        assertThat(heard(key('7', 0.1, 0.1, 1, 100), pause(8), key('7', 0.1, 0.1, 1, 100)))
                .isEqualTo("7");
    }

    /// Frequencies 1.5% off, levels between -3 and -25 dBm0 or so, twist of +4 and -8 dB.
    @ParameterizedTest
    @CsvSource({"0.2,0.2,1.015", "0.2,0.2,0.985", "0.4,0.4,1", "0.02,0.02,1", "0.25,0.4,1",
            "0.4,0.16,1"})
    void hearsKeysWithinTheLimits(double low, double high, double shift) {
        for (char key : Tones.KEYS.toCharArray()) {
            assertThat(heard(key(key, low, high, shift, 60))).isEqualTo(String.valueOf(key));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.2,0.2,1.04", "0.2,0.2,0.96", "0.2,0.01,1", "0.01,0.2,1", "0.003,0.003,1",
            "0.2,0,1", "0,0.2,1"})
    void hearsNoneBeyondThem(double low, double high, double shift) {
        for (char key : Tones.KEYS.toCharArray()) {
            assertThat(heard(key(key, low, high, shift, 100))).as("%s", key).isEmpty();
        }
    }

    @Test
    void hearsNoneThatIsTooShort() { assertThat(heard(key('5', 0.2, 0.2, 1, 20))).isEmpty(); }

    @Test
    void hearsKeysUnderNoise() {
        Random random = new Random(1);
        Pcm tones = pause(0);
        for (char key : Tones.KEYS.toCharArray()) {
            tones = tones.then(key(key, 0.1, 0.1, 1, 80)).then(pause(80));
        }
        short[] noisy = tones.samples().clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (short) (random.nextGaussian() * 650);
        }
        assertThat(heard(new Pcm(noisy, 8000))).isEqualTo(Tones.KEYS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hearsNoneInAVoiceLikeSound(long seed) {
        // A voice: harmonics of a gliding pitch, shaped by three moving resonances.
        Random random = new Random(seed);
        short[] samples = new short[8000 * 60];
        double phase = 0;
        double pitch = 120;
        double first = 500;
        double second = 1400;
        double glide = 0;
        for (int i = 0; i < samples.length; i++) {
            if (i % 1600 == 0) {
                pitch = 90 + random.nextDouble() * 160;
                glide = (random.nextDouble() - 0.5) * 0.02;
                first = 300 + random.nextDouble() * 600;
                second = 900 + random.nextDouble() * 1300;
            }
            pitch += glide;
            first += glide * 3;
            phase += 2 * Math.PI * pitch / 8000;
            // The throat itself is strongest at the pitch.
            double value = 0.5 * Math.sin(phase);
            for (int harmonic = 1; harmonic * pitch < 3400; harmonic++) {
                double at = harmonic * pitch;
                double gain = 1 / (1 + Math.pow((at - first) / 90, 2))
                        + 0.7 / (1 + Math.pow((at - second) / 110, 2))
                        + 0.3 / (1 + Math.pow((at - 2600) / 200, 2));
                value += gain * Math.sin(phase * harmonic);
            }
            samples[i] = (short) Math.clamp(value * 6000, -32_768, 32_767);
        }
        assertThat(heard(new Pcm(samples, 8000))).isEmpty();
    }
}
