package org.rialto.mapihttp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

/// Whatever bytes come, reading them gives records or a [MalformedDataException].
class BodiesFuzzTest {
    /// Each reads a request and writes it again.
    private static final List<Function<ByteReader, byte[]>> REQUESTS = List.of(
            in -> Bind.Request.read(in).toByteArray(), in -> Unbind.Request.read(in).toByteArray(),
            in -> CompareMIds.Request.read(in).toByteArray(),
            in -> DNToMId.Request.read(in).toByteArray(),
            in -> GetMatches.Request.read(in).toByteArray(),
            in -> GetPropList.Request.read(in).toByteArray(),
            in -> GetProps.Request.read(in).toByteArray(),
            in -> GetSpecialTable.Request.read(in).toByteArray(),
            in -> GetTemplateInfo.Request.read(in).toByteArray(),
            in -> ModLinkAtt.Request.read(in).toByteArray(),
            in -> ModProps.Request.read(in).toByteArray(),
            in -> QueryColumns.Request.read(in).toByteArray(),
            in -> QueryRows.Request.read(in).toByteArray(),
            in -> ResolveNames.Request.read(in).toByteArray(),
            in -> ResortRestriction.Request.read(in).toByteArray(),
            in -> SeekEntries.Request.read(in).toByteArray(),
            in -> UpdateStat.Request.read(in).toByteArray());

    static Stream<byte[]> auxiliaryBuffers() {
        return Stream.of(AuxiliaryBlock.buffer(java.util.List.of(
                AuxiliaryBlock.ofFlags(AuxiliaryBlock.ORGANIZATION_INFO, 1),
                new AuxiliaryBlock(1, AuxiliaryBlock.CLIENT_INFO, Binary.wrap(new byte[28]))))
                .toByteArray());
    }

    @MethodSource
    @FuzzTest
    void auxiliaryBuffers(byte[] input) {
        try {
            AuxiliaryBlock.readAll(Binary.wrap(input)).forEach(AuxiliaryBlock::saysCached);
        } catch (MalformedDataException _) {
            // As it should.
        }
    }

    static Stream<byte[]> requests() {
        return Stream.of(
                new Connect.Request("/o=A", 0, 1252, 0x409, 0x409, Binary.EMPTY).toByteArray(),
                new Execute.Request(3, Binary.ofHex("0000040002000200 0200"), 0x8008, Binary.EMPTY)
                        .toByteArray(),
                new Disconnect.Request(Binary.EMPTY).toByteArray(),
                new GetUrl.Request(0, "/o=A", Binary.EMPTY).toByteArray(),
                new NotificationWait.Request(0, Binary.EMPTY).toByteArray());
    }

    @MethodSource
    @FuzzTest
    void requests(byte[] input) {
        try {
            GetUrl.Request read = GetUrl.Request.read(new ByteReader(input));
            assertThat(read.toByteArray()).isEqualTo(input);
        } catch (MalformedDataException _) {
            // As it should.
        }
        try {
            Connect.Request read = Connect.Request.read(new ByteReader(input));
            assertThat(read.toByteArray()).isEqualTo(input);
        } catch (MalformedDataException _) {
            // As it should.
        }
        try {
            Execute.Request read = Execute.Request.read(new ByteReader(input));
            assertThat(read.toByteArray()).isEqualTo(input);
        } catch (MalformedDataException _) {
            // As it should.
        }
        try {
            NotificationWait.Request read = NotificationWait.Request.read(new ByteReader(input));
            assertThat(read.toByteArray()).isEqualTo(input);
        } catch (MalformedDataException _) {
            // As it should.
        }
    }

    static Stream<byte[]> addressBook() {
        return AddressBookBodies.all()
                .map(arguments -> ((Binary) arguments.get()[1]).toByteArray());
    }

    @MethodSource
    @FuzzTest
    void addressBook(byte[] input) {
        for (Function<ByteReader, byte[]> request : REQUESTS) {
            try {
                byte[] written = request.apply(new ByteReader(input));
                assertThat(request.apply(new ByteReader(written))).isEqualTo(written);
            } catch (MalformedDataException _) {
                // As it should.
            }
        }
    }

    static Stream<byte[]> responseStream() {
        return Stream
                .of("PROCESSING\r\nPENDING\r\nDONE\r\nX-ElapsedTime: 1\r\n\r\nbody",
                        "DONE\r\n\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource
    @FuzzTest
    void responseStream(byte[] input) throws IOException {
        try {
            ResponseStream read = ResponseStream.read(new ByteArrayInputStream(input));
            assertThat(read.metaTags()).endsWith(ResponseStream.MetaTag.DONE);
        } catch (MalformedDataException _) {
            // As it should.
        }
    }
}
