package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;

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
    void promptsAreListedReplacedAndRestored() throws Exception {
        assertThat(home.done("um", "prompts", "list"))
                .containsPattern("welcome +spoken +Welcome to your mailbox\\.")
                .containsPattern("hello +spoken each time +Hello, \\{0}\\.")
                .contains("menu.main.voice-mail.press");
        Path sound = directory.resolve("hello.wav");
        short[] samples = new short[8_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i % 200 * 100);
        }
        Files.write(sound, WavWriter.bytes(new Pcm(samples, 8_000), null));
        Path kept = directory.resolve("home/prompts/en/welcome.wav");
        assertThat(home.done("um", "prompt", "set", "welcome", sound.toString()))
                .contains("Welcome to your mailbox.", kept.toString());
        assertThat(kept).hasSameBinaryContentAs(sound);
        assertThat(home.done("um", "prompt", "list", "--own", "--json"))
                .contains("\"name\" : \"welcome\"", kept.toString()).doesNotContain("goodbye");
        Path saved = directory.resolve("saved.wav");
        home.done("um", "prompt", "get", "welcome", saved.toString());
        assertThat(saved).hasSameBinaryContentAs(sound);
        home.refused("", "um", "prompt", "get", "welcome", saved.toString());
        assertThat(home.done("um", "prompt", "restore", "welcome")).contains("is spoken again");
        assertThat(home.done("um", "prompt", "restore", "welcome")).contains("There was none");
        assertThat(kept).doesNotExist();
    }

    @Test
    void promptsAreSpokenAnewAndWritten() throws Exception {
        assertThat(home.done("um", "prompt", "render", "goodbye", "welcome"))
                .contains("2 sentences were spoken anew");
        assertThat(home.done("um", "prompt", "list"))
                .containsPattern("goodbye +spoken, kept +Goodbye\\.");
        Path saved = directory.resolve("goodbye.wav");
        home.done("um", "prompt", "get", "goodbye", saved.toString());
        assertThat(WavReader.read(saved, 100_000).duration().toMillis()).isBetween(300L, 3_000L);
    }

    @Test
    void whatIsNoPromptOrNoSoundIsRefusedWithAReason() throws Exception {
        Path text = directory.resolve("hello.wav");
        Files.writeString(text, "Hello, this is no sound. ".repeat(200));
        assertThat(home.refused("", "um", "prompt", "set", "welcome", text.toString()))
                .contains("neither a WAV nor an MP3");
        Files.write(text, WavWriter.bytes(new Pcm(new short[8_000 * 121], 8_000), null));
        assertThat(home.refused("", "um", "prompt", "set", "welcome", text.toString()))
                .contains("longer than 120 seconds");
        Files.write(text, WavWriter.bytes(new Pcm(new short[100], 8_000), null));
        assertThat(home.refused("", "um", "prompt", "set", "welcome", text.toString()))
                .contains("no sound");
        assertThat(home.refused("", "um", "prompt", "set", "hello", text.toString()))
                .contains("can only be spoken: Hello, {0}.");
        assertThat(home.refused("", "um", "prompt", "set", "../welcome", text.toString()))
                .contains("there is no prompt");
        home.refused("", "um", "prompt", "set", "welcome", text + "-nowhere");
        assertThat(home.refused("", "um", "prompt", "list", "--language", "tlh"))
                .contains("Languages: en");
        home.refused("", "um", "prompt", "render");
        home.refused("", "um", "prompt", "render", "hello");
        home.refused("", "um", "prompt", "get", "hello", text + "2");
        assertThat(directory.resolve("home/prompts/en")).satisfiesAnyOf(
                none -> assertThat(none).doesNotExist(),
                empty -> assertThat(empty).isEmptyDirectory());
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
