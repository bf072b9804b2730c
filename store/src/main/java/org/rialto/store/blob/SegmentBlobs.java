package org.rialto.store.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;
import org.rialto.store.StoreConfiguration;
import org.rialto.store.blob.SegmentFiles.Location;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blobs of an SQLite store. A finished blob's bytes are in a segment file (a large one's in a
/// file of its own) and its row is still to come: it waits in memory as pending until a unit of
/// work takes the first reference, which inserts the row. The segment is synced right before that
/// unit's commit. So whichever comes first, crash or commit, no row names bytes that are not
/// there, and bytes that no row names are dead space for [SegmentSweep].
public final class SegmentBlobs implements Blobs {
    private static final Logger log = LoggerFactory.getLogger(SegmentBlobs.class);
    static final long OWN_FILE_BYTES = 1 << 20;

    /// A blob without a row yet.
    record Pending(BlobRef ref, BlobHash hash, Location location, long since) {}

    private final Database database;
    private final SegmentFiles files;
    private final LocationCache locations;
    private final int spillBytes;
    private final long firstId;
    private final AtomicLong nextId;
    private final AtomicInteger failedSyncs = new AtomicInteger();
    /// The blobs of this process that a failed sync may have lost have lower ids.
    private volatile long lostBelow;
    private final AtomicInteger kept = new AtomicInteger();
    private volatile Consumer<SegmentSweep.Step> reclaiming = step -> {};
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final Map<BlobHash, Pending> pendingByHash = new ConcurrentHashMap<>();

    public SegmentBlobs(Database database, StoreConfiguration configuration) {
        this.database = database;
        this.spillBytes = configuration.spillBytes();
        this.locations = new LocationCache(database);
        long last = database.read(sql -> sql.number("SELECT MAX(blob_id) FROM blob", 0));
        this.firstId = last + 1;
        this.nextId = new AtomicLong(firstId);
        try {
            this.files = new SegmentFiles(configuration.blobs(), configuration.segmentBytes());
            sweep().removeUnnamedFiles();
        } catch (IOException e) {
            throw new MailError.Unavailable(
                    "the blob directory " + configuration.blobs() + " cannot be used", e);
        }
        database.addCommitParticipant(this::beforeCommit);
    }

    private SegmentSweep sweep() {
        return new SegmentSweep(database, files, locations, step -> reclaiming.accept(step));
    }

    /// Tells of each step of reclaiming.
    void whenReclaiming(Consumer<SegmentSweep.Step> observer) { reclaiming = observer; }

    private int beforeCommit() throws IOException {
        try {
            return files.sync();
        } catch (IOException e) {
            log.error("Syncing the blobs failed; a new segment is started: {}", e.getMessage());
            // None of the pending blobs can be trusted to be on the disk any more, and none that
            // was appended and is not pending yet.
            lostBelow = nextId.get();
            failedSyncs.incrementAndGet();
            pending.clear();
            pendingByHash.clear();
            files.startNewSegment();
            throw e;
        }
    }

    @Override
    public BlobWriter create() { return new NewBlob(files.directory(), spillBytes, this::keep); }

    private BlobRef keep(NewBlob blob) {
        BlobHash hash = new BlobHash(blob.hash());
        Pending same = pendingByHash.get(hash);
        if (same != null) {
            return same.ref();
        }
        Long stored = database.read(sql -> sql.first(
                "SELECT blob_id FROM blob WHERE hash_prefix = ? AND hash = ? AND refs > 0",
                row -> row.getLong(1), hash.prefix(), hash.array()));
        if (stored != null) {
            return new BlobRef(stored, blob.length());
        }
        int failedBefore = failedSyncs.get();
        BlobRef ref = new BlobRef(nextId.getAndIncrement(), blob.length());
        try {
            Pending added = new Pending(ref, hash, write(blob, ref), System.nanoTime());
            pending.put(ref.blobId(), added);
            pendingByHash.put(hash, added);
            if (failedSyncs.get() != failedBefore) {
                forget(added);
                throw lost(ref);
            }
        } catch (IOException e) {
            throw new MailError.Unavailable("the disk is full or failed", e);
        }
        return ref;
    }

    private Location write(NewBlob blob, BlobRef ref) throws IOException {
        FileChannel channel = blob.channel();
        if (channel == null || ref.length() < OWN_FILE_BYTES) {
            return files.append(blob.hash(), ref.length(), blob.pieces(), channel);
        }
        // Synced here, on its writer's thread, so that the commit need not wait for it.
        channel.force(false);
        Files.move(Objects.requireNonNull(blob.file()), files.ownFile(ref.blobId()),
                StandardCopyOption.ATOMIC_MOVE);
        files.syncDirectory();
        return new Location(0, 0);
    }

    @Override
    public void reference(Sql sql, BlobRef ref) throws SQLException {
        Pending fresh = pending.get(ref.blobId());
        if (fresh == null) {
            if (sql.update("UPDATE blob SET refs = refs + 1, unreferenced_since = NULL"
                    + " WHERE blob_id = ?", ref.blobId()) == 0) {
                throw ref.blobId() >= firstId && ref.blobId() < lostBelow
                        ? lost(ref)
                        : new MailError.NotFound("the stored bytes " + ref.blobId() + " are gone");
            }
            return;
        }
        sql.update("INSERT INTO blob (blob_id, hash, hash_prefix, length, refs, segment, position)"
                + " VALUES (?, ?, ?, ?, 1, ?, ?) ON CONFLICT (blob_id) DO UPDATE SET"
                + " refs = refs + 1, unreferenced_since = NULL", ref.blobId(),
                fresh.hash().array(), fresh.hash().prefix(), ref.length(),
                fresh.location().segment(), fresh.location().position());
        sql.afterCommit(() -> forget(fresh));
    }

    /// Whoever brought the bytes still has them and may bring them again.
    private static MailError lost(BlobRef ref) {
        return new MailError.Unavailable("the disk failed when it was to keep the stored bytes "
                + ref.blobId());
    }

    private void forget(Pending fresh) {
        pending.remove(fresh.ref().blobId(), fresh);
        pendingByHash.remove(fresh.hash(), fresh);
    }

    @Override
    public void release(Sql sql, BlobRef ref) throws SQLException {
        sql.update("UPDATE blob SET refs = refs - 1, unreferenced_since ="
                + " CASE WHEN refs <= 1 THEN ? ELSE NULL END WHERE blob_id = ?",
                System.currentTimeMillis(), ref.blobId());
    }

    @Override
    public BlobReader open(BlobRef ref) { return new Reader(ref); }

    @Override
    public List<@Nullable Bytes> readTogether(List<BlobRef> blobs) {
        return new NeighbouringBlobs(files, this::find).read(blobs);
    }

    private @Nullable Location find(BlobRef ref) {
        Pending fresh = pending.get(ref.blobId());
        return fresh != null ? fresh.location() : locations.find(ref.blobId());
    }

    private Location locate(BlobRef ref) {
        Location location = find(ref);
        if (location == null) {
            throw new MailError.NotFound("the stored bytes " + ref.blobId() + " are gone");
        }
        return location;
    }

    @Override
    public Kept keepAll() {
        kept.incrementAndGet();
        return kept::decrementAndGet;
    }

    @Override
    public int collect(long graceSeconds) {
        if (kept.get() > 0) {
            return 0;
        }
        long oldest = System.nanoTime() - graceSeconds * 1_000_000_000L;
        for (Pending waiting : pending.values()) {
            if (waiting.since() - oldest < 0) {
                forget(waiting);
            }
        }
        return sweep().collect(graceSeconds);
    }

    @Override
    public long compact(long mostBytes) { return kept.get() > 0
            ? 0
            : sweep().compact(mostBytes); }

    @Override
    public void close() { files.close(); }

    /// Reads a blob where it is, looking again when compaction moved it meanwhile.
    private final class Reader extends PositionalReader {
        private final BlobRef ref;
        private Location location;
        private @Nullable FileChannel own;

        Reader(BlobRef ref) {
            super(ref.length());
            this.ref = ref;
            this.location = locate(ref);
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int count) throws IOException {
            if (position >= length()) {
                return -1;
            }
            java.nio.ByteBuffer into = java.nio.ByteBuffer.wrap(buffer, offset,
                    (int) Math.min(count, length() - position));
            if (location.segment() == 0) {
                return ownFile().read(into, position);
            }
            try {
                return files.read(location.segment(), into, location.position() + position);
            } catch (java.nio.file.NoSuchFileException e) {
                locations.forget(ref.blobId());
                Location moved = locate(ref);
                if (moved.equals(location)) {
                    throw e;
                }
                location = moved;
                return read(position, buffer, offset, count);
            }
        }

        private FileChannel ownFile() throws IOException {
            if (own == null) {
                Path path = files.ownFile(ref.blobId());
                own = FileChannel.open(path, java.nio.file.StandardOpenOption.READ);
            }
            return own;
        }

        @Override
        public void close() {
            try {
                if (own != null) {
                    own.close();
                    own = null;
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
