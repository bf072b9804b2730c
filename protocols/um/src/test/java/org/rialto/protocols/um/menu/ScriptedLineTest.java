package org.rialto.protocols.um.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;

class ScriptedLineTest {
    private static final Listening PIN = Listening.digits(24);
    private static final Listening KEY = Listening.oneKey(Set.of("play messages"));

    @TempDir
    Path directory;

    private final List<Heard> heard = new ArrayList<>();

    private void talk(Line line) throws HungUpException {
        heard.add(line.say(PIN, List.of(Sound.text("Please enter your PIN."))));
        heard.add(line.say(KEY, List.of(Sound.text("Main menu."))));
        Recorded recorded = line.record(directory.resolve("one.wav"), 60_000, 3_000, "#");
        Playback playback = line.play(new Sound.Recording(
                () -> Files.newInputStream(recorded.file())));
        heard.add(line.listen(KEY, playback));
        playback.moveMillis(-5_000);
        heard.add(line.listen(KEY, playback));
        assertThat(line.transfer("sip:bob@example.com")).isFalse();
        line.hangUp();
    }

    private static final String CALL = """
            S: Please enter your PIN.
            C: 135790#
            S: Main menu.
            C: says "play messages"
            C: speaks 4 s "Hello Bob", then #
            S: [recording "Hello Bob"]
            C: 1
            S: [rewind 5 s]
            C: listens
            S: [transfer to …]
            C: refuses
            S: [hang up]
            """;

    @Test
    void playsTheCaller() {
        ScriptedLine.call(Transcript.parse("call", CALL), this::talk);
        assertThat(heard).containsExactly(new Heard.Keys("135790", true),
                new Heard.Phrase("play messages"), new Heard.Keys("1", false),
                new Heard.PlayedToEnd());
    }

    @Test
    void showsTheFirstWrongLine() {
        Transcript other = Transcript.parse("call", CALL.replace("Main", "Second"));
        assertThatThrownBy(() -> ScriptedLine.call(other, this::talk))
                .isInstanceOf(ScriptedLine.TranscriptMismatch.class)
                .hasMessageContaining(">>>   3  S: Second menu.\n    but: S: Main menu.");
    }

    @Test
    void noticesACallThatEndsTooEarly() {
        Transcript longer = Transcript.parse("call", CALL + "S: Goodbye.\n");
        assertThatThrownBy(() -> ScriptedLine.call(longer, this::talk))
                .hasMessageContaining(">>>  13  S: Goodbye.\n    but: the call has ended");
    }

    @Test
    void hangsUpAfterEachLine() {
        List<Transcript> cuts = Transcript.parse("call", CALL).cuts();
        assertThat(cuts).hasSize(12);
        for (Transcript cut : cuts.subList(0, 4)) {
            ScriptedLine.call(cut, this::talk);
        }
    }

    @Test
    void keysTypedAheadAreHeardBeforeAnythingIsSaid() {
        ScriptedLine.call(Transcript.parse("ahead", """
                S: Please enter your PIN.
                C: 123#1
                C: waits
                S: [recording]
                C: listens
                S: [transfer to sip:bob@example.com]
                C: refuses
                S: [hang up]
                """), line -> {
            heard.add(line.say(PIN, List.of(Sound.text("Please enter your PIN."))));
            heard.add(line.say(KEY, List.of(Sound.text("Main menu."))));
            Recorded recorded = line.record(directory.resolve("two.wav"), 60_000, 3_000, "#");
            assertThat(recorded.isEmpty()).isTrue();
            line.listen(KEY, line.play(new Sound.Recording(
                    () -> Files.newInputStream(recorded.file()))));
            assertThat(line.transfer("sip:bob@example.com")).isFalse();
            line.hangUp();
        });
        assertThat(heard).containsExactly(new Heard.Keys("123", true), new Heard.Keys("1", false));
    }

    @Test
    void starEndsDigitsAtOnceAndWhatFollowsIsKept() {
        ScriptedLine.call(Transcript.parse("star", """
                C: 12*55#
                C: 1*
                """), line -> {
            for (int i = 0; i < 3; i++) {
                heard.add(line.say(PIN, List.of()));
            }
        });
        assertThat(heard).containsExactly(new Heard.Keys("12*", false), new Heard.Keys("55", true),
                new Heard.Keys("1*", false));
    }

    @Test
    void keysThatBeginAlikeAreToldApartByTheTimeBetweenThem() {
        Listening listening = Listening.choice(Set.of("1", "11", "2", "00", "#"), Set.of());
        ScriptedLine.call(Transcript.parse("prefixes", """
                C: 1
                C: 11
                C: 12
                C: 00#
                C: 5
                """), line -> {
            for (int i = 0; i < 7; i++) {
                heard.add(line.say(listening, List.of()));
            }
        });
        assertThat(heard).extracting(each -> ((Heard.Keys) each).keys()).containsExactly("1", "11",
                "1", "2", "00", "#", "5");
    }
}
