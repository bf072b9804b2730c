package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.wire.ExtendedBuffer.Coding;
import org.rialto.protocols.rops.wire.WireSamples.Sample;
import org.rialto.protocols.rops.wire.logon.RopWritePerUserInformation;
import org.rialto.protocols.rops.wire.message.RopSetMessageReadFlag;

/// Whatever bytes come, reading them gives records or a [MalformedDataException], and records are
/// written so that they read the same again.
class WireFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);

    /// The payload of an Execute request: extended buffers that hold ROP buffers.
    static Stream<byte[]> executePayload() {
        List<byte[]> seeds = new ArrayList<>();
        for (Coding coding : List.of(Coding.PLAIN, new Coding(true, false),
                new Coding(false, true), new Coding(true, true))) {
            List<Binary> buffers = new ArrayList<>();
            ByteWriter rops = new ByteWriter();
            for (Sample sample : WireSamples.requests()) {
                rops.writeBytes(sample.bytes());
                if (rops.length() > 3_000) {
                    buffers.add(buffer(rops));
                    rops = new ByteWriter();
                }
            }
            buffers.add(buffer(rops));
            seeds.add(WireSamples.chain(buffers, coding));
        }
        for (Sample sample : WireSamples.requests()) {
            ByteWriter rops = new ByteWriter();
            rops.writeBytes(sample.bytes());
            seeds.add(WireSamples.chain(List.of(buffer(rops)), Coding.PLAIN));
        }
        return seeds.stream();
    }

    private static Binary buffer(ByteWriter rops) {
        return Binary.wrap(new RopBuffer(Binary.wrap(rops.toByteArray()), List.of(1, 2, -1))
                .toByteArray());
    }

    @MethodSource
    @FuzzTest
    void executePayload(byte[] input) { checkExecute(input); }

    static Stream<byte[]> response() { return WireSamples.responses().stream().map(Sample::bytes); }

    @MethodSource
    @FuzzTest
    void response(byte[] input) { checkResponse(input); }

    static Stream<byte[]> compressed() {
        return Stream.of("", "abcabcabcabc".repeat(40), "no match here, is there?")
                .map(text -> Direct2.compress(text.getBytes(StandardCharsets.UTF_8)));
    }

    @MethodSource
    @FuzzTest
    void compressed(byte[] input) { checkCompressed(input); }

    @Test
    void mutatedExecutePayloadsAreReadOrRefused() {
        mutate(executePayload().toList(), WireFuzzTest::checkExecute);
    }

    @Test
    void mutatedResponsesAreReadOrRefused() {
        mutate(response().toList(), WireFuzzTest::checkResponse);
    }

    @Test
    void mutatedCompressedDataIsReadOrRefused() {
        mutate(compressed().toList(), WireFuzzTest::checkCompressed);
    }

    private static void checkExecute(byte[] input) {
        List<Binary> payloads;
        try {
            payloads = ExtendedBuffer.readAll(new ByteReader(input));
        } catch (MalformedDataException refused) {
            return;
        }
        for (Binary payload : payloads) {
            try {
                RopRequestReader reader = new RopRequestReader(
                        RopBuffer.read(payload.reader()), WireSamples.requestContext());
                while (reader.hasNext()) {
                    checkRequest(reader.next());
                }
            } catch (MalformedDataException refused) {
                // The next payload is read by itself.
            }
        }
    }

    private static void checkRequest(RopRequest request) {
        byte[] written;
        try {
            written = WireSamples.write(request);
        } catch (MailError.TooLarge wider) {
            // A text in the narrow form of the input can be too long in the wide one.
            return;
        }
        RopRequest again;
        try {
            again = RopTable.readRequest(new ByteReader(written), new RequestContext(
                    WireSamples.FORMAT, isPrivate(request)));
        } catch (MalformedDataException e) {
            throw new AssertionError(request + " cannot be read again", e);
        }
        assertThat(again).isEqualTo(request);
    }

    /// As the request was read.
    private static IntPredicate isPrivate(RopRequest request) {
        boolean isPrivate = switch (request) {
            case RopSetMessageReadFlag.Request flag ->
                flag.clientData() == null;
            case RopWritePerUserInformation.Request write ->
                write.replicaGuid() != null;
            default -> true;
        };
        return logonId -> isPrivate;
    }

    private static void checkResponse(byte[] input) {
        RopResponse response;
        try {
            response = WireSamples.readResponse(input);
        } catch (MalformedDataException refused) {
            return;
        }
        byte[] written;
        try {
            written = WireSamples.write(response);
        } catch (MailError.TooLarge wider) {
            return;
        }
        assertThat(WireSamples.readResponse(written)).isEqualTo(response);
    }

    private static void checkCompressed(byte[] input) {
        for (int size : new int[]{0, 100, 480}) {
            try {
                byte[] data = Direct2.decompress(new ByteReader(input), size);
                assertThat(Direct2.decompress(new ByteReader(Direct2.compress(data)), size))
                        .isEqualTo(data);
            } catch (MalformedDataException refused) {
                // As it may be.
            }
        }
    }

    private static void mutate(List<byte[]> seeds, Consumer<byte[]> check) {
        Random random = new Random(20_261_121);
        for (int run = 0; run < RUNS; run++) {
            byte[] input = mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                check.accept(input);
            } catch (RuntimeException | StackOverflowError | AssertionError broken) {
                throw new AssertionError("broke on " + Binary.wrap(input).hex(), broken);
            }
        }
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
