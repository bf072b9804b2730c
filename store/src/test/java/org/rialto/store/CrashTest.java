package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.ChildProcess;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.TestEngine;
import org.rialto.mapi.MailError;

/// A writing process is killed at random moments: whatever it had acknowledged is there afterwards,
/// whole, and every count is right.
@ParameterizedClass
@EnumSource(TestEngine.class)
class CrashTest {
    /// Copied, moved and deleted in three units of work.
    private static final int BULK = 2 * BulkWork.MESSAGES + 100;
    private final TestEngine engine;
    private final Path directory;
    private final Map<String, String> have = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private String bulk = "emptied";

    CrashTest(TestEngine engine, @TempDir Path directory) {
        this.engine = engine;
        this.directory = directory;
    }

    @Test
    void keepsWhatItAcknowledged() throws Exception { killAndCheck(3); }

    @Test
    @Tag("long")
    void keepsWhatItAcknowledgedManyTimes() throws Exception {
        killAndCheck(engine == TestEngine.SQLITE ? 50 : 20);
    }

    private void killAndCheck(int times) throws Exception {
        try (StoreFixture fixture = new StoreFixture(engine, directory)) {
            fixture.mailbox();
            fixture.mailbox();
            Mailbox third = fixture.mailbox();
            for (String name : List.of("source", "target", "moved")) {
                long root = third.read(s -> s.folder(SpecialFolder.INBOX).parentId());
                third.write(change -> change.createFolder(root, NewFolder.generic(name)));
            }
            long source = folder(third, "source");
            third.write(change -> {
                for (int i = 0; i < BULK; i++) {
                    change.deliver(source, StoreFixture.message("bulk", null));
                }
                return 0;
            });
        }
        Random random = new Random();
        for (int i = 0; i < times; i++) {
            long seed = random.nextLong(1 << 30);
            int acknowledged = runAndKill(seed, 300 + random.nextInt(700));
            assertThat(acknowledged).as("seed " + seed).isPositive();
            try (StoreFixture fixture = new StoreFixture(engine, directory)) {
                checkBulk(fixture, seed);
                check(fixture, seed);
            }
        }
    }

    private int runAndKill(long seed, long millis) throws IOException, InterruptedException {
        String database = switch (engine.configuration(directory)) {
            case DatabaseConfiguration.Sqlite sqlite -> sqlite.file().toString();
            case DatabaseConfiguration.Postgres postgres -> postgres.url();
        };
        Process child = ChildProcess.start(ChildProcess.command(CrashWriter.class,
                List.of(directory.resolve("blobs").toString(), database, Long.toString(seed))));
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("ready");
            CountDownLatch first = new CountDownLatch(1);
            Thread killer = Thread.startVirtualThread(() -> {
                try {
                    // Not from its start: on a busy machine that may take longer.
                    first.await(30, TimeUnit.SECONDS);
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // SIGKILL; by the handle, which leaves what was printed to be read
                child.toHandle().destroyForcibly();
            });
            for (String line; (line = out.readLine()) != null;) {
                lines.add(line);
                first.countDown();
            }
            killer.join();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        lines.forEach(this::note);
        return lines.size();
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 4) {
            return; // cut off by the kill
        }
        String key = words[1] + " " + words[2];
        switch (words[0]) {
            case "have" -> have.put(key, words[3]);
            case "lose" -> have.remove(key); // from here on it may or may not be there
            case "gone" -> gone.add(key);
            case "read" -> read.add(key);
            case "bulk" -> bulk = words[3];
            default -> throw new AssertionError(line);
        }
    }

    static long folder(Mailbox mailbox, String name) {
        return mailbox.read(Snapshot::folders).stream()
                .filter(folder -> folder.name().equals(name)).findFirst().orElseThrow()
                .folderId();
    }

    /// A copy is all or nothing; nothing gets lost between two folders.
    private void checkBulk(StoreFixture fixture, long seed) {
        long mailboxId = fixture.store.mailboxes().get(2).mailboxId();
        Mailbox mailbox = fixture.store.open(mailboxId, Access.SYSTEM);
        // On PostgreSQL another process might still be at it, and some time goes by before.
        ((SqlStore) fixture.store).unfinished().finish(mailboxId, Long.MAX_VALUE);
        Map<String, Integer> counts = new HashMap<>();
        mailbox.read(Snapshot::folders)
                .forEach(folder -> counts.put(folder.name(), folder.contentCount()));
        int target = counts.getOrDefault("target", -1);
        int moved = counts.getOrDefault("moved", -1);
        String description = "seed %d, after \"%s\": %d in target, %d in moved"
                .formatted(seed, bulk, target, moved);
        assertThat(counts.get("source")).isEqualTo(BULK);
        switch (bulk) {
            case "emptied" -> {
                assertThat(target).as(description).isIn(0, BULK);
                assertThat(moved).as(description).isZero();
            }
            case "copied" -> assertThat(target + moved).as(description).isEqualTo(BULK);
            case "moved" -> assertThat(target).as(description).isZero();
            default -> throw new AssertionError(bulk);
        }
        mailbox.emptyFolder(folder(mailbox, "target"), false, true);
        mailbox.emptyFolder(folder(mailbox, "moved"), false, true);
        bulk = "emptied";
    }

    private void check(StoreFixture fixture, long seed) {
        Map<String, MessageRow> found = new HashMap<>();
        for (MailboxInfo info : fixture.store.mailboxes()) {
            Mailbox mailbox = fixture.store.open(info.mailboxId(), Access.SYSTEM);
            for (Folder folder : mailbox.read(Snapshot::folders)) {
                List<MessageRow> rows = mailbox.read(s -> s.messages(folder.folderId(), 1,
                        Integer.MAX_VALUE, Integer.MAX_VALUE, Set.of(MessagePart.values())));
                assertThat(folder.contentCount()).as("seed %d: %s", seed, folder.name())
                        .isEqualTo(rows.size());
                assertThat(folder.unreadCount()).isEqualTo(rows.stream()
                        .filter(row -> (row.flags() & MessageFlags.READ) == 0).count());
                assertThat(folder.contentSize())
                        .isEqualTo(rows.stream().mapToLong(MessageRow::size).sum());
                rows.forEach(row -> found.put(info.mailboxId() + " " + row.messageId(), row));
            }
        }
        have.forEach((key, hash) -> {
            MessageRow row = found.get(key);
            assertThat(row).as("seed %d: message %s", seed, key).isNotNull();
        });
        String third = fixture.store.mailboxes().get(2).mailboxId() + " ";
        found.forEach((key, row) -> {
            if (!key.startsWith(third)) {
                checkMessage(fixture, seed, key, row);
            }
        });
        gone.forEach(key -> assertThat(found).as("seed " + seed).doesNotContainKey(key));
    }

    private void checkMessage(StoreFixture fixture, long seed, String key, MessageRow row) {
        BlobRef mime = row.mime();
        assertThat(mime).isNotNull();
        if (mime == null) {
            return;
        }
        try {
            String hash = CrashWriter.NewMessageHash.of(fixture.read(mime));
            assertThat(hash).as("seed %d: bytes of %s", seed, key)
                    .isEqualTo(have.getOrDefault(key, hash));
        } catch (MailError e) {
            throw new AssertionError("seed " + seed + ": " + key, e);
        }
        if (read.contains(key)) {
            assertThat(row.flags() & MessageFlags.READ).isEqualTo(MessageFlags.READ);
        }
    }
}
