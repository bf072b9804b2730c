package org.rialto.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [SpeechSynthesizer], [ReadableText] and [PromptCache].
final class SpeechSynthesizerTest {
    private static final SpeechSynthesizer SYNTHESIZER = new SpeechSynthesizer(2);

    @TempDir
    Path directory;

    @AfterAll
    static void close() { SYNTHESIZER.close(); }

    @Test
    void speaksAtTheRateOfTelephonesLoudEnough() throws InterruptedException {
        Spoken spoken = SYNTHESIZER.speak("You have three new messages.");
        assertThat(spoken.sampleRate()).isEqualTo(8000);
        assertThat(spoken.duration()).isBetween(Duration.ofMillis(1200), Duration.ofMillis(3500));
        long squares = 0;
        for (short sample : spoken.samples()) {
            squares += (long) sample * sample;
        }
        assertThat(Math.sqrt(squares / (double) spoken.samples().length)).isGreaterThan(500);
    }

    @Test
    void saysNothingForNothing() throws InterruptedException {
        assertThat(SYNTHESIZER.speak("").samples()).isEmpty();
        assertThat(SYNTHESIZER.speak("\u0000\uD800 \u4E2D\u6587 ... --- ???").samples()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<p>Hello <b>you</b></p>|Hello you",
            "see https://example.org/a?b=c&d=e now|see a link now",
            "see www.example.org/x now|see a link now",
            "write to jo.doe@example.org please|write to jo dot doe at example dot org please",
            "Caf\u00e9 Gr\u00fc\u00dfe|Cafe Grusse",
            "call 004912345678901|call zero zero four nine one two three four five six seven eight"
                    + " nine zero one",
            "it's 5% of $20|it's 5% of $20",
            "wait ------- what|wait . what",
            "a\u200Bb \u2603 c|a b c"})
    void cleansText(String text, String clean) {
        assertThat(ReadableText.clean(text)).isEqualTo(clean);
    }

    @Test
    void leavesOutEndlessWordsAndBoundsTheText() {
        assertThat(ReadableText.clean("a " + "x".repeat(31) + " b")).isEqualTo("a b");
        List<String> pieces = ReadableText.pieces("One short sentence. ".repeat(5_000));
        assertThat(pieces).allMatch(piece -> piece.length() <= ReadableText.PIECE_CHARACTERS);
        assertThat(pieces.stream().mapToInt(String::length).sum())
                .isLessThanOrEqualTo(ReadableText.MAXIMUM_CHARACTERS);
        assertThat(String.join(" ", ReadableText.pieces("First. Second! " + "w ".repeat(400))))
                .isEqualTo("First. Second! " + "w ".repeat(400).strip());
    }

    @Test
    void survivesAnyText() throws InterruptedException {
        Random random = new Random(3);
        int runs = Math.min(Integer.getInteger("rialto.fuzz.runs", 40), 2_000);
        String[] bits = {"$", "%", "1", "1,000.50", "12/13/14", "23:59", "'", "\"", "-", "(",
                "A.B.",
                "St.", "Dr.", "XIV", "aaa", "bcd", "qqqq", "$$", "1st", "0x1F", "3.14.15", ",,,",
                "I'm", "e.g.", "\u00a3", " ", " ", ". ", "\n", "10,00", "1'", "'s", "/", "$1,2",
                "$.5", "5%", "%%", "1/0", "0/0", "MMXXVI", "2nd3rd", "1-800-555", "::", ";;"};
        for (int run = 0; run < runs; run++) {
            String text = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(_ -> bits[random.nextInt(bits.length)])
                    .collect(Collectors.joining(random.nextBoolean() ? "" : " "));
            assertThat(SYNTHESIZER.speak(text).sampleRate()).isEqualTo(8000);
        }
        assertThat(SYNTHESIZER.speak("still here").samples()).isNotEmpty();
    }

    @FuzzTest
    void cleansAnyBytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String piece : ReadableText.pieces(text)) {
            assertThat(piece).hasSizeLessThanOrEqualTo(ReadableText.PIECE_CHARACTERS)
                    .matches("[ -~]*");
        }
    }

    @Test
    void cleansHugeAndNastyTextQuickly() {
        String[] nasty = {"<".repeat(20_000), "<a".repeat(10_000), "a@".repeat(10_000),
                "a.".repeat(10_000) + "@", "www.".repeat(5_000), "&".repeat(20_000),
                "http:".repeat(4_000), "-".repeat(20_000), "\u0301".repeat(20_000),
                "1".repeat(20_000), "a.a-".repeat(5_000), "' ".repeat(10_000)};
        long start = System.nanoTime();
        for (String text : nasty) {
            ReadableText.pieces(text);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void keepsPromptsInFilesAndSpeaksDamagedOnesAgain() throws Exception {
        PromptCache cache = new PromptCache(directory, SYNTHESIZER, 100);
        Spoken first = cache.pcm("Goodbye.");
        assertThat(files()).hasSize(1);
        assertThat(new PromptCache(directory, new SpeechSynthesizer(1), 100).pcm("Goodbye."))
                .isEqualTo(first);
        Files.write(files().getFirst(), new byte[3]);
        assertThat(cache.pcm("Goodbye.")).isEqualTo(first);
        assertThat(Files.size(files().getFirst())).isEqualTo(first.samples().length * 2L);
    }

    @Test
    void forgetsPromptsThatAreTooMany() throws Exception {
        PromptCache cache = new PromptCache(directory, SYNTHESIZER, 3);
        for (String text : List.of("a", "b", "c", "d", "e")) {
            cache.pcm(text);
        }
        assertThat(files()).hasSize(3);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
