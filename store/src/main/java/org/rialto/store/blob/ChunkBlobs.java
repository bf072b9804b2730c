package org.rialto.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;
import org.rialto.store.StoreConfiguration;

/// Blobs of a PostgreSQL store, in rows of chunks. A small blob waits in memory for the unit of
/// work that takes its first reference and is inserted by it; a large one is inserted at once,
/// unreferenced, in a unit of its own for each few chunks.
public final class ChunkBlobs implements Blobs {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int SMALL_BYTES = 256 * 1024;
    private static final long MOST_PENDING_BYTES = 64L << 20;

    private record Pending(BlobRef ref, BlobHash hash, byte[] bytes, long since) {}

    private final Database database;
    private final StoreConfiguration configuration;
    private final AtomicInteger kept = new AtomicInteger();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final Map<BlobHash, Pending> pendingByHash = new ConcurrentHashMap<>();
    private final AtomicLong pendingBytes = new AtomicLong();

    public ChunkBlobs(Database database, StoreConfiguration configuration) {
        this.database = database;
        this.configuration = configuration;
        try {
            Files.createDirectories(configuration.blobs());
        } catch (IOException e) {
            throw new MailError.Unavailable(
                    "the directory " + configuration.blobs() + " cannot be made", e);
        }
    }

    @Override
    public BlobWriter create() {
        return new NewBlob(configuration.blobs(), configuration.spillBytes(), this::keep);
    }

    private BlobRef keep(NewBlob blob) {
        BlobHash hash = new BlobHash(blob.hash());
        Pending same = pendingByHash.get(hash);
        if (same != null) {
            return same.ref();
        }
        long[] found = database.write(sql -> {
            long stored = sql.number(
                    "SELECT blob_id FROM blob WHERE hash_prefix = ? AND hash = ? AND refs > 0", -1,
                    hash.prefix(), hash.array());
            return stored >= 0
                    ? new long[]{stored, 1}
                    : new long[]{sql.number("SELECT nextval('blob_ids')", 0), 0};
        });
        BlobRef ref = new BlobRef(found[0], blob.length());
        if (found[1] == 1) {
            return ref;
        }
        byte[] memory = blob.length() <= SMALL_BYTES && pendingBytes.get() < MOST_PENDING_BYTES
                ? blob.memory()
                : null;
        if (memory != null) {
            Pending added = new Pending(ref, hash, memory, System.nanoTime());
            pendingBytes.addAndGet(added.bytes().length);
            pending.put(ref.blobId(), added);
            pendingByHash.put(hash, added);
        } else {
            insertNow(blob, ref, hash);
        }
        return ref;
    }

    private void insertNow(NewBlob blob, BlobRef ref, BlobHash hash) {
        FileChannel channel = blob.channel();
        byte[] memory = blob.memory();
        database.write(sql -> {
            insertRow(sql, ref, hash, 0, System.currentTimeMillis());
            for (int number = 0; (long) number * CHUNK_BYTES < ref.length(); number++) {
                long from = (long) number * CHUNK_BYTES;
                int count = (int) Math.min(CHUNK_BYTES, ref.length() - from);
                byte[] bytes = memory != null
                        ? Arrays.copyOfRange(memory, (int) from, (int) from + count)
                        : chunk(Objects.requireNonNull(channel), from, count);
                insertChunk(sql, ref, number, bytes);
            }
            return null;
        });
    }

    private static byte[] chunk(FileChannel channel, long from, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw new IOException("the temporary file ended early");
                }
            }
        } catch (IOException e) {
            throw new MailError.Unavailable("the disk failed", e);
        }
        return buffer.array();
    }

    private static int insertRow(Sql sql, BlobRef ref, BlobHash hash, int refs,
            @org.jspecify.annotations.Nullable Long unreferencedSince) throws SQLException {
        return sql.update("INSERT INTO blob (blob_id, hash, hash_prefix, length, refs,"
                + " unreferenced_since) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (blob_id)"
                + " DO NOTHING", ref.blobId(), hash.array(), hash.prefix(), ref.length(), refs,
                unreferencedSince);
    }

    private static void insertChunk(Sql sql, BlobRef ref, int number, byte[] bytes)
            throws SQLException {
        sql.update("INSERT INTO blob_chunk (blob_id, number, bytes) VALUES (?, ?, ?)",
                ref.blobId(), number, bytes);
    }

    @Override
    public void reference(Sql sql, BlobRef ref) throws SQLException {
        Pending fresh = pending.get(ref.blobId());
        if (fresh != null) {
            sql.afterCommit(() -> forget(fresh));
            if (insertRow(sql, ref, fresh.hash(), 1, null) == 1) {
                if (ref.length() > 0) {
                    insertChunk(sql, ref, 0, fresh.bytes());
                }
                return;
            }
        }
        if (sql.update("UPDATE blob SET refs = refs + 1, unreferenced_since = NULL"
                + " WHERE blob_id = ?", ref.blobId()) == 0) {
            throw new MailError.NotFound("the stored bytes " + ref.blobId() + " are gone");
        }
    }

    private void forget(Pending fresh) {
        if (pending.remove(fresh.ref().blobId(), fresh)) {
            pendingBytes.addAndGet(-fresh.bytes().length);
        }
        pendingByHash.remove(fresh.hash(), fresh);
    }

    @Override
    public void release(Sql sql, BlobRef ref) throws SQLException {
        sql.update("UPDATE blob SET refs = refs - 1, unreferenced_since ="
                + " CASE WHEN refs <= 1 THEN ? ELSE NULL END WHERE blob_id = ?",
                System.currentTimeMillis(), ref.blobId());
    }

    @Override
    public BlobReader open(BlobRef ref) {
        Pending fresh = pending.get(ref.blobId());
        if (fresh != null) {
            return new Reader(ref, fresh.bytes());
        }
        Long length = database.read(sql -> sql.first("SELECT length FROM blob WHERE blob_id = ?",
                row -> row.getLong(1), ref.blobId()));
        if (length == null) {
            throw new MailError.NotFound("the stored bytes " + ref.blobId() + " are gone");
        }
        return new Reader(ref, new byte[0]);
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
        long before = System.currentTimeMillis() - graceSeconds * 1000;
        int removed = 0;
        int some;
        do {
            some = database.write(sql -> {
                List<Long> ids = sql.query("DELETE FROM blob WHERE blob_id IN"
                        + " (SELECT blob_id FROM blob WHERE unreferenced_since IS NOT NULL"
                        + " AND unreferenced_since <= ? AND refs <= 0 LIMIT 100 FOR UPDATE)"
                        + " AND refs <= 0 RETURNING blob_id", row -> row.getLong(1), before);
                for (long id : ids) {
                    sql.update("DELETE FROM blob_chunk WHERE blob_id = ?", id);
                }
                return ids.size();
            });
            removed += some;
        } while (some > 0);
        return removed;
    }

    /// PostgreSQL's vacuum does that.
    @Override
    public long compact(long mostBytes) { return 0; }

    @Override
    public void close() {
        pending.clear();
        pendingByHash.clear();
    }

    /// Keeps the chunk it read last.
    private final class Reader extends PositionalReader {
        private final BlobRef ref;
        private byte[] chunk;
        private int number;

        /// @param first the first chunk, or empty when it is still to be read
        Reader(BlobRef ref, byte[] first) {
            super(ref.length());
            this.ref = ref;
            this.chunk = first;
            this.number = first.length == 0 ? -1 : 0;
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int count) throws IOException {
            if (position >= length()) {
                return -1;
            }
            int wanted = (int) (position / CHUNK_BYTES);
            if (wanted != number) {
                byte[] read = database.read(sql -> sql.first(
                        "SELECT bytes FROM blob_chunk WHERE blob_id = ? AND number = ?",
                        row -> row.getBytes(1), ref.blobId(), wanted));
                if (read == null) {
                    throw new IOException("chunk " + wanted + " of blob " + ref.blobId()
                            + " is missing");
                }
                chunk = read;
                number = wanted;
            }
            int at = (int) (position % CHUNK_BYTES);
            int some = Math.min(count, chunk.length - at);
            if (some <= 0) {
                return -1;
            }
            System.arraycopy(chunk, at, buffer, offset, some);
            return some;
        }

        @Override
        public void close() { chunk = new byte[0]; }
    }
}
