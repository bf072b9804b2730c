package org.rialto.telephony.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [Resampler]: what passes, what does not, and where one is.
final class ResamplerTest {
    private static Pcm tone(double frequency, int rate) {
        short[] samples = new short[rate];
        for (int i = 0; i < rate; i++) {
            samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return new Pcm(samples, rate);
    }

    /// Decibels of what was made over what a tone of that frequency should be.
    private static double errorDb(double frequency, int from, int to) {
        Pcm made = Resampler.to(to, tone(frequency, from));
        Pcm right = tone(frequency, to);
        long error = 0;
        for (int i = to / 4; i < to * 3 / 4; i++) {
            long difference = made.samples()[i] - right.samples()[i];
            error += difference * difference;
        }
        return Levels.decibels(error, to / 2) - Levels.rootMeanSquareDb(right.samples(), 0, to);
    }

    @ParameterizedTest
    @CsvSource({"16000,8000", "8000,16000", "44100,8000", "22050,8000", "48000,8000",
            "11025,8000", "44100,16000", "8000,44100"})
    void keepsTones(int from, int to) {
        for (double frequency : new double[]{200, 1000, 3000, 3300}) {
            assertThat(errorDb(frequency, from, to)).as("%s Hz", frequency).isLessThan(-50);
        }
        assertThat(Resampler.to(to, tone(440, from)).samples().length).isBetween(to - 2, to + 2);
    }

    @ParameterizedTest
    @CsvSource({"16000,4300", "16000,6000", "44100,5000", "44100,7500", "48000,12000"})
    void removesWhatWouldFoldBack(int from, double frequency) {
        Pcm made = Resampler.to(8000, tone(frequency, from));
        assertThat(Levels.rootMeanSquareDb(made.samples(), 2000, 4000)).isLessThan(-65);
    }

    @Test
    void soughtItGoesOnAsIfReadThrough() throws IOException {
        Pcm voice = Voices.voice(2, 2, 44_100);
        Pcm all = Resampler.to(8000, voice);
        PcmSource source = Resampler.to(8000, voice.source());
        source.seek(8000);
        assertThat(source.position()).isEqualTo(8000);
        Pcm rest = Pcm.read(source, 100_000);
        assertThat(rest).isEqualTo(all.part(8000, all.samples().length));
        source.seek(0);
        assertThat(Pcm.read(source, 100_000)).isEqualTo(all);
    }

    @Test
    void tempoChangesTheLengthAndNotThePitch() throws IOException {
        Pcm tone = Tones.tone(Duration.ofSeconds(4), 440, 0, 0.3);
        for (double tempo : new double[]{0.5, 0.75, 1.3, 2}) {
            TempoSource source = new TempoSource(tone.source());
            source.setTempo(tempo);
            Pcm made = Pcm.read(source, 100_000);
            assertThat(made.samples().length / (tone.samples().length / tempo))
                    .isBetween(0.98, 1.02);
            assertThat(crossings(made) / (double) made.samples().length * 8000 / 2)
                    .isBetween(435.0, 445.0);
        }
    }

    private static int crossings(Pcm pcm) {
        int count = 0;
        for (int i = 1; i < pcm.samples().length; i++) {
            count += pcm.samples()[i] >= 0 != pcm.samples()[i - 1] >= 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void tempoOneIsTheSoundItself() throws IOException {
        Pcm voice = Voices.voice(9, 3, 8000);
        assertThat(Pcm.read(new TempoSource(voice.source()), 100_000)).isEqualTo(voice);
    }

    @Test
    void tempoChangesOnTheWayAndKeepsThePlace() throws IOException {
        Pcm voice = Voices.voice(9, 6, 8000);
        TempoSource source = new TempoSource(voice.source());
        short[] frame = new short[160];
        for (int i = 0; i < 50; i++) {
            source.read(frame, 0, 160);
        }
        assertThat(source.position()).isBetween(7800L, 8200L);
        source.setTempo(2);
        for (int i = 0; i < 50; i++) {
            source.read(frame, 0, 160);
        }
        assertThat(source.position()).isBetween(23_500L, 24_500L);
        source.seek(40_000);
        assertThat(source.position()).isEqualTo(40_000);
        source.setTempo(1);
        Pcm rest = Pcm.read(source, 100_000);
        assertThat(rest).isEqualTo(voice.part(40_000, 48_000));
    }

    @Test
    void silenceIsTrimmedAndLoudnessSet() throws IOException {
        Pcm tone = Tones.tone(Duration.ofSeconds(1), 440, 0, 0.01);
        Pcm padded = Pcm.silence(Duration.ofSeconds(1), 8000).then(tone)
                .then(Pcm.silence(Duration.ofSeconds(2), 8000));
        Pcm trimmed = Levels.trimmed(padded, -60, 400);
        assertThat(trimmed.samples().length).isBetween(8600, 8900);
        double level = Levels.rootMeanSquareDb(tone.samples(), 0, 8000);
        double gain = Levels.gain(level, Levels.peak(tone.samples(), 0, 8000), -20);
        Pcm loud = Pcm.read(Levels.amplified(tone.source(), gain), 10_000);
        assertThat(Levels.rootMeanSquareDb(loud.samples(), 0, 8000)).isBetween(-24.0, -19.0);
        assertThat(Levels.trimmed(Pcm.silence(Duration.ofSeconds(1), 8000), -60, 100).samples())
                .isEmpty();
    }

    @Test
    void likenessKnowsTheSameVoiceFromAnother() {
        Pcm voice = Voices.voice(1, 4, 8000);
        Pcm late = Pcm.silence(Duration.ofMillis(300), 8000).then(voice);
        assertThat(Likeness.of(voice, late, 4000)).satisfies(likeness -> {
            assertThat(likeness.correlation()).isGreaterThan(0.999);
            assertThat(likeness.offset()).isEqualTo(2400);
        });
        assertThat(Likeness.of(voice, Voices.voice(2, 4, 8000), 4000).correlation())
                .isLessThan(0.5);
    }
}
