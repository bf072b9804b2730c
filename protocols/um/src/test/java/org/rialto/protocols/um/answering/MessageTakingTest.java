package org.rialto.protocols.um.answering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.protocols.um.answering.MessageTaking.Outcome;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;
import org.rialto.protocols.um.menu.Prompts;
import org.rialto.protocols.um.menu.ScriptedLine;
import org.rialto.protocols.um.menu.Transcript;

class MessageTakingTest {
    private static final String MENU = "S: To send your message, press pound. …\n";

    @TempDir
    Path directory = Path.of("");

    private final List<Path> takes = new ArrayList<>();
    private boolean full;
    private boolean operator;
    private boolean automaton;

    private Path nextTake() {
        takes.add(directory.resolve(takes.size() + 1 + ".wav"));
        return takes.getLast();
    }

    private Outcome outcome(String call) {
        List<Outcome> outcome = new ArrayList<>();
        ScriptedLine.call(Transcript.parse("a call", call), line -> {
            try {
                outcome.add(new MessageTaking(line, new MessageTaking.Terms(
                        List.of(Sound.text("Bob is away.")), full,
                        operator ? on -> on.transfer("sip:operator@example.com") : null,
                        60_000, 3_000,
                        automaton, Prompts.of(Locale.ENGLISH)), this::nextTake).hold());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return outcome.getFirst();
    }

    private static Outcome.Message message(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Message.class);
        return (Outcome.Message) outcome;
    }

    @Test
    void greetsBeepsRecordsAndSends() {
        Outcome.Message message = message(outcome("""
                S: Bob is away.
                C: waits
                S: [beep]
                C: speaks 4 s "Call me", then #
                S: To send your message, press pound. To hear it, press 1. …
                C: #
                S: Your message has been sent. Goodbye.
                S: [hang up]
                """));

        assertThat(message.recorded().millis()).isEqualTo(4_000);
        assertThat(message.recorded().file()).isEqualTo(takes.getFirst()).exists();
        assertThat(message.urgent()).isFalse();
        assertThat(message.personal()).isFalse();
    }

    @Test
    void whoHangsUpAfterSpeakingHasSentTheMessage() {
        assertThat(message(outcome("""
                S: Bob is away.
                C: #
                S: [beep]
                C: speaks 2 s, then hangs up
                """)).recorded().ended()).isEqualTo(Recorded.Ended.HUNG_UP);
        assertThat(outcome("S: Bob is away.\nC: waits\nS: [beep]\nC: speaks 2 s, then #\n" + MENU
                + "C: hangs up\n")).isInstanceOf(Outcome.Message.class);
    }

    @Test
    void whoHangsUpBeforeSpeakingHasLeftNothing() {
        assertThat(outcome("C: hangs up\n")).isEqualTo(new Outcome.Nothing());
        assertThat(outcome("S: Bob is away.\nC: hangs up\n")).isEqualTo(new Outcome.Nothing());
        assertThat(outcome("S: Bob is away.\nC: waits\nS: [beep]\nC: hangs up\n"))
                .isEqualTo(new Outcome.Nothing());
    }

    @Test
    void aFaxMachineLeavesNothingButWhatWasSpokenBefore() {
        assertThat(outcome("S: Bob is away.\nC: is a fax machine\n")).isEqualTo(new Outcome.Fax());
        assertThat(outcome("S: Bob is away.\nC: waits\nS: [beep]\nC: is a fax machine\n"))
                .isEqualTo(new Outcome.Fax());
        assertThat(outcome("S: Bob is away.\nC: waits\nS: [beep]\nC: speaks 2 s, then #\n" + MENU
                + "C: is a fax machine\n")).isInstanceOf(Outcome.Message.class);
    }

    @Test
    void aSilentCallerIsAskedOnceMore() { assertThat(outcome("""
            S: Bob is away.
            C: waits
            S: [beep]
            C: waits
            S: I did not hear anything. Please record your message after the tone.
            S: [beep]
            C: #
            S: Goodbye.
            S: [hang up]
            """)).isEqualTo(new Outcome.Nothing()); }

    @Test
    void theMessageIsHeardRecordedAgainAndMarked() {
        Outcome.Message message = message(outcome("""
                S: Bob is away.
                C: waits
                S: [beep]
                C: speaks 2 s "Er", then #
                S: To send your message, press pound. …
                C: 1
                S: [recording "Er"] To send your message, …
                C: 2
                S: [beep]
                C: speaks 3 s "Call me", then #
                S: To send your message, …
                C: 9
                S: That is not one of the choices. To send your message, …
                C: 3
                S: Urgent. To send your message, press pound.
                C: 4
                S: Urgent and private. To send your message, press pound.
                C: 3
                S: Private. To send your message, press pound.
                C: 3
                S: Urgent and private. To send your message, press pound.
                C: #
                S: Your message has been sent. Goodbye.
                S: [hang up]
                """));

        assertThat(message.recorded().millis()).isEqualTo(3_000);
        assertThat(message.recorded().file()).isEqualTo(takes.get(1));
        assertThat(message.urgent()).isTrue();
        assertThat(message.personal()).isTrue();
    }

    @Test
    void anotherTakeInWhichNothingIsSaidDoesNotReplaceTheFirst() {
        String start = "S: Bob is away.\nC: waits\nS: [beep]\nC: speaks 2 s, then #\n" + MENU
                + "C: 2\nS: [beep]\n";

        assertThat(message(outcome(start + "C: hangs up\n")).recorded().millis()).isEqualTo(2_000);
        assertThat(message(outcome(start + "C: waits\n" + MENU + "C: hangs up\n")).recorded()
                .millis()).isEqualTo(2_000);
    }

    @Test
    void whatIsThrownAwayIsNotSent() {
        assertThat(outcome("S: Bob is away.\nC: waits\nS: [beep]\nC: speaks 2 s, then #\n" + MENU
                + "C: 7\nS: Your message has been thrown away. Goodbye.\nS: [hang up]\n"))
                .isEqualTo(new Outcome.ThrownAway());
        assertThat(outcome("S: Bob is away.\nC: waits\nS: [beep]\nC: speaks 2 s, then #\n" + MENU
                + "C: 2\nS: [beep]\nC: speaks 1 s, then #\n" + MENU
                + "C: 7\nS: Your message has been thrown away. Goodbye.\nS: [hang up]\n"))
                .isEqualTo(new Outcome.ThrownAway());
    }

    @Test
    void whoSaysNoMoreHasSentTheMessage() {
        assertThat(outcome("S: Bob is away.\nC: waits\nS: [beep]\nC: speaks 70 s\n"
                + "S: That is as long as a message may be.\n" + MENU + "C: waits\n" + MENU
                + "C: waits\nS: Your message has been sent. Goodbye.\nS: [hang up]\n"))
                .isInstanceOf(Outcome.Message.class);
    }

    @Test
    void aFullMailboxSaysSo() {
        full = true;

        assertThat(outcome("S: Bob is away.\nC: waits\n"
                + "S: The mailbox is full and takes no messages now.\nS: Goodbye.\n"
                + "S: [hang up]\n")).isEqualTo(new Outcome.Nothing());
    }

    @Test
    void starSignsInAndZeroLeadsToTheOperatorIfThereIsOne() {
        assertThat(outcome("S: Bob is away.\nC: *\n")).isEqualTo(new Outcome.SignIn());
        assertThat(outcome("S: Bob is away.\nC: 0\nS: [beep]\nC: hangs up\n"))
                .isEqualTo(new Outcome.Nothing());
        operator = true;
        assertThat(outcome("S: Bob is away.\nC: 0\nS: One moment please.\n"
                + "S: [transfer to sip:operator@example.com]\n"))
                .isEqualTo(new Outcome.Operator());
    }

    @Test
    void whomNoOperatorAnswersMayLeaveAMessage() {
        operator = true;
        String refused = "S: Bob is away.\nC: 0\nS: One moment please.\n"
                + "S: [transfer to sip:operator@example.com]\nC: refuses\n";
        assertThat(message(outcome(refused + """
                S: Sorry, nobody is there to take your call.
                S: Please record your message after the tone.
                S: [beep]
                C: speaks 2 s, then hangs up
                """)).recorded().millis()).isEqualTo(2_000);
        assertThat(outcome(refused + "C: hangs up\n")).isEqualTo(new Outcome.Nothing());
        full = true;
        assertThat(outcome(refused + """
                S: Sorry, nobody is there to take your call.
                S: The mailbox is full and takes no messages now.
                S: Goodbye.
                S: [hang up]
                """)).isEqualTo(new Outcome.Nothing());
    }

    @Test
    void aMachineIsAskedNothing() {
        automaton = true;

        assertThat(outcome("S: Bob is away.\nS: [beep]\nC: speaks 5 s, then #\nS: [hang up]\n"))
                .isInstanceOf(Outcome.Message.class);
        assertThat(outcome("S: Bob is away.\nS: [beep]\nC: waits\nS: Goodbye.\nS: [hang up]\n"))
                .isEqualTo(new Outcome.Nothing());
    }
}
