package org.rialto.store.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.ChildProcess;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.TestEngine;
import org.rialto.store.Access;
import org.rialto.store.BlobRef;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageRow;
import org.rialto.store.Store;
import org.rialto.store.StoreFixture;
import org.rialto.store.blob.SegmentSweep.Step;
import org.rialto.store.check.BlobHolders;
import org.rialto.store.check.CheckOptions;
import org.rialto.store.check.CheckReport;
import org.rialto.store.check.StoreCheck;

/// A process that reclaims the space of blobs is killed, at each step of that and at random moments:
/// every message that was acknowledged is whole, and no space is lost for ever.
final class CompactionCrashTest {
    private static final int MOST_SECONDS = 120;
    private final Random random = new Random();
    private final Path directory;
    private final Path blobs;
    private final Path database;
    private final Map<Long, String> have = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final Map<Step, Integer> steps = new EnumMap<>(Step.class);

    CompactionCrashTest(@TempDir Path directory) {
        this.directory = directory;
        this.blobs = directory.resolve("blobs");
        this.database = ((DatabaseConfiguration.Sqlite) TestEngine.SQLITE
                .configuration(directory)).file();
    }

    static List<Path> segments(Path blobs) throws IOException {
        try (Stream<Path> files = Files.list(blobs)) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .sorted().toList();
        }
    }

    @Test
    void keepsEveryMessageWhenItEndsAtAnyStep() throws Exception {
        prepare();
        for (Step step : Step.values()) {
            endAt(step, 1 + random.nextInt(3));
        }
        finish();
    }

    @Test
    @Tag("long")
    void keepsEveryMessageWhenItEndsAtAnyStepAndAnyMomentManyTimes() throws Exception {
        prepare();
        for (int i = 0; i < 8; i++) {
            for (Step step : Step.values()) {
                endAt(step, 1 + random.nextInt(step == Step.FILE_DELETED ? 4 : 12));
            }
            for (int j = 0; j < 5; j++) {
                killAfter(random.nextInt(1_500));
            }
        }
        finish();
    }

    private void prepare() {
        try (StoreFixture fixture = new StoreFixture(TestEngine.SQLITE, directory)) {
            fixture.mailbox();
        }
    }

    private void endAt(Step step, int time) throws Exception {
        int before = steps.getOrDefault(step, 0);
        long seed = random.nextLong(1 << 30);
        run(seed, step.name(), time, TimeUnit.SECONDS.toMillis(MOST_SECONDS));
        String what = "seed %d, %s for the %dth time".formatted(seed, step, time);
        assertThat(steps.getOrDefault(step, 0) - before).as(what).isEqualTo(time);
        check(what);
    }

    private void killAfter(long millis) throws Exception {
        long seed = random.nextLong(1 << 30);
        run(seed, "-", 0, millis);
        check("seed %d, killed after %d ms".formatted(seed, millis));
    }

    private void run(long seed, String step, int time, long mostMillis) throws Exception {
        Process child = ChildProcess.start(ChildProcess.command(CompactionVictim.class,
                List.of(blobs.toString(), database.toString(), Long.toString(seed), step,
                        Integer.toString(time))));
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("ready .");
            Thread killer = Thread.startVirtualThread(() -> {
                try {
                    child.waitFor(mostMillis, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // SIGKILL; by the handle, which leaves what was printed to be read
                child.toHandle().destroyForcibly();
            });
            for (String line; (line = out.readLine()) != null;) {
                note(line);
            }
            killer.join();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        if (!words[words.length - 1].equals(".")) {
            return; // cut off by the kill
        }
        switch (words[0]) {
            case "have" -> have.put(Long.parseLong(words[1]), words[2]);
            case "lose" -> have.remove(Long.parseLong(words[1])); // it may or may not be there
            case "gone" -> gone.add(Long.parseLong(words[1]));
            case "step" -> steps.merge(Step.valueOf(words[1]), 1, Integer::sum);
            default -> throw new AssertionError(line);
        }
    }

    private void check(String what) throws IOException {
        try (Database opened = Database.open(new DatabaseConfiguration.Sqlite(database));
                Store store = CompactionVictim.open(opened, blobs)) {
            MailboxInfo info = store.mailboxes().getFirst();
            Mailbox mailbox = store.open(info.mailboxId(), Access.SYSTEM);
            List<MessageRow> rows = mailbox.read(snapshot -> snapshot.messages(
                    StoreFixture.inbox(mailbox), 1, Integer.MAX_VALUE, Integer.MAX_VALUE,
                    Set.of()));
            Map<Long, String> found = new HashMap<>();
            for (MessageRow row : rows) {
                BlobRef mime = Objects.requireNonNull(row.mime());
                try (InputStream in = store.blobs().stream(mime, 0, mime.length())) {
                    found.put(row.messageId(), CompactionVictim.hash(in.readAllBytes()));
                }
            }
            // Nothing may have been acknowledged yet.
            Map<Long, String> kept = new HashMap<>(found);
            kept.keySet().retainAll(have.keySet());
            assertThat(kept).as(what).isEqualTo(have);
            assertThat(found.keySet().stream().filter(gone::contains)).as(what).isEmpty();
            CheckReport report = new StoreCheck(opened, store, BlobHolders.NONE,
                    (guid, name) -> name).run(new CheckOptions(false, false, true),
                            (name, done, most) -> {});
            assertThat(report.findings()).as(what).isEmpty();
        }
    }

    /// Whatever crashes left behind is reclaimed in the end.
    private void finish() throws IOException {
        assertThat(steps).containsOnlyKeys(Step.values());
        try (Database opened = Database.open(new DatabaseConfiguration.Sqlite(database));
                Store store = CompactionVictim.open(opened, blobs)) {
            store.blobs().collect(0);
            CompactionVictim.age(blobs, new ReentrantReadWriteLock());
            store.blobs().compact(Long.MAX_VALUE);
            long living = opened.read(sql -> sql.number(
                    "SELECT SUM(length) FROM blob WHERE segment > 0", 0));
            long named = opened.read(sql -> sql.number(
                    "SELECT COUNT(*) FROM blob WHERE segment = 0", 0));
            long size = 0;
            for (Path segment : segments(blobs)) {
                size += Files.size(segment);
            }
            assertThat(size).isLessThan(3 * living + 2 * CompactionVictim.SEGMENT_BYTES);
            try (Stream<Path> files = Files.list(blobs)) {
                assertThat(files.filter(file -> file.getFileName().toString()
                        .startsWith("blob-")).count()).isEqualTo(named);
            }
        }
        check("finished");
    }
}
