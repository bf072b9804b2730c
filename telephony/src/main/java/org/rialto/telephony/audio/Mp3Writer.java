package org.rialto.telephony.audio;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.sound.sampled.AudioFormat;

/// Writes MPEG layer III (ISO/IEC 11172-3 and 13818-3; MPEG 2.5 for 8 kHz) of one channel as the
/// sound comes, at 16 bits a sample of telephony: 8 kHz in 16 kbit/s, 16 kHz in 32.
public final class Mp3Writer implements PcmSink {
    private final OutputStream out;
    private final int sampleRate;
    private final LameEncoder encoder;
    private final byte[] encoded;
    private byte[] bytes = new byte[0];
    private boolean closed;

    /// Closes the stream when it is closed. For sound of 8, 11.025, 12, 16, 22.05, 24, 32, 44.1
    /// or 48 kHz.
    public Mp3Writer(OutputStream out, int sampleRate) {
        this.out = out;
        this.sampleRate = sampleRate;
        int kilobits = sampleRate <= 12_000 ? 16 : sampleRate <= 24_000 ? 32 : 64;
        encoder = new LameEncoder(new AudioFormat(sampleRate, 16, 1, true, false), kilobits,
                LameEncoder.CHANNEL_MODE_MONO, LameEncoder.QUALITY_MIDDLE, false);
        encoded = new byte[Math.max(encoder.getMP3BufferSize(), 16_384)];
    }

    @Override
    public int sampleRate() { return sampleRate; }

    @Override
    public void write(short[] samples, int offset, int count) throws IOException {
        int block = encoder.getPCMBufferSize() / 2;
        for (int from = 0; from < count; from += block) {
            int some = Math.min(block, count - from);
            if (bytes.length < some * 2) {
                bytes = new byte[some * 2];
            }
            for (int i = 0; i < some; i++) {
                short sample = samples[offset + from + i];
                bytes[2 * i] = (byte) sample;
                bytes[2 * i + 1] = (byte) (sample >> 8);
            }
            out.write(encoded, 0, encoder.encodeBuffer(bytes, 0, some * 2, encoded));
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            out.write(encoded, 0, encoder.encodeFinish(encoded));
        } finally {
            encoder.close();
        }
    }

    /// The whole file of a short piece.
    public static byte[] bytes(Pcm pcm) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Mp3Writer writer = new Mp3Writer(out, pcm.sampleRate())) {
            writer.write(pcm.samples(), 0, pcm.samples().length);
        } catch (IOException e) {
            throw new IllegalStateException("an array takes all", e);
        }
        return out.toByteArray();
    }
}
