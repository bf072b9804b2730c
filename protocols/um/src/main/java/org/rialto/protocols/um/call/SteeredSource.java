package org.rialto.protocols.um.call;

import java.io.IOException;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSource;

/// A recording that is played faster or slower, its positions those of the recording. Read by the
/// playback's thread, steered by the conversation's.
final class SteeredSource implements PcmSource {
    private final Pcm sound;
    private final PcmSource plain;
    private volatile int tempo = 100;

    SteeredSource(Pcm sound) {
        this.sound = sound;
        this.plain = sound.source();
    }

    void setTempo(int percent) { tempo = percent; }

    int tempo() { return tempo; }

    /// A position within the sound.
    long clamp(long sample) { return Math.clamp(sample, 0, sound.samples().length); }

    @Override
    public int sampleRate() { return sound.sampleRate(); }

    @Override
    public int read(short[] samples, int offset, int count) throws IOException {
        return plain.read(samples, offset, count);
    }

    @Override
    public long position() { return plain.position(); }

    @Override
    public void seek(long sample) throws IOException { plain.seek(clamp(sample)); }
}
