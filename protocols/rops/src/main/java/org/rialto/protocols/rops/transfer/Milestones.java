package org.rialto.protocols.rops.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.sync.FastTransferDownload;

/// How much of a synchronization a client has, while it takes the stream. MS-OXCFXICS §3.2.5.3. It
/// knows that it has all of an element when it sees what follows.
final class Milestones {
    /// @param changes how many of the changes it has
    /// @param deletions whether it has the deletions
    /// @param readStates whether it has the read states
    record Milestone(long position, int changes, boolean deletions, boolean readStates) {
        static Milestone end(int changes) { return new Milestone(0, changes, true, true); }
    }

    private final Deque<Milestone> ahead = new ArrayDeque<>();
    private Milestone reached = new Milestone(0, 0, false, false);
    private @Nullable FastTransferDownload stream;

    void into(FastTransferDownload download) { stream = download; }

    /// Something comes next; whoever has begun with that has so much.
    void add(int changes, boolean deletions, boolean readStates) {
        FastTransferDownload download = stream;
        if (download != null) {
            advance(download);
            ahead.add(new Milestone(download.written(), changes, deletions, readStates));
        }
    }

    private void advance(FastTransferDownload download) {
        for (Milestone next = ahead.peek(); next != null
                && next.position < download.taken(); next = ahead.peek()) {
            reached = ahead.remove();
        }
    }

    /// What the client has, of so many changes.
    Milestone now(int changes) {
        FastTransferDownload download = stream;
        if (download != null && download.isDone()) {
            return Milestone.end(changes);
        }
        if (download != null) {
            advance(download);
        }
        return reached;
    }
}
