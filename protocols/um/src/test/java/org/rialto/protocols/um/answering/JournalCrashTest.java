package org.rialto.protocols.um.answering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.ChildProcess;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.WavReader;

/// A process that answers a call ends at each step of the recording journal: what was heard is
/// delivered or the call noted as missed, once, and nothing half-written is left.
final class JournalCrashTest {
    private final Path directory;
    private final Path fresh;
    private int homes;

    JournalCrashTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        fresh = Files.createDirectories(directory.resolve("fresh"));
        settle(fresh);
    }

    private Path home() throws IOException { return copy(fresh); }

    private Path copy(Path from) throws IOException {
        Path to = Files.createDirectories(directory.resolve("home" + ++homes));
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.skip(1).toList())
                Files.copy(each, to.resolve(from.relativize(each)));
        }
        return to;
    }

    /// Runs the victim to a step, 0 for its end; the steps that it did, fewer where it came to its end
    /// before.
    private static List<String> run(Path home, String what, int last) throws Exception {
        Process child = ChildProcess.start(ChildProcess.command(JournalVictim.class,
                List.of(home.toString(), what, Integer.toString(last))));
        try {
            List<String> steps = new String(child.getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8).lines().toList();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(steps.size() == last ? 9 : 0);
            return steps;
        } finally {
            child.destroyForcibly();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder))
            return List.of();
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void whatWasHeardIsKeptOrTheCallNotedOnceAtWhateverStepItEnds() throws Exception {
        List<String> all = run(home(), "answer", 0);
        assertThat(all).contains(Stream.of(RecordingJournal.Step.values()).map(Enum::name)
                .toArray(String[]::new)).contains("SPEAKING", "DROPPING", "DROPPED");
        for (int last = 1; last <= all.size(); last++) {
            Path home = home();
            List<String> steps = run(home, "answer", last);
            assertThat(steps).isEqualTo(all.subList(0, last));
            settleTwice(home);
            check(home, steps);
        }
    }

    @Test
    void aStopOfTheRecoveryItselfLosesAndDoublesNothing() throws Exception {
        // In the second take.
        int speaking = run(home(), "answer", 0).lastIndexOf("SPEAKING") + 1;
        Path stopped = home();
        List<String> steps = run(stopped, "answer", speaking);
        int ends = 0;
        for (int last = 1; ends == last - 1; last++) {
            Path home = copy(stopped);
            if (run(home, "settle", last).size() == last)
                ends++;
            settleTwice(home);
            check(home, steps);
        }
        assertThat(ends).isEqualTo(6);
    }

    private static void settleTwice(Path home) throws IOException {
        settle(home);
        settle(home);
    }

    private static void settle(Path home) throws IOException {
        try (AnsweringBed bed = new AnsweringBed(home, new JournalVictim.Box(home, step -> {}))) {
            bed.settle();
        }
    }

    private static void check(Path home, List<String> steps) throws IOException {
        String what = "ended after " + steps;
        assertThat(files(home.resolve("um"))).as(what).isEmpty();
        List<Path> mail = files(home.resolve("mail"));
        if (!steps.contains("NOTED")) {
            assertThat(mail).as(what).isEmpty(); // The caller has heard nothing yet.
            return;
        }
        assertThat(mail).as(what).hasSize(1);
        String message = Files.readString(mail.getFirst());
        int spoken = steps.lastIndexOf("SPEAKING");
        if (spoken < 0) {
            assertThat(message).as(what).contains("Content-Class: missedcall\r\n");
            return;
        }
        assertThat(message).as(what).contains("Content-Class: voice-ca\r\n");
        int take = (int) steps.subList(0, spoken).stream().filter("LISTENING"::equals).count();
        Path heard = Files.write(home.resolve("heard.wav"), audio(message));
        assertThat(Arrays.equals(WavReader.read(heard, 1_000_000).samples(),
                byTelephone(JournalVictim.sound(take)))).as(what).isTrue();
    }

    private static short[] byTelephone(Pcm sound) {
        short[] samples = sound.samples().clone();
        for (int i = 0; i < samples.length; i++)
            samples[i] = G711.MU_LAW.decode(G711.MU_LAW.encode(samples[i]));
        return samples;
    }

    private static byte[] audio(String message) {
        int part = message.indexOf("Content-Type: audio/wav");
        int start = message.indexOf("\r\n\r\n", part);
        return Base64.getMimeDecoder().decode(message.substring(start, message.indexOf("\r\n--",
                start)));
    }
}
