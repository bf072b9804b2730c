package org.rialto.store.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrderSet;

/// An open table with its cursor, as a client holds one. MS-OXCTABL §3.2.5. Used by one thread at
/// a time. Columns are the protocol's affair: it reads the values of the rows that it gets.
public final class Table implements AutoCloseable {
    /// A place that every table has (MS-OXCTABL §2.2.2.1.1).
    public enum Origin {
        BEGINNING, CURRENT, END
    }

    /// The outcome of moving the cursor.
    ///
    /// @param moved rows, negative backwards
    /// @param less fewer than were asked for
    /// @param rowGone the row of the bookmark is no longer visible; the next one was taken
    public record Moved(int moved, boolean less, boolean rowGone) {}

    private record Bookmark(@Nullable TableRow row, int index) {}

    private final TableSource source;
    private final RowMemory memory;
    private SortOrderSet order = SortOrderSet.NONE;
    private @Nullable Restriction restriction;
    private @Nullable PropertyTag instanceColumn;
    private @Nullable LeafRows leaves;
    private @Nullable VisibleRows visible;
    private int position;
    private final Map<Integer, Bookmark> bookmarks = new HashMap<>();
    private int lastBookmark;
    private long examined;
    private long lookedAt;

    public Table(TableSource source) { this(source, RowMemory.unbounded()); }

    /// @param memory what its rows may hold; whatever needs more is refused
    public Table(TableSource source, RowMemory memory) {
        this.source = source;
        this.memory = memory;
    }

    @Override
    public void close() { reopen(); }

    /// Applies a sort order: the cursor goes to the beginning, bookmarks are invalid.
    public void sort(SortOrderSet newOrder) {
        order = newOrder;
        reopen();
    }

    /// Applies a restriction, or none: the cursor goes to the beginning, bookmarks are invalid.
    public void restrict(@Nullable Restriction newRestriction) {
        restriction = newRestriction;
        reopen();
    }

    /// Shows rows once for each value of a multivalue instance column (null for none), unless they
    /// are sorted by such a one. The cursor stays at its row. MS-OXCTABL §3.2.5.2.
    public void expand(@Nullable PropertyTag column) {
        if (!Objects.equals(column, instanceColumn)) {
            instanceColumn = column;
            reload();
        }
    }

    /// Takes sort order, restriction and bookmarks away (RopResetTable).
    public void reset() {
        order = SortOrderSet.NONE;
        restriction = null;
        instanceColumn = null;
        reopen();
    }

    public SortOrderSet order() { return order; }

    public @Nullable Restriction restriction() { return restriction; }

    /// Visible rows.
    public int rowCount() { return rows().size(); }

    /// The cursor: the index of the row that comes next; [#rowCount] at the end.
    public int position() { return Math.min(position, rowCount()); }

    /// Source rows that were looked at so far: what the table cost.
    public long examinedRows() { return examined + (leaves == null ? 0 : leaves.examined()); }

    /// As [#examinedRows], with those that were looked at for a shared view of its rows.
    public long lookedAtRows() { return lookedAt + (leaves == null ? 0 : leaves.lookedAt()); }

    /// Whether its rows were found already.
    public boolean isFound() { return leaves != null; }

    /// Whether a message is among the visible rows.
    public boolean shows(long id) { return visible().showsLeaf(id); }

    /// Up to `count` rows from the cursor, forward, or backward in the table's order; moves the
    /// cursor past them when `advance`.
    public List<TableRow> queryRows(int count, boolean forward, boolean advance) {
        List<TableRow> all = rows();
        int at = position();
        int wanted = Math.max(0, count);
        int from = forward ? at : Math.max(0, at - wanted);
        int to = forward ? (int) Math.min(all.size(), (long) at + wanted) : at;
        List<TableRow> found = List.copyOf(all.subList(from, to));
        if (advance) {
            position = forward ? to : from;
        }
        return found;
    }

    /// The values of rows, null for those that are gone. A header's are those of a row inside.
    public List<@Nullable PropertySource> values(List<TableRow> some) {
        return source.read(some.stream().mapToLong(row -> switch (row) {
            case TableRow.Leaf leaf -> leaf.id();
            case TableRow.Header header -> header.sampleId();
        }).toArray());
    }

    /// Moves the cursor by `count` rows from an origin.
    public Moved seek(Origin origin, int count) { return seek(originIndex(origin), count, false); }

    /// Moves the cursor by `count` rows from a bookmark.
    ///
    /// @throws MailError.Invalid no such bookmark
    public Moved seek(int bookmark, int count) {
        Place place = place(bookmark);
        return seek(place.index(), count, place.gone());
    }

    private Moved seek(int from, int count, boolean gone) {
        long wanted = (long) from + count;
        int target = (int) Math.clamp(wanted, 0, rowCount());
        position = target;
        return new Moved(target - from, target != wanted, gone);
    }

    /// Moves the cursor to a fraction of the table.
    ///
    /// @throws MailError.Invalid the denominator is zero
    public void seekFraction(long numerator, long denominator) {
        if (denominator <= 0 || numerator < 0) {
            throw new MailError.Invalid("a table has no place " + numerator + "/" + denominator);
        }
        position = numerator >= denominator
                ? rowCount()
                : (int) (numerator * rowCount() / denominator);
    }

    /// The first row from an origin on that satisfies `wanted`; the cursor goes there, or stays
    /// when there is none. Backwards it begins before the origin.
    public Optional<TableRow> find(Restriction wanted, Origin origin, boolean forward) {
        return findFrom(wanted, originIndex(origin), forward);
    }

    /// As above from a bookmark; [#isGone] tells whether its row is still visible.
    public Optional<TableRow> find(Restriction wanted, int bookmark, boolean forward) {
        return findFrom(wanted, place(bookmark).index(), forward);
    }

    private Optional<TableRow> findFrom(Restriction wanted, int from, boolean forward) {
        List<TableRow> all = rows();
        int step = forward ? 1 : -1;
        int batch = 64;
        for (int at = forward ? from : from - 1; at >= 0 && at < all.size(); at += step * batch) {
            List<TableRow> some = new ArrayList<>();
            for (int i = at; i >= 0 && i < all.size() && some.size() < batch; i += step) {
                some.add(all.get(i));
            }
            List<@Nullable PropertySource> values = values(some);
            for (int i = 0; i < some.size(); i++) {
                PropertySource row = values.get(i);
                examined++;
                lookedAt++;
                if (row != null && wanted.matches(row)) {
                    position = at + step * i;
                    return Optional.of(some.get(i));
                }
            }
        }
        return Optional.empty();
    }

    /// Marks the cursor's row.
    public int createBookmark() {
        int at = position();
        bookmarks.put(++lastBookmark, new Bookmark(at < rowCount() ? rows().get(at) : null, at));
        return lastBookmark;
    }

    /// @throws MailError.Invalid no such bookmark
    public void freeBookmark(int bookmark) {
        if (bookmarks.remove(bookmark) == null) {
            throw noBookmark();
        }
    }

    /// Whether the row of a bookmark is no longer visible.
    public boolean isGone(int bookmark) { return place(bookmark).gone(); }

    /// Expands a collapsed category; answers how many rows became visible.
    ///
    /// @throws MailError.NotFound no such category
    /// @throws MailError.Invalid it is expanded already
    public int expand(long categoryId) { return toggle(categoryId, false); }

    /// Collapses an expanded category; answers how many rows are no longer visible.
    public int collapse(long categoryId) { return toggle(categoryId, true); }

    private int toggle(long categoryId, boolean expanded) {
        VisibleRows shown = visible();
        int at = shown.indexOfCategory(categoryId);
        if (at < 0) {
            throw new MailError.NotFound("the table has no category " + categoryId);
        }
        if (!(rows().get(at) instanceof TableRow.Header header)
                || header.expanded() != expanded) {
            throw new MailError.Invalid(
                    "the category is " + (expanded ? "collapsed" : "expanded") + " already");
        }
        int before = rowCount();
        keepingPosition(() -> {
            shown.toggle(categoryId);
            try {
                shown.rebuild(leaves().sorted());
            } catch (RuntimeException e) {
                shown.toggle(categoryId);
                forget();
                throw e;
            }
        });
        return Math.abs(rowCount() - before);
    }

    /// The state of all categories and the place of a row, for [#setCollapseState].
    public byte[] collapseState(long rowId, int instance) {
        byte[] state = visible().state();
        ByteWriter out = new ByteWriter().writeInt64(rowId).writeInt32(instance);
        return out.writeBytes(state).toByteArray();
    }

    /// Restores what [#collapseState] gave, on a table of the same sort order; answers a bookmark
    /// on its row, at the beginning when that is not visible.
    ///
    /// @throws MailError.Invalid these bytes are no such state
    public int setCollapseState(byte[] state) {
        ByteReader in = new ByteReader(state);
        try {
            long rowId = in.readInt64();
            int instance = in.readInt32();
            visible().restore(in.readBytes(in.remaining()));
            visible().rebuild(leaves().sorted());
            int at = visible().indexOfLeaf(rowId, instance);
            if (at < 0) {
                at = visible().indexOfCategory(rowId);
            }
            bookmarks.put(++lastBookmark,
                    new Bookmark(at < 0 ? null : rows().get(at), Math.max(0, at)));
            return lastBookmark;
        } catch (MalformedDataException e) {
            throw new MailError.Invalid("not a collapse state of this table", e);
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    /// Takes in that the source's rows of these ids were added, changed or removed. The cursor
    /// stays at its row. Answers whether the table changed.
    public boolean refresh(long... ids) {
        LeafRows kept = leaves;
        if (kept == null) {
            return false;
        }
        boolean[] changed = new boolean[1];
        keepingPosition(() -> {
            try {
                changed[0] = kept.refresh(ids);
                if (changed[0]) {
                    visible().rebuild(kept.sorted());
                }
            } catch (RuntimeException e) {
                // What changed is known no longer: all is looked at again.
                forget();
                throw e;
            }
        });
        return changed[0];
    }

    /// As [#refresh], telling what changed for who looks at the visible rows: nothing when there is
    /// nobody yet, empty when it is more than `most` rows.
    public Optional<List<RowChange>> changes(int most, long... ids) {
        LeafRows kept = leaves;
        if (kept == null) {
            return Optional.of(List.of());
        }
        SortedRows before = kept.rows();
        List<TableRow> visibleBefore = rows();
        return refresh(ids)
                ? RowComparison.of(before, visibleBefore, kept.rows(), rows(), most)
                : Optional.of(List.of());
    }

    /// Looks at all of the source's rows again. The cursor stays at its row, bookmarks at theirs.
    public void reload() {
        if (leaves == null) {
            return;
        }
        keepingPosition(this::forget);
    }

    private void keepingPosition(Runnable change) {
        int at = position();
        TableRow row = at < rowCount() ? rows().get(at) : null;
        boolean atEnd = row == null;
        change.run();
        int now = row == null ? -1 : indexOf(row);
        position = atEnd ? rowCount() : now >= 0 ? now : Math.min(at, rowCount());
    }

    private record Place(int index, boolean gone) {}

    private Place place(int bookmark) {
        Bookmark marked = bookmarks.get(bookmark);
        if (marked == null) {
            throw noBookmark();
        }
        if (marked.row() == null) {
            return new Place(Math.min(marked.index(), rowCount()), false);
        }
        int now = indexOf(marked.row());
        return now >= 0
                ? new Place(now, false)
                : new Place(Math.min(marked.index(), rowCount()), true);
    }

    private int indexOf(TableRow row) {
        return switch (row) {
            case TableRow.Leaf leaf -> visible().indexOfLeaf(leaf.id(), leaf.instance());
            case TableRow.Header header -> visible().indexOfCategory(header.categoryId());
        };
    }

    private static MailError.Invalid noBookmark() {
        return new MailError.Invalid("the bookmark is not valid (any more)");
    }

    private int originIndex(Origin origin) {
        return switch (origin) {
            case BEGINNING -> 0;
            case CURRENT -> position();
            case END -> rowCount();
        };
    }

    private void reopen() {
        forget();
        if (visible != null) {
            visible.close();
            visible = null;
        }
        position = 0;
        bookmarks.clear();
    }

    /// The rows are found again when they are next asked for.
    private void forget() {
        if (leaves != null) {
            examined += leaves.examined();
            lookedAt += leaves.lookedAt();
            leaves.close();
            leaves = null;
        }
        if (visible != null) {
            visible.clear();
        }
    }

    private LeafRows leaves() {
        if (leaves == null) {
            leaves = new LeafRows(source, order, restriction, instanceColumn, memory);
        }
        return leaves;
    }

    private VisibleRows visible() {
        boolean fresh = leaves == null;
        LeafRows found = leaves();
        if (visible == null) {
            visible = new VisibleRows(order, memory);
            fresh = true;
        }
        if (fresh) {
            try {
                visible.rebuild(found.sorted());
            } catch (RuntimeException e) {
                forget();
                throw e;
            }
        }
        return visible;
    }

    private List<TableRow> rows() { return visible().rows(); }
}
