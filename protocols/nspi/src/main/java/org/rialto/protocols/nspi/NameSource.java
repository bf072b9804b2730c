package org.rialto.protocols.nspi;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The [NameIndex] of one version of the directory: that of an earlier one, as long as it is asked
/// for and few objects changed since, with those that did. Made when a name is looked for first.
final class NameSource {
    /// Objects that are looked at one by one before the index is made anew.
    private static final int MOST_CHANGED = 500;

    /// An index that is made of some rows when it is asked for.
    private static final class Base {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Collection<ListRow> rows;
        private volatile @Nullable NameIndex index;

        Base(Collection<ListRow> rows) { this.rows = rows; }

        NameIndex index() {
            NameIndex made = index;
            if (made != null) {
                return made;
            }
            lock.lock();
            try {
                Collection<ListRow> from = rows;
                made = index;
                if (made == null && from != null) {
                    made = NameIndex.of(from);
                    index = made;
                    rows = null;
                }
            } finally {
                lock.unlock();
            }
            if (made == null) {
                throw new IllegalStateException("an index of nothing");
            }
            return made;
        }

        boolean isMade() { return index != null; }
    }

    private final Base base;
    /// Changed, added or removed since.
    private final long[] changed;

    private NameSource(Base base, long[] changed) {
        this.base = base;
        this.changed = changed;
    }

    static NameSource of(Collection<ListRow> rows) {
        return new NameSource(new Base(rows), new long[0]);
    }

    /// Of a later version.
    ///
    /// @param rows all of that version
    NameSource with(Set<Long> nowChanged, Collection<ListRow> rows) {
        if (!base.isMade()) {
            return of(rows);
        }
        Set<Long> all = new HashSet<>(nowChanged);
        for (long id : changed) {
            all.add(id);
        }
        return all.size() > MOST_CHANGED
                ? of(rows)
                : new NameSource(base, all.stream().mapToLong(Long::longValue).toArray());
    }

    /// See [NameIndex#exactly].
    List<NameIndex.Range> exactly(NameMatch match) {
        return withChanged(base.index().exactly(match));
    }

    /// See [NameIndex#matching].
    List<NameIndex.Range> matching(NameMatch match) {
        return withChanged(base.index().matching(match));
    }

    private List<NameIndex.Range> withChanged(List<NameIndex.Range> found) {
        return Stream.concat(found.stream(), Stream.of(NameIndex.Range.of(changed))).toList();
    }
}
