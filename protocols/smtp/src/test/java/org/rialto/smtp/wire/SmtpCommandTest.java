package org.rialto.smtp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;

class SmtpCommandTest {
    private static final List<Function<LineCursor, SmtpCommand>> READERS = List.of(
            EhloCommand::readEhlo, EhloCommand::readHelo, MailCommand::read, RcptCommand::read,
            BdatCommand::read, AuthCommand::read, SmtpCommand.Data::read, SmtpCommand.Vrfy::read,
            SmtpCommand.Expn::read, SmtpCommand.Noop::read, SmtpCommand.StartTls::read);

    private static LineCursor line(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return LineCursor.of(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            " FROM:<a@example.com>|<a@example.com>", " FROM:<>|<>",
            " from: <A.b+c@Example.com>|<A.b+c@Example.com>",
            " FROM:<@relay.example,@b.example:a@example.com>|<a@example.com>",
            " FROM:<\"a b\"@example.com>|<\"a b\"@example.com>",
            " FROM:<\"a>b\"@example.com>|<\"a>b\"@example.com>",
            " FROM:<\"ab\"@example.com>|<ab@example.com>",
            " FROM:<a..b.@example.com>|<\"a..b.\"@example.com>",
            " FROM:<a@[127.0.0.1]>|<a@[127.0.0.1]>",
            " FROM:<δοκιμή@παράδειγμα.gr>|<δοκιμή@παράδειγμα.gr>"})
    void readsReversePaths(String text, String expected) {
        assertThat(MailCommand.read(line(text)).reversePath().text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " FROM", " FROM:", " FROM:a@b", " FROM:<a@b", " FROM:<a>",
            " FROM:<@b>", " FROM:<a@b>x", " FROM:<a@b> =x", " FROM:<a@b> SIZE=",
            " FROM:<a@b> SIZE=1 size=2", " FROM:<a b@c>", " FROM:<\"a@b>", " TO:<a@b>",
            " FROM:<@a,@b a@b>", " FROM:<a@b..c>", " FROM:<a@b>\tX=\u0001", " FROM:<a@b\r>"})
    void rejectsMalformedMail(String text) {
        assertThatThrownBy(() -> MailCommand.read(line(text)))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void readsParameters() {
        MailCommand command = MailCommand.read(
                line(" FROM:<a@b> SIZE=123 body=8BITMIME SMTPUTF8 ENVID=QQ+2B314159 "));
        assertThat(command.parameters().values()).containsExactlyInAnyOrderEntriesOf(Map.of("SIZE",
                "123", "BODY", "8BITMIME", "SMTPUTF8", "", "ENVID", "QQ+2B314159"));
    }

    @Test
    void readsPostmasterWithoutDomain() {
        assertThat(RcptCommand.read(line(" TO:<PostMaster>")).recipient().postmaster()).isTrue();
    }

    @Test
    void rejectsAnEmptyRecipient() {
        assertThatThrownBy(() -> RcptCommand.read(line(" TO:<>")))
                .isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @CsvSource({"' 0',0,false", "' 86 LAST',86,true",
            "' 999999999999999999 last',999999999999999999,true"})
    void readsChunkSizes(String text, long size, boolean last) {
        assertThat(BdatCommand.read(line(text))).isEqualTo(new BdatCommand(size, last));
    }

    @Test
    void takesAChunkSizeBeyondAllNumbersForTheLargest() {
        assertThat(BdatCommand.read(line(" 9999999999999999999 LAST")))
                .isEqualTo(new BdatCommand(Long.MAX_VALUE, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " x", " -1", " 1LAST", " 1 LAST x", " 1 2", " +1"})
    void rejectsMalformedChunkSizes(String text) {
        assertThatThrownBy(() -> BdatCommand.read(line(text)))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void readsAuthWithAndWithoutInitialResponse() {
        assertThat(AuthCommand.read(line(" login")).initialResponse()).isEqualTo(Optional.empty());
        assertThat(AuthCommand.read(line(" PLAIN =")).initialResponse().orElseThrow()).isEmpty();
        AuthCommand plain = AuthCommand.read(line(" PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm"));
        assertThat(plain.initialResponse().orElseThrow()).asString(UTF_8)
                .isEqualTo("\0tim\0tanstaaftanstaaf");
        assertThat(plain).hasToString("AuthCommand[PLAIN]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " PLA.IN", " PLAIN x$", " PLAIN a b", " ABCDEFGHIJKLMNOPQRSTU"})
    void rejectsMalformedAuth(String text) {
        assertThatThrownBy(() -> AuthCommand.read(line(text)))
                .isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a b", " a(b)", " <x>", " a\u0000b", " a;b"})
    void rejectsClientNamesThatWouldSpoilReceived(String text) {
        assertThatThrownBy(() -> EhloCommand.readEhlo(line(text)))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void rejectsInvalidUtf8() {
        byte[] bytes = {' ', 'a', (byte) 0xC3, 'b'};
        assertThatThrownBy(() -> LineCursor.of(bytes, 0, bytes.length))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void decodesXtext() {
        assertThat(Xtext.decode("a+2Bb+3Dc")).isEqualTo("a+b=c");
        assertThat(Xtext.encode("a+b=c d")).isEqualTo("a+2Bb+3Dc+20d");
        assertThatThrownBy(() -> Xtext.decode("a+0D+0Ab"))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> Xtext.decode("a+2")).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aReplyIsNeverMoreThanItsLines() {
        SmtpReply reply = new SmtpReply(550, "5.1.1", List.of("one\r\n250 two", "three"));
        assertThat(new String(reply.write(), UTF_8))
                .isEqualTo("550-5.1.1 one  250 two\r\n550 5.1.1 three\r\n");
    }

    @FuzzTest
    void anyLineIsACommandOrMalformed(byte[] bytes) { readAll(bytes); }

    @Test
    void mutatedLinesAreCommandsOrMalformed() {
        List<String> seeds = List.of(" FROM:<@a,@b:\"x y\"@example.com> SIZE=1 BODY=8BITMIME",
                " TO:<a@[IPv6:::1]> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb", " 12 LAST",
                " PLAIN AGEAYg==", " mail.example.com", " FROM:<δ@π.gr> SMTPUTF8");
        Random random = new Random(2821);
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        for (int run = 0; run < runs; run++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readAll(bytes);
        }
    }

    private static void readAll(byte[] bytes) {
        for (Function<LineCursor, SmtpCommand> reader : READERS) {
            try {
                SmtpCommand command = reader.apply(LineCursor.of(bytes, 0, bytes.length));
                assertThat(command.toString()).doesNotContain("\r", "\n");
                if (command instanceof MailCommand mail) {
                    String text = " FROM:" + mail.reversePath().text();
                    assertThat(MailCommand.read(line(text)).reversePath())
                            .isEqualTo(mail.reversePath());
                }
            } catch (MalformedDataException e) {
                assertThat(e.position()).isNotNegative();
            }
        }
    }
}
