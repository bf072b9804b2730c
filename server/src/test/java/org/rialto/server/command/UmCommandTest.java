package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mailboxes on the telephone, as an administrator types it.
class UmCommandTest {
    @TempDir
    Path directory;

    private StoppedHome home;

    @BeforeEach
    void home() {
        home = new StoppedHome(directory.resolve("home"));
        home.done("user", "add", "ann");
        home.done("user", "add", "bob");
    }

    @Test
    void mailboxesComeOnTheTelephoneAndOff() {
        home.refused("", "um", "enable", "ann");
        assertThat(home.shown()).contains("--extension");
        home.done("um", "enable", "ann", "--extension", "5501");
        assertThat(home.shown()).containsPattern("extension 5501, PIN [0-9]{8}\n");
        home.refused("", "um", "enable", "bob", "--extension", "5501");
        assertThat(home.shown()).contains("ann@example.org already");
        home.done("um", "status", "ann");
        assertThat(home.shown()).containsPattern("enabled +true").contains("to be changed");
        home.done("um", "disable", "ann");
        home.done("um", "status", "ann", "--json");
        assertThat(home.shown()).contains("\"enabled\" : false", "\"extension\" : \"5501\"");
        home.done("um", "enable", "ann");
        assertThat(home.shown()).doesNotContain("PIN");
    }

    @Test
    void pinsAreSetByTheirPolicy() {
        home.done("user", "set", "ann", "--extension", "5501");
        assertThat(home.rialto("135791\n", "user", "set", "ann", "--pin-stdin")).isZero();
        home.done("um", "status", "ann");
        assertThat(home.shown()).containsPattern("pin +set");
        home.refused("123456\n", "user", "set", "ann", "--pin-stdin");
        assertThat(home.shown()).contains("too easy");
        home.refused("12\n", "um", "pin", "ann", "--pin-stdin");
        home.refused("\n", "um", "pin", "ann", "--pin-stdin");
        home.done("um", "reset-pin", "ann");
        assertThat(home.shown()).matches("[0-9]{8}\n");
        home.refused("", "user", "set", "ann", "--um", "maybe");
        home.done("user", "set", "ann", "--um", "off");
        home.done("um", "status", "ann");
        assertThat(home.shown()).containsPattern("enabled +false");
        home.refused("", "group", "add", "team", "--extension", "5502");
        home.refused("", "user", "set", "bob", "--extension", "55o2");
    }

    @Test
    void greetingsGoInAndOut() throws Exception {
        Path sound = directory.resolve("hello.wav");
        byte[] bytes = "RIFF\0\0\0\0WAVEfmt and so on".getBytes(
                java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(sound, bytes);
        home.done("um", "greeting", "set", "ann", "personal", sound.toString());
        home.done("um", "greeting", "list", "ann");
        assertThat(home.shown()).containsPattern("personal +20").contains("audio/wav")
                .containsPattern("out-of-office +none");
        Path saved = directory.resolve("saved.wav");
        home.done("um", "greeting", "get", "ann", "personal", saved.toString());
        assertThat(saved).hasBinaryContent(bytes);
        home.refused("", "um", "greeting", "get", "ann", "personal", saved.toString());
        Path text = directory.resolve("hello.txt");
        Files.writeString(text, "Hello, this is Ann.");
        home.refused("", "um", "greeting", "set", "ann", "personal", text.toString());
        home.refused("", "um", "greeting", "set", "ann", "loud", sound.toString());
        home.done("um", "greeting", "remove", "ann", "personal");
        home.refused("", "um", "greeting", "get", "ann", "personal", text + "2");
    }

    @Test
    void callsAreForwardedAsToldAndItIsKept() {
        home.done("um", "forwarding", "ann");
        assertThat(home.shown()).containsPattern("immediate +none")
                .containsPattern("busy +voicemail");
        home.done("um", "forwarding", "ann", "--immediate", "bob@example.org", "--after", "15",
                "--ring-also", "+49 30 1234567, 5502", "--busy", "none");
        home.done("um", "forwarding", "ann", "--json");
        assertThat(home.shown()).contains("\"immediate\" : \"bob@example.org\"",
                "\"after\" : \"15 s\"", "\"busy\" : \"none\"",
                "\"ringAlso\" : \"+49 30 1234567, 5502\"");
        home.done("um", "forwarding", "ann", "--immediate", "none", "--ring-also", "");
        assertThat(home.shown()).containsPattern("immediate +none").containsPattern("after +15 s");
        home.refused("", "um", "forwarding", "ann", "--after", "1000");
        home.done("sip", "registrations");
    }

    @Test
    void rulesOfCallAnsweringAreShownAndReplaced() throws Exception {
        Path file = directory.resolve("rules.toml");
        Files.writeString(file, "[[rule]]\nname = \"all\"\ngreeting = \"Not today.\"\n");
        home.done("um", "rules", "ann", file.toString());
        assertThat(home.shown()).contains("1 call-answering rule now");
        home.done("um", "rules", "ann");
        assertThat(home.shown()).isEqualTo(Files.readString(file));
        Files.writeString(file, "[[rule]]\nnome = \"all\"\n");
        home.refused("", "um", "rules", "ann", file.toString());
        assertThat(home.shown()).contains("name: is missing");
        home.refused("", "um", "rules", "ann", file.toString(), "--remove");
        home.refused("", "um", "rules", "ann", directory.resolve("nowhere").toString());
        home.done("um", "rules", "ann", "--remove");
        home.done("um", "rules", "ann");
        assertThat(home.shown()).isEmpty();
    }
}
