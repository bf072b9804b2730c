package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.directory.SmtpAddress;

/// [ReturnPath]: written on top, taken out wherever else it is in a header.
final class ReturnPathTest {
    @Test
    void writesThePathAndTheNullPath() {
        assertThat(ReturnPath.field(SmtpAddress.parse("ann@there.example")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("Return-Path: <ann@there.example>\r\n");
        assertThat(ReturnPath.field(SmtpAddress.parse("jürgen@there.example")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("Return-Path: <jürgen@there.example>\r\n");
        assertThat(ReturnPath.field(null)).asString(StandardCharsets.UTF_8)
                .isEqualTo("Return-Path: <>\r\n");
    }

    /// `~` is CR LF, `^` a bare CR, `/` a bare LF.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, value = {
            "Return-Path: <a>~A: b~~C|A: b~~C",
            "A: b~RETURN-path:<a>~~C|A: b~~C",
            "A: b~Return-Path: <a>~\t(more)~ and more~B: c~~C|A: b~B: c~~C",
            "Return-Path \t: <a>~Return-Path: <b>~~C|~C",
            "Return-Path: <a>/A: b//Return-Path: <b>|A: b//Return-Path: <b>",
            "A: b~~Return-Path: <b>~|A: b~~Return-Path: <b>~",
            "~Return-Path: <b>~|~Return-Path: <b>~",
            "Return-Paths: <a>~X-Return-Path: <a>~ Return-Path: <a>~~|"
                    + "Return-Paths: <a>~X-Return-Path: <a>~ Return-Path: <a>~~",
            "^eturn-path: a~~C|^eturn-path: a~~C",
            "^Return-Path: a~~C|^Return-Path: a~~C",
            "Return-Path        : far away~~C|Return-Path        : far away~~C",
            "Return-Path|Return-Path",
            "A: b~^|A: b~^",
            "Return-Path~~C|Return-Path~~C"})
    void takesOutWhatAMessageCameWithHoweverItIsCut(String message, String expected) {
        byte[] bytes = bytes(message);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ReturnPath filter = new ReturnPath(out::write);
                filter.write(bytes, 0, first);
                filter.write(bytes, first, second - first);
                filter.write(bytes, second, bytes.length - second);
                filter.finish();
                assertThat(out.toByteArray()).as("cut at %d and %d", first, second)
                        .isEqualTo(bytes(expected));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.replace("~", "\r\n").replace('^', '\r').replace('/', '\n')
                .getBytes(StandardCharsets.UTF_8);
    }
}
