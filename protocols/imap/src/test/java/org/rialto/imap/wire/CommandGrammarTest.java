package org.rialto.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Test;
import org.rialto.imap.CommandReading;

/// Command lines and what is understood of them: `src/test/resources/wire/commands.txt`.
class CommandGrammarTest {

    @TestFactory
    List<DynamicTest> understandsCommands() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        StringBuilder sent = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/wire/commands.txt"))) {
            if (line.startsWith("C: ")) {
                sent.append(line.substring(3)).append("\r\n");
            } else if (line.startsWith("=> ")) {
                expected.add(line.substring(3));
            } else if (line.isBlank() && !sent.isEmpty()) {
                String input = sent.toString();
                List<String> answer = List.copyOf(expected);
                tests.add(DynamicTest.dynamicTest(input.strip(),
                        () -> assertThat(CommandReading.of(input)).isEqualTo(answer)));
                sent.setLength(0);
                expected.clear();
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        assertThat(sent).isEmpty();
        return tests;
    }

    @Test
    void refusesALiteralThatIsTooBigWithoutAskingForIt() {
        assertThat(CommandReading.of("a LOGIN {10000000000}\r\nb NOOP\r\n"))
                .containsExactly("NO The literal is too big here", "NOOP");
    }

    @Test
    void throwsAwayARefusedNonSynchronizingLiteral() {
        String literal = "x NOOP\r\n".repeat(500);
        assertThat(CommandReading
                .of("a LOGIN {" + literal.length() + "+}\r\n" + literal + " b\r\nb NOOP\r\n"))
                .containsExactly("NO The literal is too big here", "NOOP");
    }

    @Test
    void endsTheConnectionOnAHugeNonSynchronizingLiteral() {
        assertThat(CommandReading.of("a LOGIN {10000000000+}\r\nb NOOP\r\n"))
                .containsExactly("NO The literal is too big here", "BYE The literal is too big");
    }

    @Test
    void endsTheConnectionOnALineThatDoesNotEnd() {
        assertThat(CommandReading.of("a NOOP" + " ".repeat(20_000)))
                .containsExactly("BYE The command line does not end");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(CommandReading.of("a SEARCH " + "(".repeat(3000) + "ALL\r\nb NOOP\r\n"))
                .hasSize(2).first().asString().contains("nested too deeply");
        assertThat(CommandReading.of("a SEARCH " + "NOT ".repeat(900) + "ALL\r\nb NOOP\r\n"))
                .hasSize(2).first().asString().contains("nested too deeply");
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] line = "a LOGIN \"\u00e4\" b\r\nb NOOP\r\n"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(CommandReading.of(line)).hasSize(2).first().asString()
                .contains("not valid UTF-8");
    }

    @Test
    void reportsAnEarlyEndOfTheConnectionWithinAMessage() {
        assertThat(CommandReading.of("a APPEND INBOX {10}\r\n12345")).containsExactly("EOF");
    }
}
