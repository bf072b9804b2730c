package org.rialto.speech;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.audio.AudioPlayer;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sound.sampled.AudioFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks English text with FreeTTS. The voice is loaded at the first word; as many pieces are
/// spoken at once as there are voices, others wait for their turn. Any text may come: it is
/// cleaned, cut, and what the voice cannot say is left out.
public final class SpeechSynthesizer implements AutoCloseable {
    /// Of the telephone.
    public static final int TELEPHONE_RATE = 8_000;
    /// Names the voice and how it is used, for what is kept of it.
    public static final String VERSION = "kevin16-1";

    private static final Logger log = LoggerFactory.getLogger(SpeechSynthesizer.class);
    private static final int VOICE_RATE = 16_000;
    /// Of one piece, should a voice run wild.
    private static final int MAXIMUM_BYTES = 2 * VOICE_RATE * 120;
    private static final float WORDS_A_MINUTE = 150;

    private final BlockingQueue<LoadedVoice> free;
    private final int voices;
    private int loaded;

    /// @param voices that may speak at once, each about 30 MB of memory
    public SpeechSynthesizer(int voices) {
        this.voices = voices;
        this.free = new ArrayBlockingQueue<>(voices);
    }

    /// All of the text, up to [ReadableText#MAXIMUM_CHARACTERS], at the rate of telephones. For long
    /// text, take [ReadableText#pieces] and speak each by itself.
    public Spoken speak(String text) throws InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String piece : ReadableText.pieces(text)) {
            all.writeBytes(spoken(piece));
        }
        byte[] bytes = all.toByteArray();
        short[] samples = new short[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xFF);
        }
        return new Spoken(Octave.down(samples), TELEPHONE_RATE);
    }

    /// Loads a voice now, so that the first caller does not wait for it.
    public void warmUp() throws InterruptedException { spoken("hello"); }

    private byte[] spoken(String piece) throws InterruptedException {
        LoadedVoice voice = take();
        boolean usable = false;
        try {
            byte[] bytes = voice.speak(piece);
            usable = true;
            return bytes;
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("a text of {} characters could not be spoken: {}", piece.length(),
                    e.toString());
            return new byte[0];
        } finally {
            if (usable) {
                free.add(voice);
            } else {
                // It may be in any state.
                voice.close();
                synchronized (this) {
                    loaded--;
                }
            }
        }
    }

    private LoadedVoice take() throws InterruptedException {
        LoadedVoice waiting = free.poll();
        if (waiting != null) {
            return waiting;
        }
        boolean load;
        synchronized (this) {
            load = loaded < voices;
            loaded += load ? 1 : 0;
        }
        return load ? new LoadedVoice() : free.take();
    }

    @Override
    public void close() {
        LoadedVoice voice;
        while ((voice = free.poll()) != null) {
            voice.close();
        }
    }

    /// A voice, and what it says instead of sounding it.
    private static final class LoadedVoice implements AudioPlayer {
        private final Voice voice;
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private @Nullable AudioFormat format;

        LoadedVoice() {
            voice = pick();
            voice.setAudioPlayer(this);
            voice.allocate();
            voice.setRate(WORDS_A_MINUTE);
        }

        private static Voice pick() {
            for (Voice each : new KevinVoiceDirectory().getVoices()) {
                if (each.getName().equals("kevin16")) {
                    return each;
                }
            }
            throw new IllegalStateException("FreeTTS without its voice");
        }

        byte[] speak(String text) {
            said.reset();
            voice.speak(text);
            return said.toByteArray();
        }

        @Override
        public void close() { voice.deallocate(); }

        @Override
        public boolean write(byte[] bytes, int offset, int count) {
            if (said.size() + count > MAXIMUM_BYTES) {
                return false;
            }
            said.write(bytes, offset, count);
            return true;
        }

        @Override
        public boolean write(byte[] bytes) { return write(bytes, 0, bytes.length); }

        @Override
        public void setAudioFormat(AudioFormat newFormat) { format = newFormat; }

        @Override
        public @Nullable AudioFormat getAudioFormat() { return format; }

        @Override
        public float getVolume() { return 1; }

        @Override
        public boolean drain() { return true; }

        @Override
        public boolean end() { return true; }

        @Override
        public long getTime() { return -1; }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void reset() {}

        @Override
        public void cancel() {}

        @Override
        public void begin(int count) {}

        @Override
        public void setVolume(float volume) {}

        @Override
        public void resetTime() {}

        @Override
        public void startFirstSampleTimer() {}

        @Override
        public void showMetrics() {}
    }
}
