package org.rialto.server.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.protocols.um.menu.Prompts;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavWriter;

/// What a server says follows the administrator's recordings while it runs.
class SpokenPromptsTest {
    @TempDir
    Path home;

    private static Prompts.Sentence sentence(String name) {
        return Prompts.of(Locale.ENGLISH).sentences().stream()
                .filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static Pcm tone(int rate, int seconds) {
        short[] samples = new short[rate * seconds];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / rate));
        }
        return new Pcm(samples, rate);
    }

    private static ByteArrayInputStream wav(Pcm pcm) {
        return new ByteArrayInputStream(WavWriter.bytes(pcm, null));
    }

    @Test
    void aRecordingIsHeardFromTheNextTimeOnUntilItIsRemoved() throws Exception {
        try (SpokenPrompts prompts = SpokenPrompts.of(home)) {
            Prompts.Sentence welcome = sentence("welcome");
            Pcm spoken = prompts.heard(welcome.words());
            Pcm tone = tone(8_000, 1);
            prompts.recordings().replace(welcome, wav(tone));
            assertThat(prompts.heard(welcome.words())).isEqualTo(tone);
            assertThat(prompts.heard("Goodbye.")).isNotEqualTo(tone);
            Pcm other = tone(8_000, 2);
            prompts.recordings().replace(welcome, wav(other));
            assertThat(prompts.heard(welcome.words())).isEqualTo(other);
            assertThat(prompts.recordings().restore(welcome)).isTrue();
            assertThat(prompts.heard(welcome.words())).isEqualTo(spoken);
        }
    }

    @Test
    void recordingsOfOtherRatesAndMp3BecomeThoseOfTelephones() throws Exception {
        try (SpokenPrompts prompts = SpokenPrompts.of(home)) {
            Prompts.Sentence goodbye = sentence("goodbye");
            prompts.recordings().replace(goodbye, wav(tone(44_100, 1)));
            Pcm heard = prompts.heard(goodbye.words());
            assertThat(heard.sampleRate()).isEqualTo(8_000);
            assertThat(heard.duration().toMillis()).isBetween(980L, 1_020L);
            prompts.recordings().replace(goodbye, new ByteArrayInputStream(
                    VoiceFormat.MP3.bytes(tone(8_000, 1))));
            heard = prompts.heard(goodbye.words());
            assertThat(heard.sampleRate()).isEqualTo(8_000);
            assertThat(heard.duration().toMillis()).isBetween(950L, 1_300L);
        }
    }

    @Test
    void aRecordingThatIsDamagedMeanwhileIsSpoken() throws Exception {
        try (SpokenPrompts prompts = SpokenPrompts.of(home)) {
            Prompts.Sentence goodbye = sentence("goodbye");
            Pcm spoken = prompts.heard(goodbye.words());
            Path file = prompts.recordings().replace(goodbye, wav(tone(8_000, 1)));
            Files.writeString(file, "gone");
            assertThat(prompts.heard(goodbye.words())).isEqualTo(spoken);
        }
    }
}
