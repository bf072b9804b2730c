package org.rialto.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rialto.server.Home;
import org.rialto.server.HomeFiles;
import org.rialto.server.Rooms;

/// The home that `rialto demo` works on, and what is in it.
final class DemoHome {
    static final String DOMAIN = "example.com";
    static final String PASSWORD = "Password01!";

    private DemoHome() {}

    /// Writes configuration and certificate where they are missing.
    static void create(Home home, boolean freePorts) throws IOException {
        HomeFiles.create(home, "mail." + DOMAIN, DOMAIN, HomeFiles.Ports.DEMO, freePorts);
    }

    /// Makes the sample domain, users and mail, as far as they are not there yet.
    static void populate(Rooms rooms) { rooms.database(); }

    static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst)
                Files.deleteIfExists(path);
        } catch (IOException | java.io.UncheckedIOException e) {
            // It is in the temporary directory; the system clears that.
        }
    }
}
