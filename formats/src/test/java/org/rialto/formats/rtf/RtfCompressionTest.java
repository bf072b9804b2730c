package org.rialto.formats.rtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.base.MalformedDataException;

class RtfCompressionTest {
    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] ascii(String text) { return text.getBytes(StandardCharsets.US_ASCII); }

    /// The first two are the examples of MS-OXRTFCP §4; the third is that of the package
    /// compressed_rtf on PyPI, made by another implementation.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {\\rtf1\\ansi\\ansicpg1252\\pard hello world}~ | 2d000000 2b000000 4c5a4675 f1c5c7a7 03000a00 72637067 31323542 320af320 68656c09 00206277 05b06c64 7d0a800f a0
            {\\rtf1 WXYZWXYZWXYZWXYZWXYZ} | 1a000000 1c000000 4c5a4675 e2d44b51 41000420 5758595a 0d6e7d01 0eb0
            {\\rtf1\\ansi\\ansicpg1252\\pard test} | 23000000 22000000 4c5a4675 335ce874 03000a00 72637067 31323592 320af320 74079074 7d0f10
            """)
    void examplesAreTheSameBothWays(String rtf, String compressed) {
        byte[] raw = ascii(rtf.replace("~", "\r\n"));
        assertThat(RtfCompression.decompress(hex(compressed))).isEqualTo(raw);
        assertThat(RtfCompression.compress(raw)).isEqualTo(hex(compressed));
    }

    @Test
    void whatIsNotCompressedIsAsItIs() {
        byte[] rtf = ascii("{\\rtf1 x}");
        assertThat(HexFormat.of().formatHex(RtfCompression.wrap(rtf)))
                .startsWith("15000000" + "09000000" + "4d454c41" + "00000000");
        assertThat(RtfCompression.decompress(RtfCompression.wrap(rtf))).isEqualTo(rtf);
    }

    @Test
    void whateverIsCompressedComesBack() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] raw = new byte[random.nextInt(seed < 300 ? 200 : 30_000)];
            int alphabet = 1 + random.nextInt(256);
            for (int i = 0; i < raw.length; i++) {
                raw[i] = i > 50 && random.nextInt(3) == 0
                        ? raw[i - 1 - random.nextInt(50)]
                        : (byte) random.nextInt(alphabet);
            }
            byte[] compressed = RtfCompression.compress(raw);
            assertThat(RtfCompression.decompress(compressed)).isEqualTo(raw);
            assertThat(compressed.length).isLessThanOrEqualTo(16 + raw.length * 9 / 8 + 4);
        }
    }

    @Test
    void longRunsAreQuickAndSmall() {
        byte[] raw = new byte[1_000_000];
        Arrays.fill(raw, (byte) 'a');
        byte[] compressed = RtfCompression.compress(raw);
        assertThat(compressed.length).isLessThan(150_000);
        assertThat(RtfCompression.decompress(compressed)).isEqualTo(raw);
    }

    @Test
    void paddingAfterTheEndIsNothing() {
        byte[] value = RtfCompression.compress(ascii("{\\rtf1 x}"));
        assertThat(RtfCompression.decompress(Arrays.copyOf(value, value.length + 5)))
                .isEqualTo(ascii("{\\rtf1 x}"));
    }

    @Test
    void everyTruncationAndEveryChangeIsRefused() {
        byte[] value = RtfCompression.compress(ascii("{\\rtf1\\ansi some text, some more text}"));
        for (int length = 0; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            assertThatThrownBy(() -> RtfCompression.decompress(cut))
                    .isInstanceOf(MalformedDataException.class);
        }
        for (int at = 12; at < value.length; at++) {
            byte[] changed = value.clone();
            changed[at] ^= 0x10;
            assertThatThrownBy(() -> RtfCompression.decompress(changed))
                    .isInstanceOf(MalformedDataException.class);
        }
    }
}
