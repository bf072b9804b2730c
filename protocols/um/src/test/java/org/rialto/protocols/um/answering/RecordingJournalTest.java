package org.rialto.protocols.um.answering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingJournalTest {
    @TempDir
    Path directory = Path.of("");

    private RecordingJournal journal() throws IOException {
        return RecordingJournal.open(directory.resolve("um"));
    }

    private static AnsweredCall call(String subject, Instant start) {
        return new AnsweredCall(UUID.randomUUID(), UUID.randomUUID(), "bob@example.com",
                new Caller("+49301234567", "Zo\u00eb = \"Z\"\nline", "", true), start, subject,
                AnsweredCall.Importance.HIGH);
    }

    private RecordingJournal journal;

    @BeforeEach
    void open() throws IOException { journal = journal(); }

    @Test
    void aCallThatWasNotEndedIsFoundAgainWithItsTakesLatestFirst() throws IOException {
        AnsweredCall call = call("L\u00e4uft: = # !", Instant.parse("2026-11-21T15:00:00.125Z"));
        RecordingJournal.Entry entry = journal.begin(call);
        Path first = Files.writeString(entry.nextTake(), "one");
        Path second = Files.writeString(entry.nextTake(), "two");

        List<RecordingJournal.Entry> unfinished = journal().unfinished();

        assertThat(unfinished).hasSize(1);
        assertThat(unfinished.getFirst().call()).isEqualTo(call);
        assertThat(unfinished.getFirst().takes()).containsExactly(second, first);
    }

    @Test
    void aCallThatEndedLeavesNothing() throws IOException {
        RecordingJournal.Entry entry = journal.begin(call("", Instant.EPOCH));
        Files.writeString(entry.nextTake(), "one");
        entry.done();

        assertThat(journal().unfinished()).isEmpty();
        try (Stream<Path> left = Files.list(directory.resolve("um"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatBelongsToNoCallIsSweptAndDamageIsKept() throws IOException {
        Path um = directory.resolve("um");
        Path recording = Files.writeString(um.resolve(UUID.randomUUID() + "-1.wav"), "x");
        Path unwritten = Files.writeString(um.resolve(UUID.randomUUID() + ".new"), "id=");
        Path damaged = Files.writeString(um.resolve(UUID.randomUUID() + ".call"), "id=7");
        journal.begin(call("", Instant.EPOCH));

        assertThat(journal().unfinished()).hasSize(1);
        assertThat(recording).doesNotExist();
        assertThat(unwritten).doesNotExist();
        assertThat(damaged).exists();
    }

    @Test
    void oldestCallsComeFirst() throws IOException {
        journal.begin(call("second", Instant.EPOCH.plusSeconds(2)));
        journal.begin(call("first", Instant.EPOCH.plusSeconds(1)));

        assertThat(journal().unfinished()).extracting(entry -> entry.call().subject())
                .containsExactly("first", "second");
    }
}
