package org.rialto.protocols.um.line;

/// A message that is being played and can be steered by keys while it goes on.
public interface Playback {
    /// Moves by so many milliseconds of the recording: back when negative. Never beyond its ends.
    void moveMillis(int by);

    void pause();

    void resume();

    boolean isPaused();

    /// Tempo without change of pitch, in percent of the recording's: 50 to 200.
    void setTempo(int percent);

    void stop();
}
