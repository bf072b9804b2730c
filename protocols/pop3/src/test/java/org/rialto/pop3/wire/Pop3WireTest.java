package org.rialto.pop3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;
import org.rialto.pop3.Pop3CommandTable;

class Pop3WireTest {
    private static CommandLine line(String text) { return CommandLine.read(text.getBytes(UTF_8)); }

    @Test
    void theTableHasEveryCommand() {
        Set<Class<?>> inTable = new HashSet<>();
        Pop3CommandTable.rows().forEach(row -> inTable.add(row.type()));
        assertThat(inTable).containsExactlyInAnyOrder(Pop3Command.class.getPermittedSubclasses());
    }

    @Test
    void takesAPasswordAsItIs() {
        assertThat(Pop3Command.Pass.read(line("PASS  a b ")).password()).isEqualTo(" a b ");
        assertThat(Pop3Command.Pass.read(line("pass é")).password()).isEqualTo("é");
        assertThat(line("PASS secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETR", "RETR x", "RETR -1", "RETR 1 2", "RETR 9999999999", "TOP 1",
            "TOP 1 -1", "DELE", "LIST 1 2", "UIDL x", "USER", "PASS", "STAT 1", "AUTH A !"})
    void rejectsMalformedCommands(String text) {
        CommandLine line = line(text);
        assertThatThrownBy(() -> Pop3CommandTable.rows().stream()
                .filter(row -> row.keyword().equals(line.keyword())).findFirst().orElseThrow()
                .reader().apply(line)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void stuffsDotsHoweverTheBytesArriveAndNeverEndsEarly() throws Exception {
        Random random = new Random(1939);
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        String alphabet = "..\r\n\r\n\nab";
        for (int run = 0; run < runs; run++) {
            byte[] message = new byte[random.nextInt(30)];
            for (int at = 0; at < message.length; at++) {
                message[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            int cut = random.nextInt(message.length + 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DotStuffer stuffer = new DotStuffer(out);
            stuffer.write(message, 0, cut);
            stuffer.write(message, cut, message.length - cut);
            stuffer.end();
            String sent = "\n" + out.toString(ISO_8859_1);
            assertThat(sent).endsWith("\n.\r\n");
            String content = sent.substring(0, sent.length() - 3);
            // No line, as clients split lines, is a lone dot.
            assertThat(("\n" + content).contains("\n.\n")).isFalse();
            assertThat(("\n" + content).contains("\n.\r\n")).isFalse();
            String received = content.replace("\n..", "\n.").substring(1);
            String text = new String(message, ISO_8859_1);
            assertThat(received).isEqualTo(
                    text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n");
        }
    }

    @Test
    void topEndsAfterItsLines() throws Exception {
        String message = "A: b\r\nC: d\r\n\r\none\r\ntwo\r\nthree";
        assertThat(top(message, 0)).isEqualTo("A: b\r\nC: d\r\n\r\n");
        assertThat(top(message, 2)).isEqualTo("A: b\r\nC: d\r\n\r\none\r\ntwo\r\n");
        assertThat(top(message, 9)).isEqualTo(message);
        assertThat(top("\r\nbody\r\nx", 1)).isEqualTo("\r\nbody\r\n");
    }

    private static String top(String message, int lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TopFilter filter = new TopFilter(out, lines);
        for (byte b : message.getBytes(ISO_8859_1)) {
            filter.write(b);
        }
        return out.toString(ISO_8859_1);
    }

    @Test
    void aReplyIsOneLine() {
        assertThat(Pop3Reply.error("SYS/TEMP", "a\r\n+OK b").line())
                .isEqualTo("-ERR [SYS/TEMP] a  +OK b\r\n");
    }

    @FuzzTest
    void anyLineIsACommandOrMalformed(byte[] bytes) { readAll(bytes); }

    @Test
    void mutatedLinesAreCommandsOrMalformed() {
        List<String> seeds = List.of("TOP 1 10", "AUTH PLAIN AGEAYg==", "USER a b", "LANG en");
        Random random = new Random(2449);
        int runs = Integer.getInteger("rialto.fuzz.runs", 20_000);
        for (int run = 0; run < runs; run++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readAll(bytes);
        }
    }

    private static void readAll(byte[] bytes) {
        try {
            CommandLine line = CommandLine.read(bytes);
            for (Pop3CommandTable.Row<?> row : Pop3CommandTable.rows()) {
                try {
                    assertThat(row.reader().apply(line)).isNotNull();
                } catch (MalformedDataException e) {
                    assertThat(e.position()).isNotNegative();
                }
            }
        } catch (MalformedDataException e) {
            assertThat(e.position()).isNotNegative();
        }
    }
}
