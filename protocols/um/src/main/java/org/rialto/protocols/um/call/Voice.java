package org.rialto.protocols.um.call;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.rialto.telephony.audio.Pcm;

/// Speech of one language, both ways.
public interface Voice {
    /// Words as sound, of any sample rate; may take a while.
    Pcm speak(String words) throws IOException;

    /// Which of the phrases was said, or nothing when it was none of them.
    ///
    /// @param said at 8 kHz
    Optional<String> recognise(Pcm said, Set<String> phrases);
}
