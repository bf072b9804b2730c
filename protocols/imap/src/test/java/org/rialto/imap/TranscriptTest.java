package org.rialto.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays each file of `src/test/resources/transcripts` against a fresh server; see [Transcript].
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    static List<String> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void answersAsWritten(String name, @TempDir Path folder)
            throws IOException, URISyntaxException {
        try (ImapTestServer server = new ImapTestServer(folder);
                Transcript transcript = new Transcript(server)) {
            transcript.play(FOLDER.resolve(name));
        }
    }

    @Test
    void thereAreTranscripts() throws IOException {
        assertThat(transcripts()).hasSizeGreaterThan(9);
    }
}
