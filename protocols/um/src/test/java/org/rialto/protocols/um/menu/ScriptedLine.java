package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.um.line.FaxException;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;

/// A line on which a [Transcript] is the caller. The first thing that the server does otherwise
/// than written fails the test, and shows where. With `-Drialto.calls.write=DIRECTORY` it writes
/// instead what the server said to the caller's lines, for a person to read and keep.
public final class ScriptedLine implements Line {
    private static final Pattern KEYS = Pattern.compile("[0-9*#]+");
    private static final Pattern SAYS = Pattern.compile("says \"(.*)\"");
    private static final Pattern SPEAKS = Pattern
            .compile("speaks (\\d+) s(?: \"(.*)\")?(?:, then ([#*0-9]|hangs up))?");
    /// Who is given so little time may say nothing without a line of it.
    private static final int SHORT_MILLIS = 1_000;
    private static final @Nullable String WRITE = System.getProperty("rialto.calls.write");

    private static final AtomicInteger CALLERS = new AtomicInteger();

    private final Transcript transcript;
    private final boolean writes;
    private final List<String> written = new ArrayList<>();
    private int at;
    /// Keys that were pressed and not heard yet.
    private String pending = "";
    private @Nullable ScriptedPlayback playing;
    private boolean up = true;
    private final String origin = "caller " + CALLERS.incrementAndGet();

    private ScriptedLine(Transcript transcript, boolean writes) {
        this.transcript = transcript;
        this.writes = writes;
    }

    /// What is tested: talks until it is done or the caller hangs up.
    @FunctionalInterface
    public interface Conversation {
        void hold(Line line) throws HungUpException;
    }

    /// Plays the call of that name against a conversation.
    public static void call(String name, Conversation conversation) {
        call(Transcript.of(name), conversation);
    }

    public static void call(Transcript transcript, Conversation conversation) {
        boolean writes = WRITE != null && transcript.isOfFile();
        ScriptedLine line = new ScriptedLine(transcript, writes);
        try {
            conversation.hold(line);
        } catch (HungUpException e) {
            // As the transcript says, or nobody would have thrown it.
        }
        line.finish();
    }

    private void finish() {
        if (WRITE != null && writes) {
            write(Path.of(WRITE, transcript.name() + ".call"));
        } else if (at < transcript.entries().size() && !isOnlyHangUpLeft()) {
            throw mismatch("the call has ended");
        }
    }

    private boolean isOnlyHangUpLeft() {
        return at == transcript.entries().size() - 1 && transcript.entries().get(at).isHangUp();
    }

    private void write(Path file) {
        for (; at < transcript.entries().size(); at++) {
            written.add("-- not reached: " + transcript.entries().get(at));
        }
        try {
            Files.writeString(file, written.stream().map(ScriptedLine::folded)
                    .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folded(String line) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ")) {
            if (column > 0 && column + word.length() > 98) {
                out.append("\n    ");
                column = 4;
            } else if (column > 0) {
                out.append(' ');
            }
            out.append(word);
            column += word.length() + 1;
        }
        return out.toString();
    }

    // What the transcript says

    private Transcript.@Nullable Entry next() {
        return at < transcript.entries().size() ? transcript.entries().get(at) : null;
    }

    private TranscriptMismatch mismatch(String instead) {
        return new TranscriptMismatch(transcript.around(at, instead));
    }

    /// The server did this.
    private void did(String what) {
        Transcript.Entry entry = next();
        boolean as = entry != null && entry.matches(what);
        if (!as && !writes) {
            throw mismatch("S: " + what);
        }
        if (entry != null && !entry.caller()) {
            at++;
            written.addAll(entry.before());
        }
        written.add("S: " + (as && entry != null ? entry.text() : what));
    }

    /// What the caller does now; the server is waiting.
    private String caller() throws HungUpException {
        while (writes && next() instanceof Transcript.Entry entry && !entry.caller()) {
            at++;
        }
        Transcript.Entry entry = next();
        if (entry == null && writes) {
            written.add("C: hangs up");
            throw hungUp();
        }
        if (entry == null || !entry.caller()) {
            throw mismatch("the server waits for the caller");
        }
        at++;
        written.addAll(entry.before());
        written.add(entry.toString());
        if (entry.isHangUp()) {
            throw hungUp();
        }
        if (entry.isFax()) {
            up = false;
            throw new FaxException();
        }
        return entry.text();
    }

    private HungUpException hungUp() {
        up = false;
        return new HungUpException("the caller hung up");
    }

    /// Before the server does anything: the caller may have gone.
    private void requireUp() throws HungUpException {
        if (!up) {
            throw new HungUpException("the call has ended");
        }
        if (next() instanceof Transcript.Entry entry && (entry.isHangUp() || entry.isFax())) {
            caller();
        }
    }

    private void requireNothingPlays() {
        if (playing != null && !playing.stopped) {
            throw mismatch("something is said while a playback goes on");
        }
    }

    // Line

    @Override
    public Heard say(Listening listening, List<Sound> sounds) throws HungUpException {
        requireUp();
        requireNothingPlays();
        boolean atOnce = !pending.isEmpty() && listening.interrupts();
        String words = sounds.stream().map(ScriptedLine::shown).filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
        if (!atOnce && !words.isEmpty()) {
            did(words);
        }
        return listening.maximumKeys() == 0 && listening.phrases().isEmpty()
                ? new Heard.Nothing()
                : hear(listening, null);
    }

    private static String shown(Sound sound) {
        return switch (sound) {
            case Sound.Text text -> text.words().strip();
            case Sound.Beep _ -> "[beep]";
            case Sound.Silence _ -> "";
            case Sound.Recording recording -> {
                try (var in = recording.source().open()) {
                    yield "[recording" + SpokenWav.words(in.readAllBytes()).map(
                            words -> " \"" + words + "\"").orElse("") + "]";
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public Playback play(Sound sound) throws HungUpException {
        requireUp();
        requireNothingPlays();
        did(shown(sound));
        playing = new ScriptedPlayback();
        return playing;
    }

    @Override
    public Heard listen(Listening listening, Playback along) throws HungUpException {
        requireUp();
        if (playing != along || playing.stopped) {
            throw mismatch("listens along a playback that does not go on");
        }
        return hear(listening, playing);
    }

    private Heard hear(Listening listening, @Nullable ScriptedPlayback along)
            throws HungUpException {
        if (!pending.isEmpty()) {
            return keys(listening);
        }
        if (along == null && listening.firstMillis() <= SHORT_MILLIS && !nextIsHeard()) {
            return new Heard.Nothing();
        }
        String does = caller();
        Matcher says = SAYS.matcher(does);
        if (KEYS.matcher(does).matches()) {
            pending = does;
            return keys(listening);
        }
        if (says.matches() || does.equals("mumbles")) {
            if (listening.phrases().isEmpty()) {
                return new Heard.Nothing(); // nobody listens for a voice
            }
            return says.matches() && listening.phrases().contains(says.group(1))
                    ? new Heard.Phrase(says.group(1))
                    : new Heard.Unrecognised();
        }
        if (does.equals("waits")) {
            if (along != null && !along.isPaused()) {
                throw mismatch("what is played would end: write \"C: listens\"");
            }
            return new Heard.Nothing();
        }
        if (does.equals("listens") && along != null) {
            along.stopped = true;
            return new Heard.PlayedToEnd();
        }
        at--;
        throw mismatch("the server listens for keys" + (along == null ? "" : " along a playback"));
    }

    /// Whether the caller presses or says something at once; nobody writes down that he does not.
    private boolean nextIsHeard() {
        return next() instanceof Transcript.Entry entry && entry.caller()
                && (KEYS.matcher(entry.text()).matches() || entry.text().startsWith("says ")
                        || Set.of("mumbles", "waits", "hangs up").contains(entry.text()));
    }

    private Heard keys(Listening listening) {
        int end = 0;
        while (end < pending.length() && listening.canFollow(pending.substring(0, end),
                pending.charAt(end))) {
            end++;
            if (listening.isComplete(pending.substring(0, end))) {
                break;
            }
        }
        String keys = pending.substring(0, end);
        pending = pending.substring(end);
        if (listening.poundEnds() && keys.endsWith("#")) {
            return new Heard.Keys(keys.substring(0, keys.length() - 1), true);
        }
        // A pound sign right after the last of the digits that there may be ends them as well.
        boolean pound = listening.poundEnds() && listening.maximumKeys() > 1
                && !keys.contains("*") && pending.startsWith("#");
        pending = pending.substring(pound ? 1 : 0);
        return new Heard.Keys(keys, pound);
    }

    @Override
    public Recorded record(Path file, int longestMillis, int silenceMillis, String keys)
            throws HungUpException {
        requireNothingPlays();
        if (!up) {
            throw new HungUpException("the call has ended");
        }
        for (int i = 0; i < pending.length(); i++) {
            if (keys.indexOf(pending.charAt(i)) >= 0) {
                String key = pending.substring(i, i + 1);
                pending = pending.substring(i + 1);
                return recorded(file, 0, "", Recorded.Ended.KEY, key, longestMillis);
            }
        }
        pending = "";
        String does;
        try {
            does = caller();
        } catch (FaxException e) {
            throw e;
        } catch (HungUpException e) {
            return recorded(file, 0, "", Recorded.Ended.HUNG_UP, "", longestMillis);
        }
        Matcher speaks = SPEAKS.matcher(does);
        if (does.equals("waits")) {
            return recorded(file, 0, "", Recorded.Ended.SILENCE, "", longestMillis);
        }
        if (does.length() == 1 && keys.contains(does)) {
            return recorded(file, 0, "", Recorded.Ended.KEY, does, longestMillis);
        }
        if (!speaks.matches()) {
            at--;
            throw mismatch("the server records, and " + keys + " ends it");
        }
        String then = speaks.group(3);
        Recorded.Ended ended = Recorded.Ended.SILENCE;
        if (then != null) {
            ended = then.equals("hangs up") ? Recorded.Ended.HUNG_UP : Recorded.Ended.KEY;
            up = ended != Recorded.Ended.HUNG_UP;
            if (up && !keys.contains(then)) {
                throw mismatch("the server records, and " + keys + " ends it");
            }
        }
        String words = speaks.group(2);
        return recorded(file, Integer.parseInt(speaks.group(1)) * 1_000,
                words == null ? "" : words, ended,
                ended == Recorded.Ended.KEY && then != null ? then : "", longestMillis);
    }

    private static Recorded recorded(Path file, int millis, String words, Recorded.Ended ended,
            String key, int longestMillis) {
        int cut = Math.min(millis, longestMillis);
        try {
            Files.write(file, SpokenWav.of(cut, words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cut < millis
                ? new Recorded(file, cut, Recorded.Ended.TOO_LONG)
                : new Recorded(file, cut, ended, key);
    }

    @Override
    public boolean transfer(String sipUri) throws HungUpException {
        requireUp();
        requireNothingPlays();
        did("[transfer to " + sipUri + "]");
        if (next() instanceof Transcript.Entry entry && entry.caller()
                && entry.text().equals("refuses")) {
            caller();
            return false;
        }
        up = false;
        return true;
    }

    @Override
    public void hangUp() {
        if (up) {
            up = false;
            if (next() instanceof Transcript.Entry entry && entry.isHangUp()) {
                at++; // both at once
            } else {
                did("[hang up]");
            }
        }
    }

    @Override
    public String origin() { return origin; }

    @Override
    public boolean isUp() { return up; }

    private final class ScriptedPlayback implements Playback {
        private boolean paused;
        private boolean stopped;

        /// Unless nobody is there any more to hear it.
        private void did(String what) {
            if (!(next() instanceof Transcript.Entry entry && entry.isHangUp())) {
                ScriptedLine.this.did(what);
            }
        }

        @Override
        public void moveMillis(int by) {
            did("[" + (by < 0 ? "rewind " : "forward ") + Math.abs(by) / 1_000 + " s]");
        }

        @Override
        public void pause() {
            paused = true;
            did("[pause]");
        }

        @Override
        public void resume() {
            paused = false;
            did("[resume]");
        }

        @Override
        public boolean isPaused() { return paused; }

        @Override
        public void setTempo(int percent) { did("[tempo " + percent + "%]"); }

        @Override
        public void stop() { stopped = true; }
    }

    /// The server did not do as the transcript says.
    public static final class TranscriptMismatch extends AssertionError {
        private static final long serialVersionUID = 1;

        TranscriptMismatch(String message) { super(message); }
    }
}
