package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.voice.MailDrop;
import org.rialto.protocols.um.call.Recordings;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.Tones;
import org.rialto.telephony.audio.WavWriter;

/// The process that [JournalCrashTest] has end at a step: it answers a call whose caller records a
/// message twice and sends it, or settles the calls of earlier processes. A line of its output is a
/// step.
final class JournalVictim implements Line {
    private static final int MILLIS = 1_000;
    private static final PrintStream OUT = System.out;

    private final int last;
    private int steps;
    private int takes;

    private JournalVictim(int last) { this.last = last; }

    /// Arguments: the home, `answer` or `settle`, the number of the step to end at or 0.
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        JournalVictim victim = new JournalVictim(Integer.parseInt(arguments[2]));
        try (AnsweringBed bed = new AnsweringBed(home, new Box(home, victim::reached))) {
            bed.journal.whenDone(step -> victim.reached(step.name()));
            if (arguments[1].equals("settle")) {
                bed.settle();
            } else {
                bed.answering().answer(victim, bed.bob, AnsweringBed.CALLER, "",
                        AnsweredCall.Importance.NORMAL, new NoWays());
            }
        }
    }

    private void reached(String step) {
        OUT.println(step);
        OUT.flush();
        if (++steps == last)
            Runtime.getRuntime().halt(9);
    }

    /// What is said in a take, higher in each.
    static Pcm sound(int take) { return Tones.tone(Duration.ofMillis(MILLIS), 300 * take, 0, 0.4); }

    /// Takes each message once, by its name, as the transport does.
    record Box(Path home, Consumer<String> observer) implements MailDrop {
        @Override
        public void drop(String name, @Nullable SmtpAddress sender,
                SmtpAddress recipient, Message message) throws IOException {
            Path file = Files.createDirectories(home.resolve("mail"))
                    .resolve(name.replaceAll("[^0-9a-f-]", ""));
            if (Files.exists(file))
                return;
            Path fresh = home.resolve("fresh");
            try (OutputStream out = Files.newOutputStream(fresh)) {
                message.writeTo(out);
            }
            observer.accept("DROPPING");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            observer.accept("DROPPED");
        }
    }

    // The caller

    @Override
    public Heard say(Listening listening, List<Sound> sounds) {
        return takes == 0 || listening.maximumKeys() == 0
                ? new Heard.Nothing()
                : new Heard.Keys(takes == 1 ? "2" : "#", false);
    }

    @Override
    public Recorded record(Path file, int longestMillis, int silenceMillis, String keys) {
        Pcm said = sound(++takes);
        try {
            try (WavWriter writer = WavWriter.create(file, Pcm.TELEPHONE_RATE, null)) {
                reached("LISTENING");
                writer.write(said.samples(), 0, said.samples().length);
                reached("SPEAKING");
            }
            reached("SPOKEN");
            Recordings.shorten(file, MILLIS);
            reached("SHORTENED");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recorded(file, MILLIS, Recorded.Ended.KEY, "#");
    }

    @Override
    public Playback play(Sound sound) { throw new IllegalStateException("nothing to steer"); }

    @Override
    public Heard listen(Listening listening, Playback along) {
        throw new IllegalStateException("nothing to steer");
    }

    @Override
    public boolean transfer(String sipUri) { return false; }

    @Override
    public void hangUp() {}

    @Override
    public String origin() { return ""; }

    @Override
    public boolean isUp() { return true; }
}
