package org.rialto.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Levels;
import org.rialto.telephony.audio.Pcm;

/// What the synthesizer says, through a telephone, is what the recogniser hears.
final class CommandRecognizerTest {
    private static final List<String> MENU = List.of("Play messages", "next", "previous", "delete",
            "reply", "main menu", "help", "call sender", "forward", "mark as unread",
            "personal options", "calendar", "email", "voice mail", "directory", "operator");
    private static final List<String> ANSWERS = List.of("yes", "no", "cancel");
    private static final SpeechSynthesizer SYNTHESIZER = new SpeechSynthesizer(1);
    private static final CommandRecognizer RECOGNIZER = new CommandRecognizer(
            Duration.ofSeconds(10));

    @AfterAll
    static void close() {
        SYNTHESIZER.close();
        RECOGNIZER.close();
    }

    /// Eight kilohertz and the law of the line, at a level of speech on it.
    static Spoken throughATelephone(String text, G711 law) throws InterruptedException {
        short[] samples = SYNTHESIZER.speak(text).samples().clone();
        double gain = Levels.gain(Levels.rootMeanSquareDb(samples, 0, samples.length),
                Levels.peak(samples, 0, samples.length), -24);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = law.decode(law.encode((short) (samples[i] * gain)));
        }
        return new Spoken(samples, Pcm.TELEPHONE_RATE);
    }

    @Test
    void hearsFiveOfFiveCommandsThroughEitherLaw() throws InterruptedException {
        for (G711 law : G711.values()) {
            for (String command : List.of("Play messages", "next", "delete", "main menu",
                    "call sender")) {
                CommandRecognizer.Recognized heard = RECOGNIZER
                        .recognize(throughATelephone(command, law), MENU);
                assertThat(heard).as("%s by %s", command, law).isNotNull()
                        .extracting(CommandRecognizer.Recognized::phrase).isEqualTo(command);
            }
        }
    }

    @Test
    void rejectsWhatIsNoCommand() throws InterruptedException {
        for (String other : List.of("the weather is nice today", "hello how are you",
                "please leave a message after the tone", "good morning everybody",
                "I would like a coffee")) {
            assertThat(RECOGNIZER.recognize(throughATelephone(other, G711.MU_LAW), MENU))
                    .as(other).isNull();
        }
        assertThat(RECOGNIZER.recognize(new Spoken(new short[16_000], 8000), MENU)).isNull();
    }

    @Test
    void changesFromOneGrammarToAnother() throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            assertThat(RECOGNIZER.recognize(throughATelephone("yes", G711.A_LAW), ANSWERS))
                    .isNotNull().extracting(CommandRecognizer.Recognized::phrase)
                    .isEqualTo("yes");
            assertThat(RECOGNIZER.recognize(throughATelephone("main menu", G711.A_LAW), ANSWERS))
                    .isNull();
            assertThat(RECOGNIZER.recognize(throughATelephone("main menu", G711.A_LAW), MENU))
                    .isNotNull();
        }
    }

    @Test
    void whatIsWarmAnswersAtOnceAndSeveralAreHeardBesideEachOther() throws Exception {
        Spoken yes = throughATelephone("yes", G711.MU_LAW);
        try (CommandRecognizer warm = new CommandRecognizer(Duration.ofSeconds(30), 2)) {
            assertThat(warm.loaded()).isZero();
            warm.warmUp();
            assertThat(warm.loaded()).isEqualTo(1);
            List<Callable<CommandRecognizer.Recognized>> calls = Collections.nCopies(6,
                    () -> warm.recognize(yes, ANSWERS));
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<CommandRecognizer.Recognized> each : callers.invokeAll(calls)) {
                    assertThat(each.get().phrase()).isEqualTo("yes");
                }
            }
            assertThat(warm.loaded()).isEqualTo(2);
        }
    }

    @Test
    void takesAnyWordsForPhrases() throws InterruptedException {
        Spoken next = throughATelephone("next", G711.MU_LAW);
        assertThat(
                RECOGNIZER.recognize(next,
                        List.of("xqzzt; <x> = {evil}", "xqzzt wvvk", "", "\u00e9",
                                "a".repeat(5000))))
                .isNull();
        assertThat(RECOGNIZER.recognize(next, List.of())).isNull();
        assertThat(RECOGNIZER.recognize(next, List.of("Xqzzt", "Next!"))).isNotNull()
                .extracting(CommandRecognizer.Recognized::phrase).isEqualTo("Next!");
    }

    @Test
    void givesUpInTime() throws InterruptedException {
        try (CommandRecognizer hasty = new CommandRecognizer(Duration.ofMillis(1))) {
            assertThat(hasty.recognize(throughATelephone("next", G711.MU_LAW), MENU)).isNull();
        }
    }
}
