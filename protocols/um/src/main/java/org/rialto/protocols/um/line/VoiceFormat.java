package org.rialto.protocols.um.line;

import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Mp3Writer;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavWriter;

/// What voice mail's sound is attached as: two of those of MS-OXOUM §2.2.2.
public enum VoiceFormat {
    /// G.711, as telephones sent it: 8 kB a second, and every program plays it.
    WAV("audio/wav", ".wav"),
    /// A quarter of that, and as good to the ear.
    MP3("audio/mp3", ".mp3");

    private final String mediaType;
    private final String ending;

    VoiceFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String mediaType() { return mediaType; }

    /// A file's name with its ending.
    public String named(String base) { return base + ending; }

    public byte[] bytes(Pcm sound) {
        return switch (this) {
            case WAV -> WavWriter.bytes(sound, G711.MU_LAW);
            case MP3 -> Mp3Writer.bytes(sound);
        };
    }
}
