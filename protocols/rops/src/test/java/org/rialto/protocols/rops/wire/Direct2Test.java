package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

class Direct2Test {
    // MS-XCA §3.1.
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";
    private static final String ALPHABET_COMPRESSED = "3F000000"
            + "6162636465666768696A6B6C6D6E6F707172737475767778797A";
    private static final String ABC_COMPRESSED = "FFFFFF1F61626317000FFF2601";

    private static byte[] ascii(String text) { return text.getBytes(StandardCharsets.US_ASCII); }

    private static byte[] decompress(String hex, int size) {
        return Direct2.decompress(Binary.ofHex(hex).reader(), size);
    }

    @Test
    void readsAndWritesThePublishedExampleOfBytesOnly() {
        assertThat(decompress(ALPHABET_COMPRESSED, 26)).isEqualTo(ascii(ALPHABET));
        assertThat(Binary.wrap(Direct2.compress(ascii(ALPHABET))).hex())
                .isEqualTo(ALPHABET_COMPRESSED);
    }

    @Test
    void readsAndWritesThePublishedExampleOfALongMatch() {
        byte[] text = ascii("abc".repeat(100));
        assertThat(decompress(ABC_COMPRESSED, 300)).isEqualTo(text);
        assertThat(Binary.wrap(Direct2.compress(text)).hex()).isEqualTo(ABC_COMPRESSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 31, 32, 33, 63, 64, 100, 8191, 8192, 8193, 20_000, 65_535})
    void whatWasCompressedComesBack(int size) {
        for (int letters : new int[]{1, 2, 5, 256}) {
            byte[] data = random(size, letters);
            byte[] compressed = Direct2.compress(data);
            assertThat(Direct2.decompress(new ByteReader(compressed), size)).isEqualTo(data);
        }
    }

    /// Each of the ways in which lengths are written, twice, so that both halves of a byte are.
    @Test
    void matchesOfEveryLengthComeBack() {
        for (int length = 3; length < 700; length++) {
            byte[] data = new byte[3 * length + 6];
            Random random = new Random(length);
            for (int i = 0; i < length; i++) {
                data[i] = (byte) random.nextInt();
            }
            System.arraycopy(data, 0, data, length + 2, length);
            System.arraycopy(data, 0, data, 2 * length + 4, length);
            byte[] compressed = Direct2.compress(data);
            assertThat(Direct2.decompress(new ByteReader(compressed), data.length))
                    .isEqualTo(data);
        }
    }

    @Test
    void textBecomesSmaller() {
        byte[] text = ascii("Rows of a table have much in common. ".repeat(20) + ALPHABET);
        assertThat(Direct2.compress(text).length).isLessThan(text.length / 8);
    }

    @Test
    void readsLengthsOfFourBytes() {
        // One byte, then a match of it: inline 7, half byte 15, byte 255, two bytes 0, four bytes.
        byte[] expected = new byte[1 + 0x0001_0003];
        Arrays.fill(expected, (byte) 'x');
        assertThat(decompress("00000040" + "78" + "0700" + "0F" + "FF" + "0000" + "00000100",
                expected.length)).isEqualTo(expected);
    }

    @Test
    void refusesTruncatedData() {
        byte[] compressed = Direct2.compress(random(3_000, 5));
        for (int length = 0; length < compressed.length; length++) {
            byte[] cut = Arrays.copyOf(compressed, length);
            assertThatExceptionOfType(MalformedDataException.class)
                    .isThrownBy(() -> Direct2.decompress(new ByteReader(cut), 3_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // A match before the first byte; one that reaches back too far; one too long.
            "00000080" + "0000", "00000040" + "78" + "0800", "00000040" + "78" + "0700" + "0E",
            // Two bytes for a length that one byte holds.
            "00000040" + "78" + "0700" + "0F" + "FF" + "0500",
            // More data than there are bytes.
            "00000000" + "7878787878787878787878"})
    void refusesWhatNoEncoderWrites(String hex) {
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> decompress(hex, 6));
    }

    private static byte[] random(int size, int letters) {
        Random random = new Random(size * 31L + letters);
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) random.nextInt(letters);
        }
        return data;
    }
}
