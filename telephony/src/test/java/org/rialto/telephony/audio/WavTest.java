package org.rialto.telephony.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.MutatedBytes;

/// [WavReader] and [WavWriter], with each other and with the JDK.
final class WavTest {
    private static final int LIMIT = 1_000_000;
    private static final Pcm VOICE = Voices.voice(1, 2, 8000);

    @TempDir
    Path directory;

    private Path write(Pcm pcm, @Nullable G711 law, boolean finish) throws IOException {
        Path file = directory.resolve("sound.wav");
        WavWriter writer = WavWriter.create(file, pcm.sampleRate(), law);
        for (int at = 0; at < pcm.samples().length; at += 1600) {
            writer.write(pcm.samples(), at, Math.min(1600, pcm.samples().length - at));
        }
        if (finish) {
            writer.close();
        }
        return file;
    }

    @Test
    void writesAHeadOfFortyFourBytes() {
        byte[] bytes = WavWriter.bytes(new Pcm(new short[]{1, -2}, 8000), null);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("52494646" + "28000000" + "57415645"
                + "666d7420" + "10000000" + "0100" + "0100" + "401f0000" + "803e0000" + "0200"
                + "1000" + "64617461" + "04000000" + "0100" + "feff");
    }

    @ParameterizedTest
    @EnumSource
    void readsBackALaw(G711 law) throws IOException {
        Pcm read = WavReader.read(write(VOICE, law, true), LIMIT);
        for (int i = 0; i < VOICE.samples().length; i++) {
            assertThat(read.samples()[i]).isEqualTo(law.decode(law.encode(VOICE.samples()[i])));
        }
        assertThat(WavReader.of(WavWriter.bytes(VOICE, law)).length()).isEqualTo(16_000);
    }

    @Test
    void theJdkReadsWhatIsWritten() throws Exception {
        try (AudioInputStream in = AudioSystem
                .getAudioInputStream(write(VOICE, null, true).toFile())) {
            assertThat(in.getFrameLength()).isEqualTo(16_000);
            assertThat(in.getFormat().getSampleRate()).isEqualTo(8000);
            byte[] bytes = in.readAllBytes();
            assertThat((short) (bytes[2001] << 8 | bytes[2000] & 0xFF))
                    .isEqualTo(VOICE.samples()[1000]);
        }
        assertThat(WavReader.read(directory.resolve("sound.wav"), LIMIT)).isEqualTo(VOICE);
    }

    @Test
    void readsWhatACrashLeftUpToItsLastSample() throws IOException {
        Path file = write(VOICE, null, false);
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - 1001));
        assertThat(WavReader.read(file, LIMIT)).isEqualTo(VOICE.part(0, 16_000 - 501));
        WavWriter.shorten(file, Long.MAX_VALUE);
        assertThat(WavReader.read(file, LIMIT)).isEqualTo(VOICE.part(0, 16_000 - 501));
        assertThat(Files.size(file)).isEqualTo(44 + (16_000 - 501) * 2);
    }

    @Test
    void readsAHeadThatSaysMoreThanThereIs() throws IOException {
        Path file = write(VOICE, G711.MU_LAW, true);
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, 44 + 999));
        assertThat(WavReader.read(file, LIMIT).samples()).hasSize(999);
    }

    @Test
    void cutsSilenceOffTheEnd() throws IOException {
        Path file = write(VOICE, G711.A_LAW, true);
        WavWriter.shorten(file, 8001);
        assertThat(WavReader.read(file, LIMIT).samples()).hasSize(8001);
        assertThat(Files.size(file)).isEqualTo(44 + 8002);
    }

    @Test
    void seeksAndMixesChannels() throws IOException {
        Pcm stereo = new Pcm(new short[]{100, 300, -50, 50, 7, 9}, 8000);
        byte[] bytes = WavWriter.bytes(stereo, null);
        bytes[22] = 2;
        WavReader reader = WavReader.of(bytes);
        assertThat(Pcm.read(reader, LIMIT).samples()).containsExactly(200, 0, 8);
        reader.seek(1);
        assertThat(Pcm.read(reader, LIMIT).samples()).containsExactly(0, 8);
        reader.seek(100);
        assertThat(reader.position()).isEqualTo(3);
    }

    @Test
    void passesOverOtherChunksAndStreams() throws IOException {
        byte[] plain = WavWriter.bytes(VOICE, null);
        byte[] bytes = new byte[plain.length + 14];
        System.arraycopy(plain, 0, bytes, 0, 36);
        System.arraycopy(HexFormat.of().parseHex("4c495354" + "05000000" + "0102030405" + "00"), 0,
                bytes, 36, 14);
        System.arraycopy(plain, 36, bytes, 50, plain.length - 36);
        assertThat(Pcm.read(WavReader.of(bytes), LIMIT)).isEqualTo(VOICE);
        try (PcmSource sound = Sounds.open(new ByteArrayInputStream(bytes), 8000, directory,
                Sounds.Limits.USUAL)) {
            assertThat(Pcm.read(sound, LIMIT)).isEqualTo(VOICE);
        }
    }

    @Test
    void refusesWhatItCannotRead() {
        byte[] bytes = WavWriter.bytes(VOICE, null);
        bytes[20] = 17;
        assertThatThrownBy(() -> WavReader.of(bytes)).isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> WavReader.of(new byte[]{1, 2}))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void survivesAnyBytes() {
        MutatedBytes.run(5_000, WavTest::readAny, WavWriter.bytes(VOICE.part(0, 40), null),
                WavWriter.bytes(VOICE.part(0, 40), G711.A_LAW));
    }

    @FuzzTest
    void readsAnyBytes(byte[] bytes) { readAny(bytes); }

    private static void readAny(byte[] bytes) {
        try (WavReader reader = WavReader.of(bytes)) {
            assertThat(Pcm.read(reader, LIMIT).samples().length)
                    .isLessThanOrEqualTo(bytes.length);
        } catch (MalformedDataException e) {
            // An answer.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
