package org.rialto.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rialto.database.DatabaseConfiguration;

/// Runs a program of the tests, which says on standard output what it has done, and kills it.
final class KilledProcess {
    private KilledProcess() {}

    /// In the program: the database of its arguments.
    static DatabaseConfiguration database(String[] arguments) {
        return arguments[1].equals("-")
                ? new DatabaseConfiguration.Sqlite(Path.of(arguments[0]).resolve("rialto.db"))
                : new DatabaseConfiguration.Postgres(arguments[1], "postgres", "", 16);
    }

    /// Answers what it said: lines such as `m17`.
    ///
    /// @param millis how long it goes on after its first line
    static List<String> run(Class<?> program, Path folder, DatabaseConfiguration database,
            int first, int port,
            int millis) throws IOException, InterruptedException {
        String url = database instanceof DatabaseConfiguration.Postgres postgres
                ? postgres.url()
                : "-";
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xmx300m", "-cp",
                System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")),
                program.getName(), folder.toString(), url, String.valueOf(first),
                String.valueOf(port)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Thread killer = null;
            for (String line; (line = out.readLine()) != null;) {
                if (!line.matches("m[0-9]+")) {
                    continue;
                }
                lines.add(line);
                if (killer == null) {
                    killer = Thread.ofVirtual().start(() -> {
                        try {
                            Thread.sleep(millis);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        // Not the process itself: that would close the stream that is read.
                        process.toHandle().destroyForcibly();
                    });
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return lines;
    }
}
