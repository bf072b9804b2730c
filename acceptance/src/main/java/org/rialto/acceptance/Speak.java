package org.rialto.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rialto.speech.SpeechSynthesizer;
import org.rialto.speech.Spoken;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavWriter;

/// What a caller says, for `acceptance/checks/um_menus.py`: each phrase as a WAVE file of a telephone,
/// `play-messages.wav`. Arguments: the directory, phrases.
public final class Speak {
    private Speak() {}

    public static void main(String[] arguments) throws Exception {
        try (SpeechSynthesizer synthesizer = new SpeechSynthesizer(1)) {
            for (int i = 1; i < arguments.length; i++) {
                Spoken spoken = synthesizer.speak(arguments[i]);
                Files.write(Path.of(arguments[0], arguments[i].replace(' ', '-') + ".wav"),
                        WavWriter.bytes(new Pcm(spoken.samples(), spoken.sampleRate()), null));
            }
        }
    }
}
