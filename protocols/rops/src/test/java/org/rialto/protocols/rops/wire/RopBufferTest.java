package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.wire.ExtendedBuffer.Coding;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.message.RopSetMessageReadFlag;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.other.RopRelease;

class RopBufferTest {
    private static byte[] write(List<Binary> payloads, Coding coding) {
        return WireSamples.chain(payloads, coding);
    }

    private static Binary payload(int size, int letters) {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) random.nextInt(letters);
        }
        return Binary.wrap(bytes);
    }

    private static List<Binary> read(byte[] bytes) {
        return ExtendedBuffer.readAll(new ByteReader(bytes));
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void chainsComeBack(boolean compressed, boolean obfuscated) {
        List<Binary> payloads = List.of(payload(20_000, 3), payload(0, 1), payload(12, 200),
                payload(0x8000, 256), payload(65_535, 2));
        byte[] written = write(payloads, new Coding(compressed, obfuscated));
        assertThat(read(written)).isEqualTo(payloads);
        assertThat(payloads.get(0).toByteArray()).isEqualTo(payload(20_000, 3).toByteArray());
    }

    @Test
    void onlyTheLastOfAChainSaysSo() {
        byte[] written = write(List.of(Binary.of((byte) 1), Binary.of((byte) 2)), Coding.PLAIN);
        assertThat(Binary.wrap(written).hex())
                .isEqualTo("0000" + "0000" + "0100" + "0100" + "01"
                        + "0000" + "0400" + "0100" + "0100" + "02");
    }

    @Test
    void obfuscationIsAnXorWithA5() {
        byte[] written = write(List.of(Binary.of((byte) 0x00, (byte) 0xFF)),
                new Coding(false, true));
        assertThat(Binary.wrap(written).hex())
                .isEqualTo("0000" + "0600" + "0200" + "0200" + "A55A");
    }

    @Test
    void isNotCompressedWhereThatGainsNothing() {
        byte[] written = write(List.of(payload(2_000, 256)), new Coding(true, false));
        assertThat(written).hasSize(2_008);
        assertThat(written[2]).isEqualTo((byte) 0x04);
        byte[] small = write(List.of(payload(2_000, 2)), new Coding(true, false));
        assertThat(small.length).isLessThan(1_000);
        assertThat(small[2]).isEqualTo((byte) 0x05);
    }

    @Test
    void refusesEveryTruncationOfAChain() {
        byte[] written = write(List.of(payload(2_000, 2), payload(20, 9)),
                new Coding(true, true));
        for (int length = 1; length < written.length; length++) {
            byte[] cut = Arrays.copyOf(written, length);
            assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> read(cut));
        }
    }

    @ParameterizedTest
    @CsvSource({"0100040001000100AA,version", "0000080001000100AA,flags",
            "0000040001000200AA,two sizes", "0000040001000100AABB,follow",
            "0000000001000100AA,needs"})
    void refusesHeadersThatBreakTheRules(String hex, String problem) {
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> read(Binary.ofHex(hex).toByteArray()))
                .withMessageContaining(problem);
    }

    @Test
    void refusesMoreBuffersThanMayBePacked() {
        byte[] endless = new byte[8 * 97];
        assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> read(endless))
                .withMessageContaining("96");
    }

    @Test
    void payloadsThatDoNotFitAreTooLarge() {
        assertThatExceptionOfType(MailError.TooLarge.class)
                .isThrownBy(() -> write(List.of(Binary.wrap(new byte[65_536])), Coding.PLAIN));
        assertThatExceptionOfType(MailError.TooLarge.class).isThrownBy(
                () -> new RopBuffer(Binary.wrap(new byte[65_534]), List.of()).toByteArray());
    }

    @Test
    void ropBuffersComeBack() {
        RopBuffer buffer = new RopBuffer(Binary.ofHex("010000010001"),
                List.of(7, RopBuffer.NO_HANDLE));
        byte[] bytes = buffer.toByteArray();
        assertThat(bytes).hasSize(buffer.sizeBytes());
        assertThat(RopBuffer.read(new ByteReader(bytes))).isEqualTo(buffer);
        assertThat(buffer.handle(0)).isEqualTo(7);
        assertThat(buffer.handle(2)).isEqualTo(RopBuffer.NO_HANDLE);
    }

    @ParameterizedTest
    @CsvSource({"0000,itself", "0100,itself", "0300,needs", "020000,within", "0200000000,within"})
    void refusesRopBuffersThatBreakTheRules(String hex, String problem) {
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> RopBuffer.read(Binary.ofHex(hex).reader()))
                .withMessageContaining(problem);
    }

    @Test
    void theRestOfTheRequestsIsWhatWasNotRead() {
        RopRequest first = new RopRelease.Request(0, 1);
        RopRequest second = new RopRelease.Request(0, 2);
        RopRequestReader reader = new RopRequestReader(RopBuffer.ofRequests(
                List.of(first, second), List.of(1, 2, 3), WireSamples.FORMAT),
                WireSamples.requestContext());
        assertThat(reader.next()).isEqualTo(first);
        RopResponse tooSmall = new RopBufferTooSmall.Response(40_000, reader.rest());
        assertThat(Binary.wrap(WireSamples.write(tooSmall)).hex()).isEqualTo("FF409C010002");
        assertThat(reader.next()).isEqualTo(second);
        assertThat(reader.hasNext()).isFalse();
    }

    /// A logon in the same buffer decides how what follows it is read.
    @Test
    void aLogonTellsOfItsKindWithinTheBuffer() {
        List<RopRequest> requests = List.of(new RopLogon.Request(7, 0, 0, 0, 0, ""),
                new RopSetMessageReadFlag.Request(7, 0, 1, 0, Binary.wrap(new byte[24])),
                new RopLogon.Request(3, 0, RopLogon.PRIVATE, 0, 0, "/o=x"),
                new RopSetMessageReadFlag.Request(3, 0, 1, 0, null));
        RopBuffer buffer = RopBuffer.ofRequests(requests, List.of(), WireSamples.FORMAT);
        assertThat(RopRequestReader.readAll(buffer, WireSamples.requestContext()))
                .isEqualTo(requests);
    }
}
