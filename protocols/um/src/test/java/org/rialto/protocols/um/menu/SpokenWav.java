package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;

/// A WAV file, 8 kHz 16 bit mono, that says in its first samples what is spoken in it, so that a test
/// recognises a recording wherever it comes back: as it was, or by way of G.711.
public final class SpokenWav {
    private static final byte[] MARK = "Spoken: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte END = 1;
    private static final int SAMPLES_A_MILLI = 8;

    private SpokenWav() {}

    public static byte[] of(int millis, String words) {
        short[] samples = new short[millis * SAMPLES_A_MILLI];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 0.35));
        }
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        byte[] said = Arrays.copyOf(MARK, MARK.length + text.length + 1);
        System.arraycopy(text, 0, said, MARK.length, text.length);
        said[said.length - 1] = END;
        if (text.length > 0 && said.length <= samples.length) {
            G711.MU_LAW.decode(said, 0, samples, 0, said.length);
        }
        return WavWriter.bytes(new Pcm(samples, Pcm.TELEPHONE_RATE), null);
    }

    /// What is spoken in it; empty for other bytes.
    public static Optional<String> words(byte[] wav) {
        short[] samples;
        try (WavReader reader = WavReader.of(wav)) {
            samples = Pcm.read(reader, Integer.MAX_VALUE).samples();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
        byte[] said = new byte[samples.length];
        G711.MU_LAW.encode(samples, 0, said, 0, said.length);
        if (said.length < MARK.length || !Arrays.equals(said, 0, MARK.length, MARK, 0,
                MARK.length)) {
            return Optional.empty();
        }
        int end = MARK.length;
        while (end < said.length && said[end] != END) {
            end++;
        }
        return Optional.of(new String(said, MARK.length, end - MARK.length,
                StandardCharsets.UTF_8));
    }
}
