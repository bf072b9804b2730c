package org.rialto.protocols.um.menu;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A WAV file, 8 kHz 16 bit mono, that says in a comment what is spoken in it, so that a test
/// recognises a recording wherever it comes back.
public final class SpokenWav {
    private static final int SAMPLES_A_SECOND = 8_000;

    private SpokenWav() {}

    public static byte[] of(int millis, String words) {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        int padded = text.length + text.length % 2;
        int samples = (int) ((long) millis * SAMPLES_A_SECOND / 1_000);
        ByteWriter out = new ByteWriter(2 * samples + padded + 64);
        ascii(out, "RIFF").writeInt32(4 + 24 + (text.length == 0 ? 0 : 20 + padded) + 8
                + 2 * samples);
        ascii(out, "WAVE");
        ascii(out, "fmt ").writeInt32(16).writeInt16(1).writeInt16(1).writeInt32(SAMPLES_A_SECOND)
                .writeInt32(2 * SAMPLES_A_SECOND).writeInt16(2).writeInt16(16);
        if (text.length > 0) {
            ascii(out, "LIST").writeInt32(12 + padded);
            ascii(out, "INFO");
            ascii(out, "ICMT").writeInt32(text.length).writeBytes(text);
            out.writeBytes(new byte[padded - text.length]);
        }
        ascii(out, "data").writeInt32(2 * samples);
        for (int i = 0; i < samples; i++) {
            out.writeInt16((int) (8_000 * Math.sin(i * 0.35)));
        }
        return out.toByteArray();
    }

    private static ByteWriter ascii(ByteWriter out, String text) {
        return out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// What is spoken in it; empty for other bytes.
    public static Optional<String> words(byte[] wav) {
        if (wav.length < 12 || !new String(wav, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")) {
            return Optional.empty();
        }
        ByteReader in = new ByteReader(wav);
        in.readBytes(12);
        while (in.remaining() >= 8) {
            String name = new String(in.readBytes(4), StandardCharsets.US_ASCII);
            int length = in.readInt32();
            byte[] chunk = in.readBytes(Math.min(length + length % 2, in.remaining()));
            if (name.equals("LIST") && chunk.length > 12) {
                ByteReader list = new ByteReader(chunk);
                list.readBytes(8);
                return Optional.of(new String(list.readBytes(list.readInt32()),
                        StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
