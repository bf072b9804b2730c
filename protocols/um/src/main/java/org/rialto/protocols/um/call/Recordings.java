package org.rialto.protocols.um.call;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rialto.telephony.audio.Levels;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;
import org.rialto.telephony.media.FaxToneDetector;
import org.rialto.telephony.media.RecordingLimits;

/// Files of recordings: 16-bit WAVE at 8 kHz, as [WavWriter] makes them.
public final class Recordings {
    /// Shorter is nobody's message.
    private static final int SHORTEST_MILLIS = 300;
    private static final int FRAME = Pcm.TELEPHONE_RATE / 50;
    private static final int FRAME_MILLIS = 20;
    private static final int AFTER_SPEECH = Pcm.TELEPHONE_RATE / 5;
    private static final int HEADER_BYTES = 44;
    private static final int BYTES_A_MILLI = 16;
    private static final int RIFF_SIZE_AT = 4;
    private static final int DATA_SIZE_AT = 40;

    private Recordings() {}

    /// Leaves so much of a recording; makes an empty one where there is no file.
    public static void shorten(Path file, int millis) throws IOException {
        if (!Files.exists(file))
            WavWriter.create(file, Pcm.TELEPHONE_RATE, null).close();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long there = channel.size() - HEADER_BYTES;
            long data = Math.min(there, (long) millis * BYTES_A_MILLI);
            channel.truncate(HEADER_BYTES + data);
            ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            size.putInt(0, (int) (HEADER_BYTES - 8 + data));
            channel.write(size, RIFF_SIZE_AT);
            size.clear().putInt(0, (int) data);
            channel.write(size, DATA_SIZE_AT);
            channel.force(true);
        }
    }

    /// Whether there is anything to hear.
    public static boolean isSpoken(Pcm sound) {
        return spokenUntil(sound, sound.samples().length) > 0;
    }

    /// How long somebody speaks before the calling tone of a fax machine, with a little after the last
    /// word; 0 where nobody does.
    static int spokenMillisBeforeFax(Pcm sound) {
        return (int) (spokenUntil(sound, FaxToneDetector.firstTone(sound)) * 1000L
                / sound.sampleRate());
    }

    /// The sample a little after the last word; 0 where nobody says any.
    private static int spokenUntil(Pcm sound, int end) {
        int loud = 0;
        int last = 0;
        for (int at = 0; at + FRAME <= end; at += FRAME) {
            if (Levels.rootMeanSquareDb(sound.samples(), at,
                    FRAME) > RecordingLimits.USUAL_SILENCE_DB) {
                loud++;
                last = at + FRAME;
            }
        }
        return loud * FRAME_MILLIS < SHORTEST_MILLIS
                ? 0
                : Math.min(end, last + AFTER_SPEECH);
    }

    /// How long a recording is, one that a crash left too.
    public static int millis(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            return (int) (reader.length() * 1000 / reader.sampleRate());
        }
    }
}
