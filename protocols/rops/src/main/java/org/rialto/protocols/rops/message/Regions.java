package org.rialto.protocols.rops.message;

import java.util.ArrayList;
import java.util.List;

/// The regions of a value that streams have locked. MS-OXCPRPT §2.2.24 and §3.2.5.21. Their owner is
/// the stream; its own session is at work whenever one is looked at, so that none expires.
public final class Regions {
    /// Of LockFlags: others may still read it.
    public static final int ONLY_WRITE = 0x01;
    private static final int MOST = 1_000;
    private final List<Region> locked = new ArrayList<>();

    private record Region(Object owner, long from, long to, int flags) {
        boolean meets(long otherFrom, long otherTo) { return from < otherTo && otherFrom < to; }
    }

    /// Locks a region; false where a part of it is locked already, or too many are.
    public boolean lock(Object owner, long from, long to, int flags) {
        if (locked.size() >= MOST || locked.stream().anyMatch(each -> each.meets(from, to))) {
            return false;
        }
        if (from < to) {
            locked.add(new Region(owner, from, to, flags));
        }
        return true;
    }

    /// Gives an owner's locks up that meet the region.
    public void unlock(Object owner, long from, long to) {
        locked.removeIf(each -> each.owner() == owner && each.meets(from, to));
    }

    public void release(Object owner) { locked.removeIf(each -> each.owner() == owner); }

    public boolean mayRead(Object who, long from, long to) {
        return locked.stream().noneMatch(each -> each.owner() != who
                && each.flags() != ONLY_WRITE && each.meets(from, to));
    }

    public boolean mayWrite(Object who, long from, long to) {
        return locked.stream()
                .noneMatch(each -> each.owner() != who && each.meets(from, to));
    }
}
