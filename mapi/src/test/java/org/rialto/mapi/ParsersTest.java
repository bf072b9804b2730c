package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;

class ParsersTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 5_000);

    static List<Parsers<?>> parsers() { return Parsers.all(); }

    @ParameterizedTest
    @MethodSource("parsers")
    <T> void everySampleComesBack(Parsers<T> parser) {
        assertThat(parser.samples()).isNotEmpty();
        for (T sample : parser.samples()) {
            ByteReader in = new ByteReader(parser.write(sample));
            assertThat(parser.reader().apply(in)).isEqualTo(sample);
            assertThat(in.hasRemaining()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void refusesEveryTruncation(Parsers<?> parser) {
        for (byte[] seed : parser.seeds()) {
            for (int length = 0; length < seed.length; length++) {
                byte[] cut = Arrays.copyOf(seed, length);
                if (parser.refusesTruncation()) {
                    assertThatExceptionOfType(MalformedDataException.class)
                            .as("%s cut to %s", parser, length)
                            .isThrownBy(() -> parser.reader().apply(new ByteReader(cut)));
                } else {
                    parser.check(cut);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void mutatedBytesAreReadOrRefusedAsMalformed(Parsers<?> parser) {
        Random random = new Random(parser.name().hashCode());
        List<byte[]> seeds = parser.seeds();
        for (int run = 0; run < RUNS; run++) {
            byte[] input = mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                parser.check(input);
            } catch (RuntimeException | StackOverflowError | AssertionError broken) {
                throw new AssertionError(parser + " broke on " + Binary.wrap(input).hex(), broken);
            }
        }
    }

    /// What is written must not change unnoticed: clients and stored mailboxes read it.
    /// `-Drialto.golden.write=true` rewrites the files.
    @ParameterizedTest
    @MethodSource("parsers")
    void writesTheSameBytesAsEver(Parsers<?> parser) throws IOException {
        Path file = Path.of("src/test/resources/golden", parser.name() + ".hex");
        List<String> lines = parser.seeds().stream().map(seed -> Binary.wrap(seed).hex()).toList();
        if (Boolean.getBoolean("rialto.golden.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(file));
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] input = seed.clone();
        for (int i = 0; i <= random.nextInt(4) && input.length > 0; i++) {
            int at = random.nextInt(input.length);
            switch (random.nextInt(5)) {
                case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> input[at] = (byte) random.nextInt(256);
                case 2 -> input[at] = (byte) (random.nextBoolean() ? 0xFF : 0x00);
                case 3 -> {
                    byte[] copied = Arrays.copyOf(input, input.length + random.nextInt(8));
                    System.arraycopy(input, at, copied, random.nextInt(at + 1),
                            input.length - at);
                    input = copied;
                }
                default -> input = Arrays.copyOf(input, at);
            }
        }
        return input;
    }
}
