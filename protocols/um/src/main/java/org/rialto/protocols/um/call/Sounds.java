package org.rialto.protocols.um.call;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.protocols.um.line.Sound;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSource;
import org.rialto.telephony.audio.Tones;
import org.rialto.telephony.audio.WavReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what is said into samples of a telephone. A sound that cannot be made is left out, and the
/// conversation goes on: a caller can do nothing about a damaged greeting.
final class Sounds {
    private static final Logger LOG = LoggerFactory.getLogger(Sounds.class);
    private static final int LARGEST_FILE_BYTES = 64 << 20;
    /// Half an hour.
    private static final int LONGEST_SAMPLES = 30 * 60 * Pcm.TELEPHONE_RATE;

    private final Voice voice;

    Sounds(Voice voice) { this.voice = voice; }

    /// One after the other, each made when it is its turn.
    PcmSource source(List<Sound> sounds) { return new Sequence(sounds); }

    /// A sound that can be moved about in.
    SteeredSource steered(Sound sound) { return new SteeredSource(samples(sound)); }

    private Pcm samples(Sound sound) {
        try {
            return switch (sound) {
                case Sound.Text(String words) -> telephone(voice.speak(words));
                case Sound.Recording(Sound.Source source) -> recording(source);
                case Sound.Beep _ -> Tones.beep();
                case Sound.Silence(int millis) -> Pcm.silence(Duration.ofMillis(millis),
                        Pcm.TELEPHONE_RATE);
            };
        } catch (IOException | MalformedDataException e) {
            LOG.warn("a sound is left out: {}", e.toString());
            return new Pcm(new short[0], Pcm.TELEPHONE_RATE);
        }
    }

    private static Pcm recording(Sound.Source source) throws IOException {
        byte[] file;
        try (InputStream in = source.open()) {
            file = in.readNBytes(LARGEST_FILE_BYTES + 1);
        }
        if (file.length > LARGEST_FILE_BYTES)
            throw new IOException("a recording of more than " + LARGEST_FILE_BYTES + " bytes");
        return telephone(Pcm.read(WavReader.of(file), LONGEST_SAMPLES));
    }

    private static Pcm telephone(Pcm sound) throws IOException {
        if (sound.sampleRate() != Pcm.TELEPHONE_RATE)
            throw new IOException("a sample rate of " + sound.sampleRate());
        return sound;
    }

    /// Read by the playback's own thread, half a second ahead of what is heard.
    private final class Sequence implements PcmSource {
        private final List<Sound> sounds;
        private int next;
        private long position;
        private @Nullable PcmSource now;

        Sequence(List<Sound> sounds) { this.sounds = List.copyOf(sounds); }

        @Override
        public int sampleRate() { return Pcm.TELEPHONE_RATE; }

        @Override
        public int read(short[] samples, int offset, int count) throws IOException {
            while (true) {
                PcmSource current = now;
                int some = current == null ? -1 : current.read(samples, offset, count);
                if (some > 0) {
                    position += some;
                    return some;
                }
                if (next == sounds.size())
                    return -1;
                now = samples(sounds.get(next++)).source();
            }
        }

        @Override
        public long position() { return position; }

        @Override
        public void seek(long sample) throws IOException {
            throw new IOException("what is said is said from start to end");
        }
    }
}
