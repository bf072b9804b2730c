package org.rialto.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Deterministic mutated inputs for parsers: seeds cut, repeated, spliced and sprinkled with the
/// tokens their format is made of. The system property `rialto.fuzz.runs` sets how many.
public final class Mutations {
    private Mutations() {}

    public static void run(List<String> seeds, List<String> tokens, Consumer<byte[]> target) {
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        for (String seed : seeds) {
            target.accept(latin1(seed));
        }
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            byte[] input = latin1(seeds.get(random.nextInt(seeds.size())));
            int steps = 1 + random.nextInt(6);
            for (int step = 0; step < steps; step++) {
                input = mutate(input, random, seeds, tokens);
            }
            try {
                target.accept(input);
            } catch (RuntimeException | AssertionError | StackOverflowError failure) {
                throw new AssertionError("run " + run + " with input "
                        + Arrays.toString(Arrays.copyOf(input, Math.min(input.length, 2000))),
                        failure);
            }
        }
    }

    private static byte[] latin1(String text) { return text.getBytes(StandardCharsets.ISO_8859_1); }

    private static byte[] mutate(byte[] input, Random random, List<String> seeds,
            List<String> tokens) {
        if (input.length == 0) {
            return latin1(tokens.get(random.nextInt(tokens.size())));
        }
        int at = random.nextInt(input.length);
        int length = Math.min(input.length - at, 1 + random.nextInt(40));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, at);
        switch (random.nextInt(7)) {
            case 0 -> {
                out.write(random.nextInt(256));
                out.write(input, at + 1, input.length - at - 1);
            }
            case 1 -> out.write(input, at + length, input.length - at - length);
            case 2 -> {
                int times = random.nextInt(5);
                for (int i = 0; i < times; i++) {
                    out.write(input, at, length);
                }
                out.write(input, at, input.length - at);
            }
            case 3, 4 -> {
                out.writeBytes(latin1(tokens.get(random.nextInt(tokens.size()))));
                out.write(input, at, input.length - at);
            }
            case 5 -> {
                byte[] other = latin1(seeds.get(random.nextInt(seeds.size())));
                int from = random.nextInt(other.length + 1);
                out.write(other, from, other.length - from);
            }
            default -> {
                // Truncated here.
            }
        }
        byte[] mutated = out.toByteArray();
        return mutated.length > 20_000 ? Arrays.copyOf(mutated, 20_000) : mutated;
    }
}
