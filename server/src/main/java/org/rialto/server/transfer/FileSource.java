package org.rialto.server.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rialto.store.MessageFlags;

/// A file for each message: a Maildir (with `.Sub.Folder` or nested folders), a directory tree of
/// `.eml` files, or one such file.
record FileSource(Path path, boolean isMaildir) implements MailSource {
    private record Message(Path file, String position, String folder) {}

    static boolean isMaildir(Path directory) {
        return Files.isDirectory(directory.resolve("cur"))
                && Files.isDirectory(directory.resolve("new"));
    }

    /// Whether there is a Maildir in it, at any depth.
    static boolean holdsMaildirs(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.anyMatch(FileSource::isMaildir);
        }
    }

    @Override
    public void forEach(@Nullable String after, Sink sink) throws IOException {
        for (Message message : messages()) {
            if (after != null && message.position().compareTo(after) <= 0)
                continue;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(message.file()))) {
                sink.message(new Found(message.position(), message.folder(),
                        flags(message.file()),
                        Files.getLastModifiedTime(message.file()).toInstant()), in);
            }
        }
    }

    private List<Message> messages() throws IOException {
        List<Message> found = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            found.add(new Message(path, String.valueOf(path.getFileName()), ""));
            return found;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path file : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                Message message = isMaildir ? inMaildir(file) : asFile(file);
                if (message != null)
                    found.add(message);
            }
        }
        found.sort(Comparator.comparing(Message::position));
        return found;
    }

    private @Nullable Message inMaildir(Path file) {
        Path part = file.getParent();
        if (part == null || part.getParent() == null)
            return null;
        String name = String.valueOf(part.getFileName());
        if (!name.equals("cur") && !name.equals("new"))
            return null;
        Path maildir = part.getParent();
        if (!isMaildir(maildir))
            return null;
        StringBuilder folder = new StringBuilder();
        for (Path step : path.relativize(maildir)) {
            String text = step.toString();
            if (text.isEmpty())
                continue;
            // Maildir++: .Projects.Alpha beside cur and new.
            String plain = text.startsWith(".") ? text.substring(1).replace('.', '/') : text;
            folder.append(folder.isEmpty() ? "" : "/").append(plain);
        }
        // Flags may change between two runs; the name before the colon does not.
        String unique = String.valueOf(file.getFileName()).split(":", 2)[0];
        return new Message(file, path.relativize(maildir) + "/" + unique, folder.toString());
    }

    private @Nullable Message asFile(Path file) {
        if (!String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".eml")) {
            return null;
        }
        Path folder = path.relativize(file).getParent();
        return new Message(file, path.relativize(file).toString(),
                folder == null ? "" : folder.toString());
    }

    /// The letters behind `:2,` of a Maildir file's name.
    private int flags(Path file) {
        if (!isMaildir)
            return 0;
        String[] parts = String.valueOf(file.getFileName()).split(":2,", 2);
        int flags = 0;
        for (char letter : parts.length < 2 ? new char[0] : parts[1].toCharArray()) {
            flags |= switch (letter) {
                case 'S' -> MessageFlags.READ;
                case 'R' -> MessageFlags.ANSWERED;
                case 'F' -> MessageFlags.FLAGGED;
                case 'D' -> MessageFlags.UNSENT;
                case 'T' -> MessageFlags.MARKED_DELETED;
                case 'P' -> MessageFlags.FORWARDED;
                default -> 0;
            };
        }
        return flags;
    }
}
