package org.rialto.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rialto.imap.CommandReading;

/// Whatever a client sends is understood or refused; nothing else is thrown.
class ImapFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);

    @FuzzTest
    void survivesAnyInput(byte[] input) { CommandReading.of(input); }

    @Test
    void survivesMutatedCommands() throws IOException {
        List<byte[]> seeds = seeds();
        Random random = new Random(20261121);
        int answers = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] input = mutate(seeds, random);
            answers += CommandReading.of(input).size();
        }
        assertThat(answers).isGreaterThan(RUNS / 2);
    }

    @Test
    void survivesEveryTruncation() throws IOException {
        for (byte[] seed : seeds()) {
            for (int length = 0; length < seed.length; length++) {
                CommandReading.of(java.util.Arrays.copyOf(seed, length));
            }
        }
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        StringBuilder sent = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("src/test/resources/wire/commands.txt"))) {
            if (line.startsWith("C: ")) {
                sent.append(line.substring(3)).append("\r\n");
            } else if (line.isBlank() && !sent.isEmpty()) {
                seeds.add(sent.toString().getBytes(StandardCharsets.UTF_8));
                sent.setLength(0);
            }
        }
        return seeds;
    }

    private static byte[] mutate(List<byte[]> seeds, Random random) {
        byte[] seed = seeds.get(random.nextInt(seeds.size())).clone();
        byte[] special = "{}()[]\"\\*%+~$ \r\n0&-\0".getBytes(StandardCharsets.US_ASCII);
        for (int i = random.nextInt(4); i >= 0 && seed.length > 0; i--) {
            int at = random.nextInt(seed.length);
            switch (random.nextInt(4)) {
                case 0 -> seed[at] = (byte) random.nextInt(256);
                case 1 -> seed[at] = special[random.nextInt(special.length)];
                case 2 -> seed = splice(seed, at, seeds.get(random.nextInt(seeds.size())), random);
                default -> seed = java.util.Arrays.copyOf(seed, at);
            }
        }
        return seed;
    }

    private static byte[] splice(byte[] seed, int at, byte[] other, Random random) {
        int from = random.nextInt(other.length);
        byte[] joined = java.util.Arrays.copyOf(seed, at + other.length - from);
        System.arraycopy(other, from, joined, at, other.length - from);
        return joined;
    }
}
