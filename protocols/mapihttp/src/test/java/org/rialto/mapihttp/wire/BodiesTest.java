package org.rialto.mapihttp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

/// Bodies byte by byte as §2.2.4 draws them; the document's own examples name them only.
class BodiesTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 2_000);
    private static final Binary AUX = Binary.ofHex("0000 0400 0000 0000");
    private static final String AUX_HEX = "08000000 0000040000000000";

    static Stream<Arguments> bodies() {
        return Stream.concat(mailboxBodies(), AddressBookBodies.all());
    }

    private static Stream<Arguments> mailboxBodies() {
        return Stream.of(
                body("Connect request", "2F6F3D4100 01000000 E4040000 09040000 07040000" + AUX_HEX,
                        new Connect.Request("/o=A", 1, 1252, 0x409, 0x407, AUX),
                        Connect.Request::read, Connect.Request::toByteArray),
                body("Connect response",
                        "00000000 00000000 60EA0000 06000000 10270000 2F6F00 C5004200 0000"
                                + AUX_HEX,
                        new Connect.Response(0, 60_000, 6, 10_000, "/o", "ÅB", AUX),
                        Connect::readResponse, ResponseBody::toByteArray),
                body("Execute request", "03000000 03000000 010203 08000100 00000000",
                        new Execute.Request(3, Binary.of(new byte[]{1, 2, 3}), 0x10008,
                                Binary.EMPTY),
                        Execute.Request::read, Execute.Request::toByteArray),
                body("Execute response", "00000000 B6040000 00000000 01000000 FF" + AUX_HEX,
                        new Execute.Response(0x4B6, Binary.of((byte) 0xFF), AUX),
                        Execute::readResponse, ResponseBody::toByteArray),
                body("Disconnect request", AUX_HEX, new Disconnect.Request(AUX),
                        Disconnect.Request::read, Disconnect.Request::toByteArray),
                body("Disconnect response", "00000000 05000780 00000000",
                        new Disconnect.Response(0x80070005, Binary.EMPTY),
                        Disconnect::readResponse, ResponseBody::toByteArray),
                body("NotificationWait request", "00000000" + AUX_HEX,
                        new NotificationWait.Request(0, AUX), NotificationWait.Request::read,
                        NotificationWait.Request::toByteArray),
                body("NotificationWait response", "00000000 00000000 01000000 00000000",
                        new NotificationWait.Response(0, true, Binary.EMPTY),
                        NotificationWait::readResponse, ResponseBody::toByteArray),
                body("GetMailboxUrl request", "00000000 2F006F00 0000" + AUX_HEX,
                        new GetUrl.Request(0, "/o", AUX), GetUrl.Request::read,
                        GetUrl.Request::toByteArray),
                body("GetMailboxUrl response", "00000000 00000000 68003A00 0000 00000000",
                        new GetUrl.Response(0, "h:", Binary.EMPTY), GetUrl::readResponse,
                        ResponseBody::toByteArray),
                body("failure response", "BB060000" + AUX_HEX,
                        new ResponseBody.Failure(0x6BB, AUX), NotificationWait::readResponse,
                        ResponseBody::toByteArray));
    }

    static <T, R extends T> Arguments body(String name, String hex, R value,
            Function<ByteReader, T> read, Function<T, byte[]> write) {
        return Arguments.of(name, Binary.ofHex(hex), value, read, write);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    <T> void readsAndWrites(String name, Binary bytes, T value, Function<ByteReader, T> read,
            Function<T, byte[]> write) {
        assertThat(read.apply(bytes.reader())).as(name).isEqualTo(value);
        assertThat(Binary.wrap(write.apply(value))).as(name).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    <T> void refusesEveryTruncationAndWhatIsLeftOver(String name, Binary bytes, T value,
            Function<ByteReader, T> read, Function<T, byte[]> write) {
        for (int length = 0; length < bytes.length(); length++) {
            Binary cut = bytes.slice(0, length);
            assertThatThrownBy(() -> read.apply(cut.reader())).as("%s of %s", length, name)
                    .isInstanceOf(MalformedDataException.class);
        }
        byte[] longer = Arrays.copyOf(bytes.toByteArray(), bytes.length() + 1);
        assertThatThrownBy(() -> read.apply(new ByteReader(longer)))
                .isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    <T> void mutationsAreReadOrMalformed(String name, Binary bytes, T value,
            Function<ByteReader, T> read, Function<T, byte[]> write) {
        Random random = new Random(name.hashCode());
        for (int run = 0; run < RUNS; run++) {
            byte[] mutated = bytes.toByteArray();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                T changed = read.apply(new ByteReader(mutated));
                // Bytes that are no character of the code page become its question mark.
                byte[] written = write.apply(changed);
                assertThat(write.apply(read.apply(new ByteReader(written)))).isEqualTo(written);
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).isNotBlank().isNotEqualTo("null");
            }
        }
    }

    @Test
    void auxiliaryBlocksAreReadAndUnknownOnesKept() {
        Binary buffer = Binary.ofHex("0000 0400 0D00 0D00 0800 01 17 03000000 0500 02 FF 07");
        List<AuxiliaryBlock> blocks = AuxiliaryBlock.readAll(buffer);
        assertThat(blocks).containsExactly(
                AuxiliaryBlock.ofFlags(AuxiliaryBlock.ORGANIZATION_INFO, 3),
                new AuxiliaryBlock(2, 0xFF, Binary.of((byte) 7)));
        assertThat(AuxiliaryBlock.buffer(blocks)).isEqualTo(buffer);
        assertThat(AuxiliaryBlock.readAll(Binary.EMPTY)).isEmpty();
        assertThatThrownBy(() -> AuxiliaryBlock.readAll(
                Binary.ofHex("0000 0400 0500 0500 0300 01 17 00")))
                .isInstanceOf(MalformedDataException.class);
    }

    /// MS-OXCRPC §2.2.2.2.4.
    @Test
    void aClientSaysThatItWorksOnACopy() {
        byte[] info = new byte[28];
        AuxiliaryBlock block = new AuxiliaryBlock(1, AuxiliaryBlock.CLIENT_INFO,
                Binary.wrap(info.clone()));
        assertThat(block.saysCached()).isFalse();
        info[24] = 2;
        assertThat(new AuxiliaryBlock(1, AuxiliaryBlock.CLIENT_INFO, Binary.wrap(info))
                .saysCached()).isTrue();
        assertThat(new AuxiliaryBlock(2, AuxiliaryBlock.CLIENT_INFO, Binary.wrap(info))
                .saysCached()).isFalse();
    }

    @Test
    void aBufferThatClaimsTooMuchIsMalformed() {
        assertThatThrownBy(() -> Execute.Request.read(Binary.ofHex("00000000 FFFFFF7F").reader()))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> Disconnect.Request.read(
                new ByteReader(new Disconnect.Request(Binary.wrap(new byte[0x1009]))
                        .toByteArray())))
                .isInstanceOf(MalformedDataException.class);
    }

    /// Some clients write a size before each entry id, as arrays of binary values have.
    @Test
    void entryIdsOfModLinkAttAreReadWithTheirSizesToo() {
        String permanent = "00000000 DCA740C8C042101AB4B908002B2FE182 01000000 00000000 2F6F00";
        String ephemeral = "87000000 04030201 0605 0807 090A0B0C0D0E0F10 01000000 00000000"
                + "01100000";
        ModLinkAtt.Request read = ModLinkAtt.Request.read(Binary.ofHex("01000000 0D000980 01100000"
                + "FF 03000000 1F000000" + permanent + "20000000" + ephemeral + permanent
                + "00000000").reader());
        assertThat(read.entryIds()).containsExactly(Binary.ofHex(permanent),
                Binary.ofHex(ephemeral), Binary.ofHex(permanent));
    }

    @Test
    void readsAStreamWithKeepAlivesAndAdditionalHeaders() throws IOException {
        byte[] stream = ("PROCESSING\r\nPENDING\r\nPENDING\r\nDONE\r\n"
                + "X-ResponseCode: 0\r\nX-ElapsedTime:120\r\n\r\nbody\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ResponseStream read = ResponseStream.read(new ByteArrayInputStream(stream));
        assertThat(read.metaTags()).containsExactly(ResponseStream.MetaTag.PROCESSING,
                ResponseStream.MetaTag.PENDING, ResponseStream.MetaTag.PENDING,
                ResponseStream.MetaTag.DONE);
        assertThat(read.headers()).containsEntry("x-responsecode", "0")
                .containsEntry("X-ElapsedTime", "120").hasSize(2);
        assertThat(new String(read.body(), StandardCharsets.ISO_8859_1)).isEqualTo("body\r\n");
    }

    @Test
    void refusesAStreamThatEndsBeforeItsHeadersDo() {
        byte[] stream = ResponseStream.ending(Map.of("X-ElapsedTime", "1"), new byte[0]);
        for (int length = 0; length < stream.length; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            assertThatThrownBy(() -> ResponseStream.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void responseCodesAndRequestTypesAreThoseOfTheDocument() {
        assertThat(ResponseCode.values()).hasSize(19);
        assertThat(ResponseCode.INVALID_CONTEXT_COOKIE.number()).isEqualTo(6);
        assertThat(ResponseCode.CONTEXT_NOT_FOUND.number()).isEqualTo(10);
        assertThat(ResponseCode.INVALID_SEQUENCE.number()).isEqualTo(15);
        assertThat(ResponseCode.of(18)).isEqualTo(ResponseCode.ENDPOINT_SHUTTING_DOWN);
        assertThat(RequestType.values()).hasSize(24);
        assertThat(RequestType.find("ping")).isEqualTo(RequestType.PING);
        assertThat(RequestType.find("Nothing")).isNull();
        assertThat(RequestType.PING.isOf(RequestType.Endpoint.ADDRESS_BOOK)).isTrue();
        assertThat(RequestType.BIND.isOf(RequestType.Endpoint.MAILBOX)).isFalse();
    }
}
