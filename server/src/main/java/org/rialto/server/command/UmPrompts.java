package org.rialto.server.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.menu.PromptRecordings;
import org.rialto.protocols.um.menu.Prompts;
import org.rialto.server.UserError;
import org.rialto.server.config.Settings;
import org.rialto.server.telephony.SpokenPrompts;
import org.rialto.server.telephony.UnifiedMessaging;
import org.rialto.telephony.audio.WavWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto um prompt`: what the server itself says to callers.
@Command(name = "prompt", aliases = "prompts", description = {
        "What the server itself says to callers.",
        "Each sentence is spoken by the synthesizer until you give a recording for it (WAV or"
                + " MP3). What you change is heard from the next time on that it is said."}, synopsisSubcommandLabel = "COMMAND", subcommands = {
                        UmPrompts.Show.class, UmPrompts.Set.class, UmPrompts.Save.class,
                        UmPrompts.Render.class, UmPrompts.Remove.class})
final class UmPrompts {
    private static final long LARGEST_FILE_BYTES = 64L << 20;

    private UmPrompts() {}

    /// The language that a command is about.
    static final class Language {
        @Option(names = "--language", paramLabel = "TAG", description = "Of which language;"
                + " um.language where you do not say.")
        @Nullable
        String tag;

        Locale locale(Workplace place) throws UserError {
            String wanted = tag;
            if (wanted == null) {
                return Prompts.of(Locale.forLanguageTag(
                        place.configuration().get(Settings.UM_LANGUAGE))).language();
            }
            return Prompts.LANGUAGES.stream()
                    .filter(each -> each.getLanguage().equalsIgnoreCase(wanted)).findFirst()
                    .orElseThrow(() -> new UserError("nothing is said in the language " + wanted,
                            "Languages: " + Prompts.LANGUAGES.stream().map(Locale::getLanguage)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /// One sentence.
    static final class Which {
        @Parameters(index = "0", paramLabel = "PROMPT", description = "Its name: see"
                + " `rialto um prompt list`.")
        String name = "";

        @Mixin
        Language language = new Language();

        Prompts.Sentence sentence(Workplace place) throws UserError {
            return UmPrompts.sentence(place, language, name);
        }
    }

    private static Prompts.Sentence sentence(Workplace place, Language language, String name)
            throws UserError {
        Locale locale = language.locale(place);
        return Prompts.of(locale).sentences().stream().filter(each -> each.name().equals(name))
                .findFirst().orElseThrow(() -> new UserError("there is no prompt " + name,
                        "`rialto um prompt list` shows their names."));
    }

    private static void requireFixed(Prompts.Sentence sentence) throws UserError {
        if (!sentence.isFixed()) {
            throw new UserError(sentence.name() + " is spoken each time: " + sentence.words());
        }
    }

    private interface Work {
        int with(SpokenPrompts prompts) throws Exception;
    }

    /// With those of the running server, or of the home.
    private static int with(Workplace place, Work work) throws Exception {
        UnifiedMessaging um = place.server() == null ? null : place.server().unifiedMessaging();
        if (um != null) {
            return work.with(um.prompts());
        }
        try (SpokenPrompts own = SpokenPrompts.of(place.home().directory())) {
            return work.with(own);
        }
    }

    private static String sound(SpokenPrompts prompts, Prompts.Sentence sentence) {
        if (prompts.recordings().file(sentence).isPresent()) {
            return "own recording";
        }
        if (!sentence.isFixed()) {
            return "spoken each time";
        }
        return prompts.renderedFile(sentence.words()).isPresent() ? "spoken, kept" : "spoken";
    }

    /// `rialto um prompt list`.
    @Command(name = "list", description = {"Show all sentences with their names.",
            "`own recording`: yours. `spoken, kept`: by the synthesizer, which has done so already."
                    + " `spoken each time`: has values in it ({0}) or is a part of others, and can"
                    + " have no recording."})
    static final class Show implements Administration {
        @Mixin
        Language language = new Language();

        @Option(names = "--own", description = "Only those with a recording of yours.")
        boolean own;

        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public int run(Workplace place) throws Exception {
            Locale locale = language.locale(place);
            return with(place, prompts -> {
                List<List<String>> rows = new ArrayList<>();
                List<Map<String, Object>> objects = new ArrayList<>();
                for (Prompts.Sentence each : Prompts.of(locale).sentences()) {
                    Optional<Path> file = prompts.recordings().file(each);
                    if (own && file.isEmpty()) {
                        continue;
                    }
                    String sound = sound(prompts, each);
                    rows.add(List.of(each.name(), sound, each.words()));
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("name", each.name());
                    object.put("language", locale.getLanguage());
                    object.put("words", each.words());
                    object.put("recordable", each.isFixed());
                    object.put("sound", sound);
                    file.or(() -> prompts.renderedFile(each.words())).ifPresent(
                            found -> object.put("file", found.toString()));
                    objects.add(object);
                }
                if (json) {
                    Output.json(place.out(), objects);
                } else {
                    Output.table(place.out(), List.of("PROMPT", "SOUND", "WORDS"), rows);
                }
                return 0;
            });
        }
    }

    /// `rialto um prompt set`.
    @Command(name = "set", description = "Take a sound file (WAV or MP3) for a sentence.")
    static final class Set implements Administration {
        @Mixin
        Which which = new Which();

        @Parameters(index = "1", paramLabel = "FILE", description = "The sound file.")
        String file = "";

        @Override
        public int run(Workplace place) throws Exception {
            Prompts.Sentence sentence = which.sentence(place);
            Path path = place.terminal().resolve(file);
            if (Files.size(path) > LARGEST_FILE_BYTES) {
                throw new UserError(path + " has more than " + (LARGEST_FILE_BYTES >> 20)
                        + " MB");
            }
            return with(place, prompts -> {
                Path kept;
                try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
                    kept = prompts.recordings().replace(sentence, in);
                } catch (MailError.Invalid e) {
                    throw new UserError(path + ": " + e.getMessage());
                }
                place.out().println("Callers hear " + path.getFileName() + " for \""
                        + sentence.words() + "\"");
                place.out().println("Kept in " + kept);
                tellOthers(place, prompts.recordings(), sentence);
                return 0;
            });
        }

        private void tellOthers(Workplace place, PromptRecordings recordings,
                Prompts.Sentence sentence) throws UserError {
            List<String> others = recordings.sameWords(which.language.locale(place), sentence);
            others.remove(sentence.name());
            if (!others.isEmpty()) {
                place.out().println("The same words, and so the same recording: "
                        + String.join(", ", others));
            }
        }
    }

    /// `rialto um prompt get`.
    @Command(name = "get", description = "Write what callers hear to a WAV file.")
    static final class Save implements Administration {
        @Mixin
        Which which = new Which();

        @Parameters(index = "1", paramLabel = "FILE", description = "A file that is not there yet.")
        String file = "";

        @Override
        public int run(Workplace place) throws Exception {
            Prompts.Sentence sentence = which.sentence(place);
            requireFixed(sentence);
            Path path = place.terminal().resolve(file);
            return with(place, prompts -> {
                write(path, prompts, sentence);
                place.out().println(path + ": " + sound(prompts, sentence) + ", \""
                        + sentence.words() + "\"");
                return 0;
            });
        }

        private static void write(Path path, SpokenPrompts prompts, Prompts.Sentence sentence)
                throws InterruptedException, UserError {
            try {
                Files.write(path, WavWriter.bytes(prompts.heard(sentence.words()), null),
                        StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw new UserError(path + " is there already");
            } catch (IOException e) {
                throw new UserError("cannot write " + path + ": " + e.getMessage());
            }
        }
    }

    /// `rialto um prompt render`.
    @Command(name = "render", description = {"Let the synthesizer speak sentences anew.",
            "The server does so by itself soon after its first start. Recordings of yours stay."})
    static final class Render implements Administration {
        @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "Their names.")
        List<String> names = List.of();

        @Option(names = "--all", description = "All that are said as they are.")
        boolean all;

        @Mixin
        Language language = new Language();

        @Override
        public int run(Workplace place) throws Exception {
            if (all == !names.isEmpty()) {
                throw new UserError("say which prompts, or --all");
            }
            List<Prompts.Sentence> sentences = new ArrayList<>();
            if (all) {
                Prompts.of(language.locale(place)).sentences().stream()
                        .filter(Prompts.Sentence::isFixed).forEach(sentences::add);
            }
            for (String name : names) {
                Prompts.Sentence one = sentence(place, language, name);
                requireFixed(one);
                sentences.add(one);
            }
            return with(place, prompts -> {
                for (Prompts.Sentence each : sentences) {
                    prompts.renderedAgain(each.words());
                }
                place.out().println(sentences.size() == 1
                        ? "One sentence was spoken anew"
                        : sentences.size() + " sentences were spoken anew");
                return 0;
            });
        }
    }

    /// `rialto um prompt remove`.
    @Command(name = "remove", aliases = "restore", description = "Remove your recording; the"
            + " synthesizer speaks the sentence again.")
    static final class Remove implements Administration {
        @Mixin
        Which which = new Which();

        @Override
        public int run(Workplace place) throws Exception {
            Prompts.Sentence sentence = which.sentence(place);
            return with(place, prompts -> {
                place.out().println(prompts.recordings().restore(sentence)
                        ? "Removed: \"" + sentence.words() + "\" is spoken again"
                        : "There was none");
                return 0;
            });
        }
    }
}
