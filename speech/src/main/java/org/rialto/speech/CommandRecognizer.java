package org.rialto.speech;

import edu.cmu.sphinx.api.Configuration;
import edu.cmu.sphinx.api.Context;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.jsgf.JSGFGrammarException;
import edu.cmu.sphinx.jsgf.JSGFGrammarParseException;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears which of a few English phrases was said, with Sphinx 4 and a grammar of just these. Its
/// models serve one caller at a time; where several speak at once, further ones are loaded beside, up
/// to a number. Who waits too long is answered as if nothing was understood.
public final class CommandRecognizer implements AutoCloseable {
    /// @param confidence from 0 to 1: by how much it is likelier than the next likely
    public record Recognized(String phrase, double confidence) {}

    private static final Logger log = LoggerFactory.getLogger(CommandRecognizer.class);
    private static final int RATE = 16_000;
    private static final int MAXIMUM_SECONDS = 10;
    private static final int MAXIMUM_PHRASES = 200;
    private static final int MAXIMUM_PHRASE_CHARACTERS = 60;
    /// Around what was said. More would weigh on the mean that each utterance is measured by.
    private static final int PADDING = RATE * 3 / 20;
    private static final int NOISE = 8;
    private static final int BLOCK = RATE / 100;
    /// What is so much weaker than the loudest 10 ms is around the words, not in them: 35 dB.
    private static final double WEAKER = 3_000;
    /// Of the mean square: what is quieter at its loudest is silence.
    private static final double SILENCE = 100.0 * 100.0;
    /// To which the loudest 10 ms are brought.
    private static final double LOUDNESS = 6_000;
    /// In natural logarithms: this much likelier than the next phrase is a confidence of one half;
    /// so much likelier it must be than the next, and than any sounds that are no phrase.
    private static final double HALF_MARGIN = 50;
    private static final double LOG_BASE = Math.log(1.0001);
    private static final double LEAST_MARGIN = 30;
    private static final double LEAST_MARGIN_OVER_NONE = 3;
    private static final String MODELS = "resource:/edu/cmu/sphinx/models/en-us/";

    private final Duration timeLimit;
    private final int engines;
    private final BlockingQueue<Engine> free;
    /// Guards the two below.
    private final Object counting = new Object();
    private int loaded;
    private boolean closed;

    /// @param timeLimit of one recognition, its waiting for a turn counted apart
    public CommandRecognizer(Duration timeLimit) { this(timeLimit, 1); }

    /// @param engines how many callers may be heard at once
    public CommandRecognizer(Duration timeLimit, int engines) {
        this.timeLimit = timeLimit;
        this.engines = engines;
        this.free = new ArrayBlockingQueue<>(engines);
    }

    /// The phrase of these that the sound (8 or 16 kHz) holds; null for none of them.
    public @Nullable Recognized recognize(Spoken heard, Collection<String> phrases)
            throws InterruptedException {
        Set<String> spoken = new TreeSet<>();
        for (String phrase : phrases) {
            String plain = plain(phrase);
            if (!plain.isEmpty() && spoken.size() < MAXIMUM_PHRASES) {
                spoken.add(plain);
            }
        }
        short[] words = samples(heard);
        if (spoken.isEmpty() || words.length == 0) {
            return null;
        }
        Engine engine = null;
        try {
            engine = take();
            if (engine == null) {
                log.warn("voice commands are asked for faster than they are recognised");
                return null;
            }
            Recognized found = engine.recognize(words, spoken, timeLimit);
            release(engine);
            return found == null ? null : original(found, phrases);
        } catch (IOException | RuntimeException e) {
            log.error("a voice command could not be recognised", e);
            if (engine != null) {
                forget(engine);
            }
            return null;
        }
    }

    /// Loads the models now, so that the first caller does not wait for them.
    public void warmUp() throws InterruptedException {
        if (!mayLoad(1)) {
            return;
        }
        try {
            release(load());
        } catch (IOException | RuntimeException e) {
            log.error("the models of voice commands cannot be loaded", e);
        }
    }

    /// Null when it took too long.
    private @Nullable Engine take() throws IOException, InterruptedException {
        Engine ready = free.poll();
        if (ready != null) {
            return ready;
        }
        if (mayLoad(1)) {
            return load();
        }
        if (mayLoad(engines)) {
            // For the next time: one that is at work is free before this one is there.
            Thread.ofPlatform().name("voice-commands").daemon(true).start(this::loadBeside);
        }
        return free.poll(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void loadBeside() {
        try {
            release(load());
        } catch (IOException | RuntimeException e) {
            log.error("more models of voice commands cannot be loaded", e);
        }
    }

    /// Whether there are fewer than so many; then there is one more.
    private boolean mayLoad(int most) {
        synchronized (counting) {
            boolean may = !closed && loaded < most;
            loaded += may ? 1 : 0;
            return may;
        }
    }

    /// How many callers can be heard at once by now, or soon.
    int loaded() {
        synchronized (counting) {
            return loaded;
        }
    }

    private Engine load() throws IOException {
        boolean made = false;
        try {
            Engine engine = new Engine();
            made = true;
            return engine;
        } finally {
            if (!made) {
                synchronized (counting) {
                    loaded--;
                }
            }
        }
    }

    private void release(Engine engine) {
        synchronized (counting) {
            if (!closed) {
                free.add(engine);
                return;
            }
        }
        engine.close();
    }

    /// It may be in any state.
    private void forget(Engine engine) {
        synchronized (counting) {
            loaded--;
        }
        engine.close();
    }

    private static Recognized original(Recognized found, Collection<String> phrases) {
        for (String phrase : phrases) {
            if (plain(phrase).equals(found.phrase)) {
                return new Recognized(phrase, found.confidence);
            }
        }
        return found;
    }

    /// Only letters: a phrase never writes grammar.
    private static String plain(String phrase) {
        String letters = phrase.toLowerCase(Locale.ROOT).replaceAll("[^a-z' ]", " ")
                .replaceAll("\\s+", " ").strip();
        return letters.length() > MAXIMUM_PHRASE_CHARACTERS ? "" : letters;
    }

    /// At the rate of the models: the words, at a usual loudness, with a little noise around; empty
    /// when nothing was said.
    private static short[] samples(Spoken heard) {
        short[] said = heard.samples();
        int limit = heard.sampleRate() * MAXIMUM_SECONDS;
        short[] some = said.length > limit ? Arrays.copyOf(said, limit) : said;
        short[] wide = switch (heard.sampleRate()) {
            case RATE -> some;
            case RATE / 2 -> Octave.up(some);
            default -> throw new IllegalArgumentException(heard.sampleRate() + " Hz");
        };
        double[] power = new double[wide.length / BLOCK];
        double loudest = 0;
        for (int i = 0; i < power.length * BLOCK; i++) {
            power[i / BLOCK] += (double) wide[i] * wide[i] / BLOCK;
            loudest = Math.max(loudest, power[i / BLOCK]);
        }
        if (loudest < SILENCE) {
            return new short[0];
        }
        int first = 0;
        while (power[first] < loudest / WEAKER) {
            first++;
        }
        int last = power.length - 1;
        while (power[last] < loudest / WEAKER) {
            last--;
        }
        return framed(wide, first * BLOCK, (last + 1) * BLOCK, LOUDNESS / Math.sqrt(loudest));
    }

    private static short[] framed(short[] samples, int from, int to, double gain) {
        short[] framed = new short[to - from + 2 * PADDING];
        Random random = new Random(1);
        for (int i = 0; i < framed.length; i++) {
            int at = from - PADDING + i;
            double sample = at < 0 || at >= samples.length ? 0 : samples[at] * gain;
            framed[i] = (short) Math.clamp(sample + random.nextGaussian() * NOISE, Short.MIN_VALUE,
                    Short.MAX_VALUE);
        }
        return framed;
    }

    /// Those at work end when they are done.
    @Override
    public void close() {
        synchronized (counting) {
            closed = true;
        }
        Engine engine;
        while ((engine = free.poll()) != null) {
            engine.close();
        }
    }

    /// The loaded models and the grammar that is set.
    private static final class Engine {
        private final Path grammars = Files.createTempDirectory("rialto-grammar");
        private final StreamDataSource source;
        private final Recognizer recognizer;
        private final JSGFGrammar grammar;
        private final Dictionary dictionary;
        private Set<String> current = Set.of("yes", "no");
        private int number;

        Engine() throws IOException {
            write("commands0", current);
            Configuration configuration = new Configuration();
            configuration.setAcousticModelPath(MODELS + "en-us");
            configuration.setDictionaryPath(MODELS + "cmudict-en-us.dict");
            configuration.setGrammarPath(grammars.toUri().toString());
            configuration.setGrammarName("commands0");
            configuration.setUseGrammar(true);
            Context context = new Context("resource:/org/rialto/speech/commands.config.xml",
                    configuration);
            recognizer = context.getInstance(Recognizer.class);
            recognizer.allocate();
            source = context.getInstance(StreamDataSource.class);
            grammar = context.getInstance(JSGFGrammar.class);
            dictionary = context.getInstance(TextDictionary.class);
        }

        private void write(String name, Set<String> phrases) throws IOException {
            String rules = "#JSGF V1.0;\ngrammar " + name + ";\npublic <command> = "
                    + String.join(" | ", phrases) + ";\n";
            Files.writeString(grammars.resolve(name + ".gram"), rules, StandardCharsets.US_ASCII);
        }

        @Nullable
        Recognized recognize(short[] samples, Set<String> phrases, Duration limit)
                throws IOException {
            Set<String> known = new TreeSet<>(phrases);
            known.removeIf(phrase -> Arrays.stream(phrase.split(" "))
                    .anyMatch(word -> dictionary.getWord(word) == null));
            if (known.isEmpty()) {
                return null;
            }
            if (!known.equals(current)) {
                set(known);
            }
            SoundUntil sound = new SoundUntil(samples, System.nanoTime() + limit.toNanos());
            source.setInputStream(sound);
            Recognized best = null;
            Result result;
            while ((result = recognizer.recognize()) != null) {
                Recognized one = judge(result, known);
                if (one != null && (best == null || one.confidence > best.confidence)) {
                    best = one;
                }
            }
            return sound.tooLate ? null : best;
        }

        private void set(Set<String> phrases) throws IOException {
            String name = "commands" + ++number;
            write(name, phrases);
            try {
                grammar.loadJSGF(name);
            } catch (JSGFGrammarParseException | JSGFGrammarException e) {
                throw new IOException(e);
            } finally {
                Files.deleteIfExists(grammars.resolve(name + ".gram"));
            }
            current = phrases;
        }

        /// The likeliest phrase, unless something that is no phrase, or another one, is about as
        /// likely.
        private static @Nullable Recognized judge(Result result, Set<String> phrases) {
            String best = result.getBestFinalResultNoFiller();
            if (best == null || !phrases.contains(best)) {
                return null;
            }
            double phrase = Double.NEGATIVE_INFINITY;
            double other = Double.NEGATIVE_INFINITY;
            double none = Double.NEGATIVE_INFINITY;
            for (Token token : result.getResultTokens()) {
                String words = token.getWordPathNoFiller();
                double score = token.getScore() * LOG_BASE;
                if (words.equals(best)) {
                    phrase = Math.max(phrase, score);
                } else if (phrases.contains(words)) {
                    other = Math.max(other, score);
                } else {
                    none = Math.max(none, score);
                }
            }
            double margin = phrase - other;
            if (margin < LEAST_MARGIN || phrase - none < LEAST_MARGIN_OVER_NONE) {
                return null;
            }
            return new Recognized(best,
                    Double.isInfinite(margin) ? 1 : margin / (margin + HALF_MARGIN));
        }

        void close() {
            try {
                recognizer.deallocate();
                Files.deleteIfExists(grammars.resolve("commands0.gram"));
                Files.deleteIfExists(grammars);
            } catch (IOException | RuntimeException e) {
                log.debug("the recogniser did not end well", e);
            }
        }
    }

    /// Sound as bytes, which ends early when there is no time left.
    private static final class SoundUntil extends InputStream {
        private final short[] samples;
        private final long deadline;
        private int at;
        private boolean tooLate;

        SoundUntil(short[] samples, long deadline) {
            this.samples = samples;
            this.deadline = deadline;
        }

        @Override
        public int read() {
            tooLate |= System.nanoTime() > deadline;
            if (tooLate || at >= samples.length * 2) {
                return -1;
            }
            int sample = samples[at / 2];
            return (at++ % 2 == 0 ? sample : sample >> 8) & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            for (int i = 0; i < count; i++) {
                int next = read();
                if (next < 0) {
                    return i == 0 ? -1 : i;
                }
                target[offset + i] = (byte) next;
            }
            return count;
        }
    }
}
