package org.rialto.protocols.um.call;

import org.rialto.protocols.um.line.Playback;
import org.rialto.telephony.media.MediaSession;

/// A message on a line that is moved about in, slowed down and sped up.
final class SteeredPlayback implements Playback {
    private static final int SLOWEST = 50;
    private static final int FASTEST = 200;

    private final SteeredSource source;
    private final org.rialto.telephony.media.Playback playing;

    SteeredPlayback(MediaSession media, SteeredSource source) {
        this.source = source;
        this.playing = media.play(source);
    }

    @Override
    public void moveMillis(int by) {
        long samples = (long) by * source.sampleRate() / 1000;
        playing.seek(source.clamp(playing.position() + samples));
    }

    @Override
    public void pause() { playing.pause(true); }

    @Override
    public void resume() { playing.pause(false); }

    @Override
    public boolean isPaused() { return playing.paused(); }

    @Override
    public void setTempo(int percent) {
        source.setTempo(Math.clamp(percent, SLOWEST, FASTEST));
        // What was read ahead has the old tempo.
        playing.seek(playing.position());
    }

    @Override
    public void stop() { playing.stop(); }

    boolean isOver() { return playing.end() != null; }
}
