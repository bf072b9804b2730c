package org.rialto.transport.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.transport.EnhancedStatus;

class SmtpReplyTest {
    @Test
    void readsAReplyOfOneLine() {
        SmtpReply reply = SmtpReply.parse(List.of("250 OK"));
        assertThat(reply.code()).isEqualTo(250);
        assertThat(reply.lines()).containsExactly("OK");
        assertThat(reply.status()).isNull();
    }

    @Test
    void readsACodeAlone() {
        assertThat(SmtpReply.parse(List.of("354")).lines()).containsExactly("");
    }

    @Test
    void takesTheEnhancedStatusOffEachLine() {
        SmtpReply reply = SmtpReply.parse(List.of("550-5.1.1 No such", "550 5.1.1 user here"));
        assertThat(reply.status()).isEqualTo(EnhancedStatus.BAD_MAILBOX);
        assertThat(reply.lines()).containsExactly("No such", "user here");
        assertThat(reply).hasToString("550 5.1.1 No such user here");
    }

    @Test
    void ignoresAnEnhancedStatusOfAnotherClassThanTheCode() {
        assertThat(SmtpReply.parse(List.of("450 5.1.1 odd")).status()).isNull();
    }

    @Test
    void rejectsLinesThatDisagree() {
        for (List<String> lines : List.of(List.of("250-a", "251 b"), List.of("250 a", "250 b"),
                List.of("250-a"), List.<String>of(), List.of("25"), List.of("250x"),
                List.of("650 a"), List.of("abc"))) {
            assertThatThrownBy(() -> SmtpReply.parse(lines))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void showsNoControlCharacters() {
        assertThat(SmtpReply.parse(List.of("550 a\tb\u001b[1m\u0000c"))).hasToString(
                "550 a b [1m c");
    }

    @FuzzTest
    void anyBytesAreAReplyOrMalformed(byte[] bytes) {
        check(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void mutatedRepliesAreRepliesOrMalformed() {
        Random random = new Random(11);
        String seed = "250-mx.example\n250-SIZE 1000\n250-AUTH PLAIN LOGIN\n250 2.1.0 ok";
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        for (int run = 0; run < runs; run++) {
            StringBuilder text = new StringBuilder(seed);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) random.nextInt(130));
                    default -> text.setCharAt(at, (char) random.nextInt(130));
                }
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        List<String> lines = List.of(text.split("\r?\n", -1));
        SmtpReply reply;
        try {
            reply = SmtpReply.parse(lines);
        } catch (MalformedDataException e) {
            return;
        }
        assertThat(reply.toString().chars()).noneMatch(Character::isISOControl);
        assertThat(Capabilities.read(reply).sizeLimitBytes()).isNotNegative();
        assertThat(reply.statusOr(EnhancedStatus.PROTOCOL_ERROR)).isNotNull();
    }
}
