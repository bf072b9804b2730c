package org.rialto.server.telephony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rialto.base.MalformedDataException;
import org.rialto.protocols.um.menu.PromptRecordings;
import org.rialto.speech.PromptCache;
import org.rialto.speech.SpeechSynthesizer;
import org.rialto.speech.Spoken;
import org.rialto.telephony.audio.Pcm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is said on calls: as the administrator recorded it, else as the synthesizer speaks it.
public final class SpokenPrompts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpokenPrompts.class);
    private static final int VOICES = 2;
    private static final int KEPT_PROMPTS = 2_000;

    private final SpeechSynthesizer synthesizer = new SpeechSynthesizer(VOICES);
    private final PromptCache cache;
    private final PromptRecordings recordings;

    private SpokenPrompts(Path cache, Path recordings) throws IOException {
        this.cache = new PromptCache(cache, synthesizer, KEPT_PROMPTS);
        this.recordings = new PromptRecordings(recordings);
    }

    /// Those of a home. What was spoken once can be spoken again; recordings cannot.
    public static SpokenPrompts of(Path home) throws IOException {
        return new SpokenPrompts(home.resolve("um-prompts"), home.resolve("prompts"));
    }

    public PromptRecordings recordings() { return recordings; }

    /// What a caller hears.
    public Pcm heard(String words) throws IOException, InterruptedException {
        Optional<Pcm> own = recorded(words);
        return own.isPresent() ? own.get() : rendered(words);
    }

    private Optional<Pcm> recorded(String words) {
        try {
            return recordings.of(words);
        } catch (IOException | MalformedDataException e) {
            log.warn("the recording of a prompt cannot be played, it is spoken: {}",
                    e.toString());
            return Optional.empty();
        }
    }

    /// What the synthesizer makes of it, kept for the next time.
    Pcm rendered(String words) throws InterruptedException { return pcm(cache.pcm(words)); }

    /// The same, made anew.
    public Pcm renderedAgain(String words) throws InterruptedException {
        return pcm(cache.again(words));
    }

    /// What nobody says twice.
    Pcm unkept(String words) throws InterruptedException { return pcm(synthesizer.speak(words)); }

    /// Where the synthesizer's words are kept; empty until they were said for the first time.
    public Optional<Path> renderedFile(String words) {
        return Optional.of(cache.file(words)).filter(Files::exists);
    }

    private static Pcm pcm(Spoken spoken) { return new Pcm(spoken.samples(), spoken.sampleRate()); }

    @Override
    public void close() { synthesizer.close(); }
}
