package org.rialto.telephony.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.MutatedBytes;

/// [Mp3Writer] and [Sounds]: what was said is in what comes back.
final class Mp3Test {
    private static final int LIMIT = 10_000_000;

    @TempDir
    Path directory;

    private PcmSource open(byte[] bytes, int rate, Sounds.Limits limits) throws IOException {
        return Sounds.open(new ByteArrayInputStream(bytes), rate, directory, limits);
    }

    private Pcm decode(byte[] bytes, int rate) throws IOException {
        try (PcmSource source = open(bytes, rate, Sounds.Limits.USUAL)) {
            return Pcm.read(source, LIMIT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 44_100})
    void comesBackAlike(int rate) throws IOException {
        Pcm voice = Voices.voice(3, 4, rate);
        byte[] mp3 = Mp3Writer.bytes(voice);
        assertThat(mp3.length).isLessThan(voice.samples().length * 2 / 5);
        Pcm back = decode(mp3, rate);
        assertThat(back.duration()).isBetween(Duration.ofMillis(3950), Duration.ofMillis(4400));
        assertThat(Likeness.of(voice, back, rate / 4).correlation()).isGreaterThan(0.97);
    }

    @Test
    void isResampledSoughtAndForgotten() throws IOException {
        Pcm voice = Voices.voice(4, 3, 16_000);
        try (PcmSource source = open(Mp3Writer.bytes(voice), 8000, Sounds.Limits.USUAL)) {
            Pcm all = Pcm.read(source, LIMIT);
            source.seek(8000);
            assertThat(source.position()).isEqualTo(8000);
            assertThat(Pcm.read(source, LIMIT)).isEqualTo(all.part(8000, all.samples().length));
            source.seek(Long.MAX_VALUE);
            assertThat(source.position()).isEqualTo(all.samples().length);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void playsNoLongerThanAllowed() throws IOException {
        byte[] mp3 = Mp3Writer.bytes(Voices.voice(5, 5, 8000));
        try (PcmSource source = open(mp3, 8000,
                new Sounds.Limits(1 << 20, Duration.ofSeconds(2)))) {
            assertThat(Pcm.read(source, LIMIT).samples()).hasSize(16_000);
        }
        try (PcmSource source = open(mp3, 8000,
                new Sounds.Limits(mp3.length / 2, Duration.ofHours(1)))) {
            assertThat(Pcm.read(source, LIMIT).samples().length).isBetween(15_000, 25_000);
        }
    }

    @Test
    void refusesWhatIsNoSound() {
        assertThatThrownBy(() -> decode(new byte[100_000], 8000))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> decode(new byte[0], 8000))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void survivesAnyBytes() {
        byte[] mp3 = Mp3Writer.bytes(Voices.voice(6, 1, 8000));
        MutatedBytes.run(300, Mp3Test::readAny, mp3);
    }

    @FuzzTest
    void readsAnyBytes(byte[] bytes) { readAny(bytes); }

    private static void readAny(byte[] bytes) {
        try (InputStream in = new ByteArrayInputStream(bytes);
                PcmSource source = new Mp3Reader(in)) {
            Pcm.read(source, LIMIT);
        } catch (MalformedDataException e) {
            // An answer.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
