package org.rialto.store.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.mapi.MailError;
import org.rialto.store.Access;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Change;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageRow;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.store.StoreFixture;

/// The process that [CompactionCrashTest] kills, or that ends itself at a step of reclaiming. Messages
/// come and go, others are read all the time, and space is reclaimed at once, without the time that
/// it is left alone otherwise. It says on standard output what is acknowledged.
final class CompactionVictim {
    static final int SEGMENT_BYTES = 256 * 1024;
    private static final int MOST_BYTES = 60_000;
    private static final int OWN_FILE_BYTES = 1_200_000;
    private static final PrintStream OUT = System.out;
    private final Store store;
    private final Path blobs;
    private final Mailbox mailbox;
    private final long inbox;
    private final Random random;
    private final Map<Long, BlobRef> kept = new ConcurrentHashMap<>();
    /// Held by who has bytes in a segment that no row names yet.
    private final ReadWriteLock writing = new ReentrantReadWriteLock();

    private CompactionVictim(Store store, Path blobs, long seed) {
        this.store = store;
        this.blobs = blobs;
        this.mailbox = store.open(store.mailboxes().getFirst().mailboxId(), Access.SYSTEM);
        this.inbox = StoreFixture.inbox(mailbox);
        this.random = new Random(seed);
    }

    static Store open(Database database, Path blobs) {
        return Store.open(database, new StoreConfiguration(blobs, 64 * 1024, SEGMENT_BYTES));
    }

    /// Arguments: blob directory, SQLite file, seed, the step to end at or `-`, which time.
    public static void main(String[] arguments) throws InterruptedException {
        Path blobs = Path.of(arguments[0]);
        Store store = open(Database.open(new DatabaseConfiguration.Sqlite(
                Path.of(arguments[1]))), blobs);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[4]));
        ((SegmentBlobs) store.blobs()).whenReclaiming(step -> {
            say("step " + step);
            if (step.name().equals(arguments[3]) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(9);
            }
        });
        CompactionVictim victim = new CompactionVictim(store, blobs,
                Long.parseLong(arguments[2]));
        say("ready");
        Thread.ofPlatform().start(() -> endlessly(victim::comeAndGo));
        Thread.ofPlatform().start(() -> endlessly(victim::readOne));
        victim.removeHalf();
        endlessly(victim::reclaim);
    }

    private interface Work {
        void once() throws IOException;
    }

    private static void endlessly(Work work) {
        try {
            while (true) {
                work.once();
            }
        } catch (IOException | RuntimeException e) {
            say("broken " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    /// Makes segments of earlier runs mostly dead.
    private void removeHalf() {
        List<MessageRow> rows = mailbox.read(snapshot -> snapshot.messages(inbox, 1,
                Integer.MAX_VALUE, Integer.MAX_VALUE, Set.of()));
        for (MessageRow row : rows) {
            if (!kept.containsKey(row.messageId()) && random.nextBoolean()) {
                remove(row.messageId(), row.uid());
            }
        }
    }

    private void comeAndGo() throws IOException {
        byte[] bytes = new byte[random.nextInt(20) == 0
                ? OWN_FILE_BYTES
                : 1_000 + random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        Added added = deliver(bytes);
        say("have " + added.messageId() + " " + hash(bytes));
        if (random.nextInt(20) == 0) {
            // Segments in which nothing stays.
            for (int i = 0; i < 4 * SEGMENT_BYTES / MOST_BYTES; i++) {
                byte[] some = new byte[MOST_BYTES];
                random.nextBytes(some);
                Added passing = deliver(some);
                remove(passing.messageId(), passing.uid());
            }
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                // The same bytes again: what is removed then is not their last holder.
                Added again = deliver(bytes);
                say("have " + again.messageId() + " " + hash(bytes));
                remove(added.messageId(), added.uid());
                kept.put(again.messageId(), again.mime());
            }
            case 1, 2 -> kept.put(added.messageId(), added.mime());
            default -> remove(added.messageId(), added.uid());
        }
    }

    private record Added(long messageId, int uid, BlobRef mime) {}

    private Added deliver(byte[] bytes) throws IOException {
        while (true) {
            writing.readLock().lock();
            try (BlobWriter writer = store.blobs().create()) {
                writer.write(bytes);
                BlobRef mime = writer.finish();
                Change.Added added = mailbox.write(change -> change.deliver(inbox,
                        StoreFixture.message("m", mime)));
                return new Added(added.messageId(), added.uid(), mime);
            } catch (MailError.NotFound e) {
                continue; // collected before it had a row: no time is given here
            } finally {
                writing.readLock().unlock();
            }
        }
    }

    private void remove(long messageId, int uid) {
        say("lose " + messageId);
        mailbox.write(change -> {
            change.deleteMessages(inbox, new int[]{uid}, true);
            return true;
        });
        say("gone " + messageId);
    }

    private void readOne() throws IOException {
        for (BlobRef each : kept.values()) {
            try (InputStream in = store.blobs().stream(each, 0, each.length())) {
                if (in.readAllBytes().length != each.length()) {
                    throw new IOException("a blob that is too short");
                }
            }
        }
        Thread.yield();
    }

    private void reclaim() throws IOException {
        age(blobs, writing);
        store.blobs().collect(0);
        store.blobs().compact(Long.MAX_VALUE);
    }

    /// Makes all segments but the last look old enough to be reclaimed, while nobody has bytes there
    /// that are not named yet.
    static void age(Path blobs, ReadWriteLock writing) throws IOException {
        writing.writeLock().lock();
        try {
            List<Path> segments = CompactionCrashTest.segments(blobs);
            for (Path old : segments.subList(0, Math.max(0, segments.size() - 1))) {
                Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
            }
        } finally {
            writing.writeLock().unlock();
        }
    }

    private static void say(String what) {
        byte[] line = (what + " .\n").getBytes(StandardCharsets.UTF_8);
        synchronized (OUT) {
            OUT.write(line, 0, line.length);
            OUT.flush();
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(
                    java.security.MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
