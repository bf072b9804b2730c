package org.rialto.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    @Test
    void findsWhatAByteByByteSearchFinds() {
        Random random = new Random(5);
        for (int n = 0; n < 200_000; n++) {
            byte[] bytes = new byte[random.nextInt(40)];
            int kind = random.nextInt(3);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) switch (kind) {
                    case 0 -> random.nextInt(256);
                    case 1 -> 0x1E + random.nextInt(4);
                    default ->
                        random.nextInt(12) == 0 ? 10 + random.nextInt(5) : 0x7E + random.nextInt(4);
                };
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int control = from;
            while (control < bytes.length && bytes[control] >= ' ') {
                control++;
            }
            int end = from;
            while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
                end++;
            }
            assertThat(ByteSearch.controlOrHigh(bytes, from, bytes.length)).isEqualTo(control);
            assertThat(ByteSearch.lineEnd(bytes, from, bytes.length)).isEqualTo(end);
        }
    }
}
