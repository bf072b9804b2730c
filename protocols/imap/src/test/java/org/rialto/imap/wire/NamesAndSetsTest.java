package org.rialto.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mailbox names, patterns, number sets and the writer of responses.
class NamesAndSetsTest {

    @ParameterizedTest
    @CsvSource({"Entwürfe,Entw&APw-rfe", "a&b,a&-b", "😀,&2D3eAA-"})
    void encodesNames(String name, String encoded) {
        assertThat(ModifiedUtf7.encode(name)).isEqualTo(encoded);
        assertThat(ModifiedUtf7.decode(encoded)).isEqualTo(name);
    }

    @Test
    void encodesTheExampleOfRfc3501() {
        assertThat(ModifiedUtf7.encode("~peter/mail/台北/日本語"))
                .isEqualTo("~peter/mail/&U,BTFw-/&ZeVnLIqe-");
        assertThat(ModifiedUtf7.decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-"))
                .isEqualTo("~peter/mail/台北/日本語");
    }

    @ParameterizedTest
    @CsvSource({"a&b", "&", "&AP", "&AGE-", "&2D0-", "&3gA-", "&====-", "&AP8A-", "'&APx,-'"})
    void refusesNamesThatAreNotModifiedUtf7(String text) {
        assertThat(ModifiedUtf7.decode(text)).isNull();
    }

    @Test
    void everyNameSurvivesTheEncoding() {
        Random random = new Random(7);
        for (int run = 0; run < 5_000; run++) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                int point = switch (random.nextInt(3)) {
                    case 0 -> 0x20 + random.nextInt(0x5F);
                    case 1 -> 0xA0 + random.nextInt(0xD000 - 0xA0);
                    default -> 0x10000 + random.nextInt(0x1000);
                };
                name.appendCodePoint(point);
            }
            assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(name.toString())))
                    .isEqualTo(name.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"*,a/b,true", "%,a/b,false", "%,a,true", "a/%,a/b,true", "a/%,a/b/c,false",
            "a*c,a/b/c,true", "inbox,INBOX,true", "inbox/%,INBOX/x,true", "INBOX,inboxes,false",
            "%/%,a/b,true", "'',a,false", "a,a,true", "a,ab,false", "*%*%*,x/y,true", "%b,ab,true"})
    void matchesPatterns(String pattern, String name, boolean expected) {
        assertThat(new ListPattern(pattern).matches(name)).isEqualTo(expected);
    }

    @Test
    void matchesHostilePatternsQuickly() {
        ListPattern pattern = new ListPattern("*a".repeat(500) + "b");
        assertThat(pattern.matches("a".repeat(2000))).isFalse();
    }

    @Test
    void knowsWhetherChildrenMayMatch() {
        assertThat(new ListPattern("a/%/c").mayMatchBelow("a/x")).isTrue();
        assertThat(new ListPattern("a/%").mayMatchBelow("a/x")).isFalse();
        assertThat(new ListPattern("%").mayMatchBelow("a")).isFalse();
        assertThat(new ListPattern("*").mayMatchBelow("a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"1:*;10;1:10", "5:*;3;3:5", "*;7;7", "3,1,2;9;1:3",
            "4:2;9;2:4", "1,1:3,2:8,10;99;1:8,10", "*:2;9;2:9", "1:*;0;''", "7;0;7"})
    void resolvesSequenceSets(String written, long largest, String expected) throws IOException {
        ImapReader in = reader(written + "\r\n");
        assertThat(SequenceSet.read(in).resolve(largest)).hasToString(expected);
        in.endOfCommand();
    }

    @Test
    void numberSetsKnowTheirMembers() {
        NumberSet set = NumberSet.of(1, 2, 3, 7, 9, 10);
        assertThat(set).hasToString("1:3,7,9:10");
        assertThat(set.size()).isEqualTo(6);
        for (long number = 0; number < 12; number++) {
            assertThat(set.contains(number)).isEqualTo(
                    number >= 1 && number <= 3 || number == 7 || number == 9 || number == 10);
        }
        assertThat(NumberSet.EMPTY.contains(1)).isFalse();
    }

    @Test
    void writesStringsAsTheGrammarAllows() throws IOException {
        assertThat(written(out -> out.string("a \"b\" \\c"))).isEqualTo("\"a \\\"b\\\" \\\\c\"");
        assertThat(written(out -> out.string("a\r\nb"))).isEqualTo("{4}\r\na\r\nb");
        assertThat(written(out -> out.string("ü"))).isEqualTo("{2}\r\nü");
        assertThat(written(out -> {
            out.useUtf8();
            out.string("ü").mailbox("Entwürfe");
        })).isEqualTo("\"ü\"\"Entwürfe\"");
        assertThat(written(out -> out.mailbox("Entwürfe").mailbox("INBOX")))
                .isEqualTo("\"Entw&APw-rfe\"INBOX");
        assertThat(written(out -> out.nstring(null).nstring(""))).isEqualTo("NIL\"\"");
        assertThat(written(out -> out.string("x".repeat(50_000))))
                .isEqualTo("{50000}\r\n" + "x".repeat(50_000));
    }

    @Test
    void writesNumbersAndDates() throws IOException {
        for (long value : new long[]{0, 9, 10, 99, 100, 4294967295L, Long.MAX_VALUE}) {
            assertThat(written(out -> out.number(value))).isEqualTo(Long.toString(value));
        }
        assertThat(written(out -> out.dateTime(760_686_745_000L)))
                .isEqualTo("\"08-Feb-1994 05:52:25 +0000\"");
        assertThat(written(out -> out.numbers(NumberSet.of(1, 2, 5)))).isEqualTo("1:2,5");
    }

    @Test
    void keepsTheOrderOfSmallAndLargeWrites() throws IOException {
        String large = "y".repeat(20_000);
        assertThat(written(out -> {
            for (int i = 0; i < 10; i++) {
                out.text("a").bytes(large.getBytes(StandardCharsets.US_ASCII)).number(i);
            }
        })).hasSize(10 * 20_002).endsWith("y9").startsWith("ay");
    }

    private interface Writing {
        void write(ImapWriter out) throws IOException;
    }

    private static String written(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImapWriter out = new ImapWriter(bytes);
        writing.write(out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ImapReader reader(String text) throws IOException {
        ImapReader in = new ImapReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), () -> {},
                ImapLimits.DEFAULT);
        in.nextCommand();
        return in;
    }
}
