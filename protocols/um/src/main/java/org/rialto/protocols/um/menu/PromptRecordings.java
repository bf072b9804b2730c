package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSource;
import org.rialto.telephony.audio.Sounds;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;

/// The administrator's own recordings of sentences that are said as they are: `LANGUAGE/NAME.wav` in
/// a folder of the home, 16-bit PCM at the rate of telephones. They are looked for whenever a
/// sentence is said, so that a change counts from the next time on. Rows of several menus that have
/// the same words share one recording, under the first one's name.
public final class PromptRecordings {
    public static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LONGEST_SAMPLES = (int) LONGEST.toSeconds() * Pcm.TELEPHONE_RATE;
    private static final int SHORTEST_SAMPLES = Pcm.TELEPHONE_RATE / 10;
    /// One sample more than may be shows that there is more.
    private static final Sounds.Limits LIMITS = new Sounds.Limits(64L << 20,
            LONGEST.plusSeconds(1));

    private final Path directory;
    /// Of all languages: words, then the file under the directory.
    private final Map<String, Path> files = new HashMap<>();

    /// @param directory need not be there
    public PromptRecordings(Path directory) {
        this.directory = directory;
        for (Locale language : Prompts.LANGUAGES) {
            for (Prompts.Sentence sentence : Prompts.of(language).sentences()) {
                if (sentence.isFixed()) {
                    files.putIfAbsent(sentence.words(), directory.resolve(language.getLanguage())
                            .resolve(sentence.name() + ".wav"));
                }
            }
        }
    }

    /// What was recorded for a sentence; empty where it is the synthesizer's.
    public Optional<Pcm> of(String words) throws IOException {
        Path file = files.get(words);
        return file == null || !Files.exists(file)
                ? Optional.empty()
                : Optional.of(WavReader.read(file, LONGEST_SAMPLES));
    }

    /// Where the recording of a sentence is, if there is one.
    public Optional<Path> file(Prompts.Sentence sentence) {
        return Optional.ofNullable(files.get(sentence.words())).filter(Files::exists);
    }

    /// The names under which the same words are said, this one's too.
    public List<String> sameWords(Locale language, Prompts.Sentence sentence) {
        return Prompts.of(language).sentences().stream()
                .filter(each -> each.words().equals(sentence.words()))
                .map(Prompts.Sentence::name).collect(Collectors.toList());
    }

    /// Takes a WAVE or MP3 file in the place of the synthesizer, and answers where it is kept.
    /// [MailError.Invalid] tells what is wrong with it, or that the sentence cannot be recorded.
    public Path replace(Prompts.Sentence sentence, InputStream sound) throws IOException {
        Path file = files.get(sentence.words());
        if (!sentence.isFixed() || file == null) {
            throw new MailError.Invalid("the prompt " + sentence.name()
                    + " has values in it or is a part of others, and can only be spoken: "
                    + sentence.words());
        }
        Path folder = Files.createDirectories(directory.resolve(
                directory.relativize(file).getName(0)));
        Pcm pcm = decoded(sound, folder);
        Path whole = Files.createTempFile(folder, "prompt", ".tmp");
        try {
            try (WavWriter out = WavWriter.create(whole, Pcm.TELEPHONE_RATE, null)) {
                out.write(pcm.samples(), 0, pcm.samples().length);
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
        return file;
    }

    private static Pcm decoded(InputStream sound, Path folder) throws IOException {
        Pcm pcm;
        try (PcmSource source = Sounds.open(sound, Pcm.TELEPHONE_RATE, folder, LIMITS)) {
            pcm = Pcm.read(source, LONGEST_SAMPLES + 2 * Pcm.TELEPHONE_RATE);
        } catch (MalformedDataException e) {
            throw new MailError.Invalid("that is neither a WAV nor an MP3 file that can be read: "
                    + e.getMessage(), e);
        }
        if (pcm.samples().length < SHORTEST_SAMPLES) {
            throw new MailError.Invalid("there is no sound in it");
        }
        if (pcm.samples().length > LONGEST_SAMPLES) {
            throw new MailError.Invalid("it is longer than " + LONGEST.toSeconds() + " seconds");
        }
        return pcm;
    }

    /// Gives a sentence back to the synthesizer; false when it was the synthesizer's.
    public boolean restore(Prompts.Sentence sentence) throws IOException {
        Path file = files.get(sentence.words());
        return file != null && Files.deleteIfExists(file);
    }
}
