package org.rialto.mapihttp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

/// Whatever bytes come, reading them gives records or a [MalformedDataException].
class BodiesFuzzTest {
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
