package org.rialto.mapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The changes that a version of an object has in it, the latest of each namespace.
/// MS-OXCFXICS §2.2.2.3; the value of PidTagPredecessorChangeList. Immutable.
public final class PredecessorChangeList {
    public static final PredecessorChangeList EMPTY = new PredecessorChangeList(List.of());

    /// How two versions of one object stand to each other. MS-OXCFXICS §3.1.5.6.1.
    public enum Order {
        /// Each includes the other: the same version.
        SAME,
        /// This version has all of the other's changes, and more.
        NEWER,
        /// The other version has all of this one's changes, and more.
        OLDER,
        /// Each has changes that the other lacks.
        CONFLICT
    }

    /// In the order of the namespaces' bytes, one for each.
    private final List<Xid> xids;

    private PredecessorChangeList(Collection<Xid> sorted) { xids = List.copyOf(sorted); }

    public static PredecessorChangeList of(Xid... xids) { return of(List.of(xids)); }

    /// The list of these changes; the latest stays where several have one namespace.
    public static PredecessorChangeList of(Collection<Xid> xids) {
        Map<UUID, Xid> latest = new TreeMap<>(ValueComparison::compareGuids);
        for (Xid xid : xids) {
            latest.merge(xid.namespaceGuid(), xid, (a, b) -> a.isAtLeast(b) ? a : b);
        }
        return new PredecessorChangeList(latest.values());
    }

    /// Reads the property's value.
    public static PredecessorChangeList decode(Binary value) {
        ByteReader in = value.reader();
        List<Xid> xids = new ArrayList<>();
        while (in.hasRemaining()) {
            xids.add(Xid.read(in.slice(in.readUint8())));
        }
        // Sorted rather than checked: the order means nothing to a reader (§2.2.2.3).
        return of(xids);
    }

    public Binary encode() {
        ByteWriter out = new ByteWriter(xids.size() * (GlobalId.BYTES + 1));
        for (Xid xid : xids) {
            out.writeInt8(xid.length());
            xid.write(out);
        }
        return Binary.wrap(out.toByteArray());
    }

    public List<Xid> xids() { return xids; }

    /// This list with one more change.
    public PredecessorChangeList merge(Xid xid) { return merge(of(xid)); }

    /// All changes of both.
    public PredecessorChangeList merge(PredecessorChangeList other) {
        List<Xid> all = new ArrayList<>(xids);
        all.addAll(other.xids);
        return of(all);
    }

    /// Whether every change of `other` is in this list, itself or a later one of its namespace.
    public boolean includes(PredecessorChangeList other) {
        return other.xids.stream().allMatch(this::includes);
    }

    public boolean includes(Xid change) {
        return xids.stream().anyMatch(xid -> xid.namespaceGuid().equals(change.namespaceGuid())
                && xid.isAtLeast(change));
    }

    public Order compare(PredecessorChangeList other) {
        boolean includes = includes(other);
        if (other.includes(this)) {
            return includes ? Order.SAME : Order.OLDER;
        }
        return includes ? Order.NEWER : Order.CONFLICT;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PredecessorChangeList list && xids.equals(list.xids);
    }

    @Override
    public int hashCode() { return xids.hashCode(); }

    @Override
    public String toString() { return xids.toString(); }
}
