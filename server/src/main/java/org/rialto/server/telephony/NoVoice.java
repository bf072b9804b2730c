package org.rialto.server.telephony;

import java.util.Optional;
import java.util.Set;
import org.rialto.protocols.um.call.Voice;
import org.rialto.telephony.audio.Pcm;

/// Of a server without speech: says nothing and understands nothing. What users recorded is heard.
final class NoVoice implements Voice {
    @Override
    public Pcm speak(String words) { return new Pcm(new short[0], Pcm.TELEPHONE_RATE); }

    @Override
    public Optional<String> recognise(Pcm said, Set<String> phrases) { return Optional.empty(); }
}
