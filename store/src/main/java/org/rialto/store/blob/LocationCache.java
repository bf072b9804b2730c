package org.rialto.store.blob;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.store.blob.SegmentFiles.Location;

/// Where blobs are, by pages of consecutive ids: messages that came one after the other are read
/// one after the other, and one query finds the places of them all.
final class LocationCache {
    private static final int PAGE_IDS = 256;
    private static final int MOST_PAGES = 4_096;

    private record Page(int[] segments, long[] positions) {}

    private final Database database;
    private final Map<Long, Page> pages = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Page> eldest) {
            return size() > MOST_PAGES;
        }
    };

    LocationCache(Database database) { this.database = database; }

    /// Null when there is no such blob.
    @Nullable
    Location find(long blobId) {
        Location known = look(page(blobId / PAGE_IDS), blobId);
        if (known != null) {
            return known;
        }
        // The page may be older than the blob.
        Page read = read(blobId / PAGE_IDS);
        synchronized (pages) {
            pages.put(blobId / PAGE_IDS, read);
        }
        return look(read, blobId);
    }

    void forget(long blobId) {
        synchronized (pages) {
            pages.remove(blobId / PAGE_IDS);
        }
    }

    void forgetAll() {
        synchronized (pages) {
            pages.clear();
        }
    }

    private @Nullable Page page(long number) {
        synchronized (pages) {
            return pages.get(number);
        }
    }

    private static @Nullable Location look(@Nullable Page page, long blobId) {
        if (page == null) {
            return null;
        }
        int at = (int) (blobId % PAGE_IDS);
        return page.segments[at] < 0
                ? null
                : new Location(page.segments[at], page.positions[at]);
    }

    private Page read(long number) {
        int[] segments = new int[PAGE_IDS];
        java.util.Arrays.fill(segments, -1);
        long[] positions = new long[PAGE_IDS];
        long first = number * PAGE_IDS;
        database.read(sql -> {
            sql.forEach("SELECT blob_id, segment, position FROM blob"
                    + " WHERE blob_id >= ? AND blob_id < ?", row -> {
                        int at = (int) (row.getLong(1) - first);
                        segments[at] = row.getInt(2);
                        positions[at] = row.getLong(3);
                    }, first, first + PAGE_IDS);
            return null;
        });
        return new Page(segments, positions);
    }
}
