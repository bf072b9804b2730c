package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.ServerId;

/// Streams and id sets from outside: whatever they are, they are read or refused, and what is read
/// is the same however it was cut, and can be written and read again.
class SyncFuzzTest {
    private static final TransferLimits LIMITS = new TransferLimits(32, 4096, 4096, 32);

    /// The first byte chooses the root element.
    static void stream(byte[] input) {
        if (input.length == 0) {
            return;
        }
        FastTransferRoot[] roots = FastTransferRoot.values();
        FastTransferRoot root = roots[(input[0] & 0xFF) % roots.length];
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        List<Object> told;
        try {
            told = RecordingSink.read(root, bytes, bytes.length, LIMITS);
        } catch (MalformedDataException | MailError.TooLarge refused) {
            return;
        }
        assertThat(RecordingSink.read(root, bytes, 1, LIMITS)).isEqualTo(told);
        List<FastTransferEvent> events = new ArrayList<>();
        for (Object each : told) {
            events.add(each instanceof FastTransferEvent event
                    ? event
                    : asEvent((RecordingSink.Large) each));
        }
        byte[] again = RecordingSink.write(StringForm.UNICODE, events);
        List<Object> reread = RecordingSink.read(root, again, Math.max(1, again.length),
                TransferLimits.USUAL);
        byte[] third = RecordingSink.write(StringForm.UNICODE,
                reread.stream().map(FastTransferEvent.class::cast).toList());
        assertThat(third).isEqualTo(again);
    }

    private static FastTransferEvent asEvent(RecordingSink.Large large) {
        Charset charset = large.charset();
        Object value;
        if (charset != null) {
            value = new String(large.bytes().toByteArray(), charset);
        } else if (large.property().tag().type() == PropertyType.SERVER_ID) {
            value = new ServerId.Foreign(large.bytes());
        } else {
            value = large.bytes();
        }
        return new FastTransferEvent.Property(large.property(), value);
    }

    static void idSet(byte[] input) {
        try {
            IdSet<Integer> set = IdSet.decodeByReplicaId(Binary.of(input));
            assertThat(IdSet.decodeByReplicaId(set.encode())).isEqualTo(set);
        } catch (MalformedDataException refused) {
            // Refused.
        }
        try {
            IdSet<UUID> set = IdSet.decodeByGuid(Binary.of(input));
            assertThat(IdSet.decodeByGuid(set.encode())).isEqualTo(set);
        } catch (MalformedDataException refused) {
            // Refused.
        }
    }

    static List<byte[]> streamSeeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (FastTransferRoot root : FastTransferRoot.values()) {
            for (StringForm form : List.of(StringForm.UNICODE, StringForm.CODE_PAGE_TYPE)) {
                byte[] stream = RecordingSink.write(form, Streams.of(root));
                byte[] seed = new byte[stream.length + 1];
                seed[0] = (byte) Arrays.asList(FastTransferRoot.values()).indexOf(root);
                System.arraycopy(stream, 0, seed, 1, stream.length);
                seeds.add(seed);
            }
        }
        return seeds;
    }

    static List<byte[]> idSetSeeds() {
        return Stream.of(IdSet.byReplicaId().addRange(1, 5, 9).add(2, 11).add(2, 13).encode(),
                IdSet.byReplicaId().addRange(1, 1, CounterSet.LARGEST).encode(),
                Streams.state().given().encode(), Streams.state().seen().encode())
                .map(Binary::toByteArray).toList();
    }

    @Test
    void mutatedStreamsAreReadOrRefused() { Mutations.run(streamSeeds(), SyncFuzzTest::stream); }

    @Test
    void mutatedIdSetsAreReadOrRefused() { Mutations.run(idSetSeeds(), SyncFuzzTest::idSet); }

    static Stream<byte[]> fuzzStream() { return streamSeeds().stream(); }

    @MethodSource
    @FuzzTest
    void fuzzStream(byte[] input) { stream(input); }

    static Stream<byte[]> fuzzIdSet() { return idSetSeeds().stream(); }

    @MethodSource
    @FuzzTest
    void fuzzIdSet(byte[] input) { idSet(input); }

    /// Deterministic mutations of binary seeds; `rialto.fuzz.runs` says how many.
    private static final class Mutations {
        static void run(List<byte[]> seeds, Consumer<byte[]> target) {
            seeds.forEach(target);
            int runs = Integer.getInteger("rialto.fuzz.runs", 10_000);
            for (int run = 0; run < runs; run++) {
                Random random = new Random(run);
                byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
                int steps = 1 + random.nextInt(4);
                for (int step = 0; step < steps; step++) {
                    input = mutate(input, random, seeds);
                }
                try {
                    target.accept(input);
                } catch (RuntimeException | AssertionError | StackOverflowError failure) {
                    throw new AssertionError("run " + run + " with " + Binary.of(input).hex(),
                            failure);
                }
            }
        }

        private static byte[] mutate(byte[] input, Random random, List<byte[]> seeds) {
            if (input.length < 2) {
                return new byte[]{(byte) random.nextInt()};
            }
            int at = random.nextInt(input.length);
            int length = Math.min(input.length - at, 1 + random.nextInt(24));
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            int from = random.nextInt(other.length);
            int take = Math.min(other.length - from, 1 + random.nextInt(60));
            return switch (random.nextInt(6)) {
                case 0 -> {
                    byte[] changed = input.clone();
                    changed[at] ^= (byte) (1 << random.nextInt(8));
                    yield changed;
                }
                case 1 -> {
                    byte[] changed = input.clone();
                    changed[at] = (byte) random.nextInt();
                    yield changed;
                }
                case 2 -> join(input, at, other, from, take, at);
                case 3 -> join(input, at, input, at, length, at);
                case 4 -> join(input, at, other, 0, 0, at + length);
                default -> Arrays.copyOf(input, at);
            };
        }

        /// `input` to `at`, a part of `middle`, and `input` from `rest` on.
        private static byte[] join(byte[] input, int at, byte[] middle, int from, int count,
                int rest) {
            byte[] joined = Arrays.copyOf(input, at + count + input.length - rest);
            System.arraycopy(middle, from, joined, at, count);
            System.arraycopy(input, rest, joined, at + count, input.length - rest);
            return joined;
        }
    }
}
