package org.rialto.protocols.um.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.Tones;

class RecordingsTest {
    @Test
    void aLongMessageIsSpokenToItsEnd() {
        Pcm sound = Tones.tone(Duration.ofSeconds(599), 440, 0, 0.5);

        assertThat(Recordings.isSpoken(sound)).isTrue();
        assertThat(Recordings.spokenMillisBeforeFax(sound)).isBetween(598_900, 599_000);
    }

    @Test
    void aClickIsNobodysMessage() {
        assertThat(Recordings.isSpoken(Tones.tone(Duration.ofMillis(200), 440, 0, 0.5))).isFalse();
        assertThat(Recordings.isSpoken(Tones.tone(Duration.ofSeconds(2), 440, 0, 0.0001)))
                .isFalse();
    }
}
