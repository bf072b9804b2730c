package org.rialto.telephony.media;

import java.time.Duration;

/// When a recording ends by itself.
///
/// @param maximum its length
/// @param silence so long a pause after speech ends it; zero never does
/// @param initialSilence so long without any speech ends it; zero never does
/// @param silenceDb what is quieter than this, below full scale, is silence
public record RecordingLimits(Duration maximum, Duration silence, Duration initialSilence,
        double silenceDb) {
    /// Of a line's noise under speech.
    public static final double USUAL_SILENCE_DB = -42;

    public static RecordingLimits of(Duration maximum) {
        return new RecordingLimits(maximum, Duration.ZERO, Duration.ZERO, USUAL_SILENCE_DB);
    }

    public RecordingLimits endingAfter(Duration pause, Duration nothingSaid) {
        return new RecordingLimits(maximum, pause, nothingSaid, silenceDb);
    }
}
