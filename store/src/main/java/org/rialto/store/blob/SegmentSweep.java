package org.rialto.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.rialto.database.Database;
import org.rialto.mapi.MailError;
import org.rialto.store.blob.SegmentFiles.Location;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reclaims the space of blobs that nothing refers to: deletes their rows, then files of their
/// own and segments that are all dead; apart from that, segments that are mostly dead, after copying
/// what lives in them. A crash at any time loses nothing: copies are on disk before the commit that
/// names them, and a segment goes only when no row names it.
final class SegmentSweep {
    private static final Logger log = LoggerFactory.getLogger(SegmentSweep.class);
    private static final int ROWS_AT_A_TIME = 500;
    /// A segment with less than this part alive is copied and removed.
    private static final double WORTH_KEEPING = 0.35;
    /// What compaction leaves free for mail that comes meanwhile.
    static final long SPARE_BYTES = 512L << 20;

    /// What reclaiming has just done; a crash after any of these loses nothing.
    enum Step {
        /// Rows of blobs that nothing refers to are gone, their bytes are there.
        ROWS_DELETED,
        /// So is the file that one of them had for itself.
        FILE_DELETED,
        /// A segment without a living blob is gone.
        DEAD_SEGMENT_DELETED,
        /// A living blob is in two places; its row names the old one.
        COPIED,
        /// Its row names the new one.
        MOVED,
        /// Nothing living is in a segment any more, which is there yet.
        EVACUATED,
        /// It is gone.
        SEGMENT_DELETED
    }

    private record Row(long blobId, byte[] hash, long length, int segment, long position) {}

    private final Database database;
    private final SegmentFiles files;
    private final LocationCache locations;
    private final Consumer<Step> observer;

    /// @param observer is told of each step on the reclaiming thread
    SegmentSweep(Database database, SegmentFiles files, LocationCache locations,
            Consumer<Step> observer) {
        this.database = database;
        this.files = files;
        this.locations = locations;
        this.observer = observer;
    }

    /// At start-up, before any blob is pending: files of their own that no row names.
    void removeUnnamedFiles() throws IOException {
        try (DirectoryStream<Path> blobs = Files.newDirectoryStream(files.directory(), "blob-*")) {
            for (Path file : blobs) {
                long id = Long.parseLong(file.getFileName().toString().substring(5), 16);
                if (locations.find(id) == null) {
                    Files.delete(file);
                }
            }
        }
    }

    int collect(long graceSeconds) {
        long before = System.currentTimeMillis() - graceSeconds * 1000;
        int removed = 0;
        try {
            List<Row> rows;
            do {
                rows = deleteSome(before);
                observer.accept(Step.ROWS_DELETED);
                for (Row row : rows) {
                    locations.forget(row.blobId());
                    if (row.segment() == 0) {
                        Files.deleteIfExists(files.ownFile(row.blobId()));
                        observer.accept(Step.FILE_DELETED);
                    }
                }
                removed += rows.size();
            } while (rows.size() == ROWS_AT_A_TIME);
            if (removed > 0) {
                for (Candidate candidate : candidates()) {
                    if (candidate.living() == 0) {
                        files.delete(candidate.segment());
                        observer.accept(Step.DEAD_SEGMENT_DELETED);
                    }
                }
            }
        } catch (IOException e) {
            throw new MailError.Unavailable("collecting unused blobs: the disk failed", e);
        }
        return removed;
    }

    private List<Row> deleteSome(long before) {
        return database.write(sql -> sql.query("DELETE FROM blob WHERE blob_id IN"
                + " (SELECT blob_id FROM blob WHERE unreferenced_since IS NOT NULL"
                + " AND unreferenced_since <= ? AND refs <= 0 LIMIT ?)"
                + " RETURNING blob_id, hash, length, segment, position", SegmentSweep::row, before,
                ROWS_AT_A_TIME));
    }

    private static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Row(row.getLong(1), row.getBytes(2), row.getLong(3), row.getInt(4),
                row.getLong(5));
    }

    private record Candidate(int segment, long living, long size) {}

    /// Segments that may go, those with the least in them first. Blobs that are pending are in the
    /// current segment, or in one so young that it is not mostly dead by rows alone; so a segment is
    /// judged only when a later one is being written and it is a while old.
    private List<Candidate> candidates() throws IOException {
        Map<Integer, Long> alive = new HashMap<>();
        database.read(sql -> {
            sql.forEach("SELECT segment, SUM(length + " + SegmentFiles.HEADER_BYTES
                    + ") FROM blob WHERE segment > 0 GROUP BY segment",
                    row -> alive.put(row.getInt(1), row.getLong(2)));
            return null;
        });
        int current = files.currentSegment();
        List<Candidate> candidates = new ArrayList<>();
        for (int segment : files.segments()) {
            Path path = files.path(segment);
            boolean young = Files.getLastModifiedTime(path).toMillis() > System.currentTimeMillis()
                    - 2 * 3_600_000L;
            long living = alive.getOrDefault(segment, 0L);
            if (segment < current && !young && living < WORTH_KEEPING * Files.size(path)) {
                candidates.add(new Candidate(segment, living, Files.size(path)));
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::living));
        return candidates;
    }

    /// Copies at most that many bytes, while the disk keeps room; answers the bytes gained.
    long compact(long mostBytes) {
        long copied = 0;
        long gained = 0;
        try {
            for (Candidate candidate : candidates()) {
                long free = Files.getFileStore(files.directory()).getUsableSpace();
                if (copied + candidate.living() > mostBytes) {
                    break;
                }
                if (free < candidate.living() + SPARE_BYTES) {
                    log.warn("Blob segments are not compacted: {} MiB are free, and copying needs"
                            + " {}", free >> 20, candidate.living() + SPARE_BYTES >> 20);
                    break;
                }
                evacuate(candidate.segment());
                copied += candidate.living();
                gained += candidate.size() - candidate.living();
            }
        } catch (IOException e) {
            throw new MailError.Unavailable("compacting blobs: the disk failed", e);
        }
        return gained;
    }

    private void evacuate(int segment) throws IOException {
        Set<Long> moved = new HashSet<>();
        while (true) {
            List<Row> rows = database.read(sql -> sql.query("SELECT blob_id, hash, length, segment,"
                    + " position FROM blob WHERE segment = ? LIMIT ?", SegmentSweep::row, segment,
                    ROWS_AT_A_TIME));
            if (rows.isEmpty()) {
                break;
            }
            for (Row row : rows) {
                move(row);
                moved.add(row.blobId());
            }
        }
        observer.accept(Step.EVACUATED);
        files.delete(segment);
        observer.accept(Step.SEGMENT_DELETED);
        moved.forEach(locations::forget);
        log.info("Blob segment {} was mostly unused; {} blobs moved, its space reclaimed", segment,
                moved.size());
    }

    private void move(Row row) throws IOException {
        byte[] bytes = new byte[(int) row.length()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (files.read(row.segment(), buffer, row.position() + buffer.position()) < 0) {
                throw new IOException("blob " + row.blobId() + " ends before its length");
            }
        }
        Location target = files.append(row.hash(), row.length(),
                List.of(ByteBuffer.wrap(bytes)), null);
        observer.accept(Step.COPIED);
        database.write(sql -> sql.update(
                "UPDATE blob SET segment = ?, position = ? WHERE blob_id = ? AND segment = ?",
                target.segment(), target.position(), row.blobId(), row.segment()));
        observer.accept(Step.MOVED);
        locations.forget(row.blobId());
    }
}
