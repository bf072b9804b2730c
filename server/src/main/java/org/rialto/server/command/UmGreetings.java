package org.rialto.server.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rialto.mailbox.voice.Greeting;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mapi.MailError;
import org.rialto.server.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto um greeting`: what callers of a user hear.
@Command(name = "greeting", aliases = "greetings", description = "What callers of a user hear.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        UmGreetings.Show.class, UmGreetings.Set.class, UmGreetings.Save.class,
        UmGreetings.Remove.class})
final class UmGreetings {
    private UmGreetings() {}

    private static VoiceMailbox mailbox(Workplace place, String name) throws UserError {
        ImportCommand.mailbox(place, name);
        return place.rooms().voiceMailboxes().open(UmCommand.user(place, name));
    }

    /// Names one greeting of a user.
    static final class Which {
        @Parameters(index = "0", paramLabel = "USER", description = "Whose.")
        String name = "";

        @Parameters(index = "1", paramLabel = "KIND", description = "recorded-name, personal or"
                + " out-of-office.")
        String label = "";

        GreetingKind kind() throws UserError {
            for (GreetingKind kind : GreetingKind.values()) {
                if (kind.label().equals(label))
                    return kind;
            }
            throw new UserError("there is no greeting " + label, "Greetings: "
                    + Arrays.stream(GreetingKind.values()).map(GreetingKind::label)
                            .collect(Collectors.joining(", ")));
        }

        VoiceMailbox mailbox(Workplace place) throws UserError {
            return UmGreetings.mailbox(place, name);
        }
    }

    /// `rialto um greeting list`.
    @Command(name = "list", description = "Show which there are.")
    static final class Show implements Administration {
        @Parameters(paramLabel = "USER", description = "Whose.")
        String name = "";

        @Option(names = "--json", description = "As JSON.")
        boolean json;

        @Override
        public int run(Workplace place) throws Exception {
            VoiceMailbox mailbox = mailbox(place, name);
            List<List<String>> rows = new ArrayList<>();
            List<Map<String, Object>> objects = new ArrayList<>();
            for (GreetingKind kind : GreetingKind.values()) {
                Optional<Greeting> greeting = mailbox.greeting(kind);
                rows.add(List.of(kind.label(),
                        greeting.map(one -> one.recorded().toString()).orElse("none"),
                        greeting.map(Greeting::mediaType).orElse(""),
                        greeting.map(one -> one.bytes() + " bytes").orElse("")));
                greeting.ifPresent(one -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("kind", kind.label());
                    object.put("recorded", one.recorded().toString());
                    object.put("mediaType", one.mediaType());
                    object.put("bytes", one.bytes());
                    objects.add(object);
                });
            }
            if (json) {
                Output.json(place.out(), objects);
            } else {
                Output.table(place.out(), List.of("GREETING", "RECORDED", "TYPE", ""), rows);
            }
            return 0;
        }
    }

    /// `rialto um greeting set`.
    @Command(name = "set", description = "Take a sound file (WAV or MP3) as a greeting.")
    static final class Set implements Administration {
        @Mixin
        Which which = new Which();

        @Parameters(index = "2", paramLabel = "FILE", description = "The sound file.")
        String file = "";

        @Override
        public int run(Workplace place) throws Exception {
            GreetingKind kind = which.kind();
            Path path = place.terminal().resolve(file);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
                which.mailbox(place).setGreeting(kind, in, mediaType(in, path));
            } catch (IOException e) {
                throw new UserError("cannot read " + path + ": " + e.getMessage());
            } catch (MailError.TooLarge e) {
                throw new UserError(String.valueOf(e.getMessage()));
            }
            place.out().println("Callers of " + which.name + " hear " + path.getFileName());
            return 0;
        }

        /// By how the file begins.
        private static String mediaType(InputStream in, Path path) throws IOException, UserError {
            in.mark(12);
            byte[] start = in.readNBytes(12);
            in.reset();
            if (start.length == 12 && start[0] == 'R' && start[1] == 'I' && start[2] == 'F'
                    && start[3] == 'F' && start[8] == 'W' && start[9] == 'A')
                return "audio/wav";
            boolean tagged = start.length > 3 && start[0] == 'I' && start[1] == 'D'
                    && start[2] == '3';
            boolean frame = start.length > 3 && (start[0] & 0xFF) == 0xFF
                    && (start[1] & 0xE0) == 0xE0;
            if (tagged || frame)
                return "audio/mpeg";
            throw new UserError(path + " is neither a WAV nor an MP3 file");
        }
    }

    /// `rialto um greeting get`.
    @Command(name = "get", description = "Write a greeting to a file.")
    static final class Save implements Administration {
        @Mixin
        Which which = new Which();

        @Parameters(index = "2", paramLabel = "FILE", description = "A file that is not there yet.")
        String file = "";

        @Override
        public int run(Workplace place) throws Exception {
            Greeting greeting = which.mailbox(place).greeting(which.kind())
                    .orElseThrow(() -> new UserError(which.name + " has no such greeting"));
            Path path = place.terminal().resolve(file);
            try (InputStream in = greeting.open()) {
                Files.copy(in, path);
            } catch (IOException e) {
                throw new UserError("cannot write " + path + ": " + e);
            }
            place.out().println(path + ": " + greeting.mediaType());
            return 0;
        }
    }

    /// `rialto um greeting remove`.
    @Command(name = "remove", description = "Remove one; callers hear the system's.")
    static final class Remove implements Administration {
        @Mixin
        Which which = new Which();

        @Override
        public int run(Workplace place) throws Exception {
            place.out().println(which.mailbox(place).removeGreeting(which.kind())
                    ? "Removed"
                    : "There was none");
            return 0;
        }
    }
}
