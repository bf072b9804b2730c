package org.rialto.telephony;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/// Deterministic changed inputs for parsers of bytes. The system property `rialto.fuzz.runs` sets
/// how many.
public final class MutatedBytes {
    private MutatedBytes() {}

    /// Every beginning of each seed, then seeds with some bytes changed, put in or taken out.
    public static void run(int usualRuns, Consumer<byte[]> target, byte[]... seeds) {
        for (byte[] seed : seeds) {
            for (int length = 0; length <= Math.min(seed.length, 300); length++) {
                target.accept(Arrays.copyOf(seed, length));
            }
        }
        int runs = Integer.getInteger("rialto.fuzz.runs", usualRuns);
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            byte[] input = seeds[random.nextInt(seeds.length)].clone();
            for (int step = random.nextInt(6); step >= 0; step--) {
                input = changed(input, random);
            }
            try {
                target.accept(input);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("run " + run + " with "
                        + Arrays.toString(Arrays.copyOf(input, Math.min(input.length, 500))),
                        failure);
            }
        }
    }

    private static byte[] changed(byte[] input, Random random) {
        if (input.length == 0) {
            return new byte[]{(byte) random.nextInt()};
        }
        int at = random.nextInt(random.nextBoolean() ? Math.min(64, input.length) : input.length);
        int length = Math.min(input.length - at, 1 + random.nextInt(16));
        return switch (random.nextInt(5)) {
            case 0, 1 -> {
                byte[] same = input.clone();
                byte[] edges = {0, 1, -1, (byte) 0x80, 0x7F, (byte) random.nextInt()};
                int to = Math.min(input.length, at + 1 + random.nextInt(4));
                Arrays.fill(same, at, to, edges[random.nextInt(edges.length)]);
                yield same;
            }
            case 2 -> Arrays.copyOf(input, at);
            case 3 -> {
                byte[] less = Arrays.copyOf(input, input.length - length);
                System.arraycopy(input, at + length, less, at, input.length - at - length);
                yield less;
            }
            default -> {
                byte[] more = Arrays.copyOf(input, input.length + length);
                System.arraycopy(input, at, more, at + length, input.length - at);
                yield more;
            }
        };
    }
}
