package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls that are being answered, on disk: so that a server that dies during one still delivers what
/// was heard, or notes that somebody called.
///
/// Each call has a file `ID.call`, durable before a word is said, and its recordings `ID-1.wav`,
/// `ID-2.wav`…, one for each take, which grow while the caller speaks. The removal of `ID.call` ends
/// the call: recordings without one are swept away at the next start. It is removed after the message
/// was handed in, which happens under the call's id, so that handing it in again does nothing.
public final class RecordingJournal {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingJournal.class);
    private static final String CALL = ".call";
    private static final int LARGEST_FILE_BYTES = 64 * 1024;

    /// What has just been done to the files, for who ends the process there.
    enum Step {
        /// A call's note is whole, under a name that does not count.
        NOTE_WRITTEN,
        /// It counts, perhaps not durably.
        NOTED,
        /// It is durable: somebody called.
        BEGUN,
        /// The next recording is about to be made.
        TAKE_NAMED,
        /// What came of the call has been handed in; the note is removed, perhaps not durably.
        NOTE_REMOVED,
        /// It is durable that the call has ended.
        ENDED,
        /// One of its recordings is removed.
        TAKE_REMOVED
    }

    private final Path directory;
    private volatile Consumer<Step> observer = step -> {};

    private RecordingJournal(Path directory) { this.directory = directory; }

    /// @param directory made when it is not there; only one process at a time
    public static RecordingJournal open(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new RecordingJournal(directory);
    }

    void whenDone(Consumer<Step> told) { observer = told; }

    /// Notes a call. Durable when this returns.
    public Entry begin(AnsweredCall call) throws IOException {
        note(call, false);
        observer.accept(Step.BEGUN);
        return new Entry(call, false);
    }

    private void note(AnsweredCall call, boolean personal) throws IOException {
        Path file = directory.resolve(call.id() + CALL);
        Path fresh = directory.resolve(call.id() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE,
                StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(write(call, personal));
            while (text.hasRemaining())
                channel.write(text);
            channel.force(true);
        }
        observer.accept(Step.NOTE_WRITTEN);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        observer.accept(Step.NOTED);
        forceDirectory();
    }

    /// Calls that an earlier process did not end, oldest first. To be asked at start, before any
    /// call comes. Removes what belongs to no call.
    public List<Entry> unfinished() throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(CALL))
                entry(file).ifPresent(entries::add);
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            boolean known = entries.stream().anyMatch(entry -> name.startsWith(
                    entry.call().id().toString()));
            if (!known && (name.endsWith(".wav") || name.endsWith(".new")))
                Files.deleteIfExists(file);
        }
        entries.sort(Comparator.comparing(entry -> entry.call().start()));
        return entries;
    }

    private Optional<Entry> entry(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES)
                throw new IllegalArgumentException("too large");
            Properties values = new Properties();
            values.load(new StringReader(Files.readString(file)));
            AnsweredCall call = read(values);
            if (!file.getFileName().toString().startsWith(call.id() + "."))
                throw new IllegalArgumentException("names another call");
            return Optional.of(new Entry(call,
                    Boolean.parseBoolean(values.getProperty("personal"))));
        } catch (IllegalArgumentException | DateTimeException
                | java.nio.charset.CharacterCodingException e) {
            // Not ours, or damaged by something else than a crash: kept for a person to look at.
            LOG.warn("{} tells of no call: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private static String write(AnsweredCall call, boolean personal) throws IOException {
        Properties values = new Properties();
        values.setProperty("id", call.id().toString());
        values.setProperty("mailbox", call.mailbox().toString());
        values.setProperty("called", call.called());
        values.setProperty("caller.id", call.caller().id());
        values.setProperty("caller.name", call.caller().name());
        values.setProperty("caller.address", call.caller().address());
        values.setProperty("caller.automaton", String.valueOf(call.caller().automaton()));
        values.setProperty("start", call.start().toString());
        values.setProperty("subject", call.subject());
        values.setProperty("importance", call.importance().name());
        values.setProperty("personal", String.valueOf(personal));
        StringWriter out = new StringWriter();
        values.store(out, null);
        return out.toString();
    }

    private static AnsweredCall read(Properties values) {
        Caller caller = new Caller(value(values, "caller.id"), value(values, "caller.name"),
                value(values, "caller.address"),
                Boolean.parseBoolean(value(values, "caller.automaton")));
        return new AnsweredCall(UUID.fromString(value(values, "id")),
                UUID.fromString(value(values, "mailbox")), value(values, "called"), caller,
                Instant.parse(value(values, "start")), value(values, "subject"),
                AnsweredCall.Importance.valueOf(value(values, "importance")));
    }

    private static String value(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null)
            throw new IllegalArgumentException(name + " is missing");
        return value;
    }

    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            // Windows opens no directory; its renames are journaled.
            LOG.trace("{}: {}", directory, e.toString());
        }
    }

    /// One call. Used by one thread at a time.
    public final class Entry {
        private AnsweredCall call;
        private boolean personal;
        private int takes;

        private Entry(AnsweredCall call, boolean personal) {
            this.call = call;
            this.personal = personal;
        }

        public AnsweredCall call() { return call; }

        /// Whether the caller marked the message as private.
        boolean isPersonal() { return personal; }

        /// How the caller marked the message, for who delivers it later.
        void mark(boolean urgent, boolean isPersonal) throws IOException {
            if (urgent)
                call = call.with(AnsweredCall.Importance.HIGH);
            personal = isPersonal;
            note(call, isPersonal);
        }

        /// Where the next take is recorded. Earlier takes stay until the call ends.
        public Path nextTake() {
            observer.accept(Step.TAKE_NAMED);
            return take(++takes);
        }

        /// Recordings of the call, latest first.
        public List<Path> takes() throws IOException {
            String start = call.id() + "-";
            List<Path> found;
            try (Stream<Path> all = Files.list(directory)) {
                found = all.filter(file -> file.getFileName().toString().startsWith(start))
                        .toList();
            }
            int last = 0;
            for (Path file : found) {
                String name = file.getFileName().toString().substring(start.length());
                if (name.matches("[1-9][0-9]{0,3}\\.wav"))
                    last = Math.max(last, Integer.parseInt(name.substring(0, name.length() - 4)));
            }
            List<Path> takes = new ArrayList<>();
            for (int number = last; number > 0; number--) {
                if (Files.exists(take(number)))
                    takes.add(take(number));
            }
            return takes;
        }

        /// Nothing that was recorded is to be heard by anybody.
        void removeTakes() throws IOException {
            for (Path recording : takes())
                delete(recording);
        }

        private Path take(int number) {
            return directory.resolve(call.id() + "-" + number + ".wav");
        }

        /// The call has ended and what came of it is in the mailbox.
        public void done() throws IOException {
            List<Path> recordings = takes();
            delete(directory.resolve(call.id() + CALL));
            observer.accept(Step.NOTE_REMOVED);
            forceDirectory();
            observer.accept(Step.ENDED);
            for (Path recording : recordings) {
                delete(recording);
                observer.accept(Step.TAKE_REMOVED);
            }
        }

        private static void delete(Path file) throws IOException {
            try {
                Files.delete(file);
            } catch (NoSuchFileException e) {
                LOG.debug("{} is gone already", file);
            }
        }
    }
}
