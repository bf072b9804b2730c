package org.rialto.directory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damages seeds in repeatable ways: changes, drops, doubles and splices bytes.
public final class Mutations {
    private static final byte[] SPECIAL = "\0\1,=\"\\@()*&|![]{}#\n\r +-.%a0n\377"
            .getBytes(StandardCharsets.ISO_8859_1);
    private final List<byte[]> seeds;
    private final Random random;

    public Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    public byte[] next() {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = SPECIAL[random.nextInt(SPECIAL.length)];
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = splice(bytes, at, bytes, Math.min(bytes.length, at + 1));
                case 3 -> bytes = splice(bytes, at, bytes, random.nextInt(at + 1));
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    bytes = splice(bytes, at, other, random.nextInt(other.length));
                }
            }
        }
        return bytes;
    }

    /// The first up to `at`, then the second from `from`.
    private static byte[] splice(byte[] first, int at, byte[] second, int from) {
        byte[] joined = Arrays.copyOf(first, at + second.length - from);
        System.arraycopy(second, from, joined, at, second.length - from);
        return joined;
    }
}
