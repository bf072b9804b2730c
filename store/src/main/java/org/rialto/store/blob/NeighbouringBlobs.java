package org.rialto.store.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.blob.SegmentFiles.Location;

/// Reads blobs that stand one after the other in a segment, as those of messages that came one after
/// the other do, with one call of the system.
///
/// @param places where a blob is; null where it is not known
record NeighbouringBlobs(SegmentFiles files, Function<BlobRef, @Nullable Location> places) {
    /// What is between two is read too, and not used.
    private static final long MOST_BETWEEN_BYTES = 4 << 10;
    private static final long MOST_BYTES = 256 << 10;

    /// Each in its place; null for one without a neighbour.
    List<Blobs.@Nullable Bytes> read(List<BlobRef> blobs) {
        Blobs.@Nullable Bytes[] found = new Blobs.@Nullable Bytes[blobs.size()];
        @Nullable
        Location[] at = new @Nullable Location[blobs.size()];
        for (int i = 0; i < at.length; i++) {
            at[i] = places.apply(blobs.get(i));
        }
        for (int from = 0, to; from < at.length; from = to) {
            Location first = at[from];
            long end = first == null ? 0 : first.position() + blobs.get(from).length();
            to = from + 1;
            while (first != null && to < at.length
                    && follows(at[to], first, end, blobs.get(to).length())) {
                end = at[to].position() + blobs.get(to).length();
                to++;
            }
            if (first != null && to > from + 1) {
                byte[] bytes = bytes(first, (int) (end - first.position()));
                for (int i = from; bytes != null && i < to; i++) {
                    found[i] = new Blobs.Bytes(bytes, (int) (at[i].position() - first.position()),
                            (int) blobs.get(i).length());
                }
            }
        }
        return Arrays.asList(found);
    }

    private static boolean follows(@Nullable Location next, Location first, long end,
            long length) {
        return next != null && first.segment() != 0 && next.segment() == first.segment()
                && next.position() >= end && next.position() - end <= MOST_BETWEEN_BYTES
                && next.position() + length - first.position() <= MOST_BYTES;
    }

    /// Null where they cannot be read: whoever reads one of them is told why, or finds it elsewhere.
    private byte @Nullable [] bytes(Location first, int count) {
        ByteBuffer into = ByteBuffer.allocate(count);
        try {
            while (into.hasRemaining()) {
                if (files.read(first.segment(), into,
                        first.position() + into.position()) < 0) {
                    return null;
                }
            }
            return into.array();
        } catch (IOException moved) {
            return null;
        }
    }
}
