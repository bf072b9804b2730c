package org.rialto.store.table;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.SortOrderSet;

/// The rows that a client can see: headers of categories, and what is in those that are expanded.
/// Categories are named by their part of the sort key, so their state outlives changes of rows.
/// MS-OXCTABL §3.2.5.16–3.2.5.19.
final class VisibleRows implements AutoCloseable {
    /// About what a row among categories holds in memory, and a category's name beside its bytes.
    private static final int ROW_BYTES = 56;
    private static final int NAME_BYTES = 200;
    private static final int STATE_VERSION = 1;
    private final SortOrderSet order;
    private final RowMemory.Share memory;
    private long namesBytes;
    private long restoredBytes;
    /// Categories whose state is not the one they start with.
    private final Set<Binary> toggled = new HashSet<>();
    private final Map<Binary, Long> ids = new HashMap<>();
    private final Map<Long, Binary> byId = new HashMap<>();
    private long nextId = 1;
    private List<TableRow> rows = List.of();
    private List<LeafRow> leaves = List.of();

    /// @param memory holds the rows and names of categories
    VisibleRows(SortOrderSet order, RowMemory memory) {
        this.order = order;
        this.memory = memory.share();
    }

    @Override
    public void close() { memory.close(); }

    List<TableRow> rows() { return rows; }

    /// Lays the rows out anew.
    void rebuild(List<LeafRow> newLeaves) {
        leaves = newLeaves;
        if (order.categoryCount() == 0) {
            rows = new Flat(newLeaves);
        } else {
            rows = new ArrayList<>();
            addCategories(newLeaves, 0);
            memory.hold(heldBytes());
        }
    }

    /// Shows nothing until the rows are laid out again.
    void clear() {
        rows = List.of();
        leaves = List.of();
        memory.hold(heldBytes());
    }

    private long heldBytes() { return namesBytes + restoredBytes + (long) ROW_BYTES * rows.size(); }

    private void add(TableRow row) {
        rows.add(row);
        memory.atLeast(heldBytes());
    }

    /// Rows without categories, made when they are looked at.
    private static final class Flat extends AbstractList<TableRow> implements RandomAccess {
        private final List<LeafRow> leaves;

        private Flat(List<LeafRow> leaves) { this.leaves = leaves; }

        @Override
        public TableRow get(int index) {
            LeafRow leaf = leaves.get(index);
            return new TableRow.Leaf(leaf.id(), leaf.instance(), 0);
        }

        @Override
        public int size() { return leaves.size(); }
    }

    private void addCategories(List<LeafRow> some, int depth) {
        int from = 0;
        while (from < some.size()) {
            LeafRow first = some.get(from);
            int to = from + 1;
            while (to < some.size() && first.sameCategory(some.get(to), depth)) {
                to++;
            }
            Binary name = Binary.wrap(Arrays.copyOf(first.key(), first.categoryEnds()[depth]));
            boolean expanded = isExpanded(name, depth);
            List<LeafRow> inside = some.subList(from, to);
            add(new TableRow.Header(id(name), first.id(), first.instance(), depth, expanded,
                    to - from, (int) inside.stream().filter(LeafRow::unread).count()));
            if (expanded && depth + 1 < order.categoryCount()) {
                addCategories(inside, depth + 1);
            } else if (expanded) {
                for (LeafRow leaf : inside) {
                    add(new TableRow.Leaf(leaf.id(), leaf.instance(), depth + 1));
                }
            }
            from = to;
        }
    }

    private boolean isExpanded(Binary name, int depth) {
        return depth < order.expandedCount() != toggled.contains(name);
    }

    private long id(Binary name) {
        return ids.computeIfAbsent(name, _ -> {
            namesBytes += NAME_BYTES + name.length();
            byId.put(nextId, name);
            return nextId++;
        });
    }

    /// Turns a category's state round. False when there is no such category.
    boolean toggle(long categoryId) {
        Binary name = byId.get(categoryId);
        if (name == null) {
            return false;
        }
        if (!toggled.remove(name)) {
            toggled.add(name);
        }
        return true;
    }

    /// The place of a category's header; -1 when it is not visible.
    int indexOfCategory(long categoryId) {
        if (order.categoryCount() == 0) {
            return -1;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof TableRow.Header header
                    && header.categoryId() == categoryId) {
                return i;
            }
        }
        return -1;
    }

    /// Whether one of the rows is this message.
    boolean showsLeaf(long id) {
        for (TableRow row : rows) {
            if (row instanceof TableRow.Leaf leaf && leaf.id() == id) {
                return true;
            }
        }
        return false;
    }

    int indexOfLeaf(long id, int instance) {
        if (order.categoryCount() == 0) {
            for (int i = 0; i < leaves.size(); i++) {
                if (leaves.get(i).id() == id && leaves.get(i).instance() == instance) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof TableRow.Leaf leaf && leaf.id() == id
                    && leaf.instance() == instance) {
                return i;
            }
        }
        return -1;
    }

    /// What [#restore] reads: the toggled categories.
    byte[] state() {
        ByteWriter out = new ByteWriter().writeInt8(STATE_VERSION).writeVarint(toggled.size());
        toggled.stream().sorted().forEach(name -> {
            out.writeVarint(name.length());
            name.write(out);
        });
        return out.toByteArray();
    }

    /// @throws org.rialto.base.MalformedDataException when [#state] did not write it
    void restore(byte[] state) {
        ByteReader in = new ByteReader(state);
        if (in.readUint8() != STATE_VERSION) {
            throw in.malformed("not a collapse state");
        }
        int count = in.checkCount(in.readVarint(), 1);
        Set<Binary> restored = new HashSet<>();
        for (int i = 0; i < count; i++) {
            restored.add(Binary.wrap(in.readBytes(in.checkCount(in.readVarint(), 1))));
        }
        restoredBytes = (long) restored.size() * NAME_BYTES + state.length;
        memory.atLeast(heldBytes());
        toggled.clear();
        toggled.addAll(restored);
    }
}
