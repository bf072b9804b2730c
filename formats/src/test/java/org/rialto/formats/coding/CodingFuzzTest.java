package org.rialto.formats.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.formats.Mutations;

class CodingFuzzTest {
    // Whatever the pieces in which a stream is read, its bytes are the same.
    static void decode(byte[] bytes) {
        try {
            byte[] quoted = new QuotedPrintableInputStream(new ByteArrayInputStream(bytes))
                    .readAllBytes();
            assertThat(single(new QuotedPrintableInputStream(new ByteArrayInputStream(bytes))))
                    .isEqualTo(quoted);
            byte[] base64 = new Base64InputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            assertThat(single(new Base64InputStream(new ByteArrayInputStream(bytes))))
                    .isEqualTo(base64);
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            QuotedPrintableOutputStream encoder = new QuotedPrintableOutputStream(encoded, true);
            encoder.write(bytes);
            encoder.finish();
            assertThat(new QuotedPrintableInputStream(
                    new ByteArrayInputStream(encoded.toByteArray())).readAllBytes())
                    .isEqualTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] single(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            out.write(b);
        }
        return out.toByteArray();
    }

    @Test
    void mutatedContentIsDecoded() {
        Mutations.run(List.of("a=3D=\r\nb \t\r\nc=", "SGVsbG8gd29ybGQ=\r\n"),
                List.of("=", "=\r\n", " ", "\t", "\r", "\n", "==", "\u0000", "\u00ff", "=4"),
                CodingFuzzTest::decode);
    }

    @FuzzTest
    void content(byte[] bytes) { decode(bytes); }
}
