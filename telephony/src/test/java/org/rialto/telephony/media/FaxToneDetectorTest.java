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
import org.rialto.telephony.audio.Voices;

/// [FaxToneDetector] within and beyond the limits of ITU-T T.30.
class FaxToneDetectorTest {
    /// How often it is heard, through G.711.
    private static int heard(Pcm sound, double noise) {
        FaxToneDetector detector = new FaxToneDetector();
        Random random = new Random(1);
        Pcm all = pause(37).then(sound).then(pause(100));
        short[] frame = new short[160];
        int heard = 0;
        for (int at = 0; at + 160 <= all.samples().length; at += 160) {
            for (int i = 0; i < 160; i++) {
                short noisy = (short) Math.clamp(
                        all.samples()[at + i] + random.nextGaussian() * noise, -32_768, 32_767);
                frame[i] = G711.A_LAW.decode(G711.A_LAW.encode(noisy));
            }
            heard += detector.listen(frame, 0, 160) ? 1 : 0;
        }
        return heard;
    }

    private static Pcm pause(int millis) { return Pcm.silence(Duration.ofMillis(millis), 8000); }

    private static Pcm tone(double hertz, int millis, double level) {
        return Tones.tone(Duration.ofMillis(millis), hertz, 0, level);
    }

    private static Pcm calling(double hertz, int tone, int pause, double level) {
        return tone(hertz, tone, level).then(pause(pause)).then(tone(hertz, tone, level));
    }

    @ParameterizedTest
    @CsvSource({"1100,500,3000,0.2", "1062,500,3000,0.2", "1138,500,3000,0.2",
            "1100,425,2550,0.2", "1100,575,3450,0.2", "1100,500,3000,0.02", "1100,500,3000,0.7"})
    void hearsTheToneWithinTheLimits(double hertz, int tone, int pause, double level) {
        assertThat(heard(calling(hertz, tone, pause, level), 0)).isEqualTo(1);
    }

    @Test
    void hearsItUnderNoiseAndWhereAPacketIsLost() {
        assertThat(heard(calling(1100, 500, 3000, 0.2), 650)).isEqualTo(1);
        Pcm holed = tone(1100, 240, 0.2).then(pause(20)).then(tone(1100, 240, 0.2));
        assertThat(heard(holed.then(pause(3000)).then(holed), 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1000,500,3000,0.3", "1209,500,3000,0.3", "1400,330,3000,0.3",
            "1100,250,3000,0.2", "1100,1500,3000,0.2", "1100,500,1000,0.2", "1100,500,6000,0.2",
            "1100,500,3000,0.003"})
    void hearsNothingBeyondThem(double hertz, int tone, int pause, double level) {
        assertThat(heard(calling(hertz, tone, pause, level), 0)).isZero();
    }

    @Test
    void theFirstToneOfARecordingIsFoundWhereverItBegins() {
        Pcm voice = Voices.voice(4, 5, 8000);
        int spoken = voice.samples().length;
        Pcm tone = tone(1100, 500, 0.2);
        assertThat(FaxToneDetector.firstTone(voice.then(tone).then(pause(3000)).then(tone)))
                .isBetween(spoken - 64, spoken + 64);
        assertThat(FaxToneDetector.firstTone(tone(1100, 300, 0.2).then(pause(3000)))).isZero();
        assertThat(FaxToneDetector.firstTone(voice)).isEqualTo(spoken);
    }

    @Test
    void oneToneAloneIsAWhistle() { assertThat(heard(tone(1100, 500, 0.3), 0)).isZero(); }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hearsNoneInAVoice(long seed) {
        assertThat(heard(Voices.voice(seed, 60, 8000), 0)).isZero();
    }

    @Test
    void hearsNoneInKeysRingingAndSilence() {
        Pcm all = pause(0);
        for (int i = 0; i < 3; i++) {
            for (char key : Tones.KEYS.toCharArray())
                all = all.then(Tones.key(key, Duration.ofMillis(500))).then(pause(3000));
            all = all.then(Tones.tone(Duration.ofSeconds(1), 425, 0, 0.3)).then(pause(4000));
        }
        assertThat(heard(all, 0)).isZero();
        assertThat(heard(pause(30_000), 650)).isZero();
    }
}
