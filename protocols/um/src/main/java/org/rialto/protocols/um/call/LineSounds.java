package org.rialto.protocols.um.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.Sound;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSource;
import org.rialto.telephony.audio.Resampler;
import org.rialto.telephony.audio.Sounds;
import org.rialto.telephony.audio.TempoSource;
import org.rialto.telephony.audio.Tones;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what is said into samples of a telephone. A sound that cannot be made is left out, and the
/// conversation goes on: a caller can do nothing about a damaged greeting.
final class LineSounds {
    private static final Logger LOG = LoggerFactory.getLogger(LineSounds.class);
    private static final Pcm NOTHING = new Pcm(new short[0], Pcm.TELEPHONE_RATE);

    private final Voice voice;
    private final Path directory;

    /// @param directory for recordings that are decoded
    LineSounds(Voice voice, Path directory) {
        this.voice = voice;
        this.directory = directory;
    }

    /// One after the other, each made when it is its turn.
    PcmSource source(List<Sound> sounds) { return new Sequence(sounds); }

    /// A sound that can be moved about in and played at another tempo.
    TempoSource steered(Sound sound) { return new TempoSource(source(sound)); }

    private PcmSource source(Sound sound) {
        try {
            return switch (sound) {
                case Sound.Text(String words) -> Resampler.to(Pcm.TELEPHONE_RATE,
                        voice.speak(words)).source();
                case Sound.Recording(Sound.Source source) -> recording(source);
                case Sound.Beep _ -> Tones.beep().source();
                case Sound.Silence(int millis) -> Pcm.silence(Duration.ofMillis(millis),
                        Pcm.TELEPHONE_RATE).source();
            };
        } catch (IOException | MalformedDataException | MailError e) {
            LOG.warn("a sound is left out: {}", e.toString());
            return NOTHING.source();
        }
    }

    private PcmSource recording(Sound.Source source) throws IOException {
        InputStream in = source.open();
        try {
            return Sounds.open(in, Pcm.TELEPHONE_RATE, directory, Sounds.Limits.USUAL);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
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
                if (current != null)
                    current.close();
                now = null;
                if (next == sounds.size())
                    return -1;
                now = source(sounds.get(next++));
            }
        }

        @Override
        public long position() { return position; }

        @Override
        public void seek(long sample) throws IOException {
            throw new IOException("what is said is said from start to end");
        }

        @Override
        public void close() throws IOException {
            PcmSource current = now;
            if (current != null)
                current.close();
        }
    }
}
