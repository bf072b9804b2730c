package org.rialto.telephony.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// [G711] against the tables of the recommendation and against the JDK's own codec.
final class G711Test {
    /// Tables 1a to 2b of G.711: decoded values in 14 bits (µ-law) and 13 bits (A-law).
    @ParameterizedTest
    @CsvSource({"MU_LAW,0x80,8031", "MU_LAW,0x8F,4191", "MU_LAW,0x9F,2079", "MU_LAW,0xAF,1023",
            "MU_LAW,0xBF,495", "MU_LAW,0xCF,231", "MU_LAW,0xDF,99", "MU_LAW,0xEF,33",
            "MU_LAW,0xFE,2", "MU_LAW,0xFF,0", "MU_LAW,0x00,-8031", "MU_LAW,0x7F,0"})
    void decodesTheTableOfMuLaw(G711 law, String code, int fourteenBits) {
        assertThat(law.decode(Integer.decode(code).byteValue())).isEqualTo(
                (short) (fourteenBits * 4));
    }

    @ParameterizedTest
    @CsvSource({"0xFF,4032", "0xF0,2112", "0xE0,1056", "0xD0,528", "0xC0,264", "0xB0,132",
            "0xA0,66", "0x80,1", "0x7F,-4032", "0x00,-1"})
    void decodesTheTableOfALaw(String bits, int thirteenBits) {
        // The table shows the bits before every second one is inverted, and in steps of two.
        byte code = (byte) (Integer.decode(bits) ^ 0x55);
        assertThat(G711.A_LAW.decode(code)).isEqualTo((short) (thirteenBits * 8));
    }

    @ParameterizedTest
    @EnumSource
    void decodesAsTheJdkDoes(G711 law) throws IOException {
        byte[] codes = new byte[256];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) i;
        }
        AudioFormat.Encoding encoding = law == G711.MU_LAW
                ? AudioFormat.Encoding.ULAW
                : AudioFormat.Encoding.ALAW;
        AudioFormat compressed = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
        AudioFormat pcm = new AudioFormat(8000, 16, 1, true, false);
        byte[] linear;
        try (AudioInputStream in = AudioSystem.getAudioInputStream(pcm,
                new AudioInputStream(new ByteArrayInputStream(codes), compressed, 256))) {
            linear = in.readAllBytes();
        }
        for (int i = 0; i < codes.length; i++) {
            int expected = linear[2 * i] & 0xFF | linear[2 * i + 1] << 8;
            assertThat((int) law.decode((byte) i)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void encodesToTheNearestCodeOrTheNextWhereStepsChange(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int best = Integer.MAX_VALUE;
            for (int code = 0; code < 256; code++) {
                best = Math.min(best, Math.abs(law.decode((byte) code) - sample));
            }
            int error = Math.abs(law.decode(law.encode((short) sample)) - sample);
            assertThat(error).as("%d", sample).isLessThanOrEqualTo(2 * best + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeSurvivesARound(G711 law) {
        for (int code = 0; code < 256; code++) {
            short sample = law.decode((byte) code);
            assertThat(law.decode(law.encode(sample))).isEqualTo(sample);
        }
    }
}
