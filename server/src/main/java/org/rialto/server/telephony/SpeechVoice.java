package org.rialto.server.telephony;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rialto.base.Uninterruptibly;
import org.rialto.protocols.um.call.Voice;
import org.rialto.protocols.um.menu.Prompts;
import org.rialto.speech.CommandRecognizer;
import org.rialto.speech.Spoken;
import org.rialto.telephony.audio.Pcm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The speech room as telephone lines want it. Fixed sentences are rendered in the background at the
/// first start and kept; nobody waits for that.
final class SpeechVoice implements Voice, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpeechVoice.class);
    /// A prompt of names and times is said once; one that is longer is a letter.
    private static final int LONGEST_KEPT_CHARACTERS = 300;
    /// Of the models of voice commands, as measured.
    private static final long ENGINE_BYTES = 100L << 20;
    private static final int MOST_ENGINES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /// The start has other things to do.
    private static final Duration AFTER_START = Duration.ofSeconds(3);

    private final CommandRecognizer recognizer = new CommandRecognizer(PATIENCE, engines());
    private final SpokenPrompts prompts;
    private final Thread rendering;

    private SpeechVoice(SpokenPrompts prompts) {
        this.prompts = prompts;
        this.rendering = Thread.ofPlatform().name("prompts").daemon(true)
                .priority(Thread.MIN_PRIORITY).unstarted(this::render);
    }

    /// @param prompts that are closed with it
    static SpeechVoice start(SpokenPrompts prompts) {
        SpeechVoice voice = new SpeechVoice(prompts);
        voice.rendering.start();
        return voice;
    }

    SpokenPrompts prompts() { return prompts; }

    /// As many as fit into a tenth of the memory, and no more than processors that work at them.
    private static int engines() {
        long fitting = Runtime.getRuntime().maxMemory() / 10 / ENGINE_BYTES;
        return (int) Math.clamp(fitting, 1,
                Math.min(MOST_ENGINES, Runtime.getRuntime().availableProcessors()));
    }

    private void render() {
        try {
            Thread.sleep(AFTER_START);
            recognizer.warmUp();
            for (String sentence : Prompts.of(Locale.ENGLISH).fixed())
                renderAhead(sentence);
        } catch (InterruptedException e) {
            log.debug("prompts are rendered when they are asked for");
        } catch (RuntimeException e) {
            log.warn("prompts could not be rendered ahead: {}", e.toString());
        }
    }

    private void renderAhead(String sentence) throws InterruptedException {
        if (Thread.interrupted())
            throw new InterruptedException();
        prompts.rendered(sentence);
    }

    @Override
    public Pcm speak(String words) throws IOException {
        try {
            return words.length() > LONGEST_KEPT_CHARACTERS
                    ? prompts.unkept(words)
                    : prompts.heard(words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while speaking");
        }
    }

    @Override
    public Optional<String> recognise(Pcm said, Set<String> phrases) {
        try {
            return Optional.ofNullable(recognizer.recognize(new Spoken(said.samples(),
                    said.sampleRate()), List.copyOf(phrases)))
                    .map(CommandRecognizer.Recognized::phrase);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        rendering.interrupt();
        // It writes into the home, which may be gone when the server has stopped.
        Uninterruptibly.join(rendering);
        prompts.close();
        recognizer.close();
    }
}
