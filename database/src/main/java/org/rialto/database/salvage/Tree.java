package org.rialto.database.salvage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// Reads one B-tree of a damaged file, page by page, past what cannot be read.
final class Tree {
    static final int INDEX_INTERIOR = 2;
    static final int TABLE_INTERIOR = 5;
    static final int INDEX_LEAF = 10;
    static final int TABLE_LEAF = 13;
    private static final long MOST_PAYLOAD = 1 << 30;

    /// A row: of a table its number and its record, of an index its record.
    interface Rows {
        void row(long number, List<@Nullable Object> record) throws IOException;
    }

    private final PageFile file;
    private final boolean table;
    private final BitSet seen;
    private final Rows rows;
    private long damagedPages;
    private long damagedRows;

    /// @param table whether its leaves hold rows by number; else they are sorted by their records
    /// @param seen of all trees: a page belongs to one
    Tree(PageFile file, boolean table, BitSet seen, Rows rows) {
        this.file = file;
        this.table = table;
        this.seen = seen;
        this.rows = rows;
    }

    long damagedPages() { return damagedPages; }

    long damagedRows() { return damagedRows; }

    void read(int root) throws IOException {
        Deque<Integer> waiting = new ArrayDeque<>(List.of(root));
        while (!waiting.isEmpty()) {
            int number = waiting.pop();
            if (number < 1 || number > file.pages() || seen.get(number)) {
                damagedPages++;
                continue;
            }
            if (!page(number, waiting)) {
                damagedPages++;
            }
        }
    }

    /// Whether it is a page of this kind of tree; children are put into `waiting`.
    boolean page(int number, Deque<Integer> waiting) throws IOException {
        seen.set(number);
        ByteBuffer page = file.page(number);
        int start = number == 1 ? 100 : 0;
        int type = page.get(start);
        boolean interior = type == (table ? TABLE_INTERIOR : INDEX_INTERIOR);
        if (!interior && type != (table ? TABLE_LEAF : INDEX_LEAF)) {
            return false;
        }
        int cells = page.getShort(start + 3) & 0xFFFF;
        int pointers = start + (interior ? 12 : 8);
        if (pointers + 2 * cells > file.usable()) {
            return false;
        }
        for (int i = 0; i < cells; i++) {
            int at = page.getShort(pointers + 2 * i) & 0xFFFF;
            try {
                cell(page, at, pointers + 2 * cells, interior, waiting);
            } catch (MalformedDataException e) {
                damagedRows++;
            }
        }
        if (interior) {
            waiting.add(page.getInt(start + 8));
        }
        return true;
    }

    private void cell(ByteBuffer page, int at, int least, boolean interior,
            Deque<Integer> waiting) throws IOException {
        if (at < least || at > file.usable() - 4) {
            throw new MalformedDataException("a cell outside of its page", at);
        }
        page.position(at);
        if (interior) {
            waiting.add(page.getInt());
            if (table) {
                return;
            }
        }
        long length = Record.varint(page);
        long row = table ? Record.varint(page) : 0;
        if (length < 1 || length > Math.min(MOST_PAYLOAD, (long) file.pages() * file.usable())) {
            throw new MalformedDataException("a payload that makes no sense", at);
        }
        rows.row(row, Record.read(payload(page, (int) length)));
    }

    /// The part on the page and its overflow pages.
    private byte[] payload(ByteBuffer page, int length) throws IOException {
        int usable = file.usable();
        int most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        int local = length;
        if (length > most) {
            int least = (usable - 12) * 32 / 255 - 23;
            int some = least + (length - least) % (usable - 4);
            local = some <= most ? some : least;
        }
        if (local + (local < length ? 4 : 0) > usable - page.position()) {
            throw new MalformedDataException("a cell that is cut off", page.position());
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream(local);
        payload.write(page.array(), page.position(), local);
        page.position(page.position() + local);
        int next = local < length ? page.getInt() : 0;
        while (payload.size() < length) {
            if (next < 1 || next > file.pages()) {
                throw new MalformedDataException("an overflow page that is not there", next);
            }
            seen.set(next);
            ByteBuffer overflow = file.page(next);
            next = overflow.getInt();
            payload.write(overflow.array(), 4, Math.min(usable - 4, length - payload.size()));
        }
        return payload.toByteArray();
    }
}
