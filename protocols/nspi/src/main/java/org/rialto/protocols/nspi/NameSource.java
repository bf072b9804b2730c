package org.rialto.protocols.nspi;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The [NameIndex] of one version of the directory: that of an earlier one, as long as it is asked
/// for and few objects changed since, with those that did. It begins to be made when a name is looked
/// for first, and nobody waits for it.
final class NameSource {
    /// Objects that are looked at one by one before the index is made anew.
    private static final int MOST_CHANGED = 500;

    /// An index that is made of some rows, on a thread of its own, once it is asked for.
    private static final class Base {
        /// Null once the index is made.
        private volatile @Nullable Collection<ListRow> rows;
        private final AtomicBoolean begun = new AtomicBoolean();
        private volatile @Nullable NameIndex index;

        Base(Collection<ListRow> rows) { this.rows = rows; }

        /// Null until it is made.
        @Nullable
        NameIndex index() {
            if (index == null && begun.compareAndSet(false, true)) {
                Thread.ofVirtual().name("index of names").start(this::make);
            }
            return index;
        }

        void make() {
            Collection<ListRow> from = rows;
            if (from != null) {
                index = NameIndex.of(from);
                rows = null;
            }
        }
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
        if (!base.begun.get() && base.index == null) {
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

    /// Makes the index now, for those who can wait.
    void make() { base.make(); }

    /// See [NameIndex#exactly]; null while nothing is known but the rows.
    @Nullable
    List<NameIndex.Range> exactly(NameMatch match) {
        NameIndex index = base.index();
        return index == null ? null : withChanged(index.exactly(match));
    }

    /// See [NameIndex#matching]; null while nothing is known but the rows.
    @Nullable
    List<NameIndex.Range> matching(NameMatch match) {
        NameIndex index = base.index();
        return index == null ? null : withChanged(index.matching(match));
    }

    private List<NameIndex.Range> withChanged(List<NameIndex.Range> found) {
        return Stream.concat(found.stream(), Stream.of(NameIndex.Range.of(changed))).toList();
    }
}
