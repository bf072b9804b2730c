package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.server.control.TextTerminal;

/// Mailboxes on the telephone, as an administrator types it.
class UmCommandTest {
    @TempDir
    Path directory;

    private String shown = "";

    private int rialto(String input, String... arguments) {
        TextTerminal terminal = new TextTerminal(input);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(directory.resolve("home").toString());
        int code = CommandLines.execute(all.toArray(String[]::new), terminal, null);
        shown = terminal.outText() + terminal.errText();
        return code;
    }

    private void done(String... arguments) {
        assertThat(rialto("", arguments)).as("%s", shown).isZero();
    }

    private void refused(String input, String... arguments) {
        assertThat(rialto(input, arguments)).as("%s", shown).isNotZero();
        assertThat(shown).doesNotContain("unexpected failure");
    }

    @BeforeEach
    void home() {
        done("init", "--domain", "example.org", "--no-administrator");
        done("user", "add", "ann");
        done("user", "add", "bob");
    }

    @Test
    void mailboxesComeOnTheTelephoneAndOff() {
        refused("", "um", "enable", "ann");
        assertThat(shown).contains("--extension");
        done("um", "enable", "ann", "--extension", "5501");
        assertThat(shown).containsPattern("extension 5501, PIN [0-9]{8}\n");
        refused("", "um", "enable", "bob", "--extension", "5501");
        assertThat(shown).contains("ann@example.org already");
        done("um", "status", "ann");
        assertThat(shown).containsPattern("enabled +true").contains("to be changed");
        done("um", "disable", "ann");
        done("um", "status", "ann", "--json");
        assertThat(shown).contains("\"enabled\" : false", "\"extension\" : \"5501\"");
        done("um", "enable", "ann");
        assertThat(shown).doesNotContain("PIN");
    }

    @Test
    void pinsAreSetByTheirPolicy() {
        done("user", "set", "ann", "--extension", "5501");
        assertThat(rialto("135791\n", "user", "set", "ann", "--pin-stdin")).isZero();
        done("um", "status", "ann");
        assertThat(shown).containsPattern("pin +set");
        refused("123456\n", "user", "set", "ann", "--pin-stdin");
        assertThat(shown).contains("too easy");
        refused("12\n", "um", "pin", "ann", "--pin-stdin");
        refused("\n", "um", "pin", "ann", "--pin-stdin");
        done("um", "reset-pin", "ann");
        assertThat(shown).matches("[0-9]{8}\n");
        refused("", "user", "set", "ann", "--um", "maybe");
        done("user", "set", "ann", "--um", "off");
        done("um", "status", "ann");
        assertThat(shown).containsPattern("enabled +false");
        refused("", "group", "add", "team", "--extension", "5502");
        refused("", "user", "set", "bob", "--extension", "55o2");
    }

    @Test
    void greetingsGoInAndOut() throws Exception {
        Path sound = directory.resolve("hello.wav");
        byte[] bytes = "RIFF\0\0\0\0WAVEfmt and so on".getBytes(
                java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(sound, bytes);
        done("um", "greeting", "set", "ann", "personal", sound.toString());
        done("um", "greeting", "list", "ann");
        assertThat(shown).containsPattern("personal +20").contains("audio/wav")
                .containsPattern("out-of-office +none");
        Path saved = directory.resolve("saved.wav");
        done("um", "greeting", "get", "ann", "personal", saved.toString());
        assertThat(saved).hasBinaryContent(bytes);
        refused("", "um", "greeting", "get", "ann", "personal", saved.toString());
        Path text = directory.resolve("hello.txt");
        Files.writeString(text, "Hello, this is Ann.");
        refused("", "um", "greeting", "set", "ann", "personal", text.toString());
        refused("", "um", "greeting", "set", "ann", "loud", sound.toString());
        done("um", "greeting", "remove", "ann", "personal");
        refused("", "um", "greeting", "get", "ann", "personal", text + "2");
    }
}
