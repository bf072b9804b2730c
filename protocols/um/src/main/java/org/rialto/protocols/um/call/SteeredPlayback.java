package org.rialto.protocols.um.call;

import org.rialto.protocols.um.line.Playback;
import org.rialto.telephony.audio.TempoSource;
import org.rialto.telephony.media.MediaSession;

/// A message on a line that is moved about in, slowed down and sped up.
final class SteeredPlayback implements Playback {
    private final TempoSource source;
    private final org.rialto.telephony.media.Playback playing;

    SteeredPlayback(MediaSession media, TempoSource source) {
        this.source = source;
        this.playing = media.play(source);
    }

    @Override
    public void moveMillis(int by) {
        playing.seek(Math.max(0,
                playing.position() + (long) by * source.sampleRate() / 1000));
    }

    @Override
    public void pause() { playing.pause(true); }

    @Override
    public void resume() { playing.pause(false); }

    @Override
    public boolean isPaused() { return playing.paused(); }

    @Override
    public void setTempo(int percent) {
        source.setTempo(percent / 100.0);
        // What was read ahead has the old tempo.
        playing.seek(playing.position());
    }

    @Override
    public void stop() { playing.stop(); }

    boolean isOver() { return playing.end() != null; }
}
