package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.server.control.TextTerminal;

/// Import and export, through files and back.
class TransferTest {
    private static final String MBOX = """
            From ann@example.test Sat Jan  3 01:05:34 2026
            Subject: first

            A line.
            >From here on it is quoted.
            >>From here, too.
            From time to time not at a paragraph's start.

            Last line.

            From bob@example.test Sun Jan  4 02:05:34 2026
            Subject: second

            No empty lines at the end.

            From MAILER-DAEMON Sun Jan  4 02:06:00 2026
            Subject: third


            """;

    @TempDir
    Path directory;

    private String shown = "";

    private void done(String... arguments) {
        TextTerminal terminal = new TextTerminal("");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(directory.resolve("home").toString());
        int code = CommandLines.execute(all.toArray(String[]::new), terminal, null);
        shown = terminal.outText() + terminal.errText();
        assertThat(code).as("%s", shown).isZero();
    }

    private static List<String> contents(Path root) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)
                    .sorted()::iterator) {
                contents.add(Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    @BeforeEach
    void home() {
        done("init", "--domain", "example.org", "--no-administrator");
        done("user", "add", "ann");
        done("user", "add", "bob");
    }

    @Test
    void mboxComesInOnceAndGoesOutAsItWas() throws Exception {
        Path mbox = directory.resolve("old.mbox");
        Files.writeString(mbox, MBOX);
        done("import", "ann", mbox.toString(), "--folder", "Archive/2026");
        assertThat(shown).contains("3 messages");
        done("import", "ann", mbox.toString(), "--folder", "Archive/2026");
        assertThat(shown).contains("0 messages");
        Files.writeString(mbox,
                MBOX + "From x@y.test Mon Jan  5 02:06:00 2026\nSubject: 4\n\nx\n\n");
        done("import", "ann", mbox.toString(), "--folder", "Archive/2026");
        assertThat(shown).contains("1 messages");
        done("export", "ann", directory.resolve("eml").toString(), "--format", "eml");
        List<String> files = contents(directory.resolve("eml"));
        assertThat(files).containsExactly("Subject: first\r\n\r\nA line.\r\n"
                + "From here on it is quoted.\r\n>From here, too.\r\nFrom time to time not at a"
                + " paragraph's start.\r\n\r\nLast line.\r\n",
                "Subject: second\r\n\r\nNo empty lines at the end.\r\n", "Subject: third\r\n\r\n",
                "Subject: 4\r\n\r\nx\r\n");
        done("export", "ann", directory.resolve("mbox").toString(), "--format", "mbox");
        done("import", "bob", directory.resolve("mbox/Archive/2026.mbox").toString());
        done("export", "bob", directory.resolve("again").toString(), "--format", "eml");
        assertThat(contents(directory.resolve("again"))).isEqualTo(files);
        done("export", "bob", directory.resolve("again").toString(), "--format", "eml");
        assertThat(shown).contains(": 0 messages");
    }

    @Test
    void maildirKeepsFoldersFlagsAndDates() throws Exception {
        Path maildir = directory.resolve("mail");
        for (String folder : List.of("", ".Work.Projects")) {
            for (String part : List.of("cur", "new", "tmp")) {
                Files.createDirectories(maildir.resolve(folder).resolve(part));
            }
        }
        Files.writeString(maildir.resolve("cur/1.a.host:2,FS"), "Subject: flagged\n\nx\n");
        Files.writeString(maildir.resolve(".Work.Projects/new/2.b.host"), "Subject: new\n\ny\n");
        done("import", "ann", maildir.toString());
        assertThat(shown).contains("2 messages");
        done("export", "ann", directory.resolve("out").toString());
        try (Stream<Path> paths = Files.walk(directory.resolve("out"))) {
            List<String> names = paths.filter(Files::isRegularFile)
                    .map(path -> directory.resolve("out").relativize(path).toString()).sorted()
                    .toList();
            assertThat(names).hasSize(2);
            assertThat(names.get(0)).matches("Inbox/Work/Projects/cur/\\d+\\.U1V\\d+\\.rialto:2,");
            assertThat(names.get(1)).matches("Inbox/cur/\\d+\\.U1V\\d+\\.rialto:2,FS");
        }
    }
}
